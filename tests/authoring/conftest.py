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
