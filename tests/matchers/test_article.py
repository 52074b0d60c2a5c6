"""The indefinite article fits the sound of the word behind it, and letters that are names are no articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changes = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("It was the work of a office in town.", "a -> an", id="vowel"),
        pytest.param("They have an powerful friend.", "an -> a", id="consonant"),
        pytest.param("They asked for an university of their own.", "an -> a", id="vowel that sounds like a consonant"),
        pytest.param("They had an unidentified guest, an unimportant one.", None, id="only looks like it"),
        pytest.param("We came, a old man and I.", None, id="short words are left"),
        pytest.param("They are an honest man and a unique one.", None, id="silent h, a long u"),
        pytest.param("Pour package a into package b.", None, id="a letter that is a name"),
        pytest.param("It runs behind an nginx server, an xslt file.", None, id="read letter by letter"),
        pytest.param("Write f(a or b) and a = a if b.", None, id="code"),
        pytest.param("Their Q&a over there was long.", None, id="part of an abbreviation"),
    ],
)
def test_the_article_fits_its_word(changes: Changes, text: str, change: str | None) -> None:
    assert changes(text, "structure/articles/") == ([change] if change else [])
