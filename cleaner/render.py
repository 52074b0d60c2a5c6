"""Edits of a view become edits of its part, and edited parts become new parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise
from operator import attrgetter
from typing import Final

from cleaner.model import Edit, Part, Piece, Segment

Escape = Callable[[str, Segment], str]
_view_start, _view_end = attrgetter("view_start"), attrgetter("view_end")
_TOKEN: Final = re.compile(r"\w+|\s+|.", re.DOTALL)


def edits_for(segment: Segment, part_text: str, start: int, end: int, new: str, escape: Escape) -> tuple[Edit, ...] | None:
    """Return the edits of the part that make start..end of the view of *segment* read *new*; None where markup is in the way.

    *part_text* is the decoded text of the segment's part; `escape` is the format's. What old and new text share at
    their ends is left as it is. An edit over several pieces is made word by word, so that markup and entities between
    the changed words stay.
    """
    if not segment.fixable:
        return None
    view = segment.view
    if len(segment.pieces) == 1 and segment.pieces[0].kind == "copied":
        whole = segment.pieces[0]
        low, high, fresh = trim(view, start, end, new)
        shift = whole.start - whole.view_start
        made = fresh if segment.kind == "plain" else _escaped(segment, low, high, fresh, escape)
        return (Edit(low + shift, high + shift, made, segment.part),) if (low, fresh) != (high, "") else ()
    low, high, _ = trim(view, start, end, new)
    if len(_between(segment.pieces, low, high)) > 1:
        words = _word_by_word(segment, start, end, new, escape)
        if words is not None:
            return words
    return _edit(segment, start, end, new, (start, end), escape)


def splice(part: Part, edits: Iterable[Edit]) -> Part:
    """Return *part* with those of *edits* made that name it.

    Raises ValueError where edits overlap, stand at one place or lie outside the text.

    >>> splice(Part("IA chips"), [Edit(0, 2, "AI")]).text
    'AI chips'
    """
    own = sorted((e for e in edits if e.part == part.name), key=lambda e: (e.start, e.end))
    if not own:
        return part
    made: list[str] = []
    text, at, before = part.text, 0, -1
    for edit in own:
        if not at <= edit.start <= edit.end <= len(text) or edit.start == edit.end == before:
            raise ValueError(f"edits overlap or lie outside the text: {edit}")
        made += (text[at : edit.start], edit.new)
        at, before = edit.end, edit.end
    made.append(text[at:])
    return part._replace(text="".join(made))


def apply_view(view: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return *view* with each (start, end, new) made; raises ValueError where they overlap.

    >>> apply_view("IA fleas", [(3, 8, "chips"), (0, 2, "AI")])
    'AI chips'
    """
    return splice(Part(view), [Edit(start, end, new) for start, end, new in edits]).text


def trim(view: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Leave out what view[start:end] and *new* share at the front and then at the back.

    >>> trim("the chip is", 4, 8, "chips")
    (8, 8, 's')
    """
    old = view[start:end]
    if old and new and old[0] != new[0] and old[-1] != new[-1]:
        return start, end, new
    front, most = 0, min(len(old), len(new))
    while front < most and old[front] == new[front]:
        front += 1
    back = 0
    while back < most - front and old[-1 - back] == new[-1 - back]:
        back += 1
    return start + front, end - back, new[front : len(new) - back]


def _escaped(segment: Segment, start: int, end: int, new: str, escape: Escape) -> str:
    """Escape *new* as it is needed between its neighbours in the view; the edge of a view counts as a line end."""
    left, right = segment.view[max(0, start - 1) : start] or "\n", segment.view[end : end + 1] or "\n"
    made, before, after = escape(left + new + right, segment), escape(left, segment), escape(right, segment)
    if made.startswith(before) and made.endswith(after) and len(made) >= len(before) + len(after):
        return made[len(before) : len(made) - len(after)]
    return escape(new, segment)


def _edit(segment: Segment, start: int, end: int, new: str, span: tuple[int, int], escape: Escape) -> tuple[Edit, ...] | None:
    """Make one edit, in the piece or the neighbouring pieces that view start..end lies in; *span* is what the caller replaces in all."""
    low, high, fresh = trim(segment.view, start, end, new)
    if low == high:
        if not fresh:
            return ()
        at = _insertion(segment.pieces, low, span)
        return None if at is None else (Edit(at, at, _escaped(segment, low, low, fresh, escape), segment.part),)
    place = _replacement(segment.pieces, low, high)
    return None if place is None else (Edit(*place, _escaped(segment, low, high, fresh, escape), segment.part),)


def _between(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces that view start..end touches, and the markup between them."""
    return pieces[bisect_right(pieces, start, key=_view_end) : bisect_left(pieces, end, key=_view_start)]


def _replacement(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[int, int] | None:
    """Return the part's span of view start..end: no hidden piece in it, decoded ones whole."""
    run = _between(pieces, start, end)
    first, last = run[0], run[-1]
    if any(p.kind == "hidden" for p in run) or any(a.end != b.start for a, b in pairwise(run)):
        return None
    if (first.kind == "decoded" and start > first.view_start) or (last.kind == "decoded" and end < last.view_end):
        return None
    low = first.start + (start - first.view_start)
    return low, last.end - (last.view_end - end)


def _insertion(pieces: tuple[Piece, ...], at: int, span: tuple[int, int]) -> int | None:
    """Return the part's offset of an insertion at view offset *at*: in the text that *span* replaces, else behind what stands left."""
    low, high = bisect_left(pieces, at, key=_view_end), bisect_right(pieces, at, key=_view_start)
    beside = [p for p in pieces[low:high] if p.view_start < p.view_end and p.kind != "hidden"]
    within = [p for p in beside if p.kind == "copied" or at in (p.view_start, p.view_end)]
    inside = [p for p in within if p.view_start < span[1] and span[0] < p.view_end]
    for piece in inside or within:
        return piece.end if at == piece.view_end else piece.start + (at - piece.view_start)
    return None


def _word_by_word(segment: Segment, start: int, end: int, new: str, escape: Escape) -> tuple[Edit, ...] | None:
    """Make an edit for each run of changed words; None where one of them can't be made."""
    from difflib import SequenceMatcher

    old_words, new_words = _TOKEN.findall(segment.view[start:end]), _TOKEN.findall(new)
    made: list[Edit] = []
    at = start
    for tag, i, j, k, m in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        stop = at + sum(map(len, old_words[i:j]))
        if tag != "equal":
            edits = _edit(segment, at, stop, "".join(new_words[k:m]), (start, end), escape)
            if edits is None:
                return None
            made += edits
        at = stop
    return tuple(made)


def source_span(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Return the span of the segment's part that view start..end came from."""
    pieces = segment.pieces
    if len(pieces) == 1 and pieces[0].kind == "copied":
        shift = pieces[0].start - pieces[0].view_start
        return start + shift, end + shift
    first = last = None
    for piece in pieces:
        if piece.view_start == piece.view_end:
            continue
        copied = piece.kind == "copied"
        if first is None and start < piece.view_end:
            first = piece.start + (start - piece.view_start if copied else 0)
        if piece.view_start < end <= piece.view_end:
            last = piece.start + end - piece.view_start if copied else piece.end
            break
    first = first if first is not None else (pieces[-1].end if pieces else 0)
    return first, max(first, last if last is not None else first)
