"""Matches and what the document tells → findings: gates, confidence, and whether a fix is safe."""

from __future__ import annotations

from math import exp
from typing import Final

from cleaner.evidence.gates import Ground
from cleaner.evidence.protect import QUOTABLE, TITLED, is_protected, is_quoted, is_title, stands_apart
from cleaner.evidence.weights import HELD, PRIOR, SAFE, TOLD
from cleaner.model import Applicability, Evidence, Match
from cleaner.plugin import CompiledRule
from cleaner.render import trim
from cleaner.text.reading import Reading

_NEAR: Final = frozenset(("before", "after", "phrase", "sentence"))


def weigh(ground: Ground, rule: CompiledRule, match: Match) -> tuple[float, tuple[Evidence, ...]] | None:
    """Return what speaks for a match by itself, as log-odds and in words, or None where a gate fails or the place is protected.

    Of a rule's alternatives each that holds whole adds what it found; a scope counts once.
    """
    start, end = match.start, match.end
    if rule.kind != "residue" and not stands_apart(ground.reading.folded, start, end) and is_protected(ground.reading, *changed(ground.reading.text, match)):
        return None
    if rule.category in TITLED and is_title(ground.reading, start, end):
        return None
    if rule.proof is None:
        rule.proof = PRIOR[rule.confidence], _source(rule)
    points, told = rule.proof
    if match.evidence:
        points += sum([TOLD.get(one.kind, 0.0) for one in match.evidence])
        told = (*told, *match.evidence)
    if not rule.gates:
        return points, told
    if rule.need is None:
        ground.ruleset.open_gates(rule)
    if any(ground.holds(gate, start, end) for gate in rule.unless):
        return None
    held: dict[str, str] = {}
    for alternative in rule.need:
        found = {gate[0]: ground.holds(gate, start, end) for gate in alternative}
        if all(found.values()):
            held.update({scope: text for scope, text in found.items() if text})
    if rule.need and not held:
        return None
    return points + sum([HELD[scope] for scope in held]), (*told, *_proof(held))


def _proof(held: dict[str, str]) -> list[Evidence]:
    """Tell what gates found, by scope, in words; the same word found by two of them is told once."""
    near = dict.fromkeys(text for scope, text in held.items() if scope in _NEAR)
    told = [Evidence("topic", held["topic"])] if "topic" in held else []
    told += [Evidence("gate", f"{', '.join(near)} nearby")] if near else []
    return told + [Evidence("gate", f"{text} in the text") for scope, text in held.items() if scope in {"paragraph", "document"} and text not in near]


def changed(text: str, match: Match) -> tuple[int, int]:
    """Return the span that the first correction really changes: the match without what the two share at their ends."""
    if not match.replacements or len(match.replacements[0]) == 0:
        return match.start, match.end
    low, high, _ = trim(text, match.start, match.end, match.replacements[0])
    return low, high


def sure(points: float) -> float:
    """Turn log-odds into a confidence (0 to 1)."""
    return round(1 / (1 + exp(-points)), 3)


def _source(rule: CompiledRule) -> tuple[Evidence, ...]:
    """Say why a translation goes wrong here: the words of the source languages, and what they can mean."""
    if not rule.source:
        return ()
    words = "; ".join(f"{', '.join(words)} ({language})" for language, words in rule.source)
    return (Evidence("source", f"{words}: {rule.gloss}" if rule.gloss else words),)


def applicability(reading: Reading, rule: CompiledRule, match: Match, confidence: float) -> Applicability:
    """Return what may be done unasked of a match whose rule says `safe`.

    That is earned by confidence and lost in direct speech, in previews and where a word only sounds like a name.
    """
    if rule.preview or confidence < SAFE or not match.replacements or any(one.kind == "sound" for one in match.evidence):
        return "unsafe"
    return "unsafe" if rule.category not in QUOTABLE and is_quoted(reading, match.start, match.end) else "safe"


def message(match: Match, old: str) -> str:
    """Say what is wrong where the rule has no words of its own."""
    return f"'{old}' is probably '{match.replacements[0]}'" if match.replacements else f"'{old}' looks wrong"
