from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.authoring.shelf import Shelf
from cleaner.authoring.trial import Trial
from cleaner.model.rule import Remark


def tried(folder: Path, text: str, advice: bool = True, shipped: bool = False) -> list[Remark]:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    shelf = Shelf([str(folder)], shipped)
    assert shelf.broken == []
    trial = Trial(shelf.ruleset, advice)
    return [remark for remarks in trial.remarks(shelf.own.rules) for remark in remarks]


def kinds(remarks: list[Remark]) -> list[str]:
    return [f"{remark.kind} {remark.rule}" for remark in remarks]


FLEA = "- name: flea\n  find: flea\n  put: chip\n  unless: {sentence: dog}\n"


@pytest.mark.parametrize(
    ("examples", "kind", "line", "promised", "got"),
    [
        pytest.param("ok: ['Two fleas.']", "noisy", 5, "Two fleas.", "Two [[fleas -> chips]].", id="found in a sentence that is fine"),
        pytest.param("fires: ['Two [[lice -> chips]].']", "missing", 5, "Two [[lice -> chips]].", "Two lice.", id="silent"),
        pytest.param("fires: ['Two [[fleas -> bugs]].']", "wrong", 5, "Two [[fleas -> bugs]].", "Two [[fleas -> chips]].", id="another correction"),
        pytest.param("fires:\n    - {text: 'Two [[fleas -> chips]].', known: missing}", "fixed", 6, "Two [[fleas -> chips]].", "", id="right by now"),
    ],
)
@pytest.mark.parametrize("advice", [True, False])
def test_an_example_that_comes_out_otherwise_is_told(examples: str, kind: str, line: int, promised: str, got: str, advice: bool, tmp_path: Path) -> None:
    remarks = [remark for remark in tried(tmp_path, f"{FLEA}  {examples}\n", advice) if remark.kind in ("noisy", "missing", "wrong", "fixed")]
    assert [(r.kind, r.rule, r.path, r.line, r.promised, r.got) for r in remarks] == [(kind, "p/flea", str(tmp_path / "p.yaml"), line, promised, got)]


def test_what_is_found_again_in_its_own_correction_says_so(tmp_path: Path) -> None:
    remarks = tried(tmp_path, "- name: r\n  find: flea\n  inflect: none\n  put: flea chip\n  fires: ['A [[flea -> flea chip]].']\n  ok: [Dogs.]\n")
    (wrong,) = [remark for remark in remarks if remark.kind == "wrong"]
    assert (wrong.message, wrong.promised, wrong.got) == ("found again in its own correction", "A flea chip.", "A [[flea -> flea chip]] chip.")


def test_examples_that_come_out_as_written_say_nothing(tmp_path: Path) -> None:
    assert tried(tmp_path, f"{FLEA}  fires: ['Two [[fleas -> chips]].']\n  ok: ['A dog has fleas.', {{text: 'Two fleas.', known: noisy}}]\n") == []


CHAIN = """
- name: one
  find: flea
  put: louse chip
  inflect: none
  unless: {sentence: dog}
  fires: ["A [[flea -> louse chip]] is here."]
  ok: ["A dog has a flea."]
- name: two
  find: louse
  inflect: none
  CONFIDENCE
  put: PUT
  unless: {sentence: dog}
  fires: ["A [[louse -> PUT]] is here."]
  ok: ["A dog has a louse."]
"""


@pytest.mark.parametrize(
    ("confidence", "told"),
    [
        pytest.param("confidence: likely", ["flagged p/one"], id="shown"),
        pytest.param("confidence: check", [], id="hidden unless asked for"),
        pytest.param("preview: true", [], id="on trial"),
    ],
)
def test_a_correction_that_another_rule_flags_is_told(confidence: str, told: list[str], tmp_path: Path) -> None:
    remarks = tried(tmp_path, CHAIN.replace("CONFIDENCE", confidence).replace("PUT", "bug"))
    assert kinds(remarks) == told
    for remark in remarks:
        assert (remark.line, remark.promised, remark.got) == (7, "A louse chip is here.", "A [[louse -> bug]] chip is here.")
        assert "'louse' is found by p/two, which makes it 'bug'" in remark.message


def test_what_another_rule_finds_beside_the_correction_is_its_own_affair(tmp_path: Path) -> None:
    text = (
        CHAIN.replace("CONFIDENCE", "level: note")
        .replace("PUT", "bug")
        .replace("louse chip", "chip")
        .replace("A [[flea -> chip]]", "A louse, a [[flea -> chip]]")
    )
    assert tried(tmp_path, text) == []


def test_corrections_are_not_looked_at_without_advice(tmp_path: Path) -> None:
    assert tried(tmp_path, CHAIN.replace("CONFIDENCE", "level: note").replace("PUT", "bug"), advice=False) == []


COVERED = """
- name: long
  find: free of fleas
  inflect: none
  put: sound
  confidence: sure
  fires: ["It is [[free of fleas -> sound]]."]
  ok: ["It is free of lice."]
- name: short
  find: free of flea
  forms: {free of fleas: rid of chips}
  inflect: none
  put: rid of chip
  fires: EXAMPLES
  ok: ["It is free of flees."]
"""


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        pytest.param('["It is [[free of fleas -> rid of chips]]."]', ["covered p/short"], id="always"),
        pytest.param('["It is [[free of fleas -> rid of chips]].", "It is [[free of flea -> rid of chip]]."]', [], id="not in the second example"),
        pytest.param('["Now [[free of fleas -> rid of chips]], now [[free of flea -> rid of chip]]."]', [], id="not at the second mark"),
    ],
)
def test_a_rule_that_another_always_covers_is_told(examples: str, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    long, short = COVERED.split("- name: short")
    (tmp_path / "other" / "q.yaml").write_text(long, encoding="utf-8")
    remarks = tried(tmp_path, f"- name: short{short}".replace("EXAMPLES", examples))
    assert kinds(remarks) == told
    assert all("other/q/long always finds what this rule finds" in remark.message for remark in remarks)


@pytest.mark.parametrize(
    ("rule", "messages"),
    [
        pytest.param(
            "- name: r\n  find: x\n  ok: ['y']\n", ["nothing shows that it finds anything; add a sentence with [[bad -> good]] to fires"], id="no fires",
        ),
        pytest.param(
            "- name: r\n  find: x\n  fires: ['an [[x]] here']\n",
            ["it has no condition and no example in ok; add to ok a sentence that looks alike and is fine"], id="no condition, no ok",
        ),
        pytest.param("- name: r\n  find: x\n  fires: ['an [[x]] here']\n  ok: ['a y']\n", [], id="both"),
    ],
)  # fmt: skip
def test_a_rule_without_examples_that_matter_is_told(rule: str, messages: list[str], tmp_path: Path) -> None:
    remarks = tried(tmp_path, rule)
    assert [(remark.kind, remark.line, remark.message) for remark in remarks] == [("unshown", 1, message) for message in messages]


def test_a_condition_that_no_example_needs_is_told_at_its_place(tmp_path: Path) -> None:
    (remark,) = tried(tmp_path, f"{FLEA}  fires: ['Two [[fleas -> chips]].']\n  ok: ['A dog has lice.']\n")
    assert (remark.kind, remark.line, remark.column) == ("unproved", 4, 11)
    assert remark.message.startswith("no example needs 'unless: {sentence: dog}'")


def test_a_rule_that_takes_too_long_is_named_with_the_text_that_did_it(tmp_path: Path) -> None:
    text = "a" * 40 + "b" + "a" * 40 + "!"
    remarks = tried(tmp_path, f"- name: slow\n  kind: pattern\n  find: '(a|aa)+b+(a|aa)+$'\n  fires: ['[[aba]]', '[[{text}]]']\n  ok: [abc]\n")
    (slow,) = remarks
    assert (slow.kind, slow.rule, slow.line, slow.promised) == ("slow", "p/slow", 4, text)
    assert slow.message.startswith("took too long near 'aaaa")


def test_a_rule_in_the_place_of_one_that_ships_is_noted(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "senses.yaml").write_text(
        f"{FLEA.replace('name: flea', 'name: flea-chip')}  ok: ['A dog has fleas.']\n  fires: ['Zork [[flea -> chip]].']\n"
    )
    remarks = tried(tmp_path, f"{FLEA}  fires: ['Two zork [[fleas -> chips]].']\n  ok: ['A dog has fleas.']\n", shipped=True)
    assert "shadows fr/senses/flea-chip" in kinds(remarks)


def test_a_house_that_its_examples_speak_for_is_taken_for_the_rule_alone(tmp_path: Path) -> None:
    mail = "- name: mail\n  kind: consistency\n  find: [email, e-mail]\n  options: {profile: email}\n"
    mail += "  fires: ['An [[e-mail -> email]] came.']\n  ok: [mail]\n"
    assert tried(tmp_path, f"{mail}{FLEA}  fires: ['An e-mail of [[fleas -> chips]].']\n  ok: ['A dog has fleas.']\n") == []
