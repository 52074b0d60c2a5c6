"""The exit codes, and the error that is our own fault."""

from __future__ import annotations

from typing import Final

NOTHING_LEFT: Final = 0
FINDINGS_LEFT: Final = 1
MENDABLE: Final = 2
OUR_FAULT: Final = 3
INTERRUPTED: Final = 130


class Crash(Exception):
    """An error of ours while the file at *path* was in work; its `__cause__` says which."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
