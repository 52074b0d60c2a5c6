"""How many of the mangled names in the annotated list are put right, and that none becomes another name."""

from __future__ import annotations

import pathlib

import pytest

from cleaner import pipeline
from cleaner.engine import library

pytestmark = pytest.mark.gold

SENTENCE = "On Monday the committee said that it had spoken with {} about the plan for next year."


def put_right(folder: pathlib.Path, before: str) -> tuple[int, int, list[str]]:
    """How many names come out right in a sentence after *before*, how many there are, and those that come out wrong."""
    rules = library.load()
    right, wrong = 0, []
    lines = [line.split("\t") for line in (folder / "gold" / "names_dev.tsv").read_text().splitlines() if not line.startswith("#")]
    for mangled, name, *_ in lines:
        text = before.format(name) + SENTENCE.format(mangled)
        document = pipeline.read(text.encode(), "a.txt")
        found = [
            f for f in pipeline.check(document, rules, pipeline.Request())[0].findings if f.rule.startswith("names/") and f.start >= text.index("On Monday")
        ]
        if any(name.lower() in new.lower() or new.lower() in name.lower() for f in found for new in f.replacements):
            right += 1
        elif found:
            wrong.append(mangled)
    return right, len(lines), wrong


@pytest.mark.parametrize(
    ("before", "bar"),
    [pytest.param("", 0.8, id="alone"), pytest.param("The first report about {} came out in spring. ", 0.84, id="with the right name in the text")],
)
def test_mangled_names_are_put_right(shared: pathlib.Path, before: str, bar: float) -> None:
    right, all_names, wrong = put_right(shared, before)
    assert wrong == []
    assert right / all_names >= bar
