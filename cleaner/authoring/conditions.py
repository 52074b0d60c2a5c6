"""Which conditions of a rule do something in its examples: without one that does, a near-miss among them would be found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple

from cleaner.evidence.gates import Ground
from cleaner.evidence.trace import GateStep, gate_steps, passes, shield
from cleaner.model import Match
from cleaner.model.rule import Condition, Rule
from cleaner.plugin import CompiledRule

_BESIDE: Final = ("before", "after")


class Gate(NamedTuple):
    """A condition as its author wrote it; `places` are the alternatives of `need`, and the numbers in them, where it stands.

    What `before:` and `after:` say by themselves stands in every alternative. `field` is where it is written.
    """

    side: Literal["need", "unless"]
    field: str
    condition: Condition
    places: frozenset[tuple[int, int]]

    def covers(self, step: GateStep) -> bool:
        """Say whether *step* holds this condition against a match."""
        return step.side == self.side and (step.alternative, step.number) in self.places

    def __str__(self) -> str:
        terms = self.condition.terms
        shown = ", ".join([*terms[:4], *(["\u2026"] if len(terms) > 4 else [])])
        named = f"{self.condition.scope}: [{shown}]" if len(terms) > 1 else f"{self.condition.scope}: {shown}"
        return named if self.field == self.condition.scope else f"{self.field}: {{{named}}}"


def gates_of(rule: Rule) -> list[Gate]:
    """Return the conditions of *rule*, each once, in the order in which its author wrote them."""
    own = [field for field in _BESIDE if field in rule.places]
    gates: list[Gate] = []
    for alternative, conditions in enumerate(rule.need):
        first_own = len(conditions) - len(own)
        gates += [Gate("need", "need", condition, frozenset({(alternative, n)})) for n, condition in enumerate(conditions[:first_own])]
    for n, field in enumerate(own):
        places = frozenset((alternative, len(conditions) - len(own) + n) for alternative, conditions in enumerate(rule.need))
        gates.append(Gate("need", field, rule.need[0][n - len(own)], places))
    return gates + [Gate("unless", "unless", condition, frozenset({(0, n)})) for n, condition in enumerate(rule.unless)]


def at_work(ground: Ground, rules: Callable[[int], CompiledRule], matches: Sequence[Match], gates: Sequence[Gate]) -> set[Gate]:
    """Return those of *gates* that alone keep a rule from one of its *matches*: had the rule not this one, the match would pass.

    *rules* gives the compiled rule of a match's number. A match that stands in the place of one that passes changes nothing.
    """
    held = [(match, gate_steps(ground, rules(match.rule), match)) for match in matches]
    passed = [match for match, steps in held if passes(steps)]
    found: set[Gate] = set()
    for match, steps in held:
        if any(match.start < other.end and other.start < match.end for other in passed) or shield(ground, rules(match.rule), match):
            continue
        found.update(gate for gate in gates if passes(steps, [step for step in steps if gate.covers(step)]))
    return found
