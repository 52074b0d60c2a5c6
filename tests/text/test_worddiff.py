"""A diff marks what an editor has to look at, and does what the edit does."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.worddiff import Change, apply, changes


def marked(text: str, *edits: tuple[int, int, str]) -> str:
    found = changes(text, [Change(*edit) for edit in edits])
    return apply(text, [Change(c.start, c.end, f"[{text[c.start : c.end]} -> {c.new}]") for c in found])


@pytest.mark.parametrize(
    ("text", "edits", "shown"),
    [
        pytest.param("three fleas each", [(6, 11, "chips")], "three [fleas -> chips] each", id="a word"),
        pytest.param("new designs of fleas", [(4, 20, "designs of chips")], "new designs of [fleas -> chips]", id="the rest of the edit isn't changed"),
        pytest.param("Lu Weibo spoke", [(0, 8, "Weibo Lu")], "[Lu  -> ]Weibo[ ->  Lu] spoke", id="words that change places"),
        pytest.param("our old words here", [(4, 13, "new signs")], "our [old words -> new signs] here", id="a lone space is no common ground"),
        pytest.param("a double -limited sword", [(2, 23, "double-edged sword")], "a [double -limited -> double-edged] sword", id="parts of a word"),
        pytest.param("for $ 5 each", [(5, 6, "")], "for [$ 5 -> $5] each", id="space alone is widened to be seen"),
        pytest.param("(for $ 5.)", [(6, 7, "")], "(for [$ 5 -> $5].)", id="widened to the word, not to the marks around it"),
        pytest.param("the end ,", [(7, 8, "")], "the [end , -> end,]", id="unless they are what moves"),
        pytest.param("for $ 5  each", [(5, 6, ""), (7, 9, " ")], "for [$ 5  each -> $5 each]", id="widened marks that meet are one"),
        pytest.param("partsAnd more", [(5, 5, " ")], "[partsAnd -> parts And] more", id="glued words"),
        pytest.param("at the the end", [(3, 7, "")], "at [the  -> ]the end", id="what goes is marked alone"),
        pytest.param("same here", [(0, 4, "same")], "same here", id="nothing changes, nothing is marked"),
        pytest.param("a b", [(0, 0, "The ")], "[ -> The ]a b", id="at the start"),
    ],
)
def test_marks(text: str, edits: list[tuple[int, int, str]], shown: str) -> None:
    assert marked(text, *edits) == shown


words = st.text(st.sampled_from("ab  -.\n"), max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Change]]:
    text = draw(words)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, [Change(a, b, draw(words)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@given(edited())
def test_what_is_marked_does_what_the_edits_do(case: tuple[str, list[Change]]) -> None:
    text, edits = case
    assert apply(text, changes(text, edits)) == apply(text, edits)


@given(edited())
def test_marks_are_in_order_and_apart(case: tuple[str, list[Change]]) -> None:
    found = changes(*case)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_long_edit_is_shown_whole() -> None:
    text, new = "word " * 300, "wood " * 300
    assert changes(text, [Change(0, len(text), new)]) == [Change(0, len(text), new)]
