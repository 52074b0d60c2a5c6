"""Which rules a path means: those of a folder or a file, with the ids that they have where they are at home."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaner.engine import library

HOMES: Final = ("rules", "_rules")
"""What a folder of rules is mostly called."""
SHARED: Final = ("topics", "lists")
"""What a folder of rules holds besides packs."""


class Scope(NamedTuple):
    """The rules that are meant: `folders` are read as own ones, `within` are the files and folders (absolute) that hold those that are meant."""

    folders: tuple[str, ...]
    within: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Say whether the rule file at *path* is meant."""
        real = os.path.realpath(path)
        return any(is_inside(real, place) for place in self.within)

    @property
    def holds_shipped(self) -> bool:
        """Whether any of the rules that ship are meant."""
        ships = os.path.realpath(library.shipped_folder())
        return any(is_inside(place, ships) or is_inside(ships, place) for place in self.within)


def scope_of(paths: Sequence[str], known: Sequence[str], shipped: bool) -> Scope:
    """Return what *paths* mean where *known* are the folders of own rules; without paths all of these, with *shipped* also the rules that ship.

    A path in a known folder, or among the rules that ship, is read with the whole of that; any other with the folder of
    rules that it seems to lie in (`home_of`). Where only rules that ship are meant, no others are read.
    """
    ships = os.path.realpath(library.shipped_folder())
    known = [folder for folder in known if not is_inside(os.path.realpath(folder), ships)]
    asked = [*paths] or ([] if shipped else known)
    homes = dict.fromkeys(known)
    for path in asked:
        real = os.path.realpath(path)
        around = (ships, *(os.path.realpath(folder) for folder in homes))
        if not any(is_inside(real, folder) or is_inside(folder, real) for folder in around):
            homes[home_of(os.path.abspath(path))] = None
    within = tuple(dict.fromkeys([*([ships] if shipped else []), *map(os.path.realpath, asked)]))
    is_own = any(not is_inside(place, ships) for place in within)
    return Scope(tuple(homes) if is_own else (), within)


def home_of(path: str) -> str:
    """Return the folder that the ids of the rules at *path* (absolute) count from: the nearest one above that looks like a folder of rules, else *path*.

    That is one called ``rules``, or one that holds ``topics`` or ``lists``.
    """
    above = path
    while True:
        if os.path.isdir(above) and (os.path.basename(above) in HOMES or any(os.path.isdir(os.path.join(above, name)) for name in SHARED)):
            return above
        parent = os.path.dirname(above)
        if parent == above:
            return path
        above = parent


def is_inside(path: str, folder: str) -> bool:
    """Say whether *path* is *folder* or lies in it.

    >>> is_inside("/a/rules/fr.yaml", "/a/rules"), is_inside("/a/rules-2", "/a/rules")
    (True, False)
    """
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
