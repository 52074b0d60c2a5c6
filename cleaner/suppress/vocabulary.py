"""The house's words: what a finding may never be about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cleaner.text.fold import fold

_ARTICLE: Final = re.compile(r"an?\s+(?=\S)", re.IGNORECASE)


def terms_of(text: str) -> tuple[str, ...]:
    """Read the terms of a vocabulary file: one a line; a line that is `#` or begins with `# ` is a comment.

    >>> terms_of("# ours\\nIA Engine\\n\\n#MeToo\\n")
    ('IA Engine', '#MeToo')
    """
    lines = [" ".join(line.split()) for line in text.removeprefix("\ufeff").splitlines()]
    return tuple(line for line in lines if line and line != "#" and not line.startswith("# "))


class Vocabulary:
    """Terms of the house. A term with a capital letter holds as it is written, any other in every letter case."""

    __slots__ = ("_terms", "_width", "terms")

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = tuple(dict.fromkeys(terms))
        folded = [fold(" ".join(term.split())) for term in self.terms]
        self._terms = tuple((term, term.lower(), term != term.lower()) for term in folded if term)
        self._width = max((len(term) for term in folded), default=0)

    def __bool__(self) -> bool:
        return bool(self._terms)

    def covers(self, view: str, start: int, end: int) -> bool:
        """Say whether *view* from *start* to *end* (code points) is, or lies in, a term that stands there as whole words.

        A finding that takes the article along with its word is about the word.

        >>> Vocabulary(["Flea Market", "ia"]).covers("the Flea Market opens", 4, 8)
        True
        >>> Vocabulary(["Flea Market", "ia"]).covers("the flea market opens", 4, 8)
        False
        """
        if not self._terms or start >= end:
            return False
        article = _ARTICLE.match(view, start, end)
        return self._covers(view, start, end) or (article is not None and self._covers(view, article.end(), end))

    def _covers(self, view: str, start: int, end: int) -> bool:
        text = " ".join(fold(view[start:end]).lower().split())
        candidates = [(term, exact) for term, low, exact in self._terms if text in low]
        if not candidates:
            return False
        # A line break may stand in a term with its indent: a little more room than the longest term needs.
        room = 2 * self._width + 20
        first = max(0, start - room)
        window = fold(view[first : end + room])
        return any(_stands(term, exact, window, start - first, end - first) for term, exact in candidates)


def _stands(term: str, exact: bool, window: str, start: int, end: int) -> bool:
    """Say whether *term* stands in *window* as whole words around start..end."""
    body = r"\s+".join(re.escape(word) for word in term.split(" "))
    left = r"(?<!\w)" if term[0].isalnum() else ""
    right = r"(?!\w)" if term[-1].isalnum() else ""
    # A lookahead, so that hits which overlap are all seen ("New York New York").
    hits = re.finditer(f"(?={left}({body}){right})", window, 0 if exact else re.IGNORECASE)
    return any(hit.start(1) <= start and end <= hit.end(1) for hit in hits)
