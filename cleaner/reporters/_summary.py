"""The last lines of the text view: what there is, what can be done, what isn't shown."""

from __future__ import annotations

from collections import Counter
from typing import Final

from cleaner.model import LEVELS, Report
from cleaner.plugin import View
from cleaner.reporters._terminal import Run

UNCHECKED: Final = {"not-english": "not in English", "unreadable": "can't be read"}
"""Notifications that say why a file has no findings, and that in words."""
HIDERS: Final = {"ignore": "ignores", "vocabulary": "the vocabulary", "baseline": "the baseline"}


def counted(number: int, thing: str) -> str:
    """Return *number* and *thing*, in the plural where there isn't one.

    >>> counted(1, "file"), counted(0, "file")
    ('1 file', '0 files')
    """
    return f"{number} {thing}" + ("s" if number != 1 else "")


class Total:
    """What the summary tells of all reports."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.unchecked: dict[str, str] = {}
        self.damaged: set[str] = set()
        self.mended: set[str] = set()
        self.levels: Counter[str] = Counter()
        self.fixes: Counter[str] = Counter()
        self.fixed = 0
        self.hidden: Counter[str] = Counter()
        self.unsure = 0

    def add(self, report: Report) -> None:
        """Count *report* in."""
        path = report.document.path
        reasons = [UNCHECKED[note.code] for note in report.notifications if note.code in UNCHECKED]
        if reasons:
            self.unchecked[path] = reasons[0]
        else:
            self.paths.add(path)
        if report.findings:
            self.damaged.add(path)
        if report.fixed:
            self.mended.add(path)
        self.levels.update([f.level for f in report.findings])
        self.fixes.update([f.applicability for f in report.findings if f.edits and not f.preview])
        self.fixed += len(report.fixed)
        self.hidden.update(dict(report.suppressed))
        self.unsure += len(report.hidden)

    def summary(self, view: View) -> list[list[Run]]:
        """Return the lines; none where there was no file."""
        left = sum(self.levels.values())
        style = max(self.levels, key=LEVELS.index) if self.levels else "good"
        rest = [[Run(text + ".")] for text in (self._remedy(view), self._hiding(view), self._passed_over()) if text]
        if not self.paths:
            return rest
        return [[Run(self._result(view, left) + ".", style)], *rest]

    def _result(self, view: View, left: int) -> str:
        files = counted(len(self.paths), "file")
        levels = ", ".join([counted(self.levels[level], level) for level in reversed(LEVELS) if self.levels[level]])
        if view.mode == "fix" and self.fixed:
            done = f"Fixed {self.fixed} in {counted(len(self.mended), 'file')}"
            return f"{done}; {left} left ({levels})" if left else f"{done}; nothing left"
        if not left:
            return f"No damage found in {files}"
        where = files if len(self.damaged) == len(self.paths) else f"{len(self.damaged)} of {files}"
        return f"{counted(left, 'finding')} in {where} ({levels})"

    def _remedy(self, view: View) -> str:
        safe = self.fixes["safe"] if view.mode != "fix" else 0
        unsafe = self.fixes["unsafe"]
        ways = [f"{safe} can be fixed by `clean --fix`"] if safe else []
        ways += [f"{unsafe}{' more' if safe else ' can be fixed'} by `--unsafe-fixes`"] if unsafe else []
        return ", ".join(ways)

    def _hiding(self, view: View) -> str:
        ways = [f"{count} by {HIDERS.get(reason, reason)}" for reason, count in self.hidden.items()]
        ways += [f"{self.unsure} too unsure" + ("" if view.show_hidden else " (see `--show-hidden`)")] if self.unsure else []
        return "Hidden: " + ", ".join(ways) if ways else ""

    def _passed_over(self) -> str:
        reasons = Counter([reason for path, reason in self.unchecked.items() if path not in self.paths])
        return "Not checked: " + ", ".join([f"{counted(count, 'file')} ({reason})" for reason, count in reasons.items()]) if reasons else ""
