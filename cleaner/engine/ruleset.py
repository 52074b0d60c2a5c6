"""A compiled rule set: one mapped file with the automaton, who owns its literals, and a blob for each rule, loaded when needed."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from cleaner import matchers
from cleaner.engine.automaton import Automaton, restore
from cleaner.engine.shared import resolved
from cleaner.errors import CleanerError
from cleaner.model import Match, Notification
from cleaner.plugin import CompiledRule, Span
from cleaner.text.reading import Reading
from cleaner.text.terms import Terms
from cleaner.text.topics import CompiledTopic

MAGIC: Final = b"CLEANER1"

NAMED: Final = frozenset({"topic", "language", "defined_in_text"})
"""Scopes whose terms are names, not words to look for."""

Find = Callable[[Reading, CompiledRule, Sequence[Span]], Iterable[Match]]


class Ruleset:
    """Rules ready to run. Nothing but the header is read before it is needed."""

    def __init__(self, data: memoryview) -> None:
        """Open *data*, which `cleaner.engine.compile` made; CleanerError if it isn't that."""
        try:
            if bytes(data[:8]) != MAGIC:
                raise ValueError
            size = int.from_bytes(data[8:12], "little")
            header = marshal.loads(data[12 : 12 + size])
            self.environment: str = header["environment"]
            self.hash: str = header["hash"]
            self.engine: str = header["engine"]
            self.always: tuple[int, ...] = header["always"]
            self.count: int = header["count"]
            self.spaced: bool = header["spaced"]
            self.beyond: int = header["beyond"]
            self.renamed: dict[str, str] = header["renamed"]
            self.houses: tuple[int, ...] = header["houses"]
            self.off: tuple[int, ...] = header["off"]
            self.shadows: tuple[str, ...] = header["shadows"]
            self.notifications = tuple(Notification("broken-rule", message, "error", fault=True) for message in header["problems"])
            self._sections: dict[str, tuple[int, int]] = header["sections"]
        except (ValueError, EOFError, TypeError, KeyError):
            raise CleanerError("compiled rules: damaged; remove the cache folder and run again") from None
        self._data = data[12 + size :]
        self._automaton: Automaton | None = None
        self._starts = self._owners = self._data[:0].cast("I")
        self._only: list[int] = []
        self._rules: dict[int, CompiledRule] = {}
        self._shared: dict[int, Any] = {}
        self._topics: dict[str, CompiledTopic] | None = None
        self._finders: dict[str, Find] = {}
        self.stopped: set[int] = set()

    def _section(self, name: str) -> memoryview:
        start, end = self._sections[name]
        return self._data[start:end]

    def ids(self) -> list[tuple[str, str]]:
        """Return the id and category of each rule, by its number."""
        ids: list[tuple[str, str]] = marshal.loads(self._section("ids"))
        return ids

    def rule(self, number: int) -> CompiledRule:
        """Return rule *number*."""
        rule = self._rules.get(number)
        if rule is None:
            places = self._section("places")[4 * number : 4 * number + 8].cast("I")
            fields = marshal.loads(self._section("rules")[places[0] : places[1]])
            *facts, data, refs = fields
            rule = self._rules[number] = CompiledRule(number, *(*facts, resolved(data, refs, self._value) if refs else data))
            rule.find = self._finder(rule.kind)
        return rule

    def open_gates(self, rule: CompiledRule) -> None:
        """Read the conditions of *rule*, which are first needed when something of it was found."""
        gates, refs = marshal.loads(rule.gates)
        need, unless = resolved(gates, refs, self._value)
        rule.need = tuple([tuple([_gate(*gate) for gate in alternative]) for alternative in need])
        rule.unless = tuple([_gate(*gate) for gate in unless])

    def _value(self, number: int) -> Any:
        """Return shared value *number*."""
        if number not in self._shared:
            places = self._section("shared-places")[4 * number : 4 * number + 8].cast("I")
            self._shared[number] = marshal.loads(self._section("shared")[places[0] : places[1]])
        return self._shared[number]

    def topic(self, name: str) -> CompiledTopic | None:
        """Return the topic called *name*, or None."""
        return self.topics().get(name)

    def topics(self) -> dict[str, CompiledTopic]:
        """Return all topics by name."""
        if self._topics is None:
            self._topics = {fields[0]: CompiledTopic(*fields) for fields in marshal.loads(self._section("topics"))}
        return self._topics

    def scan(self, reading: Reading, active: Sequence[int] | None = None) -> tuple[list[Match], list[Notification]]:
        """Return all matches of all rules in *reading*, by rule, and what to tell of rules that took too long.

        *active* has a truthy item at the number of each rule to run; None runs all but those that are off by default.
        Every rule reports its own matches, which may overlap those of others.
        """
        hits = self.hits(reading)
        for number in self.always:
            hits[number] = []
        matches: list[Match] = []
        told: list[Notification] = []
        off = self.stopped if active is not None or not self.off else {*self.off, *self.stopped}
        rules = self._rules
        for number in sorted(hits):
            if number in off or (active is not None and not active[number]):
                continue
            rule = rules.get(number) or self.rule(number)
            try:
                matches += rule.find(reading, rule, hits[number])  # type: ignore[misc]  # `rule` has set it
            except TimeoutError:
                self.stopped.add(number)
                told.append(_too_slow(rule, reading, hits[number]))
        return matches, told

    def hits(self, reading: Reading) -> dict[int, list[Span]]:
        """Return for each rule with a literal in *reading* the spans of the haystack where one stands."""
        if self._automaton is None:
            self._automaton = restore(bytes(self._section("automaton")), self.engine)
            self._starts, self._owners = self._section("starts").cast("I"), self._section("owners").cast("I")
            self._only = self._section("only").cast("i").tolist()
        only = self._only
        hits: dict[int, list[Span]] = {}
        for start, end, literal in self._automaton.find_overlapping(reading.haystack):
            owner = only[literal]
            for number in (owner,) if owner >= 0 else self._owners[self._starts[literal] : self._starts[literal + 1]]:
                if number in hits:
                    hits[number].append((start, end))
                else:
                    hits[number] = [(start, end)]
        if self.spaced and reading.folded.rfind("  ") >= 0:
            self._add_spaced(reading, hits)
        return hits

    def _add_spaced(self, reading: Reading, hits: dict[int, list[Span]]) -> None:
        """Add the hits of literals of several words between which *reading* has more than one space."""
        import re

        haystack = reading.haystack
        kept: list[tuple[int, int]] = []  # offset in the squeezed haystack from which on so many bytes more are missing
        gone, parts, at = 0, [], 0
        for run in re.finditer(rb"  +", haystack):
            parts.append(haystack[at : run.start() + 1])
            at = run.end()
            kept.append((run.start() + 1 - gone, gone + len(run.group()) - 1))
            gone = kept[-1][1]
        parts.append(haystack[at:])
        places = [place for place, _ in kept]
        from bisect import bisect_right

        def back(offset: int) -> int:
            number = bisect_right(places, offset) - 1
            return offset + (kept[number][1] if number >= 0 else 0)

        assert self._automaton is not None
        for start, end, literal in self._automaton.find_overlapping(b"".join(parts)):
            first, last = back(start + 1) - 1, back(end - 1) + 1
            if last - first > end - start and haystack[first + 1 : last - 1].count(b"  "):
                for number in self._owners[self._starts[literal] : self._starts[literal + 1]]:
                    spans = hits.setdefault(number, [])
                    if (first, last) not in spans:
                        spans.append((first, last))

    def _finder(self, kind: str) -> Find:
        found = self._finders.get(kind)
        if found is None:
            found = self._finders[kind] = matchers.load(kind).find
        return found


def environment(version: str, engine: str) -> str:
    """Name what compiled rules depend on besides the rules: our version, Python's, its marshal format, the automaton."""
    return f"{version} {sys.implementation.cache_tag} {marshal.version} {engine}"


def pack(header: dict[str, Any], sections: Iterable[tuple[str, bytes]]) -> bytes:
    """Write *header* and *sections* as one file."""
    spans: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for name, data in sections:
        body += b"\0" * (-len(body) % 8)
        spans[name] = (len(body), len(body) + len(data))
        body += data
    head = marshal.dumps({**header, "sections": spans})
    return MAGIC + len(head).to_bytes(4, "little") + head + bytes(body)


def _gate(scope: str, terms: Any) -> tuple[str, Any]:
    return scope, terms if scope in NAMED else Terms(*terms)


def _too_slow(rule: CompiledRule, reading: Reading, hits: Sequence[Span]) -> Notification:
    at = max(0, hits[0][0] - 20) if hits else 0
    near = " ".join(reading.text[at : at + 60].split())
    return Notification(
        "rule-timeout",
        f"{rule.id}: took too long near {near!r} and is switched off for this run; make its pattern simpler (no repeat inside a repeat)",
        "error",
        fault=True,
    )
