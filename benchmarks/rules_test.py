"""Measure ``clean rules test`` against reading the same files: ``python benchmarks/rules_test.py [--check] [--quick] [--json]``.

5,000 rules are made of those that ship, in a folder of their own: copies in packs of other names, written as files anew. In a copy the longer
words of all that the rule says and of its examples begin with letters of the copy's own (flea, qflea, xflea), so that copies find different things, as
5,000 rules do, and no cache of compiled patterns knows them. Some examples don't survive that (a name derives other spellings, a pronoun is none
any more) and get verdicts. The built-in checks are left out: nobody has a hundred of them, and each runs on every text.

The other side is a process that reads the same files with PyYAML's C loader, ``yaml.load(file, yaml.CSafeLoader)``. Both are whole processes, run in turns;
what counts is user + system CPU, and of the ratios of the rounds the median. Three states of the cache are measured: a first run ever, which
compiles all rules; a run after a rule was added; and a run on rules that are compiled, as any command leaves them. The bar holds for the last,
which does the work that `rules test` is for; the others add compiling.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from cleaner.engine.library import shipped_folder
from cleaner.model.rule import Condition, Example, Rule
from cleaner.rulebook import load
from cleaner.rulebook.examples import read_marks, write_marks
from cleaner.rulebook.write import write_rule

BAR: Final = 8.0
RULES: Final = 5_000
QUICK: Final = 300
WORDS: Final = ("phrase", "pattern", "acronym", "name", "consistency")
"""The kinds that are copied: those that look for words and patterns."""
READER: Final = "import sys, yaml\nfor path in sys.argv[1:]:\n    with open(path, encoding='utf-8') as file:\n        yaml.load(file, yaml.CSafeLoader)\n"
LETTERS: Final = ("", "q", "x", "z", "v")
_WORD: Final = re.compile(r"\\[pP]\{\w+\}|\\[A-Za-z]|\(\?P?<\w+>|\{[a-z][\w-]*\}|(?P<word>(?<!['\w])[A-Za-z]{4,})")


@dataclass(frozen=True, slots=True)
class Row:
    """One state: median CPU seconds of the test and of the reader, and the median, least and greatest of their ratios."""

    what: str
    ours: float
    theirs: float
    ratio: float
    low: float
    high: float
    bar: float | None


def make(folder: str, count: int) -> list[str]:
    """Write *count* rules into *folder*; return the paths of the files."""
    packs: dict[str, list[str]] = {}
    for rule in _copies(count):
        packs.setdefault(rule.id.rpartition("/")[0], []).append(write_rule(rule))
    paths = []
    for pack, rules in packs.items():
        path = os.path.join(folder, f"{pack}.yaml")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(rules))
        paths.append(path)
    return paths


def _copies(count: int) -> Iterator[Rule]:
    """Yield *count* rules: those that ship, then copies of them."""
    rules = [rule for rule in load([shipped_folder()]).rules if rule.kind in WORDS]
    for number in range(count):
        copy, rule = number // len(rules), rules[number % len(rules)]
        yield replace(_spelled(rule, LETTERS[copy]) if copy else rule, id=f"copy-{copy}/{rule.id}", formerly=())


def _spelled(rule: Rule, letters: str) -> Rule:
    """Return *rule* with *letters* before each longer word of what it says, but for what names something: a topic, a list, a group, an option's check."""

    def word(found: re.Match[str]) -> str:
        old = found["word"]
        if not old:
            return found[0]
        return letters.capitalize() + old.lower() if old.istitle() else (letters.upper() if old.isupper() else letters) + old

    def text(old: str) -> str:
        return _WORD.sub(word, old)

    def conditions(given: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(c if c.scope in ("topic", "language") else Condition(c.scope, tuple(map(text, c.terms))) for c in given)

    def example(old: Example) -> Example:
        return Example(*read_marks(text(write_marks(old.text, old.marked))), known=old.known)

    return replace(
        rule,
        find=tuple(map(text, rule.find)),
        put=tuple(map(text, rule.put)),
        forms=tuple((text(bad), text(good)) for bad, good in rule.forms),
        anchor=tuple(map(text, rule.anchor)),
        aliases=tuple(map(text, rule.aliases)),
        need=tuple(map(conditions, rule.need)),
        unless=conditions(rule.unless),
        options={name: values if name in ("check", "without", "profile", "tags") else tuple(map(text, values)) for name, values in rule.options.items()},
        fires=tuple(map(example, rule.fires)),
        ok=tuple(map(example, rule.ok)),
    )


def cost(command: Sequence[str], environment: dict[str, str], folder: str) -> float:
    """Run *command* in *folder*; return its CPU seconds."""
    with open(os.devnull, "wb") as nowhere, open(os.path.join(folder, "stderr"), "wb+") as errors:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in {0, 1}:
            errors.seek(0)
            sys.exit(f"{command[0]}: exit code {child.returncode}: {errors.read().decode()[-2_000:]}")
    return usage.ru_utime + usage.ru_stime


def measure(folder: str, paths: Sequence[str], rounds: int) -> Iterator[Row]:
    """Measure the states of the cache, in *rounds* rounds each."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") or name == "PYTHONPATH"}
    cache = environment["CLEANER_CACHE_DIR"] = os.path.join(folder, "cache")
    test, bare = ((sys.executable, "-m", "cleaner", "rules", "test", "rules", *more) for more in ((), ("--no-advice",)))
    reader = (sys.executable, "-c", READER, *paths)

    def forget() -> None:
        # What belongs to the rules that ship stays: it is made once for each version of them.
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(os.path.join(folder, "shipped"), cache)

    edits = iter(range(1_000))

    def edit() -> None:
        with open(paths[0], "a", encoding="utf-8") as file:
            file.write(f"- name: edited-{next(edits)}\n  find: some old wrong words\n  put: new ones\n")

    def nothing() -> None:
        pass

    os.makedirs(cache)
    cost((sys.executable, "-m", "cleaner", "check", "-"), environment, folder)
    shutil.copytree(cache, os.path.join(folder, "shipped"))
    states: list[tuple[str, Callable[[], None], Sequence[str], float | None]] = [
        ("first run", forget, test, None),
        ("one file edited", edit, test, None),
        ("nothing changed", nothing, test, BAR),
        ("nothing changed, --no-advice", nothing, bare, None),
    ]
    for what, before, command, bar in states:
        pairs = []
        before()
        cost(command, environment, folder)
        for _ in range(rounds):
            before()
            pairs.append((cost(command, environment, folder), cost(reader, environment, folder)))
        ratios = [ours / theirs for ours, theirs in pairs]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        yield Row(what, ours, theirs, statistics.median(ratios), min(ratios), max(ratios), bar)


def table(rows: Sequence[Row], count: int) -> Iterator[str]:
    """Yield the lines of a table of *rows*."""
    yield f"{f'clean rules test, {count:,} rules':32} {'CPU s':>7} {'reader':>7} {'ratio':>7} {'(range)':13} {'bar':>5}"
    for row in rows:
        verdict = "" if row.bar is None else f"{f'≤ {row.bar:g}':>5}  {'ok' if row.ratio <= row.bar else 'MISSED'}"
        yield f"{row.what:32} {row.ours:7.2f} {row.theirs:7.2f} {row.ratio:7.2f} {f'({row.low:.2f}–{row.high:.2f})':13} {verdict}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} rules, one round: does it run? Its ratios say nothing")
    parser.add_argument("--rounds", type=int, default=5, help="so many rounds (5)")
    options = parser.parse_args()
    count = QUICK if options.quick else RULES
    with tempfile.TemporaryDirectory(prefix="cleaner-rules-") as folder:
        paths = make(os.path.join(folder, "rules"), count)
        rows = list(measure(folder, paths, 1 if options.quick else options.rounds))
    print(json.dumps({"rules": count, "rows": [asdict(row) for row in rows]}) if options.json else "\n".join(table(rows, count)))
    if options.check and not options.quick and any(row.bar is not None and row.ratio > row.bar for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
