"""Capitalised words in the midst of a line: where they stand, and what stands around them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cleaner.text.reading import Reading
from cleaner.text.shape import near, shape

_CAPITAL: Final = re.compile(rb" (Aa*) a")
_WORD_BEFORE: Final = re.compile(r"(?:^|[\s(\"'])([A-Za-z]+(?:['-][A-Za-z]+)*|\d[\d.,]*)$")
_WORD_AFTER: Final = re.compile(r" ([a-z]+(?:['-][a-z]+)*)(?![\w/_=@-]|[.:]\w|\()")
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_CODE: Final = re.compile(r"[{}=_`\\<>|]|##|\w\(|\(\)")
REACH: Final = 60


class Place(NamedTuple):
    """A capitalised word at start..end of the folded text, with the word (or number) `before` it and the small-letter word `after` it."""

    start: int
    end: int
    before: str
    after: str


def capitals(reading: Reading) -> dict[str, list[int]]:
    """Return where each capitalised word starts that stands between letters or digits and one space on either side, by word.

    >>> from cleaner.model import Piece, Segment
    >>> capitals(Reading((Segment("A visit To the sea", (Piece(0, 18, 0, 18),)),)))
    {'To': [8]}
    """
    known: dict[str, list[int]] | None = reading.memo.get("capitals")
    if known is None:
        known = reading.memo["capitals"] = {}
        text, shaped = reading.folded, shape(reading.folded)
        for found in _CAPITAL.finditer(shaped):
            start, end = found.span(1)
            if start > 1 and shaped[start - 2] in b"aA0":
                known.setdefault(text[start:end], []).append(start)
    return known


def plain(text: str, start: int, end: int) -> Place | None:
    """Return start..end of folded *text* as a place if plain words stand on both sides: no address, no name of a program.

    >>> plain("a visit To the sea", 8, 10)
    Place(start=8, end=10, before='visit', after='the')
    """
    before = _WORD_BEFORE.search(text, max(0, start - REACH), start - 1)
    after = _WORD_AFTER.match(text, end)
    return Place(start, end, before.group(1), after.group(1)) if before and after else None


def is_running(text: str, start: int, end: int, least: int = 3) -> bool:
    """Say whether start..end stands in running text: *least* words or more before it in its sentence, most words of small letters, no code.

    >>> is_running("They paid a quiet visit To the country.", 24, 26), is_running("Quiet Visit To the Country", 12, 14)
    (True, False)
    """
    low, high = near(text, start, end, 300)
    words = _WORD.findall(text, low, high)
    if len(_WORD.findall(text, low, start)) < least or _CODE.search(text, low, high):
        return False
    small, great = sum([word[0].islower() for word in words]), sum([word[0].isupper() for word in words[1:]])
    return bool(small > 2 * great)
