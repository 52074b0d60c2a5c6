"""Mojibake is repaired word by word and nothing else is; the gate never shuts out what ftfy would repair."""

from __future__ import annotations

from collections.abc import Callable

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.matchers.encoding import may_be_damaged
from cleaner.text.fold import fold

Changes = Callable[[str, str], list[str]]

DAMAGE = [
    pytest.param("a cafÃ© in Lyon", "Ã© -> é", id="Latin-1"),
    pytest.param("she doesnâ€™t know", "â€™ -> ’", id="Windows-1252: the quote stays curly"),
    pytest.param("â€œYesâ€\x9d she said", "â€œYesâ€\x9d -> “Yes”", id="with a control character"),
    pytest.param("from Ã\xa0 to Z", "Ã\xa0 -> à", id="a no-break space is a part of it"),
    pytest.param("from Ã  to Z", "Ã -> à", id="a no-break space made a plain one"),
    pytest.param("a cafÃƒÂ© in Lyon", "ÃƒÂ© -> é", id="twice"),
    pytest.param("it costs â‚¬20", "â‚¬ -> €", id="euro"),
    pytest.param("a caf√© in Lyon", "√© -> é", id="Macintosh"),
    pytest.param("“A cafÃ©” they said", "Ã© -> é", id="beside good curly quotes"),
    pytest.param("a caf� in Lyon", "� -> None", id="a lost character is shown only"),
    pytest.param("a cafï¿½ in Lyon", "ï¿½ -> None", id="a lost character, decoded wrongly"),
    pytest.param("Marks &amp; Spencer", "&amp; -> &", id="entity"),
    pytest.param("R&amp;amp;D is closed", "&amp;amp; -> &", id="entity of an entity"),
    pytest.param("it&#8217;s late", "&#8217; -> ’", id="entity by number"),
]

GOOD = [
    pytest.param("João, Ângela and IRMÃ are in São Paulo; MAÇÃ and ÓRFÃ É.", id="Portuguese"),
    pytest.param("“Yes,” she said—“no.” ‘Well’…", id="typography"),
    pytest.param("東京 and Кремль and Αθήνα are far.", id="other scripts"),
    pytest.param("A wrong encoding shows Ã© for é.", id="talk of encodings"),
    pytest.param("The UTF-8 decoder writes � for it.", id="talk of lost characters"),
    pytest.param("In HTML you write &amp; for it.", id="talk of entities"),
    pytest.param("<p>Marks &amp; Spencer</p>", id="HTML"),
    pytest.param("See https://example.com/?a=1&amp;b=2 for it.", id="address"),
    pytest.param("Q&A; the amp room; AT&T.", id="ampersands"),
]


@pytest.mark.parametrize(("text", "change"), DAMAGE)
def test_wrong_characters_are_found(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "structure/encoding/") == [change]


@pytest.mark.parametrize("text", GOOD)
def test_good_characters_are_left(changes: Changes, text: str) -> None:
    assert changes(text, "structure/encoding/") == []


LETTERS = st.text(st.sampled_from("éèàüößñçåøÀÉ’“”—…€£°•ıžščŁ"), min_size=1, max_size=4)


@given(
    st.lists(st.one_of(LETTERS, st.sampled_from(["a", " cafe ", " the "])), min_size=1, max_size=6),
    st.sampled_from(["latin-1", "cp1252", "mac-roman", "cp437"]),
)
def test_the_gate_opens_for_all_that_ftfy_repairs(words: list[str], wrong: str) -> None:
    text = "".join(words).encode().decode(wrong, "ignore")
    if ftfy.fix_encoding(text) != text:
        assert may_be_damaged(fold(text))


def test_the_gate_stays_shut_for_good_typography() -> None:
    assert not may_be_damaged(fold("“Yes,” she said—“it’s 20 °C in the café.” And so on…"))
