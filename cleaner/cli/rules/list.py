"""`clean rules list`: which rules there are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner.cli.rules._view import CONTEXT, looking, names, reading

if TYPE_CHECKING:
    from cleaner.authoring.catalogue import Entry
    from cleaner.authoring.shelf import Shelf
    from cleaner.config.settings import Settings
    from cleaner.model.rule import Rule
    from cleaner.plugin import View
    from cleaner.reporters._terminal import Run

ROWS: Final = 60
"""So many rules are shown on a terminal unless all are asked for."""

STATUSES: Final = ("live", "preview", "off", "broken")
_NAME: Final = 28
_KIND: Final = 12
_LANGUAGES: Final = 10


@click.command("list", context_settings=CONTEXT, short_help="List rules, or count them by pack, language, category or status.")
@reading
@click.option("--select", multiple=True, callback=names, metavar="RULES", help="Only these: ids, packs or categories; * is a glob, ** crosses /.")
@click.option("--language", default="", metavar="CODE", help="Only rules for texts translated from this language, such as fr.")
@click.option("--category", default="", metavar="CATEGORY", help="Only this category, or this branch of them, such as accuracy.")
@click.option("--status", type=click.Choice(STATUSES), help="Only rules that run, are on trial, are switched off by the settings, are broken.")
@click.option("--kind", default="", metavar="KIND", help="Only rules of this kind, such as pattern.")
@click.option("--own", "own", flag_value="own", default=None, help="Only own rules.")
@click.option("--shipped", "own", flag_value="shipped", help="Only rules that ship with the cleaner.")
@click.option("--by", type=click.Choice(("pack", "language", "category", "status")), help="Count them by this.")
@looking
def list_(by: str | None, format: str, everything: bool, color: str, **given: Any) -> Callable[[], int]:
    """List the rules that hold here: those that ship with the cleaner and those of the folders that the settings name.

    A rule is live, on trial (preview), switched off by the settings, or broken; of a broken one its mistakes are told.
    On a terminal a long list is cut; --all shows all of it.
    """
    return partial(_list, by, format, everything, color, given)


def _list(by: str | None, format: str, everything: bool, color: str, given: dict[str, Any]) -> int:
    from cleaner.authoring.catalogue import counts, entries, filtered, loose
    from cleaner.cli.codes import MENDABLE, NOTHING_LEFT
    from cleaner.cli.output import tell
    from cleaner.cli.rules._view import print_json, print_lines, view
    from cleaner.reporters._summary import counted

    shelf, settings = shelf_of(given)
    _refuse(given)
    every = entries(shelf, _is_on(settings))
    found = filtered(
        every,
        given["select"],
        given["language"],
        given["category"],
        given["status"] or "",
        given["kind"],
        {"own": True, "shipped": False}.get(given["own"] or ""),
    )
    if not found:
        _explain_nothing(every, given)
    if format == "json":
        print_json({"version": 1, "rules": [_encoded(entry) for entry in found]} if not by else _encoded_counts(counts(found, by), by))
    else:
        shown = view(color)
        most = len(found) if everything or not sys.stdout.isatty() else ROWS
        print_lines(_table(counts(found, by), by) if by else _rows(found, most, shown), shown)
    for problem in loose(shelf):
        tell(problem)
    broken = [entry for entry in every if entry.problems]
    if any(entry not in found for entry in broken):
        tell(f"{counted(len(broken), 'rule')} with mistakes, set aside: clean rules list --status broken tells them")
    return MENDABLE if broken or loose(shelf) else NOTHING_LEFT


def shelf_of(given: dict[str, Any]) -> tuple[Shelf, Settings]:
    """Return the rules that the options in *given* (``rules``, ``no_shipped_rules``, ``config``, ``isolated``) mean, and the settings that hold here."""
    from cleaner.authoring.shelf import Shelf
    from cleaner.config.lookup import Lookup
    from cleaner.errors import SettingsError

    if given["config"] and given["isolated"]:
        raise SettingsError("--config, --isolated: one names settings and the other reads none; leave one out")
    for folder in given["rules"]:
        if not os.path.isdir(folder):
            raise SettingsError(f"--rules {folder}: there is no such folder; make it or name another")
    lookup = Lookup(given["config"], given["isolated"])
    settings = lookup.for_folder(os.getcwd())
    lookup.complain()
    return Shelf(settings.folders(given["rules"]), not given["no_shipped_rules"]), settings


def _is_on(settings: Settings) -> Callable[[str, str], bool]:
    """Return the question whether *settings* leave a rule (its id, its category) on for all files."""
    from cleaner.suppress.names import chosen

    wanted, unwanted = chosen(settings.select), chosen(settings.ignore)
    return lambda id, category: (not settings.select or wanted(id, category)) and not unwanted(id, category)


def _refuse(given: dict[str, Any]) -> None:
    """Raise SettingsError for a kind or a language that there can't be."""
    from cleaner.config.settings import is_language
    from cleaner.errors import SettingsError
    from cleaner.rulebook.fields import kinds
    from cleaner.rulebook.shapes import did_you_mean, one_of

    kind, language = given["kind"], given["language"]
    if kind and kind not in kinds():
        raise SettingsError(f"--kind {kind}: there is no such kind; {did_you_mean(kind, kinds(), f'there are {one_of(kinds())}')}")
    if language and not is_language(language):
        raise SettingsError(f"--language {language}: this is no language code; write two or three letters, such as fr")


def _explain_nothing(every: Sequence[Entry], given: dict[str, Any]) -> None:
    """Raise SettingsError where a name that was asked for means nothing at all, and not only together with the other filters."""
    from cleaner.config.settings import like
    from cleaner.errors import SettingsError
    from cleaner.model.categories import CATEGORIES
    from cleaner.suppress.names import unmatched

    known = [(entry.id, entry.rule.category if entry.rule else "") for entry in every]
    every_category = [*CATEGORIES, *{category.partition("/")[0] for category in CATEGORIES}]
    problems = [
        f"--select {name}: there is no such rule or category{like(name, {part for pair in known for part in (*pair, pair[0].rpartition('/')[0])})}"
        for name in unmatched(given["select"], known)
    ]
    if given["category"] and unmatched((given["category"],), [("", category) for category in CATEGORIES]):
        problems.append(f"--category {given['category']}: there is no such category{like(given['category'], every_category)}")
    if problems:
        raise SettingsError("\n".join(problems))


def _rows(found: Sequence[Entry], most: int, shown: View) -> Iterator[list[Run]]:
    """Yield the rules by pack, *most* of them, and how many there are."""
    from cleaner.reporters._summary import counted
    from cleaner.reporters._terminal import Run

    for pack, group in groupby(found[:most], key=lambda entry: entry.pack):
        yield [Run(pack, "title")]
        pack_of = list(group)
        wide = min(_NAME, max(len(entry.name) for entry in pack_of))
        for entry in pack_of:
            yield from _row(entry, wide, shown)
        yield []
    more = f"; {len(found) - most} of them aren't shown, --all shows them" if len(found) > most else ""
    yield [Run(counted(len(found), "rule") + more, "bold")]


def _row(entry: Entry, wide: int, shown: View) -> Iterator[list[Run]]:
    """Yield the line of *entry*, its name *wide* columns wide, and its mistakes."""
    from cleaner.reporters._terminal import Run, head, visible

    rule = entry.rule
    kind, languages = (rule.kind, ",".join(entry.languages[:3])) if rule else ("", "")
    mark = "" if entry.status == "live" else f"[{entry.status}] "
    room = shown.width - (2 + max(wide, len(entry.name)) + 2 + _KIND + _LANGUAGES + len(mark))
    yield [
        Run(f"  {entry.name:<{wide}}  "),
        Run(f"{kind:<{_KIND}}{languages:<{_LANGUAGES}}", "dim"),
        Run(mark, "error" if entry.status == "broken" else "warning"),
        Run(head(visible(summary(rule)), max(20, room)) if rule else ""),
    ]
    for problem in entry.problems:
        yield [Run(f"      {visible(problem)}", "removed")]


def summary(rule: Rule) -> str:
    """Say in a few words what *rule* is about: what becomes what, or why it is wrong where that isn't a plain phrase."""
    if rule.kind in ("phrase", "acronym") and rule.find:
        return f"{rule.find[0]} -> {rule.put[0] or '(deleted)'}" if rule.put else rule.find[0]
    if rule.kind == "name" and rule.put:
        return rule.put[0]
    return rule.why


def _table(rows: Sequence[tuple[str, Any]], by: str) -> Iterator[list[Run]]:
    """Yield a table of counts; of several statuses each in its column."""
    from cleaner.reporters._terminal import Run

    statuses = [status for status in STATUSES if any(count[status] for _, count in rows)] if by != "status" else []
    columns = ["rules", *(statuses if len(statuses) > 1 else [])]
    wide = max([len(by), 5, *(len(_label(key, by)) for key, _ in rows)])
    yield [Run(f"{by:<{wide}}" + "".join(f"{name:>9}" for name in columns), "bold")]
    for key, count in rows:
        figures = [count.total(), *(count[status] for status in columns[1:])]
        yield [Run(f"{_label(key, by):<{wide}}" + "".join(f"{figure:>9}" for figure in figures))]


def _label(key: str, by: str) -> str:
    from cleaner.model.languages import language_name

    if by == "language":
        return f"{key} ({language_name(key)})" if key else "none named"
    return key or "unknown"


def _encoded(entry: Entry) -> dict[str, Any]:
    rule = entry.rule
    made: dict[str, Any] = {"id": entry.id, "status": entry.status, "own": entry.own, "problems": list(entry.problems)}
    if rule:
        made |= {
            "kind": rule.kind, "category": rule.category, "level": rule.level, "applicability": rule.applicability, "confidence": rule.confidence,
            "languages": list(entry.languages), "find": list(rule.find), "put": list(rule.put), "why": rule.why, "path": rule.path, "line": rule.line,
            "benched": rule.measured is not None,
        }  # fmt: skip
    return made


def _encoded_counts(rows: Iterable[tuple[str, Any]], by: str) -> dict[str, Any]:
    return {"version": 1, "by": by, "counts": {key: {"rules": count.total()} | {status: count[status] for status in STATUSES} for key, count in rows}}


COMMAND = list_
