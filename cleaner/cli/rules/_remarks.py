"""What was found of a rule, and what is wrong in a file, as lines that terminals and editors can jump from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.authoring.trial import Remark
    from cleaner.model.rule import Problem

_STYLES: Final = {"covered": "note", "unproved": "note", "unshown": "note", "shadows": "note", "slow": "error"}


def problem_lines(problem: Problem, color: bool) -> list[str]:
    """Return the line of *problem*: its place and what is wrong."""
    return [_line(problem.path, problem.line, problem.column, "mistake", "error", problem.message, color)]


def remark_lines(remark: Remark, color: bool) -> list[str]:
    """Return the lines of *remark*: its place, what it is of which rule, and the example as it was promised and as it came out."""
    from cleaner.reporters._marks import compared
    from cleaner.reporters._terminal import visible

    style = _STYLES.get(remark.kind, "warning")
    lines = [_line(remark.path, remark.line, remark.column, remark.kind, style, f"{remark.rule}: {remark.message}", color)]
    if remark.promised and remark.got:
        promised, got = compared(remark.promised, remark.got, color)
        lines += [f"    promised: {promised}", f"    got:      {got}"]
    elif remark.promised:
        lines.append(f"    example:  {visible(remark.promised)}")
    return lines


def _line(path: str, line: int, column: int, kind: str, style: str, message: str, color: bool) -> str:
    from cleaner.config.lookup import shown
    from cleaner.reporters._terminal import Run, painted, visible

    said = message.replace(os.getcwd() + os.sep, "")  # a message may name another file
    runs = [Run(f"{visible(shown(path))}:{line}:{column}:", "place"), Run(" "), Run(kind, style), Run(f": {visible(said)}")]
    return painted(runs, color)
