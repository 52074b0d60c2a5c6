"""A file's tree → its rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from cleaner.model.rule import Rule
from cleaner.rulebook.fields import FIELDS, KINDS, SYNONYMS, Kind
from cleaner.rulebook.nodes import Fields, Items, Node, Text
from cleaner.rulebook.shapes import NO_SLOTS, SLOTS, Problems, did_you_mean, entries, no_braces, one_of, slots_given


class Entry(NamedTuple):
    """A rule of a file: `rule` is None where it has problems; `id` is empty where its name is unknown.

    `topics` are the topics it names, each with the field that it stands in.
    """

    id: str
    name: Node
    rule: Rule | None
    topics: tuple[tuple[str, Text], ...]
    problems: Problems


def read_rules(root: Node | None, pack: str, kinds: Collection[str], problems: Problems) -> Iterator[Entry]:
    """Yield the rules of the file with tree *root*, whose ids begin with *pack*; *kinds* are those there are."""
    if root is None or (isinstance(root, Text) and not root.value and not root.quoted):
        return
    if not isinstance(root, Items):
        problems.add(root, "", "a rule file is a list; begin each rule with '- name: …'")
        return
    for item in root.items:
        yield _read_rule(item, pack, kinds, problems)


def _read_rule(item: Node, pack: str, kinds: Collection[str], problems: Problems) -> Entry:
    before = len(problems.found)
    values: dict[str, Any] = {}
    nodes: dict[str, Node] = {}
    for key, node in entries(item, "", problems, "the fields of a rule, '- name: …'"):
        field = FIELDS.get(key.value)
        if field is None:
            problems.add(key, key.value, f"there is no such field; {_meant(key.value)}")
            continue
        nodes[key.value] = node
        values[key.value] = field.shape.read(node, key.value, problems)
    if isinstance(item, Fields) and item.entries:
        _check(item, values, nodes, kinds, problems)
    sound = len(problems.found) == before
    id = f"{pack}/{values['name']}" if values.get("name") else ""
    problems.blame(id, before)
    return Entry(id, nodes.get("name", item), _make(id, item, values, nodes, problems.path) if sound else None, _topics(nodes), problems)


def _meant(name: str) -> str:
    if name.lower() in SYNONYMS:
        return f"did you mean '{SYNONYMS[name.lower()]}'?"
    return did_you_mean(name, tuple(FIELDS), "take it out")


def _check(item: Fields, values: dict[str, Any], nodes: dict[str, Node], kinds: Collection[str], problems: Problems) -> None:
    """Note what is wrong with the fields of a rule taken together."""
    if "name" not in nodes:
        problems.add(item, "name", "it is missing; name the damage, 'name: flea-chip'")
    word = values.get("kind", "phrase")
    if word is not None and word not in kinds:
        problems.add(nodes["kind"], "kind", f"'{word}' is not {one_of(kinds)}; {did_you_mean(word, kinds, 'write one of them')}")
        return
    kind = KINDS.get(word, Kind())
    if kind.find and "find" not in nodes:
        problems.add(item, "find", f"it is missing; a rule of kind {word} says what to find")
    if kind.find is False and "find" in nodes:
        problems.add(nodes["find"], "find", f"a rule of kind {word} knows what to find; take it out")
    if not kind.category and "category" not in nodes:
        problems.add(item, "category", f"it is missing; a rule of kind {word} has to name one")
    if values.get("applicability") == "safe" and kind.find and not nodes.keys() & {"put", "forms"}:
        problems.add(nodes["applicability"], "applicability", "there is no correction that could be safe; add put, or write display")
    if word in ("phrase", "acronym"):
        slots = SLOTS if word == "phrase" else NO_SLOTS
        for field in nodes.keys() & {"find", "put"}:
            no_braces(nodes[field], field, problems, slots)
        for pair in nodes["forms"].entries if isinstance(nodes.get("forms"), Fields) else ():  # type: ignore[union-attr]
            for node in pair:
                no_braces(node, "forms", problems, slots)
            slots_given(pair[0], pair[1], "forms", problems)
        if "put" in nodes and "find" in nodes:
            slots_given(nodes["find"], nodes["put"], "put", problems)


def _topics(nodes: dict[str, Node]) -> tuple[tuple[str, Text], ...]:
    """Return the topics that `need` and `unless` name, each with its field."""
    found = []
    for field in nodes.keys() & {"need", "unless"}:
        top = nodes[field]
        for mapping in top.items if isinstance(top, Items) else (top,):
            for key, value in mapping.entries if isinstance(mapping, Fields) else ():
                if isinstance(key, Text) and key.value == "topic":
                    found += [(field, text) for text in (value.items if isinstance(value, Items) else (value,)) if isinstance(text, Text)]
    return tuple(found)


def _make(id: str, item: Node, values: dict[str, Any], nodes: dict[str, Node], path: str) -> Rule:
    """Make the rule of sound *values*: before and after go into each alternative of need."""
    kind = values.get("kind", "phrase")
    given = {field: value for field, value in values.items() if field not in ("name", "kind", "before", "after", "need", "options", "category")}
    beside = values.get("before", ()) + values.get("after", ())
    need = tuple([alternative + beside for alternative in values.get("need", ((),))])
    return Rule(
        id=id,
        kind=kind,
        path=path,
        line=item.line,
        need=need if need != ((),) else (),
        category=values.get("category") or KINDS[kind].category,
        options=dict(values.get("options", ())),
        places={field: (node.line, node.column) for field, node in nodes.items()},
        **given,
    )
