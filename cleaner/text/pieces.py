"""A regular expression cut into the pieces that follow one another, so that one can ask how far of it a text fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:[pP]\{[^}]*\}|[gkN]<[^>]*>|N\{[^}]*\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_REPEAT: Final = re.compile(r"(?:[*+?]|\{\d*,?\d*\})[?+]?")
_OPENS: Final = re.compile(r"\((?:\?(?:P?<(?![=!])\w+>|[a-zA-Z-]*:|>))?(?!\?)")
_FLAGS: Final = re.compile(r"\(\?[a-zA-Z]+\)|\(\?#[^)]*\)")
MOST: Final = 200
"""So many beginnings of a pattern are made at most."""


def pieces(source: str) -> list[list[str]]:
    r"""Return the alternatives of *source*, each as its pieces: a literal character, a class, a group, with its repeat.

    >>> pieces(r"\bfa?ll(?: on)|x")
    [['\\b', 'f', 'a?', 'l', 'l', '(?: on)'], ['x']]
    """
    made: list[list[str]] = [[]]
    at = 0
    while at < len(source):
        if source[at] == "|":
            made.append([])
            at += 1
            continue
        end = _end(source, at)
        repeat = _REPEAT.match(source, end)
        end = repeat.end() if repeat else end
        made[-1].append(source[at:end])
        at = end
    return made


def _end(source: str, at: int) -> int:
    """Return where the piece at *at* ends, its repeat not counted."""
    if source[at] == "\\":
        found = _ESCAPE.match(source, at)
        return found.end() if found else len(source)
    if source[at] == "[":
        return _class_end(source, at)
    if source[at] != "(":
        return at + 1
    depth = 0
    while at < len(source):
        if source[at] in "\\[":
            at = _end(source, at)
            continue
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        at += 1
        if not depth:
            break
    return at


def _class_end(source: str, at: int) -> int:
    at += 2 if source[at + 1 : at + 2] == "^" else 1
    at += source[at : at + 1] == "]"
    while at < len(source) and source[at] != "]":
        at += 2 if source[at] == "\\" else 1
    return min(at + 1, len(source))


def beginnings(source: str) -> list[tuple[str, str]]:
    r"""Return the beginnings of *source*, itself not counted, each with the piece that comes next; of its alternatives all of them.

    A group is entered where nothing repeats it. A piece is shown with the literal characters that follow it.

    >>> beginnings(r"(?:on|at) \d")[-2:]
    [('(?:on|at)', ' '), ('(?:on|at) ', '\\d')]
    """
    made: dict[str, str] = {}
    for alternative in pieces(source):
        for start, piece in _grow("", _joined(alternative), ""):
            made.setdefault(start, piece)
            if len(made) >= MOST:
                return list(made.items())
    return list(made.items())


def _grow(before: str, parts: list[str], closes: str) -> Iterator[tuple[str, str]]:
    """Yield the beginnings of *parts*, which stand behind *before*; *closes* are the brackets that are open there."""
    for number, piece in enumerate(parts):
        start = before + "".join(parts[:number])
        yield start + closes, piece
        opened = _OPENS.match(piece)
        if opened and piece.endswith(")") and not _FLAGS.match(piece):
            for alternative in pieces(piece[opened.end() : -1]):
                inner = list(_grow(start + opened[0], _joined(alternative), ")" + closes))
                yield from inner[1:]


def _joined(parts: list[str]) -> list[str]:
    """Put literal characters that follow one another together."""
    made: list[str] = []
    literal = False
    for piece in parts:
        is_literal = len(piece) == 1 and piece not in ".^$"
        if literal and is_literal:
            made[-1] += piece
        else:
            made.append(piece)
        literal = is_literal
    return made
