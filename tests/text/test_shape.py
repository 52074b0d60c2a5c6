"""A shape is as long as its text, and places are where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.fold import fold
from cleaner.text.shape import places, shape, token


@given(st.text())
def test_a_shape_has_a_byte_for_each_code_point(text: str) -> None:
    assert len(shape(fold(text))) == len(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("The R1 (new)?", b"Aaa A0 (aaa).", id="ASCII"),
        pytest.param("Né À 5", b"Aa A 0", id="letters of Latin-1"),
        pytest.param("東京", b"..", id="what Latin-1 lacks counts as ? does"),
        pytest.param("a\r\nb\tc", b"a\n\na a", id="line ends and tabs"),
        pytest.param("it's - $5", b"aa'a - x0", id="marks"),
    ],
)
def test_classes(text: str, made: bytes) -> None:
    assert shape(text) == made


@given(st.text("aA.", max_size=30), st.sampled_from(["a", "aA", "aa", ".A", "aAa"]))
def test_places_are_all_places(text: str, wanted: str) -> None:
    assert list(places(text, wanted)) == [i for i in range(len(text)) if text.startswith(wanted, i)]


@given(st.text(" \nab", max_size=30), st.integers(0, 29))
def test_a_token_is_the_run_of_non_space(text: str, at: int) -> None:
    at = min(at, len(text))
    start, end = token(text, at)
    assert start <= at <= end
    assert not any(char.isspace() for char in text[start:end])
    assert start == 0 or text[start - 1].isspace()
    assert end == len(text) or text[end].isspace()
