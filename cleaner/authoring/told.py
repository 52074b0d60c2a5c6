"""A rule's conditions in words, as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaner.model.languages import language_name
from cleaner.model.rule import Condition

SHORT: Final = 6
"""So many words of a list are told where nobody asked for all."""

PLACES: Final = {
    "before": "right before it stands",
    "after": "right after it stands",
    "phrase": "the phrase has",
    "sentence": "the sentence has",
    "paragraph": "the paragraph has",
    "document": "the text has",
}
"""Where a condition looks, in words that go before what it looks for."""


def listed(words: Sequence[str], most: int = SHORT) -> str:
    """Name *words*, of many the first *most* and how many more there are.

    >>> listed(["dog", "cat"]), listed(["dog", "cat", "bite"], 2)
    ('dog, cat', 'dog, cat … (1 more)')
    """
    return ", ".join(words[:most]) + (f" … ({len(words) - most} more)" if len(words) > most else "")


def either(words: Sequence[str], most: int = SHORT) -> str:
    """Name *words* of which one will do.

    >>> either(["dog"]), either(["dog", "cat"])
    ('dog', 'one of dog, cat')
    """
    return listed(words) if len(words) == 1 else f"one of {listed(words, most)}"


def asked(condition: Condition, most: int = SHORT) -> str:
    """Say what *condition* asks, in words that follow "where".

    >>> asked(Condition("sentence", ("GPU", "wafer"))), asked(Condition("topic", ("sport",)))
    ('the sentence has one of GPU, wafer', 'the text is about sport')
    """
    if condition.scope == "topic":
        return f"the text is about {' or '.join(condition.terms)}"
    if condition.scope == "language":
        return f"the text is translated from {' or '.join(map(language_name, condition.terms))}"
    if condition.scope == "defined_in_text":
        other = [term for term in condition.terms if term != "true"]
        return "the text spells it out" + (f" (otherwise than as {listed(other, most)})" if other else "")
    return f"{PLACES[condition.scope]} {either(condition.terms, most)}"
