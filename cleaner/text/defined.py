"""Whether a text spells an abbreviation out: then it is the author's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_WORDS: Final = re.compile(r"[^\W\d_][\w'-]*")
_SMALL: Final = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "&"})


def is_defined(text: str, acronym: str, spelled: Sequence[str] = ()) -> bool:
    """Say whether *text* spells *acronym* out in English words, in either order.

    >>> is_defined("The Internet Archive (IA) keeps pages.", "IA")
    True
    >>> is_defined("Artificial intelligence (IA) is here.", "IA")
    False
    """
    for found in re.finditer(rf"\(\s*[\"']?{re.escape(acronym)}s?[\"']?\s*[),;]", text):
        before = _WORDS.findall(text, max(0, found.start() - 90), found.start())
        if _spells(before, acronym, spelled):
            return True
    for found in re.finditer(rf"(?<!\w){re.escape(acronym)}s?[\"']?(?:\s*\(|,? or |,? short for | stands for | means | \(?an acronym for )", text):
        after = _WORDS.findall(text, found.end(), found.end() + 90)
        if _spells(after[: len(acronym) + 3], acronym, spelled, leading=True):
            return True
    return False


def _spells(words: Sequence[str], acronym: str, spelled: Sequence[str], leading: bool = False) -> bool:
    """Say whether the last (or *leading*) of *words* have the initials of *acronym*; small words between may be left out."""
    letters = acronym.lower()
    for picked in ([w for w in words if w.lower() not in _SMALL], list(words)):
        near = picked[: len(letters)] if leading else picked[-len(letters) :]
        if [w[0].lower() for w in near] == list(letters) and " ".join(near).lower() not in spelled:
            return True
    return False
