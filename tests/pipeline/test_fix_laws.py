"""Fixing twice is fixing once, whatever the text and however the rules quarrel."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.engine import library
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Report
from cleaner.model.rule import Condition, Rule, Topic
from cleaner.pipeline import Request, check, fix, read


def make(*rules: Rule) -> Ruleset:
    made = Ruleset(memoryview(compile_rules(rules, [Topic("chips", (("fleaship", 3.0),))], [], "0" * 64, frozenset())))
    assert made.notifications == ()
    return made


def safe(id: str, find: str, put: str, **more: object) -> Rule:
    return Rule(id, find=(find,), put=(put,), inflect="none", case="exact", confidence="sure", applicability="safe", **more)  # type: ignore[arg-type]


def fixed(rules: Ruleset, text: str, name: str = "a.txt", unsafe: bool = False) -> tuple[str, list[Report]]:
    made = fix(read(text.encode("utf-8", "surrogatepass"), name), rules, Request(), unsafe)
    return made.raw.decode("utf-8", "surrogatepass"), made.reports


QUARRELS = {
    "a chain": ([safe("a", "one", "two"), safe("b", "two", "three")], "one two", "three three"),
    "undone by another": ([safe("a", "one", "two"), safe("b", "two", "one"), safe("c", "four", "five")], "one four", "one five"),
    "grows without end": ([safe("a", "one", "one one"), safe("c", "four", "five")], "one four", "one five"),
    "a long chain": ([safe(f"n{i}", f"w{i}", f"w{i + 1}") for i in range(9)], "w0", "w9"),
    "a chain that is too long": ([safe(f"n{i}", f"w{i}", f"w{i + 1}") for i in range(30)], "w0", None),
    "evidence that a fix removes": (
        [safe("a", "fleaship", "chipmaker"), safe("b", "flea", "chip", need=((Condition("topic", ("chips",)),),))], "fleaship flea", "chipmaker chip",
    ),
    "evidence that a fix brings": (
        [safe("a", "boat", "fleaship"), safe("b", "flea", "chip", need=((Condition("topic", ("chips",)),),))], "boat flea", "fleaship chip",
    ),
    "a doubt that a fix removes": (
        [safe("a", "dog", "cat"), safe("b", "flea", "chip", unless=(Condition("document", ("dog",)),))], "dog flea", "cat chip",
    ),
    "overlapping": ([safe("a", "one two", "x"), safe("b", "two three", "y")], "one two three", "one y"),
}  # fmt: skip


@pytest.mark.parametrize("case", QUARRELS)
def test_rules_that_meddle_with_each_other_come_to_rest(case: str) -> None:
    rules, text, expected = QUARRELS[case]
    ruleset = make(*rules)
    once, _ = fixed(ruleset, text)
    assert expected is None or once == expected
    assert fixed(ruleset, once)[0] == once


WORDS = ["one", "two", "three"]
pairs = st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join), st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join))


@given(st.lists(pairs, min_size=1, max_size=4), st.lists(st.sampled_from([*WORDS, ".", "\n\n"]), max_size=8).map(" ".join))
def test_any_rules_on_any_text_come_to_rest(swaps: list[tuple[str, str]], text: str) -> None:
    ruleset = make(*(safe(f"r{i}", find, put) for i, (find, put) in enumerate(swaps)))
    once, reports = fixed(ruleset, text)
    assert fixed(ruleset, once)[0] == once
    assert once == text or any(report.fixed for report in reports)


@pytest.fixture(scope="module")
def shipped() -> Ruleset:
    return library.load()


DAMAGE = [
    "IA chip", "fleas", "Nafidia", "Ouigor", "Ouigors", "$ 5.5 billion", "$ 16", "English -speaking", "in -depth", "• •", "systemAnd", "R1The", "the the",
    "word ,", "Nvidia", "dog", "“", "”", '"', "Ã©", "â€™", "end.Next", "general,MOQ", "\n", "\n\n", "\r\n", ". ", ", ", " ", "- ", "*", "#", "`IA`", "é", "😀",
    "https://a.example/IA", "Ames, IA", "<b>", "&amp;", "|", "5 %", "anti - BCE", "50, 000", "( ", " )", "’", "..",
]  # fmt: skip
texts = st.lists(st.sampled_from(DAMAGE) | st.text(max_size=3), max_size=25).map(lambda parts: " ".join(parts) if len(parts) % 2 else "".join(parts))


@settings(max_examples=150)
@given(texts, st.sampled_from(["a.txt", "a.md"]), st.booleans())
def test_second_fix_changes_nothing(shipped: Ruleset, text: str, name: str, unsafe: bool) -> None:
    if "\0" in text:
        return
    once, _ = fixed(shipped, text, name, unsafe)
    twice, reports = fixed(shipped, once, name, unsafe)
    assert twice == once
    assert not any(report.fixed for report in reports)


@settings(max_examples=100)
@given(texts, st.sampled_from(["a.txt", "a.md"]))
def test_findings_lie_where_they_say(shipped: Ruleset, text: str, name: str) -> None:
    if "\0" in text:
        return
    document = read(text.encode("utf-8", "surrogatepass"), name)
    part = document.parts[0].text
    for report in check(document, shipped, Request(min_confidence="check", preview=True)):
        spans = [(f.view_start, f.view_end, f.segment) for f in report.findings]
        assert spans == sorted(spans, key=lambda s: (s[2], s[0]))
        for finding in report.findings:
            assert 0 <= finding.start <= finding.end <= len(part)
            assert document.segments[finding.segment].view[finding.view_start : finding.view_end] == finding.text
            assert all(0 <= e.start <= e.end <= len(part) for e in finding.edits)
            line = part[: finding.start].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
            assert abs(finding.line - line) <= (1 if "\r" in part else 0)


def test_what_is_fixed_is_told_and_what_is_left_keeps_its_place(shipped: Ruleset) -> None:
    text, (report,) = fixed(shipped, "Nafidia said the systemAnd the Nafidia.\n")
    assert text == "Nvidia said the systemAnd the Nvidia.\n"
    assert [f.text for f in report.fixed] == ["Nafidia", "Nafidia"]
    assert [(f.text, f.start) for f in report.findings] == [("systemAnd", 16)]


def test_nothing_to_fix_gives_back_the_very_bytes(shipped: Ruleset) -> None:
    document = read(b"Nothing is wrong here.\r\n", "a.txt")
    made = fix(document, shipped, Request())
    assert made.raw is document.raw
    assert not made.changed
