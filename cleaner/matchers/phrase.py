"""Literal words and phrases, in their inflected forms, with the letter case carried over to the correction."""

from __future__ import annotations

from collections.abc import Sequence
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

_make: Final = tuple.__new__
"""Makes a match in half of the time that the class takes: this is where most of them come from."""

_PARTS: Final = frozenset(" \n(\"'.,;:!?)")
"""What mostly stands beside a word."""

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
    exact = is_exact(rule)
    forms: Forms = {}
    for form, puts in forms_of(rule).items():
        forms.setdefault(fold(form) if exact else fold(form).lower(), puts)
    edges = tuple(sorted({(int(f[0].isalnum()), int(f[-1].isalnum())) for f in forms}))
    return Prepared(tuple(atom(form) for form in forms), (forms, exact, edges))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Match]:
    """Return the places where a form stands as a whole word."""
    forms, exact, edges = rule.data
    text, number = reading.folded, rule.number
    made = []
    for left, right in hits:
        for lead, trail in edges:
            start, end = left - 1 + lead, right - 1 - trail
            old = text[start:end]
            low = old if exact else old.lower()
            new = forms.get(low)
            if new is None:
                new = forms.get(" ".join(low.split()))
                if new is None or old[0].isspace() or old[-1].isspace() or reading.crosses(start, end):
                    continue
            before, after = text[start - 1 : start], text[end : end + 1]
            if (lead and before not in _PARTS and goes_on(before)) or (trail and after not in _PARTS and goes_on(after)):
                continue
            if low != old:
                new = tuple([match_case(put, old) for put in new])
            if new and before == " " and text[start - 2] in "aAnN":
                article = article_before(text, start, old, new[0])
                if article:
                    start, new = article[0], (article[1] + new[0],)
            made.append(_make(Match, (number, start, end, new, ())))
    return made


PLUGIN = Matcher(prepare, find)
