"""The values that travel the line: bytes → Document → Segment → Match → Finding → Plan → parts → bytes.

All spans are half-open and count code points, unless a name says bytes. Every value is an immutable named tuple; a
change is a new value (`_replace`). A frozen dataclass takes eight times as long to define, which a warm start feels,
and three times as long to make.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Level = Literal["note", "warning", "error"]
"""What a finding weighs, in SARIF's words."""

Applicability = Literal["safe", "unsafe", "display"]
"""What may be done unasked: `safe` keeps the meaning for certain, `unsafe` needs consent, `display` is only shown."""

LEVELS: Final = ("note", "warning", "error")
APPLICABILITIES: Final = ("safe", "unsafe", "display")


class Piece(NamedTuple):
    """A stretch of a segment's view and the stretch of its part that it came from.

    `kind` is ``copied`` (1:1, an edit may cut it anywhere), ``decoded`` (an entity, an escape, a line break folded to
    a space: an edit replaces it whole or not at all) or ``hidden`` (markup, code, a link's target or key: never edited,
    whatever its view, which is mostly empty or one U+FFFC that stands for a thing).
    """

    view_start: int
    view_end: int
    start: int
    end: int
    kind: Literal["copied", "decoded", "hidden"] = "copied"


class Segment(NamedTuple):
    """Text that is read in one go: a paragraph, a heading, a cell, a target; in plain text the whole file.

    `view` is what rules see; `pieces` cover it without gaps, in order. `part` names the part that the pieces count in,
    `record` the unit of evidence where a file holds several, `source` the source-language text beside a translation.
    `fixable` is False where the format can't change it (then findings are shown without edits).
    """

    view: str
    pieces: tuple[Piece, ...]
    part: str = ""
    kind: str = "prose"
    record: str = ""
    name: str = ""
    source: str | None = None
    fixable: bool = True


class Part(NamedTuple):
    """One decoded text of a file: the file itself (`name` is empty) or a member of an archive.

    `text` has no byte-order mark; `bom` holds its bytes. Bytes that the encoding can't read stand in `text` as lone
    surrogates (PEP 383), so that encoding gives the same bytes again.
    """

    text: str
    name: str = ""
    encoding: str = "utf-8"
    bom: bytes = b""


class Notification(NamedTuple):
    """Something to tell about a file or a rule that is no finding.

    `code` is a stable word for scripts (``not-english``, ``rule-timeout``, ``broken-rule`` …); `fault` is True where
    the user can mend it, which makes the exit code 2.
    """

    code: str
    message: str
    level: Level = "warning"
    fault: bool = False


class Ignore(NamedTuple):
    """An inline ``clean: ignore`` comment: *rules* (ids, categories or globs; none means all) are off in start..end of *part*.

    `line` and `column` (from 1) say where the comment stands.
    """

    rules: tuple[str, ...]
    start: int
    end: int
    line: int
    column: int
    part: str = ""


class Document(NamedTuple):
    """A file as read: its parts, the segments in them, and what the format had to say.

    `raw` is what was read, for formats that write back into an archive.
    """

    path: str
    format: str
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    raw: bytes = b""
    ignores: tuple[Ignore, ...] = ()
    notifications: tuple[Notification, ...] = ()

    def part(self, name: str) -> Part:
        """Return the part called *name*."""
        return next(part for part in self.parts if part.name == name)


class Evidence(NamedTuple):
    """One reason for or against a finding, in words: *kind* (gate, topic, source, document …) and *text*."""

    kind: str
    text: str


class Match(NamedTuple):
    """A hit: rule number *rule* of the rule set matched start..end of the reading; `replacements`, the best first."""

    rule: int
    start: int
    end: int
    replacements: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Edit(NamedTuple):
    """Replace start..end of the decoded text of *part* by *new*, which is escaped for the format already."""

    start: int
    end: int
    new: str
    part: str = ""


class Finding(NamedTuple):
    """A match we stand by.

    `start`/`end` are what the report shows: offsets in the decoded file where it has one part, else in the segment's
    view. `view_start`/`view_end` count in the view of segment number `segment`. `text` is that view's text. `edits`
    are what the first of `replacements` writes; none means that it is shown only.
    """

    rule: str
    category: str
    level: Level
    confidence: float
    applicability: Applicability
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    replacements: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    segment: int = 0
    view_start: int = 0
    view_end: int = 0
    preview: bool = False


class Plan(NamedTuple):
    """What will be done to one document: the findings whose fixes are taken. Their edits don't overlap."""

    findings: tuple[Finding, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in the order of their places."""
        return tuple(sorted((e for f in self.findings for e in f.edits), key=lambda e: (e.part, e.start, e.end)))


class SourceLanguage(NamedTuple):
    """The language that a document was probably translated from: an ISO 639 code, and how sure that is (0 to 1)."""

    code: str
    confidence: float


class Report(NamedTuple):
    """All that is said of one document (or record): findings in the order of their places, notifications, counts.

    `words` are runs of non-space in its views; `suppressed` counts the findings that an ignore, the vocabulary or the
    baseline hid, by reason; `hidden` are the findings below the confidence that was asked for.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    notifications: tuple[Notification, ...] = ()
    words: int = 0
    source_language: SourceLanguage | None = None
    record: str = ""
    suppressed: tuple[tuple[str, int], ...] = ()
    hidden: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()


# The ranges of `confidence` that people read as words, named here alone: (word, lowest figure).
CONFIDENCES: Final = (("sure", 0.9), ("likely", 0.6), ("check", 0.3))
DOUBTFUL: Final = "doubtful"
"""Names what lies below all of them."""


def confidence_word(confidence: float) -> str:
    """Name the range that *confidence* (0 to 1) lies in; below all of them it is ``doubtful``.

    >>> confidence_word(0.95), confidence_word(0.6), confidence_word(0.1)
    ('sure', 'likely', 'doubtful')
    """
    return next((word for word, low in CONFIDENCES if confidence >= low), DOUBTFUL)
