"""`clean [check] PATH…`: the options of the command that most people mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

import click

from cleaner.cli.asked import Asked
from cleaner.cli.help import Option, write_help
from cleaner.config.settings import FAIL_ON, MIN_CONFIDENCES, is_language, size
from cleaner.reporters import MODULES as VIEWS

FIXING: Final = "Fixing"
SHOWN: Final = "What is shown"
KNOWN: Final = "What is read"
OUTPUT: Final = "Output"


class Check(click.Command):
    """Writes its help in sections."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        write_help(self, ctx, formatter, "[OPTIONS] PATH...")


def _names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Cut lists at commas."""
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


def _size(ctx: click.Context, param: click.Parameter, value: str | None) -> int:
    number = None if value is None else size(value)
    if value is not None and not number:
        raise click.BadParameter(f"'{value}' is no size; write bytes, or 500k, 20MB", ctx, param)
    return number or 0


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value and not is_language(value):
        raise click.BadParameter(f"'{value}' is no language code; write two or three letters, such as fr", ctx, param)
    return value or ""


def _paths(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if not value and not ctx.resilient_parsing:
        raise click.UsageError("No path given; name a file or a folder, or - for standard input.", ctx)
    return value


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from cleaner.version import __version__

        click.echo(f"cleaner {__version__}")
        ctx.exit()


class Given(click.Path):
    """A path as it was given: shells complete it, but whether it is there is seen once, when files are looked for."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> str | bytes | os.PathLike[str]:
        """Return *value* as it is."""
        return value


def _options() -> Iterable[click.Parameter]:
    """Yield the parameters, in the order of the help."""
    text, file, folder = click.STRING, click.Path(), click.Path(file_okay=False)
    yield click.Argument(["paths"], nargs=-1, type=Given(), metavar="PATH...", callback=_paths)
    yield Option(["--fix"], section=FIXING, is_flag=True, help="Write the fixes that are safe. With -, print the text, and the report on standard error.")
    yield Option(["--unsafe-fixes"], section=FIXING, is_flag=True, help="With --fix or --diff: also the fixes that a person should look at.")
    yield Option(["--diff"], section=FIXING, is_flag=True, help="Print what --fix would write, as a unified diff; nothing is written.")
    yield Option(
        ["--select"],
        section=SHOWN,
        type=text,
        multiple=True,
        callback=_names,
        metavar="RULES",
        help="Only these: ids, packs or categories, with commas between; * is a glob, ** crosses /.",
    )
    yield Option(
        ["--ignore"], section=SHOWN, type=text, multiple=True, callback=_names, metavar="RULES", help="All but these; adds to what the settings ignore."
    )
    yield Option(["--min-confidence"], section=SHOWN, type=click.Choice(MIN_CONFIDENCES), help="The least sure findings to show (default: likely).")
    yield Option(["--fail-on"], section=SHOWN, type=click.Choice(FAIL_ON), help="The lowest level that makes the exit code 1 (default: warning).")
    yield Option(["--show-hidden"], section=SHOWN, is_flag=True, help="Show also the findings below --min-confidence.")
    yield Option(["--preview"], section=SHOWN, is_flag=True, help="Run also the rules that are on trial.")
    yield Option(["--baseline"], section=SHOWN, type=file, default="", metavar="FILE", help="Hide the findings that this file knows.")
    yield Option(["--write-baseline"], section=SHOWN, type=file, default="", metavar="FILE", help="Write the present findings to this file, and show none.")
    yield Option(["--rules"], section=KNOWN, type=folder, multiple=True, metavar="DIR", help="Run the rules of this folder as well.")
    yield Option(["--no-shipped-rules"], section=KNOWN, is_flag=True, help="Run only the rules of --rules and the settings.")
    yield Option(["--config"], section=KNOWN, type=file, default="", metavar="FILE", help="Take the settings from this file.")
    yield Option(["--isolated"], section=KNOWN, is_flag=True, help="Read no settings.")
    yield Option(
        ["--source-language"],
        section=KNOWN,
        type=text,
        callback=_language,
        metavar="CODE",
        help="The language that the texts were translated from, such as fr.",
    )
    yield Option(
        ["--profile"],
        section=KNOWN,
        type=text,
        multiple=True,
        callback=_names,
        metavar="WORDS",
        help="How the house writes, such as en-GB,NVIDIA,$5.5bn: other spellings are found.",
    )
    yield Option(
        ["--context"],
        section=KNOWN,
        type=file,
        default="",
        metavar="FILE",
        help="A text that tells what the others are about, as an article does of its headline.",
    )
    yield Option(
        ["--max-size"], section=KNOWN, type=text, callback=_size, metavar="SIZE", help="The biggest file to read, such as 500k or 5MB (default: 20MB)."
    )
    yield Option(["--stdin-filename"], section=KNOWN, type=file, default="", metavar="PATH", help="What - is called: its format and its settings.")
    yield Option(["--format"], section=OUTPUT, type=click.Choice(list(VIEWS)), help="The view (default: text).")
    yield Option(["-o", "--output"], section=OUTPUT, type=file, default="", metavar="FILE", help="Write the report, or the diff, to this file.")
    yield Option(["-q", "--quiet"], section=OUTPUT, is_flag=True, help="A line a finding; on standard error only what must be mended.")
    yield Option(
        ["--color"], section=OUTPUT, type=click.Choice(("auto", "always", "never")), default="auto", help="Colours; auto obeys NO_COLOR and FORCE_COLOR."
    )
    yield Option(["--timings"], section=OUTPUT, is_flag=True, help="Tell on standard error where the time went.")
    yield Option(["--version"], section=OUTPUT, is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version.")


def _check(**given: Any) -> Callable[[], int]:
    """Return what is to be done: it is run when click is through, so that click's exit codes don't matter."""
    from cleaner.cli.run import run

    return partial(run, Asked(**given))


COMMAND = Check(
    "check",
    callback=_check,
    params=list(_options()),
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help="Find and mend; this is what happens when no command is named.",
    help="Find, and with --fix mend, what machine translation broke in English text. PATH is a file, a folder, or - for standard input.",
)
