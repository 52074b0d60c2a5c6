"""The order of the steps, for one document: bytes → Document → findings → plan → bytes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

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


@lru_cache(maxsize=256)
def _checker(ruleset: Ruleset, request: Request) -> Checker:
    return Checker(ruleset, request)
