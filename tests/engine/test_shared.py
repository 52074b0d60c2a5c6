from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.engine.shared import find_shared, resolved, without
from cleaner.model import Segment
from cleaner.model.rule import Condition, Rule, WordList
from cleaner.text.reading import Reading

LONG = frozenset(f"word{number}" for number in range(100))
LIST = tuple(sorted(LONG))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param((LONG, "a"), id="in a tuple"),
        pytest.param((("b", (1, LONG)), LIST), id="deep, and another"),
        pytest.param(({"a": 1}, LONG), id="beside what can't be hashed"),
        pytest.param(("a", ()), id="nothing long"),
        pytest.param((), id="nothing"),
        pytest.param({"a": LONG}, id="in a mapping it stays"),
    ],
)
def test_what_is_taken_out_comes_back(value: Any) -> None:
    shared = find_shared([value, (LONG, LIST), (LIST, LONG)])
    assert set(shared) == {LONG, LIST}
    kept, refs = without(value, shared)
    numbers = {number: item for item, number in shared.items()}
    assert resolved(kept, refs, numbers.__getitem__) == value


def test_only_what_is_long_and_stands_twice_is_shared() -> None:
    assert find_shared([(LONG, "a"), ("a", "b"), ("a", "b")]) == {}


def test_a_list_in_many_rules_is_written_once() -> None:
    words = WordList("all", tuple(f"Name{number}" for number in range(500)))
    one = Rule("r0", find=("flea",), unless=(Condition("sentence", ("{all}",)),))
    sizes = []
    for count in (1, 21):
        rules = [replace(one, id=f"r{number}", find=(f"flea{number}",)) for number in range(count)]
        data = compile_rules(rules, [], [], "0" * 64, frozenset(), [words])
        sizes.append(len(data))
    assert sizes[1] < 1.5 * sizes[0] + 21 * 1000
    compiled = Ruleset(memoryview(data))
    (match,) = compiled.scan(Reading((Segment("A flea20 is here", ()),)))[0]
    rule = compiled.rule(match.rule)
    compiled.open_gates(rule)
    assert "Name499" in rule.unless[0][1].exact
