"""Rules written on the spot, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.authoring.shelf import Shelf

Write = Callable[..., Shelf]


@pytest.fixture
def shelf_of(tmp_path: Path) -> Write:
    """Return a shelf that holds own files alone: texts by their paths, or the one text of ``own.yaml``."""

    def shelf(files: str | dict[str, str], shipped: bool = False) -> Shelf:
        for path, text in ({"own.yaml": files} if isinstance(files, str) else files).items():
            file = tmp_path / "rules" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return Shelf([str(tmp_path / "rules")], shipped)

    return shelf


RULES = """\
- name: eventual
  find: eventual
  put: possible
  after: [delay, damage]
  why: "'eventual' means 'in the end'"
- name: flea
  preview: true
  find: flea
  put: chip
- name: mere
  find: a mere
"""


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., str]:
    """Write a folder of rules, one file in it, and return its path."""

    def write(text: str = RULES, name: str = "rules") -> str:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "house.yaml").write_text(text, encoding="utf-8")
        return str(folder)

    return write
