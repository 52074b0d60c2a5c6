"""View edits become minimal part edits, or none where markup is in the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Edit, Part, Piece, Segment
from cleaner.render import apply_view, edits_for, splice

# "Big **IA** chip &amp; `x` co" as a Markdown reader gives it
TEXT = "Big **IA** chip &amp; `x` co"
RICH = Segment(
    "Big IA chip & \ufffc co",
    (
        Piece(0, 4, 0, 4),
        Piece(4, 4, 4, 6, "hidden"),
        Piece(4, 6, 6, 8),
        Piece(6, 6, 8, 10, "hidden"),
        Piece(6, 12, 10, 16),
        Piece(12, 13, 16, 21, "decoded"),
        Piece(13, 14, 21, 22),
        Piece(14, 15, 22, 25, "hidden"),
        Piece(15, 18, 25, 28),
    ),
)


def verbatim(new: str, segment: Segment) -> str:
    return new


def plain(text: str) -> Segment:
    return Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("IA", "AI", (Edit(6, 8, "AI"),), id="inside bold"),
        pytest.param("IA chip", "AI chips", (Edit(6, 8, "AI"), Edit(15, 15, "s")), id="two words, each beside the markup"),
        pytest.param("IA", "IAs", (Edit(8, 8, "s"),), id="what grows at its end stays in its markup"),
        pytest.param("Big IA", "Small IA", (Edit(0, 3, "Small"),), id="the shared end isn't touched"),
        pytest.param("& ", "and ", (Edit(16, 21, "and"),), id="an entity is replaced whole"),
        pytest.param("chip &", "chip, and", (Edit(15, 15, ","), Edit(16, 21, "and")), id="text and entity side by side"),
        pytest.param("& \ufffc co", "and \ufffc go", (Edit(16, 21, "and"), Edit(26, 27, "g")), id="around code"),
        pytest.param("\ufffc", "y", None, id="code is never edited"),
        pytest.param("g I", "gI", (Edit(3, 4, ""),), id="a space beside markup goes"),
        pytest.param("Big IA", "BigIA", (Edit(3, 4, ""),), id="glued across markup"),
        pytest.param(
            "IA chip & \ufffc co", "AI chips & \ufffc go", (Edit(6, 8, "AI"), Edit(15, 15, "s"), Edit(26, 27, "g")), id="an entity between changed words stays"
        ),
        pytest.param("Big IA chip", "bigger", None, id="one word for a stretch with markup in it"),
        pytest.param("chip", "chip", (), id="nothing changes"),
    ],
)
def test_an_edit_is_minimal_and_stays_out_of_markup(old: str, new: str, expected: tuple[Edit, ...] | None) -> None:
    start = RICH.view.index(old)
    assert edits_for(RICH, TEXT, start, start + len(old), new, verbatim) == expected


def test_an_insertion_at_a_seam_goes_behind_what_stands_left() -> None:
    assert edits_for(RICH, TEXT, 14, 14, "a ", verbatim) == (Edit(22, 22, "a "),)


def test_half_a_decoded_piece_is_not_edited() -> None:
    ligature = Segment("ab", (Piece(0, 2, 0, 6, "decoded"),))
    assert edits_for(ligature, "&fake;", 0, 1, "x", verbatim) is None


def test_a_segment_that_cannot_be_fixed_gets_no_edits() -> None:
    assert edits_for(Segment("ab", (Piece(0, 2, 0, 2),), fixable=False), "ab", 0, 1, "x", verbatim) is None


def test_escape_sees_the_neighbours() -> None:
    seen: list[str] = []

    def escape(new: str, segment: Segment) -> str:
        seen.append(new)
        return new.replace("*", "\\*")

    prose = Segment("ab", (Piece(0, 2, 0, 2),))
    assert edits_for(prose, "ab", 0, 1, "*", escape) == (Edit(0, 1, "\\*"),)
    assert seen[0] == "\n*b"


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(0, 2, "x"), Edit(1, 3, "y")], id="overlap"),
        pytest.param([Edit(1, 1, "x"), Edit(1, 1, "y")], id="two insertions at one place have no order"),
        pytest.param([Edit(3, 5, "x")], id="outside the text"),
    ],
)
def test_splice_refuses(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap or lie outside"):
        splice(Part("abcd"), edits)


def test_splice_makes_the_edits_of_its_part_only() -> None:
    assert splice(Part("abcd", "m"), [Edit(2, 3, "X", "m"), Edit(0, 1, "Y"), Edit(2, 2, "-", "m")]).text == "ab-Xd"


@given(st.text(), st.data())
def test_in_plain_text_the_view_becomes_what_was_asked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text() | st.just(text[start:end]))
    edits = edits_for(plain(text), text, start, end, new, verbatim)
    assert edits is not None
    assert splice(Part(text), edits).text == apply_view(text, [(start, end, new)])
