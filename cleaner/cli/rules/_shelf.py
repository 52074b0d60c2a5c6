"""Which rules a subcommand is about: those that the settings name, those of ``--rules`` and of paths, and those that ship."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cleaner.authoring.shelf import Shelf
from cleaner.cli.words import settings_here
from cleaner.errors import SettingsError


def own_folders(more: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the folders of own rules: as the settings that hold here name them, then *more*; SettingsError where one isn't there."""
    for folder in more:
        if not os.path.exists(folder):
            raise SettingsError(f"{folder}: there is no such rules folder or file; make it or name another")
    return settings_here().folders(tuple(dict.fromkeys(os.path.abspath(folder) for folder in more)))


def shelf_here(more: Sequence[str] = ()) -> Shelf:
    """Return the rules that hold here: what ships, the own folders of the settings, and *more* folders."""
    return Shelf(own_folders(more))
