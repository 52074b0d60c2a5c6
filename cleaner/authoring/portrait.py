"""A rule explained to a person: fact by fact, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cleaner.authoring.catalogue import broken_rule, uncompiled
from cleaner.authoring.misses import sought
from cleaner.authoring.shelf import Shelf
from cleaner.authoring.told import SHORT, asked, listed
from cleaner.evidence.judge import sure
from cleaner.evidence.weights import PRIOR, SAFE
from cleaner.model.languages import language_name
from cleaner.model.rule import Example, Rule
from cleaner.rulebook.examples import write_marks

ALL: Final = 1_000_000

LEVELS: Final = {"note": "note: a remark", "warning": "warning: it counts for the exit code", "error": "error: the heaviest"}
APPLICABILITIES: Final = {
    "safe": "safe: made unasked by --fix, where the finding is sure ({safe:.2f} or more) and doesn't stand in a quotation",
    "unsafe": "unsafe: shown, and made only when a person agrees (--unsafe-fixes)",
    "display": "display: only shown, as a note",
}


@dataclass(frozen=True, slots=True)
class Portrait:
    """What there is to say of a rule: `facts` are a label each with lines of what it says."""

    rule: Rule
    own: bool
    facts: tuple[tuple[str, tuple[str, ...]], ...]


def portray(shelf: Shelf, rule: Rule, everything: bool = False) -> Portrait:
    """Return all that is to be said of *rule* of *shelf*; with *everything* lists are told in full. CleanerError where it is broken."""
    if rule.id not in {id for id, _ in shelf.ruleset.ids()}:
        raise broken_rule(rule.id, uncompiled(shelf.ruleset, rule))
    most = ALL if everything else SHORT
    plain = shelf.plain(rule)
    facts: list[tuple[str, Sequence[str]]] = [
        ("source", [_cause(rule, most)] if rule.source else []),
        ("kind", [rule.kind]),
        ("finds", _finds(rule, plain, most)),
        ("puts", [_puts(rule, most)] if rule.put or rule.forms else []),
        ("only where", _needs(rule, most)),
        ("never where", [asked(condition, most) for condition in rule.unless]),
        ("options", [f"{name}: {listed(values, most)}" for name, values in rule.options.items()]),
        ("category", [rule.category]),
        ("level", [LEVELS[rule.level]]),
        ("fix", [APPLICABILITIES[rule.applicability].format(safe=SAFE)]),
        ("confidence", [f"{rule.confidence}: {sure(PRIOR[rule.confidence]):.2f} before the text around is looked at"]),
        ("preview", ["on trial: it is shown, never fixes unasked and never counts"] if rule.preview else []),
        ("measured", [measured(rule)]),
        ("origin", list(rule.origin[:most])),
        ("formerly", list(rule.formerly)),
    ]
    return Portrait(rule, shelf.is_own(rule.id), tuple((label, tuple(says)) for label, says in facts if says))


def _cause(rule: Rule, most: int) -> str:
    """Say which words of which languages were misread."""
    words = [f"{language_name(code)} {' or '.join(words)}" for code, words in rule.source]
    return listed(words, most)


def _finds(rule: Rule, plain: Sequence[Rule], most: int) -> list[str]:
    """Say what is found: the forms of a phrase, a pattern and its literals, the spellings of a name."""
    words = list(sought(plain))
    if rule.kind == "pattern":
        quoted = listed([f"'{word}'" for word in words], most)
        return [*rule.find, *([f"wherever {quoted} stands"] if words else [])]
    if rule.kind == "name":
        known = {*rule.put, *rule.aliases}
        wrong = [word for word in words if word not in known]
        return [listed(wrong, most)] if wrong else []
    if rule.kind in ("phrase", "acronym") and plain and plain[0].kind == "pattern":
        return [listed(rule.find, most)]
    letters = {"any": "in any capitals", "exact": "with these capitals"}.get(rule.case, "")
    if rule.kind == "phrase" and not letters:
        letters = "with these capitals" if any(find != find.lower() for find in rule.find) else "in any capitals"
    return [listed(words, most) + (f" ({letters})" if letters and rule.kind == "phrase" else "")] if words else []


def _puts(rule: Rule, most: int) -> str:
    """Say what is put instead."""
    puts = list(dict.fromkeys([*rule.put, *(good for _, good in rule.forms)]))
    if puts == [""]:
        return "nothing: it is deleted"
    forms = " (in the same form)" if rule.kind == "phrase" and rule.inflect != "none" else ""
    return " | ".join(put or "(nothing)" for put in puts[:most]) + (f" … ({len(puts) - most} more)" if len(puts) > most else "") + forms


def _needs(rule: Rule, most: int) -> list[str]:
    """Say what must stand where: each alternative in a line."""
    return [("or " if number else "") + ", and ".join(asked(condition, most) for condition in alternative) for number, alternative in enumerate(rule.need)]


def measured(rule: Rule) -> str:
    """Say what the bench counted of *rule*."""
    counts = rule.measured
    if counts is None:
        return "not benched yet"
    alarms = "alarm" if counts.alarms == 1 else "alarms"
    catches = "catch" if counts.catches == 1 else "catches"
    return (
        f"{counts.alarms} {alarms} in {counts.good_words:,} words of good English ({counts.noise:.2f} per 10,000), "
        f"{counts.catches} {catches} in {counts.damaged_words:,} words of damaged text, on {counts.date}"
    )


def encoded(portrait: Portrait) -> dict[str, Any]:
    """Return *portrait* for a program: the rule's fields as they are written, and the facts in words."""
    rule = portrait.rule
    counts = rule.measured
    return {
        "id": rule.id, "own": portrait.own, "path": rule.path, "line": rule.line, "kind": rule.kind, "find": list(rule.find), "put": list(rule.put),
        "forms": dict(rule.forms), "source": {code: list(words) for code, words in rule.source}, "why": rule.why,
        "need": [[{"scope": c.scope, "terms": list(c.terms)} for c in alternative] for alternative in rule.need],
        "unless": [{"scope": c.scope, "terms": list(c.terms)} for c in rule.unless],
        "options": {name: list(values) for name, values in rule.options.items()},
        "category": rule.category, "level": rule.level, "applicability": rule.applicability, "confidence": rule.confidence, "preview": rule.preview,
        "measured": None if counts is None else {
            "alarms": counts.alarms, "good_words": counts.good_words, "catches": counts.catches, "damaged_words": counts.damaged_words,
            "noise_per_10000": round(counts.noise, 3), "date": counts.date,
        },
        "origin": list(rule.origin), "formerly": list(rule.formerly),
        "fires": [_example(example) for example in rule.fires], "ok": [_example(example) for example in rule.ok],
        "in_words": {label: list(says) for label, says in portrait.facts},
    }  # fmt: skip


def _example(example: Example) -> dict[str, Any]:
    return {"text": write_marks(example.text, example.marked)} | ({"known": example.known} if example.known else {})
