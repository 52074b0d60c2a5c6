"""What git is told to ignore, so that a folder is walked as its author sees it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"


class Ignored(NamedTuple):
    """The ignore files that hold in a folder, the nearest last, each with the folder that its patterns count from."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def covers(self, path: str, is_folder: bool) -> bool:
        """Say whether git ignores the file or folder at *path* (absolute); the nearest file that speaks of it decides."""
        for folder, spec in reversed(self.specs):
            inside = path[len(folder) + 1 :].replace(os.sep, "/") + ("/" if is_folder else "")
            verdict = spec.check_file(inside).include
            if verdict is not None:
                return verdict
        return False


def above(folder: str) -> Ignored:
    """Return what holds in *folder* (absolute) by the ignore files of its repository from the root down, its own not counted.

    Outside a repository only the ignore files that a walk meets hold. Who names a folder that is ignored means it: then
    nothing holds.
    """
    ignored = _above(folder)
    return Ignored() if ignored.covers(folder, is_folder=True) else ignored


def _above(folder: str) -> Ignored:
    if os.path.lexists(os.path.join(folder, ".git")):
        return Ignored()
    between = []
    at = os.path.dirname(folder)
    while at != os.path.dirname(at):
        between.append(at)
        if os.path.lexists(os.path.join(at, ".git")):
            ignored = Ignored()
            for each in reversed(between):
                ignored = entered(ignored, each, os.listdir(each))
            return ignored
        at = os.path.dirname(at)
    return Ignored()


def entered(ignored: Ignored, folder: str, names: list[str]) -> Ignored:
    """Return what holds in *folder*, whose entries are *names*, where *ignored* holds above it. A repository begins anew."""
    if ".git" in names:
        ignored = _with(Ignored(), folder, _exclude_file(folder))
    return _with(ignored, folder, os.path.join(folder, NAME)) if NAME in names else ignored


def _with(ignored: Ignored, folder: str, path: str) -> Ignored:
    """Add the ignore file at *path*, if it can be read, to *ignored*."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return ignored
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError:  # one line that git wouldn't understand either must not undo the others
        spec = GitIgnoreSpec.from_lines([line for line in lines if _is_sound(line)])
    return Ignored((*ignored.specs, (folder, spec)))


def _is_sound(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _exclude_file(folder: str) -> str:
    """Return the path of the repository's own ignore file; a worktree's `.git` is a file that names another folder."""
    git = os.path.join(folder, ".git")
    if os.path.isfile(git):
        git = os.path.join(folder, _line(git).removeprefix("gitdir:").strip())
        common = _line(os.path.join(git, "commondir"))
        git = os.path.join(git, common) if common else git
    return os.path.join(git, "info", "exclude")


def _line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.readline().strip()
    except OSError:
        return ""
