"""`clean rules schema`: the JSON Schema by which editors complete and check rule files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click

from cleaner.cli.rules._view import CONTEXT


@click.command("schema", context_settings=CONTEXT, short_help="Print the JSON Schema by which editors complete rules.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), default="", metavar="FILE", help="Write it to this file.")
def schema(output: str) -> Callable[[], int]:
    """Print the JSON Schema of rule files, topics and word lists, by which editors complete fields and mark mistakes.

    Rule files name it in their first line: # yaml-language-server: $schema=PATH, the path from the rule file to it.
    """
    return partial(_schema, output)


def _schema(path: str) -> int:
    from cleaner.cli.rules._view import print_text
    from cleaner.rulebook.schema import write

    if not path or path == "-":
        print_text(write())
        return 0
    from cleaner.cli.files import write_new
    from cleaner.cli.output import tell

    write_new(path, write())
    tell(f"{path}: written")
    return 0


COMMAND = schema
