"""What rules are worth: how often each fires on good English and on damaged text, and whether a new one may go live."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from cleaner.authoring.compare import CHANGES
from cleaner.authoring.measure import Difference, Firing, Outcome
from cleaner.model.rule import Measured, Rule

MAX_NOISE: Final = 0.05
"""Alarms per 10,000 words that a rule may have unless another figure is asked for.

All rules together may raise one; so many rules at their limit use that up: twenty. Of the 2,111 that shipped when this was
set 2,073 raised none at all in 2,000,000 words, twelve raised one, which is 0.005.
"""
MIN_WORDS: Final = 10_000
"""So many words of good English must be read before a rule goes live."""
KEPT: Final = 1_000
"""Of a rule so many findings in good English are kept, and as many in damaged text; the others are only counted."""


class Limits(NamedTuple):
    """What a rule must keep to go live: alarms per 10,000 words, and how many words must have been read."""

    max_noise: float = MAX_NOISE
    min_words: int = MIN_WORDS


class Amount(NamedTuple):
    """How much was read: texts, their words, texts passed over because they aren't English, and words in which people marked or mended damage."""

    texts: int = 0
    words: int = 0
    foreign: int = 0
    judged_words: int = 0


@dataclass(slots=True)
class Tally:
    """What one rule found.

    `alarms` are its findings in good English but for the `real` ones, which a person read and found right. `catches` are
    those in damaged text; of them `judged` stand in texts where people marked or mended the damage, and `hits` on such
    a place.
    """

    alarms: int = 0
    real: int = 0
    catches: int = 0
    judged: int = 0
    hits: int = 0
    in_good: list[Firing] = field(default_factory=list)
    in_damaged: list[Firing] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """The share of its findings that hit, where damage was marked or mended; None where it has none there."""
        return self.hits / self.judged if self.judged else None

    @property
    def fires(self) -> bool:
        """Whether it found anything but what is known to be real."""
        return bool(self.alarms or self.catches)


class Bench:
    """Counts what rules find; `real` are hashes of places in good English that are damaged."""

    def __init__(self, rules: Sequence[Rule], real: Collection[str] = ()) -> None:
        """Begin with nothing counted."""
        self.rules = {rule.id: rule for rule in rules}
        self.tallies = {rule.id: Tally() for rule in rules}
        self._real = real
        self.good, self.damaged = Amount(), Amount()
        self.differences: list[Difference] = []
        self.flaws: dict[str, None] = {}
        self.stopped: set[str] = set()

    def add(self, outcome: Outcome) -> None:
        """Count an *outcome*."""
        self.damaged = _more(self.damaged, outcome, 0)
        self.good = _more(self.good, outcome, 1)
        for good, firing in outcome.firings:
            self._count(good, firing)
        self.differences += outcome.differences
        self.flaws.update(dict.fromkeys(outcome.flaws))
        self.stopped |= outcome.stopped

    def _count(self, good: bool, firing: Firing) -> None:
        tally = self.tallies[firing.rule]
        if good and firing.hash in self._real:
            tally.real += 1
            return
        if good:
            tally.alarms += 1
        else:
            tally.catches += 1
            tally.judged += firing.hit is not None
            tally.hits += bool(firing.hit)
        kept = tally.in_good if good else tally.in_damaged
        if len(kept) < KEPT:
            kept.append(firing)

    def noise(self, rule: str) -> float:
        """Return the alarms of *rule* per 10,000 words of good English."""
        return per_10_000(self.tallies[rule].alarms, self.good.words)

    def noisiest(self) -> list[Rule]:
        """Return the rules, the one with the most alarms first, then those that catch something, then by id."""
        return sorted(self.rules.values(), key=lambda rule: (-self.tallies[rule.id].alarms, -self.tallies[rule.id].catches, rule.id))

    def alarms(self) -> int:
        """Return how many alarms all of them raised."""
        return sum(tally.alarms for tally in self.tallies.values())

    def measured(self, rule: str, date: str) -> Measured:
        """Return what was counted of *rule*, as its file has it; *date* is today's, in ISO 8601."""
        tally = self.tallies[rule]
        return Measured(tally.alarms, self.good.words, tally.catches, self.damaged.words, date)

    def holds_back(self, rule: str, limits: Limits) -> str:
        """Say why *rule* mustn't go live; empty where it may."""
        tally = self.tallies[rule]
        if rule in self.stopped:
            return "it took too long and was switched off, so that it isn't measured"
        if self.good.words < limits.min_words:
            return f"{counted(self.good.words, 'word')} of good English were read, {limits.min_words:,} are needed"
        if self.noise(rule) > limits.max_noise:
            return f"{counted(tally.alarms, 'alarm')} in {self.good.words:,} words are {figure(self.noise(rule))} per 10,000, more than {limits.max_noise:g}"
        if not self.damaged.words:
            return "no damaged text was read (--damaged), so that nobody knows what it catches"
        if not tally.catches:
            return f"it catches nothing in {self.damaged.words:,} words of damaged text"
        if not tally.hits and tally.judged == tally.catches:
            return f"it fires in damaged text ({counted(tally.catches, 'finding')}), but never where damage is marked"
        return ""

    def too_noisy(self, limits: Limits) -> list[Rule]:
        """Return the live rules that raise more alarms than *limits* allow, the noisiest first."""
        return [rule for rule in self.noisiest() if not rule.preview and self.noise(rule.id) > limits.max_noise]

    def changes(self) -> dict[str, list[Difference]]:
        """Return the differences from the earlier rules by kind."""
        return {kind: [one for one in self.differences if one.kind == kind] for kind in CHANGES}


def _more(amount: Amount, outcome: Outcome, which: int) -> Amount:
    judged = 0 if which else outcome.judged_words
    return Amount(
        amount.texts + outcome.texts[which],
        amount.words + outcome.words[which],
        amount.foreign + outcome.foreign[which],
        amount.judged_words + judged,
    )


def per_10_000(count: int, words: int) -> float:
    """Return *count* per 10,000 *words*; 0 without words."""
    return 10_000 * count / words if words else 0.0


def figure(value: float) -> str:
    """Write a number of alarms per 10,000 words so that a small one isn't lost.

    >>> figure(0), figure(0.004982), figure(0.5), figure(12.34)
    ('0', '0.0050', '0.5000', '12.3')
    """
    return "0" if not value else f"{value:.4f}" if value < 10 else f"{value:.1f}"


def counted(number: int, thing: str) -> str:
    """Return *number* and *thing*, in the plural where there isn't one.

    >>> counted(1, "word"), counted(2_000, "word")
    ('1 word', '2,000 words')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def comes_from(origin: Iterable[str], pages: Iterable[str]) -> bool:
    """Say whether one of *origin* is a page of *pages*: named in full, or by a glob whose ``*`` is anything.

    >>> comes_from(("p012-3",), ["p012*"]), comes_from(("knowledge",), ["p012*"])
    (True, False)
    """
    patterns = tuple(pages)
    return any(fnmatchcase(entry, pattern) for entry in origin for pattern in patterns)
