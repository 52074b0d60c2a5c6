"""The benchmarks run, and what they compare is the same work."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent / "benchmarks"


def bench(script: str, *arguments: str, shared: pathlib.Path | None = None) -> str:
    env = {**os.environ, **({"CLEANER_SHARED": str(shared)} if shared else {})}
    done = subprocess.run([sys.executable, str(BENCHMARKS / script), *arguments], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_speed_measures_every_bar_and_finds_equal_matches() -> None:
    rows = json.loads(bench("speed.py", "--quick", "--json"))["rows"]
    assert [(row["than"], row["bar"]) for row in rows] == [
        ("import click, regex", 2.5), ("codespell -D", 0.5), ("typos -j1", 0.5), ("1,000 words", None), ("200 rules", 3.0), ("loop of regex", 80),
    ]  # fmt: skip


@pytest.mark.slow
def test_testing_rules_is_measured_in_every_state_of_the_cache() -> None:
    rows = json.loads(bench("rules_test.py", "--quick", "--json"))["rows"]
    assert [(row["what"], row["bar"]) for row in rows] == [
        ("first run", None), ("one file edited", None), ("nothing changed", 8.0), ("nothing changed, --no-advice", None),
    ]  # fmt: skip


@pytest.mark.gold
@pytest.mark.slow
def test_edited_english_raises_next_to_nothing(shared: pathlib.Path) -> None:
    figures = json.loads(bench("alarms.py", "--json", shared=shared))
    assert figures["words"] > 1_900_000
    assert figures["alarms_per_10k"] <= 1
    assert figures["safe_alarms_per_10k"] <= 0.05


@pytest.mark.gold
def test_damaged_articles_are_mended_and_nothing_else_in_them(shared: pathlib.Path) -> None:
    found, written = (json.loads(line) for line in bench("seeds.py", "--json", shared=shared).splitlines())
    spans, detected, corrected = found["high"]
    assert min(detected, corrected) / spans >= 0.95
    assert found["detected"] / found["spans"] >= 0.75
    assert found["precision"] >= 0.95
    assert found["guess"] == {"documents": 3, "made": 3, "right": 3}
    spans, _, repaired = written["high"]
    assert repaired / spans >= 0.6
    assert written["unannotated"] == 0


@pytest.mark.gold
def test_good_english_with_traps_is_left_alone(shared: pathlib.Path) -> None:
    figures = json.loads(bench("traps.py", "--json", shared=shared))
    assert figures["negatives"]["unannotated"] <= 1
    assert figures["negatives"]["unannotated_safe"] == 0
    assert figures["twins"]["raised_per_100"] <= 0.5
    assert figures["twins"]["raised_safe"] == 0


@pytest.mark.gold
@pytest.mark.slow
def test_what_is_learned_finds_more_in_edits_held_back(shared: pathlib.Path) -> None:
    figures = json.loads(bench("learn.py", "--folds", "1", "--json", shared=shared))["first"]
    assert figures["lift"] >= 2
    assert figures["precision"] >= 0.75
    assert figures["alarms_per_10k"] <= 1


def test_nothing_is_measured_where_the_texts_are_not(tmp_path: pathlib.Path) -> None:
    assert "so nothing is measured" in bench("learn.py", shared=tmp_path)


def test_each_judgement_on_a_proposal_has_its_reason() -> None:
    _, *rows = [line.split("\t") for line in (BENCHMARKS / "learned_read.tsv").read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {4}
    assert {row[2] for row in rows} == {"keep", "drop"}
    assert [sum(row[0] == name for row in rows) for name in ("accept", "mlqe")] == [50, 50]
