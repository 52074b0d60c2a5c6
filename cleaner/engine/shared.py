"""Long lists that many rules hold are written once: a rule names them by number, and they are read when a rule wants them."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

SHORT: Final = 300
"""What takes no more bytes isn't worth a reference."""
DEEP: Final = 4
"""So many tuples in one another are looked into."""

Path = tuple[int, ...]
Refs = tuple[tuple[Path, int], ...]


def find_shared(values: Iterable[Any]) -> dict[Any, int]:
    """Return the long values within *values* that stand in several places, each with a number: that of its place in the order given.

    >>> words = frozenset(f"word{n}" for n in range(100))
    >>> find_shared([("a", words), ("b", (words, 1))]) == {words: 0}
    True
    """
    seen = Counter(value for top in values for _, value in _long(top))
    return {value: number for number, value in enumerate(value for value, times in seen.items() if times > 1)}


def without(value: Any, shared: dict[Any, int]) -> tuple[Any, Refs]:
    """Return *value* with None for each shared value in it, and where these stood: what `resolved` puts together again."""
    refs: list[tuple[Path, int]] = []

    def cut(item: Any, path: Path) -> Any:
        if isinstance(item, (tuple, frozenset)) and item and item in shared:
            refs.append((path, shared[item]))
            return None
        if isinstance(item, tuple) and len(path) < DEEP:
            return tuple([cut(inner, (*path, at)) for at, inner in enumerate(item)])
        return item

    made = cut(value, ()) if _hashable(value) else value
    return made, tuple(refs)


def resolved(value: Any, refs: Refs, load: Callable[[int], Any]) -> Any:
    """Return *value* with what `load` gives for each of *refs* at its place.

    >>> resolved(("a", (None, 1)), (((1, 0), 7),), {7: "words"}.get)
    ('a', ('words', 1))
    """
    for path, number in refs:
        value = _placed(value, path, load(number))
    return value


def _placed(value: Any, path: Path, item: Any) -> Any:
    if not path:
        return item
    at = path[0]
    return (*value[:at], _placed(value[at], path[1:], item), *value[at + 1 :])


def _long(value: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Yield the tuples and sets within *value* that are long; of those that hold others the outermost first. What is short holds nothing long."""
    if not isinstance(value, (tuple, frozenset)) or not value:
        return
    if depth:
        if len(value) <= SHORT and len(marshal.dumps(value)) <= SHORT:
            return
        if _hashable(value):
            yield depth, value
    if isinstance(value, tuple) and depth < DEEP:
        for item in value:
            if isinstance(item, (tuple, frozenset)):
                yield from _long(item, depth + 1)


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
