"""Whom a stretch of text names: a body that is *it*, a man, a woman, or somebody unknown; by lists, and by what names look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from cleaner.text.reading import Reading

_CONNECTORS: Final = frozenset(("of", "for", "de", "du", "la", "von", "van", "bin", "al", "the", "&"))
_NAME: Final = r"(?:(?:[A-Z]|St|Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Gov|Rep|Jr)\.(?=\s[A-Z])|[A-Z][\w'&-]*(?:\.[A-Z]\w*)*)"
_RUN: Final = re.compile(rf"(?<![\w'&-]){_NAME}(?:\s(?:(?:of|for|de|du|la|von|van|bin|al|the|&)\s){{0,2}}{_NAME})*")
_BEHIND: Final = re.compile(r"\s(?:of|in|at|for|from|between|on|to|with)\s")
_SINGULAR: Final = re.compile(r"\s(?:is|was|has|had|does|says|said|will|would|\w+s)\b")
_FULL: Final = re.compile(r"\b([A-Z][a-z]+) ([A-Z][\w'-]+)")
_TITLES: Final = frozenset(
    """President Vice Prime Minister Chancellor Secretary Senator Governor Mayor Premier Ambassador General Judge Justice Professor Doctor Director
    Chairman Chief Executive Officer Founder Dr Prof Gen Sen Gov Rep Capt Captain Col Colonel CEO CFO CTO COO MP Deputy Foreign Finance Defence
    Defense Interior""".split()
)
_TITLES_OF: Final = {
    "Mr": "he", "Sir": "he", "Lord": "he", "King": "he", "Prince": "he", "Monsieur": "he", "Herr": "he",
    "Mrs": "she", "Ms": "she", "Miss": "she", "Mme": "she", "Madame": "she", "Lady": "she", "Dame": "she", "Queen": "she", "Princess": "she", "Frau": "she",
}  # fmt: skip
# Where a sentence starts, these are no names.
_STARTERS: Final = frozenset(
    """the a an this that these those in on at by for from with without as after before since until during while when where if although though because
    but and or so yet also then now today yesterday last next early late earlier later once however moreover furthermore meanwhile still thus therefore
    according despite among under over between instead finally first second its their his her our my your it he she they we i what who which how why
    there here both each every all some many most few several no not only even another other one two three more less about against like unlike through
    thanks it's there's large small big new old young good great high low heavy recent further additional local national foreign public private major
    strong former international economic social political global official people police work trade traffic state government parliament industry business
    production water power oil gas research science technology money time life""".split()
)
_CALENDAR: Final = frozenset(
    """January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan Internet Web""".split()
)


ANOTHER: Final = 3
"""Where a surname stands so often before the first full name that has it, somebody else bears it too."""


class Known(NamedTuple):
    """What is known of names: bodies, men and women by name, what is nobody (countries, months), and words that make a name a body's."""

    bodies: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    nobody: frozenset[str]
    marks: frozenset[str]


class Mention(NamedTuple):
    """A name in a text: who it is (``it``, ``he``, ``she``, ``nobody``, ``someone``), and where."""

    who: str
    start: int
    end: int


def mentions(reading: Reading, known: Known, start: int, end: int) -> list[Mention]:
    """Return who is named between *start*, where a sentence starts, and *end*; several rules ask for the same."""
    key = "mentions", id(known), start, end
    if key not in reading.memo:
        reading.memo[key] = _mentions(reading, known, start, end)
    named: list[Mention] = reading.memo[key]
    return named


def _mentions(reading: Reading, known: Known, start: int, end: int) -> list[Mention]:
    found = []
    for run in _RUN.finditer(reading.folded, start, end):
        words = run.group().split()
        low = run.start()
        if low == start or reading.folded[low - 1] in "\"'(":
            first = words[0]
            if not _is_name(known, words) and _is_common(reading, first, run.end() if len(words) == 1 else 0):
                low += len(first) + 1
                words = words[1:]
        if words:
            who = _who(reading, known, words)
            if who == "someone" and len(words) == 1 and reading.folded[max(0, low - 4) : low] in (" in ", " at "):
                who = "nobody"  # a place
            found.append(Mention(who, low, run.end()))
    return found


def _is_name(known: Known, words: list[str]) -> bool:
    """Say whether the first of *words* begins a name that is known."""
    first = _bare(words[0])
    return first in known.bodies or first in known.men or first in known.women or _bare(" ".join(words)) in known.bodies


def _is_common(reading: Reading, word: str, end: int) -> bool:
    """Say whether *word* has its capital but from its place: by what it is, by the text, or (alone, up to *end*) by being a plural or having *of* behind it."""
    if word.lower() in _STARTERS or word.endswith(("ly", "ing")) or word.lower() in reading.exact_words:
        return True
    is_plural = word.endswith("s") and not word.endswith(("ss", "'s"))
    return bool(end) and bool((is_plural and not _SINGULAR.match(reading.folded, end)) or _BEHIND.match(reading.folded, end))


def _bare(name: str) -> str:
    """Return *name* without the sign of a possessive and the full stop of a sentence.

    >>> _bare("Nvidia's"), _bare("Inc.")
    ('Nvidia', 'Inc')
    """
    name = name.rstrip(".")
    return name[:-2] if name.endswith("'s") else name.removesuffix("'")


def _who(reading: Reading, known: Known, words: list[str]) -> str:
    """Say who the name of these *words* is."""
    whole = _bare(" ".join(words))
    for who, names in (("it", known.bodies), ("he", known.men), ("she", known.women)):
        if whole in names:
            return _trusted(reading, known, whole) if who != "it" else who
    while words and _is_nobody(known, words[0]):
        words = words[1:]
    if not words:
        return "nobody"
    title = _TITLES_OF.get(_bare(words[0]))
    if title and len(words) > 1:
        return title
    if len(words) > 1 and words[0] in _TITLES:
        rest = list(words)
        while rest and (rest[0] in _TITLES or rest[0].lower() in _CONNECTORS):
            rest = rest[1:]
        if not rest:
            return "someone"
        if _bare(" ".join(rest)) in known.men:
            return "he"
        if _bare(" ".join(rest)) in known.women:
            return "she"
        who = _who(reading, known, rest)
        return who if who in ("he", "she") else "someone"
    short = _bare(" ".join(words))
    if short in known.bodies or not known.marks.isdisjoint(_bare(word) for word in words):
        return "it"
    if short in known.nobody:
        return "nobody"
    first = _bare(words[0])
    if first in known.bodies and len(words) > 1:  # "Nvidia CEO Jensen Huang", "Nvidia H20"
        who = _who(reading, known, words[1:])
        return who if who != "it" else "someone"
    if len(words) > 1 and first in known.men:
        return "he"
    if len(words) > 1 and first in known.women:
        return "she"
    return _trusted(reading, known, short)


def _is_nobody(known: Known, word: str) -> bool:
    """Say whether *word*, or each part of it, names a country, a month, an acronym …"""
    word = _bare(word)
    if word in known.nobody or word in _CALENDAR or _is_code(word) or word.lower() in _STARTERS:
        return True
    return "-" in word and all(not part[:1].isupper() or _is_nobody(known, part) for part in word.split("-"))


def _trusted(reading: Reading, known: Known, name: str) -> str:
    """Say who *name* is, a full name or one word; a surname tells nothing but where the text has the full name as well."""
    if " " in name:
        first = name.split(" ", 1)[0]
        return "he" if name in known.men or first in known.men else "she" if name in known.women or first in known.women else "someone"
    return surnames(reading, known).get(name, "someone")


def surnames(reading: Reading, known: Known) -> Mapping[str, str]:
    """Return who the one-word names of people are, by the full names in the text; one that men and women bear is someone's.

    So is a surname that stands alone three times before: another of the family is meant.
    """
    made: dict[str, str] | None = reading.memo.get("surnames")
    if made is None:
        made = {}
        text = reading.folded
        for found in _FULL.finditer(text):
            first, last = found.groups()
            who = "he" if first in known.men or f"{first} {last}" in known.men else "she" if first in known.women or f"{first} {last}" in known.women else ""
            if who:
                surname = _bare(last)
                if surname not in made and text.count(surname, 0, found.start()) >= ANOTHER:
                    made[surname] = "someone"
                for name in (first, surname):
                    made[name] = who if made.get(name, who) == who else "someone"
        reading.memo["surnames"] = made
    return made


def _is_code(word: str) -> bool:
    """Say whether *word* is an acronym or a number of a model, which names nobody.

    >>> _is_code("AI"), _is_code("H20"), _is_code("Huang")
    (True, True, False)
    """
    return word not in _TITLES and ((word.isupper() and len(word) <= 5) or any(map(str.isdigit, word)))
