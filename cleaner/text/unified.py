"""A unified diff of bytes that `patch` applies byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

CONTEXT: Final = 3
_LINE: Final = re.compile(rb"[^\n]*\n|[^\n]+")
_QUOTED: Final = re.compile(rb'[\x00-\x1f\x7f"\\]')

# A change: lines start..end of the old file become lines start..end of the new one.
_Change = tuple[int, int, int, int]


def unified(path: str, old: bytes, new: bytes) -> bytes:
    r"""Return the diff that makes *new* of *old*, b"" where they are equal; lines end at LF alone.

    >>> print(unified("a.txt", b"IA\nchip\n", b"AI\nchip").decode(), end="")
    --- a/a.txt
    +++ b/a.txt
    @@ -1,2 +1,2 @@
    -IA
    -chip
    +AI
    +chip
    \ No newline at end of file
    """
    if old == new:
        return b""
    before, after = _LINE.findall(old), _LINE.findall(new)
    out = [b"--- " + _name(b"a/", path), b"+++ " + _name(b"b/", path)]
    for group in _groups(_changes(before, after)):
        out += _hunk(before, after, group)
    return b"".join(out)


def _name(side: bytes, path: str) -> bytes:
    """Return *path* as a header has it: quoted where it holds what ends or escapes a name, with a tab behind spaces."""
    name = side + path.lstrip("/").encode("utf-8", "surrogateescape")
    if _QUOTED.search(name):
        return b'"' + _QUOTED.sub(lambda m: b"\\%03o" % ord(m[0]), name) + b'"\n'
    return name + (b"\t\n" if b" " in name else b"\n")


def _changes(before: list[bytes], after: list[bytes]) -> Iterator[_Change]:
    """Yield what differs: line by line where as many lines stand between the first and the last difference, else by alignment."""
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    back = 0
    while back < most - start and before[-1 - back] == after[-1 - back]:
        back += 1
    if len(before) == len(after):
        first = -1
        for i in range(start, len(before) - back):
            if before[i] != after[i]:
                first = i if first < 0 else first
            elif first >= 0:
                yield first, i, first, i
                first = -1
        yield first, len(before) - back, first, len(after) - back
        return
    from difflib import SequenceMatcher

    middle = SequenceMatcher(None, before[start : len(before) - back], after[start : len(after) - back])
    for tag, i, j, k, m in middle.get_opcodes():
        if tag != "equal":
            yield start + i, start + j, start + k, start + m


def _groups(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Put changes together whose context would touch."""
    group: list[_Change] = []
    for change in changes:
        if group and change[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(before: list[bytes], after: list[bytes], group: list[_Change]) -> Iterator[bytes]:
    """Yield one hunk: its header, then context, old and new lines."""
    lead = min(CONTEXT, group[0][0])
    tail = min(CONTEXT, len(before) - group[-1][1])
    at, stop = group[0][0] - lead, group[-1][1] + tail
    new_at, new_stop = group[0][2] - lead, group[-1][3] + tail
    yield b"@@ -%s +%s @@\n" % (_range(at, stop), _range(new_at, new_stop))
    for start, end, new_start, new_end in group:
        yield from (_line(b" ", line) for line in before[at:start])
        yield from (_line(b"-", line) for line in before[start:end])
        yield from (_line(b"+", line) for line in after[new_start:new_end])
        at = end
    yield from (_line(b" ", line) for line in before[at:stop])


def _range(start: int, stop: int) -> bytes:
    """Say lines start..stop as a hunk's header does: from 1, and the line before where there are none."""
    count = stop - start
    return b"%d" % (start + 1) if count == 1 else b"%d,%d" % (start + (count > 0), count)


def _line(sign: bytes, line: bytes) -> bytes:
    """Return *line* behind its *sign*."""
    return sign + line if line.endswith(b"\n") else sign + line + b"\n\\ No newline at end of file\n"
