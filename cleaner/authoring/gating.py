"""What in a bad sentence tells damage from good English: conditions that look like its gate, and what keeps a good sentence out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from cleaner.authoring import _english as english
from cleaner.authoring.edits import Case
from cleaner.authoring.phrasing import Phrase, is_start
from cleaner.model import Piece, Segment
from cleaner.model.rule import Condition, Rule, Topic
from cleaner.text.fold import fold
from cleaner.text.inflect import inflections
from cleaner.text.reading import Reading
from cleaner.text.terms import compile_terms, find_within
from cleaner.text.topics import compile_topic, score

Need = tuple[tuple[Condition, ...], ...]

NEAR: Final = 0.5
"""What part of a topic's threshold a sentence must reach for the topic to be proposed."""

MOST: Final = 8
"""How many words a condition on the sentence takes."""

FEW: Final = 2
"""How many words of a good sentence keep a rule out of it, where none of them says much."""

STRONG: Final = 2.0
"""The weight from which on a topic's term by itself suggests others of it."""

GRAMMAR: Final = ("linguistic-conventions/grammar", "linguistic-conventions/agreement", "accuracy/addition", "accuracy/omission")
"""Categories of damage that no subject makes likelier."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEFORE: Final = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*) $")
_AFTER: Final = re.compile(r" ([^\W\d_]+(?:-[^\W\d_]+)*)")
_NO_SUBJECT: Final = frozenset("US UK EU UN USA TV OK AM PM II III IV CEO CFO".split())


def propose(case: Case, phrase: Phrase, topics: Sequence[Topic]) -> Need:
    """Return the alternatives of conditions that the sentence of *case* suggests; none where it has nothing to say."""
    tied = _tied(case, phrase)
    if tied:
        return tied
    text = fold(case.text[: case.start] + " \ufffc " + case.text[case.end :])
    subjects = [] if phrase.category in GRAMMAR else _subjects(text, topics)
    words = _telling(case, phrase)
    near = _beside(case, phrase)
    need: list[tuple[Condition, ...]] = [(Condition("topic", (topic.name,)),) for topic, points in subjects if points >= NEAR * topic.threshold]
    own = _own(case, phrase)
    more = [term for term in _fellows(case, subjects) if not set(term.lower().split()) & own]
    listed = _without_parts(dict.fromkeys((*(word for word in words if word != near), *more)))[:MOST]
    if listed:
        need.append((Condition("sentence", listed),))
    if near and not need:  # beside a subject, what stands right before is an accident as often as not
        need.append((Condition("before", (near,)),))
    return tuple(need)


def reasons(rule: Rule) -> list[str]:
    """Say in words what *rule* needs and what keeps it silent, a line for each condition."""
    said = {
        "topic": "a text about {}", "before": "'{}' right before", "after": "'{}' right behind", "sentence": "a word like {} in the sentence",
    }  # fmt: skip
    made = [
        f"needs {said[c.scope].format(_listed(c.terms))}{', or' if number + 1 < len(rule.need) else ''}"
        for number, (c, *_) in enumerate(rule.need)
        if c.scope in said
    ]
    if made:
        made[-1] += f": '{rule.find[0]}' is good English by itself"
    return made + [f"silent where the {c.scope} has a word like {_listed(c.terms)}, as a good one has" for c in rule.unless]


def _listed(terms: Sequence[str]) -> str:
    return ", ".join(terms[:3])


def _without_parts(terms: Iterable[str]) -> tuple[str, ...]:
    """Return *terms* without the words that a phrase among them has as well."""
    kept = list(terms)
    parts = {word for term in kept if " " in term for word in term.split(" ")}
    return tuple(term for term in kept if term not in parts)


def _tied(case: Case, phrase: Phrase) -> Need:
    """Return the gate of an adjective: the noun right behind it."""
    if phrase.inflect != "none" or " " in phrase.find or not english.is_adjective(phrase.find):
        return ()
    found = _AFTER.match(case.text, case.end)
    if not found or not found[1].islower() or english.is_small(found[1]) or phrase.find.endswith("ly"):
        return ()
    return ((Condition("after", (english.lemma(found[1]),)),),)


def _beside(case: Case, phrase: Phrase) -> str:
    """Return the word that a noun is tied to: the one right before it that says of which kind it is."""
    found = _BEFORE.search(case.text, max(0, case.start - 60), case.start)
    if phrase.inflect != "noun" or not found or not found[1].islower():
        return ""
    word = found[1]
    tells = _tells(word, _own(case, phrase)) and not word.endswith(("ly", "ed", "ing", "s")) and not any(n for _, n in english.bases(word, "verb"))
    return word if tells and (english.is_adjective(word) or english.is_small(_word_before(case, word))) else ""


def _word_before(case: Case, word: str) -> str:
    found = _BEFORE.search(case.text, 0, case.start - len(word) - 1)
    return found[1] if found else ""


def _subjects(text: str, topics: Sequence[Topic]) -> list[tuple[Topic, float]]:
    """Return the two topics that *text* speaks of most, with the points that its terms make."""
    reading = reading_of(text)
    found = [(topic, score(compile_topic(topic), reading)[0]) for topic in topics]
    return sorted([(topic, points) for topic, points in found if points], key=lambda one: (-one[1] / one[0].threshold, one[0].name))[:2]


def _fellows(case: Case, subjects: Sequence[tuple[Topic, float]]) -> Iterator[str]:
    """Yield strong terms of the topics that the sentence is about, of which one stands in it: what is said beside it is said beside the others too."""
    sentence = fold(_sentence(case))
    for topic, points in subjects:
        if points < topic.threshold:
            continue
        strong = [term for term, weight in sorted(topic.terms, key=lambda one: -one[1]) if weight >= STRONG]
        here = [term for term in strong if find_within(compile_terms([term]), sentence)]
        if here:
            yield from (*here, *strong)


def _telling(case: Case, phrase: Phrase) -> list[str]:
    """Return the words of the sentence that say what it is about, rare and near ones first, as conditions have them."""
    own = _own(case, phrase)
    start, text = case.text.find(sentence := _sentence(case)), fold(case.text)
    found: dict[str, tuple[bool, int]] = {}
    for at in _WORD.finditer(text, start, start + len(sentence)):
        word = at[0].removesuffix("'s")
        if case.start <= at.start() < case.end or not _tells(word, own) or _is_named(text, at.start(), word):
            continue
        word = word if word.isupper() else word.lower()
        term = word if word.isupper() else _term(word)
        distance = case.start - at.end() if at.start() < case.start else at.start() - case.end
        found.setdefault(term, (english.is_usual(word.lower()), distance))
    return sorted(found, key=lambda term: found[term])


def _term(word: str) -> str:
    """Return *word* as a condition has it: in base form.

    >>> _term("sold"), _term("etched"), _term("factories")
    ('sell', 'etch', 'factory')
    """
    if not word.endswith("ing"):
        past = next((base for base, number in english.bases(word, "verb") if number >= 2 and word in inflections(base, "verb")), "")
        if past:
            return past
    return english.lemma(word)


def _own(case: Case, phrase: Phrase) -> frozenset[str]:
    """Return the words of the damage and of its correction, which prove nothing."""
    return frozenset(_term(word) for text in (case.old, case.new, phrase.find, phrase.put) for word in _WORD.findall(text.lower()))


def _is_named(text: str, at: int, word: str) -> bool:
    """Say whether the *word* at *at* has a capital that isn't that of its sentence: who or what bears a name says little of the subject."""
    return word[:1].isupper() and not word.isupper() and not (is_start(text, at) and english.is_usual(word.lower()))


def _tells(word: str, own: frozenset[str]) -> bool:
    """Say whether *word* can tell what a sentence is about: no word of grammar, none that stands anywhere, none of the damage's own, no misspelling."""
    low = word.lower()
    if word.isupper():
        return 2 <= len(word) <= 6 and word not in _NO_SUBJECT and low not in own
    base = _term(low)
    return (
        len(word) > 2 and not low.endswith("ly") and english.is_english(word) and not english.is_small(low)
        and low not in english.GENERAL and base not in english.GENERAL and base not in own and "'" not in word
    )  # fmt: skip


def _sentence(case: Case) -> str:
    """Return the sentence that the damage stands in."""
    start, end = reading_of(case.text).sentence(case.start)
    return case.text[min(start, case.start) : max(end, case.end)]


def reading_of(text: str) -> Reading:
    """Return *text* as matchers read it."""
    return Reading((Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain"),))


def sharpened(rule: Rule, text: str, at: tuple[int, int], bad: Sequence[str], good: Sequence[str], places: Collection[str] = ()) -> Rule | None:
    """Return *rule* with words in `unless` that keep it out of the good *text*, where it fires at the span *at*; None where none tells it from the *bad* ones.

    A word that several of the *good* sentences have says most, then one of *places* (countries, cities, their people), then a rare one, then
    a near one. Where one word says so much, it is enough.
    """
    own = frozenset(_term(word) for phrase in (*rule.find, *rule.put) for word in _WORD.findall(phrase.lower()))
    folded, others = [fold(one) for one in bad], [fold(one) for one in good]
    needed = {term for alternative in rule.need for c in alternative for term in c.terms}
    ranked: dict[str, tuple[int, bool, bool, int]] = {}
    for found in _WORD.finditer(fold(text)):
        word = found[0].removesuffix("'s")
        is_place = word in places
        if at[0] <= found.start() < at[1] or not (is_place or (_tells(word, own) and not _is_named(text, found.start(), word))):
            continue
        term = word if word.isupper() or is_place else _term(word.lower())
        stands = compile_terms([term])
        if term not in needed and not any(find_within(stands, one) for one in folded):
            often = sum(find_within(stands, one) is not None for one in others)
            ranked.setdefault(term, (-often, not is_place, english.is_usual(word.lower()), abs(found.start() - at[0])))
    if not ranked:
        return None
    best, *more = sorted(ranked, key=lambda term: ranked[term])
    listed = [best] if ranked[best][0] < -1 or not ranked[best][1] else [best, *more[: FEW - 1]]
    held = next((c.terms for c in rule.unless if c.scope == "sentence"), ())
    kept = tuple(c for c in rule.unless if c.scope != "sentence")
    return replace(rule, unless=(*kept, Condition("sentence", tuple(dict.fromkeys((*held, *listed))))))


def thinned(rule: Rule, text: str, bad: Sequence[str]) -> Rule | None:
    """Return *rule* without the sentence words of `need` that stand in the good *text*; None where none does, or a *bad* text would be left with none."""
    folded = fold(text)
    need = []
    for alternative in rule.need:
        kept = tuple(
            Condition(c.scope, tuple(t for t in c.terms if not find_within(compile_terms([t]), folded))) if c.scope == "sentence" else c for c in alternative
        )
        if all(c.terms for c in kept):
            need.append(kept)
    terms = tuple(t for alternative in need for c in alternative if c.scope == "sentence" for t in c.terms)
    enough = all(find_within(compile_terms(terms), fold(one)) for one in bad) if terms else False
    return replace(rule, need=tuple(need)) if tuple(need) != rule.need and enough else None
