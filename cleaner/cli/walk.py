"""Which files are meant: the paths of the command line, folders walked in order, each file once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.config.lookup import Lookup
from cleaner.config.settings import Settings

if TYPE_CHECKING:
    from cleaner.cli.gitignore import Ignored

STDIN: Final = "-"


class Task(NamedTuple):
    """A file to check: its path as it is shown, its absolute path, the settings that hold for it, and whether it was named or found in a folder."""

    path: str
    absolute: str
    settings: Settings
    named: bool


class Found(NamedTuple):
    """The files to check and, besides: named folders without texts, named files that `exclude` passes over, folders that can't be read (and why)."""

    tasks: tuple[Task, ...]
    empty: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()


def find(paths: Sequence[str], lookup: Lookup, is_text: Callable[[str], object]) -> Found:
    """Find the files that *paths* mean; *is_text* is true of the name of a file in a folder if that is a text.

    A path that isn't there is taken for a file: reading it says what is wrong. What is wrong in settings is left in *lookup*.
    """
    walk = _Walk(lookup, is_text)
    for given in paths:
        walk.add(given)
    return Found(tuple(walk.tasks.values()), tuple(walk.empty), tuple(walk.excluded), tuple(walk.unreadable))


def tidy(path: str) -> str:
    """Return *path* as reports show it: without a leading ``./``, a slash behind or two in a row.

    >>> tidy("./docs//a.md"), tidy("docs/"), tidy("/"), tidy("../a.md"), tidy("./")
    ('docs/a.md', 'docs', '/', '../a.md', '.')
    """
    kept = [name for name in path.split("/") if name not in ("", ".")]
    return ("/" if path.startswith("/") else "") + "/".join(kept) or "."


class _Place(NamedTuple):
    """A folder in which files are named: how it is shown, where it is, where it really is (each with a separator behind), and what holds there."""

    prefix: str
    absolute: str
    real: str
    settings: Settings


class _Walk:
    """What was found so far, by where each file really is."""

    def __init__(self, lookup: Lookup, is_text: Callable[[str], object]) -> None:
        self.lookup, self.is_text = lookup, is_text
        self.tasks: dict[str, Task] = {}
        self.empty: list[str] = []
        self.excluded: list[str] = []
        self.unreadable: list[tuple[str, str]] = []
        self._places: dict[str, _Place] = {}

    def add(self, given: str) -> None:
        """Add the file or the files of the folder that *given* names."""
        folder, name = os.path.split(given)
        try:
            mode = os.lstat(given).st_mode
        except OSError:  # the reading says what is wrong
            mode = stat.S_IFREG
        if stat.S_ISREG(mode) and name:
            self._add_file(self._place(folder), name, is_link=False)
        elif os.path.isdir(given):
            self._add_folder(given)
        else:
            folder, name = os.path.split(tidy(given))
            self._add_file(self._place(folder), name, stat.S_ISLNK(mode))

    def _place(self, folder: str) -> _Place:
        """Return what is the same for all files that are named in *folder*."""
        place = self._places.get(folder)
        if place is None:
            absolute, shown = os.path.abspath(folder), tidy(folder)
            prefix = "" if shown == "." else shown.rstrip("/") + "/"
            real = os.path.join(os.path.realpath(folder), "")
            place = self._places[folder] = _Place(prefix, os.path.join(absolute, ""), real, self.lookup.for_folder(absolute))
        return place

    def _add_file(self, place: _Place, name: str, is_link: bool) -> None:
        absolute = place.absolute + name
        if place.settings.exclude and place.settings.excludes(absolute):
            self.excluded.append(place.prefix + name)
        else:
            real = os.path.realpath(absolute) if is_link else place.real + name
            self.tasks.setdefault(real, Task(place.prefix + name, absolute, place.settings, named=True))

    def _add_folder(self, given: str) -> None:
        from cleaner.cli.gitignore import above

        path, absolute = tidy(given), os.path.abspath(given)
        texts = 0
        for task, real in self._folder("" if path == "." else path.rstrip("/") + "/", absolute, os.path.realpath(given), above(absolute)):
            texts += 1
            self.tasks.setdefault(real, task)
        if not texts:
            self.empty.append(given)

    def _folder(self, prefix: str, absolute: str, real: str, ignored: Ignored) -> Iterator[tuple[Task, str]]:
        """Yield the texts below the folder at *absolute*, really at *real*, whose paths are shown with *prefix* in front."""
        try:
            with os.scandir(absolute) as listing:
                entries = sorted(listing, key=_name)
        except OSError as error:
            self.unreadable.append((prefix.rstrip("/") or ".", error.strerror or "unknown error"))
            return
        settings = self.lookup.for_folder(absolute)
        names = [entry.name for entry in entries]
        if ".gitignore" in names or ".git" in names:
            from cleaner.cli.gitignore import entered

            ignored = entered(ignored, absolute, names)
        start, real_start = absolute.rstrip(os.sep) + os.sep, real.rstrip(os.sep) + os.sep
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            path = start + name
            # A link to a folder isn't followed: what it holds is somewhere else, and it may lead back here.
            if entry.is_dir(follow_symlinks=False):
                if not self._passed_over(path, settings, ignored, is_folder=True):
                    yield from self._folder(f"{prefix}{name}/", path, real_start + name, ignored)
            elif self.is_text(name) and entry.is_file() and not self._passed_over(path, settings, ignored, is_folder=False):
                yield Task(prefix + name, path, settings, named=False), os.path.realpath(path) if entry.is_symlink() else real_start + name

    @staticmethod
    def _passed_over(path: str, settings: Settings, ignored: Ignored, is_folder: bool) -> bool:
        """Say whether the settings or git leave out what is at *path*, or whether it is the house's vocabulary."""
        return (
            (bool(settings.exclude) and settings.excludes(path, is_folder))
            or (bool(ignored.specs) and ignored.covers(path, is_folder))
            or path in settings.vocabulary
        )


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
