"""Stray spaces are closed where the word before can end a phrase, and not where something was lost or a dash is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changes = Callable[[str, str], list[str]]

DAMAGE = [
    pytest.param("An English -speaking guide came.", "English -speaking -> English-speaking", id="hyphen"),
    pytest.param("The U.S. -based firm grew.", "U.S. -based -> U.S.-based", id="hyphen behind an abbreviation"),
    pytest.param("It is China -backed.", "China -backed -> China-backed", id="hyphen of a name at the end"),
    pytest.param("A 20 -year plan.", "20 -year -> 20-year", id="hyphen of a number"),
    pytest.param("A narrow -minded man came.", "narrow -minded -> narrow-minded", id="hyphen of a participle"),
    pytest.param("They sang anti - war songs.", "anti - war -> anti-war", id="prefix with two spaces"),
    pytest.param("In non- business hours.", "non- business -> non-business", id="prefix with one"),
    pytest.param("They sell pick - ups here.", "pick - ups -> pick-ups", id="plural of a verb and a particle"),
    pytest.param("After the war , they left.", " , -> ,", id="comma"),
    pytest.param("They left .", " . -> .", id="full stop at the end"),
    pytest.param("They left .\r\nWe stayed.", " . -> .", id="full stop at the end of a line"),
    pytest.param("Who will pay ?", " ? -> ?", id="question mark, French"),
    pytest.param("Who will pay\u00a0?", "\u00a0? -> ?", id="question mark, French with a no-break space"),
    pytest.param("You see only one thing here : a car.", " : -> :", id="colon, French"),
    pytest.param("See it ( PDF, 3 pages).", "( PDF -> (PDF", id="bracket opens"),
    pytest.param("See it (3 pages ).", " ) -> )", id="bracket closes"),
    pytest.param("China ’s exports.", " ’s -> ’s", id="possessive, its apostrophe stays curly"),
    pytest.param("They do n't know.", "do n't -> don't", id="contraction"),
    pytest.param("Go [here] (https://example.com/a).", "] ( -> ](", id="link"),
    pytest.param("It is in / Usr / share / doc now.", "/ Usr / share / doc -> /usr/share/doc", id="path"),
    pytest.param("The New - York firm.", "New - York -> New York", id="name"),
]

GOOD = [
    pytest.param("The town -based on trade- grew.", id="dashes set by hand"),
    pytest.param("The firm -based in Paris said so.", id="a dash before a clause"),
    pytest.param("The firm – based in Paris – said so.", id="dashes"),
    pytest.param("Type git commit -signed and go on.", id="option of a command"),
    pytest.param("The suffix -based makes compounds.", id="talk of a suffix"),
    pytest.param("Verbs end in -ending or -based here.", id="talk of endings"),
    pytest.param("They built pre- and post-war houses.", id="a hyphen that hangs"),
    pytest.param("- anti - a word of a list", id="a list"),
    pytest.param("Email us at . You can also call.", id="a word was lost before the stop"),
    pytest.param("Headings like and , are short.", id="a word was lost before the comma"),
    pytest.param("He said so ... and I wonder . . . But no.", id="dots"),
    pytest.param("The .NET team won :) and lost :(", id="a name, faces"),
    pytest.param("Rust's ? operator and the ! sign.", id="signs talked about"),
    pytest.param("Write f(a , b) for it.", id="code"),
    pytest.param("The sum is ( x + y ) here.", id="two spaces are a style"),
    pytest.param("He wrote 's' and 'll is short for will'.", id="quotations that begin so"),
    pytest.param("Start / Home / Garden / Tools and / or home / garden.", id="a menu, alternatives"),
    pytest.param("The fans of Leeds United - States of play, they say - sang.", id="a dash behind a name"),
    pytest.param("As [12] (https://example.com) says.", id="a reference"),
]


@pytest.mark.parametrize(("text", "change"), DAMAGE)
def test_stray_spaces_are_closed(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "structure/spacing/") == [change]


@pytest.mark.parametrize("text", GOOD)
def test_good_spacing_is_left(changes: Changes, text: str) -> None:
    assert changes(text, "structure/spacing/") == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("He said « no » and left.", ["“", "”"], id="curly where the text has no marks"),
        pytest.param('He said « no » and "yes".', ['"', '"'], id="straight where the text has straight ones"),
        pytest.param("Click Next » to go on.", [], id="an arrow is no pair"),
    ],
)
def test_french_quotation_marks_become_those_of_the_text(find: Callable[..., list[object]], text: str, marks: list[str]) -> None:
    found = find(text, "structure/spacing/guillemets")
    assert [match.replacements[0] for match in found] == marks  # type: ignore[attr-defined]
