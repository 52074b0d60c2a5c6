from __future__ import annotations

import pytest

from cleaner.rulebook.nodes import Broken, Fields, Items, Text, read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("no", "no", id="not false"),
        pytest.param("012", "012", id="not octal"),
        pytest.param("1.10", "1.10", id="not 1.1"),
        pytest.param("null", "null", id="not nothing"),
        pytest.param("~", "~", id="not nothing either"),
        pytest.param("12:30", "12:30", id="not base sixty"),
        pytest.param("2024-05-01", "2024-05-01", id="no date"),
        pytest.param("=", "=", id="no value tag"),
        pytest.param("'it''s'", "it's", id="single quotes"),
        pytest.param(r"'\bflea'", r"\bflea", id="backslash in single quotes"),
        pytest.param("|\n  one\n  two\n", "one\ntwo", id="block without its last line end"),
        pytest.param(">\n  one\n  two\n", "one two", id="folded block"),
    ],
)
def test_scalars_are_text_as_written(written: str, value: str) -> None:
    tree, flaws = read(f"- {written}")
    assert not flaws
    assert isinstance(tree, Items)
    assert isinstance(tree.items[0], Text)
    assert tree.items[0].value == value


def test_everything_knows_its_place() -> None:
    tree, _ = read("# fleas\r\n- name: 'é😀'\r\n  put: [a, {b: c}]\r\n")
    assert isinstance(tree, Items)
    assert isinstance(tree.items[0], Fields)
    (_, name), (_, put) = tree.items[0].entries
    assert (name.line, name.column) == (2, 9)
    assert isinstance(put, Items)
    assert [(node.line, node.column) for node in (put, *put.items)] == [(3, 8), (3, 9), (3, 12)]


def test_a_column_counts_code_points() -> None:
    tree, _ = read("- ['é😀', b]")
    assert isinstance(tree, Items)
    assert isinstance(tree.items[0], Items)
    assert tree.items[0].items[1].column == 10


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("- name: x\n\tfind: y\n", (2, 1), "a tab stands here; indent with spaces", id="tab after plain text"),
        pytest.param('- name: "x"\n\tfind: y\n', (2, 1), "a tab stands here; indent with spaces", id="tab after quoted text"),
        pytest.param("- put: %d\n", (1, 8), "'%' can't begin unquoted text", id="percent sign"),
        pytest.param("%d\n- put: x\n", (1, 1), "a line begins with %", id="percent sign at a line's start"),
        pytest.param("- put: @x\n", (1, 8), "'@' can't begin unquoted text", id="at sign"),
        pytest.param("- put: `x`\n", (1, 8), "'`' can't begin unquoted text", id="back-tick"),
        pytest.param("- anchor: *\n", (1, 11), "* and & can't begin unquoted text", id="lone star"),
        pytest.param("- why: here: there\n", (1, 12), "put text that holds ': ' in quotes", id="colon in text"),
        pytest.param("- name: x\n   find: y\n", (2, 8), "line the fields up", id="indented too far"),
        pytest.param("- name: x\n find: y\n", (2, 2), "line the fields up", id="indented too little"),
        pytest.param("- why: 'it's'\n", (1, 12), "put the whole text in quotes", id="apostrophe in single quotes"),
        pytest.param('- name: "x\n  find: y\n', (1, 9), "the quote that opens here is never closed", id="open quote"),
        pytest.param("- fires: ['a'\n  ok: [b]\n", (2, 3), "the list that opens at 1:10 lacks a comma or its ]", id="open list"),
        pytest.param("- need: {topic: a\n  put: b\n", (2, 6), "the mapping that opens at 1:9 lacks a comma or its }", id="open mapping"),
        pytest.param("- fires:\n  - [[a -> b]] c\n", (2, 16), "put the whole text in quotes", id="mark unquoted"),
        pytest.param('- find: "\\d+"\n', (1, 10), "a backslash in double quotes", id="backslash in double quotes"),
        pytest.param("- name: x\n  find\n  put: y\n", (2, 3), "a field without its colon", id="no colon"),
        pytest.param("- a\n---\n- b\n", (2, 1), "a second document begins here", id="two documents"),
        pytest.param("- a\x01b\n", (1, 4), "a control character (U+0001)", id="control character"),
        pytest.param("- a\r\n- b\x7f\r\n", (2, 4), "a control character (U+007F)", id="control character, CRLF"),
        pytest.param("- " + "[" * 40, (1, 18), "nested too deep", id="deep"),
        pytest.param("[" * 200_000, (1, 1001), "nested too deep", id="deeper than a stack"),
        pytest.param("- " * 200_000 + "x", (1, 33), "nested too deep", id="deep block"),
        pytest.param("{a: " * 200_000, (1, 65), "nested too deep", id="deep mapping"),
    ],
)
def test_what_is_no_yaml_is_told_at_its_place(text: str, place: tuple[int, int], words: str) -> None:
    _, flaws = read(text)
    assert [(flaw.line, flaw.column) for flaw in flaws][:1] == [place]
    assert words in flaws[0].message
    assert len(flaws) == 1


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param("*x", "'*x' is an alias", id="alias"),
        pytest.param("&x", "'&x' is an anchor", id="anchor"),
        pytest.param("&x [a, b]", "'&x' is an anchor", id="anchor of a list"),
        pytest.param("!x", "'!x' is a tag", id="tag"),
        pytest.param("!!python/object:os.system {a: b}", "is a tag", id="tag of an object"),
        pytest.param('"\\bflea"', "a control character (U+0008) is written here", id="backspace by mistake"),
    ],
)
def test_what_rule_files_do_not_have_breaks_only_its_value(written: str, words: str) -> None:
    tree, flaws = read(f"- a\n- {written}\n- b")
    assert not flaws
    assert isinstance(tree, Items)
    one, broken, two = tree.items
    assert isinstance(broken, Broken)
    assert words in broken.message
    assert (broken.line, broken.column) == (2, 3)
    assert isinstance(one, Text)
    assert isinstance(two, Text)


def test_an_alias_bomb_is_no_bomb() -> None:
    bomb = "- &a0 [x, x]\n" + "".join(f"- &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30))
    tree, _ = read(bomb)
    assert isinstance(tree, Items)
    assert all(isinstance(item, Broken) for item in tree.items)


def test_every_broken_item_is_told_and_the_others_are_read() -> None:
    tree, flaws = read("# pack\n- a\n- 'b\n- c: @\n\n- d\n- {e\n- f\n")
    assert [(flaw.line, flaw.column) for flaw in flaws] == [(3, 3), (4, 6), (8, 1)]
    assert isinstance(tree, Items)
    assert [(node.value, node.line) for node in tree.items if isinstance(node, Text)] == [("a", 2), ("d", 6), ("f", 8)]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n"])
def test_nothing_is_nothing(text: str) -> None:
    tree, flaws = read(text)
    assert not flaws
    assert tree is None or (isinstance(tree, Text) and not tree.value)
