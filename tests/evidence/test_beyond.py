"""A sentence full of damage is said to want translating again, beside what is found in it."""

from __future__ import annotations

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Report
from cleaner.model.rule import Rule
from cleaner.pipeline import Request, check, fix, read

WORDS = {"flea": "chip", "slice": "chip", "action": "share", "dowry": "fee"}
RULES = [Rule(bad, find=(bad,), put=(good,), confidence="sure", applicability="safe") for bad, good in WORDS.items()]
NAME = Rule("name", find=("Nafidia",), put=("Nvidia",), confidence="sure", category="locale-conventions/name-format")
LOST = Rule("lost", kind="retranslate", category="linguistic-conventions/unintelligible", options={"findings": ("3",), "words": ("5",)})


def report(text: str, path: str = "a.txt", **asked: object) -> Report:
    rules = Ruleset(memoryview(compile_rules([*RULES, NAME, LOST], [], [], "0" * 64, frozenset())))
    assert rules.notifications == ()
    return check(read(text.encode(), path), rules, Request(**asked))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        pytest.param("It is so. The flea, slice and action rose at noon. He left.", ["The flea, slice and action rose at noon."], id="three in nine words"),
        pytest.param("The flea and slice rose.", [], id="two are few"),
        pytest.param("The flea rose. The slice rose. The action rose.", [], id="in three sentences"),
        pytest.param("The flea, the flea and the flea rose.", [], id="one thing three times"),
        pytest.param("The flea, slice and action rose at noon in the old town, where nobody had asked for it.", [], id="few for so many words"),
        pytest.param("The flea and slice of Nafidia rose.", [], id="a name hides no meaning"),
    ],
)
def test_sentences_that_want_translating_again(text: str, lost: list[str]) -> None:
    findings = [finding for finding in report(text).findings if finding.rule == "lost"]
    assert [finding.text for finding in findings] == lost
    assert all(not finding.replacements and not finding.edits for finding in findings)


def test_what_is_found_in_it_stays_and_is_told() -> None:
    text = "The flea, slice and action rose."
    assert [finding.text for finding in report(text).findings] == [text, "flea", "slice", "action"]
    assert report(text).findings[0].evidence[0].text == "3 damages: flea, slice, action"


def test_it_stands_where_its_segment_does() -> None:
    text = "# Head\n\nNo.\n\nThe *flea*, slice and action rose.\n"
    (found,) = [finding for finding in report(text, "a.md").findings if finding.rule == "lost"]
    assert (found.line, found.column, found.text) == (5, 1, "The flea, slice and action rose.")
    assert text[found.start : found.end] == "The *flea*, slice and action rose."


def test_it_can_be_ignored() -> None:
    assert "lost" not in [finding.rule for finding in report("The flea, slice and action rose.", ignore=("lost",)).findings]


def test_it_goes_when_the_words_are_mended() -> None:
    rules = Ruleset(memoryview(compile_rules([*RULES, LOST], [], [], "0" * 64, frozenset())))
    fixed = fix(read(b"The flea, slice and action rose.", "a.txt"), rules, Request())
    assert fixed.raw == b"The chip, chip and share rose."
    assert fixed.reports[0].findings == ()
