"""Each format's damaged fixture, mended in its views, becomes the clean twin byte for byte, in every encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.formats import MODULES, load
from cleaner.model import Finding, Plan
from cleaner.render import edits_for
from cleaner.verify import withdraw

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", sorted(MODULES))
def test_damage_mended_is_the_clean_twin(name: str, encoding: str, end: str) -> None:
    fmt = load(name)
    bad, good = (
        (FIXTURES / name / f"{which}{fmt.suffixes[0]}").read_text(encoding="utf-8").replace("\n", end).encode(encoding) for which in ("damaged", "clean")
    )
    damaged, clean = fmt.read(bad, "a"), fmt.read(good, "a")
    findings = []
    for number, (segment, target) in enumerate(zip(damaged.segments, clean.segments, strict=True)):
        edits = edits_for(segment, damaged.parts[0].text, 0, len(segment.view), target.view, fmt.escape)
        assert edits is not None
        if edits:
            findings.append(
                Finding("x/y", "c", "error", 1, "safe", 0, 0, 1, 1, segment.view, "", (target.view,), edits, segment=number, view_end=len(segment.view))
            )
    plan, _, raw = withdraw(damaged, Plan(tuple(findings)), fmt)
    assert raw == good
    assert len(plan.findings) == len(findings) > 0
