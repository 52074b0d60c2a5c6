"""Fix a document in rounds, to a point that a second run leaves alone.

A candidate is judged with the evidence of the original text and as a fresh run on the present text would; what may be
done under either is done. When nothing is left to do, a fresh run on the result finds nothing to do either, so
fix(fix(x)) == fix(x). A fix that a later round would undo, or that never comes to rest, is withdrawn.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.evidence.witness import Witness
from cleaner.formats import load as load_format
from cleaner.model import Document, Finding, Plan, Report, SourceLanguage
from cleaner.pipeline.checker import Checker, readings
from cleaner.resolve import plan, strongest
from cleaner.text.reading import Reading
from cleaner.verify import withdraw

ROUNDS: Final = 10
"""How many rounds a document gets to come to rest."""
RESTARTS: Final = 20

Barred = frozenset[tuple[str, str]]
"""Fixes that are withdrawn: rule id and the text that it found."""


class Fixed(NamedTuple):
    """What fixing gave: the bytes to write (the same object as before when nothing changed) and the reports of what is left."""

    raw: bytes
    reports: list[Report]
    document: Document

    @property
    def changed(self) -> bool:
        """Whether anything was fixed."""
        return any(report.fixed for report in self.reports)


def fix(checker: Checker, document: Document, unsafe: bool = False) -> Fixed:
    """Return *document* with its safe fixes made, with *unsafe* also the unsafe ones."""
    made, steady = _settle(checker, document, unsafe)
    if not steady and made.document is not document and _settle(checker, made.document, unsafe)[0].document is not made.document:
        return _report(checker, document, document, [], {})  # no point of rest was found: nothing is touched
    return made


def _settle(checker: Checker, document: Document, unsafe: bool) -> tuple[Fixed, bool]:
    """Run rounds until nothing moves, starting again without the fixes that keep moving; say too whether none had to be barred."""
    barred: Barred = frozenset()
    for _ in range(RESTARTS):
        end, done, moving, origins = _rounds(checker, document, unsafe, barred)
        if not moving:
            return _report(checker, document, end, done, origins), not barred
        barred |= moving
    return _report(checker, document, document, [], {}), False


def _rounds(checker: Checker, document: Document, unsafe: bool, barred: Barred) -> tuple[Document, list[Finding], Barred, dict[str, Reading]]:
    """Return the document after its rounds, what was fixed, the fixes that were still moving at the end, and the readings of the original by record."""
    fmt = load_format(document.format)
    origins: dict[str, Reading] = {}
    current: Document = document
    done: list[Finding] = []
    moves: list[Barred] = []
    seen = {document.parts: 0}
    for number in range(ROUNDS + 1):
        todo = [f for f in _candidates(checker, current, origins, unsafe) if (f.rule, f.text) not in barred]
        kept, parts, raw = withdraw(current, plan(todo), fmt) if todo else (Plan(), current.parts, current.raw)
        if not kept.findings:
            return current, done, frozenset(), origins
        moves.append(frozenset((f.rule, f.text) for f in kept.findings))
        if parts in seen or number == ROUNDS:  # what moved since the text was the same, or what still moves
            return current, done, frozenset().union(*moves[seen.get(parts, -1) :]), origins
        seen[parts] = len(moves)
        done += kept.findings
        current = fmt.read(raw, document.path)._replace(format=document.format)
    return current, done, frozenset(), origins


def _candidates(checker: Checker, document: Document, origins: dict[str, Reading], unsafe: bool) -> list[Finding]:
    """Return the findings of *document* whose fixes may be made, under its own evidence or that of the *origins*.

    The first time there are none, and *document* itself becomes the origin.
    """
    allowed = ("safe", "unsafe") if unsafe else ("safe",)
    found: list[Finding] = []
    own = readings(document)
    reports = checker.suppress(document, [checker.judge_record(document, reading) for reading in own])
    if origins:
        again = [checker.judge_record(document, r, _origin(origins, r)) for r in readings(document)]
        reports += checker.suppress(document, again)
    else:
        origins.update({reading.segments[0].record: reading for reading in own})
    for report in reports:
        found += [f for f in report.findings if f.applicability in allowed and f.edits and not f.preview]
    return strongest(found)


def _origin(origins: dict[str, Reading], reading: Reading) -> Reading | None:
    """Return the origin of *reading*, if it was judged: where nothing was found, nothing was."""
    origin = origins.get(reading.segments[0].record)
    return origin if origin is not None and "witness" in origin.memo else None


def _report(checker: Checker, document: Document, end: Document, done: list[Finding], origins: dict[str, Reading]) -> Fixed:
    """Report what is left in *end*, with the evidence of the original *document*, whose readings were judged as *origins*."""
    if end is document:
        return Fixed(document.raw, checker.check(document), document)
    left = checker.suppress(end, [checker.judge_record(end, r, _origin(origins, r)) for r in readings(end)])
    record_of = {number: segment.record for number, segment in enumerate(document.segments)}
    left = [r._replace(fixed=tuple(f for f in done if record_of.get(f.segment, "") == r.record), source_language=_spoken(checker, origins, r)) for r in left]
    return Fixed(end.raw, left, end)


def _spoken(checker: Checker, origins: dict[str, Reading], report: Report) -> SourceLanguage | None:
    """Return the language that the original of what *report* tells of was translated from."""
    origin = origins.get(report.record)
    if origin is None:
        return report.source_language
    witness: Witness = origin.memo.get("witness", checker.asked)
    return witness.language
