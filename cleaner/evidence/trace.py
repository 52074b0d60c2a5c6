"""What `judge.weigh` decides at once, step by step: for those who ask why a rule fires or doesn't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from cleaner.evidence.gates import Ground
from cleaner.evidence.judge import changed
from cleaner.evidence.protect import QUOTABLE, TITLED, is_protected, is_quoted, is_title, stands_apart
from cleaner.evidence.weights import DAMAGE_MOST, GIVEN, HELD, KIN, OTHER, PRIOR, SAFE, SPOKEN, STRANGER, TOLD, VOTES
from cleaner.evidence.witness import Damage, Witness, tally
from cleaner.model import Match, SourceLanguage
from cleaner.model.languages import language_name
from cleaner.plugin import CompiledRule
from cleaner.text.reading import Reading
from cleaner.text.topics import score


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


BESIDE: Final = 40
"""So many code points are shown of what stands right beside a match."""


def looked_at(ground: Ground, scope: str, start: int, end: int) -> str:
    """Return the text that a condition on *scope* looks at around start..end; of the whole document nothing, for it is long."""
    text = ground.reading.text
    if scope == "before":
        return text[max(0, start - BESIDE) : start].lstrip() if start > BESIDE else text[:start]
    if scope == "after":
        return text[end : end + BESIDE].rstrip()
    if scope in ("phrase", "sentence", "paragraph"):
        low, high = ground.stretch(scope, start, end)
        return text[low:high].strip()
    return ""


def topic_points(ground: Ground, name: str) -> tuple[float, float, tuple[str, ...]]:
    """Return what the document's words weigh for the topic *name*, what it takes, and these words."""
    topic = ground.ruleset.topic(name)
    points, words = score(topic, ground.whole) if topic else (0.0, [])
    return points, topic.threshold if topic else 0.0, tuple(words)


class Share(NamedTuple):
    """What one thing adds to the log-odds of a match, in words and in points."""

    what: str
    points: float


def own_shares(rule: CompiledRule, match: Match, steps: Sequence[GateStep]) -> list[Share]:
    """Return what speaks for a *match* by itself, part by part; *steps* are its gates, which it passes. Their sum is what `judge.weigh` gives."""
    shares = [Share(f"confidence: {rule.confidence}", PRIOR[rule.confidence])]
    shares += [Share(one.text, TOLD[one.kind]) for one in match.evidence if one.kind in TOLD]
    held: dict[str, str] = {}
    for at in sorted({step.alternative for step in steps if step.side == "need"}):
        alternative = [step for step in steps if step.side == "need" and step.alternative == at]
        if all(step.held for step in alternative):
            held.update({step.scope: step.found for step in alternative if step.found})
    return shares + [Share(f"{scope}: {_named(scope, found)}", HELD[scope]) for scope, found in held.items() if HELD[scope]]


def _named(scope: str, found: str) -> str:
    return language_name(found) if scope == "language" else found


def others_shares(witness: Witness, language: SourceLanguage | None, rule: str, languages: tuple[str, ...]) -> list[Share]:
    """Return what the rest of the document adds to a match of *rule*, part by part. Their sum is what `witness.bearing` gives."""
    others = [one for one in witness.damage if one.rule != rule]
    kin = [one for one in others if languages and any(code in languages for code in one.languages)]
    strangers = [one for one in others if one not in kin]
    shares = [
        Share(f"{what}: {_texts(group)}", weight * sum(one.confidence for one in group))
        for what, weight, group in (("damage of the same language", KIN, kin), ("other damage", STRANGER, strangers))
        if group
    ]
    sum_ = sum(share.points for share in shares)
    if sum_ > DAMAGE_MOST:
        shares.append(Share(f"other damage adds {DAMAGE_MOST:+.2f} at most", DAMAGE_MOST - sum_))
    if language and languages:
        name = language_name(language.code)
        if language.code not in languages:
            shares.append(Share(f"the text is translated from {name}, not from {_languages(languages)}", OTHER))
        elif witness.given:
            shares.append(Share(f"translated from {name}, as given", GIVEN))
        elif dict(tally(others)).get(language.code, 0.0) >= VOTES / 2:
            shares.append(Share(f"translated from {name}, as other rules say", SPOKEN))
    return shares


def _texts(damage: Sequence[Damage]) -> str:
    texts = list(dict.fromkeys(one.text for one in damage))
    return ", ".join(texts[:3]) + (f" and {len(texts) - 3} more" if len(texts) > 3 else "")


def _languages(codes: Sequence[str]) -> str:
    names = [language_name(code) for code in codes]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def reservations(reading: Reading, rule: CompiledRule, match: Match, confidence: float) -> list[str]:
    """Say why a match of a rule that says `safe` isn't to be mended unasked; nothing where it is: as `judge.applicability` has it."""
    found = [
        (rule.preview, "the rule is on trial"),
        (confidence < SAFE, f"its confidence is {confidence:.2f}, and it takes {SAFE:.2f}"),
        (not match.replacements, "there is no correction"),
        (any(one.kind == "sound" for one in match.evidence), "it only sounds like the name"),
        (rule.category not in QUOTABLE and is_quoted(reading, match.start, match.end), "it stands in a direct quotation"),
    ]
    return [why for holds, why in found if holds]
