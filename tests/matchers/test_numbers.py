"""Numbers of other languages become English ones; names, versions and addresses made of digits don't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changes = Callable[[str, str], list[str]]

FOREIGN = [
    pytest.param("It employs 85 000 people.", "85 000 -> 85,000", id="thousands, French"),
    pytest.param("It has 1 200 000 readers.", "1 200 000 -> 1,200,000", id="millions, French"),
    pytest.param("5 000 came.", "5 000 -> 5,000", id="at the start of the text"),
    pytest.param("Some 42.000 workers left.", "42.000 -> 42,000", id="thousands, German"),
    pytest.param("It has 1.432 inhabitants.", "1.432 -> 1,432", id="people come whole"),
    pytest.param("It has 1.200.000 readers.", "1.200.000 -> 1,200,000", id="millions, German"),
    pytest.param("It sold 50, 000 copies.", "50, 000 -> 50,000", id="one number in two"),
    pytest.param("It rose to 3,5 million.", "3,5 -> 3.5", id="decimal comma"),
    pytest.param("It fell by 3,5%.", "3,5 -> 3.5", id="decimal comma of percents"),
    pytest.param("A cell of 3,6VDC.", "3,6 -> 3.6", id="decimal comma before a unit close to it"),
    pytest.param("A coffee is €2,50.", "2,50 -> 2.50", id="decimal comma behind a sign"),
    pytest.param("It came to $ 500 000.", "$ 500 000 -> $500,000", id="thousands behind a sign"),
    pytest.param("A deal of $ 5.5 billion.", "$ 5.5 -> $5.5", id="space behind the sign"),
    pytest.param("A deal of €\u00a020.", "€\u00a020 -> €20", id="no-break space behind the sign"),
    pytest.param("It costs 20 € here.", "20 € -> €20", id="sign behind"),
    pytest.param("It costs 5 million $.", "5 million $ -> $5 million", id="sign behind a word"),
]

GOOD = [
    pytest.param("In Room 12 300 people waited.", id="a name before"),
    pytest.param("Call 555 123 456 or +43 664 123 456.", id="telephone"),
    pytest.param("7 12 345 500\n8 13 400 700", id="columns"),
    pytest.param("It employs 85\u202f000 people.", id="thin space: set with care"),
    pytest.param("The gun is a 40 105 mm piece.", id="a count and a calibre"),
    pytest.param("The host has 192.168.100.200 for its address.", id="address of the net"),
    pytest.param("It weighs 5.000 kg.", id="a measure to the gram"),
    pytest.param("Version 1.200.000 is out.", id="version"),
    pytest.param("See pages 12, 100 and 200.", id="list"),
    pytest.param("Rooms 3,5 and 7, and 79 290,39 m of land.", id="a list, a part of a number"),
    pytest.param("It has 3,500 million litres and 1,000% more.", id="thousands with a comma"),
    pytest.param("They gave US$ 5 million.", id="a style of banks"),
    pytest.param("Type $ cd into it, then $1.", id="shell"),
    pytest.param("It costs $20, not £30 or €5.", id="English"),
]


@pytest.mark.parametrize(("text", "change"), FOREIGN)
def test_foreign_numbers_become_english(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "locale/") == [change]


@pytest.mark.parametrize("text", GOOD)
def test_other_digits_are_left(changes: Changes, text: str) -> None:
    assert changes(text, "locale/") == []
