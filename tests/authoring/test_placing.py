from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.authoring.placing import default_pack, judged, place
from cleaner.errors import CleanerError
from cleaner.model.rule import Rule, Rulebook


@pytest.mark.parametrize(
    ("rule", "pack"),
    [
        pytest.param(Rule("x", find=("flea",), source=(("fr", ("puce",)),)), "fr/senses", id="one word of one language"),
        pytest.param(Rule("x", find=("assist at",), source=(("pt-BR", ("assistir a",)),)), "pt/calques", id="several words, a region"),
        pytest.param(Rule("x", find=("x",), source=(("fr", ("a",)), ("es", ("a",)))), "romance/senses", id="several Romance languages"),
        pytest.param(Rule("x", find=("x",), source=(("fr", ("a",)), ("ru", ("a",)))), "house/senses", id="languages of several families"),
        pytest.param(Rule("x", find=("IA",), category="locale-conventions/acronym"), "house/acronyms", id="no language"),
    ],
)
def test_a_pack_is_chosen_by_language_and_damage(rule: Rule, pack: str) -> None:
    assert default_pack(rule) == pack


def test_a_file_that_is_there_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    assert place(str(tmp_path), "fr/senses") == str(tmp_path / "fr" / "senses.yaml")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "senses.yml").touch()
    assert place(str(tmp_path), "fr/senses").endswith("senses.yml")


@pytest.mark.parametrize("pack", ["", "Fr/x", "../x", "/x", "x/", "topics/x", "lists/x", "topics"])
def test_packs_that_cant_be_are_refused(pack: str) -> None:
    with pytest.raises(CleanerError, match=r"no pack|can't hold rules"):
        place("rules", pack)


def test_a_file_is_judged_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text('- name: x\n  find: flea\n  put: chip\n  fires: ["A [[flea -> louse]]."]\n  ok: ["A dog."]\n- name: y\n', encoding="utf-8")
    found = judged(str(tmp_path), str(path), ["a/x", "a/z"], Rulebook())
    assert [problem.line for problem in found.problems] == [6]
    assert [verdict.kind for verdict in found.verdicts] == ["wrong"]
    assert found.lost == ("a/z",)
    assert found
