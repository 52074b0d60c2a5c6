"""Who a pronoun may stand for: the subject of its sentence, those around it, and whoever else is in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from cleaner.matchers._grammar import (
    ADJECTIVES,
    AUXILIARIES,
    DETERMINERS,
    FEMININE,
    FUNCTION,
    HOLY,
    MASCULINE,
    PREPOSITIONS,
    WORD,
    WORDS,
    WRITING,
    is_verb,
)  # fmt: skip
from cleaner.matchers._mentions import Known, Mention, mentions
from cleaner.plugin import Span
from cleaner.text.reading import Reading

_SHE: Final = re.compile(r"\b(?:[Ss]he|[Hh]erself)\b")
_HE: Final = re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]imself)\b")
_ENDS: Final = re.compile(r"[.!?\n\r\u2026\u2028\u2029\u3002\uff01\uff1f]")
REACH: Final = 300
"""How far before its pronoun, in code points, a sentence may begin."""
LONG: Final = 6000
"""How long, in code points, a paragraph may be up to its pronoun, for what is near to be read through."""
FAR: Final = 14
"""How many words there may be between the subject and its pronoun."""
BEFORE: Final = 7
"""Among how many words before its addressee a word of writing stands."""

Words = list[re.Match[str]]


class Given(NamedTuple):
    """What a rule is given: its check, and its lists as sets.

    `barred` are pronouns that leave it open who is meant. Before `others` a possessive is no matter of this rule. `rivals`, `phrases` and `named`
    (words with a capital) are whom the wrong pronoun may rightly mean.
    """

    check: str
    right: str
    wrong: frozenset[str]
    known: Known
    nouns: frozenset[str]
    owned: frozenset[str]
    verbs: frozenset[str]
    words: frozenset[str]
    people: frozenset[str]
    others: frozenset[str]
    barred: frozenset[str]
    rivals: frozenset[str]
    phrases: tuple[str, ...]
    named: frozenset[str]

    @property
    def harmless(self) -> tuple[str, ...]:
        """Whose names near by leave the pronoun alone: those of bodies, of nobody, and of the other gender."""
        return "it", "nobody", "he" if self.wrong & FEMININE else "she"


def open_to(given: Given, reading: Reading, pronouns: Sequence[Span]) -> Sequence[Span]:
    """Return those *pronouns* that the text as a whole leaves open: none where it has a woman in it; hers, up to the first woman's name."""
    if not _is_wide(given):
        return pronouns
    key = "silent", id(given.rivals), id(given.phrases)
    if key not in reading.memo:
        reading.memo[key] = not given.rivals.isdisjoint(reading.words) or any(phrase in reading.low for phrase in given.phrases)
    if reading.memo[key]:
        return ()
    if given.named.isdisjoint(reading.exact_words):
        return pronouns
    places = _places(given, reading) or [len(reading.folded)]
    first = places[0] if given.wrong & FEMININE else 0
    return [span for span in pronouns if span[0] < first]


def is_free(given: Given, reading: Reading, at: int) -> bool:
    """Say whether nobody else is there whom the pronoun at *at* may mean: in the whole text for a woman, near by for a man, who are in most texts.

    A name counts if it stands before the pronoun or in its paragraph.
    """
    if _is_wide(given):
        low, high = 0, len(reading.folded)
        places = _places(given, reading)
        if places and (places[0] < at or places[0] < reading.paragraph(at)[1]):
            return False
    else:
        low, high = _near(reading, at)
        words = WORD.findall(reading.folded, low, high)
        if not given.named.isdisjoint(words) or not given.rivals.isdisjoint(map(str.lower, words)):
            return False
    spoken = _spoken_of(given, reading)
    others = bisect_left(spoken, high) - bisect_left(spoken, low)
    return others == 0 or (others == 1 and spoken[bisect_left(spoken, low)] == at)


def _near(reading: Reading, at: int) -> Span:
    """Return the span of the paragraph of *at* and of the one before, as far as they are near."""
    low, high = reading.paragraph(at)
    low = reading.paragraph(max(0, low - 2))[0]
    return max(low, at - LONG), min(high, at + LONG)


def _is_wide(given: Given) -> bool:
    """Say whether the rule minds who is in the whole text, not only near by."""
    return given.check == "text" or bool(given.wrong & FEMININE)


def _places(given: Given, reading: Reading) -> list[int]:
    """Return where the text has a name of somebody whom the pronoun may mean."""
    key = "places", id(given.named)
    if key not in reading.memo:
        names = given.named & reading.exact_words
        reading.memo[key] = [found.start() for name in names for found in re.finditer(rf"\b{re.escape(name)}\b", reading.folded)]
        reading.memo[key].sort()
    places: list[int] = reading.memo[key]
    return places


def _spoken_of(given: Given, reading: Reading) -> list[int]:
    """Return where the text says *she* (or *he*) of somebody: not with a capital amid a sentence, nor, where bodies are looked for, of a body."""
    key = "spoken", id(given)
    if key not in reading.memo:
        reading.memo[key] = list(islice(_pronouns_of_people(given, reading), 2 if _is_wide(given) else None))  # two forbid any third
    spoken: list[int] = reading.memo[key]
    return spoken


def _pronouns_of_people(given: Given, reading: Reading) -> Iterator[int]:
    text = reading.folded
    found = _SHE.finditer(text) if given.wrong & FEMININE else _HE.finditer(text) if given.wrong & MASCULINE else iter(())
    for start in (pronoun.start() for pronoun in found):
        is_stray = text[start].isupper() and text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum()
        if not is_stray and (given.right != "it" or is_far(reading, start) or subject(given, reading, start) is None):
            yield start


def words_before(given: Given, reading: Reading, at: int) -> tuple[int, Words] | None:
    """Return where the sentence of the pronoun at *at* starts, and its words up to there, or None: it speaks of people, or is too long."""
    if at > REACH and not _ENDS.search(reading.folded, at - REACH, at):
        return None
    start, _ = sentence(reading, at)
    if at - start > REACH:
        return None
    words = list(WORDS.finditer(reading.folded, start, at))
    if any(word.group() != "US" and word.group().lower() in given.barred for word in words):
        return None
    if words and words[0].group().lower() in given.people:
        return None
    return None if has_person(given, words) else (start, words)


def has_person(given: Given, words: Words) -> bool:
    """Say whether one of *words* is a word for one person, and no adjective: *the official photo* has none."""
    for number, found in enumerate(words):
        word = found.group()
        word = word[:-2] if word.endswith("'s") else word
        if word in given.people:
            after = words[number + 1].group() if number + 1 < len(words) else ""
            if word not in ADJECTIVES or not after[:1].isalpha() or after in FUNCTION or is_verb(after):
                return True
    return False


def speaks_of_people(given: Given, reading: Reading, low: int, high: int) -> bool:
    """Say whether a word for one person stands in low..high; with a capital it belongs to a name: *President Lopez*."""
    return has_person(given, list(WORDS.finditer(reading.folded, low, high)))


def subject(given: Given, reading: Reading, at: int) -> str | None:
    """Return the body that is the subject of the pronoun's sentence, with nobody else before the pronoun, or None."""
    before = words_before(given, reading, at)
    if before is None:
        return None
    start, words = before
    named = mentions(reading, given.known, start, at)
    if any(mention.who not in ("it", "nobody") for mention in named):
        return None
    found = first_body(given, reading, words, named)
    if found is None:
        return None
    between = reading.folded[found[1] : at]
    return None if '"' in between or len(between.split()) > FAR else reading.folded[found[0] : found[1]]


def first_body(given: Given, reading: Reading, words: Words, named: list[Mention]) -> Span | None:
    """Return the span of the first body among *words*, a name or ``the company``, if it is a subject with its verb."""
    names = {mention.start: mention.end for mention in named if mention.who == "it"}
    for number, word in enumerate(words):
        if word.start() in names:
            low, end, first = word.start(), names[word.start()], number
            while first and words[first - 1].group().lower() in DETERMINERS:
                first -= 1
        elif word.group() in given.nouns and (determiner := _determiner(words, number)) is not None:
            low, end, first = words[determiner].start(), word.end(), determiner
        else:
            continue
        is_object = first > 0 and words[first - 1].group().lower() in PREPOSITIONS
        is_owner = reading.folded[low:end].endswith(("'s", "'"))
        return (low, end) if not is_object and not is_owner and _has_verb(words, end) else None
    return None


def _determiner(words: Words, number: int) -> int | None:
    """Return the number of the article (or *this*) of noun number *number*, at most four words before it, or None."""
    for first in range(number - 1, max(-1, number - 5), -1):
        word = words[first].group()
        if word.lower() in DETERMINERS:
            return first
        if not word[0].isalnum():
            return None
    return None


def _has_verb(words: Words, end: int) -> bool:
    """Say whether a verb follows at *end*, or behind what stands there between commas."""
    rest = [word.group() for word in words if word.start() >= end]
    if rest[:1] == [","] and "," in rest[1:]:
        rest = rest[rest.index(",", 1) + 1 :]
    return bool(rest) and rest[0] == rest[0].lower() and rest[0] not in PREPOSITIONS and (rest[0] in AUXILIARIES or is_verb(rest[0]))


def is_far(reading: Reading, at: int) -> bool:
    """Say whether *at* is so deep in its paragraph that whoever is spoken of there isn't looked for."""
    return at > LONG and reading.folded.rfind("\n\n" if reading.wrapped else "\n", at - LONG, at) < 0


def paragraph_before(reading: Reading, at: int) -> int | None:
    """Return where the paragraph of *at* starts, or None: it is too long."""
    first, _ = reading.paragraph(at)
    return first if at - first <= LONG else None


def sentence(reading: Reading, at: int) -> Span:
    """Return the span of the sentence around *at*, which several rules ask for."""
    key = "sentence", at
    if key not in reading.memo:
        reading.memo[key] = reading.sentence(at)
    span: Span = reading.memo[key]
    return span


def sentence_before(reading: Reading, start: int) -> Span | None:
    """Return the sentence before the one that starts at *start*, in its paragraph, or None."""
    first, _ = reading.paragraph(start)
    at = start - 1
    while at > first and reading.text[at].isspace():
        at -= 1
    if at <= first:
        return None
    low, high = sentence(reading, at)
    return (low, min(high, start)) if low < start else None


def is_calm(given: Given, reading: Reading, start: int) -> bool:
    """Say whether the sentence before the one at *start* has nobody in it whom the pronoun may mean."""
    before = sentence_before(reading, start)
    if before is None:
        return True
    if speaks_of_people(given, reading, *before):
        return False
    return all(mention.who in given.harmless for mention in mentions(reading, given.known, *before))


def opening(given: Given, reading: Reading, low: int, high: int) -> Span | None:
    """Return the body that the sentence at low..high begins with, as its subject, or None."""
    words = list(WORDS.finditer(reading.folded, low, high))
    body = first_body(given, reading, words, mentions(reading, given.known, low, high))
    if body is None or any(word.start() < body[0] and word.group().lower() not in DETERMINERS for word in words):
        return None
    return body


def addressed(given: Given, text: str, words: Words, named: list[Mention]) -> str | None:
    """Return the body that stands right before the last of *words*, the asking, and behind words of writing or telling, or None."""
    if len(words) < 3 or words[-1].group().lower() not in given.words:
        return None
    last = len(words) - (3 if words[-2].group() == "," else 2)
    low = next((m.start for m in named if m.who == "it" and m.end == words[last].end()), None)
    first: int | None = None
    if low is not None:
        first = next(number for number, word in enumerate(words) if word.start() >= low)
        first -= bool(first and words[first - 1].group().lower() in DETERMINERS)
    elif words[last].group() in given.nouns:
        first = _determiner(words, last)
    if not first:
        return None
    ahead = [word.group().lower() for word in words[max(0, first - BEFORE) : first]]
    is_told = ahead[-1] in given.verbs or (ahead[-1] == "to" and not WRITING.isdisjoint(ahead))
    return text[words[first].start() : words[last].end()] if is_told else None


def is_holy(reading: Reading, at: int) -> bool:
    """Say whether *reading*, above all around *at*, speaks of God, whose pronouns many write with a capital."""
    return len(HOLY & reading.words) > 1 or not HOLY.isdisjoint(word.lower() for word in WORD.findall(reading.folded, *reading.paragraph(at)))
