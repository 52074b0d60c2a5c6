from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cleaner.cache import store
from cleaner.engine import library
from cleaner.engine.prepared import Kept
from cleaner.errors import RuleError
from cleaner.matchers import load
from cleaner.model.rule import Rule

FLEA = Rule("p/flea", find=("flea",), put=("chip",))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))


def kept(*rules: Rule) -> Kept:
    made = Kept("prepared-x.bin")
    for rule in rules:
        made.prepare(rule)
    made.keep()
    return Kept("prepared-x.bin")


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(FLEA, id="phrase"),
        pytest.param(Rule("p/sum", kind="pattern", find=(r"(?P<n>\d+) €",), put=("€{n}",)), id="pattern"),
        pytest.param(Rule("p/name", kind="name", put=("Velunda",), entity="company", options={"without": ("sound",)}), id="name"),
    ],
)
def test_what_was_kept_is_what_preparing_gives(rule: Rule) -> None:
    assert kept(rule).prepare(rule) == load(rule.kind).prepare(rule)


def test_a_rule_that_was_kept_is_not_prepared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(FLEA)
    monkeypatch.setattr("cleaner.matchers.load", lambda kind: pytest.fail("prepared again"))
    assert "chip" in str(before.prepare(replace(FLEA, why="said in other words", line=7)).data)


@pytest.mark.parametrize("changed", [replace(FLEA, put=("bug",)), replace(FLEA, inflect="none"), replace(FLEA, case="any"), replace(FLEA, id="p/louse")])
def test_a_rule_that_says_something_else_is_prepared(changed: Rule) -> None:
    assert kept(FLEA).prepare(changed) == load("phrase").prepare(changed)


def test_rules_of_another_time_stay_for_a_while() -> None:
    kept(FLEA)
    kept(replace(FLEA, find=("louse",)))
    assert set(Kept("prepared-x.bin")._before) == {Kept.key(FLEA), Kept.key(replace(FLEA, find=("louse",)))}


@pytest.mark.parametrize("raw", [b"", b"\xff\xff", b"i\x01\x00\x00\x00"], ids=["empty", "damaged", "something else"])
def test_a_file_that_is_no_use_holds_nothing(raw: bytes) -> None:
    store.put("prepared-x.bin", raw)
    assert Kept("prepared-x.bin").prepare(FLEA) == load("phrase").prepare(FLEA)


def test_a_rule_that_cannot_be_prepared_says_so_each_time() -> None:
    for _ in range(2):
        with pytest.raises(RuleError):
            kept(replace(FLEA, find=("?",)))


def test_a_rule_set_is_the_same_from_kept_rules(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules" / "p.yaml"
    file.write_text("- name: a\n  find: flea\n  put: chip\n- name: b\n  kind: pattern\n  find: 'lice?'\n", encoding="utf-8")
    library.load([str(file)], shipped=False)
    file.write_text(file.read_text(encoding="utf-8") + "# said again\n", encoding="utf-8")
    again = library.load([str(file)], shipped=False)
    for name in (tmp_path / "cache").iterdir():
        name.unlink()
    fresh = library.load([str(file)], shipped=False)
    assert again.ids() == fresh.ids() == [("p/a", "accuracy/mistranslation"), ("p/b", "accuracy/mistranslation")]
    assert [again.rule(n).data for n in (0, 1)] == [fresh.rule(n).data for n in (0, 1)]
