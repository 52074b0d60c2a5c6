"""The JSON Schema by which editors complete and check rule files (`# yaml-language-server: $schema=…`)."""

from __future__ import annotations

from cleaner.rulebook import lists, topics
from cleaner.rulebook.fields import FIELDS, KINDS, Kind, kinds
from cleaner.rulebook.shapes import Schema


def schema() -> Schema:
    """Return the schema of a rule file (a list of rules), of a word list and of a topic (mappings)."""
    properties = {name: {"description": field.help, **field.shape.schema} for name, field in FIELDS.items()}
    properties["kind"] = {"description": FIELDS["kind"].help, "enum": list(kinds())}
    free = [kind for kind in kinds() if kind not in KINDS]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Rules, topics and word lists of the cleaner",
        "if": {"type": "object"},
        "then": {"if": {"required": ["words"]}, "then": lists.SCHEMA, "else": topics.SCHEMA},
        "else": {"type": "array", "items": {"$ref": "#/definitions/rule"}},
        "definitions": {
            "rule": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": properties,
                "allOf": [
                    {"if": _is([kind for kind in kinds() if KINDS.get(kind, Kind()).find and kind != "phrase"]), "then": {"required": ["find"]}},
                    {"if": {"not": {"required": ["kind"]}}, "then": {"required": ["find"]}},
                    {"if": _is([kind for kind in kinds() if KINDS.get(kind, Kind()).find is False]), "then": {"properties": {"find": False}}},
                    *([{"if": _is(free), "then": {"required": ["category"]}}] if free else []),
                ],
            },
            "text": {"type": ["string", "number", "boolean"]},
            "texts": {"anyOf": [{"$ref": "#/definitions/text"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/text"}}]},
            "examples": {"type": "array", "minItems": 1, "items": {"anyOf": [{"$ref": "#/definitions/text"}, {"$ref": "#/definitions/known"}]}},
            "known": {
                "description": "A sentence that the rule is known to fail on so far.",
                "type": "object",
                "additionalProperties": False,
                "required": ["text"],
                "properties": {"text": {"$ref": "#/definitions/text"}, "known": {"enum": ["missing", "wrong", "noisy"]}},
            },
        },
    }


def _is(names: list[str]) -> Schema:
    return {"required": ["kind"], "properties": {"kind": {"enum": names}}}


def write() -> str:
    """Return the schema as JSON text: what `docs/rules.schema.json` holds."""
    import json

    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
