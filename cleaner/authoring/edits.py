"""What was mended in a sentence: the smallest edits between a bad and a good one, each as a case of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cleaner.text import worddiff
from cleaner.text.worddiff import Change

FAR: Final = 40
"""How many code points may stand between the place that a word left and the one it moved to."""

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019&.-][^\W_]+)*")
_SMALL: Final = frozenset("a an the of to in on at by for from with and or as is are was were be it its this that".split())


class Edit(NamedTuple):
    """start..end of a bad sentence became low..high of the good one."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence in which one thing is wrong: start..end of *text* must become *new*."""

    text: str
    start: int
    end: int
    new: str

    @property
    def old(self) -> str:
        """What is wrong."""
        return self.text[self.start : self.end]

    @property
    def good(self) -> str:
        """The sentence as it must be."""
        return self.text[: self.start] + self.new + self.text[self.end :]

    def widened(self, start: int, end: int) -> Case:
        """Return the same case with the unchanged text from *start* to *end* taken in."""
        return Case(self.text, start, end, self.text[start : self.start] + self.new + self.text[self.end : end])

    def narrowed(self, left: int, right: int = 0) -> Case:
        """Return the same case without *left* code points in front and *right* behind, which the two sides share."""
        return Case(self.text, self.start + left, self.end - right, self.new[left : len(self.new) - right])


def smallest_edits(bad: str, good: str) -> list[Edit]:
    """Return the stretches of words in which *bad* and *good* differ, in order; a word that moved makes one edit with the place it moved to.

    >>> smallest_edits("New fleas of Nvidia", "New chips of Nvidia")
    [Edit(start=4, end=9, low=4, high=9)]
    >>> smallest_edits("Tim Cook CEO spoke.", "CEO Tim Cook spoke.")
    [Edit(start=0, end=12, low=0, high=12)]
    """
    start, end = _core(bad, good)
    whole = Change(start, len(bad) - end, good[start : len(good) - end])
    edits = _placed(worddiff.changes(bad, [whole])) if bad != good else []
    return [edit for edit in (_trimmed(bad, good, edit) for edit in _moved(bad, good, edits)) if bad[edit.start : edit.end] != good[edit.low : edit.high]]


def cases(bad: str, good: str) -> list[Case]:
    """Return a case for each edit between *bad* and *good*: the good sentence with this one edit undone.

    >>> [(case.text, case.old, case.new) for case in cases("The IA fleas", "The AI chips")]
    [('The IA chips', 'IA', 'AI'), ('The AI fleas', 'fleas', 'chips')]
    """
    made = []
    for edit in smallest_edits(bad, good):
        text = good[: edit.low] + bad[edit.start : edit.end] + good[edit.high :]
        made.append(Case(text, edit.low, edit.low + edit.end - edit.start, good[edit.low : edit.high]))
    return [one for case in made for one in _parted(case)]


def likeness(bad: str, good: str) -> float:
    """Return how much of the words of *bad* and *good* is left alone between them, 0 to 1."""
    edits = smallest_edits(bad, good)
    kept = len(_WORD.findall(bad)) - sum(len(_WORD.findall(bad[e.start : e.end])) for e in edits)
    return kept / max(1, len(_WORD.findall(bad)), len(_WORD.findall(good)))


def _core(bad: str, good: str) -> tuple[int, int]:
    """Return how many code points in front and behind both share, whole words only."""
    most = min(len(bad), len(good))
    start = next((i for i in range(most) if bad[i] != good[i]), most)
    while start and not bad[start - 1].isspace():
        start -= 1
    most -= start
    end = next((i for i in range(most) if bad[-1 - i] != good[-1 - i]), most)
    while end and not bad[len(bad) - end].isspace():
        end -= 1
    return start, end


def _placed(changes: Sequence[Change]) -> list[Edit]:
    """Return *changes* with the places that their new texts have."""
    edits, shift = [], 0
    for change in changes:
        low = change.start + shift
        edits.append(Edit(change.start, change.end, low, low + len(change.new)))
        shift += len(change.new) - (change.end - change.start)
    return edits


def _moved(bad: str, good: str, edits: Sequence[Edit]) -> list[Edit]:
    """Join edits between which a word moved."""
    made: list[Edit] = []
    for edit in edits:
        made.append(edit)
        for at in range(len(made) - 1):
            first = made[at]
            if edit.start - first.end <= FAR and _swap(bad, good, first, edit):
                made[at:] = [Edit(first.start, edit.end, first.low, edit.high)]
                break
    return made


def _swap(bad: str, good: str, one: Edit, other: Edit) -> bool:
    """Say whether a word that *one* took out was put in by *other*, or the other way round."""
    return any(
        (words := _words(bad[a.start : a.end]) & _words(good[b.low : b.high])) and (bool(words - _SMALL) or (a.low == a.high and b.start == b.end))
        for a, b in ((one, other), (other, one))
    )


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _trimmed(bad: str, good: str, edit: Edit) -> Edit:
    """Return *edit* without the white space that both of its sides begin or end with."""
    start, end, low, high = edit
    while start < end and low < high and bad[start] == good[low] and bad[start].isspace():
        start, low = start + 1, low + 1
    while start < end and low < high and bad[end - 1] == good[high - 1] and bad[end - 1].isspace():
        end, high = end - 1, high - 1
    return Edit(start, end, low, high)


def _parted(case: Case) -> list[Case]:
    """Return *case*, or one for each word where it is of as many words as its correction and only capitals differ, or one is an acronym."""
    old, new = case.old.split(" "), case.new.split(" ")
    pairs = list(zip(old, new, strict=False))
    is_case = case.old.lower() == case.new.lower()
    if len(old) != len(new) or len(old) < 2 or not (is_case or any(_is_acronym(a) and _is_acronym(b) for a, b in pairs)):
        return [case]
    made, at, run = [], case.start, 0
    for number, (a, b) in enumerate(pairs):
        alone = is_case or (_is_acronym(a) and _is_acronym(b))
        last = number + 1 == len(pairs) or alone or (_is_acronym(pairs[number + 1][0]) and _is_acronym(pairs[number + 1][1]))
        run += 1
        if last:
            bad, good = (" ".join(words[number + 1 - run : number + 1]) for words in (old, new))
            if bad != good:
                made.append(Case(case.good[:at] + bad + case.good[at + len(good) :], at, at + len(bad), good))
            at, run = at + len(good) + 1, 0
    return made


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()
