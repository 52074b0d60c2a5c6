"""The hand-assembled JSON says what the contract says, for any report at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import (
    APPLICABILITIES,
    LEVELS,
    Document,
    Edit,
    Evidence,
    Finding,
    Notification,
    Part,
    Report,
    Segment,
    SourceLanguage,
)
from cleaner.model.density import density, density_interval
from cleaner.plugin import View
from cleaner.reporters import load

# Any code point, lone surrogates too: bytes that are no text travel as such.
text = st.text(st.characters(exclude_categories=()), max_size=12)
share = st.floats(0, 1)
place = st.integers(0, 10**7)
edits = st.builds(Edit, place, place, text, text)
evidence = st.builds(Evidence, text, text)
findings = st.builds(
    Finding,
    rule=text,
    category=text,
    level=st.sampled_from(LEVELS),
    confidence=share,
    applicability=st.sampled_from(APPLICABILITIES),
    start=place,
    end=place,
    line=place,
    column=place,
    text=text,
    message=text,
    replacements=st.lists(text, max_size=3).map(tuple),
    edits=st.lists(edits, max_size=3).map(tuple),
    evidence=st.lists(evidence, max_size=3).map(tuple),
    segment=st.just(0),
    preview=st.booleans(),
)
many = st.lists(findings, max_size=3).map(tuple)
segments = st.builds(Segment, st.just(""), st.just(()), part=text, record=st.one_of(st.just(""), text), name=st.one_of(st.just(""), text))
documents = st.builds(
    Document,
    path=text,
    format=text,
    parts=st.lists(st.builds(Part, st.just(""), text), min_size=1, max_size=2).map(tuple),
    segments=st.lists(segments, min_size=1, max_size=2).map(tuple),
)
reports = st.builds(
    Report,
    document=documents,
    findings=many,
    notifications=st.lists(st.builds(Notification, text, text, st.sampled_from(LEVELS)), max_size=2).map(tuple),
    words=st.integers(0, 2000),
    source_language=st.none() | st.builds(SourceLanguage, text, share),
    record=text,
    suppressed=st.dictionaries(text, st.integers(1, 99), max_size=2).map(lambda counts: tuple(counts.items())),
    hidden=many,
    fixed=many,
)
views = st.builds(View, show_hidden=st.booleans(), mode=st.sampled_from(["check", "fix"]), version=text, ruleset=text)


def expected_finding(f: Finding, document: Document) -> dict[str, Any]:
    made = {
        **{
            name: getattr(f, name) for name in ("rule", "category", "level", "confidence", "applicability", "start", "end", "line", "column", "text", "message")
        },
        "replacements": list(f.replacements),
        "edits": [{"part": e.part, "start": e.start, "end": e.end, "new": e.new} for e in f.edits],
        "evidence": [{"kind": e.kind, "text": e.text} for e in f.evidence],
    }
    if f.preview:
        made["preview"] = True
    if len(document.parts) > 1 or any(s.record or s.name for s in document.segments):
        segment = document.segments[f.segment]
        made["location"] = {"part": segment.part, "segment": f.segment, "record": segment.record} | ({"name": segment.name} if segment.name else {})
    return made


def expected(report: Report, view: View) -> dict[str, Any]:
    def listed(found: tuple[Finding, ...]) -> list[dict[str, Any]]:
        return [expected_finding(f, report.document) for f in found]

    made: dict[str, Any] = {"path": report.document.path, "format": report.document.format, "words": report.words, "density": round(density(report), 1)}
    if report.record:
        made["record"] = report.record
    if report.words < 300:
        made["density_interval"] = [round(limit, 1) for limit in density_interval(report)]
    language = report.source_language
    made["source_language"] = {"code": language.code, "confidence": language.confidence} if language else None
    made["findings"] = listed(report.findings)
    if view.show_hidden:
        made["hidden"] = listed(report.hidden)
    if view.mode == "fix":
        made["fixed"] = listed(report.fixed)
    if report.suppressed:
        made["suppressed"] = dict(report.suppressed)
    made["notifications"] = [{"code": n.code, "level": n.level, "message": n.message} for n in report.notifications]
    return made


@given(st.lists(reports, max_size=3), views)
def test_jsonl_is_the_contract_a_document_a_line(made: list[Report], view: View) -> None:
    written = "".join(load("jsonl").write(made, view))
    assert written.isascii()
    lines = written.splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(expected(report, view))) for report in made]


@given(st.lists(reports, max_size=3), views)
def test_json_is_one_object(made: list[Report], view: View) -> None:
    written = "".join(load("json").write(made, view))
    tool = {"name": "cleaner", "version": view.version, "ruleset": view.ruleset}
    assert json.loads(written) == json.loads(json.dumps({"version": 1, "tool": tool, "documents": [expected(report, view) for report in made]}))


def article(**kwargs: Any) -> Report:
    document = Document("a.txt", "text", (Part("Their fleas."),), (Segment("Their fleas.", ()),))
    return Report(document, **kwargs)


def test_fields_stand_in_the_order_of_the_contract() -> None:
    flea = Finding("fr/senses/flea-chip", "accuracy/mistranslation", "error", 0.98, "safe", 6, 11, 1, 7, "fleas", "why", ("chips",), (Edit(6, 11, "chips"),))
    (line,) = load("jsonl").write([article(findings=(flea,), words=2)], View())
    made = json.loads(line)
    assert list(made) == ["path", "format", "words", "density", "density_interval", "source_language", "findings", "notifications"]
    assert list(made["findings"][0]) == (
        ["rule", "category", "level", "confidence", "applicability", "start", "end", "line", "column", "text", "message", "replacements", "edits", "evidence"]
    )


def test_reports_are_written_as_they_come() -> None:
    def endless() -> Any:
        while True:
            yield article(words=300)

    written = load("jsonl").write(endless(), View())
    assert next(written) == next(written)


@pytest.mark.parametrize(
    ("weights", "words", "figure"),
    [
        pytest.param([1.0, 1.0, 0.5], 1000, 2.5, id="weighted by confidence"),
        pytest.param([1.0], 500, 2.0, id="per 1,000 words"),
        pytest.param([], 0, 0.0, id="no words, no density"),
    ],
)
def test_density(weights: list[float], words: int, figure: float) -> None:
    found = tuple(Finding("r", "c", "error", w, "safe", 0, 0, 1, 1, "", "") for w in weights)
    assert density(article(findings=found, words=words)) == figure


# Exact Poisson limits (Garwood 1936), from the chi-square quantiles.
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        pytest.param(0, 0.0, 3.689, id="none found is not none there"),
        pytest.param(2, 0.242, 7.225, id="few"),
        pytest.param(10, 4.795, 18.390, id="some"),
        pytest.param(50, 37.11, 65.92, id="many"),
    ],
)
def test_interval_is_poissons(count: int, low: float, high: float) -> None:
    found = tuple(Finding("r", "c", "error", 1.0, "safe", 0, 0, 1, 1, "", "") for _ in range(count))
    assert density_interval(article(findings=found, words=1000)) == pytest.approx((low, high), rel=0.01, abs=0.03)


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 299))
def test_interval_holds_the_density(weights: list[float], words: int) -> None:
    report = article(findings=tuple(Finding("r", "c", "error", w, "safe", 0, 0, 1, 1, "", "") for w in weights), words=words)
    low, high = density_interval(report)
    assert low <= density(report) + 1e-9
    assert density(report) <= high + 1e-9
