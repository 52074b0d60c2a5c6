from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model.rule import Marked
from cleaner.rulebook.examples import read_marks, write_marks


@pytest.mark.parametrize(
    ("sentence", "text", "marked"),
    [
        pytest.param("All is well.", "All is well.", (), id="no mark"),
        pytest.param("[[bad -> good]]", "bad", (Marked(0, 3, "good"),), id="corrected"),
        pytest.param("A [[bad]] day", "A bad day", (Marked(2, 5, None),), id="only found"),
        pytest.param("A [[bad -> ]]day", "A badday", (Marked(2, 5, ""),), id="deleted"),
        pytest.param("A [[bad ->]]day", "A badday", (Marked(2, 5, ""),), id="deleted, space forgotten"),
        pytest.param("[[a -> b -> c]]", "a", (Marked(0, 1, "b -> c"),), id="split at the first arrow"),
        pytest.param("[[a->b]]", "a->b", (Marked(0, 4, None),), id="an arrow without spaces is text"),
        pytest.param("([[[a -> b]]])", "([a])", (Marked(2, 3, "b"),), id="a mark in brackets"),
        pytest.param("[[a -> b]] and [[c -> d]]", "a and c", (Marked(0, 1, "b"), Marked(6, 7, "d")), id="two"),
        pytest.param("One.\n\n[[Two -> 2]].", "One.\n\nTwo.", (Marked(6, 9, "2"),), id="paragraphs"),
        pytest.param("[[a\nb -> a b]]", "a\nb", (Marked(0, 3, "a b"),), id="over a line's end"),
    ],
)
def test_marks_are_read(sentence: str, text: str, marked: tuple[Marked, ...]) -> None:
    assert read_marks(sentence) == (text, marked)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("[[a -> b", "never closed", id="never closed"),
        pytest.param("a -> b]]", "without its '[['", id="never opened"),
        pytest.param("[[a [[b]] c]]", "inside a mark", id="nested"),
        pytest.param("[[]]", "holds no text", id="empty"),
        pytest.param("[[ -> b]]", "holds no text", id="nothing to find"),
        pytest.param("[[a -> a]]", "changes nothing", id="no change"),
    ],
)
def test_marks_amiss_are_told(sentence: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        read_marks(sentence)


@given(st.text(alphabet="ab[]-> \n", max_size=30))
def test_what_is_written_again_reads_the_same(sentence: str) -> None:
    try:
        text, marked = read_marks(sentence)
    except ValueError:
        return
    assert read_marks(write_marks(text, marked)) == (text, marked)
