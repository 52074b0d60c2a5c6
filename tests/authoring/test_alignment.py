from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.authoring.alignment import compare, kept, pair_up, sentences, spell, tokenize


def changes(before: str, after: str) -> list[tuple[str, str]]:
    old, new = tokenize(before), tokenize(after)
    return [(spell([t.form for t in old[c.start : c.end]]), spell([t.form for t in new[c.first : c.last]])) for c in compare(old, new)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param("Same here.", "Same here.", [], id="nothing"),
        pytest.param("the server it is down", "the server is down", [("it", "")], id="a word goes"),
        pytest.param("I search the key", "I search for the key", [("", "for")], id="a word comes"),
        pytest.param("my norton is old", "my Norton is old", [("norton", "Norton")], id="letter case"),
        pytest.param("Hello , you", "Hello, you", [(",", ",")], id="spacing"),
        pytest.param("he launches tests slowly", "he launched tests slowly", [("launches", "launched")], id="another form is a change of its own"),
        pytest.param("a red boat, big", "one small ship, large", [("a red boat", "one small ship"), ("big", "large")], id="a comma parts two changes"),
        pytest.param("I don 't know", "I don't know", [], id="a tokeniser cut the negation off"),
        pytest.param("", "new", [("", "new")], id="out of nothing"),
    ],
)
def test_changes_are_as_small_as_a_reader_would_say(before: str, after: str, found: list[tuple[str, str]]) -> None:
    assert changes(before, after) == found


@given(st.text("ab ,.", max_size=60), st.text("ab ,.", max_size=60))
def test_changes_turn_one_text_into_the_other(before: str, after: str) -> None:
    old, new = tokenize(before), tokenize(after)
    made, at = [], 0
    for change in compare(old, new):
        made += [t.form for t in old[at : change.start]] + [t.form for t in new[change.first : change.last]]
        at = change.end
    assert made + [t.form for t in old[at:]] == [t.form for t in new]


def test_long_texts_are_aligned_too() -> None:
    before = " ".join(f"word{n} goes" for n in range(150))
    after = "first " + before.replace("word75 goes", "word75 went") + " last"
    assert changes(before, after) == [("", "first"), ("goes", "went"), ("", "last")]


def test_the_share_of_words_kept_is_of_the_longer_text() -> None:
    old, new = tokenize("one two three four"), tokenize("one two three four five six seven eight")
    assert kept(old, compare(old, new), new) == 0.5
    assert kept([], [], []) == 1.0


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("One. Two!", ["One.", "Two!"], id="marks"),
        pytest.param("It is 3.5 km off.", ["It is 3.5 km off."], id="a point in a number"),
        pytest.param("A line\nwrapped by hand. Next", ["A line\nwrapped by hand.", "Next"], id="wrapped"),
        pytest.param("x" * 130 + "\nNext", ["x" * 130, "Next"], id="a line is a paragraph"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences_end_where_a_reader_sees_it(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param("The boat left early. Rain fell.", "Rain fell hard.", [("Rain fell.", "Rain fell hard.")], id="one is gone"),
        pytest.param(
            "The boat left and the rain fell on us all day.", "The boat left. And the rain fell on us all day.",
            [("The boat left and the rain fell on us all day.", "The boat left. And the rain fell on us all day.")], id="one is split",
        ),
        pytest.param("Cats sleep.", "The treaty was signed in Bern.", [], id="nothing in common"),
    ],
)  # fmt: skip
def test_sentences_are_paired(before: str, after: str, pairs: list[tuple[str, str]]) -> None:
    assert pair_up(before, after) == pairs
