"""Which rules the bench measures, which run beside them, and which earlier ones they are compared with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.authoring.bench import comes_from, counted
from cleaner.authoring.compare import compile_earlier
from cleaner.authoring.measure import Setup
from cleaner.authoring.scope import Scope, is_inside, scope_of
from cleaner.authoring.shelf import Shelf
from cleaner.cli.rules._revision import commit_of, export, is_in_repository
from cleaner.cli.rules._shelf import own_folders
from cleaner.config.settings import like
from cleaner.engine.library import shipped_folder
from cleaner.errors import SettingsError
from cleaner.model.rule import Rule, Topic, WordList
from cleaner.suppress.names import chosen, unmatched

if TYPE_CHECKING:
    from cleaner.cli.rules.bench import Asked


NAMED: Final = 5
"""So many topics and lists are named."""


class Choice(NamedTuple):
    """All rules, those to measure, and of them those that are the author's to write; `names` are the ids and globs that were asked for."""

    shelf: Shelf
    rules: list[Rule]
    mine: list[Rule]
    names: tuple[str, ...]


def choose(asked: Asked) -> Choice:
    """Return the rules that were *asked* for; SettingsError where there are none, or none to write where that was asked."""
    paths, names = _sorted(asked)
    known = own_folders(asked.rules)
    scope = scope_of(paths, known, shipped=False)
    shelf = Shelf(scope.folders or scope_of((), known, shipped=False).folders, not asked.no_shipped_rules)
    held: dict[str, bool] = {}
    for rule in shelf.rules.values():
        if rule.path not in held:
            held[rule.path] = scope.holds(rule.path)
    runs = {id for id, _ in shelf.ruleset.ids()}
    rules = [rule for rule in shelf.rules.values() if rule.id in runs]
    if paths or not (names or asked.all or asked.shipped):
        rules = [rule for rule in rules if held[rule.path]]
    elif asked.shipped:
        rules = [rule for rule in rules if not shelf.is_own(rule.id)]
    rules = _named(rules, names)
    left = [rule for rule in rules if not comes_from(rule.origin, asked.leave_out)]
    if not left:
        raise SettingsError(_why_none(asked, scope, bool(rules)))
    mine = [rule for rule in left if held[rule.path]]
    if asked.write and not mine:
        raise SettingsError("--write: only rules that ship are measured, and they aren't yours to write; where they are, name their folder or file as PATH")
    return Choice(shelf, left, mine, names)


def _sorted(asked: Asked) -> tuple[list[str], tuple[str, ...]]:
    """Sort what was asked for into paths and names; SettingsError where a word is a path that isn't there."""
    paths = [word for word in asked.what if os.path.exists(word)]
    for word in asked.what:
        if word not in paths and (word.endswith((".yaml", ".yml")) or word.startswith((".", os.sep))):
            raise SettingsError(f"{word}: there is no such rules folder or file; name one that is there")
    return paths, (*(word for word in asked.what if word not in paths), *asked.select)


def _named(rules: list[Rule], names: tuple[str, ...]) -> list[Rule]:
    """Return those of *rules* that *names* mean, all where there are none; SettingsError where one means nothing."""
    if not names:
        return rules
    unknown = unmatched(names, [(rule.id, rule.category) for rule in rules])
    if unknown:
        ids = {part for rule in rules for part in (rule.id, rule.id.rpartition("/")[0])}
        remedy = "; 'clean rules list' names the rules"
        raise SettingsError("\n".join(f"{name}: no rule here is called so{like(name, ids) or remedy}" for name in unknown))
    wanted = chosen(names)
    return [rule for rule in rules if wanted(rule.id, rule.category)]


def _why_none(asked: Asked, scope: Scope, some: bool) -> str:
    if some:
        return "--leave-out: all the rules to measure come from there, so that none is left; leave out less"
    if not scope.within and not asked.shipped:
        return (
            "there are no own rules here: no settings name a folder of them; write rules = ['rules'] in cleaner.toml, name one with --rules, "
            "or measure those that ship (--shipped)"
        )
    return "there is no rule that runs among those to measure; name others"


def set_up(asked: Asked, choice: Choice) -> tuple[Setup, list[str]]:
    """Return what is to be run, and what there is to tell of it."""
    shelf = choice.shelf
    measured = frozenset(rule.id for rule in choice.rules)
    left = [rule.id for rule in shelf.rules.values() if comes_from(rule.origin, asked.leave_out)]
    told = []
    if asked.leave_out:
        told.append(f"left out: {counted(len(left), 'rule')} from {', '.join(asked.leave_out)}")
        told += _staying(asked, shelf)
    old = None
    if asked.against:
        old, more = _earlier(asked, shelf, measured)
        told += more
    off = (*_trials(shelf, measured), *left)
    return Setup(shelf.folders, shelf.with_shipped, measured, off, asked.min_confidence, old, choice.names), told


def _staying(asked: Asked, shelf: Shelf) -> list[str]:
    """Say in a line which topics and lists come from the pages that are left out: rules need these, so that they stay."""
    books = (shelf.shipped, shelf.own)
    shared: list[Topic | WordList] = [*(topic for book in books for topic in book.topics), *(words for book in books for words in book.lists)]
    names = [one.name for one in shared if comes_from(one.origin, asked.leave_out)]
    if not names:
        return []
    shown = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
    return [f"topics and word lists from there stay, since rules need them: {shown}"]


def _trials(shelf: Shelf, measured: Collection[str]) -> list[str]:
    """Return the rules on trial that ship and aren't measured: they don't run at home either."""
    ids = shelf.ruleset.ids()
    return [ids[number][0] for number in shelf.ruleset.off if ids[number][0] not in measured]


def _earlier(asked: Asked, shelf: Shelf, measured: Collection[str]) -> tuple[bytes, list[str]]:
    """Return the earlier rules that ``--against`` names, compiled, and what there is to tell of them.

    A folder stands in the place of the own ones or, where there are none, of the rules that ship. At a revision the own
    folders are as they were then and, where rules that ship are measured and git keeps them, so are these.
    """
    told: list[str] = []
    ships, folders = shipped_folder(), list(shelf.folders)
    with tempfile.TemporaryDirectory(prefix="clean-rules-") as place:
        if os.path.isdir(asked.against):
            ships, folders = (ships, [asked.against]) if folders else (asked.against, [])
        else:
            is_shipped = any(not shelf.is_own(id) for id in measured)
            then = [*folders, *([ships] if not folders or (is_shipped and is_in_repository(ships)) else [])]
            was = {folder: export(folder, commit_of(folder, asked.against), os.path.join(place, str(n))) for n, folder in enumerate(then)}
            for folder, copy in was.items():
                if not os.path.exists(copy):
                    told.append(f"--against {asked.against}: there were no rules in {os.path.relpath(folder)} then")
                    os.makedirs(copy)
            ships, folders = was.get(ships, ships), [was[folder] for folder in folders]

        def runs(rule: Rule) -> bool:
            on_trial = rule.preview and rule.id not in measured and not any(is_inside(rule.path, folder) for folder in folders)
            return not on_trial and not comes_from(rule.origin, asked.leave_out)

        made, broken = compile_earlier(ships if shelf.with_shipped else "", folders, runs)
    if broken:
        told.append(f"--against {asked.against}: {counted(len(broken), 'mistake')} in those rules; what has any doesn't run")
    return made, told
