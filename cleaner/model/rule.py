"""A rule as its author wrote it: what the rulebook reads and the engine compiles. A warm run never sees one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from cleaner.model import Applicability, Level

Scope = Literal["before", "after", "phrase", "sentence", "paragraph", "document", "topic", "language", "defined_in_text"]
SCOPES: Final = ("before", "after", "phrase", "sentence", "paragraph", "document", "topic", "language", "defined_in_text")

ENTITIES: Final = ("company", "organisation", "person", "people", "place", "product")
PRONOUNS: Final = ("it", "he", "she", "they")


@dataclass(frozen=True, slots=True)
class Condition:
    """One of *terms* stands in *scope* of the match.

    `before`/`after` are the words right beside the match, `phrase` is the stretch between punctuation marks. The terms
    of `topic` name topics of `rules/topics/`, those of `language` the languages that the document may be translated
    from; `defined_in_text` holds where the text spells the match out, otherwise than its terms do.
    """

    scope: Scope
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of an example's text that a rule must mark, and what it must become (None: no correction is proposed)."""

    start: int
    end: int
    new: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a rule: bad text without its marks and the marked spans; none means that the rule stays silent.

    `known` is set where the rule is known to fail so far: ``missing``, ``noisy`` or ``wrong``.
    """

    text: str
    marked: tuple[Marked, ...] = ()
    line: int = 0
    column: int = 0
    known: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What `clean rules bench` counted of a rule: its findings in so many words of good English and in so many of damaged text, on a day (ISO 8601)."""

    alarms: int
    good_words: int
    catches: int
    damaged_words: int
    date: str

    @property
    def noise(self) -> float:
        """Alarms per 10,000 words of good English."""
        return 10_000 * self.alarms / self.good_words if self.good_words else 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `id` is pack and name (``fr/senses/flea-chip``); `path`, `line` say where it was written.

    `find` are phrases (kind ``phrase``, ``acronym``), a pattern (``pattern``) or empty (built-in checks); `put` are
    the corrections, the best first. `need` holds alternatives: one of them must hold whole; of `unless` none may hold.
    `confidence` is the prior in words. Of a name (kind ``name``) `put` are the spellings that houses prefer, `aliases`
    other right names, `entity` what it is and `pronoun` what stands for it. `options` are what only this kind understands.
    `measured` is what the bench counted last, if it did.
    `places` gives the line and column of each field that was written.
    """

    id: str
    kind: str = "phrase"
    path: str = ""
    line: int = 0
    find: tuple[str, ...] = ()
    put: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    inflect: Literal["noun", "verb", "none"] = "noun"
    case: Literal["smart", "exact", "any"] = "smart"
    anchor: tuple[str, ...] = ()
    need: tuple[tuple[Condition, ...], ...] = ()
    unless: tuple[Condition, ...] = ()
    category: str = "accuracy/mistranslation"
    level: Level = "warning"
    applicability: Applicability = "unsafe"
    confidence: str = "likely"
    entity: str = ""
    pronoun: str = ""
    aliases: tuple[str, ...] = ()
    source: tuple[tuple[str, tuple[str, ...]], ...] = ()
    why: str = ""
    fires: tuple[Example, ...] = ()
    ok: tuple[Example, ...] = ()
    preview: bool = False
    formerly: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    measured: Measured | None = None
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that a document can have: weighted terms, and the sum from which on it is the topic.

    A term counts once a document, however often it stands there. `origin` says where they come from.
    """

    name: str
    terms: tuple[tuple[str, float], ...]
    threshold: float = 3.0
    path: str = ""
    origin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that many rules need, under a name: ``{company}`` in a gate or in `find` stands for each of its terms. `origin` says where they come from."""

    name: str
    terms: tuple[str, ...]
    path: str = ""
    origin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a rule file; `line` and `column` count from 1. `rule` is the id of the rule that is set aside for it, where one is known."""

    path: str
    line: int
    column: int
    message: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of a rule that was tested, at its place; `kind` is a word for it.

    `promised` and `got` are the example as written and as it came out, where that is the matter.
    """

    kind: str
    rule: str
    path: str
    line: int
    column: int
    message: str
    promised: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that was read from rule folders: sound rules, topics and lists, and the problems of those set aside."""

    rules: tuple[Rule, ...] = ()
    topics: tuple[Topic, ...] = ()
    lists: tuple[WordList, ...] = ()
    problems: tuple[Problem, ...] = ()
