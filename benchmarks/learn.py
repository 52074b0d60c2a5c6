"""What `clean rules learn` is worth on edits it hasn't seen: ``python benchmarks/learn.py [--folds N] [--blocks] [--precision P] [--least N] [--json]``.

Takes the post-edits of French forum posts in the shared folder (``CLEANER_SHARED``, or ``../shared`` beside the checkout). Each tenth of the records
(by a hash of the record's id) is held back in turn; rules are learned from the others, of which those with a text that is also held back are left out
first, so that nothing is learned from what is then looked for. The first tenth is printed by itself, and the mean of all ten. With ``--blocks`` the tenths
are runs of fifty neighbours: whole threads, mostly, so that no title or signature of a thread is on both sides.

changed     runs of words that an editor changed, of each editor; what was put in between two words is a run of no words there
detected    of them, those that a finding overlaps. A finding counts by what it changes: what its correction leaves at either end is cut off
precision   of the findings of learned rules, those that overlap what one editor or another changed
alarms      findings of learned rules in 10,000 words of edited English. Half of the clean corpora's paragraphs (by a hash) are given to the learner, as
            ``--clean`` does; these are counted on the other half, which it never saw
"""

from __future__ import annotations

import argparse
import glob
import gzip
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from alarms import SHARED

from cleaner import pipeline
from cleaner.authoring.alignment import compare, tokenize
from cleaner.authoring.learn import Options, Pair
from cleaner.authoring.proposals import PACK, Learned, propose
from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Finding
from cleaner.render import trim
from cleaner.rulebook.write import add_rules, write_rule

ACCEPT = os.path.join(SHARED, "corpora", "post-edits", "accept_fr_forum.dev.jsonl.gz")
TENTHS = 10
BLOCK = 50
CHUNK = 30_000
"""Good English is checked in texts of about so many code points."""

Span = tuple[int, int]
Check = Callable[[str], list[Finding]]


@dataclass(frozen=True)
class Result:
    """The counts of one tenth."""

    rules: int
    changed: int
    before: int
    after: int
    findings: int
    right: int
    alarms: int
    words: int


def records() -> list[Pair]:
    """Return the post-edited records."""
    with gzip.open(ACCEPT, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Pair(row["mt"], (row["post_edit"], row["post_edit2"]), row["id"]) for row in rows]


def good_english() -> tuple[list[str], list[str]]:
    """Return the clean corpora in two halves, each in chunks of paragraphs."""
    halves: tuple[list[str], list[str]] = ([], [])
    for packed in sorted(glob.glob(os.path.join(SHARED, "corpora", "clean", "*.txt.gz"))):
        with gzip.open(packed, "rt", encoding="utf-8") as file:
            paragraphs = file.read().split("\n\n")
        for half, chunks in enumerate(halves):
            mine: list[str] = []
            for paragraph in paragraphs:
                if _hash(paragraph) % 2 == half:
                    mine.append(paragraph)
                    if sum(map(len, mine)) > CHUNK:
                        chunks.append("\n\n".join(mine))
                        mine = []
            chunks += ["\n\n".join(mine)] if mine else []
    return halves


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def checker(ruleset: Ruleset) -> Check:
    """Return what finds in a text what *ruleset* reports."""
    request = pipeline.Request()

    def check(text: str) -> list[Finding]:
        return [finding for report in pipeline.check(pipeline.read(text.encode(), "a.txt"), ruleset, request) for finding in report.findings]

    return check


def with_rules(learned: Learned) -> Ruleset:
    """Return the rules that ship and those *learned*, written to a file and read again as an author's own."""
    with tempfile.TemporaryDirectory(prefix="cleaner-learn-") as folder:
        path = os.path.join(folder, *PACK.split("/")) + ".yaml"
        os.makedirs(os.path.dirname(path))
        with open(path, "w", encoding="utf-8") as file:
            file.write(add_rules("", [write_rule(proposal.rule) for proposal in learned.proposals]))
        return library.load([folder]) if learned.proposals else library.load()


def changed_spans(before: str, after: str) -> list[Span]:
    """Return where *before* was changed: runs of words; from the word before to the word behind where something was put in between."""
    old, new = tokenize(before), tokenize(after)
    spans: list[list[int]] = []
    for change in compare(old, new):
        if spans and change.start == spans[-1][1]:
            spans[-1][1] = change.end
        else:
            spans.append([change.start, change.end])
    return [(old[a].start, old[b - 1].end) if a < b else (old[a - 1].end if a else 0, old[a].start if a < len(old) else len(before)) for a, b in spans]


def gaps(before: str, after: str) -> set[Span]:
    """Return those of `changed_spans` in which something was put in and nothing changed."""
    words = [(token.start, token.end) for token in tokenize(before)]
    return {span for span in changed_spans(before, after) if not any(span[0] <= start and end <= span[1] for start, end in words)}


def marks(text: str, findings: Iterable[Finding]) -> list[Span]:
    """Return what each of *findings* changes in *text*, or all of it where it has no correction."""
    made = []
    for finding in findings:
        span = finding.start, finding.end
        made.append(trim(text, *span, finding.replacements[0])[:2] if finding.replacements else span)
    return made


def overlap(mark: Span, span: Span, is_gap: bool) -> bool:
    """Say whether *mark* touches what was changed at *span*."""
    (low, high), (start, end) = mark, span
    if low == high or (is_gap and start <= low and high <= end):
        return start <= low and high <= end
    return (low <= start and end <= high) if is_gap else (low < end and start < high)


def measure(pairs: Sequence[Pair], held: Sequence[Pair], options: Options, halves: tuple[list[str], list[str]], ship: Check) -> Result:
    """Learn from *pairs*, of which none is in *held*, and look for what the editors changed in *held*."""
    texts = {pair.before.strip().lower() for pair in held}
    train = [pair for pair in pairs if pair.before.strip().lower() not in texts]
    learned = propose(train, options, lambda text: [(f.start, f.end) for f in ship(text)], halves[0])
    both = checker(with_rules(learned))
    changed = before = after = findings = right = 0
    for pair in held:
        first, second = (marks(pair.before, check(pair.before)) for check in (ship, both))
        own = marks(pair.before, [finding for finding in both(pair.before) if finding.rule.startswith(PACK)])
        spans = [(span, span in gaps(pair.before, text)) for text in pair.afters for span in changed_spans(pair.before, text)]
        changed += len(spans)
        before += sum(any(overlap(mark, *span) for mark in first) for span in spans)
        after += sum(any(overlap(mark, *span) for mark in second) for span in spans)
        findings += len(own)
        right += sum(any(overlap(mark, *span) for span in spans) for mark in own)
    alarms = sum(finding.rule.startswith(PACK) for text in halves[1] for finding in both(text))
    return Result(len(learned.proposals), changed, before, after, findings, right, alarms, sum(len(text.split()) for text in halves[1]))


def tenth(number: int, pair: Pair, blocks: bool) -> int:
    """Return which tenth *pair* is held back in; it is number *number* of its file."""
    return number // BLOCK % TENTHS if blocks else _hash(pair.id) % TENTHS


def show(name: str, results: Sequence[Result]) -> dict[str, float]:
    """Print what *results* come to, and return it."""
    total = [sum(getattr(result, part) for result in results) for part in Result.__annotations__]
    rules, changed, before, after, findings, right, alarms, words = total
    figures = {
        "rules": rules / len(results), "changed": changed, "detected_before": 100 * before / changed, "detected_after": 100 * after / changed,
        "lift": 100 * (after - before) / changed, "findings": findings, "precision": right / findings if findings else 1.0,
        "alarms_per_10k": 10_000 * alarms / words,
    }  # fmt: skip
    print(
        f"{name:<12} {figures['rules']:6.0f} rules   changed {changed:5}   detected {figures['detected_before']:5.2f} % -> {figures['detected_after']:5.2f} %"
        f"  (+{figures['lift']:.2f})   precision {100 * figures['precision']:5.1f} % of {findings}   alarms {figures['alarms_per_10k']:.3f} per 10,000",
        flush=True,
    )
    return figures


def main() -> None:
    """Measure, print, exit with 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=TENTHS, help="hold back only so many of the tenths")
    parser.add_argument("--blocks", action="store_true", help="tenths are runs of neighbouring records")
    parser.add_argument("--precision", type=float, default=Options().precision)
    parser.add_argument("--least", type=int, default=Options().least)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    if not os.path.exists(ACCEPT):
        print(f"{ACCEPT}: no post-edits here, so nothing is measured; name the shared folder in CLEANER_SHARED")
        return
    pairs, halves, ship = records(), good_english(), checker(library.load())
    options = Options(least=given.least, precision=given.precision)
    stream, sys.stdout = sys.stdout, sys.stderr if given.json else sys.stdout
    results = []
    for fold in range(min(given.folds, TENTHS)):
        sides: tuple[list[Pair], list[Pair]] = ([], [])
        for number, pair in enumerate(pairs):
            sides[tenth(number, pair, given.blocks) == fold].append(pair)
        results.append(measure(sides[0], sides[1], options, halves, ship))
        show(f"tenth {fold + 1}", results[-1:])
    mean = show("all tenths", results)
    sys.stdout = stream
    if given.json:
        print(json.dumps({"first": show_quietly(results[:1]), "all": mean}))


def show_quietly(results: Sequence[Result]) -> dict[str, float]:
    """Return the figures of *results*."""
    stream, sys.stdout = sys.stdout, sys.stderr
    try:
        return show("first", results)
    finally:
        sys.stdout = stream


if __name__ == "__main__":
    main()
