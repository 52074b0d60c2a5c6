from __future__ import annotations

import pytest

from cleaner.authoring.derive import Knowledge
from cleaner.authoring.worked import example, read_example, work_out
from cleaner.errors import CleanerError
from cleaner.rulebook.examples import write_marks


@pytest.mark.parametrize(
    ("sentence", "wrong", "right", "marked"),
    [
        pytest.param("Two fleas sat there.", "flea", "chip", "Two [[fleas -> chips]] sat there.", id="plural"),
        pytest.param("He assisted at it.", "assist at", "attend", "He [[assisted at -> attended]] it.", id="past of a verb"),
        pytest.param("Fleas sat there.", "flea", "chip", "[[Fleas -> Chips]] sat there.", id="a capital at the start"),
        pytest.param("It was an action.", "action", "share", "It was [[an action -> a share]].", id="the article changes"),
        pytest.param("A house indeed stood there.", "indeed", "", "A house[[ indeed -> ]] stood there.", id="deleted with its space"),
        pytest.param("The [[old flea -> old chip]].", "flea", "chip", "The [[old flea -> old chip]].", id="marked by the author"),
    ],
)
def test_the_place_is_marked_where_the_author_didnt(sentence: str, wrong: str, right: str, marked: str) -> None:
    made = example(sentence, wrong, right)
    assert write_marks(made.text, made.marked) == marked


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        pytest.param("A louse.", "'flea' isn't in the sentence: A louse.; give one that has it", id="not in it"),
        pytest.param("A [[flea -> chip.", "never closed", id="a mark that isn't closed"),
        pytest.param("A [[flea]].", "a mark has no correction", id="a mark without a correction"),
    ],
)
def test_a_sentence_that_shows_nothing_is_told(sentence: str, why: str) -> None:
    with pytest.raises(CleanerError, match=why.replace("[", r"\[")):
        example(sentence, "flea", "chip")


def test_a_sentence_with_marks_gives_a_pair() -> None:
    assert read_example("[[Fleas -> Chips]] and [[IA -> AI]].") == ("Fleas and IA.", "Chips and AI.")


@pytest.mark.parametrize(
    ("wrong", "right", "fires", "parts"),
    [
        pytest.param("flea", "chip", ["Fleas of silicon and a flea of copper.".replace("Fleas of", "Hot fleas of")], ("noun", "phrase"), id="noun"),
        pytest.param("realise", "carry out", ["She realised a survey of bats."], ("verb", "phrase"), id="verb"),
        pytest.param("eventual", "possible", ["It was an eventual delay."], ("none", "phrase"), id="adjective"),
        pytest.param("ONU", "UN", ["The ONU met in Bern."], ("noun", "acronym"), id="acronym"),
        pytest.param("indeed", "", ["The bridge indeed fell into the river."], ("noun", "pattern"), id="deletion"),
        pytest.param("Flea", "Chip", ["The [[Flea -> Chip]] of Bern hums softly."], ("none", "phrase"), id="capitals"),
    ],
)
def test_what_the_author_wrote_becomes_a_rule(wrong: str, right: str, fires: list[str], parts: tuple[str, str]) -> None:
    if wrong == "flea":
        fires = ["Hot [[fleas -> chips]] of silicon and a [[flea -> chip]] of copper."]
    draft = work_out(wrong, right, fires, Knowledge())
    assert (draft.rule.inflect, draft.rule.kind) == parts
    assert len(draft.rule.fires) == 1
