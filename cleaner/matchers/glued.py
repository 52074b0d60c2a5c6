"""Words run together where a space, or a sentence end, was lost: ``end.Next``, ``general,MOQ``, ``systemAnd``, ``R1The``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.reading import Reading
from cleaner.text.shape import places, shape, token

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

Hit = tuple[int, int, tuple[str, ...]]
Words = frozenset[str]

OPENERS: Final = "\"'([{"
CLOSERS: Final = "\"')]},;:.!?"

# Speech about programs, where ``time.Now`` is a name and ``bitAnd`` one word.
_PROGRAMS: Final = (
    r"\b(?:func(?:tion)?s?|methods?|packages?|interfaces?|structs?|class(?:es)?|types?|variables?|pointers?|compilers?|parameters?|arguments?"
    r"|API|APIs|librar(?:y|ies)|modules?|objects?|goroutines?|namespaces?|runtime|syntax|source code|standard library|call(?:s|ed|ing)?|returns?"
    r"|implement(?:s|ed)?|constants?|fields?|values?|slices?|strings?|errors?|operators?|keywords?|identifiers?|commands?|domain|URLs?|sites?)\b|\w\(\)|[{}=_`\\<>]"
)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def sentences(reading: Reading, words: Words, others: Words) -> Iterator[Hit]:
    """Find ``end.Next`` where the second word is one of *words* or *others*, which start sentences and are no names of sites.

    The whole token has one such mark and no other (no URL, file name or version), and text goes on behind it. Of
    *others* (``As of April``) programs make names too (``errors.As``): what follows must not be a verb, and nothing
    near may speak of programs.
    """
    text = reading.folded
    for at in _stops(reading):
        word = _word(text, at + 1)
        if word not in words and word not in others:
            continue
        start, end = _core(text, at)
        if at - start < 2 or text[at + 1 : end].partition("'")[0] != word or not _goes_on(text, end) or not _pattern(_ENDING).fullmatch(text, start, at):
            continue
        if word in words or not _is_name(reading, start, end):
            yield _spaced(reading, start, at + 1, end)


# A word (no ``camelCase``, as programs write), a number or a sign that ends a sentence, closing marks behind it.
_ENDING: Final = r"""(?![a-z]+[A-Z])[\w%'-]*[a-zA-Z0-9%][)"']{0,2}"""

_VERBS: Final = (
    r"[,;:]|[ \t]+(?:is|are|was|were|has|have|had|does|do|may|might|can|could|will|would|shall|should|must|to|and|or|once|returns?|returned"
    r"|functions?|methods?|calls?|takes?|adding|adds)\b"
)
_CODE_TALK: Final = r"\b(?:code|func|functions?|methods?|packages?|interfaces?|structs?|parameters?|compilers?|goroutines?|namespaces?)\b|\w\(|[{}=_`\\<>]"


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Say whether start..end (``errors.As``) is probably a name in a program."""
    first, last = reading.sentence(start)
    return bool(_pattern(_VERBS).match(reading.folded, end) or _pattern(_CODE_TALK).search(reading.folded, first, last))


def stops(reading: Reading, words: Words, others: Words) -> Iterator[Hit]:
    """Find ``end.Other`` where the second word is none of *words*: less sure, so it must stand in prose that has no word of programs or sites.

    *others* are first parts of dotted names in programs (``fmt.Errorf``); a word that is one elsewhere in the text is
    left alone too, and one with a capital (``Yandex.Direct``).
    """
    text = reading.folded
    for at in _stops(reading):
        word = _word(text, at + 1)
        if word in words or len(word) < 3 or word.lower() in _ENDINGS or not text[at - 3 : at].islower():
            continue
        start, end = _core(text, at)
        left, right = text[start:at], text[at + 1 : end].partition("'")[0]
        if (
            len(left) < 2
            or left in others
            or not _pattern(r"[a-z]+(?:-[a-z]+)*").fullmatch(left)
            or not _pattern(r"[A-Z][a-z]+(?:-[A-Za-z]+)?").fullmatch(right)
        ):
            continue
        if text[end : end + 1] != " " or not _goes_on(text, end) or len(_pattern(rf"(?<![\w.]){left}\.\w").findall(text)) > 1:
            continue
        first, last = reading.sentence(start)
        if start - first >= 12 and not _pattern(_PROGRAMS).search(text, first, last):
            yield _spaced(reading, start, at + 1, end)


# Last parts of site names and file names, which are written with a capital too (Data.Gov, Node.Js).
_ENDINGS: Final = frozenset(
    "com net org gov edu mil int info biz name co uk eu us de fr ru cn jp in io ai tv me js ts py md txt pdf html htm doc docx xls xlsx jpg png exe zip".split()
)


def commas(reading: Reading, words: Words, others: Words) -> Iterator[Hit]:
    """Find ``one,two`` and ``one,Two`` in prose; a line with two such tokens is a list of values, and *words* are left alone."""
    text = reading.folded
    shaped = shape(text)
    for at in sorted([place for wanted in (b",a", b",A") for place in places(shaped, wanted)]):
        if text[at] != "," or not text[at - 1 : at].isalpha():
            continue
        start, end = _core(text, at)
        if end - at < 3 or text[at + 1 : end] in words or not _pattern(_PAIR).fullmatch(text, start, end):
            continue
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line = text[low : high if high >= 0 else len(text)]
        if line.count(", ") + 1 >= len(_pattern(r"[^\s,],[^\s,]").findall(line)) and start - low >= 3 and not _pattern(r"[{}=_`\\<>;|]|\w\(").search(line):
            yield _spaced(reading, start, at + 1, end)


_PAIR: Final = r"[A-Za-z][a-z'-]+,(?:[A-Z]?[a-z]+|[A-Z]+)(?:-[a-z]+|'[a-z]+)*"


def words(reading: Reading, starters: Words, others: Words) -> Iterator[Hit]:
    """Find one of *starters* glued to the word before it: ``systemAnd``, ``R1The``, ``FTADespite``, ``(FREE)This``.

    What stands before must be a word of one case, or capitals and digits; a second capital inside (LinkedIn, GitHub)
    makes it a name, as do marks of programs around it.
    """
    text = reading.folded
    shaped = shape(text)
    spots = [place + 1 for wanted in (b"aA", b"0A", b")A") for place in places(shaped, wanted)]
    spots += [place + 1 for place in places(shaped, b"AAa") if place and shaped[place - 1] in b"A0"]
    for at in sorted(spots):
        right = _word(text, at)
        if right not in starters:
            continue
        start, end = _core(text, at)
        left = text[start:at]
        if text[at:end].partition("'")[0] != right or not _pattern(
            r"(?:[a-z]{2,}(?:-[a-z]+)*|[A-Z][a-z]{3,}|[A-Z]{2,}\d*|[A-Z]+-?\d+|\d{1,4}|[\w ]*\))$"
        ).match(left):
            continue
        if left.endswith(")") and "(" not in text[max(0, start - 80) : at]:
            continue
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        if _goes_on(text, end) and not _pattern(_PROGRAMS).search(text, max(low, start - 60), min(high if high >= 0 else len(text), end + 60)):
            joins = (". ", ", ", " ") if right in _JOINING else (". ", " ")
            new = reading.text[at:end]
            lower = new[:1].lower() + new[1:]
            yield start, end, tuple(reading.text[start:at] + join + (new if join == ". " else lower) for join in joins)


_JOINING: Final = frozenset(["And", "But", "Or", "So", "Despite", "While", "Although", "Because", "Which", "Whereas", "Though"])


def _stops(reading: Reading) -> list[int]:
    """Return where a full stop, question or exclamation mark stands before a capital without a space."""
    text = reading.folded
    return [place for place in places(shape(text), b".A") if text[place] in ".!?"]


def _word(text: str, at: int) -> str:
    """Return the letters from *at* on."""
    found = _pattern(r"[A-Za-z]+").match(text, at)
    return found.group() if found else ""


def _core(text: str, at: int) -> tuple[int, int]:
    """Return the token around *at* without the brackets, quotes and marks at its ends."""
    start, end = token(text, at)
    while start < at and text[start] in OPENERS:
        start += 1
    while end > at + 1 and text[end - 1] in CLOSERS:
        end -= 1
    return start, end


def _goes_on(text: str, end: int) -> bool:
    """Say whether a word follows in the same line."""
    return bool(_pattern(r"""[,;:]?["')\]]*[ \t]+["'(\[]?\w""").match(text, end))


def _spaced(reading: Reading, start: int, at: int, end: int) -> Hit:
    return start, end, (reading.text[start:at] + " " + reading.text[at:end],)


CHECKS: Final[dict[str, Callable[[Reading, Words, Words], Iterator[Hit]]]] = {"sentences": sentences, "stops": stops, "commas": commas, "words": words}


def prepare(rule: Rule) -> Prepared:
    """Take the check's name and its words from the options of *rule*."""
    check = "".join(rule.options.get("check", ()))
    if check not in CHECKS:
        raise RuleError(f"glued has no check {check!r}; write one of {', '.join(sorted(CHECKS))}", "options")
    return Prepared((), (check, rule.options.get("words", ()), rule.options.get("others", ())))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[Match]:
    """Yield the places where the check of *rule* holds; it looks at all of the text."""
    if rule.memo is None:
        check, words, others = rule.data
        rule.memo = CHECKS[check], frozenset(words), frozenset(others)
    check, words, others = rule.memo
    for start, end, new in check(reading, words, others):
        yield Match(rule.number, start, end, new)


PLUGIN = Matcher(prepare, find)
