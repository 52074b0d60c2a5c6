from __future__ import annotations

import pytest

from cleaner.evidence.protect import is_protected, is_title
from cleaner.model import Segment
from cleaner.text.reading import Reading


@pytest.mark.parametrize(
    ("marked", "protected"),
    [
        pytest.param("a [lcoal] law", False, id="a word between spaces"),
        pytest.param("a l[co]al law", False, id="the part of a word that a correction changes"),
        pytest.param("(the l[]oal law)", False, id="a letter that a word lacks"),
        pytest.param("[l]coal", False, id="the whole text"),
        pytest.param("at ex[am]ple.com now", True, id="a part of a host name's word"),
        pytest.param("at example[.]com now", True, id="the dot of a host name"),
        pytest.param("to ann@[ex]ample.net now", True, id="after the @ of a mail address"),
        pytest.param("in src/[le]xer/token.c now", True, id="a folder of a path"),
        pytest.param("call the [cl]ose() now", True, id="a function's name"),
        pytest.param("it [cl]osed.", False, id="the last word of a sentence"),
        pytest.param('as "the [law]." He', False, id="two marks behind a word"),
    ],
)
def test_is_protected(marked: str, protected: bool) -> None:
    before, _, rest = marked.partition("[")
    inside, _, after = rest.partition("]")
    text = before + inside + after
    assert is_protected(Reading((Segment(text, ()),)), len(before), len(before + inside)) is protected


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        pytest.param('She read "The Price of Fleas" twice.', True, id="straight quotes"),
        pytest.param("She read “The Price of Fleas” twice.", True, id="curly quotes"),
        pytest.param("She read ‘The Price of Fleas’ twice.", True, id="single quotes"),
        pytest.param("She read The Price of Fleas twice on the way to work.", True, id="capitals alone, inside a sentence"),
        pytest.param("They drank at the Golden Fleas in town last night.", True, id="a pub"),
        pytest.param('She said "the price of fleas" twice.', False, id="words quoted"),
        pytest.param('"Fleas are dear," she said. "Buy Dogs!"', False, id="direct speech"),
        pytest.param("Fleas of Nvidia sell well in most of the world.", False, id="the sentence's first word"),
        pytest.param("Nvidia Sells New Fleas To China", False, id="a headline"),
        pytest.param("The price of fleas rose.", False, id="plain words"),
    ],
)
def test_titles_are_known(text: str, titled: bool) -> None:
    at = text.lower().index("fleas")
    assert is_title(Reading((Segment(text, ()),)), at, at + 5) is titled
