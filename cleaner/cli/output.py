"""Where the report and the messages go: standard output or a file, standard error, a terminal or not."""

from __future__ import annotations

import os
import sys
from typing import IO, Final

from cleaner.errors import UnwritableError

START: Final = 0.5
STEP: Final = 0.1
"""Seconds before the progress is shown first, and between two of its steps."""


class Output:
    """Takes the report, as text or bytes. *path* is a file to write, *to_stderr* sends it there, else it goes to standard output."""

    def __init__(self, path: str = "", to_stderr: bool = False, encoding: str = "utf-8") -> None:
        """Open the file; UnwritableError where that can't be done."""
        self.path = os.path.abspath(path) if path else ""
        self.name = path or ("standard error" if to_stderr else "standard output")
        self.encoding = encoding
        self._file: IO[bytes] | None = None
        if path:
            try:
                self._file = open(path, "wb")  # noqa: SIM115 - closed at the end of the run
            except OSError as error:
                raise UnwritableError(f"{path}: can't be written ({error.strerror}); name another file for --output") from None
        self._stream: IO[bytes] = self._file or (sys.stderr if to_stderr else sys.stdout).buffer
        self.is_terminal = self._stream.isatty()

    def write(self, what: str | bytes) -> None:
        """Write *what*; what the encoding lacks is written with a backslash."""
        try:
            self._stream.write(what if isinstance(what, bytes) else what.encode(self.encoding, "backslashreplace"))
            if self.is_terminal:
                self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._refused(error) from None

    def flush(self) -> None:
        """Write what is still held back."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._refused(error) from None

    def close(self) -> None:
        """Write what is still held back, and close the file."""
        self.flush()
        try:
            if self._file:
                self._file.close()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._refused(error) from None

    def _refused(self, error: OSError) -> UnwritableError:
        return UnwritableError(f"{self.name}: can't be written ({error.strerror}); make room there or write to another place")


def tell(line: str) -> None:
    """Write a line to standard error. What a terminal would obey (a file's name may hold anything) is written with a backslash."""
    if not line.isprintable():
        line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    stream = sys.stderr
    stream.write(line.encode(stream.encoding or "utf-8", "backslashreplace").decode(stream.encoding or "utf-8") + "\n")


def wants_color(choice: str, is_terminal: bool) -> bool:
    """Say whether to use colours: as *choice* says, else as NO_COLOR and FORCE_COLOR say, else on a terminal that knows them."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return the columns of the terminal; 80 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    for stream in (sys.stdout, sys.stderr):
        try:
            return os.get_terminal_size(stream.fileno()).columns or 80
        except (OSError, ValueError):
            continue
    return 80


def painted(diff: bytes) -> bytes:
    """Return a unified *diff* with the colours that git gives it."""
    return b"".join([_painted(line) for line in diff.splitlines(keepends=True)])


def _painted(line: bytes) -> bytes:
    body = line.rstrip(b"\r\n")
    color = b"1" if line.startswith((b"---", b"+++")) else {b"+": b"32", b"-": b"31", b"@": b"36"}.get(line[:1], b"")
    return b"\x1b[" + color + b"m" + body + b"\x1b[m" + line[len(body) :] if color else line


class Progress:
    """Shows on a terminal, on standard error, how far a long run has come."""

    def __init__(self, total: int, shown: bool) -> None:
        """Count to *total* files; nothing is ever written unless *shown*."""
        self.total, self.shown, self.done = total, shown and total > 1, 0
        self._visible = False
        if self.shown:
            from time import monotonic

            self._now = monotonic
            self._next = monotonic() + START

    def step(self, path: str) -> None:
        """Say that *path* comes next."""
        self.done += 1
        if self.shown and self._now() >= self._next:
            self._next = self._now() + STEP
            filled = 20 * self.done // self.total
            name = path if len(path) <= 40 else "\u2026" + path[-39:]
            sys.stderr.write(f"\r\x1b[K[{'#' * filled}{'-' * (20 - filled)}] {self.done}/{self.total} {name}")
            sys.stderr.flush()
            self._visible = True

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._visible:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._visible = False
