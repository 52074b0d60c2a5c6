"""Sentences so damaged that they want translating again: found by what other rules find in them (see `cleaner.evidence.beyond`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.reading import Reading

if TYPE_CHECKING:
    from cleaner.model.rule import Rule


def prepare(rule: Rule) -> Prepared:
    """Compile *rule*: ``options: {findings: 3, words: 8}`` asks for three findings in a sentence, and one for eight of its words."""
    numbers = ["".join(rule.options.get(name, ())) for name in ("findings", "words")]
    if not all(number.isdecimal() and int(number) for number in numbers):
        raise RuleError("say how many findings a sentence must have, and for how many words one; write {findings: 3, words: 8}", "options")
    return Prepared((), tuple(map(int, numbers)))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Match]:
    """Return nothing: only when all findings are known can it be said."""
    return []


PLUGIN = Matcher(prepare, find)
