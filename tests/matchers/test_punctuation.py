"""Marks of other scripts and marks beside the wrong space are mended in English prose, and left where they are at home."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changes = Callable[[str, str], list[str]]

DAMAGE = [
    pytest.param("They sold the mill，which was old.", "， -> , ", id="Chinese comma"),
    pytest.param("They sold the mill。", "。 -> .", id="Chinese full stop"),
    pytest.param("It cost 1，200 euros.", "， -> ,", id="comma in a number takes no space"),
    pytest.param("Who will pay؟", "؟ -> ?", id="Arabic question mark"),
    pytest.param("The office（old) is closed.", "（ ->  (", id="bracket takes a space before"),
    pytest.param("In ２０２５ it was sold.", "２０２５ -> 2025", id="digits of full width"),
    pytest.param("The values \u200b\u200bproposed were low.", "\u200b\u200b -> ", id="characters of no width"),
    pytest.param('He said " no " and left.', '" no " -> "no"', id="straight quotation marks"),
    pytest.param("He said “ no ” and left.", "“ no ” -> “no”", id="curly quotation marks"),
    pytest.param("After the war ,they sold it.", " , -> , ", id="comma on the wrong side"),
    pytest.param("The head of the office(EPA) said that it was closed.", "( ->  (", id="bracket glued in front"),
    pytest.param("The head of the office (EPA)which was closed went home.", ") -> ) ", id="bracket glued behind"),
    pytest.param("They sell (lamps, carpets ...) here.", " ... -> ...", id="dots before a bracket"),
    pytest.param("We ship from 50pcs on.", "50pcs -> 50 pcs", id="pieces"),
]

GOOD = [
    pytest.param("The sign reads 北京，上海 in large letters.", id="Chinese text"),
    pytest.param('Chinese writes "，" for it.', id="a mark talked about"),
    pytest.param("The label says ２月 in red.", id="full width in Japanese"),
    pytest.param("A bread\u200bbasket and \u200bone alone.", id="one of no width"),
    pytest.param('The board is 20" x 30" in size.', id="inches"),
    pytest.param('He said "no" and "yes" twice.', id="quotations side by side"),
    pytest.param("The values are a ,b ,c in it.", id="letters"),
    pytest.param("We (re)start the old machines of the mill on Monday.", id="part of a word in brackets"),
    pytest.param("The name(s) of all the people who came are lost.", id="plural in brackets"),
    pytest.param("The function max(first one) returns the larger of the two.", id="function"),
]


@pytest.mark.parametrize(("text", "change"), DAMAGE)
def test_marks_are_mended(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "structure/punctuation/") == [change]


@pytest.mark.parametrize("text", GOOD)
def test_good_marks_are_left(changes: Changes, text: str) -> None:
    assert changes(text, "structure/punctuation/") == []
