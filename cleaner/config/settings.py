"""What a settings file can say, checked: a table of TOML in, a `Settings` out, or all that is wrong with it.

The values here and in `cli` are named tuples: every run makes these classes anew, and a frozen dataclass takes four times as long.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from cleaner.errors import SettingsError
from cleaner.model import APPLICABILITIES, CONFIDENCES, LEVELS, Applicability, Level
from cleaner.suppress.names import translate

FAIL_ON: Final = (*LEVELS, "never")
MIN_CONFIDENCES: Final = tuple(word for word, _ in CONFIDENCES)
MAX_SIZE: Final = 20_000_000
VOCABULARY: Final = "vocabulary.txt"
_UNITS: Final = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3, "ki": 1024, "mi": 1024**2, "gi": 1024**3}
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?i?)b?", re.IGNORECASE)


class RuleSetting(NamedTuple):
    """What ``[rules.'PATTERN']`` sets for the rules that *pattern* means; None leaves it as the rule has it."""

    pattern: str
    level: Level | None = None
    applicability: Applicability | None = None


class PathSetting(NamedTuple):
    """What ``[paths.'PATTERN']`` sets for the files that *pattern* matches, counted from the settings file."""

    pattern: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What holds for the files below `folder`, where the settings file `path` lies (both empty: no file, the defaults).

    `rules`, `vocabulary` and `baseline` are absolute paths; `exclude` and the patterns of `paths` count from `folder`.
    """

    path: str = ""
    folder: str = ""
    rules: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    min_confidence: str = "likely"
    preview: bool = False
    vocabulary: tuple[str, ...] = ()
    baseline: str = ""
    source_language: str = ""
    profile: tuple[str, ...] = ()
    max_size: int = MAX_SIZE
    rule_settings: tuple[RuleSetting, ...] = ()
    paths: tuple[PathSetting, ...] = ()

    def names(self, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the patterns selected and ignored for the file at *path*, which is absolute."""
        select, ignore = self.select, self.ignore
        if self.paths:
            inside = _inside(path, self.folder)
            for setting in self.paths:
                if _matcher(setting.pattern).fullmatch(inside):
                    select = select if setting.select is None else setting.select
                    ignore += setting.ignore
        return select, ignore

    def folders(self, more: Iterable[str]) -> tuple[str, ...]:
        """Return the folders of own rules: those that are set, and those of *more* that aren't among them, however they are written."""
        known = {os.path.normpath(folder) for folder in self.rules}
        return (*self.rules, *(folder for folder in more if os.path.abspath(folder) not in known))

    def excludes(self, path: str, is_folder: bool = False) -> bool:
        """Say whether `exclude` names the file or folder at *path* (absolute), or a folder that it lies in.

        A pattern without a `/` holds at any depth, one with a `/` counts from the settings file; one that ends in `/`
        means folders.
        """
        if not self.exclude:
            return False
        inside = _inside(path, self.folder)
        if inside.startswith("../"):
            return False
        return any(_excluder(pattern, is_folder).fullmatch(inside) for pattern in self.exclude)


def _inside(path: str, folder: str) -> str:
    """Return *path* as it reads from *folder*, with `/`."""
    if path.startswith(folder + os.sep):
        return path[len(folder) + 1 :].replace(os.sep, "/")
    return os.path.relpath(path, folder).replace(os.sep, "/")


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern), re.DOTALL)


@lru_cache(maxsize=256)
def _excluder(pattern: str, is_folder: bool) -> re.Pattern[str]:
    """Return the expression for what *pattern* excludes: a file or folder, and what lies in such a folder."""
    body = pattern.strip("/").removeprefix("./")
    regex = translate(body)
    if "/" not in pattern.rstrip("/"):
        regex = f"(?:.*/)?{regex}"
    below = f"{regex}/.*"
    return re.compile(f"{regex}|{below}" if is_folder or not pattern.endswith("/") else below, re.DOTALL)


def size(text: str) -> int | None:
    """Return the bytes that *text* means, or None.

    >>> size("500k"), size("5MB"), size("1 MiB"), size("lots")
    (500000, 5000000, 1048576, None)
    """
    found = _SIZE.fullmatch(text.strip())
    if not found or found[2].lower() not in _UNITS:
        return None
    return int(float(found[1]) * _UNITS[found[2].lower()])


def like(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean …?`` where one of *known* is like *word*, else nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


class _Table:
    """A TOML table being read: gives values by key and type, and gathers what is wrong."""

    def __init__(self, held: Mapping[str, Any], where: str, problems: list[str]) -> None:
        self.held, self.where, self.problems = held, where, problems
        self.known: list[str] = []

    def wrong(self, key: str, what: str) -> None:
        self.problems.append(f"{self.where}{key}: {what}")

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts; a single text is a list of one."""
        self.known.append(key)
        value = self.held.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.wrong(key, f"{shown(value)} is no list of texts; write it as ['…', '…']")
            return None
        return tuple(value)

    def text(self, key: str, choices: tuple[str, ...] = ()) -> str | None:
        """Return a text, one of *choices* where there are any."""
        self.known.append(key)
        value = self.held.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.wrong(key, f"{shown(value)} is no text; write it in quotes")
            return None
        if choices and value not in choices:
            self.wrong(key, f"'{value}' is not {one_of(choices)}{like(value, choices)}")
            return None
        return value

    def flag(self, key: str) -> bool:
        self.known.append(key)
        value = self.held.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, f"{shown(value)} is not true or false")
            return False
        return value

    def size(self, key: str, default: int) -> int:
        self.known.append(key)
        value = self.held.get(key, default)
        number = size(value) if isinstance(value, str) else value
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            self.wrong(key, f"{shown(value)} is no size; write bytes as a number, or '500k', '20MB'")
            return default
        return number

    def tables(self, key: str, besides: tuple[str, ...] = ()) -> list[tuple[str, Mapping[str, Any]]]:
        """Return the tables below *key*, in the order of the file; *besides* are keys there that may be something else."""
        value = self.held.get(key)
        if not isinstance(value, Mapping):
            if value is not None:
                self.wrong(key, f"{shown(value)} is no table; write [{key}.'PATTERN']")
            return []
        for name, held in value.items():
            if not isinstance(held, Mapping) and name not in besides:
                self.wrong(f"{key}.'{name}'", f"{shown(held)} is no table; write [{key}.'{name}'] with its settings below")
        return [(name, held) for name, held in value.items() if isinstance(held, Mapping)]

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.held:
            if key not in self.known:
                self.wrong(key, f"there is no such setting{like(key, self.known) or '; take it out or choose from ' + ', '.join(self.known)}")


def shown(value: object) -> str:
    """Return *value* as the settings file may have it."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def one_of(choices: tuple[str, ...]) -> str:
    """Return *choices* in words.

    >>> one_of(("note", "warning", "error"))
    'note, warning or error'
    """
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def read(held: Mapping[str, Any], path: str, where: str = "") -> Settings:
    """Make the settings in the TOML table *held* of the file at *path* (absolute); *where* is what stands before a key in messages.

    SettingsError names all that is wrong with it, one problem a line.
    """
    problems: list[str] = []
    folder = os.path.dirname(path)
    table = _Table(held, where, problems)
    settings = Settings(
        path=path,
        folder=folder,
        rules=_rule_folders(table, folder),
        exclude=table.texts("exclude") or (),
        select=table.texts("select") or (),
        ignore=table.texts("ignore") or (),
        fail_on=table.text("fail-on", FAIL_ON) or "warning",
        min_confidence=table.text("min-confidence", MIN_CONFIDENCES) or "likely",
        preview=table.flag("preview"),
        vocabulary=_vocabulary(table, folder),
        baseline=_baseline(table, folder),
        source_language=_language(table),
        profile=table.texts("profile") or (),
        max_size=table.size("max-size", MAX_SIZE),
        rule_settings=_rule_settings(table),
        paths=_path_settings(table),
    )
    table.finish()
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _rule_folders(table: _Table, folder: str) -> tuple[str, ...]:
    """Read the folders of own rules: ``rules = […]``, or ``folders`` in the table `rules` where that also sets rules.

    TOML lets one key be a list or a table, not both.
    """
    held = table.held.get("rules")
    if isinstance(held, Mapping):
        own = held.get("folders")
        if own is None or isinstance(own, Mapping):
            return ()
        table, key = _Table(held, f"{table.where}rules.", table.problems), "folders"
    else:
        key = "rules"
    folders = tuple(os.path.join(folder, name) for name in table.texts(key) or ())
    for name in folders:
        if not os.path.isdir(name):
            table.wrong(key, f"there is no folder '{os.path.relpath(name, folder)}' beside this file; make it or take it out")
    return folders


def _rule_settings(table: _Table) -> tuple[RuleSetting, ...]:
    """Read the tables ``[rules.'PATTERN']``."""
    table.known.append("rules")
    if not isinstance(table.held.get("rules"), Mapping):
        return ()
    made = []
    for pattern, held in table.tables("rules", besides=("folders",)):
        inner = _Table(held, f"{table.where}rules.'{pattern}'.", table.problems)
        level, applicability = inner.text("level", LEVELS), inner.text("applicability", APPLICABILITIES)
        made.append(RuleSetting(pattern, cast(Level | None, level), cast(Applicability | None, applicability)))
        inner.finish()
    return tuple(made)


def _path_settings(table: _Table) -> tuple[PathSetting, ...]:
    """Read the tables ``[paths.'PATTERN']``."""
    table.known.append("paths")
    made = []
    for pattern, held in table.tables("paths"):
        inner = _Table(held, f"{table.where}paths.'{pattern}'.", table.problems)
        made.append(PathSetting(pattern.removeprefix("./"), inner.texts("select"), inner.texts("ignore") or ()))
        inner.finish()
    return tuple(made)


def _vocabulary(table: _Table, folder: str) -> tuple[str, ...]:
    """Read `vocabulary`: more files of terms; the one beside the settings file is read whenever it is there."""
    beside = os.path.join(folder, VOCABULARY)
    files = [os.path.join(folder, name) for name in table.texts("vocabulary") or ()]
    for name in files:
        if not os.path.isfile(name):
            table.wrong("vocabulary", f"there is no file '{os.path.relpath(name, folder)}' beside this file; make it or take it out")
    return tuple(dict.fromkeys(([beside] if os.path.isfile(beside) else []) + files))


def _baseline(table: _Table, folder: str) -> str:
    """Read `baseline`: a file that --write-baseline made."""
    name = table.text("baseline")
    if name is None:
        return ""
    return os.path.join(folder, name)


def _language(table: _Table) -> str:
    """Read `source-language`: an ISO 639 code."""
    code = table.text("source-language")
    if code is not None and not is_language(code):
        table.wrong("source-language", f"'{code}' is no language code; write two or three letters, such as 'fr'")
    return code or ""


def is_language(code: str) -> bool:
    """Say whether *code* looks like an ISO 639 code.

    >>> is_language("fr"), is_language("French")
    (True, False)
    """
    return code.isascii() and code.isalpha() and code.islower() and len(code) in (2, 3)
