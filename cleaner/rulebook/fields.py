"""The fields of a rule: the one table that reading, the editors' schema and the messages are made from."""

from __future__ import annotations

import os
import pkgutil
from dataclasses import dataclass
from typing import Any, Final

from cleaner.model import APPLICABILITIES, CONFIDENCES, DOUBTFUL, LEVELS
from cleaner.model.categories import CATEGORIES
from cleaner.model.rule import ENTITIES, PRONOUNS
from cleaner.rulebook import shapes
from cleaner.rulebook.shapes import Shape


@dataclass(frozen=True, slots=True)
class Kind:
    """What a rule of a kind has to say: its category unless written, and whether it must (True) or can't (False) have `find`."""

    category: str = ""
    find: bool | None = None


KINDS: Final = {
    "phrase": Kind("accuracy/mistranslation", find=True),
    "pattern": Kind("accuracy/mistranslation", find=True),
    "acronym": Kind("locale-conventions/acronym", find=True),
    "glued": Kind("design-and-markup/whitespace", find=False),
    "spacing": Kind("design-and-markup/whitespace", find=False),
    "repetition": Kind("accuracy/addition", find=False),
    "encoding": Kind("design-and-markup/character-encoding", find=False),
    "retranslate": Kind("linguistic-conventions/unintelligible", find=False),
    "name": Kind("locale-conventions/name-format"),
    "agreement": Kind("linguistic-conventions/agreement", find=False),
    "consistency": Kind("terminology/inconsistent"),
    "casing": Kind("design-and-markup/casing", find=False),
    "residue": Kind("design-and-markup/residue", find=False),
    "punctuation": Kind("linguistic-conventions/punctuation", find=False),
    "article": Kind("linguistic-conventions/grammar", find=False),
    "order": Kind("linguistic-conventions/word-order", find=False),
}
"""Kinds with something to say here; one that is a matcher's file alone is free in `find` and must name its category."""


def kinds() -> tuple[str, ...]:
    """Return the kinds there are: the matchers' files, by name. None of them is imported."""
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "matchers")
    found = {module.name for module in pkgutil.iter_modules([folder]) if not module.name.startswith("_")}
    return (*(kind for kind in KINDS if kind in found), *sorted(found.difference(KINDS)))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a rule: the shape of its value, and in a line what it is for."""

    shape: Shape[Any]
    help: str


FIELDS: Final = {
    "name": Field(shapes.named(shapes.NAME, "flea-chip"), "Names the damage; the file's path and this name are the rule's id, kept for good."),
    "kind": Field(shapes.TEXT, "How the rule looks for damage; a phrase unless said."),
    "find": Field(shapes.TEXTS, "What is wrong: a phrase, several, or a pattern."),
    "put": Field(shapes.CORRECTIONS, 'What is right, the best first; "" deletes. In a pattern {name} is what its group of that name found.'),
    "forms": Field(shapes.FORMS, "Wrong forms with their right ones, where they don't inflect alike."),
    "inflect": Field(shapes.choice(("noun", "verb", "none")), "How find and put inflect; as nouns unless said."),
    "case": Field(shapes.choice(("smart", "exact", "any")), "smart: capitals in find are meant, small letters may be capitals; exact; any. smart unless said."),
    "anchor": Field(shapes.TEXTS, "Literals one of which stands in whatever the pattern matches; makes it fast."),
    "before": Field(shapes.beside("before"), "One of these stands right before the match."),
    "after": Field(shapes.beside("after"), "One of these stands right after the match."),
    "need": Field(shapes.NEED, "Where something must stand, and what; a list holds alternatives."),
    "unless": Field(shapes.UNLESS, "Where nothing of this may stand."),
    "category": Field(shapes.choice(tuple(CATEGORIES)), "The MQM error type; by kind unless said."),
    "level": Field(shapes.choice(LEVELS), "What a finding weighs; warning unless said."),
    "applicability": Field(shapes.choice(APPLICABILITIES), "What may be done unasked; unsafe (ask first) unless said."),
    "confidence": Field(
        shapes.choice((*(word for word, _ in CONFIDENCES), DOUBTFUL)), "How sure a match is damage before anything else is known; likely unless said."
    ),
    "entity": Field(shapes.choice(ENTITIES), "Of a name: what bears it."),
    "pronoun": Field(shapes.choice(PRONOUNS), "Of a name: what stands for it."),
    "aliases": Field(shapes.TEXTS, "Of a name: other right names of the same, which are left."),
    "source": Field(shapes.SOURCE, "Languages and the words there that were mistranslated."),
    "why": Field(shapes.TEXT, "What is wrong, in a sentence for the editor."),
    "fires": Field(shapes.examples(("missing", "wrong")), "Sentences of your own in which the rule must fire: [[bad -> good]]."),
    "ok": Field(shapes.examples(("noisy",)), "Sentences of your own that look alike and are fine."),
    "preview": Field(shapes.TRUTH, "true: on trial; it never fixes unasked and doesn't count."),
    "formerly": Field(shapes.TEXTS, "Ids that the rule had before."),
    "origin": Field(shapes.TEXTS, "Where the rule comes from."),
    "measured": Field(shapes.MEASURED, "What 'clean rules bench --write' counted last: alarms in good English, catches in damaged text."),
    "options": Field(shapes.OPTIONS, "What only rules of this kind understand."),
}

SYNONYMS: Final = {
    "id": "name", "type": "kind", "match": "find", "tokens": "find", "pattern": "find", "replace": "put", "replacement": "put", "fix": "put", "suggest": "put",
    "severity": "level", "message": "why", "description": "why", "reason": "why", "examples": "fires", "tests": "fires", "exceptions": "unless",
    "when": "need", "if": "need", "language": "source", "inflection": "inflect",
}  # fmt: skip
"""Names that other tools give our fields."""
