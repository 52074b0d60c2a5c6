"""What editors change again and again: phrases counted with what became of them, generalised, and ranked by how often they are changed in texts held back."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Final, Literal, NamedTuple
from zlib import crc32

from cleaner.authoring.alignment import Change, Token, bare, compare, kept, spell, tokenize

WINDOW: Final = 5
"""A phrase has so many words and marks at most."""
CONTEXT: Final = 3
"""So many unchanged words beside what was changed can belong to a phrase, on both sides together."""
FOLDS: Final = 5
"""The texts are dealt into so many parts; what is learned on the others is tried on each."""
RETRANSLATED: Final = 0.25
"""A text of which a smaller share of words was kept was translated anew: its changes say nothing of single phrases."""
SHORT: Final = 4
"""Of a text with so few words any share may be changed."""
Z: Final = 1.0
"""How many standard deviations the careful estimate of a share lies below it."""
AGREED: Final = 0.5
"""A correction is proposed where at least this share of the changes made it."""
SHOWN_ONLY: Final = 0.75
"""A phrase without a correction must be changed in this share of its places."""
STARS: Final = 12
"""Counts above this tell no more of what is to be expected."""

ENOUGH: Final = 4
"""A phrase that needs a gate must have been changed so often, and left half as often."""
STOPS: Final = frozenset(("+.", "+!", "+?", "+...", "."))
GATES: Final[tuple[tuple[Literal["need", "unless"], Literal["before", "after", "sentence"]], ...]] = (
    ("unless", "after"), ("unless", "before"), ("unless", "sentence"), ("need", "after"), ("need", "before"), ("need", "sentence"),
)  # fmt: skip

WORTH: Final = 200
"""A rule must find so many times more in edited text than in as much good English."""

EXACT: Final = "="
"""Begins the key of a phrase in which letter case counts."""
NUMBER: Final = re.compile(r"\d{1,20}(?:[.,]\d{1,9}){0,5}")
WORD: Final = re.compile(r"[a-z]{1,25}(?:[-'][a-z]{1,25}){0,2}")
NAME: Final = re.compile(r"[A-Z][\w&-]{0,25}")
SLOTS: Final = ("{number}", "{name}", "{word}")


_ACCENTS: Final = "àâçèéêëîïôùû"
_LOANS: Final = (
    r"à\b|(?:appliqué|attaché|blasé|bouclé|café|cliché|communiqué|consommé|coulé|coupé|crèche|crème|crêpe|débâcle|début|décolleté|décor|découpage|déjà|"
    "dénouement|détente|divorcé|éclair|éclat|élan|élite|émigré|ennui|entrée|étude|exposé|façade|fête|fiancé|flambé|forté|frappé|garçon|gruyère|habitué|"
    "ingénue|jalapeño|manqué|matinée|mélange|mêlée|ménage|mésalliance|métier|moiré|naïf|naïve|née|négligé|outré|pâté|papier-mâché|passé|précis|protégé|purée|"
    "raison|rapprochement|recherché|régime|résumé|risqué|rôle|roué|sauté|séance|soirée|soufflé|soupçon|tête|touché|vis-à-vis|voilà)"
)
"""French words that English has; and what begins with one."""


class Shape(NamedTuple):
    """A look that damaged words have: `pattern` matches them whole, `find` is the rule's pattern, `why` what is wrong."""

    name: str
    pattern: re.Pattern[str]
    find: str
    case: Literal["exact", "any"]
    why: str
    category: str
    anchor: tuple[str, ...]


SHAPES: Final = (
    Shape("accented", re.compile(rf"(?!{_LOANS})(?=[a-z]*[{_ACCENTS}])[a-z{_ACCENTS}œ]+"),
          rf"(?<![\w'.-])(?!{_LOANS})[a-z]*[{_ACCENTS}][a-z{_ACCENTS}œ]*(?![\w'.-])", "exact",
          "a word in small letters with a French accent: it was left untranslated", "accuracy/untranslated", tuple(_ACCENTS)),
    Shape("elided", re.compile(r"[cdjlmn]'(?!s$|t$|d$|m$)[a-zà-ÿ]{3,}", re.IGNORECASE), r"(?<![\w'])[cdjlmn]'(?!s\b|t\b|d\b|m\b)[a-zà-ÿ]{3,}\b", "any",
          "a French article or pronoun, run together with the next word", "accuracy/untranslated", (" c'", " d'", " j'", " l'", " m'", " n'")),
    Shape("inverted", re.compile(r"[a-z]+-(?:you|it|they|he|she|we)", re.IGNORECASE), r"\b[a-z]+-(?:you|it|they|he|she|we)\b(?!-)", "any",
          "a verb hyphenated with its subject, as French asks questions", "linguistic-conventions/word-order",
          ("-you ", "-it ", "-they ", "-he ", "-she ", "-we ")),
)  # fmt: skip
"""General looks that are tried on the data like any phrase."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, what one or several editors made of it, and where it comes from: the record's `id` and its `document`."""

    before: str
    afters: tuple[str, ...]
    id: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text before editing, with the changes of each editor who saw it, whatever records it stood in."""

    text: str
    tokens: tuple[Token, ...]
    afters: tuple[tuple[Token, ...], ...]
    changes: tuple[tuple[Change, ...], ...]
    ids: tuple[str, ...]
    documents: frozenset[str]

    @property
    def fold(self) -> int:
        """The part that the text is dealt into."""
        return crc32(self.text.lower().encode("utf-8", "surrogatepass")) % FOLDS


class Place(NamedTuple):
    """Where a phrase stands: tokens start..end of sample number `sample`; which `share` of the editors changed something there."""

    sample: int
    start: int
    end: int
    share: float


FUNCTION: Final = frozenset(
    """a an the of to in on at for from by with as into about under than that which who what this these those it its he she they him his her their you your
    i me my we us our is are was were be been being am has have had do does did will would can could may might must shall should not no and or but if so
    there here""".split()
)
"""Words that make grammar; one alone is no phrase to look for."""


class Gate(NamedTuple):
    """One of *words* must stand in *scope* of a phrase (`field` is ``need``), or none may (``unless``)."""

    field: Literal["need", "unless"]
    scope: Literal["before", "after", "sentence"]
    words: tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """A phrase by its key, with all that was counted of it.

    `seen` and `hit` count by fold; `puts` says what editors made of it: in which sample which share of them.
    """

    key: str
    seen: list[int] = field(default_factory=lambda: [0] * FOLDS)
    hit: list[float] = field(default_factory=lambda: [0.0] * FOLDS)
    places: list[Place] = field(default_factory=list)
    puts: dict[str, dict[int, float]] = field(default_factory=dict)
    gate: Gate | None = None
    relapses: int = 0
    noise: int = 0
    expected: float = 0.0

    @property
    def size(self) -> int:
        """The number of its tokens."""
        return self.key.count(" ") + 1

    @property
    def edited(self) -> list[Place]:
        """Where an editor changed it."""
        return [place for place in self.places if place.share]

    @property
    def left(self) -> list[Place]:
        """Where every editor left it."""
        return [place for place in self.places if not place.share]

    @property
    def put(self) -> str | None:
        """What most editors made of it, in two texts or more; None where they don't agree, or took it away whole."""
        if not self.puts or self.key.startswith("#"):
            return None
        best, texts = min(self.puts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
        total = sum(sum(shares.values()) for shares in self.puts.values())
        return best if len(texts) > 1 and sum(texts.values()) >= AGREED * total and not _is_cut(self.key.removeprefix(EXACT), best) else None


def _is_cut(find: str, put: str) -> bool:
    """Say whether of *find* only marks and words that make grammar are left: what was cut away meant something, which a rule can't know to be idle.

    >>> _is_cut("i rather", "I"), _is_cut("under which system", "which system"), _is_cut("in tone", "in your")
    (True, False, False)
    """
    old, new = ({bare(token.low) for token in tokenize(text)} for text in (find, put))
    return new <= old and not any(word[0].isalnum() and word not in FUNCTION for word in new) and not old <= FUNCTION


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked: `least` changes in as many texts, `precision` (0 to 1) that is to be expected, findings per 10,000 words of good English (`noise`)."""

    least: int = 2
    precision: float = 0.5
    noise: float = 0.05

    def is_quiet(self, noise: int, clean_words: int, changes: float, words: int) -> bool:
        """Say whether a rule with *noise* findings in so many good words is worth it, for *changes* that it explains in *words* edited ones."""
        alarms, catches = noise * words, changes * clean_words
        return noise * 10_000 <= self.noise * clean_words and alarms * WORTH <= catches


DEFAULTS: Final = Options()


@dataclass(slots=True)
class Told:
    """What a report says of the whole: texts, their words, those changed, those passed over, changes, and the good words that were looked at."""

    texts: int = 0
    words: int = 0
    edited: int = 0
    retranslated: int = 0
    changes: int = 0
    similarity: float = 1.0
    clean_words: int = 0
    known: int = 0
    noisy: int = 0


def gather(pairs: Iterable[Pair], step: Callable[[str], None] = lambda _: None) -> tuple[list[Sample], Told]:
    """Align each of *pairs*; texts that are the same are one sample. *step* is told the id of each pair."""
    told = Told()
    merged: dict[str, tuple[list[tuple[Token, ...]], list[tuple[Change, ...]], list[str], set[str]]] = {}
    tokens: dict[str, tuple[Token, ...]] = {}
    words = whole = 0.0
    for pair in pairs:
        step(pair.id)
        told.texts += 1
        before = tokens.setdefault(pair.before, tuple(tokenize(pair.before)))
        told.words += len(pair.before.split())
        afters, changes, ids, documents = merged.setdefault(pair.before, ([], [], [], set()))
        changed = False
        for text in pair.afters:
            after = tuple(tokenize(text))
            found = tuple(compare(before, after))
            share = kept(before, found, after)
            words, whole = words + share * len(before), whole + len(before)
            if share < RETRANSLATED and len(before) > SHORT:
                told.retranslated += 1
                continue
            afters.append(after)
            changes.append(found)
            changed = changed or bool(found)
            told.changes += len(found)
        told.edited += changed
        ids.append(pair.id)
        documents.add(pair.document or pair.id)
    told.similarity = words / whole if whole else 1.0
    return [Sample(text, tokens[text], tuple(a), tuple(c), tuple(i), frozenset(d)) for text, (a, c, i, d) in merged.items() if a], told


def learn(
    samples: Sequence[Sample],
    options: Options = DEFAULTS,
    found: Callable[[str], Sequence[tuple[int, int]]] = lambda _: (),
    noise: Callable[[Sequence[Candidate]], tuple[Sequence[int], int]] = lambda _: ((), 0),
    told: Told | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> list[Candidate]:
    """Return the phrases in *samples* worth a rule, the best first.

    *found* gives the spans of a text that other rules find already: changes there ask for no rule. *noise* says how
    often each of some candidates would fire on good English, and in how many words; one that does so more often than
    *options* allow is left out, so that one with more context takes its place.
    """
    told = told or Told()
    candidates = _proposed(samples, options.least)
    step("counting")
    _count(samples, candidates)
    _relapse(samples, candidates)
    lowers = frozenset(bare(t.form) for s in samples for side in (s.tokens, *s.afters) for t in side if t.form.islower())
    for candidate in candidates.values():
        _correct(samples, candidate, lowers)
    expect(candidates.values())
    every = [*candidates.values(), *_gated(samples, candidates.values(), options)]
    good = [c for c in every if c.expected >= _asked_of(c, options) and _is_backed(samples, c, options.least)]
    step("reading good English")
    counts, told.clean_words = noise(good)
    for candidate, count in zip(good, counts, strict=False):
        candidate.noise = count
    quiet = [c for c in good if options.is_quiet(c.noise, told.clean_words, sum(c.hit), told.words)]
    told.noisy = len(good) - len(quiet)
    step("choosing")
    return _chosen(samples, quiet, options, found, told)


def _asked_of(candidate: Candidate, options: Options) -> float:
    """Return what *candidate* must expect: more where it can only be shown, since that leaves all the work to the reader."""
    return options.precision if candidate.put is not None or candidate.key.startswith("#") else max(options.precision, SHOWN_ONLY)


def _is_backed(samples: Sequence[Sample], candidate: Candidate, least: int) -> bool:
    """Say whether *candidate* was changed often enough in different surroundings; a slot must have been filled by different words.

    Without a correction that editors agree on, it takes twice as many changes.
    """
    edited = candidate.edited
    if candidate.key.removeprefix(EXACT) in FUNCTION:
        return False  # no number of edits makes "of" wrong
    if candidate.put is None and not candidate.key.startswith("#"):
        least *= 2
    return independent(samples, edited) >= least and _is_open(samples, candidate.key, edited)


def independent(samples: Sequence[Sample], places: Iterable[Place]) -> int:
    """Return in how many texts *places* lie, texts that have the same words beside them (a signature, a quoted line) counted once."""
    beside = {}
    for place in places:
        tokens = samples[place.sample].tokens
        beside[place.sample] = tuple(tokens[at].low if 0 <= at < len(tokens) else "" for at in (place.start - 1, place.end))
    return min(len(beside), len(set(beside.values())))


def _is_open(samples: Sequence[Sample], key: str, places: Sequence[Place]) -> bool:
    """Say whether each slot of *key* but numbers was filled by two words or more."""
    parts = key.removeprefix(EXACT).split(" ")
    slots = [i for i, part in enumerate(parts) if bare(part) in SLOTS[1:]]
    return all(len({samples[place.sample].tokens[place.start + i].low for place in places}) > 1 for i in slots)


def keys(tokens: Sequence[Token], start: int, end: int, opening: bool) -> Iterator[str]:
    """Yield the keys of the phrase start..end: in small letters, as written, with names or one word inside as slots. Numbers always are slots.

    *opening* says that its first word begins a sentence, where a capital makes no name.

    >>> list(keys(tokenize("the version NIS 19"), 1, 4, False))
    ['version nis {number}', '=version NIS {number}', 'version {name} {number}']
    """
    forms = [bare(tokens[start].form), *(token.form for token in tokens[start + 1 : end])]
    if "{" in forms or "}" in forms or "+{" in forms or "+}" in forms:
        return  # braces are for slots alone
    bares = [bare(form) for form in forms]
    plain = [_slot(form, "{number}") if NUMBER.fullmatch(word) else form for form, word in zip(forms, bares, strict=True)]
    low = [form.lower() for form in plain]
    if not any(word[:1].isalpha() for word in map(bare, low)):
        return
    yield " ".join(low)
    yield EXACT + " ".join(plain)
    names = [i for i, word in enumerate(bares) if NAME.fullmatch(word) and word != "I" and not (opening and i == 0)]
    if names and len(forms) > len(names) and any(bare(low[i])[:1].isalpha() for i in range(len(low)) if i not in names):
        yield " ".join(_slot(form, "{name}") if i in names else form for i, form in enumerate(low))
    for i in range(1, len(forms) - 1):
        if WORD.fullmatch(bares[i]):
            yield " ".join((*low[:i], _slot(forms[i], "{word}"), *low[i + 1 :]))


def _slot(form: str, slot: str) -> str:
    return "+" + slot if bare(form) != form else slot


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or bare(tokens[at - 1].form)[0] in ".!?:…-\"'("


def _within(change: Change, start: int, end: int, size: int) -> bool:
    """Say whether *change* lies in start..end of a text of *size* tokens; what was put in between two words lies where both do."""
    if change.start < change.end:
        return start <= change.start and change.end <= end
    return (start < change.start or change.start == 0 == start) and (change.start < end or change.start == size == end)


def _overlaps(change: Change, start: int, end: int, size: int) -> bool:
    if change.start < change.end:
        return change.start < end and start < change.end
    return _within(change, start, end, size)


def _windows(change: Change, size: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text of *size* tokens that hold *change* and some words beside it."""
    for left in range(CONTEXT + 1):
        for right in range(CONTEXT + 1 - left):
            start, end = change.start - left, change.end + right
            if 0 <= start < end <= size and end - start <= WINDOW and _within(change, start, end, size):
                yield start, end


def _proposed(samples: Sequence[Sample], least: int) -> dict[str, Candidate]:
    """Return the phrases that were changed in at least *least* texts."""
    texts: dict[str, int] = {}
    for sample in samples:
        size = len(sample.tokens)
        spans = {span for changes in sample.changes for change in changes for span in _windows(change, size)}
        here = {key for start, end in spans for key in keys(sample.tokens, start, end, _opens(sample.tokens, start))}
        here.update(f"#{shape.name}" for token in sample.tokens for shape in SHAPES if shape.pattern.fullmatch(bare(token.form)))
        for key in here:
            texts[key] = texts.get(key, 0) + 1
    return {key: Candidate(key) for key, count in texts.items() if count >= least}


def _count(samples: Sequence[Sample], candidates: Mapping[str, Candidate]) -> None:
    """Count where the *candidates* stand and what became of them."""
    for number, sample in enumerate(samples):
        tokens, size, fold = sample.tokens, len(sample.tokens), sample.fold
        for start in range(size):
            for shape in SHAPES:
                if shape.pattern.fullmatch(bare(tokens[start].form)):
                    _stand(candidates.get(f"#{shape.name}"), sample, number, start, start + 1, fold)
            opening = _opens(tokens, start)
            for end in range(start + 1, min(size, start + WINDOW) + 1):
                for key in dict.fromkeys(keys(tokens, start, end, opening)):
                    _stand(candidates.get(key), sample, number, start, end, fold)


def _stand(candidate: Candidate | None, sample: Sample, number: int, start: int, end: int, fold: int) -> None:
    if candidate is None:
        return
    size = len(sample.tokens)
    hits = sum(any(_overlaps(change, start, end, size) for change in changes) for changes in sample.changes)
    share = hits / len(sample.changes)
    candidate.seen[fold] += 1
    candidate.hit[fold] += share
    candidate.places.append(Place(number, start, end, share))


def _relapse(samples: Sequence[Sample], candidates: Mapping[str, Candidate]) -> None:
    """Count where editors themselves wrote what others changed."""
    for sample in samples:
        for after, changes in zip(sample.afters, sample.changes, strict=True):
            spans = {
                (start, end)
                for change in changes
                for start in range(max(0, change.first - WINDOW + 1), change.last)
                for end in range(max(start, change.first) + 1, min(len(after), start + WINDOW) + 1)
            }
            for start, end in spans:
                for key in set(keys(after, start, end, _opens(after, start))):
                    if key in candidates:
                        candidates[key].relapses += 1


def _correct(samples: Sequence[Sample], candidate: Candidate, lowers: frozenset[str]) -> None:
    """Count what each editor made of *candidate*, where all of the change lies inside it."""
    exact = candidate.key.startswith(EXACT)
    for place in candidate.edited:
        sample = samples[place.sample]
        for after, changes in zip(sample.afters, sample.changes, strict=True):
            made = became(sample.tokens, changes, after, place.start, place.end)
            if made is None:
                continue
            slots = _filled(candidate.key, sample.tokens[place.start : place.end])
            put = _generalised(made, slots)
            if put is None:
                continue
            put = (bare(put[0]), *put[1:]) if put else put
            first = put[0] if put else ""
            old = bare(sample.tokens[place.start].form)
            if not exact and put and old[:1].isupper() and first[:1].isupper() and first.lower() in lowers and first.partition("'")[0] != "I":
                put = (put[0].lower(), *put[1:])
            if spell(put) == spell(candidate.key.removeprefix(EXACT).split(" ")):
                continue
            texts = candidate.puts.setdefault(spell(put), {})
            texts[place.sample] = texts.get(place.sample, 0.0) + 1 / len(sample.changes)


def became(before: Sequence[Token], changes: Sequence[Change], after: Sequence[Token], start: int, end: int) -> tuple[str, ...] | None:
    """Return the forms that tokens start..end of *before* became; None where they weren't changed, or a change goes beyond them."""
    size = len(before)
    touching = [change for change in changes if _overlaps(change, start, end, size)]
    if not touching or not all(_within(change, start, end, size) for change in touching):
        return None
    if any(change.start == change.end in (start, end) and change not in touching for change in changes):
        return None  # a word that was moved may have come to stand right beside
    first, last = touching[0], touching[-1]
    low, high = first.first - (first.start - start), last.last + (end - last.end)
    return tuple(token.form for token in after[low:high])


def _filled(key: str, tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Return the slots of *key* with the words that fill them, in order."""
    parts = key.removeprefix(EXACT).split(" ")
    return [(bare(part), bare(token.form)) for part, token in zip(parts, tokens, strict=True) if bare(part) in SLOTS]


def _generalised(forms: Sequence[str], slots: Sequence[tuple[str, str]]) -> tuple[str, ...] | None:
    """Put *slots* for what filled them in *forms*; None where that isn't there."""
    made = list(forms)
    counts: Counter[str] = Counter()
    for slot, word in slots:
        counts[slot] += 1
        numbered = slot if counts[slot] == 1 else f"{slot[:-1]}{counts[slot]}}}"
        at = next((i for i, form in enumerate(made) if bare(form) == word), None)
        if at is None:
            return None
        made[at] = _slot(made[at], numbered)
    return tuple(made)


def careful(hits: float, seen: float) -> float:
    """Return the lower bound of Wilson's interval for *hits* of *seen*: what share may be counted on.

    >>> round(careful(3, 3), 2), round(careful(30, 30), 2), careful(0, 0)
    (0.75, 0.97, 0.0)
    """
    if not seen:
        return 0.0
    share = min(1.0, hits / seen)
    middle = share + Z * Z / (2 * seen)
    return (middle - Z * sqrt(share * (1 - share) / seen + Z * Z / (4 * seen * seen))) / (1 + Z * Z / seen)


def expect(candidates: Iterable[Candidate]) -> None:
    """Set what share of its findings may be expected to be right, for each of *candidates*.

    Each fold in turn is held back: candidates that the other folds count alike (so often changed, so often left) are one
    class, and what becomes of a class in the folds held back is what its members may expect. Small classes lean on the careful estimate.
    """
    every = list(candidates)
    classes: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for one in every:
        seen, hit = sum(one.seen), sum(one.hit)
        for fold in range(FOLDS):
            if one.seen[fold] and hit - one.hit[fold] >= 1:
                tally = classes[_class(hit - one.hit[fold], seen - one.seen[fold])]
                tally[0] += one.hit[fold]
                tally[1] += one.seen[fold]
    for one in every:
        seen, hit = sum(one.seen) + one.relapses, sum(one.hit)
        own = careful(hit, seen)
        hits, tried = classes[_class(hit, seen)]
        one.expected = (hits + 10 * own) / (tried + 10)


def _gated(samples: Sequence[Sample], candidates: Iterable[Candidate], options: Options) -> list[Candidate]:
    """Return those of *candidates* that aren't precise by themselves, with the gate that makes them so."""
    made = []
    for one in candidates:
        if one.expected < options.precision and one.size <= 2 and len(one.edited) >= ENOUGH <= 2 * len(one.left) and one.put and not one.key.startswith("#"):
            best = max((_with_gate(samples, one, field, scope) for field, scope in GATES), key=lambda c: c.expected, default=one)
            made += [best] if best.expected >= options.precision else []
    return made


def _with_gate(samples: Sequence[Sample], one: Candidate, part: Literal["need", "unless"], scope: Literal["before", "after", "sentence"]) -> Candidate:
    """Return *one* with the best gate of a kind; what it may expect is what the gates of the other folds let through in each fold."""
    around = [(place, _around(samples[place.sample], place, scope)) for place in one.places]
    hits = seen = 0.0
    for fold in range(FOLDS):
        words = _telling([a for a in around if samples[a[0].sample].fold != fold], part)
        passed = [place for place, near in around if samples[place.sample].fold == fold and bool(near & words) == (part == "need")]
        hits, seen = hits + sum(place.share for place in passed), seen + len(passed)
    words = _telling(around, part)
    places = [place for place, near in around if bool(near & words) == (part == "need")]
    expected = careful(hits, seen + one.relapses) if words else 0.0
    return replace(one, gate=Gate(part, scope, tuple(sorted(words))), places=places, expected=expected)


def _telling(around: Sequence[tuple[Place, frozenset[str]]], part: Literal["need", "unless"]) -> frozenset[str]:
    """Return the words that stand beside what was changed and never beside what was left (``need``), or the other way round, in three places or more."""
    with_, without = Counter[str](), set[str]()
    for place, near in around:
        if bool(place.share) == (part == "need"):
            with_.update(near)
        else:
            without |= near
    return frozenset(word for word, count in with_.items() if count >= 3 and word not in without)


def _around(sample: Sample, place: Place, scope: str) -> frozenset[str]:
    """Return the words in *scope* of *place*: right beside it, or in its sentence."""
    tokens = sample.tokens
    if scope == "before":
        near = tokens[place.start - 1 : place.start] if place.start else ()
    elif scope == "after":
        near = tokens[place.end : place.end + 1]
    else:
        low, high = place.start, place.end
        while low and tokens[low - 1].form not in STOPS:
            low -= 1
        while high < len(tokens) and tokens[high].form not in STOPS:
            high += 1
        near = (*tokens[low : place.start], *tokens[place.end : high])
    return frozenset(word for token in near if (word := bare(token.low)).isalpha() and (scope != "sentence" or len(word) > 3))


def _class(hit: float, seen: float) -> tuple[int, int]:
    return min(STARS, round(hit)), min(STARS, round(2 * (seen - hit)))


def _chosen(
    samples: Sequence[Sample], candidates: Iterable[Candidate], options: Options, found: Callable[[str], Sequence[tuple[int, int]]], told: Told
) -> list[Candidate]:
    """Choose the candidates that explain most changes, each change once: the general before the special, as far as it is as precise."""
    covered: set[tuple[int, int, int, int]] = set()
    known: dict[int, Sequence[tuple[int, int]]] = {}

    def spans(number: int) -> Sequence[tuple[int, int]]:
        if number not in known:
            known[number] = found(samples[number].text)
        return known[number]

    def is_found(place: Place) -> bool:
        tokens = samples[place.sample].tokens
        low, high = tokens[place.start].start, tokens[place.end - 1].end
        return any(start < high and low < end for start, end in spans(place.sample))

    chosen: list[Candidate] = []
    ordered = sorted(candidates, key=lambda c: (-c.expected * sqrt(sum(c.hit)), c.put is None, c.size, c.key.count("{"), c.key.startswith(EXACT), c.key))
    for candidate in ordered:
        new = {place: _explained(samples[place.sample], place) - covered for place in candidate.edited}
        fresh = [place for place, changes in new.items() if changes]
        if not _is_backed(samples, replace(candidate, places=fresh), options.least):
            continue
        if 2 * sum(map(is_found, fresh)) >= len(fresh):
            told.known += 1
            covered.update(*new.values())
            continue
        chosen.append(candidate)
        covered.update(*new.values())
    return chosen


def _explained(sample: Sample, place: Place) -> set[tuple[int, int, int, int]]:
    """Return the changes that *place* overlaps: sample by its first id is told apart by the place."""
    size = len(sample.tokens)
    return {
        (place.sample, editor, change.start, change.end)
        for editor, changes in enumerate(sample.changes)
        for change in changes
        if _overlaps(change, place.start, place.end, size)
    }
