"""Acronyms left in the source language: exact capitals, and never those that the text itself spells out or builds names from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cleaner.matchers.phrase import prepare as prepare_phrase
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.defined import is_defined
from cleaner.text.reading import Reading

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

# US postal codes: "Ames, IA" is Iowa.
STATES: Final = frozenset(
    """AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD
    MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY""".split()
)
_TOWN: Final = re.compile(r"[^\W\d_][\w.'-]*,\s*$")
_ZIP: Final = re.compile(r"\s+\d{5}\b")
_JOINED_BEFORE: Final = re.compile(r"(?:[A-Z0-9][-/.&+]|[@#_\\/.])$")
_JOINED_AFTER: Final = re.compile(r"[-/&+][A-Z0-9]|[_@\\/]\w|\.[A-Za-z0-9]")


def prepare(rule: Rule) -> Prepared:
    """Compile *rule* as exact words; ``options: {spelled: …}`` lists source-language names that the text may spell out without owning the acronym."""
    from dataclasses import replace

    base = prepare_phrase(replace(rule, case="exact"))
    spelled = tuple(s.lower() for s in rule.options.get("spelled", ()))
    return Prepared(base.atoms, (*base.data, spelled))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[Match]:
    """Yield the places where the acronym stands by itself and isn't the author's own."""
    forms, spelled = rule.data[0], rule.data[3]
    text = reading.folded
    owned: dict[str, bool] = {}
    for left, right in hits:
        start, end = left, right - 2
        surface = text[start:end]
        if surface not in forms or is_part(text, start, end) or is_state(text, start, end):
            continue
        base = surface.rstrip("s")
        if base not in owned:
            owned[base] = is_defined(text, base, spelled)
        if not owned[base]:
            yield Match(rule.number, start, end, forms[surface])


def is_part(text: str, start: int, end: int) -> bool:
    """Say whether the acronym at start..end is a part of a longer name (IA-32, @IA, IA/IB); "IA-powered" is not."""
    return bool(_JOINED_BEFORE.search(text, max(0, start - 2), start) or _JOINED_AFTER.match(text, end))


def is_state(text: str, start: int, end: int) -> bool:
    """Say whether the acronym at start..end is a US state after a town's name or before a ZIP code."""
    return text[start:end] in STATES and bool(_TOWN.search(text, max(0, start - 40), start) or _ZIP.match(text, end))


PLUGIN = Matcher(prepare, find)
