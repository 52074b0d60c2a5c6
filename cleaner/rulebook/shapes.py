"""What a field's value can look like: how it is read from the tree, and how an editor's schema describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from cleaner.model.rule import SCOPES, Condition, Example, Measured, Problem, Scope
from cleaner.rulebook.examples import read_marks
from cleaner.rulebook.nodes import Broken, Fields, Items, Node, Text

T = TypeVar("T")
Schema = dict[str, Any]

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OPTION: Final = re.compile(r"[a-z][a-z0-9-]*")
SLOT: Final = re.compile(r"^\{[a-z][a-z-]*\}$")
SLOTS: Final = re.compile(r"\{[a-z][a-z-]*\d*\}")
NO_SLOTS: Final = re.compile(r"(?!)")


LONGEST: Final = 1200
"""Code points of a message; of a longer one (it quotes what was written) the middle is left out."""


class Problems:
    """Collects what is wrong in the file at *path*."""

    __slots__ = ("found", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, at: Node, field: str, message: str) -> None:
        """Note that *field* (empty: no field) is wrong at *at*; of a broken node its own message is noted instead."""
        if isinstance(at, Broken):
            message = at.message
        said = f"{field}: {message}" if field else message
        if len(said) > LONGEST:
            said = f"{said[: LONGEST // 2]} … {said[-LONGEST // 2 :]}"
        self.found.append(Problem(self.path, at.line, at.column, " ".join(said.split())))

    def blame(self, rule: str, since: int) -> None:
        """Say that the problems from number *since* on are those of *rule*, an id."""
        self.found[since:] = [replace(problem, rule=rule) for problem in self.found[since:]]


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """Return a remedy for *word* that isn't among *known*: the likeliest of them, else *otherwise*.

    >>> did_you_mean("savee", ("safe", "unsafe"), "write one of them")
    "did you mean 'safe'?"
    """
    import difflib

    close = difflib.get_close_matches(word.lower(), known, n=1) or [k for k in known if k.rpartition("/")[2] == word.lower()]
    return f"did you mean '{close[0]}'?" if close else otherwise


def one_of(words: Collection[str]) -> str:
    """Name *words* in a sentence.

    >>> one_of(("safe", "unsafe", "display"))
    'safe, unsafe or display'
    """
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def entries(node: Node, field: str, problems: Problems, what: str) -> Iterator[tuple[Text, Node]]:
    """Yield the keys and values of the mapping *node*; anything else isn't *what* is due here."""
    if not isinstance(node, Fields):
        problems.add(node, field, f"{_found(node)} where a mapping is due; write {what}")
        return
    if not node.entries:
        problems.add(node, field, f"this is empty; write {what}")
    seen: dict[str, Text] = {}
    for key, value in node.entries:
        if not isinstance(key, Text):
            problems.add(key, field, f"{_found(key)} where a name is due; write {what}")
        elif key.value in seen:
            first = seen[key.value]
            problems.add(key, field or key.value, f"'{key.value}' stands here twice, first in line {first.line}; keep one")
        else:
            seen[key.value] = key
            yield key, value


def _found(node: Node) -> str:
    return {Text: "text", Items: "a list", Fields: "a mapping"}.get(type(node), "something else")


def read_text(node: Node, field: str, problems: Problems, empty: bool = False) -> str | None:
    """Read text; `""` in quotes is text where *empty* says so. None: there is a problem."""
    if not isinstance(node, Text):
        problems.add(node, field, f"{_found(node)} where text is due; put text that begins with [ or {{ in quotes")
    elif node.value.strip() or (empty and node.quoted):
        return node.value
    else:
        problems.add(
            node, field, 'there is no text; write it, or "" to delete what was found' if empty else "there is no text; write it, or take the field out"
        )
    return None


def read_texts(node: Node, field: str, problems: Problems, empty: bool = False) -> tuple[str, ...]:
    """Read text or a list of texts."""
    if not isinstance(node, Items):
        text = read_text(node, field, problems, empty)
        return () if text is None else (text,)
    if not node.items:
        problems.add(node, field, "the list is empty; write text into it, or take the field out")
    return tuple([text for item in node.items if (text := read_text(item, field, problems, empty)) is not None])


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """A kind of value: `read(node, field, problems)` gives it (where there are problems, anything), `schema` describes it."""

    read: Callable[[Node, str, Problems], T]
    schema: Schema


# An editor's YAML reads 012, no and 1.5 as numbers and truths; here they are text.
_TEXT_SCHEMA: Final[Schema] = {"$ref": "#/definitions/text"}
_TEXTS_SCHEMA: Final[Schema] = {"$ref": "#/definitions/texts"}
_TERMS_SCHEMA: Final[Schema] = {
    "type": "object", "additionalProperties": False, "minProperties": 1, "properties": dict.fromkeys(SCOPES, _TEXTS_SCHEMA),
}  # fmt: skip
_EXAMPLES_SCHEMA: Final[Schema] = {"$ref": "#/definitions/examples"}

TEXT: Final = Shape(read_text, _TEXT_SCHEMA)
TEXTS: Final = Shape(read_texts, _TEXTS_SCHEMA)
CORRECTIONS: Final = Shape(lambda node, field, problems: read_texts(node, field, problems, empty=True), _TEXTS_SCHEMA)


def named(pattern: re.Pattern[str], example: str) -> Shape[str | None]:
    """Return the shape of a name that *pattern* matches whole; *example* is one."""

    def read(node: Node, field: str, problems: Problems) -> str | None:
        text = read_text(node, field, problems)
        if text is not None and not pattern.fullmatch(text):
            problems.add(node, field, f"'{text}' isn't made of lower-case letters, digits and hyphens; write it like '{example}'")
        return text

    return Shape(read, {"type": "string", "pattern": f"^{pattern.pattern}$"})


def choice(words: Collection[str]) -> Shape[str | None]:
    """Return the shape of a value that is one of *words*."""

    def read(node: Node, field: str, problems: Problems) -> str | None:
        text = read_text(node, field, problems)
        if text is not None and text not in words:
            problems.add(node, field, f"'{text}' is not {one_of(words)}; {did_you_mean(text, words, 'write one of them')}")
        return text

    return Shape(read, {"enum": list(words)})


def _read_truth(node: Node, field: str, problems: Problems) -> bool:
    text = read_text(node, field, problems)
    if text is not None and text not in ("true", "false"):
        problems.add(node, field, f"'{text}' is not true or false; write one of them")
    return text == "true"


TRUTH: Final = Shape(_read_truth, {"type": "boolean"})


def _read_forms(node: Node, field: str, problems: Problems) -> tuple[tuple[str, str], ...]:
    forms = []
    for key, value in entries(node, field, problems, "bad forms with their good ones, {fleas: chips}"):
        bad, good = read_text(key, field, problems), read_text(value, field, problems, empty=True)
        if bad is not None and good is not None:
            forms.append((bad, good))
    return tuple(forms)


FORMS: Final = Shape(_read_forms, {"type": "object", "minProperties": 1, "additionalProperties": _TEXT_SCHEMA})


def _keyed(pattern: re.Pattern[str], what: str, example: str) -> Shape[tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the shape of a mapping from names that *pattern* matches (they are *what*) to texts."""

    def read(node: Node, field: str, problems: Problems) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = []
        for key, value in entries(node, field, problems, example):
            if not pattern.fullmatch(key.value):
                problems.add(key, field, f"'{key.value}' is no {what}; write {example}")
            found.append((key.value, read_texts(value, field, problems)))
        return tuple(found)

    return Shape(read, {"type": "object", "minProperties": 1, "propertyNames": {"pattern": f"^{pattern.pattern}$"}, "additionalProperties": _TEXTS_SCHEMA})


SOURCE: Final = _keyed(_LANGUAGE, "language code", "codes and words, {fr: puce, es: [pulga]}")
OPTIONS: Final = _keyed(_OPTION, "name of an option", "names and values, {allow: [had had]}")


_COUNT: Final = re.compile(r"\d{1,15}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
COUNTS: Final = {"alarms": "alarms", "good-words": "good_words", "catches": "catches", "damaged-words": "damaged_words", "date": "date"}
"""The parts of `measured` as a rule file has them, and as the value has them."""


def _read_measured(node: Node, field: str, problems: Problems) -> Measured | None:
    before = len(problems.found)
    given: dict[str, Any] = {}
    for key, value in entries(node, field, problems, "what 'clean rules bench --write' counted, {alarms: 0, good-words: 2000000, …}"):
        if key.value not in COUNTS:
            problems.add(key, field, f"'{key.value}' is not {one_of(COUNTS)}; {did_you_mean(key.value, COUNTS, 'take it out')}")
            continue
        text = read_text(value, field, problems) or "0"
        pattern, like = (_DATE, "a date like 2026-11-25") if key.value == "date" else (_COUNT, "a number like 12")
        if not pattern.fullmatch(text):
            problems.add(value, field, f"{key.value}: '{text}' is not {like}; let 'clean rules bench --write' write this field")
        given[COUNTS[key.value]] = text if key.value == "date" else int(text) if _COUNT.fullmatch(text) else 0
    if len(problems.found) == before and (missing := [name for name, part in COUNTS.items() if part not in given]):
        problems.add(node, field, f"{one_of(missing)} is missing; let 'clean rules bench --write' write this field")
    return Measured(**given) if len(problems.found) == before else None


MEASURED: Final = Shape(
    _read_measured,
    {
        "type": "object",
        "additionalProperties": False,
        "required": list(COUNTS),
        "properties": {name: {"type": "string", "pattern": f"^{_DATE.pattern}$"} if name == "date" else {"type": "integer", "minimum": 0} for name in COUNTS},
    },
)


def _read_conditions(node: Node, field: str, problems: Problems) -> tuple[Condition, ...]:
    conditions = []
    for key, value in entries(node, field, problems, "where to look and for what, {sentence: [chip, GPU]}"):
        scope = next((s for s in SCOPES if s == key.value), None)
        if scope is None:
            problems.add(key, field, f"'{key.value}' is not {one_of(SCOPES)}; {did_you_mean(key.value, SCOPES, 'write one of them')}")
        terms = read_texts(value, field, problems)
        no_braces(value, field, problems)
        if scope and terms:
            conditions.append(Condition(scope, terms))
    return tuple(conditions)


def _read_alternatives(node: Node, field: str, problems: Problems) -> tuple[tuple[Condition, ...], ...]:
    if not isinstance(node, Items):
        return (_read_conditions(node, field, problems),)
    if not node.items:
        problems.add(node, field, "the list is empty; write alternatives into it, or take the field out")
    return tuple([_read_conditions(item, field, problems) for item in node.items])


UNLESS: Final = Shape(_read_conditions, _TERMS_SCHEMA)
NEED: Final = Shape(_read_alternatives, {"anyOf": [_TERMS_SCHEMA, {"type": "array", "minItems": 1, "items": _TERMS_SCHEMA}]})


def beside(scope: Scope) -> Shape[tuple[Condition, ...]]:
    """Return the shape of texts that are due right *scope* (before, after) a match."""

    def read(node: Node, field: str, problems: Problems) -> tuple[Condition, ...]:
        terms = read_texts(node, field, problems)
        no_braces(node, field, problems)
        return (Condition(scope, terms),) if terms else ()

    return Shape(read, _TEXTS_SCHEMA)


def no_braces(node: Node, field: str, problems: Problems, slots: re.Pattern[str] = SLOT) -> None:
    """Note each text of *node* that holds a brace once *slots* are taken out: braces are kept for slots.

    In a condition a slot is the whole text (``{company}``), in a phrase it stands among words.
    """
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Text) and (left := slots.sub("", item.value)) and ("{" in left or "}" in left):
            problems.add(item, field, "braces are kept for slots such as {number} or {company}; take them out, or write a rule of kind pattern")


def slots_given(find: Node, put: Node, field: str, problems: Problems) -> None:
    """Note each slot of *put* that isn't in every text of *find*: there is nothing to put there."""
    bad, good = ([item for item in (node.items if isinstance(node, Items) else (node,)) if isinstance(item, Text)] for node in (find, put))
    for item in good:
        for slot in SLOTS.findall(item.value):
            if any(slot not in text.value for text in bad):
                problems.add(item, field, f"{slot} isn't in what is found, so there is nothing to put there; write it in find, or take it out")


def examples(knowns: tuple[str, ...]) -> Shape[tuple[Example, ...]]:
    """Return the shape of a list of sentences; *knowns* are the ways to fail that one of them may be known for.

    A sentence that can only be missed or corrected wrongly has marks, one that can only be noise has none.
    """

    def read(node: Node, field: str, problems: Problems) -> tuple[Example, ...]:
        if isinstance(node, Text) and node.value:
            problems.add(node, field, f'text where a list is due; write {field}: ["…"]')
            return ()
        if not isinstance(node, Items) or not node.items:
            problems.add(node, field, f'there are no sentences here; write {field}: ["…"]')
            return ()
        return tuple([example for item in node.items if (example := _read_example(item, field, problems, knowns)) is not None])

    return Shape(read, _EXAMPLES_SCHEMA)


def _read_example(item: Node, field: str, problems: Problems, knowns: tuple[str, ...]) -> Example | None:
    known, sentence = "", item
    if isinstance(item, Fields):
        parts: dict[str, Node] = {"text": item, "known": item}
        for key, value in entries(item, field, problems, '{text: "…", known: missing}'):
            if key.value in parts:
                parts[key.value] = value
            else:
                problems.add(key, field, f"'{key.value}' is not text or known; {did_you_mean(key.value, tuple(parts), 'take it out')}")
        sentence = parts["text"]
        if sentence is item:
            problems.add(item, field, "the text is missing; put a sentence that begins with { in quotes, or add text:")
            return None
        known = choice(knowns).read(parts["known"], field, problems) or "" if parts["known"] is not item else ""
    written = read_text(sentence, field, problems)
    if written is None:
        return None
    try:
        text, marked = read_marks(written)
    except ValueError as error:
        problems.add(sentence, field, str(error))
        return None
    if marked and "noisy" in knowns:
        problems.add(sentence, field, "a sentence that is fine has no marks; take them out, or move it to fires")
    elif not marked and "noisy" not in knowns:
        problems.add(sentence, field, "nothing is marked in this sentence; write [[bad -> good]] round what must be found, or move it to ok")
    return Example(text, marked, item.line, item.column, known)
