from __future__ import annotations

import pytest

from cleaner.authoring.compare import compare, compile_earlier
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Finding

FINDING = Finding("fr/a", "style/awkward", "warning", 0.9, "unsafe", 4, 9, 1, 5, "fleas", "why", ("chips",), view_start=4, view_end=9)


def moved(start: int, end: int, **fields: object) -> Finding:
    return FINDING._replace(start=start, end=end, view_start=start, view_end=end)._replace(**fields)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        pytest.param([FINDING], [FINDING], [], id="the same"),
        pytest.param([FINDING], [FINDING._replace(confidence=0.95)], [], id="a shade surer"),
        pytest.param([], [FINDING], ["new"], id="new"),
        pytest.param([FINDING], [], ["gone"], id="gone"),
        pytest.param([FINDING], [FINDING._replace(replacements=("bugs",))], ["changed"], id="another correction"),
        pytest.param([FINDING], [FINDING._replace(applicability="safe")], ["changed"], id="fixed unasked"),
        pytest.param([FINDING], [FINDING._replace(confidence=0.7)], ["changed"], id="less sure"),
        pytest.param([FINDING], [moved(0, 9)], ["changed"], id="covers more"),
        pytest.param([FINDING], [FINDING._replace(rule="fr/b")], ["changed"], id="another rule's"),
        pytest.param([FINDING], [moved(20, 25)], ["gone", "new"], id="elsewhere"),
        pytest.param([FINDING], [FINDING._replace(segment=1)], ["gone", "new"], id="in another segment"),
        pytest.param([FINDING._replace(rule="fr/old")], [FINDING], [], id="renamed"),
        pytest.param([FINDING, moved(4, 12, rule="fr/b")], [moved(4, 10)], ["changed", "gone"], id="of two the rule's own is the nearer"),
    ],
)
def test_differences(old: list[Finding], new: list[Finding], kinds: list[str]) -> None:
    assert [pair.kind for pair in compare(old, new, {"fr/old": "fr/a"})] == kinds


def test_a_finding_that_changed_hands_is_paired_with_the_same_rule_first() -> None:
    (pair, _) = compare([moved(4, 12, rule="fr/b"), FINDING], [moved(4, 10)], {})
    assert pair.old == FINDING


def test_earlier_rules_take_the_place_of_what_ships(rules: object) -> None:
    assert callable(rules)
    ships, own = (
        rules("- name: a\n  find: x\n- name: b\n  find: y\n", "ships"),
        rules("- name: a\n  find: z\n- name: broken\n  find: z\n  level: high\n", "own"),
    )
    made, broken = compile_earlier(ships, [own], lambda rule: True)
    assert sorted(id for id, _ in Ruleset(memoryview(made)).ids()) == ["house/a", "house/b"]
    assert len(broken) == 1
    alone, _ = compile_earlier("", [own], lambda rule: rule.id != "house/a")
    assert not Ruleset(memoryview(alone)).ids()
