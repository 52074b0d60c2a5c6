"""A file's tree → the word list in it."""

from __future__ import annotations

from typing import Final

from cleaner.model.rule import WordList
from cleaner.rulebook.nodes import Node, Text
from cleaner.rulebook.shapes import Problems, Schema, did_you_mean, entries, one_of, read_texts

_FIELDS: Final = ("words", "origin")
_WHAT: Final = "'words: [France, Spain]'"

SCHEMA: Final[Schema] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["words"],
    "properties": {
        "words": {"description": "What {name of the file} stands for in rules.", "$ref": "#/definitions/texts"},
        "origin": {"description": "Where the words come from.", "$ref": "#/definitions/texts"},
    },
}


def read_list(root: Node | None, name: str, problems: Problems) -> WordList | None:
    """Read the list *name* from the tree *root* of its file; None: there are problems."""
    root = root or Text("", 1, 1)
    before = len(problems.found)
    words: tuple[str, ...] | None = None
    origin: tuple[str, ...] = ()
    for key, node in entries(root, "", problems, _WHAT):
        if key.value == "words":
            words = read_texts(node, "words", problems)
        elif key.value == "origin":
            origin = read_texts(node, "origin", problems)
        else:
            problems.add(key, key.value, f"a list has no such field, only {one_of(_FIELDS)}; {did_you_mean(key.value, _FIELDS, 'take it out')}")
    if words is None and len(problems.found) == before:
        problems.add(root, "words", f"it is missing; write {_WHAT}")
    for word in words or ():
        if "{" in word or "*" in word:
            problems.add(root, "words", f"'{word}' isn't a word; a list holds words and names as they are written")
    return WordList(name, tuple(dict.fromkeys(words or ())), problems.path, origin) if len(problems.found) == before else None
