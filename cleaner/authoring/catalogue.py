"""All rules that an author can ask about: by name, and in lists, the broken ones with what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from cleaner.authoring.shelf import Shelf
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import CleanerError
from cleaner.model.rule import Problem, Rule
from cleaner.rulebook.shapes import did_you_mean
from cleaner.suppress.names import chosen

Status = Literal["live", "preview", "off", "broken"]
STATUSES: Final = ("live", "preview", "off", "broken")
"""What becomes of a rule: it runs, it is on trial, the settings switch it off, it is set aside for its mistakes."""

MOST: Final = 5
"""So many rules are named where a short name means several."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in a list. `rule` is missing where it is too broken to be read; `problems` say what is wrong with it."""

    id: str
    status: Status
    own: bool
    rule: Rule | None = None
    problems: tuple[str, ...] = ()

    @property
    def pack(self) -> str:
        """What stands before its name."""
        return self.id.rpartition("/")[0]

    @property
    def name(self) -> str:
        """What stands behind its pack."""
        return self.id.rpartition("/")[2]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of its source languages, without regions."""
        return tuple(dict.fromkeys(code.partition("-")[0] for code, _ in self.rule.source)) if self.rule else ()


def entries(shelf: Shelf, is_on: Callable[[str, str], bool] = lambda id, category: True) -> list[Entry]:
    """Return all rules of *shelf*, by id; *is_on* says of an id and a category whether the settings leave it on."""
    ruleset = shelf.ruleset
    compiled = {id for id, _ in ruleset.ids()}
    unread = _unread(shelf)
    made = [_entry(shelf, rule, compiled, ruleset, is_on) for rule in shelf.rules.values()]
    made = [replace(entry, problems=(*entry.problems, *unread[entry.id][1])) if entry.id in unread else entry for entry in made]  # of a twin
    made += [Entry(id, "broken", own, None, told) for id, (own, told) in unread.items() if id not in shelf.rules]
    return sorted(made, key=lambda entry: entry.id)


def _entry(shelf: Shelf, rule: Rule, compiled: set[str], ruleset: Ruleset, is_on: Callable[[str, str], bool]) -> Entry:
    own = shelf.is_own(rule.id)
    if rule.id not in compiled:
        return Entry(rule.id, "broken", own, rule, uncompiled(ruleset, rule))
    status: Status = "off" if not is_on(rule.id, rule.category) else "preview" if rule.preview else "live"
    return Entry(rule.id, status, own, rule)


def _unread(shelf: Shelf) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Return the ids of rules that can't be read, each with whether it is an own one and what is wrong."""
    found: dict[str, tuple[bool, tuple[str, ...]]] = {}
    books: tuple[tuple[bool, Sequence[Problem]], ...] = ((False, shelf.shipped.problems if shelf.with_shipped else ()), (True, shelf.own.problems))
    for own, problems in books:
        for problem in problems:
            if problem.rule:
                found[problem.rule] = own, (*found.get(problem.rule, (own, ()))[1], str(problem))
    return found


def loose(shelf: Shelf) -> tuple[str, ...]:
    """Return the problems of own files that belong to no rule: a file that can't be read, a topic."""
    return tuple([str(problem) for problem in shelf.problems if not problem.rule])


def uncompiled(ruleset: Ruleset, rule: Rule) -> tuple[str, ...]:
    """Return why *rule*, which was read, isn't in *ruleset*: the messages that name one of its places."""
    places = {f"{rule.path}:{line}:{column}: " for line, column in [*rule.places.values(), (rule.line, 1)]}
    return tuple([note.message for note in ruleset.notifications if note.message.startswith(tuple(places))])


def find(shelf: Shelf, name: str) -> Rule:
    """Return the rule called *name*: its id, the end of it, or an id that it had; CleanerError where there is none, several, or a broken one."""
    rules = shelf.rules
    broken = _unread(shelf)
    every = [*rules, *(id for id in broken if id not in rules)]
    ids = [name] if name in every else [id for id in every if id.endswith(f"/{name}")]
    ids = ids or [rule.id for rule in rules.values() if name in rule.formerly]
    if not ids:
        known = [*every, *(id.rpartition("/")[2] for id in every)]
        raise CleanerError(f"{name}: there is no such rule; {did_you_mean(name, known, 'clean rules list names them all')}")
    if len(ids) > 1:
        more = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
        raise CleanerError(f"{name}: {len(ids)} rules are called so: {', '.join(ids[:MOST])}{more}; write which")
    if ids[0] not in rules:
        raise broken_rule(ids[0], broken[ids[0]][1])
    return rules[ids[0]]


def broken_rule(id: str, problems: Iterable[str]) -> CleanerError:
    """Make the error that says that the rule *id* never fires, and for what mistakes."""
    return CleanerError("\n".join([f"{id}: silent everywhere, for the rule is broken and set aside; mend what is told here", *problems]))


def filtered(
    every: Iterable[Entry], select: tuple[str, ...] = (), language: str = "", category: str = "", status: str = "", kind: str = "", own: bool | None = None
) -> list[Entry]:
    """Return those of *every* that all of the filters mean; one that is empty means all. A category may be a branch (``accuracy``) or a glob."""
    wanted, of_category = chosen(select), chosen((category,)) if category else None
    return [
        entry
        for entry in every
        if (not select or wanted(entry.id, entry.rule.category if entry.rule else ""))
        and (not language or language in entry.languages)
        and (of_category is None or (entry.rule is not None and of_category("", entry.rule.category)))
        and (not status or entry.status == status)
        and (not kind or (entry.rule is not None and entry.rule.kind == kind))
        and (own is None or entry.own == own)
    ]


def counts(every: Iterable[Entry], by: str) -> list[tuple[str, Counter[str]]]:
    """Count *every* by ``pack``, ``language``, ``category`` or ``status``, and there by status; a rule of several languages counts for each."""
    made: dict[str, Counter[str]] = {}
    for entry in every:
        for key in _keys(entry, by):
            made.setdefault(key, Counter())[entry.status] += 1
    return sorted(made.items())


def _keys(entry: Entry, by: str) -> tuple[str, ...]:
    if by == "language":
        return entry.languages or ("",)
    if by == "category":
        return (entry.rule.category if entry.rule else "",)
    return (entry.pack if by == "pack" else entry.status,)
