"""Find the settings that hold for a file: the nearest settings file above it, one that is named, or none."""

from __future__ import annotations

import os
from typing import Any, Final

from cleaner.config.settings import Settings, read
from cleaner.errors import SettingsError

NAME: Final = "cleaner.toml"
PROJECT: Final = "pyproject.toml"


class Lookup:
    """Gives the settings for a folder, each settings file read once.

    *only* names the file that holds for everything; *isolated* asks for the defaults. What is wrong in a file is kept in
    `problems`, and its folder has the defaults, so that all files can be looked through before `complain` raises.
    """

    __slots__ = ("_by_folder", "_fixed", "problems")

    def __init__(self, only: str = "", isolated: bool = False) -> None:
        self._by_folder: dict[str, Settings] = {}
        self.problems: list[str] = []
        self._fixed: Settings | None = None
        if only:
            self._fixed = load(only)
            if self._fixed is None:
                raise SettingsError(f"{only}: it has no table [tool.cleaner]; add one or name another file")
        elif isolated:
            self._fixed = Settings(folder=os.getcwd())

    def for_folder(self, folder: str) -> Settings:
        """Return the settings that hold in *folder*, an absolute path."""
        if self._fixed:
            return self._fixed
        settings = self._by_folder.get(folder)
        if settings is None:
            settings = self._by_folder[folder] = self._look(folder)
        return settings

    def complain(self) -> None:
        """Raise SettingsError, a problem a line, where a file that was read has any."""
        if self.problems:
            raise SettingsError("\n".join(self.problems))

    def _look(self, folder: str) -> Settings:
        """Read the settings file in *folder*, or take what holds above it."""
        for name in (NAME, PROJECT):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                try:
                    settings = load(path)
                except SettingsError as error:
                    self.problems += str(error).splitlines()
                    return Settings(folder=folder)
                if settings:
                    return settings
        above = os.path.dirname(folder)
        return self.for_folder(above) if above != folder else Settings(folder=folder)


def load(path: str) -> Settings | None:
    """Read the settings file at *path*; None where it is a pyproject.toml without settings of ours."""
    name = shown(path)
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError as error:
        raise SettingsError(f"{name}: the settings can't be read ({error.strerror}); name a file that is there") from None
    is_project = os.path.basename(path) == PROJECT
    if is_project and b"cleaner" not in raw:
        return None
    held = _parse(raw, name)
    if is_project:
        tool = held.get("tool", {})
        held = tool.get("cleaner") if isinstance(tool, dict) else None
        if held is None:
            return None
        if not isinstance(held, dict):
            raise SettingsError(f"{name}: tool.cleaner: it is no table; write [tool.cleaner]")
    return read(held, os.path.abspath(path), f"{name}: " + ("tool.cleaner." if is_project else ""))


def _parse(raw: bytes, name: str) -> dict[str, Any] | Any:
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(f"{name}: it is not in UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        remedy = "mend it there"
        if b"[rules." in raw or b".rules." in raw:
            remedy += "; beside [rules.'PATTERN'] the folders of own rules are written as [rules] with folders = ['…'] below it"
        raise SettingsError(f"{name}: this is no TOML: {error}; {remedy}") from None


def shown(path: str) -> str:
    """Return *path* as a person in the current folder would write it."""
    absolute, here = os.path.abspath(path), os.getcwd()
    return absolute[len(here) + 1 :] if absolute.startswith(here + os.sep) else path
