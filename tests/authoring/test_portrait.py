from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.authoring.catalogue import find
from cleaner.authoring.portrait import encoded, portray
from cleaner.authoring.shelf import Shelf
from cleaner.errors import CleanerError
from cleaner.rulebook.examples import read_marks

Write = Callable[..., Shelf]


def facts(shelf: Shelf, everything: bool = False) -> dict[str, tuple[str, ...]]:
    return dict(portray(shelf, find(shelf, "it"), everything).facts)


@pytest.mark.parametrize(
    ("rule", "label", "says"),
    [
        pytest.param("find: flea", "finds", ("flea, fleas (in any capitals)",), id="any capitals"),
        pytest.param("find: Nafidia, inflect: none", "finds", ("Nafidia (with these capitals)",), id="capitals that count"),
        pytest.param("find: Flea, case: any, inflect: none", "finds", ("Flea (in any capitals)",), id="capitals as said"),
        pytest.param("find: '{number} of x', put: '{number} x'", "finds", ("{number} of x",), id="slots"),
        pytest.param("kind: pattern, find: 'a+b', anchor: [b]", "finds", ("a+b", "wherever 'b' stands"), id="a pattern"),
        pytest.param("kind: pattern, find: 'a+b', anchor: '*'", "finds", ("a+b",), id="a pattern on all text"),
        pytest.param("kind: acronym, find: ONU, put: UN, inflect: none", "finds", ("ONU",), id="an acronym"),
        pytest.param("find: flea, put: [chip, bug]", "puts", ("chip | bug (in the same form)",), id="several corrections"),
        pytest.param('find: flea, put: ""', "puts", ("nothing: it is deleted",), id="deleted"),
        pytest.param("find: x, inflect: none, forms: {a: b, c: d}", "puts", ("b | d",), id="forms"),
        pytest.param("find: x, source: {fr: [puce, la puce], es: chip}", "source", ("French puce or la puce, Spanish chip",), id="source words"),
        pytest.param(
            "find: x, need: [{sentence: [a, b], before: c}, {topic: sport}]", "only where",
            ("the sentence has one of a, b, and right before it stands c", "or the text is about sport"), id="alternatives",
        ),
        pytest.param("find: x, unless: {phrase: a, language: fr}", "never where", ("the phrase has a", "the text is translated from French"), id="exceptions"),
        pytest.param("find: x, unless: {defined_in_text: true}", "never where", ("the text spells it out",), id="spelled out"),
        pytest.param("find: x, unless: {defined_in_text: [y z]}", "never where", ("the text spells it out (otherwise than as y z)",), id="otherwise"),
        pytest.param("find: x, confidence: doubtful", "confidence", ("doubtful: 0.17 before the text around is looked at",), id="confidence"),
        pytest.param("find: x", "measured", ("not benched yet",), id="not benched"),
        pytest.param(
            "find: x, measured: {alarms: 2, good-words: 10000, catches: 1, damaged-words: 500, date: 2026-11-25}", "measured",
            ("2 alarms in 10,000 words of good English (2.00 per 10,000), 1 catch in 500 words of damaged text, on 2026-11-25",), id="benched",
        ),
    ],
)  # fmt: skip
def test_each_fact_is_told_in_words(shelf_of: Write, rule: str, label: str, says: tuple[str, ...]) -> None:
    shelf = shelf_of({"own.yaml": f"- {{name: it, {rule}}}", "topics/sport.yaml": "terms: {3: [ball]}"})
    assert shelf.problems == ()
    assert facts(shelf)[label] == says


def test_what_a_rule_does_not_say_is_not_told(shelf_of: Write) -> None:
    told = facts(shelf_of("- {name: it, find: x}"))
    assert list(told) == ["kind", "finds", "category", "level", "fix", "confidence", "measured"]


def test_long_lists_are_cut_unless_all_is_asked_for(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, inflect: none, find: [ant, bee, cow, dog, eel, fox, gnu], put: [a, b, c, d, e, f, g], origin: [o1, o2]}")
    assert facts(shelf)["finds"] == ("ant, bee, cow, dog, eel, fox … (1 more) (in any capitals)",)
    assert facts(shelf)["puts"] == ("a | b | c | d | e | f … (1 more)",)
    assert facts(shelf, everything=True)["finds"] == ("ant, bee, cow, dog, eel, fox, gnu (in any capitals)",)
    assert facts(shelf, everything=True)["puts"] == ("a | b | c | d | e | f | g",)


def test_a_rule_that_can_not_be_compiled_says_why(shelf_of: Write) -> None:
    with pytest.raises(CleanerError, match=r"own.yaml:1:.*missing [)]"):
        facts(shelf_of("- {name: it, kind: pattern, find: '(x'}"))


def test_every_rule_that_ships_can_be_told() -> None:
    shelf = Shelf()
    for rule in list(shelf.rules.values())[::9]:
        made = encoded(portray(shelf, rule))
        assert [read_marks(example["text"]) for example in made["fires"]] == [(example.text, example.marked) for example in rule.fires]
        assert all(says and all(says) for says in made["in_words"].values())
