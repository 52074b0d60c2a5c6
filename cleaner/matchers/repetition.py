"""The same thing twice in a row: ``the the``, ``sections sections``, ``• •``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import eq
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.reading import Reading

BULLETS: Final = "\u2022\u25cf\u25aa\u2023\u25e6\u25a0\u25cb\u00b7"

# One space, or the end of a line in prose: columns and commands one below the other are no prose.
_AGAIN: Final = r"([A-Za-z]+)(?:(?: |[ \t]*(?:\r\n|\r|\n)[ \t]*)(?i:\1)(?!\w))+"
WRAPPED: Final = 30
"""A line of prose that a word ends which the next line repeats has this many code points or more."""

# What makes a word part of something longer: a compound, an address, a name in a program, a pause.
_JOINED_BEFORE: Final = r"(?:[\w/'._@#\\<>=&+*$^~`-]|\.\.\.\s?)$"
_JOINED_BEHIND: Final = r"[-/'_(=`@*+]|[.:]\w"
_QUOTES: Final = "\"'"


def function_words(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``the the``: one of the words given, which good English never has twice in a row, over the end of a line too."""
    done = 0
    for left, _ in given.hits:
        if left >= done:
            for hit in _doubled(reading, left):
                done = hit[1]
                yield hit


def content_words(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find any other word of small letters twice in a row, but none of the words and others given (``very very``, ``that that``).

    A letter behind them is a name: ``of a type type T``.
    """
    text = reading.folded
    tokens = text.split()
    if not any(map(eq, tokens, tokens[1:])):
        return
    for word in dict.fromkeys(one for one, other in pairwise(tokens) if one == other):
        if pattern("[a-z]{3,}").fullmatch(word) and word not in given.words and word not in given.others:
            for found in pattern(rf"(?<!\S){word}(?:\s+{word})+(?!\S)(?! [A-Z]\d?\b)").finditer(text):
                yield from _doubled(reading, found.start())


def _doubled(reading: Reading, at: int) -> Iterator[Hit]:
    """Yield the doubled word at *at* if white space alone parts it, and nothing joins it to what stands around or quotes it."""
    text = reading.folded
    found = pattern(_AGAIN).match(text, at)
    if not found:
        return
    first, last, end = found.group(1), found.group().split()[-1], found.end()
    if not last.islower() or not (first.islower() or first == "The"):  # another capital may make it a name: Will will, Are are
        return
    if pattern(_JOINED_BEFORE).search(text, max(0, at - 3), at) or pattern(_JOINED_BEHIND).match(text, end) or reading.crosses(at, end):
        return
    quoted = at > 0 and text[at - 1] in _QUOTES and text[end : end + 1] in {*_QUOTES}
    named = first in {"and", "or"} and pattern(r"(?:^|\s)[Tt]he $").search(text, max(0, at - 5), at)  # "the and and or operators"
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    listed = not found.group().replace(" ", "").isalpha() and at - line < WRAPPED
    if not listed and not quoted and not named:
        yield at, end, (reading.text[at : at + len(first)],)


def bullets(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``• •`` where a line starts: a list item that was given its bullet twice."""
    text = reading.text
    if text.isascii():
        return
    for bullet in BULLETS:
        if bullet in text:
            for found in pattern(_BULLETS.replace("B", bullet)).finditer(text):
                yield *found.span(1), (bullet,)


_BULLETS: Final = r"(?m)^[ \t\u00a0]*(B(?:[ \t\u00a0]+B)+)(?=[ \t\u00a0]+[^\W_]|[ \t\u00a0]*[\"'\u201c\u2018(])"


def _atoms(check: str, words: tuple[str, ...]) -> Iterable[str]:
    """Return each function word twice; two spaces stand for a CRLF line end or an indented line."""
    return [f" {word}{gap}{word} " for word in words for gap in (" ", "  ", "   ")] if check == "function-words" else []


PLUGIN = plugin({"function-words": function_words, "content-words": content_words, "bullets": bullets}, _atoms)
