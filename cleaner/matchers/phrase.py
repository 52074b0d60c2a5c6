"""Literal words and phrases, in their inflected forms, with the letter case carried over to the correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.article import article_before
from cleaner.text.case import goes_on, match_case
from cleaner.text.fold import fold
from cleaner.text.reading import Reading, atom

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

_ARTICLE_ENDS: Final = frozenset("aAnN")
Forms = dict[str, tuple[str, ...]]


def forms_of(rule: Rule) -> Forms:
    """Return what *rule* finds, in every form, and the corrections of each form.

    >>> from cleaner.model.rule import Rule
    >>> forms_of(Rule("x", find=("flea",), put=("chip",)))
    {'flea': ('chip',), 'fleas': ('chips',)}
    """
    from cleaner.text.inflect import inflections

    forms: Forms = {}
    for find in rule.find:
        bad = inflections(find, rule.inflect)
        good = [inflections(put, rule.inflect) for put in rule.put]
        for i, form in enumerate(bad):
            forms.setdefault(form, tuple(dict.fromkeys(g[i] if i < len(g) else g[0] for g in good)))
    forms.update({bad: (put,) for bad, put in rule.forms})
    return forms


def is_exact(rule: Rule) -> bool:
    """Say whether *rule* minds letter case: if it says so, or (smart) if it is written with a capital letter."""
    return rule.case == "exact" or (rule.case == "smart" and any(find != find.lower() for find in rule.find))


def prepare(rule: Rule) -> Prepared:
    """Compile *rule*: an atom for each form."""
    for find in rule.find:
        if not any(map(str.isalnum, find)):
            raise RuleError(f"{find!r} has no letter or digit to look for; use kind: pattern", "find")
        if "{" in find:
            raise RuleError("slots in braces are not known yet; use kind: pattern", "find")
    exact = is_exact(rule)
    forms: Forms = {}
    for form, puts in forms_of(rule).items():
        forms.setdefault(fold(form) if exact else fold(form).lower(), puts)
    edges = tuple(sorted({(int(f[0].isalnum()), int(f[-1].isalnum())) for f in forms}))
    return Prepared(tuple(atom(form) for form in forms), (forms, exact, edges))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[Match]:
    """Yield the places where a form stands as a whole word."""
    exact, text = rule.data[1], reading.folded
    for start, end, puts in spans(reading, rule, hits):
        if exact or not puts or text[start:end].islower():
            new = puts
        else:
            new = tuple([match_case(put, text[start:end]) for put in puts])
        before = article_before(text, start, text[start:end], new[0]) if new and text[start - 2 : start - 1] in _ARTICLE_ENDS else None
        if before:
            yield Match(rule.number, before[0], end, (before[1] + new[0],))
        else:
            yield Match(rule.number, start, end, new)


def spans(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the spans in *reading* where a form of *rule* stands whole, with that form's corrections."""
    forms, exact, edges = rule.data[:3]
    text = reading.folded
    for left, right in hits:
        for lead, trail in edges:
            start, end = left - 1 + lead, right - 1 - trail
            surface = text[start:end] if exact else text[start:end].lower()
            puts = forms.get(surface)
            if puts is None:
                puts = forms.get(" ".join(surface.split()))
                if puts is None or reading.crosses(start, end):
                    continue
            if not ((lead and goes_on(text[start - 1 : start])) or (trail and goes_on(text[end : end + 1]))):
                yield start, end, puts


PLUGIN = Matcher(prepare, find)
