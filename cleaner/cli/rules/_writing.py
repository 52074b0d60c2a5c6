"""Rules written into files of the own folder."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cleaner.cli.files import write_new
from cleaner.cli.rules._home import Home, schema_from
from cleaner.errors import CleanerError, SettingsError, UnwritableError
from cleaner.model.rule import Rule
from cleaner.rulebook.write import add_rules, write_rule


def home_folder(folder: str, own: Sequence[str]) -> str:
    """Return the folder that new rules go to: *folder*, or the first of the *own* folders; SettingsError where there is none."""
    if folder:
        if not os.path.isdir(folder):
            raise SettingsError(f"{folder}: there is no such folder; make it or name another with --folder")
        return os.path.abspath(folder)
    for one in own:
        if os.path.isdir(one):
            return one
    raise SettingsError("no settings name a folder of own rules; run clean rules new, which makes one, or name it with --folder")


def pack_path(folder: str, pack: str) -> str:
    """Return the file of *pack* in *folder*."""
    return os.path.join(folder, *pack.split("/")) + ".yaml"


def append_rule(folder: str, pack: str, rule: Rule) -> tuple[str, str | None]:
    """Write *rule* behind those of *pack*, whose file is made where it isn't there; return its path, and its text as it was (None: there was none)."""
    path = pack_path(folder, pack)
    before = read_pack(path)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{os.path.dirname(path)}: can't be made ({error.strerror}); nothing was written, make its folder writable") from None
    write_new(path, add_rules(before or "", [write_rule(rule)], schema_from(Home(folder), path)))
    return path, before


def read_pack(path: str) -> str | None:
    """Return the text of the rule file at *path*, line ends as they are; None where it isn't there."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise CleanerError(f"{path}: this file isn't UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise CleanerError(f"{path}: can't be read ({error.strerror}); mend that or name another pack") from None
