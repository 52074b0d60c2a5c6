"""Damage in a document speaks for other damage, and for where it comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.evidence.witness import Damage, Witness, bearing
from cleaner.model import Report
from cleaner.model.rule import Condition, Rule, Topic
from cleaner.pipeline import Request, check, fix, read

FLEA = Rule("flea", find=("flea",), put=("chip",), confidence="sure", applicability="safe", source=(("fr", ("puce",)),))
POINT = Rule("point", find=("point of sale",), put=("outlet",), confidence="sure", source=(("fr", ("point de vente",)),))
SLICE = Rule("slice", find=("slice",), put=("chip",), confidence="sure", source=(("ar", ("شريحة",)),))
ACTION = Rule("action", find=("action",), put=("share",), confidence="check", source=(("fr", ("action",)), ("es", ("acción",))))
PRICE = Rule("price", find=("price",), put=("tariff",), confidence="doubtful", source=(("fr", ("tarif",)),))
ASKS = Rule("asks", find=("library",), put=("bookshop",), need=((Condition("language", ("fr",)),),), source=(("fr", ("librairie",)),))
OWN = Rule("own", find=("VIH",), put=("HIV",), unless=(Condition("defined_in_text", ("virus inconnu humain",)),))
RULES = [FLEA, POINT, SLICE, ACTION, PRICE, ASKS, OWN]


def ruleset(*rules: Rule) -> Ruleset:
    made = Ruleset(memoryview(compile_rules(rules or RULES, [Topic("sea", (("ship", 3.0),))], [], "0" * 64, frozenset())))
    assert made.notifications == ()
    return made


def report(text: str, **asked: object) -> Report:
    return check(read(text.encode(), "a.txt"), ruleset(), Request(**asked))[0]  # type: ignore[arg-type]


def found(text: str, **asked: object) -> list[str]:
    return [finding.text for finding in report(text, **asked).findings]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Fleas at the point of sale.", "fr", id="two rules of a language"),
        pytest.param("Fleas and fleas.", None, id="one rule is too little, however often"),
        pytest.param("Fleas and slices at the point of sale.", "fr", id="two against one"),
        pytest.param("Fleas and slices.", None, id="one against one"),
        pytest.param("Nothing here.", None, id="nothing found"),
        pytest.param("An action.", None, id="what is hidden has no vote"),
    ],
)
def test_the_source_language_is_voted_for(text: str, code: str | None) -> None:
    guess = report(text).source_language
    assert (guess.code if guess else None) == code


def test_the_source_language_given_wins() -> None:
    guess = report("Fleas at the point of sale.", source_language="ar").source_language
    assert guess
    assert (guess.code, guess.confidence) == ("ar", 1.0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("The action fell.", [], id="by itself it stays hidden"),
        pytest.param("The action fell. Fleas rose.", ["action", "Fleas"], id="damage of a language it shares"),
        pytest.param("The action fell. Slices rose.", ["Slices"], id="damage of another language"),
        pytest.param("The price fell. Fleas rose.", ["Fleas"], id="a doubtful rule wants more"),
        pytest.param("The price fell. Fleas rose at the point of sale.", [ "Fleas", "point of sale"], id="and more"),
    ],
)  # fmt: skip
def test_damage_speaks_for_other_damage(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_what_spoke_for_it_is_told() -> None:
    (action, _) = report("The action fell. Fleas rose.").findings
    assert [(e.kind, e.text) for e in action.evidence if e.kind == "damage"] == [("damage", "other damage in the text: Fleas")]
    given = report("The action fell.", source_language="es").findings[0]
    assert given.evidence[-1].text == "translated from Spanish, as given"


def test_a_rule_does_not_speak_for_itself() -> None:
    witness = Witness((Damage("action", ("fr",), 0.9, "action"),))
    assert bearing(witness, None, "action", ("fr",)) == (0.0, ())
    assert bearing(witness, None, "flea", ("fr",))[0] > 0.5


def test_another_source_language_speaks_against() -> None:
    assert found("A flea.", source_language="fr") == ["flea"]
    one, other = (report("A flea.", source_language=code).findings[0].confidence for code in ("fr", "ar"))
    assert one > 0.95 > other


def test_a_rule_may_ask_for_the_language() -> None:
    assert found("The library.") == []
    assert found("The library.", source_language="fr") == ["library"]
    assert found("The library.", source_language="es") == []
    assert found("The library has fleas at the point of sale.") == ["library", "fleas", "point of sale"]


def test_the_language_may_be_one_way_of_several() -> None:
    either = replace(ASKS, need=((Condition("language", ("fr",)),), (Condition("sentence", ("shop",)),)))
    texts = ("The library.", "The library is a shop.", "The library has fleas at the point of sale.")
    reports = [check(read(text.encode(), "a.txt"), ruleset(either, FLEA, POINT), Request())[0] for text in texts]
    assert [[f.text for f in one.findings if f.rule == "asks"] for one in reports] == [[], ["library"], ["library"]]


def test_a_context_lends_its_evidence() -> None:
    assert found("The action fell.", context="Fleas rose at the point of sale.") == ["action"]
    assert found("The library.", context="Fleas rose at the point of sale.") == ["library"]


@pytest.mark.parametrize("text", ["The action fell.", "The mill rose."], ids=["with a finding", "with none"])
def test_the_language_of_the_context_is_told(text: str) -> None:
    guess = report(text, context="Fleas rose at the point of sale.").source_language
    assert guess
    assert guess.code == "fr"


def test_a_context_lends_topics_and_document_gates() -> None:
    gated = replace(FLEA, need=((Condition("topic", ("sea",)), Condition("document", ("harbour",))),))
    document = read(b"A flea.", "a.txt")
    assert check(document, ruleset(gated), Request(context="The ship left the harbour."))[0].findings
    assert not check(document, ruleset(gated), Request(context="The ship left."))[0].findings


def test_what_the_text_spells_out_is_the_author_s() -> None:
    assert found("The VIH rose.") == ["VIH"]
    assert found("The voltage input high (VIH) rose; VIH is a level.") == []
    assert found("The virus inconnu humain (VIH) rose.") == ["VIH"]


def test_fixing_takes_no_evidence_away() -> None:
    text = b"The action fell. Fleas rose at the point of sale."
    rules = ruleset(replace(ACTION, applicability="safe"), FLEA, POINT)
    once = fix(read(text, "a.txt"), rules, Request())
    assert once.raw == b"The action fell. Chips rose at the point of sale."
    assert [f.text for f in once.reports[0].findings] == ["action", "point of sale"]
    assert once.reports[0].source_language
    assert once.reports[0].source_language.code == "fr"
    assert fix(read(once.raw, "a.txt"), rules, Request()).raw == once.raw
