"""Try rules on their examples, and on one another: all that `clean rules test` and the pytest plug-in say of a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cleaner import pipeline
from cleaner.authoring.conditions import Gate, at_work, gates_of
from cleaner.authoring.examples import Verdict, apply, as_marked, edits_of, found_by, judge
from cleaner.engine.ruleset import Ruleset
from cleaner.evidence.gates import Ground
from cleaner.evidence.language import other_language
from cleaner.evidence.witness import Witness
from cleaner.model import Document, Finding, Match, Notification
from cleaner.model.rule import Example, Rule
from cleaner.pipeline.checker import Checker, readings
from cleaner.resolve import strongest
from cleaner.rulebook.examples import write_marks
from cleaner.text.reading import Reading
from cleaner.text.worddiff import changes

FAILURES: Final = ("noisy", "missing", "wrong", "fixed", "flagged")
"""What makes a test fail: the four verdicts on an example, and a correction that another rule flags."""
SLOW: Final = "slow"
"""A rule that took too long on a text."""
ADVICE: Final = ("covered", "unproved", "unshown")
"""What an author had better look at: a rule that another always covers, a condition that no example needs, a rule without an example that matters."""
NOTES: Final = ("shadows",)
"""What is only told."""
SHORT: Final = 60
"""So many code points of a text are told in a sentence."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of a rule, at its place. `promised` and `got` are the example as written and as it came out, where that is the matter."""

    kind: str
    rule: str
    path: str
    line: int
    column: int
    message: str
    promised: str = ""
    got: str = ""


@dataclass(slots=True)
class _Look:
    """What was found in a text: by the rule's pack, and, where all rules looked at it, by them."""

    document: Document
    reading: Reading
    matches: Sequence[Match] = ()
    every: Sequence[Match] = ()
    findings: Sequence[Finding] = ()


class Trial:
    """Tries rules of *ruleset*. What doesn't change from rule to rule is worked out once.

    With *advice* each text is scanned with all rules, which tells at once what the rule's pack says of it and what the
    others do; else only with the pack's.
    """

    def __init__(self, ruleset: Ruleset, advice: bool = True) -> None:
        """Prepare to try rules of *ruleset*."""
        self.ruleset, self.advice = ruleset, advice
        self.ids = [id for id, _ in ruleset.ids()]
        self._numbers: dict[str, list[int]] = {}
        self._packs: dict[str, bytearray] = {}
        for number, id in enumerate(self.ids):
            self._numbers.setdefault(id, []).append(number)
            self._packs.setdefault(_pack(id), bytearray(ruleset.count))[number] = 1
        self._off = frozenset(ruleset.off)
        self._checkers: dict[tuple[str, frozenset[str]], Checker] = {}
        self._stopped: set[int] = set()
        self._told: list[Remark] = []

    def remarks(self, rule: Rule) -> list[Remark]:
        """Return all there is to say of *rule*, which stands in the rule set, in the order of the examples."""
        self._told = []
        looks: dict[str, _Look] = {}
        near = {example.text for example in rule.ok}

        def run(text: str) -> Sequence[Finding]:
            if text not in looks:
                looks[text] = self._look(rule, text, wide=self.advice and text not in near)
            return looks[text].findings

        verdicts = judge(rule, run)
        if any(number in self._stopped for number in self._numbers.get(rule.id, ())):
            return self._told  # it is switched off, and what its examples say says nothing
        failed = {verdict.example for verdict in verdicts}
        made = [*self._told, *(_as_remark(rule, verdict) for verdict in verdicts)]
        if self.advice:
            sound = [example for example in rule.fires if example not in failed and not example.known]
            made += self._flagged(rule, sound, looks)
            made += self._covered(rule, sound, looks)
            made += self._unproved(rule, looks.values())
            made += _unshown(rule)
            if rule.id in self.ruleset.shadows:
                made.append(_remark("shadows", rule, "name", "a rule that ships has this id too; this one takes its place"))
        return sorted(made, key=lambda remark: (remark.line, remark.column))

    def _checker(self, pack: str, profile: frozenset[str]) -> Checker:
        """Return the checker with the rules of *pack* (empty: with all) for a house of *profile*."""
        checker = self._checkers.get((pack, profile))
        if checker is None:
            request = pipeline.Request(min_confidence="check" if pack else "likely", preview=True, profile=profile)
            of_all = not pack or self._sums_up(pack)
            active = bytearray(b"\1") * self.ruleset.count if of_all else self._packs[pack]
            checker = self._checkers[pack, profile] = Checker(self.ruleset, request, active)
        return checker

    def _sums_up(self, pack: str) -> bool:
        """Say whether a rule of *pack* speaks of what all others find."""
        beyond = self.ruleset.beyond
        return beyond >= 0 and bool(self._packs[pack][beyond])

    def _look(self, rule: Rule, text: str, wide: bool) -> _Look:
        """Return what is found in *text* by the pack of *rule*; with *wide* also what all rules match there."""
        document = pipeline.read(text.encode(), "example.txt")
        (reading,) = readings(document)
        if other_language(reading):
            return _Look(document, reading)
        pack, profile = _pack(rule.id), _profile(rule)
        checker = self._checker(pack, profile)
        every, told = self._checker("" if wide else pack, profile).scan(reading)
        if told:
            self._tell(rule, text, told)
        active = checker.active
        matches = [match for match in every if active[match.rule]] if wide and active else every
        return _Look(document, reading, matches, every, checker.judge_matches(document, reading, matches).findings if matches else ())

    def _tell(self, rule: Rule, text: str, told: Iterable[Notification]) -> None:
        """Keep what there was to tell of rules that took too long on a *text* of *rule*."""
        new = self.ruleset.stopped - self._stopped
        self._stopped |= new
        example = next((example for example in (*rule.fires, *rule.ok) if example.text == text), None)
        line, column = (example.line, example.column) if example else (rule.line, 1)
        for number, one in zip(sorted(new), told, strict=False):
            said = one.message.removeprefix(f"{self.ids[number]}: ")
            self._told.append(Remark(SLOW, self.ids[number], rule.path, line, column, said, text))

    def _flagged(self, rule: Rule, examples: Iterable[Example], looks: dict[str, _Look]) -> Iterator[Remark]:
        """Yield a remark for each of *examples* whose correction another rule flags."""
        for example in examples:
            look = looks[example.text]
            edits = changes(example.text, edits_of(found_by(rule.id, look.findings)))
            mended = looks.get(apply(example.text, found_by(rule.id, look.findings)))
            if not edits or mended is None:
                continue
            spans, moved = [], 0
            for edit in edits:
                spans.append((edit.start + moved, edit.start + moved + len(edit.new)))
                moved += len(edit.new) - (edit.end - edit.start)
            others = [finding for finding in self._of_others(rule, mended, spans) if _meets(finding, spans)]
            if others:
                yield self._flag(rule, example, mended, others)

    def _of_others(self, rule: Rule, look: _Look, spans: Sequence[tuple[int, int]]) -> list[Finding]:
        """Return what the rules that run unasked find in *look*, without *rule* and those on trial, if any of them matches at *spans*."""
        own = self._numbers[rule.id]
        if not any(m.rule not in own and any(m.start < end and start < m.end for start, end in spans) for m in look.every):
            return []
        report = self._checker("", _profile(rule)).judge_matches(look.document, look.reading, self._unasked(look.every))
        return [finding for finding in report.findings if finding.rule != rule.id and not finding.preview]

    def _unasked(self, matches: Iterable[Match]) -> list[Match]:
        """Return those of *matches* whose rules run unasked; what sums up the others finds nothing by itself."""
        return [match for match in matches if match.rule not in self._off and match.rule != self.ruleset.beyond]

    def _flag(self, rule: Rule, example: Example, mended: _Look, others: Sequence[Finding]) -> Remark:
        first = others[0]
        change = f", which makes it '{first.replacements[0]}'" if first.replacements else ""
        message = f"its correction '{first.text}' is found by {first.rule}{change}; change put, or bound one of the two"
        got = write_marks(mended.reading.text, tuple([as_marked(finding) for finding in others]))
        return Remark("flagged", rule.id, rule.path, example.line, example.column, message, mended.reading.text, got)

    def _covered(self, rule: Rule, examples: Sequence[Example], looks: dict[str, _Look]) -> Iterator[Remark]:
        """Yield a remark where in each of *examples* each finding of *rule* gives way to a stronger one of another rule."""
        if self._off.issuperset(self._numbers[rule.id]):
            return
        covering: Counter[str] = Counter()
        for example in examples:
            over = self._over(rule, looks[example.text])
            if over is None:
                return
            covering.update(over)
        if covering:
            names = " and ".join(name for name, _ in covering.most_common(2))
            yield _remark("covered", rule, "name", f"{names} always finds what this rule finds, and is stronger; take one of them out, or bound it")

    def _over(self, rule: Rule, look: _Look) -> list[str] | None:
        """Return the rules whose findings stand in the place of those of *rule* in *look*; None where one of its own stands."""
        own = self._numbers[rule.id]
        mine = [match for match in look.every if match.rule in own]
        if not all(any(m.rule not in own and m.start < one.end and one.start < m.end for m in look.every) for one in mine):
            return None
        checker = self._checker("", _profile(rule))
        weighed, witness = checker.weigh(look.reading, self._unasked(look.every))
        every = list(checker.findings(look.document, look.reading, weighed, witness))
        kept = strongest(every, checker.least)
        over: list[str] = []
        for finding in found_by(rule.id, every):
            there = [other for other in kept if other.view_start < finding.view_end and finding.view_start < other.view_end]
            if not there or any(other.rule == rule.id for other in there):
                return None
            over.append(there[0].rule)
        return over or None

    def _unproved(self, rule: Rule, looks: Iterable[_Look]) -> Iterator[Remark]:
        """Yield a remark for each condition of *rule* without which all its examples would come out alike."""
        idle = gates_of(rule)
        for look in looks:
            if not idle:
                return
            working = self._at_work(rule, look, idle)
            idle = [gate for gate in idle if gate not in working]
        for gate in idle:
            yield _remark(
                "unproved", rule, gate.field,
                f"no example needs '{gate}': without it none would come out otherwise; add to ok a sentence that it alone keeps quiet, or take it out",
            )  # fmt: skip

    def _at_work(self, rule: Rule, look: _Look, gates: Sequence[Gate]) -> set[Gate]:
        numbers = self._numbers[rule.id]
        matches = [match for match in look.matches if match.rule in numbers]
        if not matches:
            return set()
        ground = Ground(self.ruleset, look.reading)
        witness: Witness = look.reading.memo["witness"]
        ground.language = witness.language.code if witness.language else None
        return at_work(ground, self.ruleset.rule, matches, gates)


def _unshown(rule: Rule) -> Iterator[Remark]:
    """Yield a remark where *rule* has no example that shows what it finds, or none of what it leaves."""
    if not rule.fires:
        yield _remark("unshown", rule, "name", "nothing shows that it finds anything; add a sentence with [[bad -> good]] to fires")
    if not rule.ok and not rule.need and not rule.unless:
        yield _remark("unshown", rule, "name", "it has no condition and no example in ok; add to ok a sentence that looks alike and is fine")


def _as_remark(rule: Rule, verdict: Verdict) -> Remark:
    said = {
        "noisy": "found in a sentence that is fine",
        "missing": "not found where it must be",
        "wrong": "found again in its own correction" if verdict.again else "found, but otherwise than written",
        "fixed": f"comes out right now; take out 'known: {verdict.example.known}'",
    }
    got = "" if verdict.kind == "fixed" else verdict.got
    promised = apply_marks(verdict.example) if verdict.again else verdict.written
    return Remark(verdict.kind, rule.id, rule.path, verdict.example.line, verdict.example.column, said[verdict.kind], promised, got)


def apply_marks(example: Example) -> str:
    """Return the text of *example* as its marks want it."""
    made, at = [], 0
    for mark in example.marked:
        made += [example.text[at : mark.start], example.text[mark.start : mark.end] if mark.new is None else mark.new]
        at = mark.end
    return "".join(made) + example.text[at:]


def _remark(kind: str, rule: Rule, field: str, message: str) -> Remark:
    line, column = rule.places.get(field, (rule.line, 1))
    return Remark(kind, rule.id, rule.path, line, column, message)


def _meets(finding: Finding, spans: Iterable[tuple[int, int]]) -> bool:
    return any(finding.view_start < end and start < finding.view_end for start, end in spans)


def _pack(id: str) -> str:
    return id.rpartition("/")[0]


def _profile(rule: Rule) -> frozenset[str]:
    return frozenset(rule.options.get("profile", ()))
