"""The articles in seeds/: clean twins stay silent, damage is found where it is and nowhere else."""

from __future__ import annotations

import difflib
import pathlib

import pytest

from cleaner import pipeline
from cleaner.engine import library
from cleaner.model import Finding

SEEDS = pathlib.Path(__file__).resolve().parents[1] / "seeds"
DAMAGED = sorted(path for path in SEEDS.glob("*.*") if ".clean." not in path.name and path.name != "README.md")
RULES = library.load()


def text(path: pathlib.Path) -> str:
    return path.read_bytes().decode()


def twin(path: pathlib.Path) -> pathlib.Path:
    return path.with_name(f"{path.stem}.clean{path.suffix}")


def found(path: pathlib.Path) -> list[Finding]:
    document = pipeline.read(path.read_bytes(), path.name)
    return [finding for report in pipeline.check(document, RULES, pipeline.Request()) for finding in report.findings]


def differing(old: str, new: str) -> list[tuple[int, int]]:
    """Return the spans of *old* that are otherwise in *new*, a character wider on each side."""
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start - 1, end + 1) for tag, start, end, _, _ in blocks if tag != "equal"]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.clean.*")), ids=lambda path: path.name)
def test_a_clean_article_has_no_finding(path: pathlib.Path) -> None:
    assert [(f.rule, f.text) for f in found(path)] == []


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.name)
def test_damage_is_found_where_it_is(path: pathlib.Path) -> None:
    spans = differing(text(path), text(twin(path)))
    findings = found(path)
    assert len(findings) >= 5
    assert [(f.rule, f.text) for f in findings if not any(f.start < end and start < f.end for start, end in spans)] == []


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.name)
def test_fixes_bring_an_article_nearer_to_its_twin(path: pathlib.Path) -> None:
    document = pipeline.read(path.read_bytes(), path.name)
    fixed = pipeline.fix(document, RULES, pipeline.Request(), False)
    clean = text(twin(path))
    assert fixed.reports[0].fixed
    assert len(differing(fixed.raw.decode(), clean)) < len(differing(text(path), clean))
    again = pipeline.fix(pipeline.read(fixed.raw, path.name), RULES, pipeline.Request(), False)
    assert again.raw == fixed.raw
