"""The order of the steps, for one document: bytes → Document → findings → plan → bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner import formats
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Document, Report
from cleaner.pipeline.checker import Checker
from cleaner.pipeline.request import Override, Request

if TYPE_CHECKING:
    from cleaner.pipeline.fixer import Fixed

__all__ = ["Override", "Request", "check", "fix", "read"]


def read(raw: bytes, path: str, format: str = "") -> Document:
    """Read *raw* as *format*, or as what the suffix of *path* stands for, or as plain text; UnreadableError where it is no text."""
    return formats.load(format or formats.by_path(path) or "text").read(raw, path)


def check(document: Document, ruleset: Ruleset, request: Request) -> list[Report]:
    """Return a report of each record of *document*; mostly there is one."""
    return _checker(ruleset, request).check(document)


def fix(document: Document, ruleset: Ruleset, request: Request, unsafe: bool = False) -> Fixed:
    """Return what *document* is with its safe fixes made (with *unsafe* also the unsafe ones), and what is left in it."""
    from cleaner.pipeline.fixer import fix as fix_

    return fix_(_checker(ruleset, request), document, unsafe)


_CHECKERS: Final[dict[tuple[int, int], Checker]] = {}
"""By where its rule set and its request are in memory: it holds them, so nothing else comes to be there meanwhile."""

KEPT: Final = 256
"""So many of them are kept; then it begins anew."""


def _checker(ruleset: Ruleset, request: Request) -> Checker:
    """Return the checker of these very two; what is worked out for them is kept."""
    key = id(ruleset), id(request)
    checker = _CHECKERS.get(key)
    if checker is None:
        if len(_CHECKERS) >= KEPT:
            _CHECKERS.clear()
        checker = _CHECKERS[key] = Checker(ruleset, request)
    return checker
