"""Findings are dealt into a card per sentence, and each says what may be done."""

from __future__ import annotations

import pytest

from cleaner.model import Applicability, Document, Edit, Evidence, Finding, Part, Segment
from cleaner.text.cards import action, cards, proof, stretches

TEXT = "The fleas of IA are small. Its fleas sold well.\n\nA new fleas line."


def finding(start: int, end: int, *new: str, segment: int = 0, confidence: float = 0.9, may: Applicability = "safe", category: str = "c/d") -> Finding:
    edits = (Edit(start, end, new[0]),) if new else ()
    return Finding("a/b", category, "error", confidence, may, start, end, 1, start + 1, TEXT[start:end], "why", new, edits, (), segment, start, end)


def document(*views: str) -> Document:
    return Document("a.txt", "text", (Part("\n".join(views)),), tuple(Segment(view, ()) for view in views))


FLEAS, IA, MORE, NEW = finding(4, 9, "chips"), finding(13, 15, "AI"), finding(31, 36, "chips"), finding(55, 60, "chips")


@pytest.mark.parametrize(
    ("findings", "dealt"),
    [
        pytest.param([FLEAS, IA], [[FLEAS, IA]], id="a sentence is one card"),
        pytest.param([IA, FLEAS], [[FLEAS, IA]], id="in reading order, however they come"),
        pytest.param([FLEAS, MORE], [[FLEAS], [MORE]], id="two sentences"),
        pytest.param([MORE, NEW], [[MORE], [NEW]], id="two paragraphs"),
        pytest.param([finding(20, 33, "x"), MORE], [[finding(20, 33, "x"), MORE]], id="a finding that runs into the next sentence takes it in"),
        pytest.param([], [], id="none"),
    ],
)
def test_a_card_per_sentence(findings: list[Finding], dealt: list[list[Finding]]) -> None:
    assert [list(card.findings) for card in cards(document(TEXT), findings)] == dealt


def test_segments_are_apart() -> None:
    one, other = finding(4, 9, "chips"), finding(4, 9, "chips", segment=1)
    assert [card.findings for card in cards(document(TEXT, TEXT), [other, one])] == [(one,), (other,)]


@pytest.mark.parametrize(
    ("findings", "shown"),
    [
        pytest.param([FLEAS, IA], "The [fleas>chips] of [IA>AI] are small.", id="all edits at once"),
        pytest.param([finding(4, 9)], "The [fleas] of IA are small.", id="marked only"),
        pytest.param([finding(4, 15, "AI fleas"), finding(4, 9)], "The [>AI ]fleas[ of IA>] are small.", id="a mark in an edit isn't needed"),
        pytest.param([finding(4, 15, "AI", may="unsafe"), FLEAS], "The [fleas>chips] of IA are small.", id="of two on a place the safe one"),
        pytest.param([finding(4, 15, "AI"), finding(4, 9, "chips", confidence=0.95)], "The [fleas>chips] of IA are small.", id="then the surer one"),
        pytest.param([finding(0, 26)], "[The fleas of IA are small.]", id="the whole sentence"),
    ],
)
def test_stretches(findings: list[Finding], shown: str) -> None:
    (card,) = cards(document(TEXT), findings)
    forms = {"kept": "{0}", "marked": "[{0}]", "changed": "[{0}>{1}]"}
    assert "".join(forms[s.kind].format(s.old, s.new) for s in stretches(card)) == shown


@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param(FLEAS, "fixed by --fix", id="safe"),
        pytest.param(finding(4, 9, "chips", may="unsafe"), "needs --unsafe-fixes", id="unsafe"),
        pytest.param(finding(4, 9, "chips", may="display"), "shown only", id="display"),
        pytest.param(finding(4, 9, may="unsafe"), "shown only", id="nothing to put there"),
        pytest.param(finding(0, 26, may="display", category="linguistic-conventions/unintelligible"), "retranslate this sentence", id="beyond repair"),
    ],
)
def test_action(made: Finding, said: str) -> None:
    assert action(made) == said


def test_proof_says_nothing_twice() -> None:
    twice = Finding("a/b", "c", "note", 1, "safe", 0, 1, 1, 1, "a", "why", evidence=(Evidence("gate", "GPU nearby"), Evidence("topic", "GPU nearby")))
    assert proof(twice) == "GPU nearby"


def test_proof_tells_the_first_of_many_source_words() -> None:
    many = Evidence("source", "inteligencia artificial (es); intelligence artificielle (fr); intelligenza artificiale (it)")
    finding = Finding("a/b", "c", "note", 1, "safe", 0, 2, 1, 1, "IA", "why", evidence=(many, Evidence("topic", "AI: model")))
    assert proof(finding) == "inteligencia artificial (es); intelligence artificielle (fr); AI: model"
