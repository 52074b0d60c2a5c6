"""`clean rules why`: why a rule fires in a text, or is silent."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from cleaner.cli.rules._view import CONTEXT, looking, names, reading
from cleaner.config.settings import MIN_CONFIDENCES, is_language

if TYPE_CHECKING:
    from cleaner.authoring.why import Candidate, Explanation, Step
    from cleaner.cli.asked import Asked
    from cleaner.cli.walk import Task
    from cleaner.model import Document
    from cleaner.plugin import View
    from cleaner.reporters._terminal import Run

PLACES: Final = 20
"""So many candidates are shown unless all are asked for."""

WORDS: Final = 8
"""So many of what a rule looks for are named."""

_LINE: Final = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::\d+)?")
_LABEL: Final = 20
"""The column in which what a step says begins."""


def _language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value and not is_language(value):
        raise click.BadParameter(f"'{value}' is no language code; write two or three letters, such as fr", ctx, param)
    return value


@click.command("why", context_settings=CONTEXT, short_help="Tell why a rule fires in a text, or is silent.")
@click.argument("rule", metavar="RULE")
@click.argument("target", metavar="FILE[:LINE]|'SENTENCE'")
@reading
@click.option("--source-language", default="", callback=_language, metavar="CODE", help="The language that the text was translated from, such as fr.")
@click.option("--profile", multiple=True, callback=names, metavar="WORDS", help="How the house writes, such as en-GB,NVIDIA.")
@click.option("--context", type=click.Path(dir_okay=False), default="", metavar="FILE", help="A text that tells what this one is about.")
@click.option("--min-confidence", type=click.Choice(MIN_CONFIDENCES), help="The least sure findings that are shown (default: likely).")
@click.option("--select", multiple=True, callback=names, metavar="RULES", help="As in clean check.")
@click.option("--ignore", multiple=True, callback=names, metavar="RULES", help="As in clean check.")
@click.option("--preview", is_flag=True, help="Run also the rules that are on trial.")
@click.option("--baseline", type=click.Path(dir_okay=False), default="", metavar="FILE", help="The findings that are known.")
@click.option("--stdin-filename", type=click.Path(dir_okay=False), default="", metavar="PATH", help="What - is called: its format and its settings.")
@looking
def why(rule: str, target: str, format: str, everything: bool, color: str, **given: Any) -> Callable[[], int]:
    """Tell why RULE fires in a text, or is silent: every place that it looks at, and each step there.

    RULE is the rule's id, or the end of it where that is enough (flea-chip). The text is a file, one line of it
    (article.txt:12), - for standard input, or a sentence in quotes. What the command says is what clean check does with
    the same options and settings: which literal was looked for, what each condition found, what the evidence comes to,
    what hides a finding, and why it isn't mended unasked.
    """
    return partial(_why, rule, target, format, everything, color, given)


class _Target(NamedTuple):
    """What is looked at: a file or a text, and one line of it (0: all)."""

    path: str
    text: str | None = None
    line: int = 0


def _target(target: str) -> _Target:
    """Read FILE, FILE:LINE, - or a sentence; UnreadableError where a file was meant that isn't there."""
    from cleaner import formats
    from cleaner.cli.walk import STDIN
    from cleaner.errors import SettingsError, UnreadableError

    if target == STDIN:
        return _Target(STDIN)
    if os.path.isdir(target):
        raise SettingsError(f"{target}: this is a folder; name one of its files")
    if os.path.exists(target):
        return _Target(target)
    found = _LINE.fullmatch(target)
    path, line = (found["path"], int(found["line"])) if found else (target, 0)
    if line and os.path.isfile(path):
        return _Target(path, line=line)
    if not re.search(r"\s", path) and (os.sep in path or formats.by_path(path)):
        raise UnreadableError(f"{path}: no such file; name one that is there, or write a sentence in quotes")
    return _Target(STDIN, text=target)


def _why(name: str, target: str, format: str, everything: bool, color: str, given: dict[str, Any]) -> int:
    from cleaner.cli.asked import Asked
    from cleaner.cli.rules._view import print_json, print_lines, view
    from cleaner.cli.run import refuse, stand_somewhere

    stand_somewhere()
    meant = _target(target)
    asked = Asked((meant.path,), **given)
    refuse(asked)
    explanation = _explain(name, meant, asked)
    if format == "json":
        print_json(_encoded(explanation))
    else:
        shown = view(color)
        print_lines(_lines(explanation, shown, everything), shown)
    return 0


def _explain(name: str, meant: _Target, asked: Asked) -> Explanation:
    """Read the text and the rules, and have the one explained by the other."""
    from dataclasses import replace

    from cleaner.authoring.catalogue import broken_rule, find, uncompiled
    from cleaner.authoring.shelf import Shelf
    from cleaner.authoring.why import explain
    from cleaner.cli.run import House
    from cleaner.cli.walk import Task
    from cleaner.config.lookup import Lookup

    lookup = Lookup(asked.config, asked.isolated)
    called = os.path.abspath(asked.stdin_filename or meant.path)
    task = Task(meant.path, called, lookup.for_folder(os.path.dirname(called)), named=True)
    lookup.complain()
    house = House(asked)
    ruleset, request = house.request(task)
    shelf = Shelf(task.settings.folders(asked.rules), not asked.no_shipped_rules)
    rule = find(shelf, name)
    if rule.id not in {id for id, _ in ruleset.ids()}:
        raise broken_rule(rule.id, uncompiled(ruleset, rule))
    document = _document(meant, asked, task)
    explanation = explain(rule, shelf.plain(rule), ruleset, request, document, meant.line, _sources(asked, task))
    if meant.text is None and task.settings.excludes(task.absolute):
        return replace(explanation, off=f"{_settings(task)} excludes this file")
    return explanation


def _document(meant: _Target, asked: Asked, task: Task) -> Document:
    """Read the text that is *meant*; UnreadableError where it is none, or has fewer lines."""
    from cleaner import pipeline
    from cleaner.cli import files
    from cleaner.cli.walk import STDIN
    from cleaner.errors import SettingsError

    name = asked.stdin_filename or meant.path
    size = task.settings.max_size
    if meant.text is not None:
        raw = meant.text.encode("utf-8", "surrogateescape")
    else:
        raw = files.read_stdin(name, size) if meant.path == STDIN else files.read(meant.path, size)[0]
    document = pipeline.read(raw, name)
    lines = max([_last_line(part.text) for part in document.parts], default=1)
    if meant.line > lines:
        raise SettingsError(f"{meant.path}:{meant.line}: the file has {lines} line{'' if lines == 1 else 's'}; name one of them")
    return document


def _last_line(text: str) -> int:
    """Return the number of the last line of *text*; the end of a line begins no other."""
    from cleaner.text.lines import line_and_column

    return line_and_column(text, max(0, len(text) - 1))[0]


def _settings(task: Task) -> str:
    from cleaner.config.lookup import shown

    return shown(task.settings.path) if task.settings.path else "the settings"


def _sources(asked: Asked, task: Task) -> dict[str, str]:
    """Return where each pattern that selects or ignores rules was written."""
    select, ignore = task.settings.names(task.absolute)
    return {
        **dict.fromkeys((*select, *ignore), _settings(task)),
        **dict.fromkeys(asked.select, "--select"),
        **dict.fromkeys(asked.ignore, "--ignore"),
    }


def _lines(explanation: Explanation, shown: View, everything: bool) -> Iterator[list[Run]]:
    """Yield the lines of *explanation* for a person."""
    from cleaner.authoring.told import listed
    from cleaner.cli.rules._view import hung
    from cleaner.reporters._terminal import Run, visible

    most = len(explanation.sought) if everything else WORDS
    yield [Run(explanation.rule.id, "title")]
    if explanation.sought:
        yield from hung([Run("  looks for")], [Run(visible(listed(explanation.sought, most)))], _LABEL, shown)
    for near in explanation.near:
        yield from hung([Run("  comes near")], [Run(visible(near))], _LABEL, shown)
    candidates = explanation.candidates if everything else explanation.candidates[:PLACES]
    for one in candidates:
        yield []
        yield from _candidate(one, explanation.path, shown, alone=len(explanation.candidates) == 1)
    left = len(explanation.candidates) - len(candidates)
    if left:
        yield []
        yield [Run(f"{left} more {'place' if left == 1 else 'places'}; --all shows them", "dim")]
    yield []
    yield from hung([], [Run(visible(explanation.verdict), "good" if explanation.firing else "bold")], 0, shown)


def _candidate(one: Candidate, path: str, shown: View, alone: bool) -> Iterator[list[Run]]:
    """Yield the lines of one place."""
    from cleaner.cli.rules._view import hung
    from cleaner.cli.walk import STDIN
    from cleaner.reporters._terminal import Run, visible
    from cleaner.reporters.text import diff
    from cleaner.text.cards import cut

    yield [*([Run(f"{visible(path)}:", "dim")] if path != STDIN else []), Run(f"{one.line}:{one.column}", "place")]
    yield from diff(cut(one.sentence, 0, len(one.sentence), [(one.start, one.end, None)]), shown)
    for step in one.steps:
        if step.what == "confidence":
            yield from _evidence(one)
        yield from _step(step, 2, shown)
        if step.parts:
            for number, parts in enumerate(step.parts, 1):
                yield [Run(f"    alternative {number}", "dim")]
                for part in parts:
                    yield from _step(part, 4, shown)
    if one.passes:
        for reason in one.unsafe:
            yield from hung([Run("       not safe", "warning")], [Run(visible(reason))], _LABEL + 4, shown)
    if not alone:
        yield from hung([Run("  ")], [Run(visible(one.verdict), "good" if one.passes else "bold")], 4, shown)


def _step(step: Step, indent: int, shown: View) -> Iterable[list[Run]]:
    """Return the lines of one step."""
    from cleaner.cli.rules._view import hung
    from cleaner.reporters._terminal import Run, visible

    label = [Run(" " * indent), Run("yes", "good") if step.held else Run("NO ", "error"), Run(f"  {step.what}")]
    return hung(label, [Run(visible(step.says)), *_there(step)], _LABEL + 4, shown)


def _there(step: Step) -> list[Run]:
    """Return what stands where a condition looked, as far as the sentence above doesn't show it well."""
    from cleaner.reporters._terminal import Run, clipped, visible

    words = step.looked_at.split()
    scope = step.what.rpartition(" ")[2]
    if scope in ("before", "after"):
        words = words[-3:] if scope == "before" else words[:3]
    elif scope != "phrase":
        return []
    return [Run(f" (there: '{clipped(visible(' '.join(words)), 40)}')" if words else " (there is nothing)", "dim")]


def _evidence(one: Candidate) -> Iterator[list[Run]]:
    """Yield the table of what speaks for a candidate."""
    from cleaner.reporters._terminal import Run, clipped, visible

    if not one.shares:
        return
    yield [Run("       evidence")]
    for share in one.shares:
        yield [Run(f"       {share.points:+6.2f}  {clipped(visible(share.what), 30)}")]
    yield [Run(f"       {sum(share.points for share in one.shares):+6.2f}  together, which is {one.confidence:.2f}", "bold")]


def _encoded(explanation: Explanation) -> dict[str, Any]:
    """Return *explanation* for a program."""
    return {
        "version": 1,
        "rule": explanation.rule.id,
        "path": explanation.path,
        "verdict": explanation.verdict,
        "fires": len(explanation.firing),
        "off": explanation.off or None,
        "looks_for": list(explanation.sought),
        "comes_near": list(explanation.near),
        "candidates": [_encoded_candidate(one, bool(explanation.off)) for one in explanation.candidates],
    }


def _encoded_candidate(one: Candidate, off: bool) -> dict[str, Any]:
    return {
        "line": one.line,
        "column": one.column,
        "text": one.text,
        "sentence": one.sentence,
        "replacements": list(one.replacements),
        "fires": one.passes and not off,
        "verdict": one.verdict,
        "steps": [_encoded_step(step) for step in one.steps],
        "evidence": [{"what": share.what, "points": round(share.points, 3)} for share in one.shares],
        "confidence": one.confidence,
        "applicability": one.applicability or None,
        "not_safe": list(one.unsafe),
    }


def _encoded_step(step: Step) -> dict[str, Any]:
    made: dict[str, Any] = {"step": step.what, "held": step.held, "says": step.says}
    if step.looked_at:
        made["looked_at"] = step.looked_at
    if step.parts:
        made["alternatives"] = [[_encoded_step(part) for part in parts] for parts in step.parts]
    return made


COMMAND = why
