"""What was accepted becomes a rule whose examples were tried."""

from dataclasses import replace

import pytest

from cleaner.authoring.candidates import Candidate, ContextWord
from cleaner.authoring.curate import Prover, UnprovenError, swap, to_rule
from cleaner.model.rule import Condition, Topic
from cleaner.rulebook.examples import write_marks
from cleaner.rulebook.write import write_rule

PROVER = Prover([Topic("semiconductors", (("wafer", 3.0), ("silicon", 2.0), ("chip", 1.0), ("etch*", 3.0)))])
FLEA = Candidate("puce", "fr", "flea", "chip", "noun", context=(ContextWord("wafer"), ContextWord("silicon")), origin="Toy 1: puce")


def shown(candidate: Candidate) -> tuple[list[str], list[str]]:
    rule = to_rule(candidate, "fr/mined", (), PROVER)
    return [write_marks(e.text, e.marked) for e in rule.fires], [e.text for e in rule.ok]


def test_a_rule_is_on_trial_and_says_where_it_comes_from() -> None:
    rule = to_rule(replace(FLEA, unless=("dog",)), "fr/mined", (), PROVER)
    assert rule.id == "fr/mined/flea-chip"
    assert rule.preview
    assert rule.origin == ("Toy 1: puce",)
    assert rule.source == (("fr", ("puce",)),)
    assert rule.need == ((Condition("sentence", ("wafer", "silicon")),),)
    assert rule.unless == (Condition("sentence", ("dog",)),)
    assert "why: \"French 'puce' is 'flea' and 'chip'; here the latter is meant\"" in write_rule(rule)


@pytest.mark.parametrize(
    ("candidate", "fires", "ok"),
    [
        pytest.param(FLEA, "After the part on wafer the author turns to the [[flea -> chip]].", "The author turns to the flea.", id="noun"),
        pytest.param(
            Candidate("assister", "fr", "assist", "attend", "verb", context=(ContextWord("ceremony"),)),
            "Those who deal with ceremony will [[assist -> attend]] it again.",
            "They will assist it again.",
            id="verb",
        ),
        pytest.param(
            Candidate("actuel", "fr", "actual", "current", "adjective", context=(ContextWord("version"),)),
            "In the part on version the author calls it [[actual -> current]].",
            "The author calls it actual.",
            id="adjective",
        ),
        pytest.param(
            replace(FLEA, context=(), topics=("semiconductors",)),
            "This page is about wafer. The author turns to the [[flea -> chip]].",
            "The author turns to the flea.",
            id="topic",
        ),
        pytest.param(
            replace(FLEA, right_samples=("Each wafer holds a hundred chips.",), wrong_samples=("Fleas live on a wafer.", "Fleas live on dogs.")),
            "Each wafer holds a hundred [[fleas -> chips]].",
            "Fleas live on dogs.",
            id="sentences of the texts",
        ),
        pytest.param(
            replace(FLEA, fires=("No wafer is smaller than this flea.",), ok=("The flea slept.",), right_samples=("One wafer, one chip.",)),
            "No wafer is smaller than this [[flea -> chip]].",
            "The flea slept.",
            id="sentences of the curator",
        ),
        pytest.param(
            replace(FLEA, wrong="action", right="share", context=(ContextWord("dividend"),), right_samples=("Is a dividend paid for a share?",)),
            "Is a dividend paid for [[an action -> a share]]?",
            "The author turns to the action.",
            id="article",
        ),
    ],
)
def test_examples_are_those_that_come_out_as_they_must(candidate: Candidate, fires: str, ok: str) -> None:
    assert shown(candidate) == ([fires], [ok])


@pytest.mark.parametrize(
    ("candidate", "message"),
    [
        pytest.param(replace(FLEA, context=()), "it has no context word and no topic", id="no gate"),
        pytest.param(replace(FLEA, fires=("This flea is small.",)), "the rule doesn't put it right in 'This flea is small.'", id="no context word in it"),
        pytest.param(replace(FLEA, ok=("A flea on a wafer.",)), "the rule fires in 'A flea on a wafer.'", id="a near-miss that is hit"),
        pytest.param(replace(FLEA, unless=("author",)), "there is no sentence in which the rule fires", id="nothing fires"),
        pytest.param(replace(FLEA, context=(ContextWord("author"),)), "there is no sentence on which it stays silent", id="always fires"),
    ],
)
def test_what_can_not_be_proved_is_no_rule(candidate: Candidate, message: str) -> None:
    with pytest.raises(UnprovenError) as raised:
        to_rule(candidate, "fr/mined", (), PROVER)
    assert message in str(raised.value)


def test_an_id_that_is_taken_is_made_another() -> None:
    taken = {"fr/mined/flea-chip"}
    assert to_rule(FLEA, "fr/mined", taken, PROVER).id == "fr/mined/flea-chip-puce"
    taken.add("fr/mined/flea-chip-puce")
    assert to_rule(FLEA, "fr/mined", taken, PROVER).id == "fr/mined/flea-chip-2"


def test_swapping_keeps_number_and_letter_case() -> None:
    assert swap("Chips sell.", "chip", "flea", "noun") == "Fleas sell."
    assert swap("She attended it.", "attend", "assist", "verb") == "She assisted it."
    assert swap("Microchips sell.", "chip", "flea", "noun") is None
