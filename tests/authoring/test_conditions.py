"""The principle behind *unproved* is confirmed by really dropping each condition, compiling the rule anew and running its examples."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cleaner.authoring.conditions import Gate, gates_of
from cleaner.authoring.examples import judge, with_pack
from cleaner.authoring.trial import Trial
from cleaner.engine import library
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.model.rule import Rule, Rulebook
from cleaner.rulebook import load


def read(folder: pathlib.Path, text: str) -> Rulebook:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    book = load([str(folder)])
    assert book.problems == ()
    return book


def compiled(rule: Rule, book: Rulebook) -> Ruleset:
    ruleset = Ruleset(memoryview(compile_rules([rule], book.topics, (), "x", frozenset(), book.lists)))
    assert ruleset.notifications == ()
    return ruleset


def without(rule: Rule, gate: Gate) -> Rule:
    """Return *rule* as its author would leave it without *gate*: an alternative that asks for nothing more always holds."""
    if gate.side == "unless":
        return replace(rule, unless=tuple(c for n, c in enumerate(rule.unless) if (0, n) not in gate.places))
    need = tuple(tuple(c for n, c in enumerate(conditions) if (a, n) not in gate.places) for a, conditions in enumerate(rule.need))
    return replace(rule, need=need if all(need) else ())


def outcome(rule: Rule, book: Rulebook) -> list[tuple[str, str]]:
    plain = replace(rule, fires=tuple(replace(e, known="") for e in rule.fires), ok=tuple(replace(e, known="") for e in rule.ok))
    return [(verdict.kind, verdict.got) for verdict in judge(plain, with_pack(compiled(plain, book), plain))]


def really_idle(rule: Rule, book: Rulebook) -> list[str]:
    """Return the conditions of *rule* without which its examples come out as before."""
    before = outcome(rule, book)
    return [str(gate) for gate in gates_of(rule) if outcome(without(rule, gate), book) == before]


def said_idle(rule: Rule, book: Rulebook) -> list[str]:
    (remarks,) = Trial(compiled(rule, book)).remarks([rule])
    return [remark.message.removeprefix("no example needs '").partition("': without")[0] for remark in remarks if remark.kind == "unproved"]


RULE = """
- name: r
  find: action
  put: share
  {conditions}
  fires: ["A dividend on [[actions -> shares]] of 1990 was paid in London."]
  ok: [{ok}]
"""


@pytest.mark.parametrize(
    ("conditions", "ok", "idle"),
    [
        pytest.param("need: {sentence: dividend}", '"Actions speak."', [], id="need"),
        pytest.param("need: {sentence: dividend}", '"Acts speak."', ["need: {sentence: dividend}"], id="the word of the rule isn't in it"),
        pytest.param("unless: {before: legal}", '"Legal action."', [], id="unless"),
        pytest.param("unless: {before: legal}", '"A legal act."', ["unless: {before: legal}"], id="the word of the rule isn't in what unless is for"),
        pytest.param("unless: {before: legal, sentence: court}", '"Legal action."', ["unless: {sentence: court}"], id="one of two"),
        pytest.param(
            "unless: {before: legal, sentence: court}", '"Legal action in court."', ["unless: {before: legal}", "unless: {sentence: court}"],
            id="either would do",
        ),
        pytest.param("need: {sentence: dividend, document: London}", '"A dividend on actions.", "Actions in London."', [], id="two that are both needed"),
        pytest.param(
            "need: {sentence: dividend, document: London}", '"A dividend on actions."', ["need: {sentence: dividend}"], id="one of two that are both needed"
        ),
        pytest.param("need: [{sentence: dividend}, {before: '{number}'}]", '"Actions speak."', [], id="alternatives, none holds"),
        pytest.param(
            "need: [{sentence: dividend}, {before: '{number}', document: London}]", '"He took 300 actions."',
            ["need: {before: {number}}"], id="an alternative lacks one of two",
        ),
        pytest.param(
            "after: of\n  need: [{sentence: dividend}, {document: London}]", '"Actions in London."',
            ["need: {sentence: dividend}", "need: {document: London}"], id="after stands in both alternatives",
        ),
        pytest.param("after: of", '"Actions speak."', [], id="after by itself"),
        pytest.param("unless: {sentence: dig}", '"Dig into https://example.com/action/ now."', ["unless: {sentence: dig}"], id="the place is protected anyhow"),
    ],
)  # fmt: skip
def test_a_condition_is_idle_where_no_example_needs_it(conditions: str, ok: str, idle: list[str], tmp_path: pathlib.Path) -> None:
    book = read(tmp_path, RULE.replace("{conditions}", conditions).replace("{ok}", ok))
    (rule,) = book.rules
    assert said_idle(rule, book) == idle
    assert really_idle(rule, book) == idle


def test_a_near_miss_beside_a_mark_counts(tmp_path: pathlib.Path) -> None:
    book = read(tmp_path, "- name: r\n  find: action\n  put: share\n  unless: {before: legal}\n  fires: ['Legal action, and [[actions -> shares]].']\n")
    (rule,) = book.rules
    assert said_idle(rule, book) == really_idle(rule, book) == []


def test_a_shorter_form_within_what_is_found_changes_nothing(tmp_path: pathlib.Path) -> None:
    text = "- name: r\n  forms: {of large span: long, large span: long}\n  find: of large span\n  before: contract\n"
    text += "  fires: ['A contract [[of large span -> long]].']\n"
    book = read(tmp_path, text)
    (rule,) = book.rules
    assert said_idle(rule, book) == really_idle(rule, book) == ["before: contract"]


def test_conditions_read_as_they_are_written(tmp_path: pathlib.Path) -> None:
    text = "- name: r\n  find: x\n  before: [a, b, c, d, e]\n  after: z\n  need: {paragraph: t}\n  unless: {document: [q, r]}\n- name: q\n  find: x\n"
    book = read(tmp_path, text)
    rule, bare = book.rules
    assert list(map(str, gates_of(rule))) == ["need: {paragraph: t}", "before: [a, b, c, d, \u2026]", "after: z", "unless: {document: [q, r]}"]
    assert gates_of(bare) == []


SHIPPED = load([library.shipped_folder()])


def tried() -> Iterator[Rule]:
    """Yield rules of some packs that have conditions; a doubtful rule shows only beside other damage, whatever its conditions."""
    for rule in SHIPPED.rules:
        if rule.id.startswith(("fr/", "romance/web/", "ar/senses/")) and rule.confidence != "doubtful" and gates_of(rule):
            yield rule


@pytest.mark.slow
def test_what_is_said_of_rules_that_ship_is_what_dropping_gives() -> None:
    rules = list(tried())
    assert len(rules) > 100
    told = {rule.id: (set(said_idle(rule, SHIPPED)), set(really_idle(rule, SHIPPED))) for rule in rules}
    assert {id: pair for id, pair in told.items() if pair[0] != pair[1]} == {}
