"""Promise kept or promise withdrawn: what a fix writes is read again before it counts."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.errors import UnreadableError
from cleaner.model import Document, Finding, Part, Plan
from cleaner.plugin import Format
from cleaner.render import apply_view, splice

_Written = tuple[tuple[Part, ...], bytes]


def withdraw(document: Document, plan: Plan, fmt: Format) -> tuple[Plan, tuple[Part, ...], bytes]:
    """Keep of *plan* what gives exactly the promised views when *document* is written and read again.

    Returns what is kept, the edited parts and the bytes to write. A fix is withdrawn where its text can't be encoded,
    overlaps another or reads back as something else. When nothing is kept, parts and bytes are the document's own.
    """
    findings = tuple(f for f in plan.findings if f.edits and f.replacements)
    kept, written = _keep(document, findings, (), (document.parts, document.raw), fmt)
    return Plan(kept), *written


def _keep(document: Document, findings: Sequence[Finding], kept: tuple[Finding, ...], written: _Written, fmt: Format) -> tuple[tuple[Finding, ...], _Written]:
    """Add to *kept* all of *findings* if that keeps the promise, else the one half and then the other.

    So a single culprit among n is found by re-reading 2 log n times.
    """
    if not findings:
        return kept, written
    made = _try(document, (*kept, *findings), fmt)
    if made is not None:
        return (*kept, *findings), made
    if len(findings) == 1:
        return kept, written
    half = len(findings) // 2
    kept, written = _keep(document, findings[:half], kept, written, fmt)
    return _keep(document, findings[half:], kept, written, fmt)


def _try(document: Document, findings: Sequence[Finding], fmt: Format) -> _Written | None:
    """Write *document* with *findings* fixed and read it again; None where that isn't as promised."""
    edits = Plan(tuple(findings)).edits
    try:
        parts = tuple(splice(part, edits) for part in document.parts)
        raw = fmt.write(document, parts)
        again = fmt.read(raw, document.path)
        promised = _promised(document, findings)
    except (ValueError, UnreadableError):  # an overlap; a character that the encoding lacks; text that became binary
        return None
    same = [(p.name, p.text) for p in parts] == [(p.name, p.text) for p in again.parts]
    return (parts, raw) if same and promised == _views(again) else None


def _promised(document: Document, findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    """Return what the segments are to read after *findings*."""
    changes: dict[int, list[tuple[int, int, str]]] = {}
    for finding in findings:
        changes.setdefault(finding.segment, []).append((finding.view_start, finding.view_end, finding.replacements[0]))
    return _views(document, {number: apply_view(document.segments[number].view, edits) for number, edits in changes.items()})


def _views(document: Document, changed: dict[int, str] | None = None) -> list[tuple[str, ...]]:
    """List the segments that aren't blank, with the views in *changed*; a format may leave out one that lost its text."""
    views = ((changed or {}).get(number, segment.view) for number, segment in enumerate(document.segments))
    return [(s.part, s.record, s.kind, s.name, view) for s, view in zip(document.segments, views, strict=True) if view.strip("\ufffc \t\r\n")]
