"""What ``--help`` shows: examples, the options by what they are for, exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import click

EXAMPLES: Final = (
    ("clean article.md", "show each finding with what its fix would change"),
    ("clean --fix article.md", "make the fixes that keep the meaning for certain"),
    ("clean --diff docs/ | patch -p1", "the same, by way of a patch that can be read first"),
    ("clean --fix - < in.txt > out.txt", "as a filter"),
    ("clean --format json docs/", "for a program"),
)
CODES: Final = (
    ("0", "nothing left to report"),
    ("1", "findings left, at the level of --fail-on or above"),
    ("2", "something you can mend: an option, the settings, a file, a rule"),
    ("3", "our fault; nothing was written"),
    ("130", "interrupted"),
)


class Option(click.Option):
    """An option with the section of the help that it stands in."""

    def __init__(self, *args: Any, section: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


def section_of_help(rows: Iterable[str]) -> str:
    """Return the section that --help itself stands in: the last of *rows*."""
    return list(rows)[-1]


def write_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, usage: str, commands: Iterable[tuple[str, str]] = ()) -> None:
    """Write the help of *command*, whose arguments are *usage*, and of the other *commands* (name, what it does)."""
    formatter.write_usage(ctx.command_path, usage)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    with formatter.section("Examples"):
        formatter.write_dl(EXAMPLES, col_max=40)
    rows: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record and isinstance(param, click.Option):
            rows.setdefault(param.section if isinstance(param, Option) else section_of_help(rows), []).append(record)
    for section, records in rows.items():
        with formatter.section(section):
            formatter.write_dl(records, col_max=32)
    commands = list(commands)
    if commands:
        with formatter.section("Commands (for a file of such a name write ./NAME)"):
            formatter.write_dl(commands, col_max=32)
    with formatter.section("Exit codes"):
        formatter.write_dl(CODES)
