from __future__ import annotations

import pathlib

import pytest
import regex

from cleaner.rulebook import load
from cleaner.text.pieces import beginnings, pieces

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        pytest.param(r"[]\]x]+?b", ["[]\\]x]+?", "b"], id="a bracket opens a class"),
        pytest.param(r"[^]|]y", ["[^]|]", "y"], id="a bar in a class parts nothing"),
        pytest.param(r"(?:a|(b[)]|c)){2,3}+d", ["(?:a|(b[)]|c)){2,3}+", "d"], id="groups in one another"),
        pytest.param(r"\p{Lu}\(x", ["\\p{Lu}", "\\(", "x"], id="escapes"),
        pytest.param(r"a{2}{x", ["a{2}", "{", "x"], id="a brace that repeats nothing"),
        pytest.param("(?:open", ["(?:open"], id="what isn't closed is one piece"),
        pytest.param("[open", ["[open"], id="neither is a class"),
        pytest.param("a\\", ["a", "\\"], id="a lone backslash"),
    ],
)
def test_a_pattern_is_cut_into_pieces(source: str, parts: list[str]) -> None:
    assert pieces(source) == [parts]


def test_a_group_is_entered_and_a_repeated_one_is_not() -> None:
    assert [start for start, _ in beginnings("(?P<a>x(?=y)z)w")] == ["", "(?P<a>x)", "(?P<a>x(?=y))", "(?P<a>x(?=y)z)"]
    assert [start for start, _ in beginnings("(?:ab[c])*w")] == ["", "(?:ab[c])*"]
    assert [start for start, _ in beginnings("(?i)(?=a)b")] == ["", "(?i)", "(?i)(?=a)"]


def test_there_are_not_too_many() -> None:
    assert len(beginnings("[a]" * 500)) == 200
    assert len(beginnings("|".join("[a][b]" for _ in range(500)))) == 2


def test_every_beginning_of_a_pattern_that_ships_is_a_pattern() -> None:
    found = [rule.find[0] for rule in load([str(ROOT / "rules")]).rules if rule.kind == "pattern"]
    assert len(found) > 500
    for source in found:
        assert "|".join("".join(parts) for parts in pieces(source)) == source
    for source in found[::6]:
        for start, _ in beginnings(source):
            regex.compile(start)
