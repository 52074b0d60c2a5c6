"""Hold a rule's gates against the text around a match and the document it stands in."""

from __future__ import annotations

from typing import Any

from cleaner.engine.ruleset import Ruleset
from cleaner.text.defined import is_defined
from cleaner.text.reading import Reading
from cleaner.text.terms import Terms, find_after, find_before, find_in, find_within
from cleaner.text.topics import score


class Ground:
    """What gates are held against: a reading, and the reading that document-wide gates see.

    They are one, but for a fix in its later rounds, which is also judged with the evidence of the text before any fix.
    Topic scores are kept, since many matches ask for the same. `language` is the code of the source language, once it is known.
    """

    def __init__(self, ruleset: Ruleset, reading: Reading, whole: Reading | None = None) -> None:
        """Stand on *reading*; gates by document and topic see *whole* (default: the same)."""
        self.ruleset, self.reading, self.whole = ruleset, reading, whole or reading
        self.language: str | None = None
        self._topics: dict[str, str | None] = {}

    def holds(self, gate: tuple[str, Any], start: int, end: int) -> str | None:
        """Return what of *gate* was found around start..end, in words, or None."""
        scope, terms = gate
        if scope == "topic":
            return next((found for name in terms if (found := self._topic(name))), None)
        if scope == "document":
            return self._document(terms)
        folded = self.reading.folded
        if scope == "language":
            return self.language if self.language in terms else None
        if scope == "defined_in_text":
            return "spelled out" if is_defined(self.whole.folded, folded[start:end].removesuffix("s"), terms) else None
        if scope == "before":
            return find_before(terms, folded, start)
        if scope == "after":
            return find_after(terms, folded, end)
        low, high = self.stretch(scope, start, end)
        return find_within(terms, f"{folded[low:start]} \ufffc {folded[end:high]}")

    def stretch(self, scope: str, start: int, end: int) -> tuple[int, int]:
        """Return the phrase, sentence or paragraph (as *scope* says) that start..end stands in."""
        if scope == "phrase":
            return self.reading.phrase(start, end)
        low, high = self.reading.sentence(start) if scope == "sentence" else self.reading.paragraph(start)
        return min(low, start), max(high, end)

    def _document(self, terms: Terms) -> str | None:
        return find_in(terms, self.whole.words, self.whole.exact_words, self.whole.folded)

    def _topic(self, name: str) -> str | None:
        if name not in self._topics:
            topic = self.ruleset.topic(name)
            points, terms = score(topic, self.whole) if topic is not None else (0.0, [])
            holds = topic is not None and points >= topic.threshold
            self._topics[name] = f"{name}: {', '.join(terms[:4])}" if holds else None
        return self._topics[name]
