"""Which words and names are known: Bloom filters that ``.ci/known_words.py`` makes, mapped when first asked."""

from __future__ import annotations

import os
from functools import cache
from typing import Final
from zlib import crc32

from cleaner.cache.store import mapped

PROBES: Final = 6
"""How many bits a word sets: right for the 8 bits and more that a word has in the files."""


def is_known(word: str) -> bool:
    """Say whether *word*, in small letters, is an English word or somebody's or some place's name; two other words in a hundred pass too.

    >>> is_known("company"), is_known("takahashi"), is_known("nafidia")
    (True, True, False)
    """
    return _has("words.bin", word)


def is_common(word: str) -> bool:
    """Say whether *word*, in small letters, is a common English word or somebody's or some place's name.

    >>> is_common("company"), is_common("takahashi"), is_common("phillipines")
    (True, True, False)
    """
    return _has("common.bin", word)


def is_given(word: str) -> bool:
    """Say whether *word*, in small letters, is a given name; two other words in a hundred pass too.

    >>> is_given("maria"), is_given("nafidia")
    (True, False)
    """
    return _has("given.bin", word)


def bits(word: str, size: int) -> tuple[int, ...]:
    """Return the bits that *word* sets in a filter of *size* bits.

    >>> len(set(bits("company", 4096)))
    6
    """
    data = word.encode()
    first, step = crc32(data), crc32(data[::-1] + b"#") | 1
    return tuple([(first + n * step) % size for n in range(PROBES)])


def _has(name: str, word: str) -> bool:
    table = _table(name)
    return all(table[bit >> 3] >> (bit & 7) & 1 for bit in bits(word, 8 * len(table)))


@cache
def _table(name: str) -> memoryview:
    table = mapped(os.path.join(os.path.dirname(__file__), name))
    assert table is not None, f"{name} ships with the package and is never empty"
    return table
