"""Where new rules are written, and how: into the folder that the settings name, or one that is made and named there; all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

import click

from cleaner.authoring.placing import Judged, judged
from cleaner.cli.files import write_new
from cleaner.cli.words import settings_here
from cleaner.config.edit import name_rules_folder
from cleaner.config.lookup import NAME, PROJECT
from cleaner.errors import CleanerError, SettingsError, UnwritableError
from cleaner.model.rule import Rule, Rulebook
from cleaner.rulebook import load, schema
from cleaner.rulebook.folders import SUFFIXES
from cleaner.rulebook.write import MODELINE, SCHEMA_NAME, add_rules, write_rule

FOLDER: Final = "rules"
OPENS: Final = 2000
"""So many code points at the start of a file may hold the line that names its schema."""


class Home(NamedTuple):
    """The outermost folder of own rules, and the settings file to write (its path and text) where none names that folder yet."""

    folder: str
    settings: str = ""
    text: str = ""


def home(given: str = "") -> Home:
    """Return the folder *given*, or the first one that the settings name, or `rules` beside the settings file, which is then to name it."""
    if given:
        if os.path.exists(given) and not os.path.isdir(given):
            raise SettingsError(f"{given}: this is no folder; name the folder for --folder, and the file by --pack")
        return Home(os.path.abspath(given))
    settings = settings_here()
    if settings.rules:
        return Home(settings.rules[0])
    if not settings.path:
        return Home(os.path.abspath(FOLDER), os.path.abspath(NAME), f'# Settings of the cleaner.\nrules = ["{FOLDER}"]\n')
    with open(settings.path, encoding="utf-8", newline="") as file:
        text = file.read()
    made = name_rules_folder(text, FOLDER, shown(settings.path), os.path.basename(settings.path) == PROJECT)
    return Home(os.path.join(settings.folder, FOLDER), settings.path, made)


def shown(path: str) -> str:
    """Return *path* as it reads from the current folder, where it lies in or near it."""
    relative = os.path.relpath(path)
    return path if relative.startswith(os.path.join("..", "..")) else relative


def read(path: str) -> str:
    """Return the text of the rule file at *path*, line ends as they are; none where it isn't there."""
    if not os.path.exists(path):
        return ""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CleanerError(f"{shown(path)}: it can't be read ({getattr(error, 'strerror', '') or 'not UTF-8'}); mend that, or name another --pack") from None


def schema_from(there: Home, at: str) -> str:
    """Return the path to the schema from the folder of the rule file *at*, with slashes."""
    return os.path.relpath(_schema(there.folder), os.path.dirname(at)).replace(os.sep, "/")


def _schema(folder: str) -> str:
    """Return the schema that rule files in *folder* name already, wherever it lies, or else the one to write there."""
    for where, names, files in os.walk(folder):
        names.sort()
        for name in sorted(files):
            if not name.endswith(SUFFIXES):
                continue
            with open(os.path.join(where, name), encoding="utf-8", errors="replace") as file:
                found = MODELINE.match(file.read(OPENS))
            path = os.path.normpath(os.path.join(where, found[1])) if found else ""
            if path and os.path.isfile(path):
                return path
    return os.path.join(folder, SCHEMA_NAME)


def standing(there: Home, at: str, shipped: Rulebook) -> list[Rule]:
    """Return the rules that stand in the file *at*; CleanerError where it has mistakes, which come first."""
    if not os.path.exists(at):
        return []
    own = load([there.folder], known_topics=[topic.name for topic in shipped.topics])
    here = os.path.abspath(at)
    broken = [f"{shown(p.path)}:{p.line}:{p.column}: {p.message}" for p in own.problems if os.path.abspath(p.path) == here]
    if broken:
        raise CleanerError("\n".join([*broken, f"{shown(at)}: mend it first, or name another --pack"]))
    return [rule for rule in own.rules if os.path.abspath(rule.path) == here]


def write(there: Home, at: str, text: str, ids: Sequence[str], shipped: Rulebook) -> tuple[Judged, list[str]]:
    """Write *text* to the rule file *at*, read it back and judge the rules called *ids* in it; what is written besides is returned by path.

    Where something is wrong with them, or on the way, the file is left as it was.
    """
    before = read(at) if os.path.exists(at) else None
    made = _folders(os.path.dirname(at))
    written: list[str] = []
    kept = False
    try:
        write_new(at, text)
        wrong = judged(there.folder, at, ids, shipped)
        if not wrong:
            written = _besides(there)
            kept = True
        return wrong, written
    finally:
        if not kept:
            _undo(at, before, made)


def add(there: Home, at: str, rules: Sequence[Rule], shipped: Rulebook, quietly: bool = False) -> None:
    """Write *rules* behind those of the file *at*, and tell what was written besides (*quietly*: on standard error).

    CleanerError, and all is as it was, where the file has mistakes or the rules don't do there what their examples say.
    """
    standing(there, at, shipped)
    text = add_rules(read(at), [write_rule(rule) for rule in rules], schema_from(there, at))
    wrong, besides = write(there, at, text, [rule.id for rule in rules], shipped)
    if wrong:
        lines = [*map(str, wrong.problems), *map(str, wrong.verdicts), *(f"{id}: lost on the way" for id in wrong.lost)]
        raise CleanerError("\n".join([*lines, f"{shown(at)}: left as it was"]))
    tell_of(there, besides, quietly)


def tell_of(there: Home, besides: Sequence[str], quietly: bool = False) -> None:
    """Tell of what was written *besides* a rule file: the schema, and the settings."""
    for path in besides:
        click.echo(f"{shown(path)}: {'names the folder now' if path == there.settings else 'written, for editors that complete rules'}", err=quietly)


def _besides(there: Home) -> list[str]:
    """Write the schema that editors read, and the settings, where they aren't so yet."""
    written = []
    own = os.path.join(there.folder, SCHEMA_NAME)
    for path, text in ((own if _schema(there.folder) == own else "", schema.write()), (there.settings, there.text)):
        if path and (not os.path.exists(path) or read(path) != text):
            write_new(path, text)
            written.append(path)
    return written


def _folders(folder: str) -> list[str]:
    """Make *folder* and those above it that aren't there, and return those that were made, the innermost first."""
    made = []
    above = folder
    while above and not os.path.isdir(above):
        made.append(above)
        above = os.path.dirname(above)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{shown(folder)}: the folder can't be made ({error.strerror}); name another --folder") from None
    return made


def _undo(path: str, before: str | None, made: Sequence[str]) -> None:
    """Leave the file at *path* as it was *before*, and take away the folders that were *made*."""
    if before is not None:
        write_new(path, before)
        return
    if os.path.exists(path):
        os.unlink(path)
    for folder in made:
        try:
            os.rmdir(folder)
        except OSError:
            return  # somebody else uses it
