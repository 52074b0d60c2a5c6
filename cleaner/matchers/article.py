"""The indefinite article: ``a`` before a vowel, ``an`` before a consonant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.article import takes_an
from cleaner.text.reading import Reading
from cleaner.text.shape import places

_CODE: Final = r"[{}=_`\\<>|&]|\w\(|//"
_SPELLED: Final = r"[lmnrxh][^aeiouy]|f[^aeiourly]|s[bdfgjrsvxz]|[^aeiouy]+$"
"""What is read letter by letter (``nginx``, ``xml``)."""
_LIKE_YOU: Final = r"univers|union|unique|unif[io]|unilat|uniti?es\b|unit\b|us(?:e|ua)|util|euro|eup|eul|eun|one-|once-"
SHORTEST: Final = 4
"""Shorter words are mostly names, letters, or the second part of something."""


def sound(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``a office`` and ``an powerful``, in small letters, before none of the words given: they follow a letter that is a name (``package a into``)."""
    text = reading.folded
    for at in places(text, " a "):
        if text[at + 3 : at + 4] in "aeiou":
            yield from _wrong(text, at + 1, at + 2, given.words)
    for at in places(text, " an "):
        if text[at + 4 : at + 5] not in "aeiouh" or pattern(_LIKE_YOU).match(text, at + 4):
            yield from _wrong(text, at + 1, at + 3, given.words)


def _wrong(text: str, start: int, end: int, words: frozenset[str]) -> Iterator[Hit]:
    """Yield the article at start..end if the word behind it takes the other one."""
    found = pattern(r" ([a-z]+)(?=[ ,.;:!?)\"'-]|$)").match(text, end)
    word = found.group(1) if found else ""
    if len(word) < SHORTEST or word in words or takes_an(word) == (end - start == 2) or pattern(_SPELLED).match(word):
        return
    before = pattern(r"(?:^|[\s\"'(])[a-z][\w'-]*,?$").search(text, max(0, start - 30), start - 1)
    if before and not pattern(_CODE).search(text[max(0, start - 60) : end + 60].partition("\n")[0]):
        yield start, end, ("a" if end - start == 2 else "an",)


PLUGIN = plugin({"sound": sound})
