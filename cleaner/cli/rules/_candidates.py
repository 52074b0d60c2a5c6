"""The file of candidates read and written, in one step each, so that what was decided is never lost."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.authoring.candidates import Candidate, read_candidates, write_candidates
from cleaner.cli.files import write_new
from cleaner.errors import UnreadableError


def load(path: str) -> list[Candidate]:
    """Read the candidates in the file at *path*; CleanerError where that can't be done."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return read_candidates(file.read(), path)
    except UnicodeDecodeError:
        raise UnreadableError(f"{path}: this file isn't UTF-8; name a file of candidates") from None
    except OSError as error:
        raise UnreadableError(f"{path}: can't be read ({(error.strerror or str(error)).lower()}); make it with clean rules mine") from None


def save(path: str, candidates: Iterable[Candidate]) -> None:
    """Write *candidates* to the file at *path*."""
    write_new(path, write_candidates(candidates))
