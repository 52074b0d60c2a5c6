"""`clean rules bench`: measure rules on good English and on damaged text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from cleaner.authoring.bench import Bench, Limits
    from cleaner.authoring.material import Flaw, Text
    from cleaner.authoring.measure import Setup
    from cleaner.authoring.shelf import Shelf
    from cleaner.cli.walk import Task

SHOWN = 5
"""So many sentences of a rule are shown unasked."""


class Asked(NamedTuple):
    """What was asked on the command line."""

    what: tuple[str, ...]
    clean: tuple[str, ...]
    damaged: tuple[str, ...]
    against: str
    rules: tuple[str, ...]
    select: tuple[str, ...]
    shipped: bool
    all: bool
    no_shipped_rules: bool
    leave_out: tuple[str, ...]
    real: str
    cut: bool
    min_confidence: str
    write: bool
    max_noise: float | None
    min_words: int
    jobs: int | None
    show: int | None
    format: str
    html: str
    output: str
    quiet: bool
    color: str


def _names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Cut lists at commas."""
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


def _most(ctx: click.Context, param: click.Parameter, value: str) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal():
        raise click.BadParameter(f"'{value}' is neither a number nor 'all'", ctx, param)
    return int(value)


@click.command("bench", context_settings={"help_option_names": ["-h", "--help"]}, short_help="Measure rules on good English and on damaged text.")
@click.argument("what", nargs=-1, metavar="[RULES|PATH]...")
@click.option("--clean", multiple=True, metavar="PATH", help="Good English: a file or a folder; again for more.")
@click.option("--damaged", multiple=True, metavar="PATH", help="Damaged text, best with the damage marked or mended; again for more.")
@click.option("--against", default="", metavar="REV|DIR", help="Compare with the rules as they were at a git revision, or with those of a folder.")
@click.option("--rules", multiple=True, metavar="DIR", help="Take the rules of this folder for own ones as well.")
@click.option("--select", multiple=True, metavar="RULES", callback=_names, help="Only these: ids, packs, categories or globs, with commas between.")
@click.option("--shipped", is_flag=True, help="Measure the rules that ship instead of the own ones.")
@click.option("--all", is_flag=True, help="Measure the own rules and those that ship.")
@click.option("--no-shipped-rules", is_flag=True, help="Run only own rules.")
@click.option("--leave-out", multiple=True, metavar="PAGE", help="Run without the rules whose origin is PAGE, such as 'p012*'; again for more.")
@click.option("--real", default="", metavar="FILE", help="Findings in good English that a person read and found real (hash, surface, reason): no alarms.")
@click.option("--cut", is_flag=True, help="Cut plain texts at blank lines: each piece is a document, as in packed ones (.txt.gz).")
@click.option("--min-confidence", type=click.Choice(["sure", "likely", "check"]), default="likely", help="The least sure findings to count (default: likely).")
@click.option("--write", is_flag=True, help="Write what was measured into the rules' files, and take rules that pass off trial.")
@click.option(
    "--max-noise",
    type=click.FloatRange(min=0),
    metavar="N",
    help="Alarms per 10,000 words that a rule may raise (default: 0.05). Where it is given, a live rule with more makes the exit code 1.",
)
@click.option(
    "--min-words",
    type=click.IntRange(min=1),
    default=10_000,
    metavar="N",
    help="Words of good English to read before a rule goes live (default: 10000).",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that share the work (default: one a core, 4 at most).")
@click.option("--show", default=str(SHOWN), callback=_most, metavar="N|all", help=f"Sentences to show of each rule (default: {SHOWN}).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="The view (default: text).")
@click.option("--html", default="", metavar="FILE", help="Write a page with all sentences as well.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write the view to this file.")
@click.option("-q", "--quiet", is_flag=True, help="No bar, and on standard error only what must be mended.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours; auto obeys NO_COLOR and FORCE_COLOR.")
def bench(**given: Any) -> Callable[[], int]:
    """Say how often each rule fires on good English (alarms) and on damaged text (catches), and show every such sentence.

    RULES are ids, packs or globs, PATH is a rule file or a folder of rules; without either the own rules are measured:
    those of the folders that the settings name. All rules run, as they do at home; the named ones are counted.

    PATH of --clean and --damaged is a text, a folder of texts, a packed text (.txt.gz, many documents with blank lines
    between), or a JSONL: rows of text and spans, or of mt and post_edit.

    Exit codes: 0 measured; 1 a live rule is noisier than --max-noise; 2 something that you can mend.
    """
    return partial(_run, Asked(**given))


COMMAND = bench


def _run(asked: Asked) -> int:
    from cleaner.authoring.bench import MAX_NOISE, Bench, Limits
    from cleaner.cli.codes import FINDINGS_LEFT, MENDABLE, NOTHING_LEFT
    from cleaner.cli.rules import _bench_write
    from cleaner.cli.rules._bench_rules import choose, set_up

    _refuse(asked)
    real = _real(asked.real)
    choice = choose(asked)
    shelf, rules = choice.shelf, choice.rules
    seen = _bench_write.look(choice.mine) if asked.write else {}
    limits = Limits(MAX_NOISE if asked.max_noise is None else asked.max_noise, asked.min_words)
    bench = Bench(rules, real)
    faults = [note.message for note in shelf.ruleset.notifications]
    setup, told = set_up(asked, choice)
    faults += _measure(asked, setup, shelf, bench)
    _complain_of_nothing(asked, bench, faults)
    date = _today()
    _report(asked, bench, limits, shelf, date)
    if asked.write:
        done, failed = _bench_write.write(bench, choice.mine, seen, limits, date)
        told += done
        faults += failed
    _tell([*([] if asked.quiet else told), *faults])
    if faults:
        return MENDABLE
    return FINDINGS_LEFT if asked.max_noise is not None and bench.too_noisy(limits) else NOTHING_LEFT


def _refuse(asked: Asked) -> None:
    """Raise SettingsError where options contradict each other, or where there is nothing to read."""
    import os

    from cleaner.errors import SettingsError

    pairs = (
        (not asked.clean and not asked.damaged, "name texts to measure on: good English with --clean, damaged text with --damaged"),
        (asked.shipped and asked.no_shipped_rules, "--shipped, --no-shipped-rules: one measures what the other switches off; leave one out"),
        (asked.shipped and asked.all, "--shipped, --all: the one is a part of the other; leave one out"),
        (asked.write and not asked.clean, "--write: how noisy a rule is shows on good English only; name some with --clean"),
        (asked.write and asked.leave_out, "--write, --leave-out: without a page's rules the others aren't as they are at home; leave one out"),
        (asked.write and asked.min_confidence != "likely", "--write, --min-confidence: what is written are findings that are likely and up; leave one out"),
        (
            asked.html and asked.output and os.path.abspath(asked.html) == os.path.abspath(asked.output),
            "--html, --output: both would be written to one file; name two",
        ),
    )
    problems = [problem for wrong, problem in pairs if wrong]
    problems += [
        f"{option} {path}: there is no such file or folder; name texts that are there"
        for option, paths in (("--clean", asked.clean), ("--damaged", asked.damaged))
        for path in paths
        if not os.path.exists(path)
    ]
    if problems:
        raise SettingsError("\n".join(problems))


def _real(path: str) -> frozenset[str]:
    """Return the hashes of the list at *path*: the first column; SettingsError where it can't be read or a line has none."""
    import re

    from cleaner.errors import SettingsError

    if not path:
        return frozenset()
    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "it isn't in UTF-8"
        raise SettingsError(f"--real {path}: can't be read ({what}); mend that, or name another list") from None
    found = {number: line.partition("\t")[0] for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}
    wrong = [number for number, key in found.items() if not re.fullmatch("[0-9a-f]{12}", key)]
    if wrong:
        raise SettingsError(f"--real {path}:{wrong[0]}: this line doesn't begin with the hash of a finding and a tab; 'clean rules bench' shows the hashes")
    return frozenset(found.values())


def _measure(asked: Asked, setup: Setup, shelf: Shelf, bench: Bench) -> list[str]:
    """Have *bench* count what the rules find; a bar shows how far that has come. Return what can't be read."""
    import os
    import sys

    from cleaner.authoring import measure
    from cleaner.authoring.material import is_material
    from cleaner.cli.output import Progress
    from cleaner.cli.walk import find
    from cleaner.config.lookup import Lookup

    lookup = Lookup()
    faults: list[str] = []
    tasks: list[tuple[Task, bool]] = []
    for paths, good in ((asked.clean, True), (asked.damaged, False)):
        found = find(paths, lookup, is_material)
        tasks += [(task, good) for task in found.tasks]
        faults += [f"{path}: the folder can't be read ({reason}); change its mode or leave it out" for path, reason in found.unreadable]
        faults += [f"{path}: no texts in this folder; name one with texts (.txt, .md, .jsonl, packed ones too)" for path in found.empty]
    lookup.complain()
    size = sum(_size(task.absolute) for task, _ in tasks) or 1
    progress = Progress(100, not asked.quiet and sys.stderr.isatty())
    read = 0

    def step(text: Text) -> None:
        nonlocal read
        read += len(text.raw)
        progress.done = min(99, 100 * read // size)  # in per cent of what is to be read
        progress.step(text.path)

    jobs = asked.jobs or min(4, os.cpu_count() or 1)
    for outcome in measure.run(setup, _material(asked, tasks), jobs, shelf.ruleset, step):
        bench.add(outcome)
    progress.clear()
    return [*faults, *bench.flaws]


def _material(asked: Asked, tasks: list[tuple[Task, bool]]) -> Iterator[Text | Flaw]:
    """Yield the documents of all *tasks*, each a file and whether it is good English."""
    from cleaner.authoring.material import Reading, read

    for task, good in tasks:
        yield from read(task.absolute, task.path, Reading(good, asked.cut, task.settings.max_size))


def _size(path: str) -> int:
    """Return the bytes of the file at *path*, of a packed one those that were packed; 0 where it can't be read."""
    import os

    try:
        with open(path, "rb") as file:
            if not path.endswith(".gz"):
                return os.fstat(file.fileno()).st_size
            file.seek(-4, os.SEEK_END)  # a packed file ends in the size of what was packed
            return int.from_bytes(file.read(4), "little")
    except OSError:
        return 0


def _complain_of_nothing(asked: Asked, bench: Bench, faults: list[str]) -> None:
    """Raise CleanerError where a kind of text was asked for and there was no word of it."""
    from cleaner.errors import CleanerError

    missing = [
        f"{option} {', '.join(paths)}: no English text there to measure on; name other texts"
        for option, paths, amount in (("--clean", asked.clean, bench.good), ("--damaged", asked.damaged, bench.damaged))
        if paths and not amount.words
    ]
    if missing:
        raise CleanerError("\n".join([*faults, *missing]))


def _today() -> str:
    """Return the day in ISO 8601; SOURCE_DATE_EPOCH stands in for the clock, for runs that must give the same again."""
    import os
    import time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)) if epoch.isdecimal() else time.localtime())


def _report(asked: Asked, bench: Bench, limits: Limits, shelf: Shelf, date: str) -> None:
    """Write the view, and the page where one is asked for."""
    import os

    from cleaner.cli.files import write_new
    from cleaner.cli.output import Output, wants_color, width
    from cleaner.cli.rules import _bench_table

    if asked.html:
        from cleaner.authoring import page

        write_new(asked.html, page.write(bench, limits, asked.against, date))
    output = Output("" if asked.output == "-" else asked.output)
    if asked.format == "json":
        from cleaner.authoring import bench_json
        from cleaner.version import __version__

        about = {
            "tool": {"name": "cleaner", "version": __version__, "ruleset": shelf.ruleset.hash},
            "min_confidence": asked.min_confidence,
            "against": asked.against or None,
            "left_out": list(asked.leave_out),
        }
        output.write(bench_json.write(bench, limits, about, bool(asked.against), os.path.relpath))
    else:
        look = _bench_table.Look(wants_color(asked.color, output.is_terminal), width(), asked.show, asked.write)
        for line in _bench_table.write(bench, limits, asked.against, look):
            output.write(line)
    output.close()


def _tell(lines: Iterable[str]) -> None:
    from cleaner.cli.output import tell

    for line in lines:
        tell(line)
