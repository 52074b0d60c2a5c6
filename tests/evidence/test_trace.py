from __future__ import annotations

import pathlib

import pytest

from cleaner.engine import library
from cleaner.evidence import judge
from cleaner.evidence.gates import Ground
from cleaner.evidence.trace import Share, gate_steps, looked_at, others_shares, own_shares, passes, reservations, shield, topic_points
from cleaner.evidence.witness import Damage, Witness, bearing
from cleaner.model import Segment, SourceLanguage
from cleaner.plugin import CompiledRule
from cleaner.rulebook import load
from cleaner.text.reading import Reading

RULES = """
- name: shares
  find: action
  put: share
  need:
    - {sentence: [dividend], document: [Nasdaq]}
    - {before: [300]}
  unless: {sentence: [lawsuit], before: [legal]}
"""


def steps_of(folder: pathlib.Path, text: str) -> list[tuple[str, str, str | None, bool]]:
    (folder / "own.yaml").write_text(RULES, encoding="utf-8")
    ruleset = library.load([str(folder)], shipped=False)
    reading = Reading((Segment(text, (), kind="plain"),))
    (match,), _ = ruleset.scan(reading)
    rule = ruleset.rule(match.rule)
    ground = Ground(ruleset, reading)
    steps = gate_steps(ground, rule, match)
    assert passes(steps) is (judge.weigh(ground, rule, match) is not None)
    return [(step.side, step.scope, step.found, step.held) for step in steps]


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        pytest.param("A dividend for his actions.", ["need document", "need before"], id="one alternative lacks a condition, the other all"),
        pytest.param("A dividend for his actions on the Nasdaq.", ["need before"], id="one alternative holds"),
        pytest.param("A dividend for legal actions on the Nasdaq.", ["need before", "unless before"], id="an exception holds"),
    ],
)
def test_every_condition_is_told(tmp_path: pathlib.Path, text: str, failed: list[str]) -> None:
    assert [f"{side} {scope}" for side, scope, _, held in steps_of(tmp_path, text) if not held] == failed


def test_a_condition_can_be_thought_away(tmp_path: pathlib.Path) -> None:
    (tmp_path / "own.yaml").write_text(RULES, encoding="utf-8")
    ruleset = library.load([str(tmp_path)], shipped=False)
    reading = Reading((Segment("A dividend for his legal actions on the Nasdaq.", (), kind="plain"),))
    (match,), _ = ruleset.scan(reading)
    steps = gate_steps(Ground(ruleset, reading), ruleset.rule(match.rule), match)
    assert not passes(steps)
    assert passes(steps, [step for step in steps if step.side == "unless" and step.scope == "before"])
    assert not passes(steps, [step for step in steps if step.scope == "sentence"])


def test_a_shield_says_what_it_is(tmp_path: pathlib.Path) -> None:
    (tmp_path / "own.yaml").write_text("- name: fleas\n  find: flea\n  put: chip\n", encoding="utf-8")
    ruleset = library.load([str(tmp_path)], shipped=False)
    for text, said in (("See www.fleas.com here.", "address"), ("He read all of the Big Fleas Book in the train home.", "title"), ("New fleas.", "")):
        reading = Reading((Segment(text, (), kind="plain"),))
        (match,), _ = ruleset.scan(reading)
        rule, ground = ruleset.rule(match.rule), Ground(ruleset, reading)
        assert said in shield(ground, rule, match)
        assert bool(shield(ground, rule, match)) is (judge.weigh(ground, rule, match) is None)


def test_it_agrees_with_the_judge_on_the_examples_that_ship() -> None:
    folder = str(pathlib.Path(__file__).resolve().parents[2] / "rules")
    ruleset, seen = library.load([folder], shipped=False), 0
    for rule in load([folder]).rules[::7]:
        for example in (*rule.fires, *rule.ok):
            reading = Reading((Segment(example.text, (), kind="plain"),))
            ground = Ground(ruleset, reading)
            for match in ruleset.scan(reading)[0]:
                compiled = ruleset.rule(match.rule)
                stands = passes(gate_steps(ground, compiled, match)) and not shield(ground, compiled, match)
                weighed = judge.weigh(ground, compiled, match)
                assert stands is (weighed is not None)
                if weighed:
                    shares = own_shares(compiled, match, gate_steps(ground, compiled, match))
                    assert sum(share.points for share in shares) == pytest.approx(weighed[0])
                    for confidence in (0.5, 0.95):
                        may = judge.applicability(reading, compiled, match, confidence)
                        assert (may == "safe") is not bool(reservations(reading, compiled, match, confidence))
                seen += 1
    assert seen > 500


FR, DE = (Damage(code, (code,), 0.9, f"{code} text") for code in ("fr", "de"))
MANY = tuple(Damage(f"fr/{number}", ("fr",), 0.9, f"word {number}") for number in range(5))


KIN_SAYS, SPOKEN_SAYS = "damage of the same language: fr text", "translated from French, as other rules say"
FRENCH, ARABIC = SourceLanguage("fr", 0.9), SourceLanguage("ar", 1.0)


@pytest.mark.parametrize(
    ("witness", "language", "languages", "said"),
    [
        pytest.param(Witness(), None, ("fr",), [], id="nothing is known"),
        pytest.param(Witness((FR, DE)), None, ("fr",), [KIN_SAYS, "other damage: de text"], id="kin and stranger"),
        pytest.param(Witness((FR,)), None, (), ["other damage: fr text"], id="a rule without languages has no kin"),
        pytest.param(Witness((FR,)), FRENCH, ("fr",), [KIN_SAYS, SPOKEN_SAYS], id="voted"),
        pytest.param(Witness((), "fr"), FRENCH, ("fr", "es"), ["translated from French, as given"], id="given"),
        pytest.param(
            Witness((), "ar"), ARABIC, ("fr", "es", "it", "pt"), ["the text is translated from Arabic, not from French, Spanish, Italian …"], id="another"
        ),
        pytest.param(
            Witness(MANY), FRENCH, ("fr",),
            ["damage of the same language: word 0, word 1, word 2 and 2 more", "other damage adds +1.00 at most", SPOKEN_SAYS],
            id="more than counts",
        ),
    ],
)  # fmt: skip
def test_what_others_add_is_told_and_sums_up(witness: Witness, language: SourceLanguage | None, languages: tuple[str, ...], said: list[str]) -> None:
    shares = others_shares(witness, language, "own", languages)
    assert [share.what for share in shares] == said
    assert sum(share.points for share in shares) == pytest.approx(bearing(witness, language, "own", languages)[0])


def at(folder: pathlib.Path, rule: str, text: str) -> tuple[Ground, CompiledRule, int, int]:
    (folder / "own.yaml").write_text(rule, encoding="utf-8")
    ruleset = library.load([str(folder)])
    reading = Reading((Segment(text, (), kind="plain"),))
    (match,) = [match for match in ruleset.scan(reading)[0] if ruleset.rule(match.rule).id == "own/shares"]
    return Ground(ruleset, reading), ruleset.rule(match.rule), match.start, match.end


def test_what_a_condition_looks_at(tmp_path: pathlib.Path) -> None:
    text = "It rained. The bank, its actions in hand, closed."
    ground, _, start, end = at(tmp_path, RULES, text)
    seen = {scope: looked_at(ground, scope, start, end) for scope in ("before", "after", "phrase", "sentence", "document")}
    assert seen == {
        "before": text[:start],
        "after": " in hand, closed.",
        "phrase": "its actions in hand",
        "sentence": "The bank, its actions in hand, closed.",
        "document": "",
    }


def test_a_topic_tells_what_its_words_weigh(tmp_path: pathlib.Path) -> None:
    ground, *_ = at(tmp_path, RULES, "Nvidia sold its actions.")
    points, threshold, words = topic_points(ground, "semiconductors")
    assert (points > 0, threshold, words) == (True, 3.0, ("Nvidia",))
    assert topic_points(ground, "no-such-topic") == (0.0, 0.0, ())


def test_the_language_is_told_by_its_name(tmp_path: pathlib.Path) -> None:
    ground, rule, *_ = at(tmp_path, RULES.replace("{before: [300]}", "{language: fr}"), "He sold actions.")
    ground.language = "fr"
    (match,) = [match for match in ground.ruleset.scan(ground.reading)[0] if match.rule == rule.number]
    assert own_shares(rule, match, gate_steps(ground, rule, match))[1] == Share("language: French", 0.4)
