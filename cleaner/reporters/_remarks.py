"""What was found of a rule, and what is wrong in a file, as lines that terminals and editors can jump from."""

from __future__ import annotations

import os
from typing import Final

from cleaner.model.rule import Problem, Remark
from cleaner.reporters._marks import compared
from cleaner.reporters._terminal import Run, painted, visible

_STYLES: Final = {"covered": "note", "unproved": "note", "unshown": "note", "shadows": "note", "slow": "error"}


def problem_lines(problem: Problem, here: str, color: bool = False) -> list[str]:
    """Return the line of *problem*: its place, as it reads from the folder *here*, and what is wrong."""
    return [_line(problem.path, problem.line, problem.column, "mistake", "error", problem.message, here, color)]


def remark_lines(remark: Remark, here: str, color: bool = False) -> list[str]:
    """Return the lines of *remark*: its place, as it reads from the folder *here*, what it says, and the example as it was promised and as it came out."""
    style = _STYLES.get(remark.kind, "warning")
    lines = [_line(remark.path, remark.line, remark.column, remark.kind, style, f"{remark.rule}: {remark.message}", here, color)]
    if remark.promised and remark.got:
        promised, got = compared(remark.promised, remark.got, color)
        lines += [f"    promised: {promised}", f"    got:      {got}"]
    elif remark.promised:
        lines.append(f"    example:  {visible(remark.promised)}")
    return lines


def _line(path: str, line: int, column: int, kind: str, style: str, message: str, here: str, color: bool) -> str:
    below = here.rstrip(os.sep) + os.sep
    said = message.replace(below, "")  # a message may name another file
    place = Run(f"{visible(path.removeprefix(below))}:{line}:{column}:", "place")
    return painted([place, Run(" "), Run(kind, style), Run(f": {visible(said)}")], color)
