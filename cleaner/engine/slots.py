"""Slots: ``{company}`` in a rule stands for each word of a list, ``{number}`` in a phrase for any number. Compiling makes plain rules of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from cleaner.errors import RuleError
from cleaner.model.rule import ENTITIES, Condition, Rule, WordList
from cleaner.rulebook.shapes import did_you_mean
from cleaner.text.inflect import inflections
from cleaner.text.terms import NUMBER

Lists = Mapping[str, tuple[str, ...]]

_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
TYPED: Final = {
    "number": r"\d{1,20}(?:[.,]\d{1,9}){0,5}",
    "date": rf"(?:{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})(?:,?\s\d{{4}})?\b",
    "word": r"[a-z]{1,25}(?:[-'][a-z]{1,25}){0,2}",
    "name": r"[A-Z](?:[\w&-]{0,25}\w)?",
}
"""What typed slots match, besides the words of lists; all of bounded length, so that only the neighbourhood of an anchor is searched."""
_GAP: Final = r"\s{1,12}"
"""What stands between two words of a phrase with slots: a space, or the end of an indented line."""

_SLOT: Final = re.compile(r"\{([a-z][a-z-]*?)(\d*)\}")
_TOKEN: Final = re.compile(r"\{[a-z][a-z-]*\d*\}|\s+|[^\s{]+|\{")


def gather(lists: Iterable[WordList], rules: Sequence[Rule]) -> Lists:
    """Return all lists by name: those of files, and the names of each entity; ``he`` and ``she`` are the people of these pronouns."""
    words: dict[str, dict[str, None]] = {}
    for given in lists:
        words.setdefault(given.name, {}).update(dict.fromkeys(given.terms))
    for rule in rules:
        names = dict.fromkeys((*rule.put, *rule.aliases))
        if rule.kind == "name" and rule.entity:
            words.setdefault(rule.entity, {}).update(names)
        if rule.kind == "name" and rule.pronoun in ("he", "she"):
            words.setdefault(rule.pronoun, {}).update(names)
    for name in (*ENTITIES, "he", "she"):
        words.setdefault(name, {})
    return {name: tuple(found) for name, found in words.items()}


def resolve(rule: Rule, lists: Lists) -> list[Rule]:
    """Return *rule* with its lists written out; a phrase with slots becomes a pattern for each of its forms, under the same id.

    Raises RuleError where a slot names no list.
    """
    need = tuple(tuple(_condition(c, lists, "need") for c in alternative) for alternative in rule.need)
    unless = tuple(_condition(c, lists, "unless") for c in rule.unless)
    options = {key: _terms(values, lists, "options") for key, values in rule.options.items()}
    anchor = tuple(f" {text} " if text not in rule.anchor else text for text in _terms(rule.anchor, lists, "anchor"))
    plain = replace(rule, need=need, unless=unless, options=options, anchor=anchor)
    if rule.kind != "phrase" or not any("{" in find for find in (*rule.find, *(bad for bad, _ in rule.forms))):
        return [plain]
    return [_pattern(plain, bad, good, lists) for bad, good in _forms(rule)]


def _condition(condition: Condition, lists: Lists, field: str) -> Condition:
    return replace(condition, terms=_terms(condition.terms, lists, field)) if any(t[:1] == "{" for t in condition.terms) else condition


def _terms(terms: Sequence[str], lists: Lists, field: str) -> tuple[str, ...]:
    """Return *terms* with each ``{list}`` replaced by its words."""
    made: list[str] = []
    for term in terms:
        slot = _SLOT.fullmatch(term) if term != NUMBER else None
        made += lists[_known(slot[1], lists, field)] if slot else (term,)
    return tuple(made)


def _known(name: str, lists: Lists, field: str) -> str:
    if name not in lists:
        raise RuleError(f"there is no list '{name}'; {did_you_mean(name, lists.keys(), f'write lists/{name}.yaml')}", field)
    return name


def _forms(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each form that *rule* finds, with its corrections."""
    for find in rule.find:
        puts = [inflections(put, rule.inflect) for put in rule.put]
        for i, form in enumerate(inflections(find, rule.inflect)):
            yield form, tuple(dict.fromkeys(put[i] if i < len(put) else put[0] for put in puts))
    for bad, good in rule.forms:
        yield bad, (good,)


def _pattern(rule: Rule, phrase: str, puts: tuple[str, ...], lists: Lists) -> Rule:
    """Return the pattern rule that finds *phrase*; letter case is carried over where the phrase begins with a word of its own."""
    exact = rule.case == "exact" or (rule.case == "smart" and _SLOT.sub("", phrase).lower() != _SLOT.sub("", phrase))
    carries = not exact and not phrase.startswith("{")
    made = ""
    for token in _TOKEN.findall(phrase):
        slot = _SLOT.fullmatch(token)
        if slot:
            made += f"(?{'-i' if carries else ''}:(?P<{slot[1].replace('-', '_')}{slot[2]}>{_slot(slot[1], lists)}))"
        elif token.isspace():
            made += _GAP
        else:
            literal = re.escape(token)
            made += literal if carries or exact else f"(?i:{literal})"
    first, last = phrase[0], phrase[-1]
    made = (r"\b" if first.isalnum() or first == "{" else "") + made + (r"\b" if last.isalnum() or last == "}" else "")
    return replace(
        rule, kind="pattern", find=(made,), put=tuple(_SLOT.sub(lambda s: f"{{{s[1].replace('-', '_')}{s[2]}}}", put) for put in puts), forms=(),
        case="any" if carries else "exact",
    )  # fmt: skip


def _slot(name: str, lists: Lists) -> str:
    """Return the expression for the slot *name*."""
    if name in TYPED:
        return TYPED[name]
    words = lists[_known(name, lists, "find")]
    if not words:
        return "(?!)"
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
