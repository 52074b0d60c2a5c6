"""Words run together where a space, or a sentence end, was lost: ``end.Next``, ``general,MOQ``, ``systemAnd``, ``R1The``, ``20integrates``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.capitals import capitals, is_running, plain
from cleaner.text.inflect import verb_forms
from cleaner.text.reading import Reading
from cleaner.text.shape import near, places, shape, token

OPENERS: Final = "\"'([{"
CLOSERS: Final = "\"')]},;:.!?"

# A word (no ``camelCase``, as programs write), a number or a sign that ends a sentence, closing marks behind it.
_ENDING: Final = r"""(?![a-z]+[A-Z])[\w%'-]*[a-zA-Z0-9%][)"']{0,2}"""

# What follows a name in a program (``errors.As returns``), and not a word like "As" or "On" that begins a sentence.
_VERBS: Final = (
    r"[,;:]|[ \t]+(?:is|are|was|were|has|have|had|does|do|may|might|can|could|will|would|shall|should|must|to|and|or|once|returns?|returned"
    r"|functions?|methods?|calls?|takes?|adding|adds)\b"
)
_CODE_TALK: Final = r"\b(?:code|func|functions?|methods?|packages?|interfaces?|structs?|parameters?|compilers?|goroutines?|namespaces?)\b|\w\(|[{}=_`\\<>]"

# Talk of programs and sites, where ``list.Sort`` is a name and ``bitAnd`` one word.
_PROGRAMS: Final = (
    r"\b(?:func(?:tion)?s?|methods?|packages?|interfaces?|structs?|class(?:es)?|types?|variables?|pointers?|compilers?|parameters?|arguments?"
    r"|API|APIs|librar(?:y|ies)|modules?|objects?|goroutines?|namespaces?|runtime|syntax|source code|standard library|call(?:s|ed|ing)?|returns?"
    r"|implement(?:s|ed)?|defer(?:red)?|constants?|fields?|values?|slices?|strings?|errors?|operators?|keywords?|identifiers?|commands?|domain|URLs?|sites?)\b"
    r"|\w\(\)|[{}=_`\\<>]"
)

# Last parts of site names and file names, which are written with a capital too (Data.Gov, Node.Js).
_SUFFIXES: Final = frozenset(
    "com net org gov edu mil int info biz name co uk eu us de fr ru cn jp in io ai tv me js ts py md txt pdf html htm doc docx xls xlsx jpg png exe zip".split()
)

# What follows a word that begins a sentence: four words of small letters or more, marks between them.
_CLAUSE: Final = r"(?:,? [a-z][a-z'-]*){4}"
_BE: Final = r"\b(?:is|are|was|were)(?: \w+ly| now| still| already)? $"
# What stands before the name of a film or a paper (``the film The artist``).
_TITLES: Final = (
    r"\b(?:films?|movies?|books?|novels?|songs?|albums?|plays?|bands?|papers?|series|shows?|titled|called|named|entitled|and|or|read|see|watch|watched) $"
)

# What a glued word can follow: a word of one case, capitals, capitals and digits, digits, a bracket. LinkedIn and GitHub are none of it.
_LEFT: Final = r"(?:[a-z]{3,}(?:-[a-z]+)*|[A-Z][a-z]{3,}|[A-Z]{2,}\d*|[A-Z]+-?\d+|\d{1,4}|[\w ]*\))$"
_JOINING: Final = frozenset(["And", "But", "Or", "So", "Despite", "While", "Although", "Because", "Which", "Whereas", "Though"])
_PAIR: Final = r"[A-Za-z][a-z'-]+,(?:[A-Z]?[a-z]{2,}|[A-Z]{2,})(?:-[a-z]+|'[a-z]+)*"


def sentences(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``end.Next`` where the second word is one of the words or others given, which start sentences and are no names of sites.

    The whole token has one such mark and no other (no URL, file name or version), and text goes on behind it. Of the
    others (``As of April``) programs make names too (``errors.As``): what follows must not be a verb, and nothing near
    may speak of programs.
    """
    text = reading.folded
    for at in _stops(reading):
        word = _word(text, at + 1)
        if word not in given.words and word not in given.others:
            continue
        start, end = _core(text, at)
        if at - start < 2 or not _is_whole(text, at + 1, end, word) or not _goes_on(text, end) or not pattern(_ENDING).fullmatch(text, start, at):
            continue
        if word in given.words or not _is_name(text, start, end):
            yield _spaced(reading, start, at + 1, end)


def _is_name(text: str, start: int, end: int) -> bool:
    """Say whether start..end (``errors.As``) is probably a name in a program."""
    return bool(pattern(_VERBS).match(text, end) or pattern(_CODE_TALK).search(text, *near(text, start, end)))


def stops(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``end.Other`` where the second word is none of the words given: less sure, so it must stand in prose that has no word of programs or sites.

    The others are first parts of dotted names in programs (``fmt.Errorf``, ``transform.Transformer``). A word that is one elsewhere in the text is
    left alone too, and one with a capital (``Yandex.Direct``).
    """
    text = reading.folded
    dotted: Counter[str] | None = None
    for at in _stops(reading):
        word = _word(text, at + 1)
        if word in given.words or len(word) < 3 or word.lower() in _SUFFIXES or not text[at - 2 : at].islower():
            continue
        start, end = _core(text, at)
        left = text[start:at]
        if (
            left in given.others
            or word.lower().startswith(left)
            or not pattern(r"[a-z]{2,}(?:-[a-z]+)*").fullmatch(left)
            or not _is_whole(text, at + 1, end, word)
        ):
            continue
        if dotted is None:
            dotted = Counter(pattern(r"(?<![\w.])([a-z]+(?:-[a-z]+)*)\.\w").findall(text))
        if dotted[left] > 1 or not _goes_on(text, end) or text[end : end + 1] != " ":
            continue
        first, last = near(text, start, end)
        if start - first >= 12 and not pattern(_PROGRAMS).search(text, first, last):
            yield _spaced(reading, start, at + 1, end)


def commas(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``one,two`` and ``one,Two`` in the midst of prose; names in brackets (``(row,column)``) and lines of values are left alone."""
    text = reading.folded
    shaped = shape(text)
    for at in sorted([place for wanted in (b",a", b",A") for place in places(shaped, wanted)]):
        if text[at] != "," or not text[at - 1 : at].isalpha():
            continue
        start, end = _core(text, at)
        if end - at < 3 or not pattern(_PAIR).fullmatch(text, start, end) or not pattern(r"[\w,)][\"']? \(?$").search(text, max(0, start - 4), start):
            continue
        line = _line(text, start, end)
        if line.count(", ") + 1 < len(pattern(r"[^\s,],[^\s,\d]").findall(line)) or pattern(r"[{}=_`\\<>;|]|\w\(").search(line):
            continue
        if text[end : end + 1] != ":" and text[start - 1] + text[end : end + 1] != "()":
            yield _spaced(reading, start, at + 1, end)


def words(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given glued to the word before it: ``systemAnd``, ``R1The``, ``FTADespite``, ``(FREE)This``.

    What stands before must be a word of one case, or capitals and digits; a second capital inside (LinkedIn, GitHub)
    makes it a name, as do marks of programs around it.
    """
    text = reading.folded
    shaped = shape(text)
    spots = [place + 1 for wanted in (b"aA", b"0A", b")A") for place in places(shaped, wanted)]
    spots += [place + 1 for place in places(shaped, b"AAa") if place and shaped[place - 1] in b"A0"]
    for at in sorted(spots):
        word = _word(text, at)
        if word not in given.words:
            continue
        start, end = _core(text, at)
        left = text[start:at]
        if not _is_whole(text, at, end, word) or not pattern(_LEFT).match(left) or (left.endswith(")") and "(" not in text[max(0, start - 80) : at]):
            continue
        if _goes_on(text, end) and not pattern(_PROGRAMS).search(_line(text, start, end, 60)):
            yield start, end, _parted(reading.text[start:at], reading.text[at:end], word in _JOINING)


def lost_stops(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``the chips The company`` where one of the words given begins a sentence and the full stop before it was lost.

    What stands before is five words of running text or more, and can end a sentence: none of the others given.
    """
    known, text = capitals(reading), reading.folded
    for word in given.words & known.keys():
        for start in known[word]:
            spot = plain(text, start, start + len(word))
            if not spot or spot.before.lower() in given.others or spot.before.isupper() or not is_running(text, start, spot.end, least=5):
                continue
            at = start - 1 - len(spot.before)
            if pattern(_CLAUSE).match(text, spot.end) and not pattern(_TITLES).search(text, max(0, at - 40), start):
                yield at, spot.end, (f"{_ended(text, at, spot.before)}. {word}",)


def _ended(text: str, at: int, word: str) -> str:
    """Return *word*, the last before a lost stop; a verb that was left bare with a capital (``is Retreat The``) takes its ending."""
    bare = word[0].isupper() and not word.endswith(("ing", "ed", "s")) and pattern(_BE).search(text, max(0, at - 20), at)
    return verb_forms(word.lower())[3] if bare else word


def numbers(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``20integrates``: a number glued to a word that is inflected, and none of the words given (units are written so)."""
    text = reading.folded
    for at in places(shape(text), b"0a"):
        found = pattern(r"(?<![\w.,#@/_-])\d{1,4}(?:\.\d+)?([a-z]{3,}(?:s|ed|ing))(?![\w/_-]|\.\w)").match(text, _back(text, at))
        if found and found.group(1) not in given.words and not pattern(r"(?:st|nd|rd|th|px|x)").match(found.group(1)):
            yield *found.span(), (f"{reading.text[found.start() : found.start(1)]} {found.group(1)}",)


def _back(text: str, at: int) -> int:
    """Return where the number that ends at *at* begins."""
    while at > 0 and text[at - 1] in "0123456789.":
        at -= 1
    return at


def colons(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``Gross:240g`` and ``Note:This`` in a line that else writes a space behind its colons."""
    text = reading.folded
    shaped = shape(text)
    for at in sorted([place for wanted in (b",0", b",A") for place in places(shaped, wanted)]):
        if text[at] != ":" or not text[max(0, at - 3) : at].isalpha():
            continue
        start, end = _core(text, at)
        if not pattern(r"[A-Za-z][a-z]{2,}:(?:\d+(?:[.,]\d+)?[A-Za-z%]*|[A-Z][a-z]{2,})").fullmatch(text, start, end):
            continue
        line = _line(text, start, end)
        if pattern(r"\w: \w").search(line) and not pattern(_PROGRAMS).search(line):
            yield _spaced(reading, start, at + 1, end)


def _parted(left: str, right: str, joins: bool) -> tuple[str, ...]:
    """Return *left* and *right* as two sentences, as one with a comma where *right* can join them, and as one."""
    lower = right[:1].lower() + right[1:]
    return f"{left}. {right}", *([f"{left}, {lower}"] if joins else []), f"{left} {lower}"


def _stops(reading: Reading) -> list[int]:
    """Return where a full stop, question or exclamation mark stands before a capital without a space."""
    text = reading.folded
    return [place for place in places(shape(text), b".A") if text[place] in ".!?"]


def _word(text: str, at: int) -> str:
    """Return the letters from *at* on, 40 at most."""
    found = pattern(r"[A-Za-z]{1,40}").match(text, at)
    return found.group() if found else ""


def _is_whole(text: str, at: int, end: int, word: str) -> bool:
    """Say whether at..end is *word*, what an apostrophe or a hyphen joins to it (``It's``) aside."""
    return pattern(r"[A-Z][a-z]*(?:['-][A-Za-z]+)*").fullmatch(text, at, end) is not None and word[1:] == word[1:].lower()


def _core(text: str, at: int) -> tuple[int, int]:
    """Return the token around *at* without the brackets, quotes and marks at its ends."""
    start, end = token(text, at)
    while start < at and text[start] in OPENERS:
        start += 1
    while end > at + 1 and text[end - 1] in CLOSERS:
        end -= 1
    return start, end


def _line(text: str, start: int, end: int, reach: int = 200) -> str:
    """Return the line around start..end, *reach* code points to either side at most."""
    return text[max(0, start - reach) : start].rpartition("\n")[2] + text[start:end] + text[end : end + reach].partition("\n")[0]


def _goes_on(text: str, end: int) -> bool:
    """Say whether a word follows in the same line."""
    return bool(pattern(r"""[,;:]?["')\]]*[ \t]+["'(\[]?\w""").match(text, end))


def _spaced(reading: Reading, start: int, at: int, end: int) -> Hit:
    return start, end, (reading.text[start:at] + " " + reading.text[at:end],)


PLUGIN = plugin({"sentences": sentences, "stops": stops, "commas": commas, "words": words, "lost-stops": lost_stops, "numbers": numbers, "colons": colons})
