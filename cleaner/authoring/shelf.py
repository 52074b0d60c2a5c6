"""The rules an author works with: read for what is written in them, compiled for what they do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.engine.slots import Lists, gather, resolve
from cleaner.model.rule import Problem, Rule, Rulebook
from cleaner.rulebook import load

_PLACED: Final = re.compile(r"(.*?):(\d+):(\d+): (.*)", re.DOTALL)


class Shelf:
    """Own rules in *folders* (paths of folders or files) beside those that ship (unless *shipped* is False), each read when first asked for."""

    def __init__(self, folders: Sequence[str] = (), shipped: bool = True) -> None:
        """Read nothing yet."""
        self.folders, self.with_shipped = tuple(folders), shipped
        self._own: Rulebook | None = None

    @cached_property
    def shipped(self) -> Rulebook:
        """The rules that ship, as they are written, whether they are to run or not."""
        return load([library.shipped_folder()])

    @property
    def own(self) -> Rulebook:
        """The own rules, as they are written. They may name topics that ship."""
        if not self.folders:
            return Rulebook()
        if self._own is None:  # a rule set that is here tells the topics too, and the rules that ship needn't be read for them
            ready: Ruleset | None = self.__dict__.get("ruleset")
            self._own = load(self.folders, list(ready.topics()) if ready else [topic.name for topic in self.shipped.topics])
        return self._own

    @cached_property
    def ruleset(self) -> Ruleset:
        """All of them, compiled."""
        return library.load(self.folders, self.with_shipped, self._read)

    def _read(self, folders: list[str], known_topics: list[str]) -> Rulebook:
        """Read *folders* for the engine, and keep what was read."""
        if folders == [library.shipped_folder()]:
            return self.shipped
        if self._own is None:
            self._own = load(folders, known_topics)
        return self._own

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All rules by id; an own rule takes the place of the one that ships under its id."""
        rules = {rule.id: rule for rule in self.shipped.rules} if self.with_shipped else {}
        return {**rules, **{rule.id: rule for rule in self.own.rules}}

    @cached_property
    def lists(self) -> Lists:
        """The words of each list that rules can name in braces."""
        return gather((*self.shipped.lists, *self.own.lists), list(self.rules.values()))

    def plain(self, rule: Rule) -> list[Rule]:
        """Return *rule* with its lists written out, as it is compiled: mostly one, of a phrase with slots several; RuleError where it can't be."""
        return resolve(rule, self.lists)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the own files."""
        return self.own.problems

    def tried(self, with_shipped: bool) -> list[Rule]:
        """Return the own rules that are in force and, *with_shipped*, those that ship, each as it is written, in the order of the files."""
        compiled = {id for id, _ in self.ruleset.ids()}
        shipped = [rule for rule in self.shipped.rules if rule.id not in self.ruleset.shadows] if with_shipped else []
        return [rule for rule in (*self.own.rules, *shipped) if rule.id in compiled]

    @property
    def broken(self) -> list[Problem]:
        """All that is set aside, in the own files and in those that ship: what is written amiss and what can't be compiled."""
        told = (notification.message for notification in self.ruleset.notifications)
        return [Problem(found[1], int(found[2]), int(found[3]), found[4]) for message in told if (found := _PLACED.fullmatch(message))]

    def is_own(self, id: str) -> bool:
        """Say whether the rule called *id* is one of the author's own."""
        return id in self._own_ids

    @cached_property
    def _own_ids(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.own.rules)
