"""What matchers read: the views of a document's segments as one string, folded, cut into paragraphs and sentences on demand."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, Final

from cleaner.model import Segment
from cleaner.text.fold import fold

GAP: Final = "\n\n"
"""Stands between two segments in a reading; no rule matches across it."""

# One byte a code point: letters and digits of Latin-1 in lower case, all else a space; what Latin-1 lacks was made "?" before.
_LETTERS: Final = bytes(ord(chr(c).lower()) if chr(c).isalnum() else 32 for c in range(256))
_INK: Final = bytes(c not in b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0" for c in range(256))
_TOKEN: Final = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_BREAK: Final = re.compile(r"\n[ \t\r]*\n|\r[ \t]*\r(?!\n)|[\u2028\u2029]|\n(?=[ \t]*(?:[\u2022\u2023\u25aa\u25cf\u00b7*+\u2013-]|\d{1,2}[.)])[ \t])")
_LINE: Final = re.compile(r"\r\n|\n|\r|[\u2028\u2029]")
_STOP: Final = re.compile(r"""[.!?\u2026]["'\u2019\u201d)\]]*(?=\s+["'\u2018\u201c(\[]?[^\W_a-z])|[\u3002\uff01\uff1f]""")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|vs|No|Nos|Inc|Ltd|Co|Corp|Fig|Jr|Sr|approx|e\.g|i\.e|cf)|\b[A-Z])\.$"
)
_PUNCTUATION: Final = ',;:.!?()[]{}"\n\u2026\u2014'
FAR: Final = 20_000
"""How far from a place, in code points, the ends of its paragraph are looked for."""
LONG_LINE: Final = 120
"""Above this many code points a line of plain text isn't wrapped by hand: each line is a paragraph."""


def atom(literal: str) -> str:
    """Make *literal* into what the automaton looks for in a haystack: lower case, a space at an end where a word ends.

    >>> atom("Mar-a-Lago"), atom("$ 5")
    (' mar a lago ', '  5 ')
    """
    left, right = literal[:1].isalnum(), literal[-1:].isalnum()
    return " " * left + bare_atom(literal) + " " * right


def bare_atom(literal: str) -> str:
    """Make *literal* into what the automaton looks for, word ends only where it has a space or a mark itself.

    >>> bare_atom("Mar-a")
    'mar a'
    """
    return _encode(fold(literal)).translate(_LETTERS).decode("latin-1")


def tokens(text: str) -> frozenset[str]:
    """Return the words of *text*, and of a possessive or a hyphenated one its parts too.

    >>> sorted(tokens("the dog's IA-32"))
    ['32', 'IA', 'IA-32', 'dog', "dog's", 'the']
    """
    found = set(_TOKEN.findall(text))
    found.update([word[:-2] for word in found if word.endswith("'s")])
    found.update([part for word in found if "-" in word for part in word.split("-")])
    return frozenset(found)


def _encode(folded: str) -> bytes:
    return folded.encode("latin-1", "replace")


class Reading:
    """The text that rules are run on. Offsets in it are "reading offsets"; `place` gives the segment that one lies in.

    `folded` and `low` (lower case) are as long as `text`. `haystack` is one byte a code point with a space before and
    behind: code point *i* of the text is byte *i + 1*. `memo` holds what several rules work out of the text once.
    """

    __slots__ = ("_bytes", "_exact", "_haystack", "_low", "_words", "_wrapped", "first", "folded", "memo", "segments", "starts", "text")

    def __init__(self, segments: tuple[Segment, ...], first: int = 0) -> None:
        """Read *segments*; the first of them is number *first* of its document."""
        self.segments, self.first = segments, first
        self.text = segments[0].view if len(segments) == 1 else GAP.join([s.view for s in segments])
        self.folded = fold(self.text)
        self._low: str | None = None
        self._haystack: bytes | None = None
        self._bytes: bytes | None = None
        self._words: frozenset[str] | None = None
        self._exact: frozenset[str] | None = None
        self._wrapped: bool | None = None
        self.memo: dict[Any, Any] = {}
        self.starts = [0]
        for segment in segments[:-1]:
            self.starts.append(self.starts[-1] + len(segment.view) + len(GAP))

    @property
    def low(self) -> str:
        """The folded text in lower case."""
        if self._low is None:
            self._low = self.folded.lower()
        return self._low

    @property
    def haystack(self) -> bytes:
        """What the automaton scans."""
        if self._haystack is None:
            self._haystack = b" %b " % self._encoded.translate(_LETTERS)
        return self._haystack

    @property
    def words(self) -> frozenset[str]:
        """The document's words in lower case."""
        if self._words is None:
            self._words = tokens(self.low)
        return self._words

    @property
    def exact_words(self) -> frozenset[str]:
        """The document's words as they are written."""
        if self._exact is None:
            self._exact = tokens(self.folded)
        return self._exact

    @property
    def word_count(self) -> int:
        """How many runs of non-space the text has."""
        ink = int.from_bytes(self._encoded.translate(_INK), "little")  # one number, a byte of 0 or 1 a code point
        return (ink ^ ink << 8).bit_count() // 2  # the bits left are the two edges of each run; no method of bytes counts as fast

    @property
    def _encoded(self) -> bytes:
        """The folded text, one byte a code point."""
        if self._bytes is None:
            self._bytes = _encode(self.folded)
        return self._bytes

    @property
    def wrapped(self) -> bool:
        """Whether a line end in the text is only a wrapped line and not the end of a paragraph."""
        if self._wrapped is None:
            lines = self.text.split("\n") if "\r" not in self.text else _LINE.split(self.text)
            self._wrapped = self.segments[0].kind != "plain" or max(map(len, lines)) <= LONG_LINE
        return self._wrapped

    def place(self, offset: int) -> tuple[int, int]:
        """Return the number (in the reading) of the segment at *offset*, and the offset in its view."""
        number = bisect_right(self.starts, offset) - 1
        return number, offset - self.starts[number]

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Return the span of the paragraph around *offset*."""
        text, seam = self.text, _BREAK if self.wrapped else _LINE
        low, high = max(0, offset - FAR), min(len(text), offset + FAR)
        start = max(low, text.rfind("\n\n" if self.wrapped else "\n", low, offset))  # no seam before it matters
        for found in seam.finditer(text, start, offset):
            start = found.end()
        end = seam.search(text, offset, high)
        return start, end.start() if end else high

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence around *offset*, without the space around it."""
        start, end = self.paragraph(offset)
        text = self.text
        for stop in _STOP.finditer(text, start, end):
            if _ABBREVIATION.search(text, max(start, stop.start() - 8), stop.start() + 1):
                continue
            if stop.end() > offset:
                end = stop.end()
                break
            start = stop.end()
        while start < offset and text[start].isspace():
            start += 1
        return start, end

    def phrase(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch around start..end that no punctuation mark cuts."""
        low, high = self.sentence(start)
        text = self.text
        while start > low and not self._cuts(start - 1):
            start -= 1
        while end < min(high, len(text)) and not self._cuts(end):
            end += 1
        return start, end

    def _cuts(self, at: int) -> bool:
        """Say whether the character at *at* ends a phrase; a point or comma between digits doesn't."""
        char = self.folded[at] if self.text[at] != "\u2014" else "\u2014"
        if char not in _PUNCTUATION:
            return False
        return not (char in ".,:" and at > 0 and self.text[at - 1].isalnum() and self.text[at + 1 : at + 2].isalnum())

    def crosses(self, start: int, end: int) -> bool:
        """Say whether a paragraph ends between *start* and *end*."""
        between = self.text[start:end]
        if not self.wrapped:
            return bool(_LINE.search(between))
        return bool(_BREAK.search(between)) or any(start < s <= end for s in self.starts[1:])
