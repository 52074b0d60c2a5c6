"""Rules to the bytes of a compiled rule set."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cleaner import matchers
from cleaner.engine.automaton import build, engine_name
from cleaner.engine.ruleset import NAMED, environment, pack
from cleaner.engine.shared import find_shared, without
from cleaner.engine.slots import gather, resolve
from cleaner.errors import RuleError
from cleaner.model.rule import Condition, Problem, Rule, Topic, WordList
from cleaner.plugin import Prepared
from cleaner.text.terms import compile_terms
from cleaner.text.topics import compile_topic
from cleaner.version import __version__


def compile_rules(
    rules: Sequence[Rule], topics: Sequence[Topic], problems: Iterable[Problem], digest: str, own: frozenset[str], lists: Sequence[WordList] = (),
    shadows: Iterable[str] = (), prepare: Callable[[Rule], Prepared] | None = None,
) -> bytes:  # fmt: skip
    """Compile *rules*, *topics* and *lists*; a rule that can't be is set aside and told of with *problems*.

    *digest* names what the rules were made of, *own* the rules that are the user's (their previews run unasked), *shadows* those of them that
    took the place of one that ships. *prepare* makes a rule ready for its matcher; the matcher itself, unless given.
    """
    told = [str(problem) for problem in problems]
    kept: list[tuple[Rule, Prepared]] = []
    words = gather(lists, rules)
    for rule in rules:
        try:
            kept += [(plain, prepare(plain) if prepare else matchers.load(plain.kind).prepare(plain)) for plain in resolve(rule, words)]
        except RuleError as error:
            line, column = rule.places.get(error.field, (rule.line, 1))
            told.append(str(Problem(rule.path, line, column, f"{error.field or rule.id}: {error}")))
    owners: dict[str, list[int]] = {}
    for number, (_, prepared) in enumerate(kept):
        for literal in dict.fromkeys(prepared.atoms):
            owners.setdefault(literal, []).append(number)
    fields = [_fields(rule, prepared) for rule, prepared in kept]
    shared = find_shared(parts[1:] for parts in fields)  # the plain facts are written whole
    blobs = [marshal.dumps(_written(values, shared)) for values in fields]
    values_shared = [marshal.dumps(value) for value in shared]
    engine = engine_name()
    header = {
        "environment": environment(__version__, engine),
        "engine": engine,
        "hash": digest,
        "count": len(kept),
        "always": tuple(number for number, (_, prepared) in enumerate(kept) if not prepared.atoms),
        "spaced": any(" " in literal.strip() for literal in owners),
        "off": tuple(number for number, (rule, _) in enumerate(kept) if rule.preview and rule.id not in own),
        "beyond": next((number for number, (rule, _) in enumerate(kept) if rule.kind == "retranslate"), -1),
        "houses": tuple(number for number, (rule, _) in enumerate(kept) if rule.kind in ("consistency", "name")),
        "renamed": {old: rule.id for rule, _ in kept for old in rule.formerly},
        "problems": tuple(told),
        "shadows": tuple(shadows),
    }
    sections = (
        ("automaton", build([literal.encode("latin-1") for literal in owners])),
        ("starts", _offsets(len(numbers) for numbers in owners.values())),
        ("owners", array("I", [number for numbers in owners.values() for number in numbers]).tobytes()),
        ("only", array("i", [numbers[0] if len(numbers) == 1 else -1 for numbers in owners.values()]).tobytes()),
        ("places", _offsets(map(len, blobs))),
        ("rules", b"".join(blobs)),
        ("shared-places", _offsets(map(len, values_shared))),
        ("shared", b"".join(values_shared)),
        ("ids", marshal.dumps([(rule.id, rule.category) for rule, _ in kept])),
        ("topics", marshal.dumps([tuple(compile_topic(topic)) for topic in topics])),
    )
    return pack(header, sections)


def _fields(rule: Rule, prepared: Prepared) -> tuple[Any, ...]:
    """Return what is written of a rule: its plain facts, its conditions, and its matcher's data, of types that marshal can write."""
    need = tuple(tuple(_gate(condition) for condition in alternative) for alternative in rule.need)
    unless = tuple(_gate(condition) for condition in rule.unless)
    is_sense = rule.kind == "phrase" and rule.category.startswith(("accuracy/", "terminology/"))
    gloss = ", ".join(dict.fromkeys((*rule.put, *rule.find))) if is_sense else ""
    waits = any(scope == "language" for gates in (*need, unless) for scope, _ in gates)
    facts = (rule.id, rule.kind, rule.category, rule.level, rule.applicability, rule.confidence, rule.source, gloss, rule.why, rule.preview, waits)
    return facts, (need, unless) if need or unless else None, prepared.data


def _written(fields: tuple[Any, ...], shared: dict[Any, int]) -> tuple[Any, ...]:
    """Return *fields* as they are written: conditions by themselves, since few rules that are looked at need them; shared values by number."""
    facts, gates, data = fields
    return *facts, marshal.dumps(without(gates, shared)) if gates else b"", *without(data, shared)


def _gate(condition: Condition) -> tuple[str, Any]:
    return condition.scope, condition.terms if condition.scope in NAMED else tuple(compile_terms(condition.terms))


def _offsets(lengths: Iterable[int]) -> bytes:
    sums = array("I", [0])
    for length in lengths:
        sums.append(sums[-1] + length)
    return sums.tobytes()
