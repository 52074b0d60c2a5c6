"""Two versions of a sentence with marks, one below the other; what differs is in colour, or stands in ``[-gone-]`` and ``{+come+}``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaner.model.rule import Marked
from cleaner.reporters._terminal import Run, painted, visible
from cleaner.rulebook.examples import ARROW, read_marks
from cleaner.text.worddiff import Change, changes


class _Side(NamedTuple):
    """How what only one side has is shown: its style, or what stands round it where there are no colours."""

    style: str
    opens: str
    closes: str


_PROMISED: Final = _Side("removed word", "[-", "-]")
_GOT: Final = _Side("added word", "{+", "+}")
_Part = tuple[str, bool]
"""A piece of a sentence, and whether the other side has it not."""


def compared(promised: str, got: str, color: bool = False) -> tuple[str, str]:
    """Return *promised* and *got*, sentences with marks, each with that marked in which it differs from the other.

    >>> compared("New [[fleas -> chips]].", "New fleas.")
    ('New [-[[fleas -> chips]]-].', 'New {+fleas+}.')
    >>> compared("Its [[fleas -> chips]].", "Its [[fleas -> bugs]].")
    ('Its [[fleas -> [-chips-]]].', 'Its [[fleas -> {+bugs+}]].')
    """
    try:
        (text, wanted), (other, found) = read_marks(promised), read_marks(got)
    except ValueError:  # the text itself has brackets
        text, other, wanted, found = promised, got, (), ()
    old, new = (_parts(text, wanted, found), _parts(text, found, wanted)) if text == other else _word_by_word(promised, got)
    return _shown(old, _PROMISED, color), _shown(new, _GOT, color)


def _parts(text: str, marks: Sequence[Marked], others: Sequence[Marked]) -> list[_Part]:
    """Return *text* with *marks* in pieces; what *others* have not is told apart, and so is what only they mark."""
    parts: list[_Part] = []
    bare = [other for other in others if not any(mark.start < other.end and other.start < mark.end for mark in marks)]
    at = 0
    for mark in sorted([*marks, *bare], key=lambda mark: (mark.start, mark.end)):
        parts.append((text[at : mark.start], False))
        old, at = text[mark.start : mark.end], mark.end
        new = "" if mark.new is None else ARROW + mark.new
        twin = next((other for other in others if (other.start, other.end) == (mark.start, mark.end)), None)
        if mark not in marks:
            parts.append((old, True))
        elif mark in others:
            parts.append((f"[[{old}{new}]]", False))
        elif twin is not None and mark.new is not None and twin.new is not None:
            parts += [(f"[[{old}{ARROW}", False), (mark.new, True), ("]]", False)]
        else:
            parts.append((f"[[{old}{new}]]", True))
    return [*parts, (text[at:], False)]


def _word_by_word(old: str, new: str) -> tuple[list[_Part], list[_Part]]:
    """Return *old* and *new* in pieces, those words told apart that the other has not."""
    left: list[_Part] = []
    right: list[_Part] = []
    at = 0
    for change in changes(old, [Change(0, len(old), new)]):
        left += (old[at : change.start], False), (old[change.start : change.end], True)
        right += (old[at : change.start], False), (change.new, True)
        at = change.end
    return [*left, (old[at:], False)], [*right, (old[at:], False)]


def _shown(parts: Sequence[_Part], side: _Side, color: bool) -> str:
    runs = []
    for text, apart in parts:
        seen = visible(text, exact=apart)
        if seen:
            runs.append(Run(seen, side.style if apart else "plain") if color or not apart else Run(f"{side.opens}{seen}{side.closes}"))
    return painted(runs, color)
