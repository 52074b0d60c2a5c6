"""How names come out of other scripts and spellings: the variants that a language's habits give, and how alike two names sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

Habit = tuple[str, tuple[str, ...]]
"""A pattern over a name in small letters, and what may be written for what it matches."""

SOFT: Final = "(?=[eiy])"
HARD: Final = "(?![eiyh])"

# By language: what always changes on the way through its script or spelling, and what may change besides.
HABITS: Final[dict[str, tuple[tuple[Habit, ...], tuple[Habit, ...]]]] = {
    "ar": (
        (
            ("ph|v", ("f",)), ("p", ("b",)), ("ck|c" + HARD, ("k",)), ("x(?!i)", ("ks",)),
        ),
        (
            ("ee|ea", ("i",)), ("oo", ("u", "o")), ("eau", ("o",)), ("ou", ("u", "o")), ("(?<![aeiou])e(?![aeiou])", ("i", "a")),
            ("(?<![aeiou])o(?![aeiou])", ("u",)), ("(?<![aeiouq])u(?![aeiou])", ("o",)), ("(?<![aeiou])i(?![aeiou])", ("e",)),
            ("(?<![aeiou])a(?![aeiou])", ("e",)), ("^n(?=[^aeiou])", ("na", "en", "in", "an")), ("^[ei](?=[^aeiou])", ("a",)), ("^i(?=[^aeiou])", ("e",)),
            ("g$", ("j",)), ("g" + SOFT, ("j",)), ("(?<!n)g" + HARD, ("gh",)), ("th", ("t",)), ("w", ("u", "f")), (r"([^aeiou])\1", (r"\1",)),
            ("ai|ay", ("i",)), ("(?<=[^aeiou])i(?=[^aeiou]e)", ("ai", "ay")), ("^b", ("p",)), ("e$", ("",)), ("qu", ("kw", "ku")), ("xi", ("shi",)),
            ("au|ow", ("aw",)), ("(?<=[^aeiou])y$", ("i",)), ("u(?=[^aeiou])", ("ou",)), ("i(?=[^aeiou]$)", ("ee",)), ("ch", ("sh",)),
            ("^u(?=n)", ("yu", "you")), ("d$", ("t",)), ("s" + SOFT, ("z",)),
        ),
    ),
    "ru": (
        (
            ("w(?!r)", ("v",)), ("ph", ("f",)), ("ck|c" + HARD, ("k",)), ("c" + SOFT, ("s",)), ("x(?!i)", ("ks",)), ("oo", ("u",)), ("qu", ("kv",)),
        ),
        (
            ("ee|ea", ("i",)), ("^h", ("kh", "g")), ("th", ("t", "f")), (r"([^aeiou])\1", (r"\1",)), ("(?<=[^aeiou])i(?=[^aeiou]e)", ("ai", "ay")),
            ("(?<=[^aeiou])i(?=[^aeiou])", ("ai",)), ("(?<=[^aeiou])a(?=[^aeiou]e)", ("ei", "ey")), ("e$", ("",)), ("que$", ("k",)), ("i(?=[ao])", ("y",)),
            ("ai", ("ay",)), ("ei", ("ey",)), ("u(?=[^aeiou])", ("a",)), ("^z", ("ts",)), ("zh", ("chzh", "j")), ("ngd", ("nd",)), ("j", ("dzh",)),
            ("y", ("i",)), ("le$", ("l",)), ("^e(?=[^aeiou])", ("i",)), ("g$", ("k",)), ("xi", ("si", "sya")), ("ch", ("k",)), ("z$", ("ts",)),
            ("(?<=[^aeiou])y$", ("i",)),
        ),
    ),
    "tr": (
        (
            ("w", ("v",)), ("ph", ("f",)), ("ck|c" + HARD, ("k",)), ("x(?!i)", ("ks",)), ("q", ("k",)),
        ),
        (
            (r"([^aeiou])\1", (r"\1",)), ("i(?=[ao])", ("y",)), ("ai", ("ay",)), ("th", ("t",)), ("^kh", ("h",)), ("xi", ("shi",)), ("gh", ("g",)),
            ("e", ("i",)), ("ee|ea", ("i",)), ("(?<=a)i$", ("y",)),
        ),
    ),
    "de": (
        (
            ("ck|c" + HARD, ("k",)), ("(?<=[aeiou])v", ("w",)), ("sh", ("sch",)), ("zh", ("sch",)),
        ),
        (
            ("ch", ("tsch",)), ("y(?=[aeiou])", ("j",)), ("kh", ("ch",)), ("^z|(?<=[aeiou])z(?=[^z])", ("s",)), ("n$", ("nn",)), ("j", ("dsch",)),
            ("y$", ("yj", "ij", "i")), ("gh", ("g",)), ("^q", ("k",)), ("w$", ("v",)),
        ),
    ),
    "fr": (
        (
            ("(?<![aeioq])u(?![aeiou])", ("ou",)), ("sh", ("ch",)), ("zh", ("j",)),
        ),
        (
            ("n$", ("ne",)), ("kh", ("k",)), ("w", ("ou",)), (r"([^aeiou])\1", (r"\1",)), ("y", ("i",)), ("g(?=[ei])", ("gu",)), ("k$", ("c",)),
        ),
    ),
    "es": (
        (
            ("th", ("t",)), ("ph", ("f",)), (r"([^aeiourl])\1", (r"\1",)), ("kh", ("j",)),
        ),
        (
            ("w", ("u",)), ("y(?=[^aeiou])|y$", ("i",)), ("z", ("s",)), ("zh", ("y",)), ("sh", ("s", "ch")), ("ck", ("k", "c")), ("dh", ("d",)),
            ("^s(?=[^aeiouh])", ("es",)), ("g(?=[ei])", ("gu",)),
        ),
    ),
    "": (
        (),
        (
            (r"([^aeiou])\1", (r"\1",)), ("(?<=[aeiou])([lnstr])(?=[aeiou])", (r"\1\1",)), ("(?<=[aeiou])(?=n)", ("",)), ("ee|oo", ("e", "o")),
            ("er", ("ur", "ar")), ("ce?n", ("n", "cn")),
        ),
    ),
}  # fmt: skip

MOST: Final = 60
"""How many variants of a name are made at most: those nearest to it."""

_ACCENTS: Final = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüýçñ", "aaaaaaeeeeiiiioooooouuuuycn")
# In this order; a plain replacement, since compiling patterns costs a warm start more than they save.
_SOUNDS: Final = tuple(
    tuple(pair.split("=")) for pair in
    "schtsch=C shch=C dzh=C tsch=C tch=C sch=C sh=C zh=C ch=C ph=f th=t gh=g kh=h ck=k qu=kv kw=kv kua=kva kue=kve q=k x=ks ce=se ci=si cy=si c=k "
    "ts=s tz=s w=v ou=u oo=u au=u ow=u ee=i ea=i ie=i ai=i ay=i ei=i ey=i y=i j=g z=s".split()
)  # fmt: skip
_VOWELS: Final = "aeiou"
_ALIKE: Final = {
    pair: cost
    for cost, pairs in (
        (0.3, [a + b for a in _VOWELS for b in _VOWELS]),
        (0.25, "bp fv bv td gk hk gh sC gC kC mn lr fp vu vo".split()),
        (0.15, "ei ou ao ae".split()),
    )
    for one in pairs
    for pair in (one, one[::-1])
}
"""What it costs to take one sound for the other; a letter pair that isn't here costs 1."""
_CLASSES: Final = str.maketrans("pfvgCdlm", "bbbkstrn", "aeiou")


def plain(name: str) -> str:
    """Return *name* in small letters without accents.

    >>> plain("Erdoğan"), plain("São Paulo")
    ('erdoğan', 'sao paulo')
    """
    return name.lower().translate(_ACCENTS)


def variants(word: str, most: int = MOST) -> tuple[str, ...]:
    """Return how *word*, one word of a name, may come back from another language, the likeliest first.

    By language: one or two of its habits at work, each at one place or wherever it can; or all that always changes there and one thing more.

    >>> variants("Nvidia", 4), "lafrov" in variants("Lavrov"), "blaystation" in variants("PlayStation")
    (('nfidia', 'nfedia', 'nafidia', 'enfidia'), True, True)
    """
    low = plain(word)
    by_language: list[tuple[tuple[Habit, ...], list[str]]] = []
    for language, (always, sometimes) in HABITS.items():
        base = low
        for pattern, new in always:
            base = _compiled(pattern).sub(new[0], base)
        one = [*_changed(base, sometimes), *(_changed(low, (*always, *sometimes)) if base != low else ())]
        by_language.append((sometimes if language else (), [base, *one]))
    found = dict.fromkeys(variant for _, one in by_language for variant in one if variant != low)
    for sometimes, one in by_language if len(found) < most else ():
        found.update(dict.fromkeys(variant for first in one[1:] for variant in _changed(first, sometimes) if variant != low))
    return tuple(found)[:most]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _changed(word: str, habits: tuple[Habit, ...]) -> Iterator[str]:
    """Yield *word* with one of *habits* at work, at each place and at all of them."""
    for source, news in habits:
        pattern = _compiled(source)
        places = list(pattern.finditer(word))
        for new in news:
            for place in places:
                yield word[: place.start()] + (place.expand(new) if "\\" in new else new) + word[place.end() :]
            if len(places) > 1:
                yield pattern.sub(new, word)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Write *word* roughly as it sounds: a letter a sound, capital C for hushing sounds.

    >>> sound("Zuckerberg"), sound("Tsukerberg"), sound("Huawei")
    ('sukerberg', 'sukerberg', 'huavi')
    """
    made = plain(word)
    for old, new in _SOUNDS:
        if old in made:
            made = made.replace(old, new)
    return "".join([char for at, char in enumerate(made) if made[at - 1 : at] != char])


def skeleton(sounds: str) -> str:
    """Reduce *sounds* to classes of consonants: what two names that sound alike share, but for one.

    >>> skeleton(sound("Khuavey")), skeleton(sound("Huawei"))
    ('hb', 'hb')
    """
    return sounds.translate(_CLASSES)


def may_sound_alike(one: str, other: str) -> bool:
    """Say whether the skeletons *one* and *other* differ by one consonant at most: cheap to ask before `distance`.

    >>> may_sound_alike("nbt", "nbt"), may_sound_alike("nbt", "nb"), may_sound_alike("nbt", "rb")
    (True, True, False)
    """
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    at = 0
    while at < len(one) and one[at] == other[at]:
        at += 1
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def distance(one: str, other: str) -> float:
    """Return how far two words, as `sound` writes them, are apart: 0 for the same, 1 for nothing in common. Vowels weigh little, like consonants little more.

    >>> distance(sound("Khuavey"), sound("Huawei")) < 0.1 < distance(sound("Nadia"), sound("Nvidia"))
    True
    """
    row = [0.0]
    for char in other:
        row.append(row[-1] + _alone(char))
    for left in one:
        above, row = row, [row[0] + _alone(left)]
        for at, right in enumerate(other):
            swap = 0.0 if left == right else _ALIKE.get(left + right, 1.0)
            row.append(min(above[at] + swap, above[at + 1] + _alone(left), row[at] + _alone(right)))
    return row[-1] / max(len(one), len(other), 1)


def _alone(char: str) -> float:
    """Return what it costs to add or lose *char*."""
    return 0.35 if char in _VOWELS else 0.5 if char == "h" else 1.0
