"""Spaces where none belong: before a hyphen, a mark, an apostrophe; inside brackets, links and numbers; French quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.reading import Reading, bare_atom
from cleaner.text.shape import places, shape, token

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

Hit = tuple[int, int, tuple[str, ...]]
Words = frozenset[str]

# Gates ask `rfind`, not `in`: with two or three characters it takes a third of the time (see `cleaner.text.shape.places`).

HYPHENS: Final = "-\u2010\u2011"

# What a phrase can't end with: before ``at .`` or ``and ,`` a word, a link or a picture was lost, and closing the gap mends nothing.
_BEFORE_A_LOSS: Final = frozenset(
    "a an the at to of in on by for from with and or nor if as is are was be been via per into than that which whose i.e e.g such like called named"
    " see use using email e-mail contact visit write call click add its our your their this these those between about only when where while because"
    " but not even".split()
)

# Words that are the first part of no compound; ``in`` (in-depth), ``on`` (on-site), ``up``, ``off``, ``out`` and ``over`` are.
_ALONE: Final = _BEFORE_A_LOSS - {"in", "on", "over"} | {"another", "pass", "passed", "use", "uses", "used", "option", "flag"}
_COMMANDS: Final = (
    r"\b(?:git|docker|podman|npm|npx|yarn|pip3?|cd|ls|cp|mv|ln|rm|rsync|scp|cmake|cargo|kubectl|brew|apt|sudo|curl|wget|grep|chmod|ssh|bash|gcc|pytest"
    r"|go (?:test|build|run|vet|get|mod|work|install|fmt|list|doc|generate|tool)|python3? -|find \.|make -)(?=\s|$)"
)
_CODE: Final = r"[{}=_`\\<>|$]"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


# ---- hyphens


def compounds(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``English -speaking``: a space before the hyphen of a compound whose second part is one of *words*.

    Left alone are a dash that a second one closes (``the town -based on trade- grew``), talk of suffixes and options of commands.
    """
    for left, _ in hits:
        yield from _compound(reading, left)


def participles(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``double -limited``: a space before the hyphen of a compound whose second part looks like a participle and is none of *words*."""
    text = reading.folded
    for at in places(shape(text), b" -a"):
        word = _pattern(r" -([a-z]{3,}(?:ed|ing))\b").match(text, at)
        if word and word.group(1) not in words:
            yield from _compound(reading, at, participle=True)


def _compound(reading: Reading, space: int, participle: bool = False) -> Iterator[Hit]:
    text = reading.folded
    found = _pattern(r" -([A-Za-z]+)(?![\w-]|\.\w)").match(text, space)
    before = text[space - 1 : space]
    if not found or reading.text[space + 1] not in HYPHENS or not (before.isalnum() or before in {".", '"', "'", "%"}):
        return
    start, _ = token(text, space - 1)
    first, last = reading.sentence(start)
    around = text[first:last]
    at = space - first
    if _pattern(r"""^(?:[ ,]+(?:and|or)\b)?,? *(?:-\w|["'(])""").match(around, at + len(found.group())):
        return
    if _pattern(r"\w- |\w-$").search(around, at + 2) or _pattern(r"(?: -|^-|--)\w").search(around[:at] + around[at + 2 :]):
        return  # another dash of the kind stands near
    if any(_pattern(talk).search(around) for talk in (_SUFFIX_TALK, _CODE, _COMMANDS)):
        return
    if _pattern(r" +(?:in|on|at|by|from|to|of|with|the|a|an|his|her|its|their|who|which|that)\b").match(text, found.end()):
        return
    word = text[start:space].strip("\"'([").lower()
    if word and word not in _ALONE and not (participle and word in _BEFORE_A_LOSS):
        yield start, found.end(), (reading.text[start:space] + reading.text[space + 1 : found.end()],)


_SUFFIX_TALK: Final = r"\b(?:suffix|prefix|ending|affix|flag|option|switch|argument|parameter)(?:es|s)?\b"


def prefixes(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``anti - war`` and ``non- business`` where the prefix is one of *words*, which are no words of their own.

    ``pre- and post-war`` shares its second part, and is good English.
    """
    text = reading.folded
    for left, _ in hits:
        found = _pattern(r"([A-Za-z]+)( ?)- ([A-Za-z]\w*)").match(text, left)
        if not found or any(char not in HYPHENS for char in reading.text[found.end(2) : found.end(2) + 1]):
            continue
        before = text[:left].rstrip(" ")[-1:]
        second = found.group(3)
        if second.lower() in _NO_SECOND or len(second) < 3:
            continue
        if (found.group(2) and (not before or not (before.isalnum() or before in ",(\"'"))) or text[found.end() : found.end() + 1] == "-":
            continue
        yield found.start(), found.end(), (reading.text[found.start(1) : found.end(1)] + "-" + reading.text[found.start(3) : found.end()],)


_NO_SECOND: Final = frozenset("and or to nor but vs versus as through rather then than not if the a in on of".split())


# ---- marks


def marks(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find a space before one of the marks *words*, where the word before can end a phrase and the text goes on as prose does."""
    text = reading.folded
    shaped = shape(text)
    wanted = {b" ." if mark in ".!?" else b" ," for mark in words}
    for space in sorted([place for shape_ in wanted for place in places(shaped, shape_)]):
        mark = reading.text[space + 1]
        if mark in words and _closes(reading, space, mark):
            yield space, space + 2, (mark,)


def _closes(reading: Reading, space: int, mark: str) -> bool:
    """Say whether the mark behind *space* belongs to the word before it."""
    text = reading.folded
    before = text[space - 1 : space]
    if not before or not (before.isalnum() or before in ")\"'%]"):
        return False
    behind = text[space + 2 : space + 4]
    if mark in ".!?":
        if not _pattern(r"""["')\]]*(?:$|[ \t]*[\r\n]|[ \t]+["'(\[]?[A-Z])""").match(text, space + 2):
            return False
    elif behind and not behind[0].isspace():
        return False
    low = max(text.rfind("\n", 0, space) + 1, space - 200)
    line = text[low:space]
    word = line.split(" ")[-1].strip("\"'()[]")
    if word.lower() in _BEFORE_A_LOSS or word.endswith("'s") or (len(word) == 1 and word.islower()):
        return False
    if not any(map(str.isalnum, word)) or _pattern(r"[/=_\\<>{}|$@#~^*+(]").search(word):
        return False
    if mark == "." and (not word[-1:].islower() or len(word) < 3):
        return False
    if _pattern(_CODE).search(line[-40:]) or (mark in ".;" and _pattern(_COMMANDS).search(line)):
        return False
    return bool(_pattern(r"\w+\W+\w").search(line)) or mark in ",!?"


def parentheses(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find a space inside round brackets: ``( see above )``; not in code, and not where the brackets' word was lost."""
    text = reading.folded
    if text.rfind("( ") >= 0:
        for found in _pattern(r"(?<=\s)\([ ]+([A-Za-z]{2,})(?=[ ,)])").finditer(text):
            if _prose(text, found.start()) and ")" in text[found.end() : found.end() + 200].partition("\n")[0]:
                yield found.start(), found.end(), ("(" + reading.text[found.start(1) : found.end()],)
    if text.rfind(" )") >= 0:
        for found in _pattern(r"(?<=[A-Za-z0-9%.!?])[ ]+\)(?=[\s,.;:!?]|$)").finditer(text):
            start, _ = token(text, found.start() - 1)
            line = text[max(0, found.start() - 200) : found.start()].rpartition("\n")[2]
            if "(" in line and _prose(text, found.start()) and text[start : found.start()].lower().strip("(\"'") not in _BEFORE_A_LOSS:
                yield found.start(), found.end(), (")",)


def _prose(text: str, at: int) -> bool:
    """Say whether the line around *at* has no mark of code."""
    low, high = max(0, at - 100), at + 100
    return not _pattern(_CODE + r"|\w\(|\(\)|;\s*$").search(text[low:at].rpartition("\n")[2] + text[at:high].partition("\n")[0])


def apostrophes(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``China 's`` and ``do n't``: a space before the end of a possessive or a contraction."""
    text = reading.folded
    for at in places(text, " '"):
        found = _pattern(r" '(?:s|re|ve|ll)(?![\w'-])").match(text, at)
        if found and text[at - 1 : at].isalpha() and not _pattern(r"'(?=[\s,.;:!?)]|$)").search(text[found.end() : found.end() + 80].partition("\n")[0]):
            yield at, found.end(), (reading.text[at + 1 : found.end()],)
    if text.rfind(" n't") >= 0:
        for found in _pattern(r"\b(?:do|is|did|was|has|had|are|does|were|have|must|need|would|could|should|ca|wo) n't\b").finditer(text):
            yield found.start(), found.end(), (reading.text[found.start() : found.end()].replace(" ", "", 1),)


# ---- links, numbers, quotation marks


def links(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``[text] (https://…)``, a Markdown link that a space broke; a number in brackets is a reference."""
    text = reading.text
    if text.rfind("] (http") >= 0:
        for found in _pattern(r"(?<=\[)(?!\d+\])([^\[\]\n]+\]) \((?=https?://[^\s()]+\))").finditer(text):
            yield *found.span(), (found.group(1) + "(",)


def thousands(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``85 000`` and ``1 200 000``, thousands parted as French or Russian does; telephone numbers, ranges and tables are left alone.

    A space that doesn't break was set with care, as science and the European Union do, and is left alone.
    """
    text = reading.folded
    if shape(text).rfind(b"0 000") < 0:
        return
    for found in _pattern(r"(?<![\w.,:/+#()-])[1-9]\d{0,2}(?: \d{3})+(?![\w%/:-]|[.,]\d| ?\d| [+/-]\d| [mc]m\b)").finditer(text):
        start, end = found.span()
        groups = found.group().split(" ")
        raw = reading.text[start:end]
        before = text[max(0, start - 24) : start]
        if not raw.isascii() or (len(groups) == 2 and len(groups[0]) == 1 and groups[1] != "000"):
            continue
        if _pattern(r"(?:\d|[A-Z][\w-]*|\b(?:no|nos|tel|phone|fax|code|number|page|line|room|year|since|in)\.?:?) $").search(before):
            continue
        yield start, end, (",".join(groups),)


def thousand_points(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``1.200.000``, and ``42.000`` before a noun of many; an address of the net has four groups, and a version is no count."""
    text = reading.folded
    if shape(text).rfind(b"0.000") < 0:
        return
    for found in _pattern(r"(?<![\w.,:/$-])[1-9]\d{0,2}(?:\.\d{3})+(?![\w%]|[.,:-]\w)").finditer(text):
        groups = found.group().split(".")
        counts = _pattern(r" (?:[a-z]+ )?(?:[a-z]{3,}s|people|men|women|children|troops|dead)\b").match(text, found.end())
        people = _pattern(_COUNTED).match(text, found.end())
        version = _pattern(_VERSION).search(text, max(0, found.start() - 12), found.start())
        if not version and (len(groups) == 3 or len(groups) > 4 or (len(groups) == 2 and counts and (groups[1] == "000" or people))):
            yield *found.span(), (",".join(groups),)


_VERSION: Final = r"\b(?:version|release|v|build|IP|address|p|r|F|no)\b\W{0,3}$"
# Nouns of which there is no fraction.
_COUNTED: Final = (
    r" (?:people|persons|inhabitants|residents|citizens|soldiers|troops|men|women|children|students|pupils|workers|employees|members|voters|votes"
    r"|refugees|immigrants|victims|prisoners|deaths|jobs|copies|houses|homes|households|vehicles|cars)\b"
)


def signs_before(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``$ 5.5 billion``: a space between the sign of a currency and the sum; ``US$ 5`` is a style, and in a row of a table there are several."""
    text = reading.folded
    for at in _signs(text):
        found = _pattern(r"(?<![\w$€£.,])[$€£] (\d(?:[\d.,]*\d)?)(?!\w*[$€£]|[ \t]+[$€£])").match(text, at)
        if found and not _pattern(r"[$€£] ?\d[\d.,]*(?:[ \t]{2,}|\t)$").search(text, max(0, at - 30), at):
            yield *found.span(), (reading.text[at] + found.group(1),)


def signs_behind(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``20 €`` and ``5 million $``: English writes the sign of a currency before the sum."""
    text = reading.folded
    for at in _signs(text):
        found = _pattern(r"(?<![\w.,$€£-])(\d(?:[\d.,]*\d)?(?: (?:thousand|million|billion|trillion))?) ?$").search(text, max(0, at - 30), at)
        if found and not _pattern(r"[\w$€£]| ?\d").match(text, at + 1) and not _pattern(r"[{}=_`\\<>|]").search(text, max(0, at - 40), at + 40):
            yield found.start(), at + 1, (text[at] + found.group(1),)


def _signs(text: str) -> list[int]:
    return sorted([place for sign in "€£$" if sign in text for place in places(text, sign)])


def split_thousands(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find ``50, 000``, one number that a space broke: no list has the item 000."""
    text = reading.folded
    if text.rfind(", 000") >= 0:
        for found in _pattern(r"(?<![\w.,-])(?<!\d, )[1-9]\d{0,2}, 000(?!\w|, ?\d|\.\d)").finditer(text):
            yield found.start(), found.end(), (found.group().replace(" ", ""),)


def guillemets(reading: Reading, words: Words, hits: Sequence[Span]) -> Iterator[Hit]:
    """Find « and » in pairs; they become the quotation marks that the document uses, curly where it uses none."""
    text = reading.text
    if "\u00ab" not in text:
        return
    straight = '"' in text and "\u201c" not in text
    for found in _pattern("(\u00ab[ \u00a0\u202f]?)[^\u00ab\u00bb\n]{1,300}?([ \u00a0\u202f]?\u00bb)").finditer(text):
        yield *found.span(1), ('"' if straight else "\u201c",)
        yield *found.span(2), ('"' if straight else "\u201d",)


CHECKS: Final[dict[str, Callable[[Reading, Words, Sequence[Span]], Iterator[Hit]]]] = {
    "compounds": compounds,
    "participles": participles,
    "prefixes": prefixes,
    "marks": marks,
    "parentheses": parentheses,
    "apostrophes": apostrophes,
    "links": links,
    "thousands": thousands,
    "split-thousands": split_thousands,
    "thousand-points": thousand_points,
    "signs-before": signs_before,
    "signs-behind": signs_behind,
    "guillemets": guillemets,
}


def prepare(rule: Rule) -> Prepared:
    """Take the check's name and its words from the options of *rule*; checks on given words are run at these alone."""
    check, words = "".join(rule.options.get("check", ())), rule.options.get("words", ())
    if check not in CHECKS:
        raise RuleError(f"spacing has no check {check!r}; write one of {', '.join(sorted(CHECKS))}", "options")
    atoms: tuple[str, ...] = ()
    if check == "compounds":
        atoms = tuple(bare_atom(f" -{word} ") for word in words)
    elif check == "prefixes":
        atoms = tuple(bare_atom(f" {word}{join}") for word in words for join in (" - ", "- "))
    return Prepared(tuple(dict.fromkeys(atoms)), (check, tuple(words)))


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[Match]:
    """Yield the places where the check of *rule* holds; a haystack's span starts one code point after the text's, and an atom with a space before its word."""
    check, words = rule.data
    if rule.memo is None:
        rule.memo = frozenset(words)
    # The first byte of `  speaking ` is the space before the hyphen; of ` non  ` the one before the prefix.
    shift = -1 if check == "compounds" else 0
    spots = [(left + shift, right + shift) for left, right in sorted(set(hits))]
    done = 0
    for start, end, new in CHECKS[check](reading, rule.memo, spots):
        if start >= done:
            done = end
            yield Match(rule.number, start, end, new)


PLUGIN = Matcher(prepare, find)
