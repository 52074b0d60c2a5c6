"""What the built-in checks share: a rule names one in its options, and it is run on the text or at the hits of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.reading import Reading

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

Hit = tuple[int, int, tuple[str, ...]]
"""Start and end of what is wrong, and what is right, the best first."""


class Given:
    """What a check is given besides the text: its rule's words, and the spans in the haystack where its atoms stand.

    A haystack's span counts one more than the text's: the letter behind an atom's one space is at the span's start.
    """

    __slots__ = ("hits", "others", "words")

    def __init__(self, words: frozenset[str], others: frozenset[str], hits: Sequence[Span]) -> None:
        self.words, self.others, self.hits = words, others, hits


Check = Callable[[Reading, Given], Iterator[Hit]]


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile *source* when it is first needed: most texts open few gates."""
    return re.compile(source)


def _everywhere(check: str, words: tuple[str, ...]) -> Iterable[str]:
    return ()


def plugin(checks: Mapping[str, Check], atoms: Callable[[str, tuple[str, ...]], Iterable[str]] = _everywhere) -> Matcher:
    """Make a matcher of *checks* by name; `atoms(check, words)` are the literals that one is run at, none where it is run on all text."""

    def prepare(rule: Rule) -> Prepared:
        check, words = "".join(rule.options.get("check", ())), rule.options.get("words", ())
        if check not in checks:
            raise RuleError(f"there is no check '{check}'; write one of {', '.join(sorted(checks))}", "options")
        return Prepared(tuple(dict.fromkeys(atoms(check, words))), (check, words, rule.options.get("others", ())))

    def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Match]:
        if rule.memo is None:
            check, words, others = rule.data
            rule.memo = checks[check], frozenset(words), frozenset(others)
        run, known, known_others = rule.memo
        made: list[Match] = []
        done = -1
        found = [*run(reading, Given(known, known_others, sorted(set(hits)) if hits else hits))]
        for start, end, new in sorted(found) if found else found:  # mostly there is nothing
            if start >= done:
                done = end
                made.append(Match(rule.number, start, end, new))
        return made

    return Matcher(prepare, find)
