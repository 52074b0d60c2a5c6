"""The house's preferred spellings: corrections are written in them, and a preference that nobody knows is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.engine.ruleset import Ruleset
from cleaner.matchers.consistency import NOBODY, Ways, is_variety, known, ways_of, written
from cleaner.model import Match
from cleaner.plugin import CompiledRule
from cleaner.text.case import match_case
from cleaner.text.reading import Reading

LONGEST: Final = 3
"""So many words of a correction are looked up together."""


class House:
    """The spellings that a profile asks for, against a rule set. There is none without a profile."""

    def __init__(self, ruleset: Ruleset, profile: frozenset[str]) -> None:
        """Look up what *profile* prefers to what."""
        self.profile = profile
        self.exact: dict[str, str] = {}
        self.any_case: dict[str, str] = {}
        self.figures: list[tuple[re.Pattern[str], str, Ways]] = []
        for rule in _rules(ruleset, "consistency"):
            self._learn(ways_of(rule))
        for rule in _rules(ruleset, "name") if any(not is_variety(word) for word in profile) else ():
            for spellings in spellings_of(rule):
                preferred = next((spelling for spelling in spellings if spelling in profile), None)
                self.exact.update({other: preferred for other in spellings if preferred and other not in profile})

    def _learn(self, ways: Ways) -> None:
        """Note what the profile prefers of *ways*."""
        wanted = ways.wanted(self.profile)
        if not wanted.every and not wanted.rows:
            return
        for row, forms in enumerate(ways.rows()):
            choice = wanted.of(row)
            if choice is None or (ways.tags and NOBODY in ways.tags[choice.column]):
                continue
            preferred = forms[choice.column]
            for column, other in enumerate(forms):
                if column == choice.column or other in wanted.named:
                    continue
                if ways.slotted:
                    self.figures.append((ways.patterns_of(column)[row], preferred, ways))
                else:
                    (self.exact if ways.exact else self.any_case)[other] = preferred

    def settle(self, reading: Reading, rule: CompiledRule, match: Match) -> Match | None:
        """Return *match* with its corrections in the house's spelling, a name's preferred spelling first; None where nothing is left to change."""
        if not match.replacements or rule.kind == "consistency":
            return match
        new = tuple(dict.fromkeys([self.spelled(put) for put in match.replacements]))
        if rule.kind == "name" and len(new) > 1:
            new = tuple(sorted(new, key=lambda put: put not in self.profile))
        if new == match.replacements:
            return match
        return match._replace(replacements=new) if new[0] != reading.text[match.start : match.end] else None

    def spelled(self, text: str) -> str:
        """Return *text*, a correction, in the house's spelling."""
        for pattern, form, ways in self.figures:
            text = pattern.sub(lambda found, form=form, ways=ways: written(ways, form, found[0]), text)  # type: ignore[misc]  # bound here
        words = text.split(" ")
        at = 0
        while at < len(words):
            for count in range(min(LONGEST, len(words) - at), 0, -1):
                new = self._preferred(" ".join(words[at : at + count]))
                if new is not None:
                    words[at : at + count] = [new]
                    break
            at += 1
        return " ".join(words)

    def _preferred(self, form: str) -> str | None:
        """Return what the house writes for *form*, None for that itself."""
        if form in self.exact:
            return self.exact[form]
        new = self.any_case.get(form.lower())
        return match_case(new, form) if new is not None and (form == form.lower() or form.isupper() or form.istitle()) else None


def spellings_of(rule: CompiledRule) -> Iterable[tuple[str, ...]]:
    """Return the right spellings of a name, those together that stand for the same: what `cleaner.matchers.name` keeps second."""
    groups: tuple[tuple[str, ...], ...] = rule.data[1]
    return groups


def unknown(ruleset: Ruleset, profile: frozenset[str]) -> list[tuple[str, str]]:
    """Return the words of *profile* that no rule knows, and those that another contradicts, each with what to do."""
    left = set(profile)
    problems: dict[tuple[str, str], None] = {}
    names: dict[str, None] = {}
    for rule in _rules(ruleset, "consistency"):
        ways = ways_of(rule)
        left -= {word for word in left if ways.knows(word)}
        problems.update(dict.fromkeys((word, f"it contradicts '{other}'; leave one of them out") for word, other in ways.contradictions(profile)))
    for rule in _rules(ruleset, "name") if left else ():
        names.update(dict.fromkeys(spelling for spellings in spellings_of(rule) for spelling in spellings))
    return [*problems, *((word, _told(word, ruleset, names)) for word in sorted(left.difference(names)))]


def _told(word: str, ruleset: Ruleset, names: Iterable[str]) -> str:
    """Say that nobody knows *word*, and what is known: the nearest, or else what a profile can say in general."""
    from cleaner.rulebook.shapes import did_you_mean

    rules = list(_rules(ruleset, "consistency"))
    tags = sorted({tag for rule in rules for named in ways_of(rule).tags for tag in named if tag != NOBODY})
    every = dict.fromkeys([*tags, *(form for rule in rules for form in known(rule)), *names])
    habits = [tag for tag in tags if is_variety(tag) or tag.startswith("-")]
    others = f"known are {', '.join(habits)}, sums and shares such as $5.5bn and 5%, names, and words that have several spellings"
    return f"no rule knows this spelling; {did_you_mean(word, tuple(every), others)}"


def _rules(ruleset: Ruleset, kind: str) -> Iterator[CompiledRule]:
    return (rule for number in ruleset.houses if (rule := ruleset.rule(number)).kind == kind)
