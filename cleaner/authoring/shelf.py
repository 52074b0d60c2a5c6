"""The rules an author works with: read for what is written in them, compiled for what they do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.model.rule import Problem, Rule, Rulebook
from cleaner.rulebook import load


class Shelf:
    """Own rules in *folders* (paths of folders or files) beside those that ship (unless *shipped* is False), each read when first asked for."""

    def __init__(self, folders: Sequence[str] = (), shipped: bool = True) -> None:
        """Read nothing yet."""
        self.folders, self.with_shipped = tuple(folders), shipped

    @cached_property
    def shipped(self) -> Rulebook:
        """The rules that ship, as they are written, whether they are to run or not."""
        return load([library.shipped_folder()])

    @cached_property
    def own(self) -> Rulebook:
        """The own rules, as they are written. They may name topics that ship."""
        if not self.folders:
            return Rulebook()
        return load(list(self.folders), known_topics=[topic.name for topic in self.shipped.topics])

    @cached_property
    def ruleset(self) -> Ruleset:
        """All of them, compiled."""
        return library.load(self.folders, self.with_shipped)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All rules by id; an own rule takes the place of the one that ships under its id."""
        rules = {rule.id: rule for rule in self.shipped.rules} if self.with_shipped else {}
        return {**rules, **{rule.id: rule for rule in self.own.rules}}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the own files."""
        return self.own.problems

    def is_own(self, id: str) -> bool:
        """Say whether the rule called *id* is one of the author's own."""
        return id in self._own_ids

    @cached_property
    def _own_ids(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.own.rules)
