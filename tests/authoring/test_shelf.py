from __future__ import annotations

from pathlib import Path

from cleaner.authoring.shelf import Shelf


def test_own_rules_stand_before_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "senses.yaml").write_text(
        "- name: flea-chip\n  find: flea\n  put: semiconductor\n  need: {topic: semiconductors}\n- name: mine\n  find: x\n", encoding="utf-8"
    )
    shelf = Shelf([str(tmp_path)])
    assert shelf.problems == ()
    assert shelf.rules["fr/senses/flea-chip"].put == ("semiconductor",)
    assert shelf.is_own("fr/senses/mine")
    assert not shelf.is_own("fr/senses/sanitary-health")
    assert set(Shelf([str(tmp_path)], shipped=False).rules) == {"fr/senses/flea-chip", "fr/senses/mine"}


def test_without_folders_there_is_what_ships() -> None:
    assert not Shelf().own.rules
    assert "fr/senses/flea-chip" in Shelf().rules
