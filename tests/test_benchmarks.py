"""The benchmarks run, and what they compare is the same work."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent / "benchmarks"


def bench(script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, str(BENCHMARKS / script), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_speed_measures_every_bar_and_finds_equal_matches() -> None:
    rows = json.loads(bench("speed.py", "--quick", "--json"))["rows"]
    assert [(row["than"], row["bar"]) for row in rows] == [
        ("import click, regex", 2.5), ("codespell -D", 0.5), ("typos -j1", 0.5), ("1,000 words", None), ("200 rules", 3.0), ("loop of regex", 80),
    ]  # fmt: skip
