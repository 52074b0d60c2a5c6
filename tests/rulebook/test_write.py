from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RuleError
from cleaner.model.rule import Condition, Example, Measured, Rule
from cleaner.rulebook import load
from cleaner.rulebook.examples import read_marks
from cleaner.rulebook.nodes import Fields, Items, Text, read
from cleaner.rulebook.write import add_rules, set_fields, write_rule, write_text, write_texts

FOLDER = Path(__file__).resolve().parents[2] / "rules"


def bare(rule: Rule) -> Rule:
    """The rule without the places it was read from, its conditions in one order."""

    def sentences(examples: tuple[Example, ...]) -> tuple[Example, ...]:
        return tuple(dataclasses.replace(example, line=0, column=0) for example in examples)

    need = tuple(tuple(sorted(alternative, key=lambda c: c.scope)) for alternative in rule.need)
    return dataclasses.replace(rule, path="", line=0, places={}, fires=sentences(rule.fires), ok=sentences(rule.ok), need=need)


def read_back(folder: Path, *rules: Rule) -> list[Rule]:
    (folder / "fr").mkdir()
    (folder / "fr" / "senses.yaml").write_text(add_rules("", [write_rule(rule) for rule in rules], "../rules.schema.json"), encoding="utf-8")
    book = load([str(folder)], known_topics=["semiconductors"])
    assert [str(problem) for problem in book.problems] == []
    return list(book.rules)


def example(sentence: str, known: str = "") -> Example:
    text, marked = read_marks(sentence)
    return Example(text, marked, known=known)


FULL = Rule(
    "fr/senses/flea-chip", find=("flea", "no"), put=("chip", ""), forms=(("a flea: b", "'tis"),), inflect="verb", case="exact", anchor=("{title}",),
    need=((Condition("sentence", ("GPU", "{number}")), Condition("before", ("the",))), (Condition("topic", ("semiconductors",)),)),
    unless=(Condition("after", ("market", ",")),), category="style/awkward", level="error", applicability="display", confidence="check",
    source=(("fr", ("puce", "puces")), ("pt-BR", ("# pulga",))), why="it's \"so\": really", preview=True, formerly=("fr/old",), origin=("page 7",),
    measured=Measured(1, 2_000_000, 3, 40_000, "2026-11-25"), options={"allow": ("had had", "1.50")},
    fires=(example("New [[fleas -> chips]] for {x}: \\d.", "wrong"), example("[[Fleas]] “bite”.")), ok=(example("Dogs have fleas."), example("No.", "noisy")),
)  # fmt: skip


def test_every_field_comes_back(tmp_path: Path) -> None:
    assert [bare(rule) for rule in read_back(tmp_path, FULL, Rule("fr/senses/b", find=("b",)))] == [bare(FULL), Rule("fr/senses/b", find=("b",))]


def test_the_rules_that_ship_come_back(tmp_path: Path) -> None:
    book = load([str(FOLDER)])
    packs: dict[str, list[Rule]] = {}
    for rule in book.rules:
        packs.setdefault(rule.id.rpartition("/")[0], []).append(rule)
    for pack, rules in packs.items():
        file = tmp_path / f"{pack}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(add_rules("", [write_rule(rule) for rule in rules]), encoding="utf-8")
    again = load([str(tmp_path)], known_topics=[topic.name for topic in book.topics])
    assert [str(problem) for problem in again.problems] == []
    assert {rule.id: bare(rule) for rule in again.rules} == {rule.id: bare(rule) for rule in book.rules}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")).filter(str.strip), min_size=1))
def test_any_text_comes_back(texts: list[str]) -> None:
    tree, flaws = read(f"- {write_texts(texts)}\n- {{{write_text(texts[0])}: {write_text(texts[-1])}}}\n")
    assert not flaws
    assert isinstance(tree, Items)
    one, pair = tree.items
    got = [one] if isinstance(one, Text) else list(one.items) if isinstance(one, Items) else []
    assert [item.value for item in got if isinstance(item, Text)] == texts
    assert isinstance(pair, Fields)
    ((key, value),) = pair.entries
    assert isinstance(key, Text)
    assert isinstance(value, Text)
    assert (key.value, value.value) == (texts[0], texts[-1])


WRITTEN = """\
# what is above
- name: one
  find: a   # a comment
  measured: {alarms: 1,
    good-words: 2}
  # before the examples
  fires:
    - "an [[a -> b]]"

# between
- name: two
  find: b
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("line", "changes", "old", "new"),
    [
        pytest.param(2, {"measured": "{}"}, "measured: {alarms: 1,\n    good-words: 2}", "measured: {}", id="a value over two lines"),
        pytest.param(2, {"measured": None}, "  measured: {alarms: 1,\n    good-words: 2}\n", "", id="taken out"),
        pytest.param(2, {"preview": "true"}, "  fires:", "  preview: true\n  fires:", id="put before the examples"),
        pytest.param(2, {"preview": None}, "", "", id="nothing to take out"),
        pytest.param(11, {"preview": "true"}, "  find: b\n", "  find: b\n  preview: true\n", id="the last rule, without examples"),
        pytest.param(2, {"find": "c", "measured": None}, "a   # a comment\n  measured: {alarms: 1,\n    good-words: 2}", "c", id="two at once"),
    ],
)
def test_a_field_is_set_and_the_rest_stays(line: int, changes: dict[str, str | None], old: str, new: str, end: str) -> None:
    text = WRITTEN.replace("\n", end)
    assert set_fields(text, line, changes) == WRITTEN.replace(old, new, 1).replace("\n", end)


def test_a_last_line_without_an_end_gets_one() -> None:
    assert set_fields("- name: one\n  find: a", 1, {"preview": "true"}) == "- name: one\n  find: a\n  preview: true\n"


@pytest.mark.parametrize("text", ["- {name: one, find: a}\n", "-\n  name: one\n"])
def test_a_rule_without_lines_of_its_own_is_left(text: str) -> None:
    with pytest.raises(RuleError, match="a line for each field"):
        set_fields(text, 1, {"preview": "true"})


def test_the_name_that_opens_a_rule_is_left() -> None:
    with pytest.raises(RuleError, match="put name: first"):
        set_fields("- preview: true\n  name: a\n", 1, {"preview": None})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "# yaml-language-server: $schema=../rules.schema.json\n\n- name: a\n", id="a new file"),
        pytest.param("- name: b\n", "- name: b\n\n- name: a\n", id="behind another"),
        pytest.param("- name: b", "- name: b\n\n- name: a\n", id="no end of line"),
        pytest.param("- name: b\r\n", "- name: b\r\n\r\n- name: a\r\n", id="line ends as they are"),
        pytest.param("- name: b\n\n", "- name: b\n\n- name: a\n", id="a blank line is there"),
    ],
)
def test_rules_are_added(text: str, expected: str) -> None:
    assert add_rules(text, ["- name: a\n"], "../rules.schema.json") == expected
