"""The same thing twice in a row: ``the the``, ``sections sections``, ``• •``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import eq
from typing import TYPE_CHECKING, Final

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.reading import Reading

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

Hit = tuple[int, int, tuple[str, ...]]
Words = frozenset[str]

BULLETS: Final = "\u2022\u25cf\u25aa\u2023\u25e6\u25a0\u25cb\u00b7"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def function_words(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``the the``: one of *words*, which good English never has twice in a row, over the end of a line too."""
    for left, _ in hits:
        yield from _doubled(reading, left)


def content_words(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find any other word of small letters twice in a row, but none of *words* (``very very``, ``that that``)."""
    text = reading.folded
    tokens = text.split()
    if not any(map(eq, tokens, tokens[1:])):
        return
    for word in dict.fromkeys(one for one, other in pairwise(tokens) if one == other):
        if _pattern("[a-z]{3,}").fullmatch(word) and word not in words:
            for found in _pattern(rf"(?<!\S){word}\s+{word}(?!\S)").finditer(text):
                yield from _doubled(reading, found.start())


def _doubled(reading: Reading, at: int) -> Iterator[Hit]:
    """Yield the doubled word at *at* if white space alone parts it, and nothing joins it to what stands around."""
    text = reading.folded
    found = _pattern(r"([A-Za-z]+)(?:\s+(?i:\1)(?!\w))+").match(text, at)
    if not found:
        return
    first, last = found.group(1), found.group().split()[-1]
    if not last.islower() or not (first.islower() or first == "The"):  # another capital may make it a name: Will will, Are are
        return
    if _pattern(_JOINED_BEFORE).search(text, max(0, at - 3), at) or _pattern(_JOINED_BEHIND).match(text, found.end()) or reading.crosses(at, found.end()):
        return
    yield at, found.end(), (reading.text[at : at + len(first)],)


# What makes a word part of something longer: a compound, an address, a name in a program, a pause.
_JOINED_BEFORE: Final = r"(?:[\w/'._@#\\<>=&+*$^~`-]|\.\.\.\s?)$"
_JOINED_BEHIND: Final = r"[-/'_(=`@*+]|[.:]\w"


def bullets(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``• •`` where a line starts: a list item that was given its bullet twice."""
    text = reading.text
    if text.isascii():
        return
    for bullet in BULLETS:
        if bullet in text:
            for found in _pattern(_BULLETS.replace("B", bullet)).finditer(text):
                yield *found.span(1), (bullet,)


_BULLETS: Final = r"(?m)^[ \t\u00a0]*(B(?:[ \t\u00a0]+B)+)(?=[ \t\u00a0]+[^\W_]|[ \t\u00a0]*[\"'\u201c\u2018(])"

CHECKS: Final[dict[str, Callable[[Reading, Words, Sequence[Span]], Iterator[Hit]]]] = {
    "function-words": function_words,
    "content-words": content_words,
    "bullets": bullets,
}


def prepare(rule: Rule) -> Prepared:
    """Take the check's name and its words from the options of *rule*; ``function-words`` is run at its words alone."""
    check, words = "".join(rule.options.get("check", ())), rule.options.get("words", ())
    if check not in CHECKS:
        raise RuleError(f"repetition has no check {check!r}; write one of {', '.join(sorted(CHECKS))}", "options")
    # Two spaces stand for a CRLF line end, a tab or an indented line.
    atoms = tuple(f" {word}{gap}{word} " for word in words for gap in (" ", "  ")) if check == "function-words" else ()
    return Prepared(atoms, (check, words + rule.options.get("others", ())))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[Match]:
    """Yield the places where the check of *rule* holds; of three in a row the first two, so that a second run finds the rest."""
    check, words = rule.data
    if rule.memo is None:
        rule.memo = frozenset(words)
    done = 0
    for start, end, new in sorted(CHECKS[check](reading, rule.memo, sorted(set(hits)))):
        if start >= done:
            done = end
            yield Match(rule.number, start, end, new)


PLUGIN = Matcher(prepare, find)
