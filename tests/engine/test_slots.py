from __future__ import annotations

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.engine.slots import gather
from cleaner.model import Segment
from cleaner.model.rule import Condition, Rule, WordList
from cleaner.text.reading import Reading

FRUIT = WordList("fruit", ("Pear", "Fig Tree", "Pear Juice"))


def found(rule: Rule, text: str) -> list[tuple[str, tuple[str, ...]]]:
    rules = Ruleset(memoryview(compile_rules([rule], [], [], "0" * 64, frozenset(), [FRUIT])))
    assert rules.notifications == ()
    return [(text[m.start : m.end], m.replacements) for m in rules.scan(Reading((Segment(text, ()),)))[0]]


@pytest.mark.parametrize(
    ("find", "put", "text", "surface", "new"),
    [
        pytest.param("kept {number}%", "kept at {number}%", "It kept 14.5% of it", "kept 14.5%", "kept at 14.5%", id="number"),
        pytest.param("company of {fruit}", "{fruit} company", "two companies of Pear.", "companies of Pear", "Pear companies", id="inflected"),
        pytest.param("Like {fruit}", "As {fruit}", "Like Fig\nTree he", "Like Fig\nTree", "As Fig\nTree", id="words over a line's end"),
        pytest.param("of {fruit}", "{fruit}'s", "of Pear Juice", "of Pear Juice", "Pear Juice's", id="the longest word of a list"),
        pytest.param("{fruit} and {fruit2}", "{fruit2} or {fruit}", "Pear and Fig Tree", "Pear and Fig Tree", "Fig Tree or Pear", id="two of a kind"),
        pytest.param("on time {date}", "on {date}", "On time April 17th, he", "On time April 17th", "On April 17th", id="date, and the capital kept"),
        pytest.param("{name} and {name2} chief", "{name} chief {name2}", "Acme and Bob chief", "Acme and Bob chief", "Acme chief Bob", id="names"),
    ],
)
def test_a_slot_is_filled(find: str, put: str, text: str, surface: str, new: str) -> None:
    assert found(Rule("r", find=(find,), put=(put,)), text) == [(surface, (new,))]


def test_an_anchor_may_be_a_list() -> None:
    rule = Rule("r", find=("{name} and {fruit}",), put=("{fruit}",), anchor=("{fruit}",))
    assert found(rule, "Acme and Pear and Fig Tree") == [("Acme and Pear", ("Pear",))]
    assert found(rule, "Acme and Bob and Sons") == []


@pytest.mark.parametrize("text", ["two companies of pears", "accompany of Pear", "company of Pearl", "company of fig Tree"])
def test_a_list_is_exact_and_words_are_whole(text: str) -> None:
    assert found(Rule("r", find=("company of {fruit}",), put=("{fruit} company",)), text) == []


def test_a_list_in_a_condition_stands_for_its_words() -> None:
    rule = Rule("r", find=("flea",), unless=(Condition("sentence", ("{fruit}", "dog")),), options={"words": ("{fruit}",)})
    data = compile_rules([rule], [], [], "0" * 64, frozenset(), [FRUIT])
    rules = Ruleset(memoryview(data))
    rules.open_gates(rules.rule(0))
    terms = rules.rule(0).unless[0][1]
    assert {"dog", "Pear"} <= terms.words | terms.exact
    assert "Fig Tree" in terms.exact_phrases


def test_names_are_lists_by_what_bears_them_and_by_pronoun() -> None:
    names = [
        Rule("n/a", kind="name", put=("Acme", "ACME"), entity="company", pronoun="it"),
        Rule("n/b", kind="name", put=("Ann Lee",), aliases=("Lee",), entity="person", pronoun="she"),
    ]
    lists = gather([WordList("company", ("Brown & Co",))], names)
    assert lists["company"] == ("Brown & Co", "Acme", "ACME")
    assert lists["person"] == lists["she"] == ("Ann Lee", "Lee")
    assert lists["he"] == lists["place"] == ()
