"""Findings as people read them: a card per sentence, the stretches of its diff, and what is said of each finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cleaner.model import Document, Finding, Segment
from cleaner.text.reading import Reading
from cleaner.text.worddiff import Change, changes

RETRANSLATE = "linguistic-conventions/unintelligible"
"""The category of a sentence that no edit can mend."""
SOURCES = 2
"""So many source words are told: an acronym may be the same in ten languages."""


class Card(NamedTuple):
    """The findings in one sentence, in the order of their places; start..end is that sentence in the view of *segment*."""

    segment: Segment
    start: int
    end: int
    findings: tuple[Finding, ...]


class Stretch(NamedTuple):
    """A piece of a diff: text that is ``kept``, ``changed`` to *new*, or ``marked`` only."""

    old: str
    new: str
    kind: Literal["kept", "changed", "marked"] = "kept"


def cards(document: Document, findings: Iterable[Finding]) -> list[Card]:
    """Deal *findings* of *document* into cards, in reading order."""
    made: list[Card] = []
    number = -1
    for finding in sorted(findings, key=lambda f: (f.segment, f.view_start, f.view_end)):
        if finding.segment != number:
            number = finding.segment
            segment = document.segments[number]
            reading = Reading((segment,))
        elif finding.view_start < made[-1].end:
            made[-1] = Card(segment, made[-1].start, max(made[-1].end, finding.view_end), (*made[-1].findings, finding))
            continue
        start, end = reading.sentence(min(finding.view_start, len(segment.view)))
        made.append(Card(segment, start, max(end, finding.view_end), (finding,)))
    return made


def stretches(card: Card) -> list[Stretch]:
    """Return the sentence of *card* cut into what stays, what its fixes change, and what is only marked.

    Of fixes that overlap the surest is shown, a safe one first.
    """
    view = card.segment.view
    edits = _edits(card.findings)
    spans: list[tuple[int, int, str | None]] = [*changes(view, edits)]
    spans += [(f.view_start, f.view_end, None) for f in card.findings if not f.replacements and not _meets(f.view_start, f.view_end, edits)]
    return cut(view, card.start, card.end, spans)


def cut(view: str, at: int, stop: int, spans: Iterable[tuple[int, int, str | None]]) -> list[Stretch]:
    """Return *view* from *at* to *stop* cut at *spans*, which are changed to what stands third in them, or only marked (None).

    >>> cut("new fleas bite", 0, 14, [(4, 9, "chips")])[1]
    Stretch(old='fleas', new='chips', kind='changed')
    """
    made: list[Stretch] = []
    for start, end, new in sorted(spans, key=lambda span: span[:2]):
        if start < at:  # two marks on one place, or a mark that begins before its sentence
            start = min(max(start, at), end)
        made += [Stretch(view[at:start], view[at:start])] if at < start else []
        made.append(Stretch(view[start:end], view[start:end], "marked") if new is None else Stretch(view[start:end], new, "changed"))
        at = end
    rest = view[at : max(at, stop)].rstrip()
    return [*made, Stretch(rest, rest)] if rest else made


def _edits(findings: Sequence[Finding]) -> list[Change]:
    """Return the first replacements of *findings* that don't overlap, in order."""
    taken: list[Change] = []
    for f in sorted(findings, key=lambda f: (f.applicability != "safe", -f.confidence, f.view_start)):
        if f.replacements and not _meets(f.view_start, f.view_end, taken):
            taken.append(Change(f.view_start, f.view_end, f.replacements[0]))
    return sorted(taken)


def _meets(start: int, end: int, others: Iterable[Change]) -> bool:
    return any((start < other.end and other.start < end) or (start, end) == other[:2] for other in others)


def action(finding: Finding) -> str:
    """Say what may be done about *finding*."""
    if finding.category == RETRANSLATE and not finding.replacements:
        return "retranslate this sentence"
    if not finding.edits or finding.preview:
        return "shown only"
    return {"safe": "fixed by --fix", "unsafe": "needs --unsafe-fixes", "display": "shown only"}[finding.applicability]


def proof(finding: Finding) -> str:
    """Return the evidence for *finding* in words; of source words in many languages the first ones.

    That the text was translated is said once for it, not at each finding; other damage only where the language isn't known.

    >>> from cleaner.model import Evidence
    >>> f = Finding("r", "c", "note", 1, "safe", 0, 1, 1, 1, "a", "why")
    >>> proof(f._replace(evidence=(Evidence("gate", "GPU nearby"), Evidence("source", "puce (fr): chip, flea"))))
    'GPU nearby; puce (fr): chip, flea'
    """
    reasons: list[str] = []
    hidden = ("language", "damage") if any(evidence.kind == "language" for evidence in finding.evidence) else ()
    for evidence in finding.evidence:
        if evidence.kind in hidden:
            continue
        reasons += evidence.text.split("; ")[:SOURCES] if evidence.kind == "source" else [evidence.text]
    return "; ".join(dict.fromkeys(reasons))
