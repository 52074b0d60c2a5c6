"""A bench on a terminal: a table of rules, each with its sentences, and the differences from earlier rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from cleaner.authoring.bench import Amount, Bench, Limits, counted, figure, per_10_000
from cleaner.authoring.measure import Difference, Firing
from cleaner.model.rule import Rule
from cleaner.reporters._terminal import Run, clipped, head, painted, tail, visible, wrapped
from cleaner.rulebook.examples import ARROW

NARROWEST: Final = 60
WIDEST: Final = 130
NAMED: Final = 8
"""So many rules that found nothing are named."""
CONTEXT: Final = 60
"""So many columns of a sentence stand on either side of a change."""
SIGNS: Final = {"new": ("+", "added"), "gone": ("-", "removed"), "changed": ("~", "marked")}

Line = Sequence[Run]


class Look(NamedTuple):
    """How the table is to look: colours, columns of the terminal, how many sentences a rule shows (None: all), and whether its file is written."""

    color: bool = False
    width: int = 80
    most: int | None = 5
    written: bool = False

    @property
    def room(self) -> int:
        """How wide lines are."""
        return max(NARROWEST, min(self.width, WIDEST))


def write(bench: Bench, limits: Limits, against: str, look: Look) -> Iterator[str]:
    """Yield *bench* as lines of text; *against* names the earlier rules that it was compared with, empty: none."""
    for line in _lines(bench, limits, against, look):
        yield painted(line, look.color).rstrip() + "\n"


def _lines(bench: Bench, limits: Limits, against: str, look: Look) -> Iterator[Line]:
    shown = [rule for rule in bench.noisiest() if bench.tallies[rule.id].fires or rule.preview]
    silent = [rule for rule in bench.noisiest() if rule not in shown]
    blocks = [
        _read(bench),
        _table(bench, shown) if shown else (),
        chain(_silent(bench, silent, look), _trials(bench, [rule for rule in shown if rule.preview], limits, look)),
        *(block for rule in shown for block in _firings(bench, rule, look)),
        _differences(bench, against, look) if against else (),
    ]
    written = False
    for block in blocks:
        for number, line in enumerate(block):
            if written and not number:
                yield ()
            yield line
            written = True


def _read(bench: Bench) -> Iterator[Line]:
    for name, amount in (("good English", bench.good), ("damaged text", bench.damaged)):
        if amount.texts:
            yield Run(f"{name}: ", "bold"), Run(_amount(amount))


def _amount(amount: Amount) -> str:
    said = f"{counted(amount.words, 'word')} in {counted(amount.texts - amount.foreign, 'text')}"
    if amount.judged_words:
        said += ", damage marked in " + ("all" if amount.judged_words == amount.words else counted(amount.judged_words, "word"))
    return said + (f"; {counted(amount.foreign, 'text')} not in English passed over" if amount.foreign else "")


def _table(bench: Bench, rules: Sequence[Rule]) -> Iterator[Line]:
    rows = [("alarms", "per 10,000", "catches", "right", "status", "rule"), *(_row(bench, rule) for rule in rules)]
    if len(rules) > 1:
        catches = sum(tally.catches for tally in bench.tallies.values())
        rows.append((*_counts(bench, bench.alarms(), catches), "", "", "all of them"))
    wide = [max(len(row[number]) for row in rows) for number in range(5)]
    for number, row in enumerate(rows):
        cells = [*(cell.rjust(size) for cell, size in zip(row[:4], wide, strict=False)), row[4].ljust(wide[4]), row[5]]
        yield (Run("  ".join(cells), "plain" if number else "bold"),)


def _row(bench: Bench, rule: Rule) -> tuple[str, ...]:
    tally = bench.tallies[rule.id]
    right = f"{tally.hits:,} of {tally.judged:,}" if tally.judged else ""
    return (*_counts(bench, tally.alarms, tally.catches), right, "preview" if rule.preview else "live", rule.id)


def _counts(bench: Bench, alarms: int, catches: int) -> tuple[str, str, str]:
    """Return the first three cells of a row; a dash stands for what wasn't measured."""
    noise = (f"{alarms:,}", figure(per_10_000(alarms, bench.good.words))) if bench.good.words else ("-", "-")
    return (*noise, f"{catches:,}" if bench.damaged.words else "-")


def _silent(bench: Bench, rules: Sequence[Rule], look: Look) -> Iterator[Line]:
    """Say which of the live rules found nothing, by name where they are few."""
    real = sum(tally.real for tally in bench.tallies.values())
    if real:
        yield from wrapped([Run(f"{counted(real, 'finding')} in good English were read by a person and are real (--real): no alarms.")], look.room)
    if rules:
        few = f": {', '.join(rule.id for rule in rules)}" if len(rules) <= NAMED else ""
        yield from wrapped([Run(f"{counted(len(rules), 'live rule')} raised no alarm and caught nothing{few}.")], look.room)


def _trials(bench: Bench, rules: Sequence[Rule], limits: Limits, look: Look) -> Iterator[Line]:
    """Say of each rule on trial whether it may go live."""
    for rule in rules:
        reason = bench.holds_back(rule.id, limits)
        live = "goes live" if look.written else "may go live; --write writes what was measured and takes it off trial"
        said = Run(f"stays on trial: {reason}") if reason else Run(live, "good")
        yield from _hung([Run(f"{rule.id}: ", "bold"), said], look, 2)


def _firings(bench: Bench, rule: Rule, look: Look) -> Iterator[Iterable[Line]]:
    """Yield a block of lines for the alarms of *rule* and one for its catches."""
    tally = bench.tallies[rule.id]
    if look.most != 0:
        yield _listed(rule, tally.in_good, tally.alarms, ("alarm", "alarms"), True, look)
        yield _listed(rule, tally.in_damaged, tally.catches, ("catch", "catches"), False, look)


def _listed(rule: Rule, found: Sequence[Firing], total: int, what: tuple[str, str], good: bool, look: Look) -> Iterator[Line]:
    if not total:
        return
    yield Run(rule.id, "title"), Run(f": {total:,} {what[total != 1]}")
    listed = found if look.most is None else found[: look.most]
    for one in listed:
        yield from _firing(one, good, look)
    if len(listed) < total:
        more = f"  \u2026 and {total - len(listed):,} more" + ("; --show all lists them" if look.most is not None else "")
        yield (Run(more, "dim"),)


def _firing(one: Firing, good: bool, look: Look, sign: Run | None = None, rule: bool = False) -> Iterator[Line]:
    """Yield the lines of a finding: where, and its sentence with marks."""
    about = {None: "", True: "on marked damage", False: "beside the marked damage"}[one.hit] or (one.hash if good else "")
    place = [Run("  "), *([sign, Run(" ")] if sign else []), Run(visible(f"{one.path}:{one.line}"), "place")]
    yield from _hung([*place, *([Run(f"  {one.rule}")] if rule else []), Run(f"  {about}" if about else "", "dim")], look, 4)
    for line in wrapped(_sentence(one), look.room - 4):
        yield Run("    "), *line


def _sentence(one: Firing) -> Iterator[Run]:
    """Yield the sentence as the rule language writes examples: ``[[bad -> good]]``."""
    last = len(one.sentence) - 1
    for number, stretch in enumerate(one.sentence):
        if stretch.kind == "kept":
            text = visible(stretch.old)
            yield Run(text if 0 == number == last else tail(text, CONTEXT) if not number else head(text, CONTEXT) if number == last else clipped(text, CONTEXT))
        else:
            yield Run("[[", "dim")
            yield Run(clipped(visible(stretch.old, exact=True), CONTEXT), "removed word" if stretch.kind == "changed" else "marked word")
            if stretch.kind == "changed":
                yield Run(ARROW, "dim")
                yield Run(clipped(visible(stretch.new, exact=True), CONTEXT), "added word")
            yield Run("]]", "dim")


def _differences(bench: Bench, against: str, look: Look) -> Iterator[Line]:
    changes = bench.changes()
    said = ", ".join(f"{len(found):,} {kind}" for kind, found in changes.items()) if bench.differences else "all findings are the same"
    yield Run(f"against {visible(against)}", "title"), Run(f": {said}")
    for kind, found in changes.items():
        listed = found if look.most is None else found[: look.most]
        for one in listed:
            yield from _difference(one, look)
        if len(listed) < len(found):
            yield (Run(f"  \u2026 and {len(found) - len(listed):,} more {kind}; --show all lists them", "dim"),)


def _difference(one: Difference, look: Look) -> Iterator[Line]:
    sign, style = SIGNS[one.kind]
    for side in (one.old, one.new):
        if side:
            mark = Run(sign if one.kind != "changed" else "~-" if side is one.old else "~+", style)
            yield from _firing(side, one.good, look, mark, rule=True)


def _hung(runs: Iterable[Run], look: Look, indent: int) -> Iterator[Line]:
    """Yield *runs* wrapped, all lines but the first indented."""
    for number, line in enumerate(wrapped(runs, look.room - indent)):
        yield (Run(" " * indent), *line) if number else line
