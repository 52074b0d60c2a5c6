"""Why a rule fires in a text, or is silent: every place it looks at, with each step by which it is let through or held back.

Nothing is judged here: the steps are those of `cleaner.pipeline.checker`, taken one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cleaner.authoring.misses import LITERAL, in_all_text, near, place, sought, stuck
from cleaner.authoring.told import PLACES, listed
from cleaner.engine.ruleset import Ruleset
from cleaner.evidence.beyond import lost
from cleaner.evidence.gates import Ground
from cleaner.evidence.language import other_language
from cleaner.evidence.trace import GateStep, Share, gate_steps, looked_at, others_shares, own_shares, passes, reservations, shield, topic_points
from cleaner.evidence.witness import Witness
from cleaner.model import Document, Finding, Match, Report, confidence_word
from cleaner.model.languages import language_name
from cleaner.model.rule import Condition, Rule
from cleaner.pipeline.checker import Checker, Weighed, languages, present, readings, standing
from cleaner.pipeline.request import Request
from cleaner.plugin import CompiledRule, Span
from cleaner.render import source_span
from cleaner.resolve import strength
from cleaner.text.lines import Lines
from cleaner.text.reading import Reading

MANY: Final = 1_000_000
"""More words than a sentence has."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that lets a candidate through or holds it back.

    `what` names it (``literal``, ``match``, ``need``, ``unless``, ``confidence`` …), `says` tells it in words, `looked_at` is
    the text that it looked at, where that isn't all of it. `parts` are the alternatives of ``need``, each with its conditions.
    """

    what: str
    held: bool
    says: str
    looked_at: str = ""
    parts: tuple[tuple[Step, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a rule looks at: where it stands (line and column from 1, both ends), its sentence and the span in that.

    `shares` are the evidence, part by part, and `confidence` what they come to; both are missing where it doesn't get so far.
    `applicability` is what may be done, `unsafe` why that isn't done unasked.
    """

    line: int
    column: int
    last_line: int
    text: str
    sentence: str
    start: int
    end: int
    steps: tuple[Step, ...]
    replacements: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    confidence: float | None = None
    applicability: str = ""
    unsafe: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing holds it back."""
        return all(step.held for step in self.steps)

    @property
    def verdict(self) -> str:
        """What comes of it, in a line."""
        failed = next((step for step in self.steps if not step.held), None)
        if failed:
            return f"silent at {self.line}:{self.column}: {failed.says}"
        return f"fires at {self.line}:{self.column} as {self.applicability}, {self.confidence:.2f}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is to be told of a rule and a text.

    `off` says why the rule doesn't run at all, where it doesn't; then `candidates` are what it would come to. `sought` are the
    literals that it looks for, `near` what in the text comes near to them where none stands there.
    """

    rule: Rule
    path: str
    off: str
    sought: tuple[str, ...]
    near: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    elsewhere: int = 0

    @property
    def firing(self) -> tuple[Candidate, ...]:
        """The candidates that the rule fires at."""
        return () if self.off else tuple([one for one in self.candidates if one.passes])

    @property
    def verdict(self) -> str:
        """What comes of it all, in a line."""
        if self.off:
            would = [one for one in self.candidates if one.passes]
            return f"silent: {self.off}" + (f"; else it would be so: {would[0].verdict}" if would else "")
        if not self.candidates:
            return f"silent: {self._nothing()}"
        if len(self.candidates) == 1:
            return self.candidates[0].verdict
        places = [f"{one.line}:{one.column} ({one.applicability}, {one.confidence:.2f})" for one in self.firing]
        if places:
            return f"fires at {len(places)} of {len(self.candidates)} places: {listed(places)}"
        return f"silent at all {len(self.candidates)} places; the first: {self.candidates[0].verdict.partition(': ')[2]}"

    def _nothing(self) -> str:
        if self.elsewhere:
            return f"it looks at nothing in this line, and at {self.elsewhere} {'place' if self.elsewhere == 1 else 'places'} in others"
        if self.sought:
            return "nothing that it looks for stands in the text" + (f"; {self.near[0]}" if self.near else "")
        return self.near[0] if self.near else "its check finds nothing in the text"


def explain(
    rule: Rule, plain: Sequence[Rule], ruleset: Ruleset, request: Request, document: Document, line: int = 0, sources: Mapping[str, str] | None = None
) -> Explanation:
    """Explain what *rule* does in *document*, where *request* is asked of *ruleset*; with *line* (from 1) only what touches that line.

    *plain* is the rule as it is compiled (`Shelf.plain`). *sources* say where a pattern that selects or ignores rules was
    written (``{"fr/*": "--ignore"}``).
    """
    numbers = [number for number, (id, _) in enumerate(ruleset.ids()) if id == rule.id]
    checker = Checker(ruleset, request)
    off = _off(checker, rule, numbers[0], sources or {})
    if off:
        _switch_on(checker, numbers)
    trial = _Trial(checker, rule, dict(zip(numbers, plain, strict=True)), document)
    candidates = sorted(trial.candidates(), key=lambda one: (one.line, one.column))
    here = tuple([one for one in candidates if not line or one.line <= line <= one.last_line])
    return Explanation(rule, document.path, off or trial.unread, sought(plain), trial.near(), here, len(candidates) - len(here))


def _off(checker: Checker, rule: Rule, number: int, sources: Mapping[str, str]) -> str:
    """Say why the rule of *number* isn't run by *checker*; nothing where it is."""
    ruleset, request = checker.ruleset, checker.request
    runs = number not in ruleset.off if checker.active is None else bool(checker.active[number])
    if runs:
        return ""
    from cleaner.suppress.names import chosen

    def whence(pattern: str) -> str:
        return f" ({sources[pattern]})" if pattern in sources else ""

    for pattern in request.ignore:
        if chosen(present(ruleset, (pattern,)))(rule.id, rule.category):
            return f"the rule is switched off: '{pattern}' is ignored{whence(pattern)}"
    if request.select and not chosen(present(ruleset, request.select))(rule.id, rule.category):
        return f"the rule is switched off: only {listed(request.select)} is selected{whence(request.select[0])}"
    return "the rule is on trial and ships with the cleaner, so that it runs only with --preview"


def _switch_on(checker: Checker, numbers: Sequence[int]) -> None:
    """Have *checker* run the rules of *numbers* all the same."""
    active = checker.active
    if active is None:
        active = bytearray(b"\1") * checker.ruleset.count
        for number in checker.ruleset.off:
            active[number] = 0
    for number in numbers:
        active[number] = 1
    checker.active = active


class _Record:
    """One record of a document, taken through the steps of `Checker.judge_record` with what each gave kept."""

    def __init__(self, checker: Checker, document: Document, reading: Reading, numbers: Iterable[int]) -> None:
        """Take *reading*, a record of *document*, through them; the rules of *numbers* are asked about."""
        self.checker, self.reading, self.numbers = checker, reading, frozenset(numbers)
        self.language = other_language(reading)
        self.hits: dict[int, list[Span]] = {}
        self.raw: list[Match] = []
        self.settled: dict[int, Match | None] = {}
        self.weighed: dict[int, tuple[Weighed, Finding | None]] = {}
        self.slow = ""
        self.every: list[Finding] = []
        self.witness: Witness = checker.asked
        self.ground: Ground = checker.ground(reading)
        if not self.language:
            self._run(document)

    def _run(self, document: Document) -> None:
        checker, reading = self.checker, self.reading
        found = checker.ruleset.hits(reading)
        self.hits = {number: found.get(number, []) for number in self.numbers}
        matches, told = checker.unsettled(reading)
        id = next(iter(checker.ruleset.rule(number).id for number in self.numbers))
        self.slow = next((note.message for note in told if note.message.startswith(f"{id}: ")), "")
        settled: list[Match] = []
        for match in matches:
            made = checker.house.settle(reading, checker.ruleset.rule(match.rule), match) if checker.house else match
            if match.rule in self.numbers:
                self.raw.append(match)
                self.settled[_key(match)] = made
            settled += [made] if made is not None else []
        weighed, self.witness = checker.weigh(reading, settled)
        if self.witness.language:
            self.ground.language = self.witness.language.code
        pool = list(checker.findings(document, reading, [one for one in weighed if one[0].rule not in self.numbers], self.witness))
        for one in weighed:
            if one[0].rule in self.numbers:
                made_of = list(checker.findings(document, reading, [one], self.witness))
                self.weighed[_key(one[0])] = one, made_of[0] if made_of else None
                pool += made_of
        self.pool = pool
        self.every = checker.kept(document, reading, pool)

    @property
    def report(self) -> tuple[Finding, ...]:
        """The findings that are sure enough to be shown."""
        return tuple([finding for finding in self.every if finding.confidence >= self.checker.least])


def _key(match: Match) -> int:
    """Tell *match* from all others: two may be equal."""
    return id(match)


class _Trial:
    """A rule held against a document."""

    def __init__(self, checker: Checker, rule: Rule, plain: Mapping[int, Rule], document: Document) -> None:
        """Take the document through the steps; *plain* are the rules that *rule* is compiled to, by number."""
        self.checker, self.rule, self.plain, self.document = checker, rule, plain, document
        self.records = [_Record(checker, document, reading, plain) for reading in readings(document)]
        reports = [Report(document, record.report, record=record.reading.segments[0].record) for record in self.records]
        if document.ignores or checker.request.vocabulary or checker.request.baseline:
            reports = checker.suppress(document, reports)
        self.shown = {id(finding) for report in reports for finding in report.findings}
        self.lines = {part.name: Lines(part.text) for part in document.parts}

    @property
    def unread(self) -> str:
        """Why the text isn't looked at, or the rule gives up on it; empty where neither is so."""
        language = next((record.language for record in self.records if record.language), "")
        if language and all(record.language for record in self.records):
            return f"the text isn't English, it seems ({language}); nothing is looked for in it"
        return next((record.slow for record in self.records if record.slow), "")

    def near(self) -> tuple[str, ...]:
        """Say what comes near to the rule where it has no candidate."""
        if any(record.raw or any(record.hits.values()) for record in self.records):
            return ()
        found: dict[str, None] = {}
        for record in self.records:
            if record.language:
                continue
            found.update(dict.fromkeys(near(list(self.plain.values()), record.reading)))
            for number, rule in self.plain.items():
                if rule.kind == "pattern":
                    found[in_all_text(self.checker.ruleset.rule(number), record.reading)] = None
        return tuple(found)

    def candidates(self) -> Iterable[Candidate]:
        """Yield every place that the rule looks at."""
        for record in self.records:
            if record.language:
                continue
            for match in record.raw:
                yield self._matched(record, match)
            yield from self._stuck(record)
            if self.rule.kind == "retranslate":
                yield from self._beyond(record)

    def _stuck(self, record: _Record) -> Iterable[Candidate]:
        """Yield the places where a literal of the rule stands and nothing matches."""
        if self.rule.kind not in LITERAL or record.slow:
            return
        best: dict[Span, tuple[int, str]] = {}
        for number, rule in self.plain.items():
            matched = [(match.start, match.end) for match in record.raw]
            for hit in sorted(set(record.hits.get(number, ()))):
                start, end = place(record.reading, hit)
                if any(start < high and low < end for low, high in matched):
                    continue
                far = stuck(rule, self.checker.ruleset.rule(number), record.reading, hit)
                best[start, end] = max(far, best.get((start, end), far), key=lambda one: one[0])
        for (start, end), (_, says) in best.items():
            old = record.reading.text[start:end]
            yield self._candidate(record, start, end, (Step("literal", True, f"'{old}' stands there"), Step("match", False, says)))

    def _candidate(self, record: _Record, start: int, end: int, steps: Sequence[Step]) -> Candidate:
        """Make the candidate at start..end of *record*."""
        reading = record.reading
        number, first = reading.place(start)
        segment = reading.segments[number]
        last = max(first, min(end - reading.starts[number], len(segment.view)))
        low, high = source_span(segment, first, last)
        lines = self.lines[segment.part]
        line, column = lines.at(low)
        opens, closes = reading.sentence(start)
        closes = max(end, closes)
        return Candidate(
            line,
            column,
            lines.at(max(low, high - 1))[0],
            reading.text[start:end],
            reading.text[opens:closes].rstrip(),
            start - opens,
            end - opens,
            tuple(steps),
        )

    def _matched(self, record: _Record, raw: Match) -> Candidate:
        """Make the candidate of a match: its gates and what comes behind them."""
        compiled = self.checker.ruleset.rule(raw.rule)
        match = record.settled[_key(raw)]
        steps = [*_literal(record, raw), Step("match", True, _becomes(record.reading.text[raw.start : raw.end], raw.replacements))]
        if match is None:
            return self._candidate(record, raw.start, raw.end, [*steps, Step("profile", False, "the house writes it so, and nothing is left to change")])
        if match.replacements != raw.replacements:
            steps.append(Step("profile", True, f"the house writes it '{match.replacements[0]}'"))
        kept = shield(record.ground, compiled, match)
        steps += [Step("place", False, kept)] if kept else []
        gates = gate_steps(record.ground, compiled, match)
        steps += _gates(record.ground, self.rule, gates, match)
        made = replace(self._candidate(record, match.start, match.end, steps), replacements=match.replacements)
        if kept or not passes(gates):
            return made
        return self._weighed(record, compiled, match, gates, made)

    def _weighed(self, record: _Record, compiled: CompiledRule, match: Match, gates: Sequence[GateStep], made: Candidate) -> Candidate:
        """Add to *made* what speaks for it and what comes of it."""
        finding = record.weighed[_key(match)][1]
        if finding is None:
            says = "it goes on into the next piece of the text, and no rule matches across"
            return replace(made, steps=(*made.steps, Step("place", False, says)))
        told = languages(compiled)
        shares = (*own_shares(compiled, match, gates), *others_shares(record.witness, record.witness.language, compiled.id, told))
        unsafe = self._unsafe(record, compiled, match, finding)
        return replace(
            made, steps=(*made.steps, *self._verdict_steps(record, finding)), shares=shares, confidence=finding.confidence,
            applicability=finding.applicability, unsafe=unsafe,
        )  # fmt: skip

    def _verdict_steps(self, record: _Record, finding: Finding) -> list[Step]:
        """Return what comes behind the evidence: the threshold, what overlaps, what hides."""
        checker = self.checker
        asked = checker.request.min_confidence
        enough = finding.confidence >= checker.least
        word = confidence_word(finding.confidence)
        says = f"{finding.confidence:.2f} is {word}" + ("" if enough else f", below {asked} ({checker.least:.2f}); --min-confidence or --show-hidden shows it")
        steps = [Step("confidence", enough, says)]
        if not any(finding is one for one in record.every):
            steps.append(Step("overlap", False, self._beaten(record, finding)))
        elif enough and id(finding) not in self.shown:
            steps.append(self._hidden(finding))
        return steps

    def _beaten(self, record: _Record, finding: Finding) -> str:
        """Say which finding *finding* gives way to, and why."""
        over = [one for one in record.every if one.segment == finding.segment and one.view_start < finding.view_end and finding.view_start < one.view_end]
        over += [one for one in record.every if (one.segment, one.view_start, one.view_end) == (finding.segment, finding.view_start, finding.view_end)]
        if not over:
            return "another finding of the rule stands at the same place"
        winner = min(over, key=lambda one: (one.confidence < self.checker.least, strength(one)))
        return f"'{winner.text}', found by {winner.rule}, overlaps it and is stronger: {_stronger(winner, finding, self.checker.least)}"

    def _hidden(self, finding: Finding) -> Step:
        """Say what hides *finding*: a comment in the text, a word of the house, the baseline."""
        from cleaner.suppress import inline

        ruleset, words = self.checker.ruleset, self.checker.request.vocabulary
        for ignore in self.document.ignores:
            only = self.document._replace(ignores=(ignore._replace(rules=present(ruleset, ignore.rules)),))
            if not inline.apply(only, [finding])[0]:
                return Step("ignore", False, f"the ignore comment in line {ignore.line} hides it")
        view = self.document.segments[finding.segment].view
        if words and words.covers(view, finding.view_start, finding.view_end):
            alone = [term for term in words.terms if type(words)([term]).covers(view, finding.view_start, finding.view_end)]
            return Step("vocabulary", False, f"'{alone[0]}' is in the house's vocabulary")
        return Step("baseline", False, "the baseline knows it: the house has decided to live with it")

    def _unsafe(self, record: _Record, compiled: CompiledRule, match: Match, finding: Finding) -> tuple[str, ...]:
        """Say why the correction of *finding* isn't made unasked; nothing where it is."""
        if finding.applicability == "safe" and not finding.preview:
            return ()
        _, asked = self.checker.as_asked(compiled)
        if asked != "safe":
            who = "the settings say" if asked != compiled.applicability else "the rule says"
            return (f"{who} {asked}",)
        found = reservations(record.reading, compiled, match, finding.confidence)
        return tuple(found) or ("no edit can be made: it crosses markup, or the format doesn't let it be changed",)

    def _beyond(self, record: _Record) -> Iterable[Candidate]:
        """Yield the sentences with findings of other rules, which this rule counts."""
        number = self.checker.ruleset.beyond
        if number not in self.plain:
            return
        least, words = self.checker.ruleset.rule(number).data
        reading = record.reading
        made = {(f.segment - reading.first, f.view_start): f for f in record.every if f.rule == self.rule.id}
        others = standing(reading, [f for f in record.every if f.rule != self.rule.id])
        for start, end, told in lost(reading, others, 1, MANY):
            finding = made.get(reading.place(start))
            size = len(reading.text[start:end].split())
            says = f"{told[0].text}; it takes {least} in a sentence, and one for every {words} words of it (it has {size})"
            one = self._candidate(record, start, end, [Step("count", finding is not None, says)])
            if finding:
                steps = (*one.steps, *self._verdict_steps(record, finding))
                one = replace(one, steps=steps, confidence=finding.confidence, applicability=finding.applicability, unsafe=("there is no correction",))
            yield one


def _literal(record: _Record, match: Match) -> list[Step]:
    """Tell the literal by which *match* was found, where the rule has any."""
    there = [place(record.reading, hit) for hit in sorted(record.hits.get(match.rule, ()))]
    found = next((record.reading.text[start:end] for start, end in there if start < match.end and match.start < end), "")
    return [Step("literal", True, f"'{found}' stands there")] if found else []


def _becomes(old: str, replacements: Sequence[str]) -> str:
    """Say what a match makes of *old*."""
    if not replacements:
        return f"'{old}' is found; there is no correction"
    new = replacements[0]
    return (f"'{old}' becomes '{new}'" if new else f"'{old}' is deleted") + (f" (or {listed(replacements[1:])})" if replacements[1:] else "")


def _stronger(winner: Finding, loser: Finding, least: float) -> str:
    """Say what makes *winner* stronger than *loser*, as `cleaner.resolve` has it."""
    if (winner.confidence < least) != (loser.confidence < least):
        return f"it is shown ({winner.confidence:.2f})"
    one, other = strength(winner), strength(loser)
    may, others_may = (finding.applicability if finding.edits else "only shown" for finding in (winner, loser))
    reasons = (
        f"it is {may}, this is {others_may}",
        f"it is surer ({winner.confidence:.2f}, this {loser.confidence:.2f})",
        "it is longer",
        "both are as good, and its name comes first",
        "it stands before this",
    )
    return next((why for why, a, b in zip(reasons, one, other, strict=True) if a != b), reasons[-1])


def _gates(ground: Ground, rule: Rule, steps: Sequence[GateStep], match: Match) -> list[Step]:
    """Tell *steps*, the gates of *match*, in the words of *rule*."""
    made: list[Step] = []
    alternatives = sorted({step.alternative for step in steps if step.side == "need"})
    needed = [tuple(_gate(ground, rule, step, match) for step in steps if step.side == "need" and step.alternative == at) for at in alternatives]
    if len(needed) == 1:
        made += needed[0]
    elif needed:
        held = [number for number, parts in enumerate(needed, 1) if all(part.held for part in parts)]
        failed = "; ".join(next(part.says for part in parts if not part.held) for parts in needed if not all(part.held for part in parts))
        says = f"{'alternative' if len(held) == 1 else 'alternatives'} {listed([str(n) for n in held])} of {len(needed)}" if held else failed
        made.append(Step("need", bool(held), says, parts=tuple(needed)))
    return made + [_gate(ground, rule, step, match) for step in steps if step.side == "unless"]


def _gate(ground: Ground, rule: Rule, step: GateStep, match: Match) -> Step:
    """Tell one condition: what was found, or what was looked for."""
    condition = rule.need[step.alternative][step.number] if step.side == "need" else rule.unless[step.number]
    says = _found(condition, step.found) if step.found is not None else _lacks(ground, condition, is_needed=step.side == "need")
    return Step(f"{step.side} {step.scope}", step.held, says, looked_at(ground, step.scope, match.start, match.end))


def _found(condition: Condition, found: str) -> str:
    """Say that *found* is what *condition* looks for."""
    if condition.scope == "topic":
        return f"the text is about {found}"
    if condition.scope == "language":
        return f"the text is translated from {language_name(found)}"
    return "the text spells it out" if condition.scope == "defined_in_text" else f"{PLACES[condition.scope]} '{found}'"


def _lacks(ground: Ground, condition: Condition, is_needed: bool) -> str:
    """Say that nothing of what *condition* looks for was found."""
    scope, terms = condition.scope, condition.terms
    if scope == "topic":
        return "; ".join(_off_topic(ground, name) for name in terms)
    if scope == "language":
        known = f"it is from {language_name(ground.language)}" if ground.language else "its language isn't known"
        return f"the text isn't translated from {' or '.join(map(language_name, terms))}; {known}"
    if scope == "defined_in_text":
        return "the text doesn't spell it out"
    if scope in ("before", "after"):
        return f"{terms[0]} doesn't stand right {scope} it" if len(terms) == 1 else f"none of {listed(terms)} stands right {scope} it"
    where = PLACES[scope].removesuffix(" has")
    if len(terms) == 1:
        return f"{where} lacks {terms[0]}"
    return f"{where} lacks one of {listed(terms)}" if is_needed else f"{where} has none of {listed(terms)}"


def _off_topic(ground: Ground, name: str) -> str:
    points, threshold, words = topic_points(ground, name)
    return f"the text isn't about {name}: its words weigh {points:g} of {threshold:g}" + (f" ({listed(words)})" if words else "")
