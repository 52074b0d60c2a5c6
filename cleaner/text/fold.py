"""Fold look-alikes to ASCII, code point for code point, so that offsets never move."""

from typing import Final

# What typography varies and rules shouldn't have to: quotes, dashes, spaces. U+0130 is the one letter whose lower case
# has two code points; the Kelvin and Angstrom signs are letters.
FOLDS: Final = (
    ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2014", "-"), ("\u2013", "-"), ("\u2018", "'"), ("\u00a0", " "),
    ("\u201b", "'"), ("\u02bc", "'"), ("\u201e", '"'), ("\u201f", '"'),
    ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"), ("\u2212", "-"),
    ("\u202f", " "), ("\u2009", " "), ("\u2007", " "),
    ("\u0130", "I"), ("\u212a", "K"), ("\u212b", "\u00c5"),
)  # fmt: skip


def fold(text: str) -> str:
    """Fold quotes, dashes and spaces of *text* to ASCII; the result is as long.

    >>> fold("Nvidia\u2019s \u201cIA\u201d")
    'Nvidia\\'s "IA"'
    """
    for old, new in FOLDS:
        if text.isascii():  # mostly after the first few, which are the commonest
            break
        text = text.replace(old, new)
    return text
