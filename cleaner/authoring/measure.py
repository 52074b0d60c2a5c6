"""Rules run on texts: what each finds there, in the sentence it stands in, and what an earlier set of rules found."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner import pipeline
from cleaner.authoring.compare import Change, compare
from cleaner.authoring.material import Flaw, Span, Text
from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import UnreadableError
from cleaner.model import Document, Finding
from cleaner.suppress.names import chosen
from cleaner.text.cards import Stretch, cards, stretches

if TYPE_CHECKING:
    from concurrent.futures import Future

BATCH: Final = 200_000
"""Bytes of text that a process is given at a time: a second or less of work."""
AHEAD: Final = 3
"""So many batches a process wait or are in work, so that the texts needn't all be in memory."""
SHARED: Final = 4
"""From so many batches on, other processes help: starting one takes as long as a batch."""
NEAR: Final = 25
"""Code points on either side of a change that name its place."""


class Firing(NamedTuple):
    """A finding as it is shown: where, in which sentence, what it proposes, and whether a person found damage there.

    `start`/`end` count in the decoded file, in a JSONL in the row's text; `sentence` is cut into what stays and what
    changes. `hit` is None where nobody looked for damage. `hash` names the place by what stands there.
    """

    rule: str
    path: str
    line: int
    column: int
    start: int
    end: int
    text: str
    replacements: tuple[str, ...]
    level: str
    applicability: str
    confidence: float
    message: str
    sentence: tuple[Stretch, ...]
    hash: str
    hit: bool | None = None
    preview: bool = False


class Difference(NamedTuple):
    """A place where an earlier set of rules found something else, in good English or in damaged text."""

    kind: Change
    good: bool
    old: Firing | None
    new: Firing | None


@dataclass(slots=True)
class Outcome:
    """What came of some texts. The lists of words, texts and passed-over (not English) texts have the damaged ones first, then the good ones."""

    words: list[int] = field(default_factory=lambda: [0, 0])
    texts: list[int] = field(default_factory=lambda: [0, 0])
    foreign: list[int] = field(default_factory=lambda: [0, 0])
    judged_words: int = 0
    firings: list[tuple[bool, Firing]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)


class Setup(NamedTuple):
    """What is to be run: the rules of `folders` (with those that ship, unless `shipped` is False), and of them those `measured`.

    `off` are the ids of rules that don't run, `old` is an earlier rule set, compiled, all of which runs (None: there is
    nothing to compare with). `concerned` are the names of the rules whose differences count; none means all.
    """

    folders: tuple[str, ...]
    shipped: bool
    measured: frozenset[str]
    off: tuple[str, ...] = ()
    min_confidence: str = "likely"
    old: bytes | None = None
    concerned: tuple[str, ...] = ()


class Meter:
    """Runs rules on texts, one after the other."""

    def __init__(self, setup: Setup, ruleset: Ruleset | None = None) -> None:
        """Load what *setup* asks for; *ruleset* is that of today, where it is loaded already."""
        self.setup = setup
        self.ruleset = ruleset or library.load(setup.folders, setup.shipped)
        self.request = pipeline.Request(ignore=setup.off, min_confidence=setup.min_confidence, preview=True)
        self.old = Ruleset(memoryview(setup.old)) if setup.old is not None else None
        self.old_request = pipeline.Request(min_confidence=setup.min_confidence, preview=True)
        self._concerns = chosen(setup.concerned) if setup.concerned else None

    def measure(self, texts: Iterable[Text]) -> Outcome:
        """Return what comes of *texts*."""
        outcome = Outcome()
        for text in texts:
            try:
                document = pipeline.read(text.raw, text.path, text.format)
            except UnreadableError as error:
                outcome.flaws.append(str(error))
                continue
            self._measure(text, document, outcome)
        outcome.stopped = {ruleset.rule(number).id for ruleset in (self.ruleset, self.old) if ruleset for number in ruleset.stopped}
        return outcome

    def _measure(self, text: Text, document: Document, outcome: Outcome) -> None:
        reports = pipeline.check(document, self.ruleset, self.request)
        notes = [note for report in reports for note in report.notifications]
        outcome.flaws += [note.message for note in notes if note.fault]
        outcome.texts[text.good] += 1
        if any(note.code == "not-english" for note in notes):
            outcome.foreign[text.good] += 1
            return
        words = sum(report.words for report in reports) - (len(document.parts[0].text[: text.skip].split()) if text.skip else 0)
        outcome.words[text.good] += words
        outcome.judged_words += words if text.spans is not None else 0
        found = [finding for report in reports for finding in report.findings if finding.start >= text.skip]
        measured = self.setup.measured
        outcome.firings += [(text.good, firing(text, document, finding)) for finding in found if finding.rule in measured]
        if self.old:
            outcome.differences += self._differences(text, document, found)

    def _differences(self, text: Text, document: Document, found: Sequence[Finding]) -> Iterator[Difference]:
        assert self.old
        reports = pipeline.check(document, self.old, self.old_request)
        old = [finding for report in reports for finding in report.findings if finding.start >= text.skip]
        for pair in compare(old, found, self.ruleset.renamed):
            if not self._concerns or any(finding and self._concerns(finding.rule, finding.category) for finding in pair):
                before, after = (firing(text, document, finding) if finding else None for finding in pair)
                yield Difference(pair.kind, text.good, before, after)


def firing(text: Text, document: Document, finding: Finding) -> Firing:
    """Return *finding* in *document*, which *text* was read as, as it is shown."""
    card = cards(document, [finding])[0]
    whole = document.parts[0].text
    start, end = core(finding)
    row, line = _row(text, finding.start)
    base = text.offset - row
    near = whole[max(0, start - NEAR) : end + NEAR]
    return Firing(
        finding.rule, text.path, line or text.line + finding.line - 1, finding.start - row + 1 if line else finding.column,
        finding.start + base, finding.end + base, finding.text, finding.replacements, finding.level, finding.applicability, finding.confidence,
        finding.message, tuple(stretches(card)), place_hash(near),
        None if text.spans is None else any(touches(span, (start, end)) for span in text.spans), finding.preview,
    )  # fmt: skip


def _row(text: Text, offset: int) -> tuple[int, int]:
    """Return where the row that *offset* lies in begins, and its line; two zeros where *text* has no rows."""
    if not text.rows:
        return 0, 0
    return text.rows[max(0, bisect_right(text.rows, (offset, 1 << 62)) - 1)]


def core(finding: Finding) -> Span:
    """Return the stretch that the first correction of *finding* really changes, counted as its `start` is; without one all of it."""
    start, end = finding.start, finding.end
    if not finding.replacements or end - start != len(finding.text):  # markup stands between
        return start, end
    old, new = finding.text, finding.replacements[0]
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    return start + head, end - tail


def touches(one: Span, other: Span) -> bool:
    """Say whether two stretches overlap; an empty one touches what it stands in or beside."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def place_hash(near: str) -> str:
    """Name a place by the text *near* it, so that a list of places outlives a new cut of the files."""
    from hashlib import sha1

    plain = near.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')
    return sha1(" ".join(plain.split()).encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()[:12]


def run(
    setup: Setup, material: Iterable[Text | Flaw], jobs: int, ruleset: Ruleset | None = None, step: Callable[[Text], Any] = lambda text: None
) -> Iterator[Outcome]:
    """Yield what comes of the *material*, in its order, batch by batch; *jobs* processes share the work where there is much of it.

    *step* is told of each text as it is read.
    """
    waiting = _batches(material, step)
    first = list(islice(waiting, SHARED)) if jobs > 1 else []
    if len(first) < SHARED:
        meter = Meter(setup, ruleset)
        for batch in (*first, *waiting):
            yield _outcome(meter, batch)
    else:
        yield from _shared(setup, chain(first, waiting), jobs)


def _batches(material: Iterable[Text | Flaw], step: Callable[[Text], Any]) -> Iterator[list[Text | Flaw]]:
    batch: list[Text | Flaw] = []
    size = 0
    for item in material:
        batch.append(item)
        if isinstance(item, Text):
            step(item)
            size += len(item.raw)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _outcome(meter: Meter, batch: Sequence[Text | Flaw]) -> Outcome:
    outcome = meter.measure(item for item in batch if isinstance(item, Text))
    outcome.flaws += [item.message for item in batch if isinstance(item, Flaw)]
    return outcome


_METER: list[Meter] = []
"""The meter of this process, where it is one that helps."""


def _begin(setup: Setup) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that is helped stops this one
    _METER[:] = [Meter(setup)]


def _help(batch: list[Text | Flaw]) -> Outcome:
    return _outcome(_METER[0], batch)


def _shared(setup: Setup, batches: Iterable[list[Text | Flaw]], jobs: int) -> Iterator[Outcome]:
    """Yield the outcomes of *batches* in their order, worked out by *jobs* processes."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (setup,)) as crew:
        due: deque[Future[Outcome]] = deque()
        try:
            for batch in batches:
                due.append(crew.submit(_help, batch))
                if len(due) >= jobs * AHEAD:
                    yield due.popleft().result()
            while due:
                yield due.popleft().result()
        finally:
            for future in due:
                future.cancel()
