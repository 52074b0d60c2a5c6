"""Measure the cleaner against its bars: ``python benchmarks/speed.py [--check] [--quick] [--json]``.

Inputs are made in a folder of their own (2,000 files of 5 KB, rules; see material.py), by the same seed everywhere. Every command is a
fresh process, run once to warm caches and then in turns (A B C A B C …); its cost is user + system CPU. What counts is the ratio of
two commands in the same round, and of these the median: seconds differ between machines and with their load, ratios hardly do.

`clean`, `codespell` and `typos` are taken from beside the Python that runs this.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import material

BIN: Final = os.path.dirname(sys.executable)
Match = tuple[str, int, int, int]
"""A match of the matcher or of the loop: the rule's name, the file's number, start and end in code points."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    files: int = 2_000
    small: int = 1_000
    large: int = 10_000
    rounds: int = 7
    short_rounds: int = 25
    loop_files: int = 100


QUICK: Final = Size(files=40, small=200, large=1_000, rounds=1, short_rounds=1, loop_files=20)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: median CPU milliseconds of both sides, the median, least and greatest of their ratios, the bar it must keep."""

    what: str
    ours: float
    than: str
    theirs: float
    ratio: float
    low: float
    high: float
    bar: float | None = None
    faster: bool = False
    """The ratio says how many times faster we are, and the bar is a lower one."""

    @property
    def kept(self) -> bool:
        """Whether the bar, if there is one, is kept."""
        return self.bar is None or (self.ratio >= self.bar if self.faster else self.ratio <= self.bar)


@dataclass(slots=True)
class Bench:
    """The folder with the inputs, and how children are run."""

    folder: str
    size: Size
    made: material.Material
    files: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, command: Sequence[str], output: str | None = None) -> float:
        """Run *command* in the folder; return its CPU seconds. It may exit with 0, or with what says that it found something."""
        with open(output or os.devnull, "wb") as out, open(os.path.join(self.folder, "stderr"), "wb") as err:
            child = subprocess.Popen(command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in {0, 1, 2, 65} or (child.returncode == 2 and not _is_typos(command)):
            with open(os.path.join(self.folder, "stderr"), encoding="utf-8", errors="replace") as f:
                sys.exit(f"{' '.join(command[:9])} …: exit code {child.returncode}: {f.read()[-2_000:]}")
        return usage.ru_utime + usage.ru_stime

    def rounds(self, count: int, commands: Sequence[Callable[[], float]]) -> list[tuple[float, ...]]:
        """Run *commands* once, then *count* times in turns; return the costs of each round."""
        for command in commands:
            command()
        return [tuple(command() for command in commands) for _ in range(count)]

    def processes(self, count: int, *commands: Sequence[str]) -> list[tuple[float, ...]]:
        """Run *commands* as `rounds` does."""
        return self.rounds(count, [lambda c=command: self.run(c) for command in commands])  # type: ignore[misc]


def _is_typos(command: Sequence[str]) -> bool:
    return os.path.basename(command[0]) == "typos"


def compare(what: str, rounds: Sequence[tuple[float, ...]], ours: int, than: str, theirs: int, bar: float | None = None, faster: bool = False) -> Row:
    """Compare columns *ours* and *theirs* of *rounds*."""
    ratios = [r[theirs] / r[ours] if faster else r[ours] / r[theirs] for r in rounds]
    mine, other = (1_000 * statistics.median(r[i] for r in rounds) for i in (ours, theirs))
    return Row(what, mine, than, other, statistics.median(ratios), min(ratios), max(ratios), bar, faster)


# ---- what is measured


def prepare(folder: str, size: Size) -> Bench:
    """Write the inputs into *folder*."""
    made = material.make(size.files, size.small, size.large)
    path = lambda *names: os.path.join(folder, *names)  # noqa: E731  # read six times below
    names = tuple(f"{i:04}.txt" for i in range(len(made.texts)))
    for name, text in zip(names, made.texts, strict=True):
        material.write(path("files", name), [text])
    material.write(path("article", "article.txt"), [made.article])
    material.write(path("words", "bench.yaml"), material.yaml(material.Rule(bad, good) for bad, good in made.words))
    material.write(path("small", "bench.yaml"), material.yaml(made.rules[: size.small]))
    material.write(path("large", "bench.yaml"), material.yaml(made.rules))
    material.write(path("codespell.txt"), (f"{bad}->{good}\n" for bad, good in made.words))
    material.write(path("typos.toml"), ["[default.extend-words]\n", *(f'{bad} = "{good}"\n' for bad, good in made.words)])
    # Without PYTHONDONTWRITEBYTECODE, PYTHONUNBUFFERED and the like: a warm run has its bytecode and buffers what it prints.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["CLEANER_CACHE_DIR"] = path("cache")
    return Bench(folder, size, made, tuple(f"files/{name}" for name in names), environment)


def clean(*arguments: str) -> tuple[str, ...]:
    """Return the command ``clean check --format jsonl``."""
    return (os.path.join(BIN, "clean"), "check", "--format", "jsonl", "--isolated", *arguments)


def article(bench: Bench) -> Iterator[Row]:
    """One article of 5 KB, all rules that ship."""
    imports = (sys.executable, "-c", "import click, regex")
    rounds = bench.processes(bench.size.short_rounds, clean("article/article.txt"), imports)
    yield compare("5 KB article, all that ships", rounds, 0, "import click, regex", 1, bar=2.5)


def words(bench: Bench) -> Iterator[Row]:
    """The files with the thousand words alone, against codespell and typos with the same; and with all that ships."""
    what = f"{len(bench.files):,} files, 1,000 words"
    rounds = bench.processes(
        bench.size.rounds,
        clean("--no-shipped-rules", "--rules", "words", *bench.files),
        (os.path.join(BIN, "codespell"), "-D", "codespell.txt", *bench.files),
        (os.path.join(BIN, "typos"), "-j1", "--isolated", "--config", "typos.toml", *bench.files),
        clean(*bench.files),
    )
    yield compare(what, rounds, 0, "codespell -D", 1, bar=0.5)
    yield compare(what, rounds, 0, "typos -j1", 2, bar=0.5)
    yield compare("the same files, all that ships", rounds, 3, "1,000 words", 0)


def growth(bench: Bench) -> Iterator[Row]:
    """Ten times the rules."""
    commands = [clean("--no-shipped-rules", "--rules", folder, *bench.files) for folder in ("large", "small")]
    rounds = bench.processes(bench.size.rounds, *commands)
    yield compare(f"{len(bench.files):,} files, {bench.size.large:,} mixed rules", rounds, 0, f"{bench.size.small:,} rules", 1, bar=3.0)


def matcher(bench: Bench) -> Iterator[Row]:
    """The matcher in one process, for a text's share of the cost, against a loop of patterns; their matches must be equal."""
    engine, loop, named = matchers(bench)
    texts, part = bench.made.texts, bench.made.texts[: bench.size.loop_files]
    ours, theirs = set(named(engine(part))), set(named(loop(part)))
    if ours != theirs:
        sys.exit(f"the matcher and the loop differ: only the matcher {sorted(ours - theirs)[:5]}, only the loop {sorted(theirs - ours)[:5]}")
    per_text = lambda find, some: lambda: timed(find, some) / len(some)  # noqa: E731
    rounds = bench.rounds(bench.size.rounds, [per_text(engine, texts), per_text(loop, part)])
    yield compare(f"matcher, {bench.size.small:,} mixed rules, a text", rounds, 0, "loop of regex", 1, bar=80, faster=True)


def timed(find: Callable[[Sequence[str]], Any], texts: Sequence[str]) -> float:
    """Return the CPU seconds that *find* takes for *texts*, without the garbage collector, as timeit does."""
    gc.disable()
    start = time.process_time()
    find(texts)
    taken = time.process_time() - start
    gc.enable()
    return taken


Found = list[list[tuple[int, int, int]]]
"""For each text the matches: the rule's number, start, end."""


def matchers(bench: Bench) -> tuple[Callable[[Sequence[str]], Found], Callable[[Sequence[str]], Found], Callable[[Found], list[Match]]]:
    """Return the engine and the naive loop with the same rules, each as a function from texts to matches, and what names these."""
    import regex

    from cleaner.engine.library import load
    from cleaner.model import Segment
    from cleaner.text.fold import fold
    from cleaner.text.reading import Reading

    os.environ["CLEANER_CACHE_DIR"] = bench.environment["CLEANER_CACHE_DIR"]
    ruleset = load([os.path.join(bench.folder, "small")], shipped=False)
    names = [rule_id for rule_id, _ in ruleset.ids()]
    patterns = {}
    for number, rule in enumerate(bench.made.rules[: bench.size.small]):
        # A phrase is found across a wrapped line too, so the loop has to look for any space between its words.
        source = rule.find if rule.pattern else r"\b" + r"\s+".join(map(regex.escape, rule.find.split())) + r"\b"
        patterns[f"bench/r{number}"] = regex.compile(source, 0 if rule.exact else regex.IGNORECASE)
    numbered = [(number, patterns[name]) for number, name in enumerate(names)]

    def engine(texts: Sequence[str]) -> Found:
        return [ruleset.scan(Reading((Segment(text, (), kind="plain"),)))[0] for text in texts]

    def loop(texts: Sequence[str]) -> Found:
        made = []
        for text in texts:
            folded = fold(text)
            made.append([(number, *found.span()) for number, pattern in numbered for found in pattern.finditer(folded)])
        return made

    def named(found: Found) -> list[Match]:
        return [(names[match[0]], text, match[1], match[2]) for text, matches in enumerate(found) for match in matches]

    return engine, loop, named


# ---- showing


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table of *rows*."""
    yield f"{'what':38} {'CPU ms':>9}  {'than':20} {'CPU ms':>9}  {'ratio':>7} {'(range)':15} {'bar':>7}"
    for row in rows:
        bar = "" if row.bar is None else f"{'≥' if row.faster else '≤'} {row.bar:g}"
        verdict = "" if row.bar is None else "ok" if row.kept else "MISSED"
        span = f"({row.low:.3g}–{row.high:.3g})"
        yield f"{row.what:38} {row.ours:9.2f}  {row.than:20} {row.theirs:9.2f}  {row.ratio:7.3g} {span:15} {bar:>7}  {verdict}"


def as_dict(row: Row) -> dict[str, Any]:
    """Return *row* for JSON."""
    return {name: getattr(row, name) for name in (*Row.__slots__, "kept")}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", choices=[[], *PARTS], help="measure these alone")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="a few files, one round: does it run, and are the matches equal? Its ratios say nothing")
    parser.add_argument("--rounds", type=int, help="so many rounds (7; 25 of the article)")
    options = parser.parse_args()
    size = QUICK if options.quick else Size()
    if options.rounds:
        size = Size(rounds=options.rounds, short_rounds=options.rounds)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="cleaner-speed-") as folder:
        bench = prepare(folder, size)
        for name in options.only or PARTS:
            rows += PARTS[name](bench)
    print(json.dumps({"rows": [as_dict(row) for row in rows]}) if options.json else "\n".join(table(rows)))
    if options.check and not options.quick and not all(row.kept for row in rows):
        sys.exit(1)


PARTS: Final[dict[str, Callable[[Bench], Iterator[Row]]]] = {"article": article, "words": words, "growth": growth, "matcher": matcher}

if __name__ == "__main__":
    main()
