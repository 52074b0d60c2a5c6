"""Capitalised words in running text are found between plain words, and titles are no running text."""

from __future__ import annotations

import pytest

from cleaner.model import Piece, Segment
from cleaner.text.capitals import capitals, is_running, plain
from cleaner.text.reading import Reading


def read(text: str) -> Reading:
    return Reading((Segment(text, (Piece(0, len(text), 0, len(text)),)),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("a visit To the sea and To the hills", {"To": [8, 23]}, id="twice"),
        pytest.param("a visit. To the sea", {}, id="behind a stop"),
        pytest.param("a visit To\nthe sea", {}, id="before a line end"),
        pytest.param("a visit TO the sea", {}, id="capitals"),
        pytest.param("a visit To Rome", {}, id="before a name"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_capitalised_words_stand_between_letters(text: str, found: dict[str, list[int]]) -> None:
    assert capitals(read(text)) == found


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        pytest.param("a visit To the sea", True, id="words"),
        pytest.param("a two-day To the sea", True, id="hyphen before"),
        pytest.param("a x.visit To the sea", False, id="address before"),
        pytest.param("a visit To the_sea", False, id="name of a program behind"),
        pytest.param("a visit To the.sea", False, id="address behind"),
    ],
)
def test_plain_words_stand_on_both_sides(text: str, is_plain: bool) -> None:
    at = text.index("To")
    assert (plain(text, at, at + 2) is not None) is is_plain


@pytest.mark.parametrize(
    ("text", "running"),
    [
        pytest.param("They paid a quiet visit To the island.", True, id="sentence"),
        pytest.param("Quiet Visit Of The Mayor To the Island", False, id="title"),
        pytest.param("visit To the island of my old friends", False, id="too little before"),
        pytest.param("They set x = y in visit To the island.", False, id="code"),
    ],
)
def test_running_text_is_mostly_small(text: str, running: bool) -> None:
    at = text.index("To")
    assert is_running(text, at, at + 2) is running
