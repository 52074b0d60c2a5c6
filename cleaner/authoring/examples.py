"""Judge a rule by the examples written in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner import pipeline
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Finding
from cleaner.model.rule import Example, Marked, Rule
from cleaner.rulebook.examples import write_marks
from cleaner.text import worddiff
from cleaner.text.worddiff import Change

Run = Callable[[str], Sequence[Finding]]
"""Checks a plain text and returns what is found in it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An example that didn't come out as written.

    `kind` is ``noisy`` (fired on a sentence that is fine), ``missing`` (silent where it must fire), ``wrong`` (fired
    otherwise than written, or again on its own correction) or ``fixed`` (comes out right, so that its ``known`` has to
    go). `got` is the text with what was found marked in it; with `again` that text is the example's own correction.
    """

    rule: str
    example: Example
    kind: str
    got: str
    again: bool = False

    @property
    def written(self) -> str:
        """The example as its author wrote it."""
        return write_marks(self.example.text, self.example.marked)

    def __str__(self) -> str:
        if self.kind == "fixed":
            return f"{self.rule}: this comes out right now; take out 'known: {self.example.known}'\n  written: {self.written}"
        return f"{self.rule}: {self.kind}\n  written: {self.written}\n  got:     {self.got}"


def with_pack(ruleset: Ruleset, rule: Rule) -> Run:
    """Return the run that checks a text with the rules of the pack of *rule* alone, on trial or not, down to the least sure finding.

    A pack that asks for sentences to be translated again speaks of what all others find. ``options: {profile: …}`` is the house style of a rule's examples.
    """
    pack = rule.id.rpartition("/")[0]
    others = ruleset.beyond >= 0 and ruleset.ids()[ruleset.beyond][0].startswith(f"{pack}/")
    profile = frozenset(rule.options.get("profile", ()))
    request = _request("" if others else pack, profile)

    def run(text: str) -> Sequence[Finding]:
        document = pipeline.read(text.encode(), "example.txt")
        return [finding for report in pipeline.check(document, ruleset, request) for finding in report.findings]

    return run


@lru_cache(maxsize=pipeline.KEPT)
def _request(pack: str, profile: frozenset[str]) -> pipeline.Request:
    """Return what is asked with the rules of *pack* (empty: with all): the very same each time, so that what is worked out for it is kept."""
    return pipeline.Request(select=(f"{pack}/*",) if pack else (), min_confidence="check", preview=True, profile=profile)


def judge(rule: Rule, run: Run) -> list[Verdict]:
    """Return the verdicts on those examples of *rule* that don't come out as written; *run* checks a text with the rule's pack.

    An example that is known to fail must fail in just that way.
    """
    return [verdict for example in (*rule.fires, *rule.ok) if (verdict := _weigh(rule.id, example, run)) is not None]


def _weigh(rule: str, example: Example, run: Run) -> Verdict | None:
    verdict = _judge(rule, example, run)
    if not example.known:
        return verdict
    if verdict is None:
        return Verdict(rule, example, "fixed", write_marks(example.text, example.marked))
    return None if verdict.kind == example.known else verdict


def _judge(rule: str, example: Example, run: Run) -> Verdict | None:
    """Judge *example* as if nothing was known of it."""
    text = example.text
    found = found_by(rule, run(text))
    marked = tuple([as_marked(finding) for finding in found])
    if not example.marked:
        return Verdict(rule, example, "noisy", write_marks(text, marked)) if found else None
    wanted, got = (Counter(change(text, mark) for mark in marks) for marks in (example.marked, marked))
    if wanted != got:
        return Verdict(rule, example, "missing" if got < wanted else "wrong", write_marks(text, marked))
    mended = apply(text, found)
    again = found_by(rule, run(mended)) if mended != text else []
    uncorrected = sum(mark.new is None for mark in marked)  # these are still there, and found again
    if len(again) <= uncorrected:
        return None
    return Verdict(rule, example, "wrong", write_marks(mended, tuple([as_marked(finding) for finding in again])), again=True)


def found_by(rule: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return those of *findings* that the rule called *rule* made, in the order of their places."""
    return sorted((finding for finding in findings if finding.rule == rule), key=lambda f: (f.start, f.end))


def as_marked(finding: Finding) -> Marked:
    """Return *finding* as the mark that an author would write for it."""
    return Marked(finding.start, finding.end, finding.replacements[0] if finding.replacements else None)


def change(text: str, mark: Marked) -> tuple[int, int] | str:
    """Return what *mark* does to *text*, whatever of the unchanged text beside it is marked too: the new text, or the place of a mark without a correction.

    >>> change("English -speaking", Marked(0, 17, "English-speaking")) == change("English -speaking", Marked(7, 8, ""))
    True
    """
    return (mark.start, mark.end) if mark.new is None else text[: mark.start] + mark.new + text[mark.end :]


def apply(text: str, findings: Sequence[Finding]) -> str:
    """Return *text* with the first correction of each of *findings* made; where they overlap the first is made.

    The edits of a finding are what counts; one that is shown only has none, and its replacement is taken.
    """
    return worddiff.apply(text, edits_of(findings))


def edits_of(findings: Sequence[Finding]) -> list[Change]:
    """Return what `apply` does for *findings*, in order."""
    made: list[Change] = []
    for change in sorted({change for finding in findings for change in _edits(finding)}):
        if not made or change.start >= made[-1].end:
            made.append(change)
    return made


def _edits(finding: Finding) -> list[Change]:
    if finding.edits:
        return [Change(edit.start, edit.end, edit.new) for edit in finding.edits]
    return [Change(finding.start, finding.end, finding.replacements[0])] if finding.replacements else []
