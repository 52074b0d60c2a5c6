"""What `judge.weigh` decides at once, step by step: for those who ask why a rule fires or doesn't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cleaner.evidence.gates import Ground
from cleaner.evidence.judge import changed
from cleaner.evidence.protect import TITLED, is_protected, is_title, stands_apart
from cleaner.model import Match
from cleaner.plugin import CompiledRule


class GateStep(NamedTuple):
    """One condition held against the text around a match.

    `side` says where the rule has it; `alternative` counts the alternatives of `need` from 0 and the conditions in it
    or in `unless` by `number`, in the order of the rule as `cleaner.model.rule.Rule` has it. `found` is the text that was
    found (None: nothing).
    """

    side: Literal["need", "unless"]
    alternative: int
    number: int
    scope: str
    found: str | None

    @property
    def held(self) -> bool:
        """Whether the match passes this condition."""
        return (self.found is None) == (self.side == "unless")


def gate_steps(ground: Ground, rule: CompiledRule, match: Match) -> list[GateStep]:
    """Return every condition of *rule* held against *match*: all of them, also those behind one that fails."""
    if not rule.gates:
        return []
    if rule.need is None:
        ground.ruleset.open_gates(rule)
    start, end = match.start, match.end
    needed = [
        GateStep("need", at, number, gate[0], ground.holds(gate, start, end) or None)
        for at, alternative in enumerate(rule.need)
        for number, gate in enumerate(alternative)
    ]
    return needed + [GateStep("unless", 0, number, gate[0], ground.holds(gate, start, end) or None) for number, gate in enumerate(rule.unless)]


def passes(steps: Sequence[GateStep], without: Iterable[GateStep] = ()) -> bool:
    """Say whether a match with these *steps* passes the gates, had its rule not the conditions *without*."""
    dropped = set(without)
    left = [step for step in steps if step not in dropped]
    if not all(step.held for step in left if step.side == "unless"):
        return False
    alternatives = {step.alternative for step in steps if step.side == "need"}
    return not alternatives or any(all(step.held for step in left if step.side == "need" and step.alternative == at) for at in alternatives)


def shield(ground: Ground, rule: CompiledRule, match: Match) -> str:
    """Say what protects the place of *match* from *rule*, in words: empty where nothing does."""
    start, end = match.start, match.end
    if rule.kind != "residue" and not stands_apart(ground.reading.folded, start, end) and is_protected(ground.reading, *changed(ground.reading.text, match)):
        return "it is part of an address, a path, a handle or code"
    if rule.category in TITLED and is_title(ground.reading, start, end):
        return "it is part of a title or a name"
    return ""
