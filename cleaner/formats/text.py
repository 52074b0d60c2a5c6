"""Plain text: the whole file is one segment, and every character may be edited."""

from __future__ import annotations

from cleaner.model import Document, Part, Piece, Segment
from cleaner.plugin import Format
from cleaner.text.decode import decode, encode


def read(raw: bytes, path: str) -> Document:
    """Read *raw* as one segment of kind ``plain``; raises UnreadableError where it is binary."""
    part, notifications = decode(raw, path)
    text = part.text
    length = len(text)
    segment = Segment(text, (Piece(0, length, 0, length),), kind="plain")
    return Document(path, "text", (part,), (segment,), raw, (), notifications)


def write(document: Document, parts: tuple[Part, ...]) -> bytes:
    """Return the bytes of the only part."""
    return encode(parts[0])


def escape(new: str, segment: Segment) -> str:
    """Return *new*: plain text has no markup."""
    return new


PLUGIN = Format(suffixes=(".txt", ".text"), read=read, write=write, escape=escape)
