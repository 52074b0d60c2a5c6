"""What the tests of single matchers share: the rules that ship, run on a text without gates and judgement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Match, Piece, Segment
from cleaner.text.reading import Reading

Find = Callable[..., list[Match]]
Changes = Callable[[str, str], list[str]]


@pytest.fixture(scope="session")
def shipped() -> Ruleset:
    return library.load()


@pytest.fixture(scope="session")
def find(shipped: Ruleset) -> Find:
    """``find(text, "structure/glued/")``: the matches of the rules whose ids begin so, by place."""
    ids = [id for id, _ in shipped.ids()]

    def run(text: str, *packs: str) -> list[Match]:
        reading = Reading((Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain"),))
        matches, notes = shipped.scan(reading)
        assert notes == []
        return sorted((m for m in matches if ids[m.rule].startswith(packs)), key=lambda m: (m.start, m.end))

    return run


@pytest.fixture(scope="session")
def changes(find: Find) -> Changes:
    """``changes(text, "structure/glued/")``: what each match is and becomes, ``night.The -> night. The``."""
    return lambda text, pack: [f"{text[m.start : m.end]} -> {m.replacements[0] if m.replacements else None}" for m in find(text, pack)]
