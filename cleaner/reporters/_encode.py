"""A report as one line of JSON, put together by hand: a folder's report must not cost what its check costs.

`docs/report.md` tells the fields. All strings are ASCII with escapes, so that lone surrogates (bytes that weren't
text) survive any output encoding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cleaner.model import Document, Finding, Notification, Report
from cleaner.model.density import FEW_WORDS, density, density_interval
from cleaner.plugin import View

try:  # the encoder alone: the json package and its decoder take a millisecond to import
    import _json as encoder
except ImportError:
    from json import encoder  # type: ignore[no-redef]

string = encoder.encode_basestring_ascii
"""Encode a str as a JSON string of ASCII characters."""

VERSION = 1
"""Of the contract; a change that can break a reader raises it."""


def lines(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield one JSON object for each of *reports*, without a line end."""
    last: Document | None = None
    located = False
    for report in reports:
        if report.document is not last:  # the records of one file follow each other: it is looked through once
            last = report.document
            located = _is_located(last)
        yield _document(report, view, located)


def _is_located(document: Document) -> bool:
    """Say whether offsets alone don't tell where a finding of *document* is."""
    return len(document.parts) > 1 or any(segment.record or segment.name for segment in document.segments)


def _document(report: Report, view: View, located: bool) -> str:
    document, findings, language = report.document, report.findings, report.source_language
    finding = _locating(document) if located else _finding
    record = f', "record": {string(report.record)}' if report.record else ""
    figure = density(report) if findings else 0.0
    interval = ', "density_interval": [{:.1f}, {:.1f}]'.format(*density_interval(report)) if report.words < FEW_WORDS else ""
    source = f'{{"code": {string(language.code)}, "confidence": {language.confidence}}}' if language else "null"
    found = ", ".join([finding(f) for f in findings]) if findings else ""
    notes = ", ".join([_notification(n) for n in report.notifications]) if report.notifications else ""
    return (
        f'{{"path": {string(document.path)}{record}, "format": {string(document.format)}, "words": {report.words}, '
        f'"density": {figure:.1f}{interval}, "source_language": {source}, '
        f'"findings": [{found}]{_asked(report, view, finding)}, "notifications": [{notes}]}}'
    )


def _asked(report: Report, view: View, finding: Callable[[Finding], str]) -> str:
    """Encode what stands in a document only where it was asked for, or where there is any."""
    made = ""
    if view.show_hidden:
        made += f', "hidden": [{", ".join([finding(f) for f in report.hidden])}]'
    if view.mode != "check":
        made += f', "fixed": [{", ".join([finding(f) for f in report.fixed])}]'
    if report.suppressed:
        counts = ", ".join([f"{string(reason)}: {count}" for reason, count in report.suppressed])
        made += f', "suppressed": {{{counts}}}'
    return made


def _notification(note: Notification) -> str:
    return f'{{"code": {string(note.code)}, "level": "{note.level}", "message": {string(note.message)}}}'


def _finding(f: Finding, location: str = "") -> str:
    """Encode *f*; *location* is a JSON field that ends in a comma and a space, or nothing."""
    new = string(f.replacements[0]) if f.replacements else ""
    put = new if len(f.replacements) < 2 else ", ".join(map(string, f.replacements))
    if len(f.edits) == 1:  # the common case, and its text is mostly the replacement's
        edit = f.edits[0]
        text = new if new and edit.new == f.replacements[0] else string(edit.new)
        edits = f'{{"part": {string(edit.part)}, "start": {edit.start}, "end": {edit.end}, "new": {text}}}'
    else:
        edits = ", ".join([f'{{"part": {string(e.part)}, "start": {e.start}, "end": {e.end}, "new": {string(e.new)}}}' for e in f.edits])
    preview = ', "preview": true' if f.preview else ""
    evidence = ", ".join([f'{{"kind": {string(e.kind)}, "text": {string(e.text)}}}' for e in f.evidence])
    return (
        f'{{"rule": {string(f.rule)}, "category": {string(f.category)}, "level": "{f.level}", "confidence": {f.confidence}, '
        f'"applicability": "{f.applicability}", "start": {f.start}, "end": {f.end}, "line": {f.line}, "column": {f.column}, '
        f'{location}"text": {string(f.text)}, "message": {string(f.message)}, "replacements": [{put}], "edits": [{edits}], '
        f'"evidence": [{evidence}]{preview}}}'
    )


def _locating(document: Document) -> Callable[[Finding], str]:
    """Return an encoder of findings that tells the segment too."""

    def finding(f: Finding) -> str:
        segment = document.segments[f.segment]
        name = f', "name": {string(segment.name)}' if segment.name else ""
        place = f'{{"part": {string(segment.part)}, "segment": {f.segment}{name}, "record": {string(segment.record)}}}'
        return _finding(f, f'"location": {place}, ')

    return finding
