"""Marks of other scripts in English text, and marks that stand on the wrong side of their space: ``chips，which``, ``war ,they``, ``" no "``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.reading import Reading
from cleaner.text.shape import near, places, shape

# Marks of Chinese, Japanese, Arabic and Devanagari with those of English.
MARKS: Final = {
    "\uff0c": ",", "\u3001": ",", "\u060c": ",", "\uff1b": ";", "\u061b": ";", "\uff1a": ":", "\u3002": ".", "\uff0e": ".", "\uff61": ".", "\u06d4": ".",
    "\u0964": ".", "\uff1f": "?", "\u061f": "?", "\uff01": "!", "\uff08": "(", "\uff09": ")", "\u3000": " ", "\uff05": "%", "\uff04": "$", "\uff06": "&",
    "\u300c": "\u201c", "\u300d": "\u201d", "\u300e": "\u201c", "\u300f": "\u201d", "\u300a": "\u201c", "\u300b": "\u201d", "\u3010": "[", "\u3011": "]",
    "\u066a": "%", "\u066b": ".", "\u066c": ",", "\uff0f": "/", "\uff5e": "~",
}  # fmt: skip
_OPENING: Final = "\uff08\uff04\u300c\u300e\u300a\u3010"
_TIGHT: Final = "/~&$([\u201c "
_QUOTES: Final = "\"'\u2018\u2019\u201c\u201d"
_FULL_WIDTH: Final = 0xFEE0
"""How far a full-width letter or digit is from its ASCII twin."""
_LEADS: Final = (b"\xef\xbc", b"\xef\xbd")
"""How all of them begin in UTF-8, which is quicker to look for."""

_CODE: Final = r"[{}=_`\\<>|]|\w\(\w*\)|//"
_MARKUP: Final = r"[{}=_`\\<>|]|\(\)|//"
_PROGRAMS: Final = (
    r"\b(?:func(?:tion)?s?|methods?|packages?|interfaces?|types?|variables?|APIs?|arguments?|parameters?|returns?|call(?:s|ed|ing)?"
    r"|code|syntax)\b"
)
_LATIN: Final = r"[A-Za-z0-9\u00c0-\u024f)\"'\u2019\u201d%.,]"


def foreign_marks(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a mark of another script right behind a Latin letter or digit, and before no letter of that script."""
    text = reading.text
    if text.isascii() or not any(mark in text for mark in MARKS):
        return
    every = "".join(MARKS)
    for found in pattern(rf"(?:(?<={_LATIN[:-3]}])|(?<![^ \t\n])(?=[{_OPENING}]))[{every}](?= ?(?:[\x00-\x7f\u00c0-\u024f\u2010-\u203a]|$))").finditer(text):
        mark = MARKS[found.group()]
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if before and before in _QUOTES and after and after in _QUOTES:
            continue  # talked about
        gap_before = " " if found.group() in _OPENING and mark != "$" and before.isalnum() else ""
        numeric = mark in ".,:" and before.isdigit() and after.isdigit()
        gap_after = " " if after.isalnum() and mark not in _TIGHT and not numeric else ""
        yield *found.span(), (gap_before + mark + gap_after,)


def full_width(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find letters and digits of full width (``２０２５``, ``ＡＩ``) beside no letter of the scripts that use them."""
    text = reading.text
    if text.isascii() or not any(lead in text.encode("utf-8", "surrogatepass") for lead in _LEADS):
        return
    for found in pattern(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+").finditer(text):
        if not pattern(r"[\u3040-\u9fff\uac00-\ud7a3]").search(text, max(0, found.start() - 1), found.end() + 1):
            yield *found.span(), ("".join([chr(ord(char) - _FULL_WIDTH) for char in found.group()]),)


def invisible(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find two zero-width characters or more beside a space, a mark or the end of a line, as Google Translate leaves them.

    One alone is what editors paste without seeing it; inside a word it may say where to break it.
    """
    text = reading.text
    if text.isascii() or not any(char in text for char in "\u200b\u2060\ufeff"):
        return
    for found in pattern("[\u200b\u2060\ufeff]{2,}").finditer(text):
        around = text[found.start() - 1 : found.start()] if found.start() else "", text[found.end() : found.end() + 1]
        if all(char.isascii() for char in around) and not all(char.isalnum() for char in around):
            yield *found.span(), ("",)


def quotes(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find quotation marks with a space inside on both sides: ``he said " no " and left``; all pairs of the line are looked at together."""
    text = reading.folded
    for at in places(text, '" '):
        if at and not (text[at - 1].isspace() or text[at - 1] in "(["):
            continue
        low, high = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        high = high if high >= 0 else len(text)
        if high - low > 2000 or text.count('"', low, at) % 2 or pattern(_CODE).search(text, low, high):
            continue
        found = pattern(r'"( )([^"\n]{1,200}[^"\s])( )"(?=[\s.,;:!?)]|$)').match(text, at)
        if found and any(char.isalpha() for char in found.group(2)):
            inner = reading.text[found.start(2) : found.end(2)]
            yield *found.span(), (reading.text[at] + inner + reading.text[found.end() - 1],)


def loose_commas(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``war ,they``: a comma with its space on the wrong side, in prose."""
    text = reading.folded
    for at in places(shape(text), b"a ,a"):
        word = pattern(r",[a-z]+(?=[ .,;:!?]|$)").match(text, at + 2)
        low, high = near(text, at, at + 3)
        if text[at + 2] == "," and word and pattern(r"[a-z]{3}$").search(text, max(0, at - 2), at + 1) and not pattern(_CODE).search(text, low, high):
            yield at + 1, at + 3, (", ",)


def brackets(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``the office(see below)`` and ``the office (EPA)which``: a bracket glued to a word, in prose and not as programs write."""
    text = reading.folded
    shaped = shape(text)
    for at in places(shaped, b"a("):
        found = pattern(r"\((?:[A-Z]{2,6}|[A-Za-z][\w'-]*(?: [\w'-]+){1,12})\)(?=[ .,;:]|$)").match(text, at + 1)
        if found and pattern(r"(?:^|[ (\"])[A-Za-z]?[a-z]{3,}$").search(text, max(0, at - 30), at + 1) and _is_prose(text, at, found.end()):
            yield at + 1, at + 2, (" (",)
    for at in places(shaped, b")a"):
        found = pattern(r"\)[a-z]{3,}(?=[ .,;])").match(text, at)
        opening = text.rfind("(", max(0, at - 80), at)
        inner = text[opening + 1 : at]  # "(re)start" and "(tax)time" are one word
        if found and text[at] == ")" and opening > 0 and (" " in inner or inner.isupper()) and text[opening - 1] == " " and _is_prose(text, opening, at):
            yield at, at + 1, (") ",)


def _is_prose(text: str, start: int, end: int) -> bool:
    """Say whether start..end stands among words and no code, nor talk of it."""
    low, high = near(text, start, end)
    line = text[low:start] + " " + text[end:high]
    return len(line.split()) >= 6 and not pattern(_MARKUP).search(text, low, high) and not pattern(_PROGRAMS).search(line)


PLUGIN = plugin(
    {
        "foreign-marks": foreign_marks, "full-width": full_width, "invisible": invisible, "quotes": quotes, "loose-commas": loose_commas,
        "brackets": brackets,
    }
)  # fmt: skip
