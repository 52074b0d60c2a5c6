"""What stands twice is found over line ends too, and what is said twice on purpose is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changes = Callable[[str, str], list[str]]

TWICE = [
    pytest.param("She closed the the door.", "the the -> the", id="function word"),
    pytest.param("The the end is near.", "The the -> The", id="at the start of a sentence"),
    pytest.param("She closed the the the door.", "the the the -> the", id="three times"),
    pytest.param("She went slowly down the hill and over to\nto the sea.", "to\nto -> to", id="over the end of a wrapped line"),
    pytest.param("She went slowly down the hill and over to\r\nto the sea.", "to\r\nto -> to", id="over CRLF"),
    pytest.param("The sections sections come first.", "sections sections -> sections", id="any word"),
    pytest.param("Three things:\n  • • bread", "• • -> •", id="bullets"),
    pytest.param("▪ ▪ ▪ “bread”", "▪ ▪ ▪ -> ▪", id="bullets, three"),
    pytest.param("They left at noon.. We stayed.", ".. -> .", id="full stop"),
    pytest.param("Bread, milk and etc. are sold.", "and etc -> etc", id="and the rest"),
]

ONCE = [
    pytest.param("All he had had was gone; we know that that was so.", id="good doubles"),
    pytest.param("Duran Duran, Boing Boing and New New York.", id="names"),
    pytest.param("Will will come, and May may too.", id="a name and a word"),
    pytest.param("It was a long long way, very very far.", id="on purpose"),
    pytest.param("She said the, the or the like.", id="a comma between"),
    pytest.param('We found "the the" in the text.', id="talked about"),
    pytest.param("The and and or operators are short.", id="talked about, as a name"),
    pytest.param("make\nmake test\nmake install", id="commands one below the other"),
    pytest.param("width     width\n10        12", id="columns"),
    pytest.param("They came to an end of the\n\nthe next day.", id="two paragraphs"),
    pytest.param("See /usr/share share this, or re re-read it.", id="parts of something longer"),
    pytest.param("Rows: • • • • and a line • of them.", id="bullets in a line"),
    pytest.param("• bread\n• milk", id="a list"),
    pytest.param("They left... Type cd .. to go back; a..b is a range.", id="dots"),
    pytest.param("A and A and B are one.", id="letters"),
    pytest.param("The rule for any type type T holds.", id="a letter that is a name"),
]


@pytest.mark.parametrize(("text", "change"), TWICE)
def test_what_stands_twice_is_found(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "structure/repetition/") == [change]


@pytest.mark.parametrize("text", ONCE)
def test_what_is_said_twice_on_purpose_is_left(changes: Changes, text: str) -> None:
    assert changes(text, "structure/repetition/") == []
