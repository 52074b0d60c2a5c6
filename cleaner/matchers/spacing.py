"""Spaces where none belong: before a hyphen, a mark, an apostrophe; inside brackets and links; and French quotation marks.

Gates ask `rfind`, not `in`: with two or three characters it takes a third of the time (see `cleaner.text.shape.places`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.reading import Reading, bare_atom
from cleaner.text.shape import near, places, shape, token

HYPHENS: Final = "-\u2010\u2011"

# What a phrase can't end with: before ``at .`` or ``and ,`` a word, a link or a picture was lost, and closing the gap mends nothing.
_BEFORE_A_LOSS: Final = frozenset(
    "a an the at to of in on by for from with and or nor if as is are was be been via per into than that which whose i.e e.g such like called named"
    " see use using email e-mail contact visit write call click add its our your their this these those between about only when where while because"
    " but not even missing trailing leading extra".split()
)
# Words that are the first part of no compound; ``in`` (in-depth), ``on`` (on-site), ``up``, ``off``, ``out`` and ``over`` are.
_ALONE: Final = _BEFORE_A_LOSS - {"in", "on", "over"} | {"another", "pass", "passed", "use", "uses", "used", "try", "option", "flag"}
_NO_SECOND: Final = frozenset("and or to nor but vs versus as through rather then than not if the a in on of".split())

_CODE: Final = r"[{}=_`\\<>|$]"
_COMMANDS: Final = (
    r"\b(?:git|docker|podman|npm|npx|yarn|pip3?|cd|ls|cp|mv|ln|rm|rsync|scp|cmake|cargo|kubectl|brew|apt|sudo|curl|wget|grep|chmod|ssh|bash|gcc|pytest"
    r"|go (?:test|build|run|vet|get|mod|work|install|fmt|list|doc|generate|tool)|python3? -|find \.|make -)(?=\s|$)"
)
_SUFFIX_TALK: Final = r"\b(?:suffix|prefix|ending|affix|flag|option|switch|argument|parameter)(?:es|s)?\b"


# ---- hyphens


def compounds(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``English -speaking``: a space before the hyphen of a compound whose second part is one of the words given.

    Left alone are a dash that a second one closes (``the town -based on trade- grew``), talk of suffixes and options of commands.
    """
    for left, _ in given.hits:
        if left:
            yield from _compound(reading, left - 1)


def participles(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``double -limited``: a space before the hyphen of a compound whose second part looks like a participle and is none of the words given."""
    text = reading.folded
    for at in places(shape(text), b" -a"):
        word = pattern(r" -([a-z]{3,}(?:ed|ing))\b").match(text, at)
        if word and word.group(1) not in given.words:
            yield from _compound(reading, at, participle=True)


def _compound(reading: Reading, space: int, participle: bool = False) -> Iterator[Hit]:
    text = reading.folded
    found = pattern(r" -([A-Za-z]+)(?![\w-]|\.\w)").match(text, space)
    before = text[space - 1 : space]
    if not found or reading.text[space + 1] not in HYPHENS or not (before.isalnum() or before in {".", '"', "'", "%"}):
        return
    start, _ = token(text, space - 1)
    word = text[start:space].strip("\"'([").lower()
    if not word or word in _ALONE or (participle and word in _BEFORE_A_LOSS) or not _is_joined(text, start, space, found.end()):
        return
    yield start, found.end(), (reading.text[start:space] + reading.text[space + 1 : found.end()],)


def _is_joined(text: str, start: int, space: int, end: int) -> bool:
    """Say whether what stands around the hyphen behind *space* speaks for a compound, and not for a dash, a list of suffixes or a command."""
    first, last = near(text, start, end)
    around, at = text[first:last], space - first
    if pattern(r"\w- |\w-$").search(around, at + 2) or pattern(r"(?: |^)-[a-z]{1,3}\b|--\w").search(around):
        return False  # a second dash, a suffix or an option stands near
    if any(pattern(talk).search(around) for talk in (_SUFFIX_TALK, _CODE, _COMMANDS)):
        return False
    if pattern(r"""(?:[ ,]+(?:and|or)\b)?,? *(?:-\w|["'(])| +\d""").match(text, end):
        return False
    if pattern(r" +(?:in|into|on|at|by|from|to|of|with|the|a|an|his|her|its|their|who|which|that)\b").match(text, end):
        return False  # "the firm -based in Paris", a dash set by hand
    return bool(pattern(r"\s+[A-Za-z]").match(text, end)) or text[start].isupper() or text[start].isdigit()


def prefixes(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``anti - war`` and ``non- business`` where the prefix is one of the words given, which are no words of their own.

    ``pre- and post-war`` shares its second part, and is good English.
    """
    text = reading.folded
    for left, _ in given.hits:
        found = pattern(r"([A-Za-z]+)( ?)- ([A-Za-z]\w+)(?!-)").match(text, left)
        if not found or reading.text[found.end(2)] not in HYPHENS or found.group(3).lower() in _NO_SECOND or len(found.group(3)) < 3:
            continue
        before = text[:left].rstrip(" ")[-1:]
        if not found.group(2) or (before and (before.isalnum() or before in ",(\"'")):
            yield *found.span(), (reading.text[found.start(1) : found.end(1)] + "-" + reading.text[found.start(3) : found.end()],)


# ---- marks


def marks(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a space before one of the marks given, where the word before can end a phrase and the text goes on as prose does."""
    text = reading.folded
    shaped = shape(text)
    shapes = {b" ." if mark in ".!?" else b" ," for mark in given.words}
    for space in [place for wanted in shapes for place in places(shaped, wanted)]:
        mark = reading.text[space + 1]
        if mark in given.words and _goes_on(text, space, mark) and _closes(text, space, mark):
            yield space, space + 2, (mark,)


def _goes_on(text: str, space: int, mark: str) -> bool:
    """Say whether what follows the mark behind *space* is what follows such a mark in prose."""
    if mark in ".!?":
        return bool(pattern(r"""["')\]]*(?:$|[ \t]*[\r\n]|[ \t]+["'(\[]?[A-Z])""").match(text, space + 2))
    closing = r"""["')\]]*""" if mark == "," else ""  # behind a colon or a semicolon they make a face
    return bool(pattern(closing + r"""(?:$|[ \t]*[\r\n]|[ \t]+["'(]?\w)""").match(text, space + 2))


def _closes(text: str, space: int, mark: str) -> bool:
    """Say whether the mark behind *space* belongs to the word before it, and that word to a line of prose."""
    before = text[space - 1 : space] if space else ""
    if not before or not (before.isalnum() or before in ")\"'%]"):
        return False
    low = max(text.rfind("\n", 0, space) + 1, space - 200)
    line = text[low:space]
    word = line.split(" ")[-1].strip("\"'()[]")
    if word.lower() in _BEFORE_A_LOSS or word.endswith("'s") or not any(map(str.isalnum, word)) or (len(word) == 1 and word.islower()):
        return False
    if pattern(r"[/=_\\<>{}|$@#~^*+(]|^[-.]|^[a-z]+[A-Z]").search(word) or (mark in "!?" and "." in word):
        return False  # part of code, an address, a command
    if pattern(r"\s*(?:[.#>$%|]|//)").match(line) or pattern(_CODE).search(line[-40:]):
        return False
    if mark == ".":
        return len(word) > 2 and word[-1:].islower() and not pattern(_COMMANDS).search(line)
    if mark in ":;":
        return word[-1:].isalpha() and len(line.split()) > 3 and not pattern(r" [:;]\s|//").search(line + text[space + 2 : space + 100].partition("\n")[0])
    return True


def parentheses(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a space inside one of two round brackets: ``( see above)``; two spaces are a style, and where the brackets' word was lost it mends nothing."""
    text = reading.folded
    if text.rfind("( ") >= 0:
        for found in pattern(r"(?<=\s)\([ ]+([A-Za-z]{2,})(?=[ ,)])").finditer(text):
            closing = text.find(")", found.end(), found.end() + 200)
            if closing > 0 and text[closing - 1] != " " and _prose(text, found.start()):
                yield found.start(), found.end(), ("(" + reading.text[found.start(1) : found.end()],)
    if text.rfind(" )") >= 0:
        for found in pattern(r"(?<=[A-Za-z0-9%.!?]) +\)(?=[\s,.;:!?]|$)").finditer(text):
            start, _ = token(text, found.start() - 1)
            opening = text.rfind("(", max(0, found.start() - 200), found.start())
            whole = opening >= 0 and text[opening + 1] != " " and "\n" not in text[opening : found.end()]
            if whole and _prose(text, found.start()) and text[start : found.start()].lower().strip("(\"'") not in _BEFORE_A_LOSS:
                yield *found.span(), (")",)


def _prose(text: str, at: int) -> bool:
    """Say whether the line around *at* has no mark of code."""
    line = text[max(0, at - 100) : at].rpartition("\n")[2] + text[at : at + 100].partition("\n")[0]
    return not pattern(_CODE + r"|\w\(|\(\)|;\s*$").search(line)


def apostrophes(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``China 's`` and ``do n't``: a space before the end of a possessive or a contraction, and no quotation that begins there."""
    text = reading.folded
    for at in places(text, " '"):
        found = pattern(r" '(?:s|re|ve|ll)(?=[\s,.;:!?)]|$)").match(text, at)
        if found and text[at - 1 : at].isalpha() and not pattern(r"'(?=[\s,.;:!?)]|$)").search(text[found.end() : found.end() + 80].partition("\n")[0]):
            yield *found.span(), (reading.text[at + 1 : found.end()],)
    if text.rfind(" n't") >= 0:
        for found in pattern(r"\b(?:do|is|did|was|has|had|are|does|were|have|must|need|would|could|should|ca|wo) n't\b").finditer(text):
            yield *found.span(), (reading.text[found.start() : found.end()].replace(" ", "", 1),)


# ---- links and quotation marks


def links(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``[text] (https://…)``, a Markdown link that a space broke; a number in brackets is a reference."""
    text = reading.text
    if text.rfind("] (http") >= 0:
        for found in pattern(r"\[(?!\d+\])[^\[\]\n]{1,300}(\] \()(?=https?://[^\s()]+\))").finditer(text):
            yield *found.span(1), ("](",)


def paths(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``/ Usr / share / doc``: the path of a file that spaces broke, beginning with one of the words given; a menu goes on with a capital."""
    for left, _ in given.hits:
        text = reading.folded
        found = pattern(r"(?<![\w/.])/ ([A-Za-z]+) / ?[a-z][\w.-]*(?: ?/ ?[\w.-]*\w)+").match(text, max(0, left - 2))
        if found and found.group(1).lower() in given.words:
            made = reading.text[found.start() : found.end()].replace(" ", "")
            yield *found.span(), (made[:2].lower() + made[2:],)


def guillemets(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find « and » in pairs; they become the quotation marks that the document uses, curly where it uses none."""
    text = reading.text
    if "\u00ab" not in text:
        return
    straight = '"' in text and "\u201c" not in text
    for found in pattern("(\u00ab[ \u00a0\u202f]?)[^\u00ab\u00bb\n]{1,300}?([ \u00a0\u202f]?\u00bb)").finditer(text):
        yield *found.span(1), ('"' if straight else "\u201c",)
        yield *found.span(2), ('"' if straight else "\u201d",)


def _atoms(check: str, words: tuple[str, ...]) -> Iterable[str]:
    if check == "compounds":
        return [bare_atom(f" -{word} ") for word in words]
    if check == "paths":
        return [bare_atom(f" {word} / ") for word in words]
    return [bare_atom(f" {word}{join}") for word in words for join in (" - ", "- ")] if check == "prefixes" else []


PLUGIN = plugin(
    {
        "compounds": compounds, "participles": participles, "prefixes": prefixes, "marks": marks, "parentheses": parentheses,
        "apostrophes": apostrophes, "links": links, "paths": paths, "guillemets": guillemets,
    },
    _atoms,
)  # fmt: skip
