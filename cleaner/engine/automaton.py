"""All places where any of many literals stands: Aho–Corasick by daachorse, and the same in plain Python where that isn't installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

PLAIN: Final = "plain"


class Automaton(Protocol):
    """Finds every occurrence of every literal, overlapping ones too."""

    def find_overlapping(self, haystack: bytes) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the literal) of every occurrence in *haystack*, offsets in bytes, by end."""
        ...


class PlainAutomaton:
    """The fallback: literals indexed by their rarest word, looked up word by word.

    About a fifth of the speed of the compiled one at 1,000 literals; it is the oracle of the tests as well.
    """

    def __init__(self, literals: Sequence[bytes]) -> None:
        """Index *literals*, which are of lower-case words and spaces (see `cleaner.text.reading.atom`)."""
        self.literals = literals
        self.words: dict[bytes, list[int]] = {}
        self.loose: list[int] = []
        for number, literal in enumerate(literals):
            whole = literal.split(b" ")[1:-1]  # what stands between two spaces is a whole word in any haystack
            if any(whole):
                self.words.setdefault(max(whole, key=len), []).append(number)
            else:
                self.loose.append(number)

    def find_overlapping(self, haystack: bytes) -> list[tuple[int, int, int]]:
        """Return (start, end, number of the literal) of every occurrence in *haystack*, offsets in bytes, by end."""
        numbers = set(self.loose)
        for word in set(haystack.split(b" ")) & self.words.keys():
            numbers.update(self.words[word])
        return sorted((hit for n in numbers for hit in self._places(haystack, n)), key=lambda hit: (hit[1], hit[0], hit[2]))

    def _places(self, haystack: bytes, number: int) -> Iterator[tuple[int, int, int]]:
        literal = self.literals[number]
        at = haystack.find(literal)
        while at >= 0:
            yield at, at + len(literal), number
            at = haystack.find(literal, at + 1)


def engine_name() -> str:
    """Name the automaton that `build` makes here, with its version: part of a compiled rule set's key."""
    try:
        import daachorse  # noqa: F401  # only whether it is there
    except ImportError:
        return PLAIN
    return "daachorse 0.5"


def build(literals: Sequence[bytes]) -> bytes:
    """Compile *literals* (all different, none empty) to bytes that `restore` reads."""
    if engine_name() == PLAIN or not literals:
        return b"\n".join(literals)
    from daachorse import DoubleArrayAhoCorasick

    return DoubleArrayAhoCorasick(list(literals)).serialize()


def restore(data: bytes, name: str) -> Automaton:
    """Return the automaton that `build` made under engine *name*."""
    if name == PLAIN or not data:
        return PlainAutomaton(data.split(b"\n") if data else ())
    from daachorse import DoubleArrayAhoCorasick

    return DoubleArrayAhoCorasick.deserialize(data)
