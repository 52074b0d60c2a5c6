"""What stands around words in good English: a corpus counted once, and asked how often a word occurs, beside which words, and what sets two words apart."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from cleaner.model import Segment
from cleaner.text.fold import fold
from cleaner.text.inflect import inflections
from cleaner.text.reading import Reading

SAMPLE: Final = 1200
"""Sentences that a word's company is counted in; of a commoner word they are taken evenly from all."""
FEW: Final = 40
"""In fewer sentences than this two are enough to make a context word."""
TELLING: Final = 80
"""Words of a company, at most, among which context words are looked for."""
CHANCE: Final = 3.84
"""A log-likelihood ratio below this may be chance (one in twenty)."""
STRETCH: Final = 40
"""Sentences that are likely of one page."""
COMMON: Final = 0.02
"""A word in more than this share of the sentences tells nothing of what they are about."""
ANYWAY: Final = 50
"""So many sentences a word may be in anyhow, in few texts."""
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_STOP: Final = re.compile(r"""(?<=[.!?\u2026])["'\u201d)\]]*\s+(?=["'\u201c(\[]?[^\W_a-z])""")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")

# Words behind which stands a verb, and no noun.
_VERB_BEHIND: Final = frozenset(
    "to will would can could may might must shall should i you we they he she it who please don't didn't doesn't can't won't let's never also always".split()
)
# Words behind which stands a noun, and no verb.
_NOUN_BEHIND: Final = frozenset("a an the this these those my your our their his her its each every any some no of in on at for with from by".split())


@dataclass(frozen=True, slots=True)
class Company:
    """A word's company: in how many sentences it was looked for, and in how many of them each other word stands (by its number).

    `telling` are those that stand there clearly more often than elsewhere, with the log-likelihood ratio, the surest first;
    `weights` say of each by how much (in logs), and `length` is the length of that vector.
    """

    sentences: int
    counts: Mapping[int, int]
    telling: tuple[tuple[int, float], ...]
    weights: Mapping[int, float]
    length: float


@dataclass(frozen=True, slots=True)
class Context:
    """A word that stands near the right word rather than near the wrong one: in how many sentences of each, and how surely (log-likelihood ratio)."""

    word: str
    right: int
    wrong: int
    ratio: float


class Corpus:
    """Texts of good English, cut into sentences and words in small letters; `words` is how many there are."""

    def __init__(self) -> None:
        """Hold no text yet; `add` them, then ask."""
        self._numbers: dict[str, int] = {}
        self._flat = array("i")
        self._starts = array("i", [0])
        self._places: list[list[str]] = []  # of each text its sentences
        self._firsts: list[int] = []
        self._posts: dict[int, array[int]] | None = None

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(self._flat)

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self._starts) - 1

    def add(self, text: str) -> None:
        """Add a text."""
        numbers, flat, starts = self._numbers, self._flat, self._starts
        kept = []
        for sentence in sentences(text):
            found = _WORD.findall(fold(sentence).lower())
            if found:
                flat.extend([numbers.setdefault(word, len(numbers)) for word in found])
                starts.append(len(flat))
                kept.append(sentence)
        self._firsts.append(len(starts) - 1 - len(kept))
        self._places.append(kept)

    def settle(self) -> None:
        """Count what is asked for later; nothing can be added after that."""
        self._names = list(self._numbers)
        posts: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        for at, number in enumerate(self._flat):
            posts[number].append(at)
        self._posts = dict(posts)
        self._bases = self._find_bases()
        self._base_flat = array("i", [self._bases[number] for number in self._flat])
        base_posts: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        for sentence in range(self.sentences):
            for number in self.company_at(sentence):
                base_posts[number].append(sentence)
        self._base_posts = dict(base_posts)
        self._spread = {number: len(where) for number, where in base_posts.items()}
        self._most = max(COMMON * self.sentences, ANYWAY)
        self._having: dict[int, frozenset[int]] = {}
        self._companies: dict[tuple[str, str], Company] = {}
        self._found: dict[tuple[str, str], array[int]] = {}

    def _find_bases(self) -> array[int]:
        """Return for each word the number of the one that a condition would name for it: of which it is a form."""
        bases = array("i", range(len(self._names)))
        posts = self._posts or {}
        for number, word in enumerate(self._names):
            if len(word) < 3 or not word.isalpha():
                continue
            for form in {*inflections(word, "noun"), *inflections(word, "verb")}:
                other = self._numbers.get(form)
                if other is not None and other != number and bases[other] == other and len(posts[number]) * 20 > len(posts[other]):
                    bases[other] = number
        return bases

    def company_at(self, sentence: int) -> set[int]:
        """Return the words of a sentence, each as the word of which it is a form."""
        return set(self._base_flat[self._starts[sentence] : self._starts[sentence + 1]])

    def text_at(self, sentence: int) -> str:
        """Return the text of a sentence, blanks evened."""
        place = bisect_right(self._firsts, sentence) - 1
        return " ".join(self._places[place][sentence - self._firsts[place]].split())

    def found(self, phrase: str, pos: str) -> array[int]:
        """Return where *phrase* stands in any of its forms as *pos*: the numbers of sentences, one for each time."""
        key = (phrase, pos)
        if key not in self._found:
            as_ = {"noun": "noun", "verb": "verb"}.get(pos, "none")
            forms = {tuple(_WORD.findall(form)) for form in inflections(fold(phrase).lower(), as_)}
            self._found[key] = array("i", sorted(bisect_right(self._starts, at) - 1 for form in forms if form for at in self._find(form)))
        return self._found[key]

    def _find(self, form: Sequence[str]) -> Iterable[int]:
        numbers = [self._numbers.get(word, -1) for word in form]
        posts = self._posts or {}
        if -1 in numbers:
            return ()
        if len(numbers) == 1:
            return posts[numbers[0]]
        wanted, flat = array("i", numbers), self._flat
        return [at for at in posts[numbers[0]] if flat[at : at + len(wanted)] == wanted]

    def company(self, phrase: str, pos: str) -> Company:
        """Return the company of *phrase* as *pos*; a place where the word before says that it is another part of speech isn't counted."""
        key = (phrase, pos)
        if key not in self._companies:
            where = self.distinct(self._as(phrase, pos))
            self._companies[key] = self.company_in(where[:: max(1, len(where) // SAMPLE)])
        return self._companies[key]

    def distinct(self, sentences: Iterable[int]) -> list[int]:
        """Return *sentences* without those that say what another of them says: what every page of a site repeats tells nothing."""
        return list({self._base_flat[self._starts[n] : self._starts[n + 1]].tobytes(): n for n in sorted(sentences, reverse=True)}.values())[::-1]

    def company_in(self, sentences: Sequence[int]) -> Company:
        """Return the company of a word that stands in *sentences*. What only one or two stretches of the texts have (a name, a series) counts once in each."""
        heard: dict[int, set[int]] = {}
        counts: Counter[int] = Counter()
        for number in sentences:
            here = self.company_at(number)
            counts.update(here)
            for word in here:
                heard.setdefault(word, set()).add(number // STRETCH)
        held = {word: count if len(heard[word]) > 2 else min(count, len(heard[word])) for word, count in counts.items()}
        weights = self._weights(held, len(sentences))
        return Company(len(sentences), held, self._telling(held, len(sentences)), weights, sqrt(sum(w * w for w in weights.values())))

    def _telling(self, held: Mapping[int, int], of: int) -> tuple[tuple[int, float], ...]:
        """Return the words of *held* that at least three of *of* sentences have (two, if those are few), four times as often as others."""
        least, total, found = 3 if of >= FEW else 2, self.sentences, []
        for number, count in held.items():
            spread = self._spread[number]
            if count < least or spread > self._most or count * max(1, total - of) < 4 * max(0, spread - count) * of:
                continue
            name = self._names[number]
            if len(name) > 2 and name.isalpha():
                found.append((number, likelihood_ratio(count, of, max(0, spread - count), max(1, total - of))))
        found.sort(key=lambda pair: (-pair[1], self._names[pair[0]]))
        return tuple(found[:TELLING])

    def _weights(self, held: Mapping[int, int], of: int) -> dict[int, float]:
        """Return by how much (in logs, more for what is often there) each of *held* stands in *of* sentences more often than elsewhere."""
        total, weights = self.sentences, {}
        for number, count in held.items():
            spread = self._spread[number]
            if count >= 2 and spread <= self._most and (gain := log(count * total / (of * spread))) > 0:
                weights[number] = gain * log(1 + count)
        return weights

    def _as(self, phrase: str, pos: str) -> Iterable[int]:
        """Yield the sentences in which *phrase* may be a *pos*."""
        wrong = {"noun": _VERB_BEHIND, "verb": _NOUN_BEHIND}.get(pos, frozenset[str]())
        if not wrong or not phrase.isalpha():
            yield from self.found(phrase, pos)
            return
        refused = {self._numbers[word] for word in wrong if word in self._numbers}
        for form in inflections(phrase.lower(), pos):
            for at in self._find([form]):
                if at == 0 or self._flat[at - 1] not in refused:
                    yield bisect_right(self._starts, at) - 1

    def number(self, word: str) -> int:
        """Return the number of the word of which *word* is a form; -1 where it never occurs."""
        number = self._numbers.get(word.lower(), -1)
        return number if number < 0 else self._bases[number]

    def contexts(self, right: Company, wrong: Company, but: Iterable[str], most: int) -> list[Context]:
        """Return the words, *most* at most, that stand near the right word rather than near the wrong one, those that tell most first.

        That is: clearly more often there than elsewhere, and three times as often as in the sentences of *wrong*. *but* are words that don't count.
        """
        refused = {number for phrase in but for word in _WORD.findall(phrase) for number in self._all_of(word)}
        found = []
        for number, ratio in right.telling:
            count, beside = right.counts[number], wrong.counts.get(number, 0)
            if number in refused or (beside and count * wrong.sentences < 3 * beside * right.sentences):
                continue
            if wrong.sentences >= 20:
                ratio = min(ratio, likelihood_ratio(count, right.sentences, beside, wrong.sentences))
            if ratio >= CHANCE:
                found.append(Context(self._names[number], count, beside, round(ratio, 1)))
        return sorted(found, key=lambda c: (-c.ratio, c.word))[:most]

    def _all_of(self, word: str) -> set[int]:
        """Return the numbers that *word* and its forms may be counted under."""
        forms = {word, *inflections(word, "noun"), *inflections(word, "verb")}
        own = {self._numbers[form] for form in forms if form in self._numbers}
        return own | {self._bases[number] for number in own}

    def share_with(self, sentences: Iterable[int], words: Iterable[str]) -> int:
        """Return in how many of *sentences* one of *words* stands."""
        wanted = frozenset[int]().union(*(self._with(self.number(word)) for word in words))
        return sum(number in wanted for number in sentences)

    def _with(self, number: int) -> frozenset[int]:
        """Return the sentences that have a form of the word with *number*."""
        if number not in self._having:
            self._having[number] = frozenset(self._base_posts.get(number, ()))
        return self._having[number]

    @staticmethod
    def overlap(one: Company, other: Company) -> float:
        """Return how alike two companies are, from 0 to 1: the cosine of their weights."""
        if not one.length or not other.length:
            return 0.0
        fewer, more = sorted((one.weights, other.weights), key=len)
        return sum(weight * more.get(number, 0.0) for number, weight in fewer.items()) / (one.length * other.length)


def likelihood_ratio(here: int, of: int, there: int, among: int) -> float:
    """Return Dunning's log-likelihood ratio that *here* in *of* and *there* in *among* don't have the same rate.

    >>> round(likelihood_ratio(10, 20, 10, 2000), 1), likelihood_ratio(1, 10, 10, 100)
    (70.8, 0.0)
    """
    rate = (here + there) / (of + among)
    return abs(round(2 * sum(part * log(part / (whole * rate)) if part else 0.0 for part, whole in _cells(here, of, there, among, rate)), 6))


def _cells(here: int, of: int, there: int, among: int, rate: float) -> list[tuple[float, float]]:
    """Return each count of the table of four, and the whole it is a part of, scaled so that *rate* is what was to be expected."""
    rest = (1 - rate) / rate if rate else 0.0
    return [(here, of), (there, among), (of - here, of * rest), (among - there, among * rest)]


def sentences(text: str) -> list[str]:
    """Cut *text* into its sentences.

    >>> sentences("The mill was sold. Who bought it? Nobody knows.")
    ['The mill was sold.', 'Who bought it?', 'Nobody knows.']
    """
    reading = Reading((Segment(text, (), kind="plain"),))
    paragraphs = _PARAGRAPH.split(text) if reading.wrapped else text.split("\n")
    return [sentence for paragraph in paragraphs if paragraph.strip() for sentence in _STOP.split(paragraph)]
