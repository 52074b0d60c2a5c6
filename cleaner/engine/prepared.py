"""What rules were prepared to before, by what they say: after an edit only the rules that changed are prepared again."""

from __future__ import annotations

import marshal
from operator import attrgetter
from typing import Final

from cleaner import matchers
from cleaner.cache import store
from cleaner.model.rule import Rule
from cleaner.plugin import Prepared

_SAID: Final = attrgetter(
    "id", "kind", "find", "put", "forms", "inflect", "case", "anchor", "category", "level", "applicability", "confidence", "entity", "pronoun", "aliases",
    "source", "preview",
)  # fmt: skip
"""What of a rule a matcher may look at, but for conditions (which the compiler has) and options (which are a mapping)."""

SPARE: Final = 2_000
"""So many rules that are no longer asked for are kept for the next time."""


class Kept:
    """The prepared rules that the cache file *name* holds, and those that are added; the name has to say what code they were made by."""

    def __init__(self, name: str) -> None:
        """Open the file; one that isn't there, or is damaged, holds nothing."""
        self.name = name
        self._before = _read(name)
        self._now: dict[bytes, tuple[tuple[str, ...], object]] = {}

    @staticmethod
    def key(rule: Rule) -> bytes:
        """Return all that *rule* says to its matcher."""
        return marshal.dumps((_SAID(rule), tuple(rule.options.items())), 2)  # version 2 writes equal values alike

    def prepare(self, rule: Rule) -> Prepared:
        """Return *rule* prepared, from the file where it is there; RuleError where it can't be."""
        key = self.key(rule)
        found = self._now.get(key) or self._before.get(key)
        if found is None:
            found = tuple(matchers.load(rule.kind).prepare(rule))
        self._now[key] = found
        return Prepared(*found)

    def keep(self) -> None:
        """Write the file anew, if any rule was added."""
        added = self._now.keys() - self._before.keys()
        if added:
            spare = self._before if len(self._before) < len(self._now) + SPARE else {}
            store.put(self.name, marshal.dumps({**spare, **self._now}))


def _read(name: str) -> dict[bytes, tuple[tuple[str, ...], object]]:
    data = store.get(name)
    if data is None:
        return {}
    try:
        held: dict[bytes, tuple[tuple[str, ...], object]] = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return {}
    return held if isinstance(held, dict) else {}
