"""Hide what an inline ``clean: ignore`` comment asks to hide, and tell of the comments that hide nothing."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Document, Finding, Ignore, Notification
from cleaner.render import source_span
from cleaner.suppress.names import chosen


def apply(document: Document, findings: Sequence[Finding]) -> tuple[list[Finding], int, list[Notification]]:
    """Return the *findings* of *document* that no ignore hides, the number hidden, and a note for each ignore (or name in one) that hid none."""
    if not document.ignores:
        return list(findings), 0, []
    used: set[tuple[int, str]] = set()
    kept = [finding for finding in findings if not _hides(document, finding, used)]
    notes = [note for number, ignore in enumerate(document.ignores) for note in _unused(ignore, number, used)]
    return kept, len(findings) - len(kept), notes


def _hides(document: Document, finding: Finding, used: set[tuple[int, str]]) -> bool:
    """Say whether an ignore of *document* hides *finding*; add (its number, the name that meant the rule) to *used*."""
    part, start, end = _place(document, finding)
    hidden = False
    for number, ignore in enumerate(document.ignores):
        if ignore.part == part and start < ignore.end and max(end, start + 1) > ignore.start:
            names = [name for name in ignore.rules or ("",) if not name or chosen((name,))(finding.rule, finding.category)]
            used.update((number, name) for name in names)
            hidden = hidden or bool(names)
    return hidden


def _unused(ignore: Ignore, number: int, used: set[tuple[int, str]]) -> list[Notification]:
    """Return the notes for *ignore*, the document's number *number*."""
    idle = [name for name in ignore.rules or ("",) if (number, name) not in used]
    if not idle:
        return []
    names = ", ".join(name for name in idle if name)
    what = f"hides no finding of {names}" if names else "hides nothing"
    return [Notification("unused-ignore", f"line {ignore.line}: this ignore {what}; remove it", "note")]


def _place(document: Document, finding: Finding) -> tuple[str, int, int]:
    """Return the part that *finding* stands in and its span there, in code points of the part's text."""
    if not document.segments:
        return "", finding.start, finding.end
    segment = document.segments[finding.segment]
    return segment.part, *source_span(segment, finding.view_start, finding.view_end)
