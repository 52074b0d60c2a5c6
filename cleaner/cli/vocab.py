"""`clean vocab`: the house's words, which are never reported."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import click

_CONTEXT = {"help_option_names": ["-h", "--help"]}


@click.group("vocab", context_settings=_CONTEXT, no_args_is_help=True)
def vocab() -> None:
    """Keep the words of the house, which are never reported.

    They stand in vocabulary.txt beside the settings file (cleaner.toml, or the pyproject.toml with [tool.cleaner]) that
    holds in the current folder, one a line. A word with a capital letter holds as it is written, any other in every
    letter case.
    """


@vocab.command("add", context_settings=_CONTEXT)
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
def add(terms: tuple[str, ...]) -> Callable[[], int]:
    """Add words, or terms of several words in quotes.

    Where there are no settings yet, a cleaner.toml is made in the current folder.
    """
    clean = tuple(" ".join(term.split()) for term in terms)
    for term in clean:
        if not term or term == "#" or term.startswith("# "):
            raise click.BadParameter(f"'{term}' is no word; a line of the vocabulary that begins with # is a comment", param_hint="TERM")
    return partial(_add, clean)


def _add(terms: tuple[str, ...]) -> int:
    from cleaner.cli import words

    settings = words.settings_here()
    path = words.home(settings)
    new = words.add(path, terms)
    if not settings.path:
        click.echo(f"made {os.path.relpath(words.make_settings())}")
    where = os.path.relpath(path)
    for term in dict.fromkeys(terms):
        click.echo(f"{where}: added '{term}'" if term in new else f"{where}: has '{term}' already")
    return 0


@vocab.command("list", context_settings=_CONTEXT)
def list_() -> Callable[[], int]:
    """Print the words that hold in the current folder, one a line."""
    return _list


def _list() -> int:
    from cleaner.cli import words

    settings = words.settings_here()
    for term in dict.fromkeys(term for path in settings.vocabulary for term in words.read_terms(path)):
        click.echo(term)
    return 0


COMMAND = vocab
