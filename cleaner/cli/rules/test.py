"""`clean rules test`: run the examples of rules, and hold the rules against one another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import click

if TYPE_CHECKING:
    from cleaner.authoring.scope import Scope
    from cleaner.authoring.shelf import Shelf
    from cleaner.model.rule import Problem, Remark, Rule

MOST: Final = 20
"""So many pieces of advice are listed unasked."""
LISTED: Final = ("all", "some", "count")


class Asked(NamedTuple):
    """What was asked on the command line."""

    paths: tuple[str, ...]
    shipped: bool
    select: tuple[str, ...]
    strict: bool
    advice: str
    format: str
    quiet: bool
    color: str


class Outcome(NamedTuple):
    """What the test gave: how many rules and examples there were (and of these known to fail), what is broken in the files, what is to say."""

    rules: int
    examples: int
    known: int
    problems: list[Problem]
    remarks: list[Remark]

    def of(self, kinds: tuple[str, ...]) -> list[Remark]:
        """Return the remarks of *kinds*."""
        return [remark for remark in self.remarks if remark.kind in kinds]


def _names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


@click.command(
    "test", context_settings={"help_option_names": ["-h", "--help"]}, short_help="Run the examples of rules, and hold the rules against one another."
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=str))
@click.option("--shipped", is_flag=True, help="Test the rules that ship.")
@click.option("--select", multiple=True, metavar="RULES", callback=_names, help="Only these rules: ids, packs or globs, with commas between.")
@click.option("--strict", is_flag=True, help="Advice makes the test fail, too.")
@click.option("--advice", type=click.Choice(LISTED), default="some", help=f"List every piece of advice, the first {MOST} (unless said), or none of them.")
@click.option("--no-advice", is_flag=True, help="Run the examples and nothing else; takes half of the time.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="The view; text unless said.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what fails: no advice, no notes, and nothing where all is as written.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours; auto: on terminals.")
def test(paths: tuple[str, ...], advice: str, no_advice: bool, **options: object) -> Callable[[], int]:
    """Run every example of the own rules, or of those in the files and folders PATH.

    A sentence of `fires` must be found just as it is marked, one of `ok` must be left alone. What comes out otherwise
    gets a verdict: noisy (found in a sentence that is fine), missing (not found), wrong (found otherwise than written),
    fixed (comes right by now, so that its `known` has to go). A correction that another rule flags fails as well
    (flagged). The rest is advice: a rule that another always covers (covered), a condition that no example needs
    (unproved), a rule that lacks an example that matters (unshown).

    Exit codes: 0 all as written, 1 an example isn't, 2 a rule is broken or too slow, or PATH isn't there.
    """
    asked = Asked(paths=paths, advice="" if no_advice else advice, **options)  # type: ignore[arg-type]  # click has checked them
    if asked.strict and no_advice:
        raise click.UsageError("--strict lets advice fail, and --no-advice asks for none; leave one out")
    return partial(_run, asked)


def _run(asked: Asked) -> int:
    import gc

    from cleaner.authoring.shelf import Shelf

    gc.disable()  # thousands of rules stay for as long as the process: looking for garbage among them was a fifteenth of the time
    scope = _scope(asked)
    shelf = Shelf(scope.folders)
    outcome = _try(shelf, scope, asked)
    if asked.format == "json":
        _print_json(outcome)
    else:
        _print_text(outcome, asked)
    return _code(outcome, asked)


def _scope(asked: Asked) -> Scope:
    import os

    from cleaner.authoring.scope import scope_of
    from cleaner.cli.rules._shelf import own_folders
    from cleaner.errors import SettingsError

    for path in asked.paths:
        if not os.path.exists(path):
            raise SettingsError(f"{path}: there is no such rules folder or file; name one that is there")
    known = own_folders()
    if not asked.paths and not asked.shipped and not known:
        raise SettingsError(
            "there are no own rules here: no settings name a folder of them; write rules = ['rules'] in cleaner.toml, name a folder or a file, "
            "or ask for --shipped"
        )
    return scope_of(asked.paths, known, asked.shipped)


def _try(shelf: Shelf, scope: Scope, asked: Asked) -> Outcome:
    """Try the rules of *shelf* that are meant; a bar shows how far that has come."""
    import sys

    from cleaner.authoring.trial import Trial
    from cleaner.cli.output import Progress

    rules = _selected(shelf, scope, asked.select)
    trial = Trial(shelf.ruleset, bool(asked.advice))
    progress = Progress(len(rules), shown=not asked.quiet and sys.stderr.isatty())
    remarks: list[Remark] = []
    for rule, found in zip(rules, trial.remarks(rules), strict=True):
        progress.step(rule.id)
        remarks += found
    progress.clear()
    examples = [example for rule in rules for example in (*rule.fires, *rule.ok)]
    problems = sorted((problem for problem in shelf.broken if scope.holds(problem.path)), key=lambda problem: (problem.path, problem.line, problem.column))
    return Outcome(len(rules), len(examples), sum(bool(example.known) for example in examples), problems, remarks)


def _selected(shelf: Shelf, scope: Scope, select: tuple[str, ...]) -> list[Rule]:
    """Return the rules that *scope* holds, of these those that *select* names, without those that are set aside."""
    from cleaner.errors import SettingsError
    from cleaner.suppress.names import chosen, unmatched

    tried = shelf.tried(scope.holds_shipped)
    held = {path: scope.holds(path) for path in {rule.path for rule in tried}}
    rules = [rule for rule in tried if held[rule.path]]
    if select:
        unknown = unmatched(select, [(rule.id, rule.category) for rule in rules])
        if unknown:
            raise SettingsError(f"--select: {', '.join(unknown)}: none of the rules that are tested is called so; 'clean rules list' names them")
        wanted = chosen(select)
        rules = [rule for rule in rules if wanted(rule.id, rule.category)]
    return rules


def _code(outcome: Outcome, asked: Asked) -> int:
    from cleaner.authoring.trial import ADVICE, FAILURES, SLOW
    from cleaner.cli.codes import FINDINGS_LEFT, MENDABLE, NOTHING_LEFT

    if outcome.problems or outcome.of((SLOW,)):
        return MENDABLE
    fails = (*FAILURES, *ADVICE) if asked.strict else FAILURES
    return FINDINGS_LEFT if outcome.of(fails) else NOTHING_LEFT


def _print_text(outcome: Outcome, asked: Asked) -> None:
    import os

    from cleaner.authoring.trial import ADVICE, FAILURES, NOTES, SLOW
    from cleaner.cli.output import Output, wants_color
    from cleaner.reporters._remarks import problem_lines, remark_lines

    output, here = Output(), os.getcwd()
    color = wants_color(asked.color, output.is_terminal)
    lines = [line for problem in outcome.problems for line in problem_lines(problem, here, color)]
    lines += [line for remark in outcome.of((*FAILURES, SLOW)) for line in remark_lines(remark, here, color)]
    advice, notes = outcome.of(ADVICE), outcome.of(NOTES)
    if not asked.quiet or asked.strict:
        listed = advice[: {"all": len(advice), "some": MOST}.get(asked.advice, 0)]
        lines += [line for remark in (*listed, *notes) for line in remark_lines(remark, here, color)]
        if asked.advice == "some" and len(listed) < len(advice):
            lines.append(f"\u2026 and {len(advice) - len(listed):,} more pieces of advice; --advice all lists them")
    if not asked.quiet or lines:
        lines += ["", _summary(outcome)] if lines else [_summary(outcome)]
    output.write("".join(f"{line}\n" for line in lines))
    output.flush()


def _summary(outcome: Outcome) -> str:
    """Say in a line what the test gave."""
    from cleaner.authoring.trial import ADVICE, FAILURES, SLOW

    parts = [f"{len(found):,} {kind}" for kind in FAILURES if (found := outcome.of((kind,)))]
    if slow := outcome.of((SLOW,)):
        parts.append(f"{len(slow):,} too slow")
    if outcome.problems:
        parts.append(_count(len(outcome.problems), "mistake") + " in the files")
    verdict = ", ".join(parts) or "all as written"
    known = f" ({outcome.known:,} known to fail)" if outcome.known else ""
    kinds = ", ".join(f"{len(found):,} {kind}" for kind in ADVICE if (found := outcome.of((kind,))))
    advice = f"; advice: {kinds}" if kinds else ""
    return f"{_count(outcome.rules, 'rule')}, {_count(outcome.examples, 'example')}{known}: {verdict}{advice}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _print_json(outcome: Outcome) -> None:
    """Print one object: what was tested, what is broken, and each remark at its place."""
    import json

    from cleaner.cli.output import Output

    report = {
        "version": 1,
        "rules": outcome.rules,
        "examples": outcome.examples,
        "known": outcome.known,
        "problems": [_asdict(problem) for problem in outcome.problems],
        "remarks": [_asdict(remark) for remark in outcome.remarks],
    }
    output = Output()
    output.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    output.flush()


def _asdict(told: Problem | Remark) -> dict[str, object]:
    """Return the fields of *told*, its path as it reads from here."""
    from dataclasses import asdict

    from cleaner.config.lookup import shown

    return {**asdict(told), "path": shown(told.path)}


COMMAND = test
