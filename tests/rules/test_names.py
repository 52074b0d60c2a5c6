"""The gazetteer's entries stay out of one another's way."""

from __future__ import annotations

import pathlib

from cleaner.matchers.name import RIGHT, prepare
from cleaner.rulebook import load

BOOK = load([str(pathlib.Path(__file__).resolve().parents[2] / "rules")])
NAMES = [rule for rule in BOOK.rules if rule.kind == "name"]
LITERALS = {rule.id: prepare(rule).data[0] for rule in NAMES}


def test_no_wrong_form_is_two_names_or_another_right_one() -> None:
    owners: dict[bytes, list[str]] = {}
    for id, literals in LITERALS.items():
        for literal in literals:
            owners.setdefault(literal, []).append(id)
    clashes = {literal: ids for literal, ids in owners.items() if len(ids) > 1 and any(LITERALS[id][literal][1] != RIGHT for id in ids)}
    assert clashes == {}


def test_each_entry_says_what_bears_the_name() -> None:
    assert [rule.id for rule in NAMES if not rule.entity or not rule.pronoun] == []


def test_people_are_he_or_she_and_have_their_full_name_first() -> None:
    people = [rule for rule in NAMES if rule.entity == "person"]
    assert len(people) > 100
    assert [rule.id for rule in people if rule.pronoun not in ("he", "she") or " " not in rule.put[0]] == []


def test_the_gazetteer_stays_within_its_size() -> None:
    """Each literal costs a warm start some 0.1 µs."""
    assert sum(map(len, LITERALS.values())) < 20_000
