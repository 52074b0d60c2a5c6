"""Which indefinite article a word takes."""

from __future__ import annotations

import re
from typing import Final

_LIKE_YOU: Final = re.compile(r"(?:uni(?!n|m)|us[ae]|usu|ut[ie]|eu|ewe|one\b|once\b|uy|uig|u[bcfhjkqrst][aeiou])", re.IGNORECASE)
_SILENT_H: Final = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(?<![^\W_])([Aa]n?)(\s+)$")


def takes_an(word: str) -> bool:
    """Say whether *word* takes "an"; initials are read letter by letter.

    >>> [takes_an(w) for w in ("action", "share", "AI", "FTC", "US", "unit", "hour")]
    [True, False, True, True, False, False, True]
    """
    first = word.split(" ", 1)[0].split("-", 1)[0]
    if len(first) > 1 and first.isupper():
        return first[0] in "AEFHILMNORSX"
    if _LIKE_YOU.match(word):
        return False
    return word[:1].lower() in "aeiou" or bool(_SILENT_H.match(word))


def article_before(text: str, start: int, old: str, new: str) -> tuple[int, str] | None:
    """Return where the article before *start* begins and how it must read with *new* in the place of *old*, space included.

    None where there is no indefinite article or it may stay.

    >>> article_before("sold an action", 8, "action", "share")
    (5, 'a ')
    """
    if text[start - 2 : start - 1] not in ("a", "A", "n", "N"):  # the common case, at no cost
        return None
    found = _ARTICLE.search(text, max(0, start - 12), start)
    if not found or not new or takes_an(old) == takes_an(new):
        return None
    a = found.group(1)[0] + ("n" if takes_an(new) else "")
    return found.start(), a + found.group(2)
