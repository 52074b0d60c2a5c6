"""Bytes to text and back: any bytes that are text decode so that encoding gives the same bytes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from cleaner.errors import UnreadableError
from cleaner.model import Notification, Part

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip
_HEADS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
# What an encoding does with what it lacks. Half a surrogate pair in UTF-16 stays what it is.
_ERRORS: Final = {"utf-8": "surrogateescape"} | dict.fromkeys(("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"), "surrogatepass")

# The legacy encodings that texts still come in. DOS code pages aren't among them: they give a letter for every byte, so nothing would be left as broken.
_LEGACY: Final = (
    "cp1252", "mac_roman", "iso8859_15", "cp1250", "iso8859_2", "cp1254", "cp1257", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_SAMPLE: Final = 100_000
_HIGH_LINE: Final = re.compile(rb"[^\r\n\x80-\xff]*+[\x80-\xff][^\r\n]*")
_ITEM: Final = re.compile(r"[^\W\d_]+|[^\x00-\x7f]")
_SYMBOLS: Final = (
    "\u2019\u2018\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u20ac\u00a3\u00a5"
    "\u00a9\u00ae\u2122\u00b0\u00ab\u00bb\u00a7\u00b6\u00bd\u00bc\u00be\u00b2\u00b3\u00b7\u00d7\u00b1\u00a0\u00a1\u00bf"
)
_OPENING: Final = "\u2018\u201c\u201e\u20ac\u00a3\u00a5\u00ab\u00a1\u00bf"
_CONTROLS: Final = re.compile("[\x80-\x9f\x00-\x08\x0e-\x1a\x7f]")
_ALONE: Final = "\u00e0\u00e1\u00e4\u00e5\u00e8\u00e9\u00f2\u00f3\u00f6\u00fa\u00c0\u00c1\u00c4\u00c5\u00c8\u00c9\u00d3\u00d6"
_LATIN_END: Final = "\u0250"


def decode(raw: bytes, path: str = "") -> tuple[Part, tuple[Notification, ...]]:
    r"""Decode *raw* into one part, with what there is to say of its encoding; *path* names the file in messages.

    `encode` gives *raw* again. Raises UnreadableError where the bytes are no text.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9\r\n")[0]
    Part(text='café\r\n', name='', encoding='utf-8', bom=b'\xef\xbb\xbf')
    """
    if b"\0" not in raw and not raw.startswith(_HEADS):
        try:
            return Part(raw.decode()), ()
        except UnicodeDecodeError:
            return _other(raw, b"")
    return _marked(raw, path)


def encode(part: Part) -> bytes:
    """Return the bytes of *part*; raises UnicodeEncodeError where its encoding lacks a character."""
    return part.bom + part.text.encode(part.encoding, _ERRORS.get(part.encoding, "strict"))


def _marked(raw: bytes, path: str) -> tuple[Part, tuple[Notification, ...]]:
    """Decode what begins with a byte-order mark or holds a NUL."""
    bom, encoding = next((m for m in _MARKS if raw.startswith(m[0])), (b"", _without_mark(raw)))
    if encoding == "utf-8" and b"\0" not in raw:
        body = raw[len(bom) :]
        try:
            return Part(body.decode(), bom=bom), ()
        except UnicodeDecodeError:
            return _other(raw, bom)
    try:
        text = "\0" if encoding == "utf-8" else raw[len(bom) :].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        if b"\0" not in raw:  # two bytes that look like the mark of UTF-16 and aren't
            return _other(raw, b"")
        text = "\0"
    if "\0" in text:
        raise UnreadableError(f"{path or '-'}: binary; name a text file, or save it as UTF-8")
    return Part(text, encoding=encoding, bom=bom), ()


def _without_mark(raw: bytes) -> str:
    """Name the UTF-16 that *raw* plainly is (every other byte is NUL, as in Latin text), else UTF-8."""
    even, odd, half = raw[::2].count(0), raw[1::2].count(0), len(raw) // 2
    if len(raw) % 2 == 0 and max(even, odd) > 0.7 * half and min(even, odd) == 0:
        return "utf-16-be" if even else "utf-16-le"
    return "utf-8"


def _other(raw: bytes, bom: bytes) -> tuple[Part, tuple[Notification, ...]]:
    """Decode what is no sound UTF-8: broken UTF-8 or a legacy encoding."""
    text = raw[len(bom) :].decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[^\0-\x7f\udc80-\udcff]", text))
    encoding = "" if bom or good > bad else _legacy(raw)
    if encoding:
        return Part(raw.decode(encoding), encoding=encoding), ()
    first = re.search("[\udc80-\udcff]", text)
    assert first is not None
    offset = len(bom) + len(text[: first.start()].encode("utf-8", "surrogateescape"))
    line = len(re.findall("\r\n|\r|\n", text[: first.start()])) + 1
    message = f"broken UTF-8: {bad} bad byte{'s'[: bad > 1]}, the first (0x{raw[offset]:02x}) at byte {offset}, line {line}; they stay as they are"
    return Part(text, bom=bom), (Notification("broken-utf8", message),)


def _legacy(raw: bytes) -> str:
    """Name the legacy encoding of *raw* if one gives plausible text and the same bytes again, else ''."""
    sample = b"\n".join(_HIGH_LINE.findall(raw))[:_SAMPLE]
    return next((name for name in _guesses(sample) if _plausible(sample.decode(name, "ignore")) and _sound(raw, name)), "")


def _guesses(sample: bytes) -> Iterator[str]:
    """Yield encodings for *sample*, the most probable first.

    Windows-1252 comes first, as English in a legacy encoding nearly always is that and detectors take its few
    high bytes for Central European. They know the others better.
    """
    yield "cp1252"
    from charset_normalizer import from_bytes

    for found in from_bytes(sample, cp_isolation=list(_LEGACY)):
        yield from (name for name in found.could_be_from_charset if name in _LEGACY)


def _sound(raw: bytes, encoding: str) -> bool:
    """Say whether *raw* decodes without control characters and encodes to the same bytes."""
    try:
        text = raw.decode(encoding)
        return not _CONTROLS.search(text) and text.encode(encoding) == raw
    except UnicodeError:
        return False


def _plausible(text: str) -> bool:
    """Say whether four in five of the non-ASCII letters and marks of *text* stand as people write them.

    >>> _plausible("the caf\u00e9\u2019s \u00a35 menu"), _plausible("the caf\u017d\u00d5s menu"), _plausible("I don\u00e2\u20act")
    (True, False, False)
    """
    total = right = 0
    for item in _ITEM.finditer(text):
        if not item[0].isascii():
            high = sum(c > "\x7f" for c in item[0])
            total += high
            if _word(item[0]) if item[0].isalpha() else _mark(item[0], text[item.start() - 1 : item.start()]):
                right += high
    return right > 0 and right >= 0.8 * total


def _mark(mark: str, before: str) -> bool:
    """Say whether *mark* is one that texts have, and not an opening one behind a letter."""
    return mark in _SYMBOLS and not (mark in _OPENING and before.isalpha())


def _word(word: str) -> bool:
    """Say whether *word* is a Latin word with a few accents or one of three letters and more of another script, and no capital follows a small letter."""
    if any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return False
    plain = sum(map(str.isascii, word))
    if max(word) < _LATIN_END:
        return 4 * plain >= len(word) or word in _ALONE
    return plain == 0 and len(word) > 2 and min(word) > _LATIN_END
