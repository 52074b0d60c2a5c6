"""The stories in fixtures/stories/: the good one (NAME.clean.txt) stays silent, in the damaged one (NAME.txt) just the damage is found.

NAME.damage.tsv lists the damage in the order of its places: what stands there, a tab, what belongs there (empty where nothing is proposed).
The stories hold the same words in their right use, too.
"""

from __future__ import annotations

import pathlib

import pytest

import cleaner

STORIES = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "stories"
CLEAN = sorted(STORIES.glob("*.clean.txt"))
DAMAGED = sorted(path for path in STORIES.glob("*.txt") if path not in CLEAN)


def found(path: pathlib.Path) -> list[tuple[str, str]]:
    """Return what the shipped rules find in the story at *path*, and what they propose first."""
    findings = sorted(cleaner.check(path.read_text(encoding="utf-8")).findings, key=lambda f: (f.start, f.end))
    return [(f.text, f.replacements[0] if f.replacements else "") for f in findings]


def listed(path: pathlib.Path) -> list[tuple[str, str]]:
    """Return the damage listed in the table at *path*."""
    rows = [line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(surface, right) for surface, _, right in rows]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_good_story_has_no_finding(path: pathlib.Path) -> None:
    assert found(path) == []


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.name)
def test_just_the_damage_of_a_story_is_found(path: pathlib.Path) -> None:
    assert found(path) == listed(path.with_suffix(".damage.tsv"))


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.name)
def test_a_damaged_story_has_its_good_twin(path: pathlib.Path) -> None:
    assert path.with_name(f"{path.stem}.clean.txt") in CLEAN
