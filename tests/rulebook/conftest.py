from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest

from cleaner.model.rule import Rulebook
from cleaner.rulebook import load

KINDS = ("phrase", "pattern", "acronym", "glued", "spacing", "repetition", "encoding")
Load = Callable[..., Rulebook]


@pytest.fixture
def load_files(tmp_path: pathlib.Path) -> Load:
    """Load a folder made of texts (or bytes) by their paths; problems come back with paths below that folder."""

    def load_them(files: dict[str, str | bytes], known_topics: tuple[str, ...] = ()) -> Rulebook:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return load([str(tmp_path)], known_topics, KINDS)

    return load_them


@pytest.fixture
def told(load_files: Load, tmp_path: pathlib.Path) -> Callable[..., list[str]]:
    """The problems of the one file ``p.yaml`` with a text, without its path: ``line:column: message``."""

    def problems(text: str | bytes) -> list[str]:
        return [str(problem).removeprefix(f"{tmp_path / 'p.yaml'}:") for problem in load_files({"p.yaml": text}).problems]

    return problems
