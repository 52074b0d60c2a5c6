"""A file's tree → the topic in it."""

from __future__ import annotations

import math
import re
from typing import Final

from cleaner.model.rule import Topic
from cleaner.rulebook.nodes import Node, Text
from cleaner.rulebook.shapes import Problems, Schema, did_you_mean, entries, one_of, read_text, read_texts

_FIELDS: Final = ("terms", "threshold", "origin")
_NUMBER: Final = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_NUMBER_SCHEMA: Final[Schema] = {"type": "number", "exclusiveMinimum": 0}

SCHEMA: Final[Schema] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["terms"],
    "properties": {
        "terms": {
            "description": "Weights with the terms that have them: how strongly each speaks for the topic, once a document. * at the end is any ending.",
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{_NUMBER.pattern}$"},
            "additionalProperties": {"$ref": "#/definitions/texts"},
        },
        "threshold": {"description": "The sum of weights from which on a document has the topic; 3 unless said.", **_NUMBER_SCHEMA},
        "origin": {"description": "Where the terms come from.", "$ref": "#/definitions/texts"},
    },
}


def read_topic(root: Node | None, name: str, problems: Problems) -> Topic | None:
    """Read the topic *name* from the tree *root* of its file; None: there are problems."""
    root = root or Text("", 1, 1)
    before = len(problems.found)
    terms: dict[str, float] = {}
    threshold: float | None = 3.0
    origin: tuple[str, ...] = ()
    fields = dict(entries(root, "", problems, "'terms: {3: [GPU, semiconductor*], 1: [device]}'"))
    for key, node in fields.items():
        if key.value == "terms":
            terms = _read_terms(node, problems)
        elif key.value == "threshold":
            threshold = _read_number(node, "threshold", problems)
        elif key.value == "origin":
            origin = read_texts(node, "origin", problems)
        else:
            problems.add(key, key.value, f"a topic has no such field, only {one_of(_FIELDS)}; {did_you_mean(key.value, _FIELDS, 'take it out')}")
    if len(problems.found) == before and not any(key.value == "terms" for key in fields):
        problems.add(root, "terms", "it is missing; write 'terms: {3: [GPU, semiconductor*], 1: [device]}'")
    if len(problems.found) > before or threshold is None:
        return None
    if sum(terms.values()) < threshold:
        problems.add(root, "threshold", f"all terms together weigh {sum(terms.values()):g}, less than {threshold:g}; add terms, or lower the threshold")
        return None
    return Topic(name, tuple(terms.items()), threshold, problems.path, origin)


def _read_terms(node: Node, problems: Problems) -> dict[str, float]:
    terms: dict[str, float] = {}
    for key, value in entries(node, "terms", problems, "weights and terms, {3: [GPU, semiconductor*], 1: [device]}"):
        weight = _read_number(key, "terms", problems)
        for term in read_texts(value, "terms", problems):
            if term in terms:
                problems.add(value, "terms", f"'{term}' stands here twice; keep one")
            terms[term] = weight or 0.0
    return terms


def _read_number(node: Node, field: str, problems: Problems) -> float | None:
    text = read_text(node, field, problems)
    number = float(text) if text is not None and _NUMBER.fullmatch(text) else math.nan
    if number > 0:
        return number
    if text is not None:
        problems.add(node, field, f"'{text}' is no positive number; write one like 3 or 0.5")
    return None
