from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest

from cleaner.model.rule import Condition, Example, Marked, Rulebook
from cleaner.rulebook import load

Told = Callable[[str], list[str]]
Load = Callable[..., Rulebook]

FULL = """\
- name: flea-chip
  find: flea
  put: chip
  source: {fr: puce, es: [pulga, chip]}
  need: {sentence: [GPU, "{number}"], document: no}
  unless: {sentence: [dog, cat], topic: pets}
  before: [new, old]
  after: shop
  applicability: safe
  why: >
    the word for a flea
    is the word for a chip
  fires:
    - "New [[fleas -> chips]]."
    - {text: "Old [[fleas -> chips]].", known: missing}
  ok: [Dogs have fleas.]
  formerly: fr/old/flea
  origin: knowledge
  options: {words: [a, b]}
  preview: true
"""


def test_a_rule_is_read_whole(load_files: Load) -> None:
    book = load_files({"fr/senses.yaml": FULL, "topics/pets.yaml": "terms: {3: [dog]}"})
    assert not book.problems
    (rule,) = book.rules
    beside = (Condition("before", ("new", "old")), Condition("after", ("shop",)))
    assert rule.id == "fr/senses/flea-chip"
    assert rule.path.endswith("fr/senses.yaml")
    assert rule.line == 1
    assert rule.need == ((Condition("sentence", ("GPU", "{number}")), Condition("document", ("no",)), *beside),)
    assert rule.unless == (Condition("sentence", ("dog", "cat")), Condition("topic", ("pets",)))
    assert rule.source == (("fr", ("puce",)), ("es", ("pulga", "chip")))
    assert rule.why == "the word for a flea is the word for a chip"
    assert rule.fires == (
        Example("New fleas.", (Marked(4, 9, "chips"),), 14, 7),
        Example("Old fleas.", (Marked(4, 9, "chips"),), 15, 7, "missing"),
    )
    assert rule.ok == (Example("Dogs have fleas.", (), 16, 8),)
    assert rule.options == {"words": ("a", "b")}
    assert (rule.formerly, rule.origin, rule.preview) == (("fr/old/flea",), ("knowledge",), True)
    assert (rule.places["find"], rule.places["before"], rule.places["fires"]) == ((2, 9), (7, 11), (14, 5))
    assert rule.places.keys() >= {"name", "need", "unless", "why", "options"}


def test_what_is_not_written_has_a_default(load_files: Load) -> None:
    (rule,) = load_files({"a.yaml": "- {name: a, find: b}"}).rules
    assert (rule.kind, rule.inflect, rule.case, rule.level, rule.applicability, rule.confidence) == ("phrase", "noun", "smart", "warning", "unsafe", "likely")
    assert (rule.put, rule.need, rule.unless, rule.fires, rule.preview) == ((), (), (), (), False)


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        ("phrase", "accuracy/mistranslation"),
        ("pattern", "accuracy/mistranslation"),
        ("acronym", "locale-conventions/acronym"),
        ("glued", "design-and-markup/whitespace"),
        ("spacing", "design-and-markup/whitespace"),
        ("repetition", "accuracy/addition"),
        ("encoding", "design-and-markup/character-encoding"),
    ],
)
def test_a_category_follows_from_the_kind(load_files: Load, kind: str, category: str) -> None:
    find = "find: IA," if kind in ("phrase", "pattern", "acronym") else ""
    files = {"a.yaml": f"- {{name: a, {find} kind: {kind}}}\n- {{name: b, {find} kind: {kind}, category: style/awkward}}"}
    assert [rule.category for rule in load_files(files).rules] == [category, "style/awkward"]


@pytest.mark.parametrize(
    ("written", "need"),
    [
        pytest.param("need: [{sentence: a}, {topic: t, document: b}]", [["sentence"], ["topic", "document"]], id="alternatives"),
        pytest.param("need: [{sentence: a}, {document: b}], before: c", [["sentence", "before"], ["document", "before"]], id="before goes into each"),
        pytest.param("after: c", [["after"]], id="after alone"),
        pytest.param("need: {before: a}, before: c", [["before", "before"]], id="both ways"),
    ],
)
def test_need_holds_alternatives(load_files: Load, written: str, need: list[list[str]]) -> None:
    book = load_files({"a.yaml": f"- {{name: a, find: b, {written}}}"}, known_topics=("t",))
    assert not book.problems
    assert [[condition.scope for condition in alternative] for alternative in book.rules[0].need] == need


TEN = """\
- name: Flea
  find: flea
  severty: error
  level: eror
- name: two
  find: [b, ""]
  applicability: save
  category: accuracy/mistranslaton
  need: {sentance: c}
- find: c
- name: four
  find: d
  find: e
  fires: ["no mark"]
  confidence: certain
- name: five
  kind: glued
  find: [f]
- name: fine
  find: g
"""

TEN_TOLD = [
    "1:9: name: 'Flea' isn't made of lower-case letters, digits and hyphens; write it like 'flea-chip'",
    "3:3: severty: there is no such field; take it out",
    "4:10: level: 'eror' is not note, warning or error; did you mean 'error'?",
    "6:13: find: there is no text; write it, or take the field out",
    "7:18: applicability: 'save' is not safe, unsafe or display; did you mean 'safe'?",
    "9:10: need: 'sentance' is not before, after, phrase, sentence, paragraph, document, topic, language or defined_in_text; did you mean 'sentence'?",
    "10:3: name: it is missing; name the damage, 'name: flea-chip'",
    "13:3: find: 'find' stands here twice, first in line 12; keep one",
    "14:11: fires: nothing is marked in this sentence; write [[bad -> good]] round what must be found, or move it to ok",
    "15:15: confidence: 'certain' is not sure, likely, check or doubtful; write one of them",
    "18:9: find: a rule of kind glued knows what to find; take it out",
]


def test_all_mistakes_of_a_file_are_told_at_once(load_files: Load, told: Told) -> None:
    problems = told(TEN)
    (category,) = [problem for problem in problems if "category" in problem]
    assert category.startswith("8:13: category: 'accuracy/mistranslaton' is not accuracy/mistranslation, ")
    assert category.endswith("did you mean 'accuracy/mistranslation'?")
    assert [problem for problem in problems if problem != category] == TEN_TOLD
    assert [rule.id for rule in load_files({"p.yaml": TEN}).rules] == ["p/fine"]


@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        pytest.param("lvel: note", "1:22: lvel: there is no such field; did you mean 'level'?", id="misspelt field"),
        pytest.param("Level: note", "1:22: Level: there is no such field; did you mean 'level'?", id="capital field"),
        pytest.param("severity: note", "1:22: severity: there is no such field; did you mean 'level'?", id="another tool's field"),
        pytest.param("put: ", '1:27: put: there is no text; write it, or "" to delete what was found', id="empty value"),
        pytest.param("why: ''", "1:27: why: there is no text; write it, or take the field out", id="empty text"),
        pytest.param("put: []", "1:27: put: the list is empty; write text into it, or take the field out", id="empty list"),
        pytest.param("need: []", "1:28: need: the list is empty; write alternatives into it, or take the field out", id="no alternatives"),
        pytest.param("need: {}", "1:28: need: this is empty; write where to look and for what, {sentence: [chip, GPU]}", id="empty need"),
        pytest.param(
            "unless: [dog]", "1:30: unless: a list where a mapping is due; write where to look and for what, {sentence: [chip, GPU]}", id="unless a list"
        ),
        pytest.param("put: {name}", "1:27: put: a mapping where text is due; put text that begins with [ or { in quotes", id="unquoted brace"),
        pytest.param("put: 'a {b}'", "1:27: put: {b} isn't in what is found, so there is nothing to put there; write it in find, or take it out", id="slot"),
        pytest.param(
            "before: '{Number}'",
            "1:30: before: braces are kept for slots such as {number} or {company}; take them out, or write a rule of kind pattern",
            id="misspelt slot",
        ),
        pytest.param(
            "put: *b", "1:27: put: '*b' is an alias, which rule files don't have; write the value out, or put text that begins with * in quotes", id="alias"
        ),
        pytest.param("why: '%', [a]: b", "1:32: a list where a name is due; write the fields of a rule, '- name: …'", id="list as a key"),
        pytest.param("preview: yes", "1:31: preview: 'yes' is not true or false; write one of them", id="yes"),
        pytest.param(
            "kind: phrse", "1:28: kind: 'phrse' is not phrase, pattern, acronym, glued, spacing, repetition or encoding; did you mean 'phrase'?", id="kind"
        ),
        pytest.param("inflect: adverb", "1:31: inflect: 'adverb' is not noun, verb or none; did you mean 'verb'?", id="inflect"),
        pytest.param(
            "source: {French: puce}", "1:31: source: 'French' is no language code; write codes and words, {fr: puce, es: [pulga]}", id="language name"
        ),
        pytest.param("forms: [a]", "1:29: forms: a list where a mapping is due; write bad forms with their good ones, {fleas: chips}", id="forms"),
        pytest.param("applicability: safe", "1:37: applicability: there is no correction that could be safe; add put, or write display", id="safe without put"),
        pytest.param("need: {topic: chps}", "1:36: need: there is no topic 'chps'; did you mean 'chips'?", id="misspelt topic"),
        pytest.param("unless: {topic: [chips, sport]}", "1:46: unless: there is no topic 'sport'; write topics/sport.yaml", id="no such topic"),
        pytest.param("ok: ['a [[b -> c]]']", "1:27: ok: a sentence that is fine has no marks; take them out, or move it to fires", id="marks in ok"),
        pytest.param("ok: fine", '1:26: ok: text where a list is due; write ok: ["…"]', id="ok without a list"),
        pytest.param("ok: ", '1:26: ok: there are no sentences here; write ok: ["…"]', id="ok without anything"),
        pytest.param("fires: ['[[a -> b']", "1:30: fires: a '[[' is never closed; close it with ']]'", id="open mark"),
        pytest.param("fires: [{text: '[[a]]', known: noisy}]", "1:53: fires: 'noisy' is not missing or wrong; write one of them", id="noise in fires"),
        pytest.param("ok: [{text: a, knwn: noisy}]", "1:37: ok: 'knwn' is not text or known; did you mean 'known'?", id="misspelt known"),
        pytest.param(
            "fires: [{known: wrong}]", "1:30: fires: the text is missing; put a sentence that begins with { in quotes, or add text:", id="known without text"
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(load_files: Load, rest: str, problem: str) -> None:
    book = load_files({"p.yaml": f"- {{name: a, find: b, {rest}}}\n- {{name: c, find: d}}"}, known_topics=("chips",))
    assert [str(told).partition("p.yaml:")[2] for told in book.problems] == [problem]
    assert [rule.id for rule in book.rules] == ["p/c"]


@pytest.mark.parametrize("kind", ["phrase", "pattern", "acronym"])
def test_what_searches_for_words_must_have_some(told: Told, kind: str) -> None:
    assert told(f"- name: a\n  kind: {kind}\n") == [f"1:3: find: it is missing; a rule of kind {kind} says what to find"]


def test_a_kind_that_only_a_matcher_knows_names_its_category(tmp_path: pathlib.Path) -> None:
    (tmp_path / "p.yaml").write_text("- {name: a, kind: fancy}\n- {name: b, kind: fancy, category: style/awkward}")
    book = load([str(tmp_path)], kinds=("phrase", "fancy"))
    assert [rule.id for rule in book.rules] == ["p/b"]
    assert [problem.message for problem in book.problems] == ["category: it is missing; a rule of kind fancy has to name one"]


def test_an_empty_correction_deletes(load_files: Load) -> None:
    (rule,) = load_files({"a.yaml": "- {name: a, find: b, put: '', forms: {c: ''}}"}).rules
    assert rule.put == ("",)
    assert rule.forms == (("c", ""),)


def test_braces_in_a_pattern_are_its_matcher_s(load_files: Load) -> None:
    (rule,) = load_files({"a.yaml": "- {name: a, kind: pattern, find: '(?P<n>\\d{2})', put: '${n}'}"}).rules
    assert (rule.find, rule.put) == (("(?P<n>\\d{2})",), ("${n}",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("name: a\nfind: b\n", "1:1: a rule file is a list; begin each rule with '- name: …'", id="mapping"),
        pytest.param("just text\n", "1:1: a rule file is a list; begin each rule with '- name: …'", id="text"),
        pytest.param("- just text\n", "1:3: text where a mapping is due; write the fields of a rule, '- name: …'", id="text in the list"),
        pytest.param("- {}\n", "1:3: this is empty; write the fields of a rule, '- name: …'", id="empty rule"),
        pytest.param("-\n- {name: a, find: b}\n", "1:2: text where a mapping is due; write the fields of a rule, '- name: …'", id="nothing in the list"),
    ],
)
def test_a_file_of_another_shape_is_told(told: Told, text: str, problem: str) -> None:
    assert told(text) == [problem]


def test_a_message_is_one_line_of_bearable_length(told: Told) -> None:
    kind, level = told(f'- name: a\n  kind: {"x" * 5000}\n  level: "no\\n\\nte"\n')
    assert kind.endswith("repetition or encoding; write one of them")
    assert len(kind) < 1300
    assert level == "3:10: level: 'no te' is not note, warning or error; did you mean 'note'?"


def test_a_problem_names_the_rule_that_is_set_aside_for_it(load_files: Load) -> None:
    book = load_files(
        {"fr/a.yaml": "- {name: b, find: x, bad: y}\n- {name: c, find: x, need: {topic: pets}}\n- {find: z}\n- {name: b, find: x}\n", "d.yaml": "1"}
    )
    assert [(problem.rule, problem.line) for problem in book.problems] == [("", 1), ("fr/a/b", 1), ("fr/a/c", 2), ("", 3), ("fr/a/b", 4)]
