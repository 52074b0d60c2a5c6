from __future__ import annotations

import pathlib

import pytest

from cleaner.model.rule import Topic
from cleaner.rulebook.nodes import read
from cleaner.rulebook.shapes import Problems
from cleaner.rulebook.topics import read_topic


def topic_of(text: str) -> tuple[Topic | None, list[str]]:
    problems = Problems("chips.yaml")
    topic = read_topic(read(text)[0], "chips", problems)
    return topic, [f"{problem.line}:{problem.column}: {problem.message}" for problem in problems.found]


def test_a_topic_is_read() -> None:
    topic, problems = topic_of("threshold: 2.5\nterms:\n  3: [GPU, semiconductor*]\n  0.5: device\norigin: knowledge\n")
    assert not problems
    assert topic == Topic("chips", (("GPU", 3.0), ("semiconductor*", 3.0), ("device", 0.5)), 2.5, "chips.yaml", ("knowledge",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("terms: {-1: [a]}", "1:9: terms: '-1' is no positive number; write one like 3 or 0.5", id="negative"),
        pytest.param("terms: {0: [a]}", "1:9: terms: '0' is no positive number; write one like 3 or 0.5", id="zero"),
        pytest.param("terms: {.inf: [a]}", "1:9: terms: '.inf' is no positive number; write one like 3 or 0.5", id="infinite"),
        pytest.param("terms: {GPU: 3}", "1:9: terms: 'GPU' is no positive number; write one like 3 or 0.5", id="the other way round"),
        pytest.param("threshold: many\nterms: {3: [a]}", "1:12: threshold: 'many' is no positive number; write one like 3 or 0.5", id="threshold"),
        pytest.param("terms: {3: [a], 1: a}", "1:20: terms: 'a' stands here twice; keep one", id="twice"),
        pytest.param("terms: {3: []}", "1:12: terms: the list is empty; write text into it, or take the field out", id="no terms"),
        pytest.param("terms: {1: [a]}", "1:1: threshold: all terms together weigh 1, less than 3; add terms, or lower the threshold", id="out of reach"),
        pytest.param(
            "treshold: 3\nterms: {3: [a]}",
            "1:1: treshold: a topic has no such field, only terms, threshold or origin; did you mean 'threshold'?",
            id="misspelt",
        ),
        pytest.param("threshold: 3", "1:1: terms: it is missing; write 'terms: {3: [GPU, semiconductor*], 1: [device]}'", id="no terms at all"),
        pytest.param("- name: a", "1:1: a list where a mapping is due; write 'terms: {3: [GPU, semiconductor*], 1: [device]}'", id="a rule"),
        pytest.param("", "1:1: text where a mapping is due; write 'terms: {3: [GPU, semiconductor*], 1: [device]}'", id="empty file"),
    ],
)
def test_a_mistake_in_a_topic_is_told(text: str, problem: str) -> None:
    assert topic_of(text) == (None, [problem])


def test_a_rule_waits_for_its_broken_topic(tmp_path: pathlib.Path) -> None:
    from cleaner.rulebook import load

    (tmp_path / "topics" / "tech").mkdir(parents=True)
    (tmp_path / "topics" / "tech" / "chips.yml").write_text("terms: {}\n")
    (tmp_path / "topics" / "tech" / "web.yml").write_text("terms: {3: [site]}\n")
    (tmp_path / "a.yaml").write_text("- {name: a, find: b, need: {topic: tech/chips}}\n- {name: c, find: b, need: {topic: tech/web}}\n")
    book = load([str(tmp_path)])
    assert [rule.id for rule in book.rules] == ["a/c"]
    assert [topic.name for topic in book.topics] == ["tech/web"]
    assert [problem.message.partition(";")[0] for problem in book.problems] == [
        "need: the topic 'tech/chips' has problems of its own",
        "terms: this is empty",
    ]
