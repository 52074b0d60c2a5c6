from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.authoring.placing import place
from cleaner.cli.rules._home import Home, home, write
from cleaner.errors import CleanerError, SettingsError
from cleaner.model.rule import Rulebook

WRONG = '- name: x\n  find: flea\n  put: chip\n  fires: ["A [[flea -> louse]]."]\n  ok: ["A dog."]\n'


def test_a_rule_that_fails_leaves_no_file_or_folder(tmp_path: Path) -> None:
    there = Home(str(tmp_path / "rules"), str(tmp_path / "cleaner.toml"), "preview = true\n")
    wrong, written = write(there, place(there.folder, "a/b/c"), WRONG, ["a/b/c/x"], Rulebook())
    assert [verdict.kind for verdict in wrong.verdicts] == ["wrong"]
    assert written == []
    assert list(tmp_path.iterdir()) == []


def test_a_rule_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"# mine\r\n")
    there = Home(str(tmp_path))
    assert write(there, place(there.folder, "a"), "# mine\r\n\r\n" + WRONG, ["a/x"], Rulebook())[0]
    assert (tmp_path / "a.yaml").read_bytes() == b"# mine\r\n"


def test_settings_that_cant_be_written_leave_no_rule(tmp_path: Path) -> None:
    there = Home(str(tmp_path / "rules"), str(tmp_path / "gone" / "cleaner.toml"), "preview = true\n")
    good = WRONG.replace("louse", "chip")
    with pytest.raises(CleanerError, match="can't be written"):
        write(there, place(there.folder, "a"), good, ["a/x"], Rulebook())
    assert not (tmp_path / "rules" / "a.yaml").exists()


def test_the_first_folder_that_the_settings_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("mine", "more"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cleaner.toml").write_text('rules = ["mine", "more"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert home() == (str(tmp_path / "mine"), "", "")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").touch()
    with pytest.raises(SettingsError, match="this is no folder"):
        home(str(tmp_path / "mine.yaml"))


def test_settings_above_get_their_folder_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cleaner.toml").write_text("preview = true\n", encoding="utf-8")
    (tmp_path / "press").mkdir()
    monkeypatch.chdir(tmp_path / "press")
    assert home() == (str(tmp_path / "rules"), str(tmp_path / "cleaner.toml"), 'preview = true\nrules = ["rules"]\n')
