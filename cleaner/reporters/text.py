"""The report for people at a terminal: a card per sentence with its diff and the reason, and a summary at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cleaner.model import LEVELS, Finding, Report, confidence_word
from cleaner.model.languages import language_name
from cleaner.plugin import Reporter, View
from cleaner.reporters._summary import Total, counted
from cleaner.reporters._terminal import Run, clipped, columns, head, painted, tail, visible, wrapped
from cleaner.text.cards import Card, Stretch, action, cards, proof, stretches

NARROWEST: Final = 40
WIDEST: Final = 130
"""Wider lines are hard to read, however wide the terminal is."""
LEAST: Final = 28
"""If a diff fits on one line with so many columns of its sentence on either side, it stays on one."""
CONTEXT: Final = 64
"""So many columns of the sentence stand on either side of a change where the diff takes more than a line."""
LONGEST: Final = 300
"""Of a longer change only the beginning and the end are shown."""

Line = tuple[Run, ...]


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the cards of each of *reports* and, last, the summary; one line a finding and no summary where *view* is quiet."""
    total = Total()
    for report in reports:
        total.add(report)
        lines = _quiet(report, view) if view.quiet else _document(report, view)
        if lines:
            yield "\n".join(lines) + "\n"
    if not view.quiet:
        yield "".join([painted(row, view.color) + "\n" for line in total.summary(view) for row in wrapped(line, _width(view))])


def _width(view: View) -> int:
    return max(NARROWEST, min(view.width, WIDEST))


def _quiet(report: Report, view: View) -> list[str]:
    """Return a line for each finding, in the form that editors and `grep` know."""
    lines = []
    for f in report.findings:
        what = f"'{visible(f.text, exact=True)}'"
        what += f" -> '{visible(f.replacements[0], exact=True)}'" if f.replacements else f": {visible(f.message)}"
        runs = [Run(":".join(_place(report, f)) + ": ", "place"), Run(f.level, f.level), Run(f" {visible(f.rule)}: {what}")]
        lines.append(painted(runs, view.color))
    return lines


def _place(report: Report, finding: Finding) -> tuple[str, str]:
    return visible(report.document.path), f"{finding.line}:{finding.column}"


def _document(report: Report, view: View) -> list[str]:
    """Return the lines of one document: its heading, what was fixed, its cards; none where there is nothing to say."""
    hidden = report.hidden if view.show_hidden else ()
    if not (report.findings or report.fixed or hidden):
        return []
    lines = [*wrapped(_heading(report), _width(view)), *_fixed(report.fixed)]
    dealt = [(card, False) for card in cards(report.document, report.findings)] + [(card, True) for card in cards(report.document, hidden)]
    for card, is_hidden in sorted(dealt, key=lambda one: (one[0].findings[0].segment, one[0].start)):
        shown = _card(card, report, view)
        lines += [[], *(_dimmed(shown) if is_hidden else shown)]
    return [painted(line, view.color) for line in [*lines, []]]


def _heading(report: Report) -> list[Run]:
    path = visible(report.document.path) + (f", record {visible(report.record)}" if report.record else "")
    left = len(report.findings)
    facts = [f"{len(report.fixed)} fixed"] if report.fixed else [counted(left, "finding")]
    facts += [f"{left} left"] if report.fixed and left else []
    language = report.source_language
    if language:
        facts.append(f"translated from {visible(language_name(language.code))} ({confidence_word(language.confidence)})")
    return [Run(path, "title"), Run(": " + ", ".join(facts))]


def _fixed(findings: Sequence[Finding]) -> Iterator[list[Run]]:
    """Yield a line for each kind of fix that was made."""
    for (old, new, rule), count in Counter([(f.text, _first(f), f.rule) for f in findings]).items():
        times = f" ({count} times)" if count > 1 else ""
        yield [Run("  "), *_change(old, new), Run(f"{times}  "), Run(visible(rule), "dim")]


def _first(finding: Finding) -> str | None:
    """Return what *finding* proposes first, if anything."""
    return finding.replacements[0] if finding.replacements else None


def _change(old: str, new: str | None) -> Line:
    if new is None:
        return (Run(_short(visible(old, exact=True)), "marked"),)
    return Run(_short(visible(old, exact=True)), "removed"), Run(" -> "), Run(_short(visible(new, exact=True)), "added")


def _short(text: str) -> str:
    """Return *text*, or of a long one the ends; where it is space or ends in it, in quotes."""
    return clipped(text, CONTEXT // 2) if text.strip() == text != "" else f"'{text}'"


def _card(card: Card, report: Report, view: View) -> list[list[Run]]:
    """Return the lines of *card*: where and how bad, the diff, and of each finding what it changes, why, and what can be done."""
    level = max([f.level for f in card.findings], key=LEVELS.index)
    path, place = _place(report, card.findings[0])
    name = f" ({visible(card.segment.name)})" if card.segment.name else ""
    top = [Run(path + ":", "dim"), Run(place + name, "place"), Run("  "), Run(level, level)]
    told: dict[tuple[Line, tuple[Line, ...]], Counter[Line]] = {}  # what is said of several findings is said once
    for f in card.findings:
        told.setdefault((_facts(f, level), _why(f)), Counter())[_change(f.text, _first(f))] += 1
    if len(card.findings) == 1:
        ((facts, why),) = told
        return [*_hung([*top, *facts], view), *diff(stretches(card), view), *_indented(why, 4, view)]
    lines = [*_hung(top, view), *diff(stretches(card), view)]
    for (facts, why), changes in told.items():
        lines += [*_indented([(*_listed(changes), *facts)], 4, view), *_indented(why, 6, view)]
    return lines


def _listed(changes: Counter[Line]) -> Iterator[Run]:
    """Yield *changes* with commas between, and how often each is made."""
    for number, (change, count) in enumerate(changes.items()):
        yield from (*([Run(", ")] if number else []), *change, Run(f" ({count} times)" if count > 1 else ""))


def _hung(line: Iterable[Run], view: View) -> list[list[Run]]:
    """Wrap *line*; what doesn't fit on the first row is indented."""
    first, *rest = wrapped(line, _width(view) - 4)
    return [first, *[[Run("    "), *row] for row in rest]]


def _dimmed(lines: Iterable[Sequence[Run]]) -> list[list[Run]]:
    return [[Run(run.text, "dim word" if run.style.endswith(" word") else "dim") for run in line] for line in lines]


def _facts(finding: Finding, level: str) -> Line:
    """Return what is known of *finding* in words: how sure, what may be done; *level* is told already."""
    facts = [Run(finding.level, finding.level)] if finding.level != level else []
    facts += [Run(confidence_word(finding.confidence)), Run(action(finding))]
    facts += [Run("preview")] if finding.preview else []
    return tuple(run for fact in facts for run in (Run("  "), fact))


def _why(finding: Finding) -> tuple[Line, ...]:
    """Return the reason in words, with the rule that gives it, and what else could stand there."""
    reasons = visible(proof(finding))
    why = (Run(visible(finding.message) + (f" \u2014 {reasons}" if reasons else "") + "  "), Run(visible(finding.rule), "dim"))
    others = " | ".join([_short(visible(new, exact=True)) for new in finding.replacements[1:]])
    return (why, (Run("or: " + others),)) if others else (why,)


def _indented(lines: Iterable[Line], indent: int, view: View) -> list[list[Run]]:
    return [[Run(" " * indent), *row] for line in lines for row in wrapped(line, _width(view) - indent)]


def diff(found: Sequence[Stretch], view: View) -> list[list[Run]]:
    """Return the lines of a diff: what stands there and what would; where nothing would change, what stands there."""
    old, new = _fitted(found, view)
    if any(stretch.kind == "changed" for stretch in found):
        return [*_signed("-", "removed", old, view), *_signed("+", "added", new, view)]
    return _signed(">", "marked", old, view)


def _signed(sign: str, style: str, runs: Iterable[Run], view: View) -> list[list[Run]]:
    rows = wrapped(runs, _width(view) - 4)
    return [[Run("  "), Run(sign, style), Run(" "), *row] for row in rows]


def _fitted(found: Sequence[Stretch], view: View) -> tuple[list[Run], list[Run]]:
    """Return the two sides of a diff with as much of the sentence as fits on a line, or else wide around the changes."""
    room = _width(view) - 4
    for context in range(room, LEAST, -4):
        sides = _sides(found, context, view.color)
        if all(sum([columns(run.text) for run in side]) <= room for side in sides):
            return sides
    return _sides(found, CONTEXT, view.color)


def _sides(found: Sequence[Stretch], context: int, color: bool) -> tuple[list[Run], list[Run]]:
    """Return the old and the new side of a diff with *context* columns of the sentence around each change."""
    old: list[Run] = []
    new: list[Run] = []
    for number, stretch in enumerate(found):
        if stretch.kind == "kept":
            both = Run(_excerpt(visible(stretch.old), context, number > 0, number < len(found) - 1))
            old.append(both)
            new.append(both)
        elif stretch.kind == "marked":
            mark = _marked(stretch.old, "marked word", "[[", "]]", color)
            old += mark
            new += mark
        else:
            old += _marked(stretch.old, "removed word", "[-", "-]", color)
            new += _marked(stretch.new, "added word", "{+", "+}", color)
    return old, new


def _excerpt(text: str, context: int, before: bool, after: bool) -> str:
    """Return what of *text* is near the changes *before* and *after* it."""
    if before and after:
        return text if columns(text) <= 2 * context + context // 3 else clipped(text, context)
    return head(text, context) if before else tail(text, context)


def _marked(text: str, style: str, left: str, right: str, color: bool) -> list[Run]:
    shown = clipped(visible(text, exact=True), LONGEST)
    return [Run(shown if color else left + shown + right, style)] if shown else []


PLUGIN = Reporter(write)
