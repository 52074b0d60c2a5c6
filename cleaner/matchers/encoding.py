"""Characters that a wrong decoding left: mojibake (``cafÃ©``), lost characters (U+FFFD), HTML entities in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.reading import Reading

LOST: Final = "\ufffd"
LONGEST: Final = 400
"""A run without spaces is repaired in stretches of this many code points."""

# UTF-8's bytes by what they are: a byte of ASCII, the first of a longer character, one that follows it.
_BYTES: Final = bytes(97 if byte < 0x80 else 99 if byte < 0xC0 else 108 for byte in range(256))
_SIGNS: Final = ("\u00c2", "\u00c3", "\u00e2")
_SUSPECT: Final = r"[^\x00-\x7f]{2}|[\u00c2\u00c3](?=[ \t\r\n]|\d|$)"
_TALK: Final = (
    r"(?i)\b(?:mojibake|ftfy|encod(?:ed|ings?)|decod(?:ed|ing|er)|utf-?8|latin-?1|iso-?8859|windows-?125\d|cp125\d"
    r"|charset|character set|code ?points?|unicode|bytes?)\b"
)
_ESCAPES: Final = r"(?i)\b(?:html|xml|entit(?:y|ies)|escap(?:e|es|ed|ing)|markup|encod(?:e|ed|ing))\b|</?[a-z][^<>]*>|</"

# Entities that stand for one character of prose; those for < and > are left, they may be markup to be shown.
ENTITIES: Final = {
    "amp": "&", "quot": '"', "apos": "'", "nbsp": "\u00a0", "rsquo": "\u2019", "lsquo": "\u2018", "rdquo": "\u201d", "ldquo": "\u201c",
    "ndash": "\u2013", "mdash": "\u2014", "hellip": "\u2026", "euro": "\u20ac", "pound": "\u00a3", "eacute": "\u00e9", "egrave": "\u00e8",
    "agrave": "\u00e0", "ccedil": "\u00e7", "ecirc": "\u00ea", "ouml": "\u00f6", "uuml": "\u00fc", "auml": "\u00e4", "laquo": "\u00ab", "raquo": "\u00bb",
    "bull": "\u2022", "middot": "\u00b7", "copy": "\u00a9", "reg": "\u00ae", "trade": "\u2122", "39": "'", "039": "'", "34": '"', "038": "&", "38": "&",
    "8217": "\u2019", "8216": "\u2018", "8220": "\u201c", "8221": "\u201d", "8211": "\u2013", "8212": "\u2014", "8230": "\u2026", "160": "\u00a0",
    "x27": "'", "x22": '"',
}  # fmt: skip
_ENTITY: Final = r"&(?:amp;)*#?(\w{2,6});"


def may_be_damaged(folded: str) -> bool:
    """Say whether a text can hold mojibake: two characters beyond ASCII side by side, or one of the letters that it starts with.

    Quotes and dashes are folded before, so that good typography doesn't open the gate; it is shut for 99 % of good texts, at about 10 µs.
    """
    if folded.isascii():
        return False
    return any(sign in folded for sign in _SIGNS) or folded.encode("utf-8", "surrogatepass").translate(_BYTES).rfind(b"cl") >= 0


def mojibake(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find what UTF-8 becomes when it is read as something else, once or twice, word by word; not where a text talks of encodings."""
    text = reading.text
    if not may_be_damaged(reading.folded):
        return
    done = 0
    for found in pattern(_SUSPECT).finditer(text):
        if found.end() > done:
            low = max(done, found.start() - LONGEST)
            start = max(low, *(text.rfind(space, low, found.start()) + 1 for space in " \t\r\n"))
            # No-break spaces are part of mojibake (``Ã\xa0`` is à), and one made a plain space since.
            end = pattern(r"[^ \t\r\n]*(?:(?<=[\u00c2\u00c3]) )?").match(text, found.start(), found.start() + LONGEST).end()  # type: ignore[union-attr]
            done = end
            yield from _repaired(reading, start, end)


def _repaired(reading: Reading, start: int, end: int) -> Iterator[Hit]:
    """Yield the smallest change that makes start..end right."""
    from ftfy import fix_encoding

    old = reading.text[start:end]
    new = fix_encoding(old).replace("\ufeff", "")
    if new == old or LOST in new or _talks(reading, start, _TALK):
        return
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if old:
        yield start, start + len(old), (new,)


def _talks(reading: Reading, at: int, about: str) -> bool:
    """Say whether the line around *at* is *about* such things."""
    text = reading.folded
    before, behind = text[max(0, at - 300) : at].rpartition("\n")[2], text[at : at + 300].partition("\n")[0]
    return bool(pattern(about).search(before + behind))


def lost(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find runs of U+FFFD, and of its own mojibake: what stood there is gone."""
    text = reading.text
    if text.isascii() or (LOST not in text and "\u00ef\u00bf\u00bd" not in text):
        return
    for found in pattern("(?:\ufffd|\u00ef\u00bf\u00bd)+").finditer(text):
        if not _talks(reading, found.start(), _TALK):
            yield *found.span(), ()


def entities(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``&amp;`` and its like, escaped twice too; not in an address, in HTML, or where a text talks of it."""
    text = reading.text
    done = 0
    for left, _ in given.hits:
        if left < done:
            continue
        low = max(0, left - 30)
        start = pattern(r"&(?:amp;)*#?$").search(text, low, left)
        found = pattern(_ENTITY).match(text, start.start()) if start else None
        if not found or found.group(1) not in ENTITIES or _talks(reading, left, _ESCAPES):
            continue
        done = found.end()
        word = pattern(r"[^\s\"'<>(]*$").search(text, max(0, found.start() - 200), found.start())
        if not word or not pattern(r"://|\?|=|www\.").search(word.group()):
            yield *found.span(), (ENTITIES[found.group(1)],)


def _atoms(check: str, words: tuple[str, ...]) -> Iterable[str]:
    return [f" {name} " for name in ENTITIES] if check == "entities" else []


PLUGIN = plugin({"mojibake": mojibake, "lost": lost, "entities": entities}, _atoms)
