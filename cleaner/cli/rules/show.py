"""`clean rules show`: a rule explained to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner.cli.rules._view import CONTEXT, looking, reading

if TYPE_CHECKING:
    from cleaner.authoring.portrait import Portrait
    from cleaner.model.rule import Example, Rule
    from cleaner.plugin import View
    from cleaner.reporters._terminal import Run

_LABEL: Final = 16
"""The column in which what is said begins."""

EXAMPLES: Final = 5
"""So many examples of a sort are shown unless all are asked for."""


@click.command("show", context_settings=CONTEXT, short_help="Explain a rule: why it is there, what it finds, where, and what it does.")
@click.argument("rules_asked", nargs=-1, required=True, metavar="RULE...")
@reading
@looking
def show(rules_asked: tuple[str, ...], format: str, everything: bool, color: str, **given: Any) -> Callable[[], int]:
    """Explain rules: why the damage happens, what is found, where it must stand, what becomes of it, with examples.

    RULE is the rule's id, or the end of it where that is enough (flea-chip).
    """
    return partial(_show, rules_asked, format, everything, color, given)


def _show(asked: tuple[str, ...], format: str, everything: bool, color: str, given: dict[str, Any]) -> int:
    from cleaner.authoring.catalogue import find
    from cleaner.authoring.portrait import encoded, portray
    from cleaner.cli.rules._view import print_json, print_lines, view
    from cleaner.cli.rules.list import shelf_of

    shelf, _ = shelf_of(given)
    portraits = [portray(shelf, find(shelf, name), everything) for name in asked]
    if format == "json":
        print_json({"version": 1, "rules": [encoded(portrait) for portrait in portraits]})
        return 0
    shown = view(color)
    for number, portrait in enumerate(portraits):
        print_lines([*([[]] if number else []), *_lines(portrait, shown, everything)], shown)
    return 0


def _lines(portrait: Portrait, shown: View, everything: bool) -> Iterator[list[Run]]:
    """Yield the lines of *portrait*."""
    from cleaner.cli.rules._view import hung, place_of
    from cleaner.reporters._terminal import Run, visible

    rule = portrait.rule
    yield [Run(rule.id, "title")]
    if rule.why:
        yield from hung([Run(" ")], [Run(visible(rule.why))], 2, shown)
    yield []
    for label, says in portrait.facts:
        for number, one in enumerate(says):
            yield from hung([Run(f"  {label}", "bold") if not number else Run("  ")], [Run(visible(one))], _LABEL, shown)
    where = place_of(rule.path, rule.line) if portrait.own else "ships with the cleaner"
    yield from hung([Run("  written", "bold")], [Run(visible(where))], _LABEL, shown)
    yield from _examples(rule, shown, everything)


def _examples(rule: Rule, shown: View, everything: bool) -> Iterator[list[Run]]:
    """Yield the examples: as diffs where the rule fires, as they are where it is silent."""
    from cleaner.reporters._terminal import Run

    for title, examples in (("It fires:", rule.fires), ("It stays silent:", rule.ok)):
        if not examples:
            continue
        yield []
        yield [Run(title, "bold")]
        most = len(examples) if everything else EXAMPLES
        for example in examples[:most]:
            yield from _example(example, shown)
        if len(examples) > most:
            yield [Run(f"  {len(examples) - most} more; --all shows them", "dim")]


def _example(example: Example, shown: View) -> Iterator[list[Run]]:
    from cleaner.cli.rules._view import hung
    from cleaner.reporters._terminal import Run, visible
    from cleaner.reporters.text import diff
    from cleaner.text.cards import cut
    from cleaner.text.worddiff import Change, changes

    gap = Run(f"  (known: {example.known}, it fails here so far)", "warning") if example.known else None
    if not example.marked:
        yield from hung([Run("   ")], [Run(visible(example.text.strip())), *([gap] if gap else [])], 4, shown)
        return
    edits = changes(example.text, [Change(mark.start, mark.end, mark.new) for mark in example.marked if mark.new is not None])
    spans: list[tuple[int, int, str | None]] = [*edits, *((mark.start, mark.end, None) for mark in example.marked if mark.new is None)]
    yield from diff(cut(example.text, 0, len(example.text), spans), shown)
    yield from [[Run("  "), gap]] if gap else []


COMMAND = show
