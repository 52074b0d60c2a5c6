"""The order of the steps for one document: read it, scan, judge, suppress, resolve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cleaner.engine.ruleset import Ruleset
from cleaner.evidence import judge
from cleaner.evidence.beyond import lost
from cleaner.evidence.gates import Ground
from cleaner.evidence.language import other_language
from cleaner.evidence.weights import PRIOR, STANDS
from cleaner.evidence.witness import Damage, Witness, bearing
from cleaner.formats import load as load_format
from cleaner.model import CONFIDENCES, Applicability, Document, Evidence, Finding, Level, Match, Notification, Report, Segment
from cleaner.pipeline.request import Request
from cleaner.plugin import CompiledRule
from cleaner.render import edits_for, source_span
from cleaner.resolve import place, strongest
from cleaner.text.lines import Lines
from cleaner.text.reading import Reading

if TYPE_CHECKING:
    from cleaner.evidence.house import House

_make: Final = tuple.__new__
"""Makes a finding in half of the time that the class takes."""

Weighed = tuple[Match, CompiledRule, float, tuple[Evidence, ...]]
"""A match that stood its gates, its rule, and what speaks for it by itself: log-odds, and in words."""


class Checker:
    """One request to one rule set: what doesn't change from document to document is worked out once."""

    def __init__(self, ruleset: Ruleset, request: Request, active: bytearray | None = None) -> None:
        """Prepare to check documents with *ruleset* as *request* asks; *active* has a truthy byte for each rule to run, whatever the request selects."""
        self.ruleset, self.request = ruleset, request
        self.least = dict(CONFIDENCES)[request.min_confidence]
        self.active = _active(ruleset, request) if active is None else active
        self.retranslates = ruleset.beyond >= 0 and (self.active is None or bool(self.active[ruleset.beyond]))
        self._asked: dict[int, tuple[Level, Applicability]] = {}
        self._means: list[tuple[Callable[[str, str], bool], Level | None, Applicability | None]] | None = None
        if request.overrides:
            from cleaner.suppress.names import chosen

            self._means = [(chosen(present(ruleset, (o.pattern,))), o.level, o.applicability) for o in request.overrides]
        self._known: dict[float, float] = {}  # confidences by log-odds
        self.house: House | None = None
        if request.profile:
            from cleaner.evidence.house import House

            self.house = House(ruleset, request.profile)
        self.asked = Witness((), request.source_language.partition("-")[0] if request.source_language else None)
        self.context: Reading | None = None
        if request.context:
            context = Reading((Segment(request.context, (), kind="plain"),))
            matches, _ = self.scan(context)
            self.context, self.asked = context, self.weigh(context, matches)[1]

    def check(self, document: Document) -> list[Report]:
        """Return a report of each record of *document*; mostly there is one."""
        reports = [self.judge_record(document, reading) for reading in readings(document)]
        if document.ignores or self.request.vocabulary or self.request.baseline:
            reports = self.suppress(document, reports)
        return reports

    def judge_record(self, document: Document, reading: Reading, origin: Reading | None = None) -> Report:
        """Return the report of one record; where *origin* is given, a reading judged before, its evidence is taken instead of the record's own."""
        record = reading.segments[0].record
        language = other_language(reading)
        if language:
            told = (*document.notifications, Notification("not-english", f"not English, it seems ({language}); no findings", "note"))
            return Report(document, (), told, reading.word_count, self.asked.language, record)
        matches, told_of = self.scan(reading)
        return self.judge_matches(document, reading, matches, told_of, origin)

    def judge_matches(
        self, document: Document, reading: Reading, matches: Sequence[Match], told_of: Sequence[Notification] = (), origin: Reading | None = None
    ) -> Report:
        """Return the report of one English record in which *matches* were found; *told_of* is what there was to tell of that."""
        record = reading.segments[0].record
        notifications = (*document.notifications, *told_of) if told_of else document.notifications
        if not matches:
            return Report(document, (), notifications, reading.word_count, self.asked.language, record)
        weighed, witness = self.weigh(reading, matches, origin)
        every = self.kept(document, reading, self.findings(document, reading, weighed, witness))
        shown = tuple([f for f in every if f.confidence >= self.least])
        hidden = tuple([f for f in every if f.confidence < self.least]) if len(shown) < len(every) else ()
        return Report(document, shown, notifications, reading.word_count, witness.language, record, hidden=hidden)

    def scan(self, reading: Reading) -> tuple[list[Match], list[Notification]]:
        """Return the matches of the rules that were asked for, in the house's spelling, and what to tell of rules that took too long."""
        if self.house is None:
            return self.ruleset.scan(reading, self.active)
        matches, told = self.unsettled(reading)
        settled = (self.house.settle(reading, self.ruleset.rule(match.rule), match) for match in matches)
        return [match for match in settled if match is not None], told

    def unsettled(self, reading: Reading) -> tuple[list[Match], list[Notification]]:
        """Return what `scan` does, with corrections as the rules have them."""
        if self.house is not None:
            reading.memo["profile"] = self.request.profile  # the matcher of consistency finds what the house writes otherwise
        return self.ruleset.scan(reading, self.active)

    def kept(self, document: Document, reading: Reading, findings: Iterable[Finding]) -> list[Finding]:
        """Return *findings* without those that overlap a stronger one, and with those on sentences that want translating again."""
        every = strongest(findings, self.least)
        if len(every) > 2 and self.retranslates:
            every = sorted([*every, *self.beyond(document, reading, every)], key=place)
        return every

    def weigh(self, reading: Reading, matches: Iterable[Match], origin: Reading | None = None) -> tuple[list[Weighed], Witness]:
        """Return the *matches* that stand their gates, and what the document (or *origin*) tells of where it comes from.

        Rules that ask for the source language wait until the others have told it. The witness is kept in `reading.memo`.
        """
        ground = self.ground(reading, origin)
        weighed: list[Weighed] = []
        later: list[Match] = []
        rules = self.ruleset.rule
        for match in matches:
            rule = rules(match.rule)
            if rule.waits:
                later.append(match)
            elif (found := judge.weigh(ground, rule, match)) is not None:
                weighed.append((match, rule, found[0], found[1]))
        witness: Witness = origin.memo["witness"] if origin else testify(reading, weighed, self.asked)
        reading.memo["witness"] = witness
        if later:
            language = witness.language
            ground.language = language.code if language else None
            for match in later:
                rule = self.ruleset.rule(match.rule)
                if (found := judge.weigh(ground, rule, match)) is not None:
                    weighed.append((match, rule, *found))
        return weighed, witness

    def ground(self, reading: Reading, origin: Reading | None = None) -> Ground:
        """Return what conditions are held against in *reading*; those on the whole document see *origin*, where it is given."""
        return Ground(self.ruleset, reading, self._whole(origin or reading))

    def _whole(self, reading: Reading) -> Reading:
        """Return what document-wide gates see of *reading*: with the context that was given, if any."""
        if self.context is None:
            return reading
        if "whole" not in reading.memo:
            reading.memo["whole"] = Reading((*reading.segments, *self.context.segments))
        whole: Reading = reading.memo["whole"]
        return whole

    def findings(self, document: Document, reading: Reading, weighed: Iterable[Weighed], witness: Witness) -> Iterator[Finding]:
        """Yield the findings of the *weighed* matches, in a document whose damage tells what *witness* says."""
        parts = document.parts
        lines = {part.name: Lines(part.text) for part in parts}
        escape = load_format(document.format).escape
        several = len(reading.segments) > 1
        speaks = bool(witness.damage or witness.given)
        spoken = witness.language if speaks else None
        bearings: dict[str, tuple[float, tuple[Evidence, ...]]] = {}
        known, own = self._known, self._means is None
        for match, rule, points, told in weighed:
            number, start = reading.place(match.start) if several else (0, match.start)
            segment, end = reading.segments[number], match.end - reading.starts[number]
            if end > len(segment.view):
                continue  # no rule matches across segments
            if speaks:
                if rule.id not in bearings:
                    bearings[rule.id] = bearing(witness, spoken, rule.id, languages(rule))
                more, why = bearings[rule.id]
                points, told = points + more, (*told, *why) if why else told
            confidence = known.get(points)
            if confidence is None:
                confidence = known[points] = judge.sure(points)
            counted = lines[segment.part]
            level, asked = (rule.level, rule.applicability) if own else self.as_asked(rule)
            may = judge.applicability(reading, rule, match, confidence) if asked == "safe" else asked
            puts = match.replacements
            edits = edits_for(segment, counted.text, start, end, puts[0], escape) if puts and may != "display" else None
            if may == "safe" and not edits:
                may = "unsafe"
            first, last = source_span(segment, start, end)
            line, column = counted.at(first)
            old = segment.view[start:end]
            if len(parts) > 1:
                first, last = start, end
            yield _make(Finding, (
                rule.id, rule.category, "note" if may == "display" else level, confidence, may, first, last, line, column, old,
                rule.why or judge.message(match, old), puts, edits or (), told, reading.first + number, start, end, rule.preview,
            ))  # fmt: skip

    def beyond(self, document: Document, reading: Reading, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield a finding for each sentence that so many of the *findings* stand in that it wants translating again."""
        rule = self.ruleset.rule(self.ruleset.beyond)
        level, may = self.as_asked(rule)
        for start, end, told in lost(reading, standing(reading, findings), *rule.data):
            number, first = reading.place(start)
            segment = reading.segments[number]
            last = min(end - reading.starts[number], len(segment.view))
            low, high = source_span(segment, first, last)
            line, column = Lines(next(part.text for part in document.parts if part.name == segment.part)).at(low)
            shown = (first, last) if len(document.parts) > 1 else (low, high)
            yield Finding(
                rule.id, rule.category, "note" if may == "display" else level, judge.sure(PRIOR[rule.confidence]), "display" if may == "display" else "unsafe",
                *shown, line, column, segment.view[first:last], rule.why, evidence=told, segment=reading.first + number, view_start=first, view_end=last,
            )  # fmt: skip

    def as_asked(self, rule: CompiledRule) -> tuple[Level, Applicability]:
        """Return the level and applicability that the house asks of *rule*, else its own."""
        if self._means is None:
            return rule.level, rule.applicability
        if rule.number not in self._asked:
            level, may = rule.level, rule.applicability
            for means, its_level, its_may in self._means:
                if means(rule.id, rule.category):
                    level, may = its_level or level, its_may or may
            self._asked[rule.number] = (level, may)
        return self._asked[rule.number]

    def _without_words(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """Return those of *findings* that no word of the house hides."""
        words = self.request.vocabulary
        return [f for f in findings if not words.covers(document.segments[f.segment].view, f.view_start, f.view_end)] if words else findings

    def suppress(self, document: Document, reports: list[Report]) -> list[Report]:
        """Hide what an inline ignore, the vocabulary or the baseline hides, and count it."""
        from cleaner.suppress import inline

        request = self.request
        findings = [finding for report in reports for finding in report.findings]
        if document.ignores and self.ruleset.renamed:
            document = document._replace(ignores=tuple([i._replace(rules=present(self.ruleset, i.rules)) for i in document.ignores]))
        kept, by_ignore, notes = inline.apply(document, findings)
        for number, report in enumerate(reports):
            if report.hidden:
                reports[number] = report._replace(hidden=tuple(self._without_words(document, inline.apply(document, report.hidden)[0])))
        left = self._without_words(document, kept)
        kept, by_word, by_baseline = left, len(kept) - len(left), 0
        if request.baseline is not None:
            kept, by_baseline = request.baseline.split(document.path, kept, document)
        counts = tuple((why, n) for why, n in (("ignore", by_ignore), ("vocabulary", by_word), ("baseline", by_baseline)) if n)
        stays = {id(finding) for finding in kept}
        made = [report._replace(findings=tuple([f for f in report.findings if id(f) in stays])) for report in reports]
        if made:
            made[0] = made[0]._replace(suppressed=counts, notifications=(*made[0].notifications, *notes))
        return made


def languages(rule: CompiledRule) -> tuple[str, ...]:
    """Return the source languages of *rule*, without regions."""
    return tuple([code.partition("-")[0] for code, _ in rule.source])


def standing(reading: Reading, findings: Iterable[Finding]) -> list[tuple[int, Finding]]:
    """Return those of *findings* that count as damage, each with its offset in *reading*."""
    return [(reading.starts[f.segment - reading.first] + f.view_start, f) for f in findings if f.confidence >= STANDS]


def testify(reading: Reading, weighed: Iterable[Weighed], asked: Witness) -> Witness:
    """Return what the *weighed* matches tell of the origin of *reading*, added to what was known when it was *asked* for.

    A rule speaks once, and only one that knows its source languages and stands by itself.
    """
    heard = {one.rule: one for one in asked.damage}
    for match, rule, points, _ in weighed:
        if rule.source and rule.id not in heard and not rule.preview and (confidence := judge.sure(points)) >= STANDS:
            heard[rule.id] = Damage(rule.id, languages(rule), confidence, reading.text[match.start : match.end])
    return asked if len(heard) == len(asked.damage) else Witness(tuple(heard.values()), asked.given)


def readings(document: Document) -> list[Reading]:
    """Return a reading of each record of *document*, in order; one of nothing where it has no text."""
    segments = document.segments
    if not segments:
        return [Reading((Segment("", ()),))]
    if len(segments) == 1 or not any(segment.record for segment in segments):
        return [Reading(segments)]
    made, first = [], 0
    for _, group in groupby(segments, key=lambda segment: segment.record):
        run = tuple(group)
        made.append(Reading(run, first))
        first += len(run)
    return made


def present(ruleset: Ruleset, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Return *patterns* with ids that rules had before replaced by those that they have."""
    return tuple([ruleset.renamed.get(pattern, pattern) for pattern in patterns])


def _active(ruleset: Ruleset, request: Request) -> bytearray | None:
    """Return a byte for each rule: 1 to run it; None where nothing was asked but the default."""
    if not (request.select or request.ignore or request.preview):
        return None
    from cleaner.suppress.names import chosen

    active = bytearray(b"\1") * ruleset.count
    if not request.preview:
        for number in ruleset.off:
            active[number] = 0
    wanted, unwanted = chosen(present(ruleset, request.select)), chosen(present(ruleset, request.ignore))
    for number, (rule, category) in enumerate(ruleset.ids()):
        if (request.select and not wanted(rule, category)) or unwanted(rule, category):
            active[number] = 0
    return active
