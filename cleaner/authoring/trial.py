"""Try rules on their examples, and on one another: all that `clean rules test` and the pytest plug-in say of a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cleaner import pipeline
from cleaner.authoring.conditions import Gate, at_work, gates_of
from cleaner.authoring.examples import Verdict, as_marked, edits_of, found_by, judge
from cleaner.engine.ruleset import Ruleset
from cleaner.evidence.gates import Ground
from cleaner.evidence.language import other_language
from cleaner.evidence.witness import Witness
from cleaner.model import Document, Finding, Match, Notification, Segment
from cleaner.model.rule import Example, Remark, Rule
from cleaner.pipeline.checker import Checker, readings
from cleaner.resolve import strongest
from cleaner.rulebook.examples import write_marks
from cleaner.text import worddiff
from cleaner.text.reading import Reading

FAILURES: Final = ("noisy", "missing", "wrong", "fixed", "flagged")
"""What makes a test fail: the four verdicts on an example, and a correction that another rule flags."""
SLOW: Final = "slow"
"""A rule that took too long on a text."""
ADVICE: Final = ("covered", "unproved", "unshown")
"""What an author had better look at: a rule that another always covers, a condition that no example needs, a rule without an example that matters."""
NOTES: Final = ("shadows",)
"""What is only told."""
SHARE: Final = 64
"""So many rules are tried together: their examples are shown to all other rules at once."""

Spans = list[tuple[int, int]]


@dataclass(slots=True)
class _Look:
    """What the rule's pack found in a text; `met` are the numbers of other rules that match where it matters."""

    document: Document
    reading: Reading
    matches: Sequence[Match] = ()
    findings: Sequence[Finding] = ()
    met: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Tried:
    """A rule whose examples were run: its verdicts, what it looked at (by text), and the `fires` that came out as written."""

    rule: Rule
    verdicts: list[Verdict]
    told: list[Remark]
    looks: dict[str, _Look]
    sound: list[Example]


class Trial:
    """Tries rules of *ruleset*. What doesn't change from rule to rule is worked out once.

    With *advice* rules are held against all others, too. To that end the first example in `fires` of each rule and all its
    corrections are read as paragraphs of one text, with all rules: that takes a fraction of the time that one by one
    takes, and tells where rules meet. Only there these are judged together, each text by itself.
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
        self._silent = frozenset((*ruleset.off, ruleset.beyond))  # what runs only when asked, and what sums up the others
        self._checkers: dict[tuple[str, frozenset[str]], Checker] = {}
        self._stopped: set[int] = set()
        self._told: list[Remark] = []

    def remarks(self, rules: Sequence[Rule]) -> Iterator[list[Remark]]:
        """Yield for each of *rules*, which stand in the rule set, all there is to say of it, in the order of its lines."""
        for first in range(0, len(rules), SHARE):
            tried = [self._try(rule) for rule in rules[first : first + SHARE]]
            if self.advice:
                self._meet(tried)
            for one in tried:
                yield sorted(self._said(one), key=lambda remark: (remark.line, remark.column))

    def _try(self, rule: Rule) -> _Tried:
        """Run the examples of *rule* with its pack."""
        self._told = []
        looks: dict[str, _Look] = {}

        def run(text: str) -> Sequence[Finding]:
            if text not in looks:
                looks[text] = self._look(rule, text)
            return looks[text].findings

        verdicts = judge(rule, run)
        failed = {verdict.example for verdict in verdicts}
        return _Tried(rule, verdicts, self._told, looks, [example for example in rule.fires if example not in failed and not example.known])

    def _said(self, tried: _Tried) -> Iterator[Remark]:
        """Yield what there is to say of a rule."""
        rule = tried.rule
        yield from tried.told
        if not self._stopped.isdisjoint(self._numbers[rule.id]):
            return  # it is switched off, and what its examples say says nothing
        for verdict in tried.verdicts:
            yield _as_remark(rule, verdict)
        if not self.advice:
            return
        yield from self._unproved(tried)  # first, since it stands on what the pack alone made of the examples
        yield from self._flagged(tried)
        yield from self._covered(tried)
        yield from _unshown(rule)
        if rule.id in self.ruleset.shadows:
            yield _remark("shadows", rule, "name", "a rule that ships has this id too; this one takes its place")

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

    def _look(self, rule: Rule, text: str) -> _Look:
        """Return what is found in *text* by the pack of *rule*."""
        document = pipeline.read(text.encode(), "example.txt")
        (reading,) = readings(document)
        if other_language(reading):
            return _Look(document, reading)
        checker = self._checker(_pack(rule.id), _profile(rule))
        matches, told = checker.scan(reading)
        if told:
            self._tell(rule, text, told)
        return _Look(document, reading, matches, checker.judge_matches(document, reading, matches).findings if matches else ())

    def _tell(self, rule: Rule, text: str, told: Iterable[Notification]) -> None:
        """Keep what there was to tell of rules that took too long on a *text* of *rule*."""
        new = self.ruleset.stopped - self._stopped
        self._stopped |= new
        example = next((example for example in (*rule.fires, *rule.ok) if example.text == text), None)
        line, column = (example.line, example.column) if example else (rule.line, 1)
        for number, one in zip(sorted(new), told, strict=False):
            said = one.message.removeprefix(f"{self.ids[number]}: ")
            self._told.append(Remark(SLOW, self.ids[number], rule.path, line, column, said, text))

    def _meet(self, tried: Sequence[_Tried]) -> None:
        """Note in the looks of *tried* where another rule matches what the rule itself matches in its first example, or what it corrected."""
        asked: dict[frozenset[str], list[tuple[_Look, Spans, list[int]]]] = {}
        for one in tried:
            own = self._numbers[one.rule.id]
            places = [(look, spans) for example in one.sound for look, spans in _corrected(one, example)]
            if one.sound:
                first = one.looks[one.sound[0].text]
                places.append((first, [(match.start, match.end) for match in first.matches if match.rule in own]))
            asked.setdefault(_profile(one.rule), []).extend((look, spans, own) for look, spans in places)
        for profile, questions in asked.items():
            if questions:
                self._ask(self._checker("", profile), questions)

    def _ask(self, checker: Checker, questions: Sequence[tuple[_Look, Spans, list[int]]]) -> None:
        """Read the texts of *questions* as paragraphs of one, and note in each look whether a rule but its own matches at its spans."""
        reading = Reading(tuple([Segment(look.reading.text, (), kind="prose") for look, _, _ in questions]))
        matches, told = checker.scan(reading)
        if told:  # a rule was too slow for so long a text; its own examples tell whether it is too slow for them
            self.ruleset.stopped &= self._stopped
        for match in matches:
            number, start = reading.place(match.start)
            look, spans, own = questions[number]
            if match.rule not in own and match.rule not in self._silent and _overlaps(start, match.end - reading.starts[number], spans):
                look.met.add(match.rule)

    def _together(self, rule: Rule, others: set[int], look: _Look) -> list[Match]:
        """Return what *rule* and *others*, which run unasked, match in *look*."""
        active = bytearray(self.ruleset.count)
        for number in (*self._numbers[rule.id], *others):
            active[number] = number not in self._silent
        checker = self._checker("", _profile(rule))
        if checker.house is not None:
            look.reading.memo["profile"] = checker.request.profile
        return self.ruleset.scan(look.reading, active)[0]

    def _flagged(self, tried: _Tried) -> Iterator[Remark]:
        """Yield a remark for each example whose correction another rule flags."""
        rule = tried.rule
        for example in tried.sound:
            for mended, spans in _corrected(tried, example):
                if mended.met:
                    matches = self._together(rule, mended.met, mended)
                    report = self._checker("", _profile(rule)).judge_matches(mended.document, mended.reading, matches)
                    counted = [f for f in report.findings if f.rule != rule.id and not f.preview and f.applicability != "display"]
                    others = [f for f in counted if _overlaps(f.view_start, f.view_end, spans)]
                    if others:
                        yield self._flag(rule, example, mended, others)

    def _flag(self, rule: Rule, example: Example, mended: _Look, others: Sequence[Finding]) -> Remark:
        first = others[0]
        change = f", which makes it '{first.replacements[0]}'" if first.replacements else ""
        message = f"its correction '{first.text}' is found by {first.rule}{change}; change put, or bound one of the two"
        got = write_marks(mended.reading.text, tuple([as_marked(finding) for finding in others]))
        return Remark("flagged", rule.id, rule.path, example.line, example.column, message, mended.reading.text, got)

    def _covered(self, tried: _Tried) -> Iterator[Remark]:
        """Yield a remark where in each example each finding of the rule gives way to a stronger one of those that it met in the first."""
        rule = tried.rule
        others = tried.looks[tried.sound[0].text].met if tried.sound else set()
        if not others:
            return
        covering: Counter[str] = Counter()
        for example in tried.sound:
            over = self._over(rule, others, tried.looks[example.text])
            if not over:
                return
            covering.update(over)
        names = " and ".join(name for name, _ in covering.most_common(2))
        yield _remark("covered", rule, "name", f"{names} always finds what this rule finds, and is stronger; take one of them out, or bound it")

    def _over(self, rule: Rule, others: set[int], look: _Look) -> list[str]:
        """Return those of *others* whose findings stand in the place of those of *rule* in *look*; none where one of its own stands."""
        checker = self._checker("", _profile(rule))
        weighed, witness = checker.weigh(look.reading, self._together(rule, others, look))
        every = list(checker.findings(look.document, look.reading, weighed, witness))
        kept = strongest(every, checker.least)
        over: list[str] = []
        for finding in found_by(rule.id, every):
            there = [other for other in kept if _overlaps(finding.view_start, finding.view_end, [(other.view_start, other.view_end)])]
            if not there or any(other.rule == rule.id for other in there):
                return []
            over.append(there[0].rule)
        return over

    def _unproved(self, tried: _Tried) -> Iterator[Remark]:
        """Yield a remark for each condition of the rule without which all its examples would come out alike."""
        rule = tried.rule
        idle = gates_of(rule)
        for look in tried.looks.values():
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


def _corrected(tried: _Tried, example: Example) -> Iterator[tuple[_Look, Spans]]:
    """Yield, for an example in which something is corrected, the look at the corrected text and the spans of the words that are new in it."""
    findings = found_by(tried.rule.id, tried.looks[example.text].findings)
    edits = edits_of(findings)
    mended = tried.looks.get(worddiff.apply(example.text, edits)) if edits else None
    if mended is None:
        return
    spans: Spans = []
    moved = 0
    for edit in worddiff.changes(example.text, edits):
        spans.append((edit.start + moved, edit.start + moved + len(edit.new)))
        moved += len(edit.new) - (edit.end - edit.start)
    yield mended, spans


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


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _pack(id: str) -> str:
    return id.rpartition("/")[0]


def _profile(rule: Rule) -> frozenset[str]:
    return frozenset(rule.options.get("profile", ()))
