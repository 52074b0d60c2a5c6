"""`clean rules import`: rules out of a termbase's forbidden, admitted and preferred terms."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from cleaner.authoring.glossary import Imported, Update

_MOST: Final = 5
"""How many of what is alike are named one by one."""


@click.command(
    "import",
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help="Make rules of the forbidden terms of a termbase.",
    epilog="docs/authoring/import.md says which columns and elements are read.",
)
@click.argument("file", metavar="FILE")
@click.option("--pack", metavar="PACK", help="The pack that the rules go into (default: glossary/ and the file's name).")
@click.option(
    "--folder", metavar="DIR", help="The folder of rules (default: the one that the settings name; where none does, rules, which is then named there)."
)
@click.option(
    "--columns",
    metavar="PAIRS",
    help="Which columns of a table are meant, such as forbidden=Bad,preferred=Good; also admitted, source, language, note, pos, id.",
)
@click.option("--source-language", "language", metavar="CODE", help="The language of the source terms where the table has no column for it, such as fr.")
@click.option("--dry-run", is_flag=True, help="Print the rules and write nothing.")
def import_(file: str, pack: str | None, folder: str | None, columns: str | None, language: str | None, dry_run: bool) -> Callable[[], int]:
    """Make a rule of each forbidden (deprecated, superseded) English term in FILE: CSV, TSV or TBX; - is standard input.

    The rule puts the preferred term, then the admitted ones, and has example sentences. Importing the file again brings its rules up to date.
    The rules begin on trial (preview: true).
    """
    from cleaner.authoring.termbase import COLUMNS

    mapped = {}
    for pair in filter(None, (columns or "").split(",")):
        column, equals, title = (part.strip() for part in pair.partition("="))
        if column not in COLUMNS or not equals or not title:
            raise click.BadParameter(f"'{pair}' is no pair of {', '.join(COLUMNS)} and a column's name; write it like forbidden=Bad", param_hint="--columns")
        mapped[column] = title
    return partial(_run, file, pack or "", folder or "", mapped, language or "", dry_run)


def _run(file: str, pack: str, folder: str, columns: dict[str, str], language: str, dry_run: bool) -> int:
    """Read, make, write, and tell."""
    from cleaner.authoring.glossary import import_rules
    from cleaner.authoring.placing import place
    from cleaner.authoring.termbase import read_termbase
    from cleaner.cli.output import tell
    from cleaner.rulebook.write import write_rule

    name = "standard input" if file == "-" else os.path.basename(file)
    pack = pack or f"glossary/{_slug(file)}"
    place("", pack)
    termbase = read_termbase(_read(file), file if file != "-" else name, columns, language)
    if termbase.unread:
        tell(f"{file}: not read: the columns {', '.join(termbase.unread)}; --columns says what a column is, such as preferred={termbase.unread[0]}")
    imported = import_rules(termbase, name, pack)
    for line, what, _ in imported.told:
        tell(f"{file}:{line}: {what}")
    if dry_run:
        click.echo("\n".join(map(write_rule, imported.rules)), nl=False)
    elif imported.rules:
        _write(imported, name, pack, folder)
    else:
        click.echo(f"{file}: no forbidden, deprecated or superseded English term in it gives a rule; nothing was written")
    if imported.without:
        click.echo(f"{_count(imported.without, 'concept')} without a forbidden term {'was' if imported.without == 1 else 'were'} passed over", err=dry_run)
    return 2 if any(wrong for _, _, wrong in imported.told) else 0


def _read(file: str) -> bytes:
    from cleaner.cli.files import read, read_stdin

    most = 200_000_000
    return read_stdin("standard input", most) if file == "-" else read(file, most)[0]


def _slug(file: str) -> str:
    """Return the name of a file as a pack has it."""
    import re

    stem = "terms" if file == "-" else os.path.splitext(os.path.basename(file))[0]
    return "-".join(re.findall(r"[a-z0-9]+", stem.lower())) or "terms"


def _write(imported: Imported, name: str, pack: str, folder: str) -> None:
    """Bring the pack up to date, read it back, and tell what was done; CleanerError where what came out isn't sound."""
    from cleaner.authoring.glossary import update
    from cleaner.authoring.placing import place
    from cleaner.authoring.shelf import Shelf
    from cleaner.cli.rules._home import home, read, schema_from, shown, standing, tell_of, write
    from cleaner.errors import CleanerError

    there = home(folder)
    at = place(there.folder, pack)
    shipped = Shelf().shipped
    done = update(read(at), standing(there, at, shipped), imported.rules, name, schema_from(there, at))
    if done.added or done.changed:
        wrong, besides = write(there, at, done.text, [*done.added, *done.changed], shipped)
        if wrong:
            lines = [*map(str, wrong.problems), *map(str, wrong.verdicts), *(f"{id}: lost on the way" for id in wrong.lost)]
            raise CleanerError("\n".join([*lines, f"{shown(at)}: left as it was"]))
        tell_of(there, besides)
    _tell(done, shown(at), name)


def _tell(done: Update, where: str, name: str) -> None:
    """Say what was added, brought up to date, left, and what the termbase has no longer."""
    counts = ((done.added, "added"), (done.changed, "brought up to date"), (done.same, "as before"))
    said = [f"{_count(len(ids), 'rule')} {what}" for ids, what in counts if ids]
    click.echo(f"{where}: {', '.join(said) or 'nothing added'}")
    if done.taken:
        click.echo(f"  left, since a rule of another origin has the id: {_some(done.taken)}")
    if done.gone:
        click.echo(f"  no longer in {name}: {_some(done.gone)}; take them out if they aren't wanted any more")
    if done.added or done.changed:
        click.echo(f"next: clean rules test {where}, then clean rules bench --clean DIR --damaged DIR")


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST]) + (f" and {len(ids) - _MOST} more" if len(ids) > _MOST else "")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


COMMAND = import_
