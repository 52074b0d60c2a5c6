"""Rules out of a termbase: each forbidden term → a rule that puts the preferred one, with example sentences, proved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from cleaner.authoring import _english as english
from cleaner.authoring.derive import name_of
from cleaner.authoring.examples import judge, with_pack
from cleaner.authoring.phrasing import Phrase
from cleaner.authoring.termbase import Concept, Termbase
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.model.languages import language_name
from cleaner.model.rule import Condition, Example, Marked, Rule
from cleaner.rulebook.write import add_rules, replace_rule, write_rule

FRAMES: Final = {
    "noun": "Ask the office about the {} before you sign.",
    "verb": "This is what they have to {} before Friday.",
    "none": "The report describes this as {} in its second part.",
    "name": "The report mentions {} on its second page.",
}
"""Sentences that a term of each part of speech fits into."""

CATEGORY: Final = "terminology/wrong-term"


@dataclass(frozen=True, slots=True)
class Imported:
    """The rules of a termbase, what is wrong or noteworthy in it (each with its line; True: it must be mended), and how many concepts forbid nothing."""

    rules: tuple[Rule, ...] = ()
    told: tuple[tuple[int, str, bool], ...] = ()
    without: int = 0


def import_rules(base: Termbase, file: str, pack: str) -> Imported:
    """Return the rules of pack *pack* for the forbidden terms of *base*, which was read from *file*."""
    told: list[tuple[int, str, bool]] = [(line, what, True) for line, what in base.problems]
    right = Counter(term for concept in base.concepts for term in dict.fromkeys((*concept.preferred, *concept.admitted)))
    made: dict[str, Rule] = {}
    lines: dict[str, int] = {}
    for concept in base.concepts:
        good = (*concept.preferred, *concept.admitted)
        for term in concept.forbidden:
            wrong = _flaw(term, good)
            if wrong:
                told.append((concept.line, wrong, True))
                continue
            rule = _rule(term, concept, file, pack)
            if right[term] - (term in good):
                told.append((concept.line, f"'{term}' is forbidden here and right elsewhere in the file; its rule is unsure (confidence: check)", False))
                rule = replace(rule, confidence="check")
            same = next((other for other in made.values() if other.find == rule.find), None)
            if same:
                told.append((concept.line, f"'{term}' is forbidden in line {lines[same.id]} as well; both corrections are offered (confidence: check)", False))
                made[same.id] = replace(same, put=tuple(dict.fromkeys((*same.put, *rule.put))), confidence="check")
                continue
            id = _free(rule.id, made)
            made[id], lines[id] = replace(rule, id=id), concept.line
    rules = _proved(list(made.values()), lines, told)
    without = sum(not concept.forbidden for concept in base.concepts)
    return Imported(tuple(rules), tuple(sorted(told)), without)


def _flaw(term: str, good: Sequence[str]) -> str:
    """Say what is wrong with *term* as a forbidden one whose right ones are *good*; empty: nothing."""
    if term in good:
        return f"'{term}' is forbidden and right at once; take it out of one of the columns"
    if not any(map(str.isalnum, term)):
        return f"'{term}' has no letter or digit to look for; take it out"
    bad = next((text for text in (term, *good) if re.search(r"[{}]|\[\[|\]\]| -> ", text) or not text.isprintable()), "")
    return f"'{bad}' holds signs that rules keep for themselves ({{ }} [[ ]]); write the rule by hand" if bad else ""


def _free(id: str, taken: Mapping[str, Rule]) -> str:
    number = 1
    free = id
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    return free


def _rule(term: str, concept: Concept, file: str, pack: str) -> Rule:
    """Return the rule for a forbidden *term*."""
    find, puts = _bare(term), tuple(map(_bare, dict.fromkeys((*concept.preferred, *concept.admitted))))
    part = concept.part or _part(term, puts)
    kind = "acronym" if find.isupper() and find.isalpha() and len(find) > 1 else "phrase"
    case: Literal["exact", "smart"] = "exact" if any(find.lower() == put.lower() for put in puts) else "smart"
    inflect: Literal["noun", "verb", "none"] = "noun" if part == "noun" or kind == "acronym" else "verb" if part == "verb" else "none"
    frame = FRAMES["name" if kind == "acronym" else part]
    start = frame.index("{}")
    text = frame.format(find)
    new = puts[0] if puts else None
    ok = tuple(Example(frame.format(put)) for put in puts) or (Example(frame.format("rest" if part != "verb" else "keep")),)
    forms = tuple(_irregular(find, puts, inflect))
    marked = (Marked(start, start + len(find), new),)
    return Rule(
        f"{pack}/{name_of(Phrase(find, ''))}", kind=kind, find=(find,), put=puts, forms=forms, inflect=inflect, case=case, unless=_unless(find, puts),
        category=CATEGORY, source=concept.source, why=concept.note or _why(find, puts, concept), fires=(Example(text, marked),),
        ok=ok, origin=(file, concept.id), preview=True,
    )  # fmt: skip


def _bare(term: str) -> str:
    """Return *term* without the particle that dictionaries put before verbs."""
    return term[3:] if term.startswith("to ") and len(term) > 3 else term


def _part(term: str, puts: Sequence[str]) -> str:
    """Guess the part of speech of *term*: a noun, unless it says otherwise."""
    if term.startswith("to "):
        return "verb"
    words = (term.split(" ")[-1], *(put.split(" ")[-1] for put in puts))
    return "none" if any(english.is_adjective(word) or english.is_small(word) for word in words) else "noun"


def _irregular(find: str, puts: Sequence[str], inflect: str) -> Iterator[tuple[str, str]]:
    from cleaner.authoring.phrasing import inflecting

    if puts:
        yield from inflecting(find, puts[0], inflect).forms


def _why(find: str, puts: Sequence[str], concept: Concept) -> str:
    """Return the sentence for the editor."""
    source = next(((language_name(code), words[0]) for code, words in concept.source if words), None)
    of = f" for {source[0]} '{source[1]}'" if source else ""
    return f"the glossary says '{puts[0]}'{of}, not '{find}'" if puts else f"the glossary forbids '{find}'{of}"


def _unless(find: str, puts: Sequence[str]) -> tuple[Condition, ...]:
    """Return conditions that leave a forbidden term alone where it is a part of a right one."""
    before, after = [], []
    bad = find.lower().split(" ")
    for put in puts:
        good = put.lower().split(" ")
        for at in range(len(good) - len(bad) + 1):
            if good[at : at + len(bad)] == bad and len(good) > len(bad):
                before += [" ".join(good[:at])] if at else []
                after += [" ".join(good[at + len(bad) :])] if not at else []
    gates = (("before", before), ("after", after))
    return tuple(Condition(scope, tuple(dict.fromkeys(words))) for scope, words in gates if words)  # type: ignore[arg-type]


def _proved(rules: list[Rule], lines: Mapping[str, int], told: list[tuple[int, str, bool]]) -> list[Rule]:
    """Return those of *rules* that pass their own examples, all compiled together, and tell of the others."""
    failed = True
    while rules and failed:
        ruleset = Ruleset(memoryview(compile_rules(rules, (), (), "", frozenset(rule.id for rule in rules))))
        run = with_pack(ruleset, rules[0])
        failed = False
        kept = []
        for rule in rules:
            verdicts = judge(rule, run)
            if verdicts:
                failed = True
                told.append(
                    (lines[rule.id], f"'{rule.find[0]}' gives no rule that does what it says ({verdicts[0].kind}: {verdicts[0].got}); write it by hand", True)
                )
            else:
                kept.append(rule)
        rules = kept
    return rules


@dataclass(frozen=True, slots=True)
class Update:
    """The text of a pack with imported rules in it: ids added, changed, left as they were; taken by rules of another origin; no longer in the termbase."""

    text: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def update(text: str, there: Sequence[Rule], rules: Sequence[Rule], file: str, schema: str) -> Update:
    """Put *rules*, imported from *file*, into the *text* of their pack, which has the rules *there*: what is there from the same file is brought up to date."""
    by_id = {rule.id: rule for rule in there}
    added, changed, same, taken = [], [], [], []
    for rule in rules:
        old = by_id.get(rule.id)
        if old is None:
            added.append(rule)
        elif old.origin[:1] != (file,):
            taken.append(rule)
        elif write_rule(replace(old, measured=None, preview=True)) == write_rule(rule):
            same.append(rule)
        else:
            changed.append(rule)
    for rule in sorted(changed, key=lambda rule: -by_id[rule.id].line):
        text = replace_rule(text, by_id[rule.id].line, write_rule(rule))
    if added:
        text = add_rules(text, [write_rule(rule) for rule in added], schema)
    known = {rule.id for rule in rules}
    gone = [rule for rule in there if rule.origin[:1] == (file,) and rule.id not in known]
    ids = [tuple(rule.id for rule in found) for found in (added, changed, same, taken, gone)]
    return Update(text, *ids)
