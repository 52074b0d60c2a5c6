"""Candidates from a dictionary: source words whose English translations lie in different fields, weighed on good English."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappush, heappushpop
from itertools import combinations
from math import log
from typing import Final

from cleaner.authoring.candidates import Candidate, ContextWord, Noise
from cleaner.authoring.contexts import Company, Corpus
from cleaner.authoring.dictionaries import Dictionary, Entry, Sense
from cleaner.lexicon.words import is_common
from cleaner.model.rule import Rule, Topic
from cleaner.text.inflect import inflections
from cleaner.text.terms import compile_terms

POS: Final = ("noun", "verb", "adjective", "")
"""Parts of speech that are proposed; empty: the dictionary doesn't tell."""
CONTEXTS: Final = 12
"""Context words of a candidate at most."""
ALIKE: Final = 0.3
"""Two words whose company is more alike than this are taken for near-synonyms."""
FEWEST: Final = 8
"""With fewer sentences of a word nothing is said of how alike its company is."""
BOTH: Final = 2
"""So many other source words that have both words as translations make them synonyms."""
COGNATE: Final = 1.5
"""A wrong word that looks like the source word is so much likelier to have been chosen."""
LABELLED: Final = 1.5
"""Senses that the dictionary labels with a field are so much likelier to be of different ones."""
PHRASE: Final = 0.3
"""Machine translation seldom chooses several words where one would do."""
AGAIN: Final = 0.6
"""What a further pair of the same two of source, wrong and right word counts, beside the one before it."""
LATER: Final = 0.5
"""A wrong word that the dictionary names behind the right one is so much less likely to have been chosen, unless it looks like the source word."""
SEEN: Final = 0.4
"""A right word that looks like the source word is seldom missed."""
PLAIN: Final = 0.5
"""How much it counts that a translation comes late among a word's senses, or translates many other words."""
BY_TOPIC: Final = 0.5
"""What a topic that ships is taken to catch, where the texts have too little of the right word."""
HELD_BACK: Final = 300
"""Sentences of the right word, at most, on which the catch of its context words is measured."""
DOUBT: Final = 5
SAMPLES: Final = 2
LONGEST_SAMPLE: Final = 240

# Words that belong to grammar: a rule that finds one would have to know far more than its sentence.
_GRAMMAR: Final = frozenset(
    """a an the and or but if as at by for from in into of on onto off out over to up with be am is are was were been being have has had do does did can could
    may might must shall should will would not no nor so than that this these those then there here he she it we you they who whom which what when where why
    how all any both each few more most some such one two three other another same own very too just also only get go make thing something someone anything
    about after before between under against during without within through again once back down away well good new""".split()
)
_UNUSUAL: Final = frozenset(
    """archaic obsolete dated historical history heraldry slang vulgar rare literary poetic dialectal regional figurative derogatory colloquial informal
    familiar vernacular erotic euphemistic childish""".split()
)
"""Labels of senses that today's texts don't mean."""
_SUFFIXES: Final = (
    "isation ization ational ations ation ition ments ment ness ities ity ances ance ences ence ings ing ives ive ers er ors or ists ist als al ly ed es s ic "
    "ical able ible ous ful less ship age ure ry y e"
).split()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two translations of a source word in different senses, and what is known of them; `one` stands in `first`, `other` in `second`."""

    entry: Entry
    one: str
    other: str
    first: Sense
    second: Sense
    title: str


class Thesaurus:
    """What the dictionaries tell of English words by the source words they translate: which are synonyms, which are common."""

    def __init__(self, dictionaries: Iterable[Dictionary]) -> None:
        """Read all entries."""
        self.heads: defaultdict[str, set[str]] = defaultdict(set)  # English word → source words
        self.beside: defaultdict[str, Counter[str]] = defaultdict(Counter)  # English word → those that translate the same sense
        self.within: Counter[str] = Counter()  # source word → longer headwords that hold it
        for dictionary in dictionaries:
            for entry in dictionary.entries:
                if " " in entry.word:
                    self.within.update(set(fold_accents(entry.word).replace("'", " ").split()))
                for sense in entry.senses:
                    words = [word.lower() for word in sense.words]
                    for word in words:
                        self.heads[word].add(entry.word.lower())
                        self.beside[word].update(other for other in words if other != word)

    def synonyms(self, one: str, other: str, but: str) -> str:
        """Say why *one* and *other* are synonyms, other than by the source word *but*; empty where nothing says so."""
        if self.beside[one][other]:
            return f"translate one sense of a word together ({self.beside[one][other]})"
        both = (self.heads[one] & self.heads[other]) - {but.lower()}
        fewer = min(len(self.heads[one]), len(self.heads[other]))
        if len(both) >= BOTH or (both and len(both) * 5 >= fewer and not any(but.lower() in word or word in but.lower() for word in both)):
            return f"both translate {', '.join(sorted(both)[:3])}"
        shared = (self.beside[one].keys() & self.beside[other].keys()) - _GRAMMAR
        if len(shared) >= BOTH:
            return f"share synonyms ({', '.join(sorted(shared)[:3])})"
        return ""

    def use(self, word: str) -> int:
        """Return how many source words *word* translates: common words translate many."""
        return len(self.heads[word])


def fold_accents(text: str) -> str:
    """Return *text* in small letters without accents.

    >>> fold_accents("Expédition")
    'expedition'
    """
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def stem(word: str) -> str:
    """Return *word* without the endings that make one word of another.

    >>> stem("conception"), stem("concept"), stem("prices"), stem("action")
    ('concept', 'concept', 'pric', 'act')
    """
    for suffix in _SUFFIXES if not word.endswith("ion") else ("ion",):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return stem(word[: -len(suffix)]) if suffix in ("s", "es", "ed", "ly", "ers", "ings") else word[: -len(suffix)]
    return word


def related(one: str, other: str) -> bool:
    """Say whether two words or phrases are forms or derivations of each other, or one is a part of the other.

    >>> related("action", "act"), related("price list", "price"), related("company", "society")
    (True, True, False)
    """
    first, second = one.split(), other.split()
    if {stem(word) for word in first} & {stem(word) for word in second}:
        return True
    a, b = first[-1], second[-1]
    alike = sum(1 for _ in _common(a, b))
    return (alike >= 4 and alike >= 0.6 * min(len(a), len(b))) or a.endswith(b) or b.endswith(a) or one.replace(" ", "") == other.replace(" ", "")


def _common(one: str, other: str) -> Iterator[str]:
    for a, b in zip(one, other, strict=False):
        if a != b:
            return
        yield a


def cognate(source: str, word: str) -> bool:
    """Say whether *word* looks like the word it translates, as what machine translation likes to choose does.

    >>> cognate("expédition", "expedition"), cognate("conception", "design"), cognate("sociedad", "society")
    (True, False, True)
    """
    source = fold_accents(source)
    alike = sum(1 for _ in _common(source, word.lower()))
    return alike >= 4 and alike >= 0.6 * min(len(source), len(word))


def pairs(dictionaries: Iterable[Dictionary], thesaurus: Thesaurus) -> Iterator[Pair]:
    """Yield the pairs of translations that stand in different senses of a headword and aren't synonyms or kin, each once.

    What several dictionaries say of a headword is taken together. Senses that nobody uses today, or that only coats of arms know, are left out.
    """
    for entry, titles in _merged(dictionaries):
        seen: set[tuple[str, str]] = set()
        for (first, title), (second, _) in combinations(zip(entry.senses, titles, strict=True), 2):
            if first.fields and first.fields == second.fields:
                continue
            for one in first.words:
                for other in second.words:
                    key = (min(one, other), max(one, other))
                    if key not in seen and _differ(entry, one, other, first, second, thesaurus):
                        seen.add(key)
                        yield Pair(entry, one, other, first, second, title)


def _merged(dictionaries: Iterable[Dictionary]) -> Iterator[tuple[Entry, list[str]]]:
    """Yield entries with those of the same headword and part of speech made one, and the dictionary that each sense is from."""
    merged: dict[tuple[str, str], list[tuple[Sense, str]]] = {}
    for dictionary in dictionaries:
        for entry in dictionary.entries:
            if entry.pos in POS and entry.word.count(" ") < 3:
                senses = [(sense, dictionary.title) for sense in entry.senses if _UNUSUAL.isdisjoint(part for field in sense.fields for part in field.split())]
                merged.setdefault((entry.word, entry.pos), []).extend(senses)
    for (word, pos), senses in merged.items():
        if len(senses) > 1:
            yield Entry(word, pos, tuple(sense for sense, _ in senses)), [title for _, title in senses]


def _differ(entry: Entry, one: str, other: str, first: Sense, second: Sense, thesaurus: Thesaurus) -> bool:
    """Say whether *one* and *other* are two English words of which a rule could put one for the other, and that no sign calls synonyms."""
    if not (_usable(one) and _usable(other)) or one in second.words or other in first.words:
        return False
    if related(one, other) or one in second.gloss.lower().split() or other in first.gloss.lower().split():
        return False
    return not thesaurus.synonyms(one, other, entry.word)


def _usable(word: str) -> bool:
    return word == word.lower() and len(word) > 2 and word not in _GRAMMAR and all(_is_word(part) for part in word.replace("-", " ").split())


def _is_word(word: str) -> bool:
    """Say whether *word* is a common one; the lexicon has none of three letters, of which most in a dictionary are."""
    return len(word) <= 3 or is_common(word)


def known_pairs(rules: Iterable[Rule]) -> frozenset[tuple[str, str]]:
    """Return what rules correct already: wrong and right, in their base forms, and for each source word (after ``language:``) and wrong word."""
    known: set[tuple[str, str]] = set()
    for rule in rules:
        finds = [base for find in (*rule.find, *(bad for bad, _ in rule.forms)) if rule.kind != "pattern" for base in _bases(find)]
        puts = [base for put in (*rule.put, *(good for _, good in rule.forms)) for base in _bases(put)]
        sources = [f"{language}:{word.lower()}" for language, words in rule.source for word in words]
        known.update((find, put) for find in finds for put in puts)
        known.update((source, find) for source in sources for find in finds)
        if rule.kind == "pattern":
            known.update((source, put) for source in sources for put in puts)
    return frozenset(known)


def _bases(word: str) -> tuple[str, ...]:
    """Return *word* and what it may be the plural of."""
    low = word.lower()
    return (low, *(base for base in (low[:-1], low[:-2], low[:-3] + "y") if low in inflections(base, "noun")[1:])) if len(low) > 3 else (low,)


def decided_pairs(candidates: Iterable[Candidate]) -> frozenset[tuple[str, str]]:
    """Return what a curator decided on already: dropped, accepted or put off, it isn't proposed again."""
    return frozenset((f"{c.language}:{c.source}:{c.wrong}", c.right) for c in candidates)


def is_known(candidate: Candidate, known: Collection[tuple[str, str]]) -> bool:
    """Say whether a rule has *candidate* already: the two words, or its source word with either."""
    source = f"{candidate.language}:{candidate.source.lower()}"
    return any(
        pair in known
        for pair in (
            (candidate.wrong, candidate.right), (source, candidate.wrong), (source, candidate.right), *decided_pairs([candidate]),
        )
    )  # fmt: skip


Step = Callable[[str], None]


class Miner:
    """Weighs pairs: with the *thesaurus* of their dictionaries, a settled *corpus* of good English (None: there is none), and the *topics* that ship."""

    def __init__(self, thesaurus: Thesaurus, corpus: Corpus | None, topics: Iterable[Topic], language: str) -> None:
        """Weigh nothing yet."""
        self.thesaurus, self.corpus, self.language = thesaurus, corpus, language
        compiled = {topic.name: compile_terms([term for term, _ in topic.terms]) for topic in topics}
        self._terms = {name: frozenset({*terms.words, *map(str.lower, terms.exact), *terms.phrases}) for name, terms in compiled.items()}
        self._half: dict[tuple[str, str], tuple[tuple[list[int], Company], ...]] = {}

    @property
    def _counted(self) -> Corpus:
        assert self.corpus is not None, "asked of the texts where there are none"
        return self.corpus

    def propose(self, found: Iterable[Pair], known: Collection[tuple[str, str]] = (), most: int = 500, step: Step = lambda source: None) -> list[Candidate]:
        """Return the candidates of *found*, the likeliest first, *most* at most: of a pair the better direction.

        The texts are only asked of pairs that can still come among those; *step* is told of each by its source word.
        """
        waiting = sorted(found, key=lambda pair: -self._at_best(pair))
        made: list[Candidate] = []
        best: list[float] = []  # a heap of the *most* best scores
        for pair in waiting:
            if len(best) >= most and self._at_best(pair) < best[0]:
                break
            step(pair.entry.word)
            both = [self.weigh(pair, wrong, right) for wrong, right in ((pair.one, pair.other), (pair.other, pair.one))]
            sound = [one for one in both if one is not None]
            if len(sound) < len(both) or any(is_known(one, known) for one in sound):
                continue
            made.append(max(sound, key=lambda c: c.score))
            (heappush if len(best) < most else heappushpop)(best, made[-1].score)
        return [self.illustrated(candidate) for candidate in _ranked(made)[:most]]

    def _at_best(self, pair: Pair) -> float:
        """Return a score that neither direction of *pair* can exceed."""
        return max(
            self._plausible(pair, wrong, right) * (1.1 * self._frequent(wrong, right) if self.corpus else 1.0)
            for wrong, right in ((pair.one, pair.other), (pair.other, pair.one))
        )

    def weigh(self, pair: Pair, wrong: str, right: str) -> Candidate | None:
        """Return the pair as a candidate, or None where the texts show the two words in one company."""
        sense = {pair.one: pair.first, pair.other: pair.second}
        bare = Candidate(
            pair.entry.word, self.language, wrong, right, pair.entry.pos, origin=f"{pair.title}: {pair.entry.word}",
            evidence=_marks(sense[wrong], sense[right], wrong, right),
        )  # fmt: skip
        if wrong == fold_accents(pair.entry.word) and (self.corpus is None or not self.corpus.found(wrong, "noun")):
            return None  # English took the word over, and these texts don't use it
        if self.corpus is None:
            topics = self._topics(right, sense[right], ())
            return replace(bare, topics=topics, score=self._plausible(pair, wrong, right) * (1.0 if topics else 0.5))
        pos = pair.entry.pos or "noun"
        mine, its = self.corpus.company(right, pos), self.corpus.company(wrong, pos)
        enough = min(mine.sentences, its.sentences) >= FEWEST
        alike = self.corpus.overlap(mine, its) if enough else 0.0
        if alike > ALIKE:
            return None
        context = self.corpus.contexts(mine, its, (wrong, right), CONTEXTS)
        words, where = [c.word for c in context], self.corpus.found(wrong, pos)
        noise = Noise(self.corpus.words, len(where), self.corpus.share_with(where, words))
        made = replace(
            bare, noise=noise, catch=self._catch(right, wrong, pos), topics=self._topics(right, sense[right], words),
            context=tuple(ContextWord(c.word, c.right, c.wrong, c.ratio) for c in context),
            evidence=(*bare.evidence, f"their company is {alike:.0%} alike") if enough else bare.evidence,
        )  # fmt: skip
        return replace(made, score=self._plausible(pair, wrong, right) * _separable(made, alike) * self._frequent(wrong, right))

    def _plausible(self, pair: Pair, wrong: str, right: str) -> float:
        """Return from 0 to 1 how likely either word is to stand for the source word: early among its senses, and for few others."""
        order: dict[str, int] = {}
        support: Counter[str] = Counter()
        for at, sense in enumerate(pair.entry.senses):
            for word in sense.words:
                order.setdefault(word, at)
                support[word] += 1
        either = 1.0
        for word in (wrong, right):
            either *= (support[word] / ((1 + order[word]) * max(1, self.thesaurus.use(word)))) ** PLAIN
        if pair.first.fields or pair.second.fields:
            either *= LABELLED
        if cognate(pair.entry.word, wrong):
            either *= COGNATE
        elif order[wrong] > order[right]:
            either *= LATER
        if cognate(pair.entry.word, right):
            either *= SEEN
        if " " in wrong:
            either *= PHRASE
        made = min(1.0, log(1 + self.thesaurus.within[fold_accents(pair.entry.word)]) / log(12))
        return either * (0.4 + 0.6 * made)

    def _frequent(self, wrong: str, right: str) -> float:
        """Return from 0 to 1 how common both words are: the right one in the texts, the wrong one there or among what source words mean."""
        seen = self._counted
        common = [min(1.0, log(2 + len(seen.found(word, "noun")) + 4 * self.thesaurus.use(word)) / log(200)) for word in (wrong, right)]
        return float((common[0] * common[1]) ** 0.5)

    def _catch(self, right: str, wrong: str, pos: str) -> float:
        """Return the share of sentences of *right* that have a context word, on halves held back in turn; few sentences prove little."""
        corpus, its = self._counted, self._counted.company(wrong, pos)
        caught = of = 0
        for held, learned in self._halves(right, pos):
            of += len(held)
            caught += corpus.share_with(held, [c.word for c in corpus.contexts(learned, its, (wrong, right), CONTEXTS)])
        return caught / (of + DOUBT)

    def _halves(self, word: str, pos: str) -> tuple[tuple[list[int], Company], ...]:
        """Return, twice, one half of the sentences of *word*, and its company in the other half."""
        if (word, pos) not in self._half:
            where = self._counted.distinct(self._counted.found(word, pos))
            where = where[:: max(1, len(where) // HELD_BACK)]
            self._half[word, pos] = tuple((where[i::2], self._counted.company_in(where[1 - i :: 2])) for i in (0, 1))
        return self._half[word, pos]

    def _samples(self, word: str, pos: str, wanted: Sequence[str], refused: Sequence[str] = ()) -> tuple[str, ...]:
        """Return a few short sentences of *word*, first those with most of the words *wanted*, and none with one of *refused*."""
        corpus = self._counted
        names, banned = {corpus.number(one) for one in wanted}, {corpus.number(one) for one in refused}
        where = corpus.distinct(corpus.found(word, pos))[:400]
        ranked = sorted((-len(names & here), n) for n in where if not banned & (here := corpus.company_at(n)))
        texts = [text for _, n in ranked[:40] if len(text := corpus.text_at(n)) <= LONGEST_SAMPLE]
        return tuple(dict.fromkeys(texts))[:SAMPLES]

    def illustrated(self, candidate: Candidate) -> Candidate:
        """Return *candidate* with sentences of the texts: of the right word beside its context words, of the wrong one where none of those stands."""
        if self.corpus is None:
            return candidate
        pos, words = candidate.pos or "noun", [c.word for c in candidate.context]
        return replace(candidate, right_samples=self._samples(candidate.right, pos, words), wrong_samples=self._samples(candidate.wrong, pos, (), words))

    def _topics(self, right: str, sense: Sense, words: Sequence[str]) -> tuple[str, ...]:
        """Return the topics that the right word, the labels of its sense, or two of the context words belong to."""
        named = {part for field in sense.fields for part in field.split()}
        found = []
        for name, held in self._terms.items():
            count = sum(word in held for word in words) + 2 * (right in held) + 2 * bool(named & {*held, *name.split("-")})
            if count >= 2:
                found.append((-count, name))
        return tuple(name for _, name in sorted(found)[:2])


def _ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return *candidates*, the likeliest first; of several right words for one wrong word each counts less than the one before."""
    before: Counter[tuple[str, str]] = Counter()
    made = []
    for candidate in sorted(candidates, key=_order):
        for key in ((candidate.source, candidate.wrong), (candidate.source, candidate.right)):
            candidate = replace(candidate, score=candidate.score * AGAIN ** before[key])
            before[key] += 1
        made.append(candidate)
    return sorted(made, key=_order)


def _order(candidate: Candidate) -> tuple[float, str, str, str]:
    return -candidate.score, candidate.source, candidate.wrong, candidate.right


def _marks(wrong: Sense, right: Sense, one: str, other: str) -> tuple[str, ...]:
    """Say how the dictionary tells the two senses apart."""
    said = [f"{word}: {', '.join(sense.fields)}" for word, sense in ((one, wrong), (other, right)) if sense.fields]
    said += [f"{word}: {sense.gloss}" for word, sense in ((one, wrong), (other, right)) if sense.gloss and sense.gloss.lower() != word]
    return ("separate senses", *said)


def _separable(candidate: Candidate, alike: float) -> float:
    """Return how well context words tell the two senses apart, and how little they raise in vain."""
    noise = candidate.noise
    caught = max(candidate.catch, BY_TOPIC if candidate.topics else 0.0)
    return (0.1 + caught) * (1 - alike) / (1 + noise.per_10k(noise.gated) / 0.3) / (1 + noise.per_10k(noise.bare) / 10)
