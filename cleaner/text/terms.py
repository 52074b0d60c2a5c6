"""Lists of words that a gate or a topic looks for: compiled once, then held against a stretch of text.

A term in lower case is a word in any of its inflected forms and any letter case; one with capitals is exact (and its
plural); ``semiconduct*`` is a beginning; several words are a phrase; ``{number}`` is a word that starts with a digit;
a term without letters or digits (a comma, ``$``) is taken as it is and stands right beside a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from cleaner.text.fold import fold
from cleaner.text.reading import tokens

NUMBER: Final = "{number}"
_BEFORE: Final = re.compile(r"([^\W_]+(?:['.&][^\W_]+)*)[\s\"'()\[\]-]*$")
_AFTER: Final = re.compile(r"[\s\"'()\[\]-]*([^\W_]+(?:['.&][^\W_]+)*)")
REACH: Final = 80
"""How far from a match, in code points, the words beside it may stand."""


class Terms(NamedTuple):
    """Compiled terms, of types that marshal can write: words (lower case), exact words, beginnings, phrases, marks."""

    words: frozenset[str]
    exact: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]
    exact_phrases: tuple[str, ...]
    marks: tuple[str, ...]
    number: bool


def compile_terms(terms: Iterable[str]) -> Terms:
    """Compile *terms*.

    >>> terms = compile_terms(["dog", "GPU", "semiconduct*", "flea market"])
    >>> sorted(terms.words), sorted(terms.exact), terms.beginnings, terms.phrases
    (['dog', 'dogged', 'dogging', 'dogs'], ['GPU', 'GPUs'], ('semiconduct',), ('flea market', 'flea markets'))
    """
    from cleaner.text.inflect import inflections

    words: set[str] = set()
    exact: set[str] = set()
    beginnings: list[str] = []
    phrases: list[str] = []
    exact_phrases: list[str] = []
    marks: list[str] = []
    number = False
    for term in (fold(t) for t in terms):
        if term == NUMBER:
            number = True
        elif term.endswith("*") and len(term) > 1:
            beginnings.append(term[:-1].lower())
        elif not any(map(str.isalnum, term)):
            marks.append(term)
        elif " " in term:
            (phrases if term == term.lower() else exact_phrases).extend(inflections(term, "noun"))
        elif term == term.lower():
            words.update(inflections(term, "noun"), inflections(term, "verb"))
        else:
            exact.update(inflections(term, "noun"))
    return Terms(frozenset(words), frozenset(exact), tuple(beginnings), tuple(phrases), tuple(exact_phrases), tuple(marks), number)


def find_in(terms: Terms, low: frozenset[str], exact: frozenset[str], text: str) -> str | None:
    """Return a term that stands in a stretch of text, or None.

    *low* and *exact* are its words in lower case and as written, *text* is the stretch, folded.

    >>> find_in(compile_terms(["dog"]), frozenset({"two", "dogs"}), frozenset({"Two", "dogs"}), "Two dogs")
    'dogs'
    """
    found = terms.words & low or terms.exact & exact
    if found:
        return min(found)
    if terms.beginnings:
        for word in low:
            if word.startswith(terms.beginnings):
                return word
    for phrases, where in ((terms.phrases, text.lower()), (terms.exact_phrases, text)):
        for phrase in phrases:
            at = where.find(phrase)
            if at >= 0 and not where[at - 1 : at].isalnum() and not where[at + len(phrase) : at + len(phrase) + 1].isalnum():
                return phrase
    if terms.number:
        return next((word for word in sorted(low) if word[0].isdigit()), None)
    return next((mark for mark in terms.marks if mark in text), None)


def find_within(terms: Terms, folded: str) -> str | None:
    """Return a term that stands in *folded*, a short stretch of folded text, or None."""
    return find_in(terms, tokens(folded.lower()), tokens(folded), folded)


def find_before(terms: Terms, folded: str, at: int) -> str | None:
    """Return the term that the text right before offset *at* ends with, or None.

    >>> find_before(compile_terms(["flea market", "new"]), "a New flea", 6)
    'New'
    """
    left = folded[max(0, at - REACH) : at]
    word = _BEFORE.search(left)
    return _beside(terms, word.group(1) if word else "", left.rstrip(" \n-\"'"), str.endswith, left.rstrip())


def find_after(terms: Terms, folded: str, at: int) -> str | None:
    """Return the term that the text from offset *at* on begins with, or None.

    >>> find_after(compile_terms(["chip"]), "the IA chips.", 6)
    'chips'
    """
    right = folded[at : at + REACH]
    word = _AFTER.match(right)
    return _beside(terms, word.group(1) if word else "", right.lstrip(" \n-\"'"), str.startswith, right.lstrip())


def _beside(terms: Terms, word: str, text: str, side: Callable[[str, str], bool], bare: str) -> str | None:
    """Return the term that *word* is, or that *text* (or *bare*, with its marks) has on *side*: `str.startswith` or `str.endswith`."""
    low = word.lower()
    stem = low[:-2] if low.endswith("'s") else low
    if low and (low in terms.words or stem in terms.words or word in terms.exact or word.removesuffix("'s") in terms.exact):
        return word
    if low and terms.beginnings and low.startswith(terms.beginnings):
        return word
    if low and terms.number and low[0].isdigit():
        return word
    for phrases, where in ((terms.phrases, text.lower()), (terms.exact_phrases, text)):
        for phrase in phrases:
            if side(where, phrase) and not (where[: -len(phrase)][-1:] if side is str.endswith else where[len(phrase) :][:1]).isalnum():
                return phrase
    return next((mark for mark in terms.marks if side(bare, mark)), None)
