from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cleaner.cli.rules._good import good_texts
from cleaner.errors import CleanerError, SettingsError


def test_texts_are_read_packed_or_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.\n", encoding="utf-8")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Two.\n\nThree.\n"))
    (tmp_path / "c.jpeg").write_bytes(b"\xff\xd8")
    assert [text.strip() for text in good_texts([str(tmp_path)])] == ["One.", "Two.", "Three."]


def test_what_in_a_folder_cant_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("One.\n", encoding="utf-8")
    (tmp_path / "b.txt.gz").write_bytes(b"no gzip")
    assert [text.strip() for text in good_texts([str(tmp_path)])] == ["One."]
    assert "b.txt.gz: can't be read" in capsys.readouterr().err


def test_what_was_named_must_be_there_and_sound(tmp_path: Path) -> None:
    (tmp_path / "b.txt.gz").write_bytes(b"no gzip")
    with pytest.raises(CleanerError, match="can't be read"):
        list(good_texts([str(tmp_path / "b.txt.gz")]))
    with pytest.raises(SettingsError, match="no such file or folder"):
        list(good_texts([str(tmp_path / "c")]))
