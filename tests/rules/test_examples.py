from __future__ import annotations

import functools
import pathlib

import pytest

from cleaner.authoring.examples import judge, with_pack
from cleaner.authoring.trial import Trial
from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.model.rule import Rule
from cleaner.rulebook import load

FOLDER = str(pathlib.Path(__file__).resolve().parents[2] / "rules")
BOOK = load([FOLDER])
each_rule = pytest.mark.parametrize("rule", BOOK.rules, ids=[rule.id for rule in BOOK.rules])


@functools.cache
def ruleset() -> Ruleset:
    return library.load([FOLDER], shipped=False)


def test_no_rule_that_ships_is_broken() -> None:
    assert BOOK.rules
    assert [str(problem) for problem in BOOK.problems] == []
    assert [notification.message for notification in ruleset().notifications] == []


@each_rule
def test_its_examples_come_out_as_written(rule: Rule) -> None:
    verdicts = judge(rule, with_pack(ruleset(), rule))
    assert not verdicts, "\n".join(f"{rule.path}:{verdict.example.line}: {verdict}" for verdict in verdicts)


def test_the_command_gives_the_verdicts_that_these_tests_give() -> None:
    told = [remark for remarks in Trial(ruleset(), advice=False).remarks(BOOK.rules) for remark in remarks]
    judged = [verdict for rule in BOOK.rules for verdict in judge(rule, with_pack(ruleset(), rule))]
    assert [(remark.kind, remark.rule, remark.got) for remark in told] == [(verdict.kind, verdict.rule, verdict.got) for verdict in judged]


@each_rule
def test_it_has_what_a_rule_needs(rule: Rule) -> None:
    assert rule.why or rule.kind == "name", "say why: what is wrong, in a sentence for the editor"
    assert rule.fires, "give a sentence of your own in which it fires"
    assert rule.ok, "give a sentence of your own that looks alike and is fine"
    sentences = [example.text for example in (*rule.fires, *rule.ok)]
    assert len(set(sentences)) == len(sentences), "a sentence stands here twice"
