from __future__ import annotations

import pathlib

import pytest

from cleaner.engine import library
from cleaner.evidence import judge
from cleaner.evidence.gates import Ground
from cleaner.evidence.trace import gate_steps, passes, shield
from cleaner.model import Segment
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
                assert stands is (judge.weigh(ground, compiled, match) is not None)
                seen += 1
    assert seen > 500
