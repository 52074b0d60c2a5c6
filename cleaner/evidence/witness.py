"""What a document's damage says of its origin: which language it was translated from, and how far one damage speaks for another."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import NamedTuple

from cleaner.evidence.weights import DAMAGE_MOST, GIVEN, KIN, LEAD, OTHER, SPOKEN, STRANGER, VOTES
from cleaner.model import Evidence, SourceLanguage
from cleaner.model.languages import language_name


class Damage(NamedTuple):
    """A rule that stands in the document by itself: its id, source languages, confidence, and what it found first."""

    rule: str
    languages: tuple[str, ...]
    confidence: float
    text: str


class Witness(NamedTuple):
    """All that a document's damage tells. `given` is the source language that we were told, else None."""

    damage: tuple[Damage, ...] = ()
    given: str | None = None

    @property
    def language(self) -> SourceLanguage | None:
        """The language that the text was translated from: as given, as voted, or None where the votes don't tell."""
        if self.given:
            return SourceLanguage(self.given, 1.0)
        if not self.damage:
            return None
        votes = tally(self.damage)
        (best, most), *others = votes or [("", 0.0)]
        lead = most - (others[0][1] if others else 0.0)
        return SourceLanguage(best, round(1 - exp(-lead), 2)) if most >= VOTES and lead >= LEAD else None


def tally(damage: Iterable[Damage]) -> list[tuple[str, float]]:
    """Return the votes of *damage* by language, the most first; a rule's confidence is shared out among its languages.

    >>> tally([Damage("a", ("fr", "es"), 0.9, "IA"), Damage("b", ("fr",), 0.8, "fleas")])
    [('fr', 1.25), ('es', 0.45)]
    """
    votes: dict[str, float] = {}
    for one in damage:
        for language in one.languages:
            votes[language] = votes.get(language, 0.0) + one.confidence / len(one.languages)
    return sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))


def bearing(witness: Witness, language: SourceLanguage | None, rule: str, languages: tuple[str, ...]) -> tuple[float, tuple[Evidence, ...]]:
    """Return what *witness* adds to the log-odds of a match of *rule*, whose source languages are *languages*, and says for it.

    A rule doesn't speak for itself: its own votes are left out.
    """
    if not witness.damage and not witness.given:
        return 0.0, ()
    others = [one for one in witness.damage if one.rule != rule]
    kin = [one for one in others if any(code in languages for code in one.languages)] if languages else []
    kin.sort(key=lambda one: (len(one.languages), -one.confidence))  # what few languages do tells most
    points = min(DAMAGE_MOST, KIN * sum(one.confidence for one in kin) + STRANGER * sum(one.confidence for one in others if one not in kin))
    told = []
    if kin:
        told.append(Evidence("damage", f"other damage in the text: {', '.join(dict.fromkeys(one.text for one in kin[:3]))}"))
    if language and languages:
        if language.code not in languages:
            return points + OTHER, tuple(told)
        if witness.given:
            points += GIVEN
            told.append(Evidence("language", f"translated from {language_name(language.code)}, as given"))
        elif dict(tally(others)).get(language.code, 0.0) >= VOTES / 2:
            points += SPOKEN
            told.append(Evidence("language", f"translated from {language_name(language.code)}, it seems"))
    return points, tuple(told)
