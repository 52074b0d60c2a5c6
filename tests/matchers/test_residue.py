"""Lines that a page had around its text go with their line ends, and nothing beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.model import Match, Piece, Segment
from cleaner.text.reading import Reading

Find = Callable[..., list[Match]]

LEFT = [
    pytest.param("One.\nSource link\nTwo.", "One.\nTwo.", id="between lines"),
    pytest.param("One.\r\nSource link\r\nTwo.", "One.\r\nTwo.", id="between lines, CRLF"),
    pytest.param("One.\n\nSource link\n\nTwo.", "One.\n\nTwo.", id="between empty lines: one of them goes"),
    pytest.param("One.\nSource link\n\nTwo.", "One.\n\nTwo.", id="at a paragraph's end: the empty line stays"),
    pytest.param("Source link\n\nOne.", "One.", id="at the beginning"),
    pytest.param("One.\nSource link", "One.\n", id="at the end"),
    pytest.param("One.\n» SOURCE LINK »\nTwo.", "One.\nTwo.", id="signs and capitals"),
    pytest.param("One.\nhttps://example.com/a/b-1.jpg?w=300\nTwo.", "One.\nTwo.", id="address of a picture"),
    pytest.param("One.\nRead also: The last miller\nTwo.", "One.\nTwo.", id="link to another article"),
    pytest.param("Use the [Like/Dislike] buttons.", "Use the buttons.", id="button inside a sentence"),
    pytest.param("One.\nAdditional report by Ann Lee", "One.\nAdditional reporting by Ann Lee", id="credit"),
    pytest.param("Had they won 온라인바카라 Leeds, they said.", "Had they won Leeds, they said.", id="link spam"),
    pytest.param("The word 온라인바카라 is spam here.", "The word 온라인바카라 is spam here.", id="a word talked about"),
    pytest.param("The source link is broken.", "The source link is broken.", id="part of a sentence"),
    pytest.param("One.\nSource link of the\nmill.", "One.\nSource link of the\nmill.", id="part of a longer line"),
    pytest.param("See https://example.com/a.jpg for it.", "See https://example.com/a.jpg for it.", id="address inside a sentence"),
    pytest.param("One.\nhttps://example.com/a\nTwo.", "One.\nhttps://example.com/a\nTwo.", id="address of a page"),
    pytest.param("Read also: they did,\nand they sang.", "Read also: they did,\nand they sang.", id="a sentence that goes on"),
    pytest.param("An additional report by Ann Lee was lost.", "An additional report by Ann Lee was lost.", id="a report"),
]


@pytest.mark.parametrize(("text", "left"), LEFT)
def test_residue_goes_and_the_rest_stays(find: Find, text: str, left: str) -> None:
    for match in reversed(find(text, "structure/residue/")):
        text = text[: match.start] + match.replacements[0] + text[match.end :]
    assert text == left


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("The head of the контора said so.", ["контора"], id="left in its script"),
        pytest.param("The head of the office (контора) said so.", [], id="in brackets"),
        pytest.param("The Russian word контора is an office.", [], id="talked about"),
        pytest.param("The контора of the лавка had магазин in it.", [], id="a text that has many"),
    ],
)
def test_a_word_of_another_script_is_shown(find: Find, text: str, shown: list[str]) -> None:
    assert [text[m.start : m.end] for m in find(text, "structure/residue/other-script")] == shown


def test_a_line_ends_with_its_segment(shipped: object) -> None:
    segments = tuple(Segment(text, (Piece(0, len(text), 0, len(text)),)) for text in ("One.", "Source link", "Two."))
    matches, _ = shipped.scan(Reading(segments))  # type: ignore[attr-defined]
    assert [(match.start, match.end) for match in matches] == [(6, 17)]
