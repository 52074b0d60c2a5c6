"""Gates, protection and direct speech decide what a match becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Finding, confidence_word
from cleaner.model.rule import Condition, Rule, Topic
from cleaner.pipeline import Override, Request, check, read

FLEA = Rule("fr/flea", find=("flea",), put=("chip",), applicability="safe", confidence="sure", source=(("fr", ("puce",)),))
TOPIC = Topic("chips", (("Nvidia", 3.0), ("semiconduct*", 2.0), ("wafer", 1.0), ("clean room", 1.0)))


def run(rule: Rule, text: str, **asked: object) -> list[Finding]:
    rules = Ruleset(memoryview(compile_rules([rule], [TOPIC], [], "0" * 64, frozenset())))
    assert rules.notifications == ()
    return list(check(read(text.encode(), "a.txt"), rules, Request(**{"min_confidence": "check", **asked}))[0].findings)  # type: ignore[arg-type]


def need(*conditions: Condition) -> Rule:
    return replace(FLEA, need=(conditions,), confidence="likely")


LONG = "Word after word. " * 10
GATES = [
    (Condition("before", ("new",)), "The New flea", "The old flea is new"),
    (Condition("before", ("two new",)), "The two new fleas", "Two fleas"),
    (Condition("before", (",",)), "Ames, flea", "Ames flea"),
    (Condition("before", ("{number}",)), "12 fleas", "twelve fleas"),
    (Condition("after", ("chip*",)), "flea chipmaker", "chipmaker flea"),
    (Condition("after", ("GPU",)), "flea GPUs", "flea gpu"),
    (Condition("phrase", ("silicon",)), "a flea made of silicon, thin", "a flea, made of silicon"),
    (Condition("sentence", ("silicon",)), "A flea, of silicon. Yes", "A flea. Of silicon"),
    (Condition("sentence", ("clean room",)), "Fleas from clean rooms", "Fleas from room clean"),
    (Condition("paragraph", ("silicon",)), "A flea. Of silicon.", "A flea.\n\nOf silicon."),
    (Condition("document", ("silicon",)), "A flea.\n\nOf silicon.", "A flea.\n\nOf sand."),
    (Condition("document", ("Apple",)), "A flea.\n\nApple did.", "A flea on an apple"),
    (Condition("topic", ("chips",)), f"A flea. {LONG}\n\nNvidia's", "A flea. One wafer"),
    (Condition("topic", ("chips",)), "A flea, semiconducting wafers", "A flea, wafers, wafers, wafers"),
]


@pytest.mark.parametrize(("gate", "holds", "fails"), GATES, ids=[f"{g.scope}: {g.terms[0]}" for g, _, _ in GATES])
def test_gate(gate: Condition, holds: str, fails: str) -> None:
    assert len(run(need(gate), holds)) == 1
    assert run(need(gate), fails) == []
    assert run(replace(FLEA, unless=(gate,)), holds) == []
    assert len(run(replace(FLEA, unless=(gate,)), fails)) == 1


def test_one_alternative_is_enough_and_all_its_gates_must_hold() -> None:
    sentence, after = Condition("sentence", ("silicon",)), Condition("after", ("maker",))
    either = replace(FLEA, need=((sentence,), (after,)), confidence="likely")
    both = replace(FLEA, need=((sentence, after),), confidence="likely")
    assert [len(run(either, t)) for t in ("flea maker", "flea of silicon", "flea")] == [1, 1, 0]
    assert [len(run(both, t)) for t in ("flea maker", "flea of silicon", "flea maker, silicon")] == [0, 0, 1]


def test_what_holds_adds_up_and_is_told_in_words() -> None:
    gates = ((Condition("sentence", ("silicon",)),), (Condition("topic", ("chips",)),))
    one, two = (run(replace(FLEA, need=gates, confidence="check"), t)[0] for t in ("flea of silicon", "flea of Nvidia silicon"))
    assert one.confidence < two.confidence
    assert [e.text for e in two.evidence] == ["puce (fr): chip, flea", "chips: Nvidia", "silicon nearby"]
    assert confidence_word(run(FLEA, "A flea")[0].confidence) == "sure"


@pytest.mark.parametrize(
    ("rule", "text", "may"),
    [
        pytest.param(FLEA, "A flea.", "safe", id="sure"),
        pytest.param(replace(FLEA, confidence="likely"), "A flea.", "unsafe", id="safe is earned by confidence"),
        pytest.param(FLEA, "He said “the flea sells”.", "unsafe", id="in curly quotes"),
        pytest.param(FLEA, 'He said "the flea sells".', "unsafe", id="in straight quotes"),
        pytest.param(FLEA, "“Yes,” he said of the flea, “yes”.", "safe", id="between two quotations"),
        pytest.param(FLEA, '"Yes", the flea.\n\n"No", he said.', "safe", id="quotations of other paragraphs"),
        pytest.param(replace(FLEA, category="locale-conventions/name-format"), "“A flea.”", "safe", id="names may be mended in quotations"),
        pytest.param(replace(FLEA, preview=True), "A flea.", "unsafe", id="a preview is never safe"),
        pytest.param(replace(FLEA, put=()), "A flea.", "unsafe", id="nothing to write"),
        pytest.param(replace(FLEA, applicability="display"), "A flea.", "display", id="only shown"),
    ],
)
def test_applicability(rule: Rule, text: str, may: str) -> None:
    (found,) = run(rule, text, preview=True)
    assert found.applicability == may
    assert (found.level == "note") == (may == "display")
    assert bool(found.edits) == (may != "display" and bool(rule.put))


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/flea/x", "www.flea.example", "flea@shop.example", "@flea", "#flea", "see ~/flea.txt", "src/flea/main.c", "flea.com", "flea()",
        "{{flea}}", "std::flea", "C:\\flea", "(https://flea.example)", "`flea`",
    ],
)  # fmt: skip
def test_addresses_and_code_are_left(text: str) -> None:
    assert run(FLEA, f"Look at {text} now.") == []


@pytest.mark.parametrize("text", ["(flea)", "flea/chip", "“flea”", "flea.", "flea…", "—flea—", "flea's", "and/or flea", "flea, 5%"])
def test_ordinary_marks_protect_nothing(text: str) -> None:
    assert len(run(FLEA, f"Look at {text} now.")) == 1


FRENCH = "Le marché des puces est ouvert. La flea est une petite bête qui vit dans les poils des chiens et des chats. " * 4
GERMAN = "Der Markt ist offen und das Tier ist nicht zu sehen, denn flea ist ein Wort mit vier Zeichen. " * 4
RUSSIAN = "Рынок открыт, и flea это слово из четырёх букв, которое мы не переводим. " * 4


@pytest.mark.parametrize("text", [FRENCH, GERMAN, RUSSIAN], ids=["French", "German", "Russian"])
def test_other_languages_get_a_notification_and_no_findings(text: str) -> None:
    rules = Ruleset(memoryview(compile_rules([FLEA], [], [], "0" * 64, frozenset())))
    (report,) = check(read(text.encode(), "a.txt"), rules, Request())
    assert report.findings == ()
    assert [(n.code, n.level, n.fault) for n in report.notifications] == [("not-english", "note", False)]


@pytest.mark.parametrize(
    "text",
    [
        "flea " * 40,
        "Peter saw a flea and Mary saw one, and Paul saw that they were both small and both quick and both gone by noon on a day in May.",
        "La flea",
    ],
    ids=["a list", "no 'the'", "too short to tell"],
)
def test_english_or_doubtful_text_is_read(text: str) -> None:
    assert run(FLEA, text)


def test_select_ignore_and_the_house_level() -> None:
    assert run(FLEA, "A flea", select=("fr/*",))
    assert run(FLEA, "A flea", select=("de/*",)) == []
    assert run(FLEA, "A flea", ignore=("accuracy/mistranslation",)) == []
    (found,) = run(FLEA, "A flea", overrides=(Override("fr/*", level="error"), Override("fr/flea", applicability="display")))
    assert (found.level, found.applicability, found.edits) == ("note", "display", ())


def test_least_confidence_hides_what_is_below() -> None:
    rules = Ruleset(memoryview(compile_rules([replace(FLEA, confidence="check")], [], [], "0" * 64, frozenset())))
    (report,) = check(read(b"A flea", "a.txt"), rules, Request(min_confidence="likely"))
    assert (report.findings, len(report.hidden)) == ((), 1)


@pytest.mark.parametrize("name", ["fr/flea", "old/louse"])
def test_a_rule_answers_to_the_ids_it_had(name: str) -> None:
    renamed = replace(FLEA, formerly=("old/louse",))
    assert run(renamed, "A flea", ignore=(name,)) == []
    assert len(run(renamed, "A flea", select=(name,))) == 1
    assert run(renamed, "A flea", overrides=(Override(name, level="note"),))[0].level == "note"
    rules = Ruleset(memoryview(compile_rules([renamed], [], [], "0" * 64, frozenset())))
    (report,) = check(read(f"<!-- clean: ignore {name} -->\nA flea\n".encode(), "a.md"), rules, Request())
    assert report.findings == ()
    assert report.suppressed == (("ignore", 1),)


def test_what_is_hidden_is_suppressed_like_the_rest() -> None:
    rules = Ruleset(memoryview(compile_rules([replace(FLEA, confidence="check")], [], [], "0" * 64, frozenset())))
    text = b"<!-- clean: ignore fr/flea -->\nA flea\n\nAnother flea\n"
    (report,) = check(read(text, "a.md"), rules, Request())
    assert [finding.line for finding in report.hidden] == [4]
