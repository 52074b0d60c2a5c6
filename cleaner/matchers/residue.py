"""What a page had around its text and scraping left in it: lines of links and buttons, addresses of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.reading import Reading, atom

MOST: Final = 120
"""The longest line that is looked at, in code points; an address may have three times as many."""
_EDGES: Final = " \t\u00a0.:;!,*_#>\u2022\u00b7\u25ba\u25b6\u2192\u00bb\u203a\u2026|[]()\"'-"

MANY: Final = 2
"""A text with more words of another script than this quotes them."""
_SCRIPTS: Final = "\u0400-\u052f\u0590-\u05ff\u0621-\u06ef\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
_LEADS: Final = re.compile(rb"[\xd0-\xdb\xe0\xe3-\xed]")
_TALK: Final = (
    r"(?i)\b(?:words?|terms?|characters?|letters?|kanji|hanzi|called|named|spelled|written|writes?|wrote|reads?|means?|meaning|says?|said|phrase|name"
    r"|russian|chinese|japanese|korean|arabic|hebrew|greek|hindi|thai)(?: \w+)?,? $"
)
_TOLD: Final = r" (?:is|are|was|means?|meaning|meant|stands?|or|and|in)\b"


def lines(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a line that is one of the texts given and nothing more, whatever signs stand around it; it goes with its line end."""
    for left, _ in given.hits:
        start, end = _line(reading, left)
        if end - start <= MOST and " ".join(reading.folded[start:end].lower().strip(_EDGES).split()) in given.words:
            yield _without(reading, start, end)


def openings(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a line that begins with one of the texts given and a colon, and names another article; a sentence that goes on is left."""
    for left, right in given.hits:
        start, end = _line(reading, left)
        line = reading.folded[start:end]
        if end - start <= MOST and left == start + len(line) - len(line.lstrip(_EDGES)) and pattern(r" ?: *\S.*[^.:;,]$").match(line, right - 2 - start):
            yield _without(reading, start, end)


def pictures(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a line that is the address of a picture and nothing more."""
    text = reading.text
    if text.rfind("://") < 0:
        return
    for found in pattern(r"(?m)^[ \t]*https?://[^\s<>()]{4,360}\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?[^\s<>()]*)?[ \t]*(?=[\r\n]|$)").finditer(text):
        yield _without(reading, *_line(reading, found.end() - 1))


def scripts(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one word of another script between words of English, neither quoted nor talked about.

    With words given it is deleted where it holds one of them; else it is only shown, where it holds none of the others.
    """
    text = reading.text
    every = _foreign(reading)
    if not every or (not given.words and len(every) > MANY):
        return
    for found in every:
        word, at, end = found.group(), found.start(), found.end()
        if not pattern(r"[a-z]{2} $").search(text, max(0, at - 3), at) or not pattern(r" [A-Za-z]{2}").match(text, end):
            continue
        if pattern(_TALK).search(text, max(0, at - 40), at) or pattern(_TOLD).match(text, end):
            continue
        if given.words and any(part in word for part in given.words):
            yield at - 1, end, ("",)
        elif not given.words and not any(part in word for part in given.others):
            yield at, end, ()


def _foreign(reading: Reading) -> list[re.Match[str]]:
    """Return the words of other scripts in the text; their first bytes in UTF-8 are quicker to look for than they are."""
    known: list[re.Match[str]] | None = reading.memo.get("foreign")
    if known is None:
        is_latin = reading.folded.isascii() or not _LEADS.search(reading.folded.encode("utf-8", "surrogatepass"))
        known = reading.memo["foreign"] = [] if is_latin else list(pattern(rf"[{_SCRIPTS}]{{2,30}}").finditer(reading.text))
    return known


def _line(reading: Reading, at: int) -> tuple[int, int]:
    """Return the span of the line around *at*, in its segment."""
    low, high = _segment(reading, at)
    text = reading.text
    start = max(low, text.rfind("\n", low, at) + 1, text.rfind("\r", low, at) + 1)
    ends = [end for end in (text.find("\n", at, high), text.find("\r", at, high)) if end >= 0]
    return start, min(ends, default=high)


def _segment(reading: Reading, at: int) -> tuple[int, int]:
    number, offset = reading.place(at)
    return at - offset, at - offset + len(reading.segments[number].view)


def _without(reading: Reading, start: int, end: int) -> Hit:
    """Return start..end to be deleted with its line end, and with one of the empty lines around it."""
    low, high = _segment(reading, start)
    text = reading.text
    behind = pattern(r"\r\n|\n|\r").match(text, end, high)
    if not behind:
        return start, end, ("",)
    blank = pattern(r"[ \t]*(?:\r\n|\n|\r)").match(text, behind.end(), high)
    alone = start == low or pattern(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$").search(text, max(low, start - 20), start)
    return start, (blank.end() if blank and alone else behind.end()), ("",)


def _atoms(check: str, words: tuple[str, ...]) -> Iterable[str]:
    return () if check in {"pictures", "scripts"} else [atom(word) for word in words]


PLUGIN = plugin({"lines": lines, "openings": openings, "pictures": pictures, "scripts": scripts}, _atoms)
