"""What a format, a matcher and a reporter offer. A plug-in is a module of plain functions ending in `PLUGIN`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.model import Applicability, Document, Level, Match, Part, Report, Segment
from cleaner.text.reading import Reading

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

Span = tuple[int, int]


class Format(NamedTuple):
    """How files of one kind are read and written.

    `read(raw, path)` gives the document; `write(document, parts)` gives bytes again, and
    ``write(document, document.parts) == raw`` holds for any input; `escape(new, segment)` makes new view text into
    what stands in the part.
    """

    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Document]
    write: Callable[[Document, tuple[Part, ...]], bytes]
    escape: Callable[[str, Segment], str]


class Prepared(NamedTuple):
    """A rule made ready to search for.

    Wherever the rule matches, one of the `atoms` stands: a literal of lower-case letters, with a space at an end where
    a word ends there (`cleaner.text.reading.atom` makes one). No atoms: the rule is run on every document.
    `data` is what `find` needs, of the types that marshal can write.
    """

    atoms: tuple[str, ...]
    data: Any


class CompiledRule:
    """A rule as the engine holds it: the facts that a finding needs, `data` for its matcher, `memo` and `proof` for what the
    matcher and the judge make of it once, and `find` of that matcher.

    `gates` are its conditions as they are written, empty where it has none; `need` and `unless` are read from them (see
    `Ruleset.open_gates`) when they are first wanted. `waits` says that one of them asks for the source language. `gloss`
    are the senses of its source words.
    """

    __slots__ = (
        "applicability",
        "category",
        "confidence",
        "data",
        "find",
        "gates",
        "gloss",
        "id",
        "kind",
        "level",
        "memo",
        "need",
        "number",
        "preview",
        "proof",
        "source",
        "unless",
        "waits",
        "why",
    )

    def __init__(
        self, number: int, id: str, kind: str, category: str, level: Level, applicability: Applicability, confidence: str,
        source: tuple[tuple[str, tuple[str, ...]], ...], gloss: str, why: str, preview: bool, waits: bool, gates: bytes, data: Any,
    ) -> None:  # fmt: skip
        self.number, self.id, self.kind, self.category, self.level = number, id, kind, category, level
        self.applicability, self.confidence, self.source, self.gloss, self.why = applicability, confidence, source, gloss, why
        self.preview, self.waits, self.gates, self.data = preview, waits, gates, data
        self.need: Any = None
        self.unless: Any = None
        self.memo: Any = None
        self.proof: Any = None
        self.find: Callable[[Reading, CompiledRule, Sequence[Span]], Iterable[Match]] | None = None


class Matcher(NamedTuple):
    """How rules of one kind are searched for.

    `prepare(rule)` compiles one, raising RuleError where it can't be; `find(reading, rule, hits)` yields its matches in
    the order of their places. *hits* are the spans in `reading.haystack` where its atoms stand (empty for a rule
    without atoms).
    """

    prepare: Callable[[Rule], Prepared]
    find: Callable[[Reading, CompiledRule, Sequence[Span]], Iterable[Match]]


class View(NamedTuple):
    """How a report is to look: what was asked on the command line, and where it goes.

    `width` is in columns; `mode` says what was done with the findings (``check``, ``fix`` or ``diff``).
    """

    color: bool = False
    width: int = 80
    quiet: bool = False
    show_hidden: bool = False
    mode: str = "check"
    version: str = ""
    ruleset: str = ""


class Reporter(NamedTuple):
    """How reports are shown: `write(reports, view)` yields text as the reports come; it decides nothing."""

    write: Callable[[Iterable[Report], View], Iterator[str]]
