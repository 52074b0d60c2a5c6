"""Which words an edit changes: what a reader of a diff must look at, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"[^\W_]+(?:['\u2019.&-][^\W_]+)*|\s+|.", re.DOTALL)
MOST: Final = 20_000
"""Above this many pairs of tokens an edit is shown whole: nobody reads such a diff word by word."""
_OPENING: Final = "([{\"'\u201c\u2018"
_CLOSING: Final = ")]}\"'\u201d\u2019.,;:!?\u2026"
REACH: Final = 30
"""A mark is widened by so many code points at most."""


class Change(NamedTuple):
    """start..end of a text becomes *new*."""

    start: int
    end: int
    new: str


def changes(text: str, edits: Sequence[Change]) -> list[Change]:
    """Narrow *edits* of *text* (in order, not overlapping) to the words that they change; the result does the same.

    A change of nothing but space can't be seen, so it is widened to the words beside it.

    >>> changes("new designs of fleas", [Change(4, 20, "designs of chips")])
    [Change(start=15, end=20, new='chips')]
    >>> changes("about $ 5 more", [Change(7, 8, "")])
    [Change(start=6, end=9, new='$5')]
    """
    narrow = [change for edit in edits for change in _narrow(text, edit)]
    return _joined(text, narrow, [_wide(text, change) for change in narrow])


def apply(text: str, edits: Sequence[Change]) -> str:
    """Return *text* with *edits* (in order, not overlapping) made."""
    made, at = [], 0
    for edit in edits:
        made += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join(made) + text[at:]


def _narrow(text: str, edit: Change) -> list[Change]:
    """Cut *edit* into the stretches of tokens that differ."""
    old, new = _TOKEN.findall(text[edit.start : edit.end]), _TOKEN.findall(edit.new)
    if old == new:
        return []
    if len(old) * len(new) > MOST:
        return [edit]
    made: list[Change] = []
    i = j = 0
    at = edit.start
    for a, b, size in [*_common(old, new), (len(old), len(new), 0)]:
        end = at + sum(map(len, old[i:a]))
        if i < a or j < b:
            made.append(Change(at, end, "".join(new[j:b])))
        at = end + sum(map(len, old[a : a + size]))
        i, j = a + size, b + size
    return made


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the runs (place in *old*, in *new*, length) that both have, in order: the heaviest such set.

    A run without a letter or digit that stands between two changes isn't worth the break; it is left out.
    """
    weight = [3 if any(map(str.isalnum, token)) else 1 for token in old]
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            same = best[i + 1][j + 1] + weight[i] if old[i] == new[j] else 0
            best[i][j] = max(same, best[i + 1][j], best[i][j + 1])
    runs: list[tuple[int, int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j] and best[i][j] == best[i + 1][j + 1] + weight[i]:
            if runs and sum(runs[-1][::2]) == i and runs[-1][1] + runs[-1][2] == j:
                runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
            else:
                runs.append((i, j, 1))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return [(a, b, size) for a, b, size in runs if max(weight[a : a + size]) > 1 or (a, b) == (0, 0) or (a + size, b + size) == (len(old), len(new))]


def _wide(text: str, change: Change) -> tuple[int, int]:
    """Return the span to mark for *change*: its own, or with the words beside it where it is only space."""
    start, end = change.start, change.end
    if text[start:end].strip() or change.new.strip():
        return start, end
    while start > max(0, change.start - REACH) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), change.end + REACH) and not text[end].isspace():
        end += 1
    left = text[start : change.start].lstrip(_OPENING)
    right = text[change.end : end].rstrip(_CLOSING)
    return (change.start - len(left) if left else start), (change.end + len(right) if right else end)


def _joined(text: str, narrow: Sequence[Change], spans: Sequence[tuple[int, int]]) -> list[Change]:
    """Return one change for each span of *spans*, or for several where they overlap, that does what *narrow* does in it."""
    groups: list[tuple[int, int, list[Change]]] = []
    for change, (start, end) in zip(narrow, spans, strict=True):
        inside = [change]
        while groups and start < groups[-1][1]:
            low, high, before = groups.pop()
            start, end, inside = min(low, start), max(high, end), before + inside
        groups.append((start, end, inside))
    made = []
    for start, end, inside in groups:
        shifted = [Change(c.start - start, c.end - start, c.new) for c in inside]
        made.append(Change(start, end, apply(text[start:end], shifted)))
    return made
