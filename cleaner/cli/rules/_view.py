"""What the subcommands share that show rules to a person or a program: options, colours, lines, JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from cleaner.plugin import View
    from cleaner.reporters._terminal import Run

CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
WIDEST: Final = 110
NARROWEST: Final = 50

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Cut lists at commas."""
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


def looking(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of how it is shown."""
    for decorator in (
        click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colours; auto obeys NO_COLOR and FORCE_COLOR."),
        click.option("--all", "everything", is_flag=True, help="Show all of long lists."),
        click.option("--format", type=click.Choice(("text", "json")), default="text", help="For a person or a program (default: text)."),
    ):
        function = decorator(function)
    return function


def reading(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of which rules and settings are read."""
    folder, file = click.Path(file_okay=False), click.Path(dir_okay=False)
    for decorator in (
        click.option("--isolated", is_flag=True, help="Read no settings."),
        click.option("--config", type=file, default="", metavar="FILE", help="Take the settings from this file."),
        click.option("--no-shipped-rules", is_flag=True, help="Only the rules of --rules and the settings."),
        click.option("--rules", type=folder, multiple=True, metavar="DIR", help="The rules of this folder as well."),
    ):
        function = decorator(function)
    return function


def view(color: str) -> View:
    """Return how standard output is to look."""
    from cleaner.cli.output import wants_color, width
    from cleaner.plugin import View

    return View(wants_color(color, sys.stdout.isatty()), max(NARROWEST, min(width(), WIDEST)))


def print_lines(lines: Iterable[Sequence[Run]], shown: View) -> None:
    """Print *lines*."""
    from cleaner.reporters._terminal import painted

    print_text("".join([painted(line, shown.color).rstrip() + "\n" for line in lines]))


def print_json(what: object) -> None:
    """Print *what* as JSON; characters that output may not be able to hold are escaped."""
    print_text(json.dumps(what, indent=2) + "\n")


def print_text(text: str) -> None:
    """Print *text*."""
    from cleaner.cli.output import Output

    output = Output(encoding=sys.stdout.encoding or "utf-8")
    output.write(text)
    output.close()


def hung(label: Sequence[Run], runs: Iterable[Run], indent: int, shown: View) -> list[list[Run]]:
    """Return *runs* wrapped, with *label* before the first line and as much space as *indent* before the others."""
    from cleaner.reporters._terminal import Run, columns, wrapped

    gap = max(1 if label else 0, indent - sum(columns(run.text) for run in label))
    first, *rest = wrapped(runs, shown.width - indent)
    return [[*label, Run(" " * gap), *first], *([Run(" " * indent), *row] for row in rest)]


def place_of(path: str, line: int) -> str:
    """Return *path* as a person here would write it, and the line."""
    from cleaner.config.lookup import shown

    return f"{shown(os.path.abspath(path))}:{line}"
