"""Numbers and sums of money written as other languages write them: ``85 000``, ``1.200.000``, ``50, 000``, ``3,5 million``, ``$ 5.5 billion``, ``20 €``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.reading import Reading
from cleaner.text.shape import places, shape

SIGNS: Final = "€£$"
_SUM: Final = r"\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"

# What comes before a number that is a name (Room 12), a year or another number of a row, and not how many there are.
_NAMED: Final = r"(?:\d|[A-Z][\w-]*|\b(?:no|nos|tel|phone|fax|code|number|page|line|room|year|since|in)\.?:?) $"
_CALL: Final = r"(?i)\b(?:call|dial|phone|tel|telephone|fax|mobile|whatsapp)\b|\+\d"
_IN_PROSE: Final = r"(?:[^\W\d_A-Z][,;:]?|[$€£()~\"']) ?$"
_VERSION: Final = r"(?i)\b(?:version|release|v|build|IP|address|p|r|F|no)\b\W{0,3}$"
_MANY: Final = r" (?:[a-z]+ )?(?:[a-z]{3,}s|people|men|women|children|troops|dead)\b"
# Nouns of which there is no fraction.
_COUNTED: Final = (
    r" (?:people|persons|inhabitants|residents|citizens|soldiers|troops|men|women|children|students|pupils|workers|employees|members|voters|votes"
    r"|refugees|immigrants|victims|prisoners|deaths|jobs|copies|houses|homes|households|vehicles|cars)\b"
)


def spaces(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``85 000`` and ``1 200 000``, thousands parted as French or Russian does; telephone numbers, ranges and tables are left alone.

    A space that doesn't break was set with care, as science and the European Union do, and is left alone; a sum with
    a space behind its sign is found by `signs_before`.
    """
    text = reading.folded
    if shape(text).rfind(b"0 000") < 0:
        return
    for found in pattern(r"(?<![\w.,:/+#()-])[1-9]\d{0,2}(?: \d{3})+(?![\w%/:-]|[.,]\d| ?\d| [+/-]\d| [mc]m\b)").finditer(text):
        start, end = found.span()
        groups = found.group().split(" ")
        before = text[max(0, start - 40) : start]
        if not reading.text[start:end].isascii() or any(pattern(names).search(before) for names in (_NAMED, _CALL, r"[$€£] $")):
            continue
        round_ = groups[-1] == "000" and (not before.strip() or before[-1:] == "\n" or pattern(_IN_PROSE).search(before))
        exact = pattern(_IN_PROSE).search(before) and pattern(r"[.;)]|,? [a-z]{2,}").match(text, end) and (len(groups) > 2 or len(groups[0]) > 1)
        if round_ or exact:
            yield start, end, (",".join(groups),)


def points(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``1.200.000``, and ``42.000`` before a noun of many; an address of the net has four groups, and a version is no count."""
    text = reading.folded
    if shape(text).rfind(b"0.000") < 0:
        return
    for found in pattern(r"(?<![\w.,:/$-])[1-9]\d{0,2}(?:\.\d{3})+(?![\w%]|[.,:-]\w|[\"'])").finditer(text):
        groups = found.group().split(".")
        many = pattern(_MANY).match(text, found.end())
        people = pattern(_COUNTED).match(text, found.end())
        long = len(groups) != 4 and len(groups) > 2 and (groups[-1] == "000" or many)
        if (long or people or (groups[1:] == ["000"] and many)) and not pattern(_VERSION).search(text, max(0, found.start() - 12), found.start()):
            yield *found.span(), (",".join(groups),)


def decimals(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``3,5 million``, ``7,2%`` and ``€2,50``: a comma before one or two digits, and then a unit of the words given, or a currency before."""
    text = reading.folded
    for at in places(shape(text), b"0,0"):
        found = pattern(r"(?<![\w.,])(\d{1,3}),(\d{1,2})(?![\w.,]*\d)").search(text, max(0, at - 2), at + 5)
        if not found or text[at + 1] != "," or found.end(1) != at + 1 or pattern(r"\d $").search(text, max(0, found.start() - 2), found.start()):
            continue
        unit = pattern(r" ?(per cent|[%\u00b0]|[A-Za-z]+)(?![\w/])|").match(text, found.end())
        if (unit and unit.group(1) in given.words) or text[found.start() - 1 : found.start()] in {*SIGNS}:
            yield *found.span(), (f"{found.group(1)}.{found.group(2)}",)


def split(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``50, 000``, one number that a space broke: no list has the item 000."""
    text = reading.folded
    if text.rfind(", 000") >= 0:
        for found in pattern(r"(?<![\w.,-])(?<!\d, )[1-9]\d{0,2}, 000(?!\w|, ?\d|\.\d)").finditer(text):
            yield *found.span(), (found.group().replace(" ", ""),)


def signs_before(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``$ 5.5 billion`` and ``$ 500 000``: a space between the sign of a currency and the sum.

    ``US$ 5`` is a style, and in a row of a table there are several.
    """
    text = reading.folded
    for at in _signs(text):
        found = pattern(r"(?<![\w$€£.,])[$€£] ([1-9]\d{0,2}(?: \d{3})+(?![\w,.]*\d)|\d(?:[\d.,]*\d)?)(?!\w*[$€£]|[ \t]+[$€£])").match(text, at)
        if found and not pattern(r"[$€£] ?\d[\d.,]*(?:[ \t]{2,}|\t)$").search(text, max(0, at - 30), at):
            yield *found.span(), (reading.text[at] + found.group(1).replace(" ", ","),)


def signs_behind(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``20 €`` and ``5 million $``: English writes the sign of a currency before the sum."""
    text = reading.folded
    for at in _signs(text):
        found = pattern(rf"(?<![\w.,$€£-])((?:{_SUM})(?: (?:thousand|million|billion|trillion))?) ?\Z").search(text, max(0, at - 30), at)
        if found and not pattern(r"[\w$€£]| ?\d").match(text, at + 1) and not pattern(r"[{}=_`\\<>|]").search(text, max(0, at - 40), at + 40):
            yield found.start(), at + 1, (text[at] + found.group(1),)


def _signs(text: str) -> list[int]:
    return sorted([place for sign in SIGNS if sign in text for place in places(text, sign)])


PLUGIN = plugin({"spaces": spaces, "points": points, "decimals": decimals, "split": split, "signs-before": signs_before, "signs-behind": signs_behind})
