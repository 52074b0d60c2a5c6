"""Say which rules a list of names means: ids, categories, packs and globs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

_SPECIAL: Final = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANING: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def translate(glob: str) -> str:
    """Return the regular expression that matches what *glob* does: `*` and `?` don't cross a `/`, `**` does.

    >>> translate("fr/*"), translate("**/a.md")
    ('fr/[^/]*', '(?:.*/)?a\\\\.md')
    """
    made, at = [], 0
    for found in _SPECIAL.finditer(glob):
        made += [re.escape(glob[at : found.start()]), _MEANING[found[0]]]
        at = found.end()
    return "".join([*made, re.escape(glob[at:])])


def is_glob(name: str) -> bool:
    """Say whether *name* has a wildcard in it."""
    return "*" in name or "?" in name


def chosen(patterns: tuple[str, ...]) -> Callable[[str, str], bool]:
    """Return the question whether a rule (its id, its category) is among *patterns*.

    A pattern is an id, a category, what stands before a `/` in one of them (a pack, a branch of the categories), or a
    glob of those.

    >>> asked = chosen(("fr/senses", "accuracy/*"))
    >>> asked("fr/senses/flea-chip", "style/awkward"), asked("de/actual", "accuracy/mistranslation"), asked("fr/x", "style/awkward")
    (True, True, False)
    """
    if not patterns:
        return lambda rule, category: False
    parts = [translate(p) if is_glob(p) else re.escape(p.rstrip("/")) + "(?:/.*)?" for p in patterns]
    match = re.compile("|".join(parts), re.DOTALL).fullmatch
    return lambda rule, category: bool(match(rule) or match(category))


def unmatched(patterns: Iterable[str], rules: Iterable[tuple[str, str]]) -> list[str]:
    """Return those of *patterns* that mean none of *rules* (id, category).

    >>> unmatched(("fr/flea", "frr/*"), [("fr/flea", "accuracy/mistranslation")])
    ['frr/*']
    """
    known = list(rules)
    asked = [(pattern, chosen((pattern,))) for pattern in patterns]
    return [pattern for pattern, means in asked if not any(means(rule, category) for rule, category in known)]
