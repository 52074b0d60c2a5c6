"""What the bench measured, written into the files of the rules; every other byte stays."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.authoring.bench import Bench, Limits
from cleaner.cli import files
from cleaner.errors import CleanerError, RuleError
from cleaner.model.rule import Rule
from cleaner.rulebook.write import set_fields, write_measured

MAX_SIZE = 64_000_000


class Seen(NamedTuple):
    """A rule file before the measuring began: what was in it, and what the system said of it."""

    raw: bytes
    about: os.stat_result


def look(rules: Iterable[Rule]) -> dict[str, Seen]:
    """Return the files of *rules* as they are now, by path; UnreadableError where one can't be read."""
    return {path: Seen(*files.read(path, MAX_SIZE)) for path in dict.fromkeys(rule.path for rule in rules)}


def write(bench: Bench, rules: Sequence[Rule], seen: dict[str, Seen], limits: Limits, date: str) -> tuple[list[str], list[str]]:
    """Write what *bench* measured of *rules* and take those on trial that pass off it; return what was done and what failed, a line each.

    *seen* are the files as they were when the rules were read. One that changed since is left as it is.
    """
    done: list[str] = []
    failed: list[str] = []
    for path, before in seen.items():
        shown = os.path.relpath(path)
        mine = [rule for rule in rules if rule.path == path and rule.id not in bench.stopped]
        try:
            text, flaws = _text(before.raw.decode(), mine, bench, limits, date, shown)
            failed += flaws
            raw = text.encode()
            if raw != before.raw:
                files.write(path, raw, before.about)
                done.append(f"{shown}: wrote what was measured of {len(mine) - len(flaws):,} rule{'' if len(mine) - len(flaws) == 1 else 's'}")
        except UnicodeDecodeError:
            failed.append(f"{shown}: not in UTF-8, so that nothing was written; save it as UTF-8")
        except CleanerError as error:
            failed.append(str(error).replace(path, shown, 1))
    return done, failed


def _text(text: str, rules: Sequence[Rule], bench: Bench, limits: Limits, date: str, shown: str) -> tuple[str, list[str]]:
    """Return the *text* of a rule file with the fields of *rules* set, and what couldn't be."""
    failed = []
    for rule in sorted(rules, key=lambda rule: -rule.line):  # from the end on, so that the lines of the others stay
        changes: dict[str, str | None] = {"measured": write_measured(bench.measured(rule.id, date))}
        if rule.preview and not bench.holds_back(rule.id, limits):
            changes["preview"] = None
        try:
            text = set_fields(text, rule.line, changes)
        except RuleError as error:
            failed.append(f"{shown}:{rule.line}: {rule.id}: {error}")
    return text, failed[::-1]
