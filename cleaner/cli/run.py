"""What `clean check` does: find the files, check or fix each, report, and say what the exit code is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cleaner import formats, pipeline, reporters
from cleaner.cli import files
from cleaner.cli.asked import Asked
from cleaner.cli.codes import FINDINGS_LEFT, MENDABLE, NOTHING_LEFT, Crash
from cleaner.cli.output import Output, Progress, painted, tell, wants_color, width
from cleaner.cli.walk import STDIN, Found, Task, find, tidy
from cleaner.config.lookup import Lookup, shown
from cleaner.config.settings import Settings, like
from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import CleanerError, SettingsError, UnreadableError, UnwritableError
from cleaner.model import LEVELS, Document, Notification, Report
from cleaner.plugin import View
from cleaner.suppress.names import unmatched

if TYPE_CHECKING:
    from cleaner.suppress.baseline import Baseline, Fingerprint
    from cleaner.suppress.vocabulary import Vocabulary


def run(asked: Asked) -> int:
    """Do what was *asked* and return the exit code; CleanerError where nothing can be done at all."""
    clock = Clock(asked.timings)
    refuse(asked)
    stand_somewhere()
    lookup = Lookup(asked.config, asked.isolated)
    found = _find(asked, lookup)
    lookup.complain()
    clock.lap("finding files and settings")
    house = House(asked)
    for settings in {id(each): each for each in (task.settings for task in found.tasks)}.values() or (lookup.for_folder(os.getcwd()),):
        house.ready(settings)
    clock.lap("loading rules")
    run = Run(asked, house, clock, Progress(len(found.tasks), not asked.quiet and sys.stderr.isatty()))
    run.open(found)
    run.tell_of(found)
    run.report(run.reports(found.tasks))
    clock.show()
    return run.code()


def refuse(asked: Asked) -> None:
    """Raise SettingsError where options contradict each other."""
    pairs = (
        (asked.config and asked.isolated, "--config, --isolated: one names settings and the other reads none; leave one out"),
        (asked.diff and asked.format, "--diff, --format: a diff has a form of its own; leave one out"),
        (
            asked.write_baseline and (asked.fix or asked.diff),
            "--write-baseline: what is found goes into the baseline, so there is nothing to fix; leave --fix and --diff out",
        ),
        (asked.fix and STDIN in asked.paths and len(set(asked.paths)) > 1, "--fix: the text of - goes to standard output, so - must be the only path"),
        (asked.stdin_filename and STDIN not in asked.paths, "--stdin-filename: standard input isn't read; name it as -"),
    )
    problems = [problem for wrong, problem in pairs if wrong]
    if problems:
        raise SettingsError("\n".join(problems))


def stand_somewhere() -> None:
    """Raise CleanerError where the current folder was deleted, so that no path and no settings can be found from it."""
    try:
        os.getcwd()
    except OSError as error:
        raise CleanerError(f"the current folder can't be used ({error.strerror}); change to one that is there") from None


def _find(asked: Asked, lookup: Lookup) -> Found:
    """Find what the paths mean; standard input comes first."""
    found = find([path for path in asked.paths if path != STDIN], lookup, formats.by_path)
    if STDIN not in asked.paths:
        return found
    name = tidy(asked.stdin_filename) if asked.stdin_filename else STDIN
    absolute = os.path.abspath(name)
    task = Task(STDIN, absolute, lookup.for_folder(os.path.dirname(absolute)), named=True)
    return found._replace(tasks=(task, *found.tasks))


class Clock:
    """Adds up where the time goes, if anybody wants to know."""

    def __init__(self, wanted: bool) -> None:
        """Start; without *wanted* nothing is measured."""
        self.wanted = wanted
        self.laps: dict[str, float] = {}
        if wanted:
            from time import perf_counter, process_time

            self._now = perf_counter
            self._last = perf_counter()
            self.laps["start-up"] = process_time()

    def lap(self, name: str) -> None:
        """Count the time since the last lap as *name*."""
        if self.wanted:
            now = self._now()
            self.laps[name] = self.laps.get(name, 0.0) + now - self._last
            self._last = now

    def show(self) -> None:
        """Tell it all on standard error."""
        if self.wanted:
            total = sum(self.laps.values())
            for name, seconds in [*self.laps.items(), ("all", total)]:
                tell(f"{1000 * seconds:9.1f} ms  {100 * seconds / total:3.0f} %  {name}")


class House:
    """What settings files and options ask for, made ready once: rule sets, requests, baselines, vocabularies."""

    def __init__(self, asked: Asked) -> None:
        """Serve what was *asked*."""
        self.asked = asked
        self.notifications: list[Notification] = []
        self._rulesets: dict[tuple[str, ...], Ruleset] = {}
        self._requests: dict[tuple[int, tuple[str, ...], tuple[str, ...]], pipeline.Request] = {}
        self._baselines: dict[str, Baseline] = {}
        self._vocabularies: dict[tuple[str, ...], Vocabulary] = {}
        self._context: str | None = None
        self._ready: dict[int, tuple[Ruleset, pipeline.Request | None]] = {}

    def ready(self, settings: Settings) -> tuple[Ruleset, pipeline.Request | None]:
        """Return the rules that *settings* ask for, and the request if it is the same for all its files."""
        ready = self._ready.get(id(settings))
        if ready is None:
            ruleset = self._ruleset(settings)
            ready = self._ready[id(settings)] = ruleset, None if settings.paths else self._request(settings, "")
        return ready

    def request(self, task: Task) -> tuple[Ruleset, pipeline.Request]:
        """Return the rules and the request for *task*."""
        ruleset, request = self.ready(task.settings)
        return ruleset, request or self._request(task.settings, task.absolute)

    def hash(self) -> str:
        """Name the rules in use: their hash, or those of several sets."""
        return " ".join(sorted({ruleset.hash for ruleset in self._rulesets.values()}))

    def fails(self, settings: Settings, reports: Sequence[Report]) -> bool:
        """Say whether *reports* hold a finding that makes the exit code 1; one of a rule on trial doesn't."""
        least = self.asked.fail_on or settings.fail_on
        if least == "never":
            return False
        heavy = LEVELS[LEVELS.index(cast(Any, least)) :]
        # What a diff shows is still there: it exits like check.
        also = self.asked.diff
        return any(f.level in heavy and not f.preview for report in reports for f in (report.findings + report.fixed if also else report.findings))

    def _ruleset(self, settings: Settings) -> Ruleset:
        folders = settings.folders(self.asked.rules)
        ruleset = self._rulesets.get(folders)
        if ruleset is None:
            for folder in self.asked.rules:
                if not os.path.isdir(folder):
                    raise SettingsError(f"--rules {folder}: there is no such folder; make it or name another")
            ruleset = self._rulesets[folders] = library.load(folders, not self.asked.no_shipped_rules)
            self.notifications += [note for note in ruleset.notifications if note not in self.notifications]
            self._check_names(ruleset)
        self._check_settings(settings, ruleset)
        return ruleset

    def _check_names(self, ruleset: Ruleset) -> None:
        """Raise SettingsError where the command line names rules that there aren't."""
        problems = []
        for option, names in (("--select", self.asked.select), ("--ignore", self.asked.ignore)):
            problems += [f"{option} {name}: {what}" for name, what in _unknown(names, ruleset)]
        problems += [f"--profile {word}: {what}" for word, what in _misspelled(self.asked.profile, ruleset)]
        if problems:
            raise SettingsError("\n".join(problems))

    def _check_settings(self, settings: Settings, ruleset: Ruleset) -> None:
        """Tell of names in *settings* that mean no rule (any more): that must not stop everybody's checks.

        SettingsError where its profile asks for what nobody knows: no text would be checked for it.
        """
        if self.asked.no_shipped_rules:
            return
        misspelled = () if self.asked.profile else _misspelled(settings.profile, ruleset)
        if misspelled:
            raise SettingsError("\n".join([f"{shown(settings.path)}: profile: '{word}': {what}" for word, what in misspelled]))
        named = [("select", settings.select), ("ignore", settings.ignore)]
        named += [(f"rules.'{each.pattern}'", (each.pattern,)) for each in settings.rule_settings]
        named += [(f"paths.'{each.pattern}'", (*(each.select or ()), *each.ignore)) for each in settings.paths]
        for key, names in named:
            for name, what in _unknown(names, ruleset):
                where = f"{shown(settings.path)}: {key}: "
                self.notifications.append(Notification("unknown-rule", where + ("" if key.startswith("rules") else f"'{name}': ") + what))

    def _request(self, settings: Settings, path: str) -> pipeline.Request:
        """Make the request for the file at *path*, or find the same one again: what is worked out for it is kept with it."""
        asked = self.asked
        select, ignore = asked.names(settings, path)
        key = id(settings), select, ignore
        request = self._requests.get(key)
        if request is None:
            request = self._requests[key] = pipeline.Request(
                select=select,
                ignore=ignore,
                overrides=tuple(pipeline.Override(each.pattern, each.level, each.applicability) for each in settings.rule_settings),
                min_confidence=asked.min_confidence or settings.min_confidence,
                preview=asked.preview or settings.preview,
                source_language=asked.source_language or settings.source_language or None,
                profile=frozenset(asked.profile or settings.profile),
                context=self._read_context(settings),
                vocabulary=self._vocabulary(settings.vocabulary),
                baseline=None if asked.write_baseline else self._baseline(asked.baseline or settings.baseline),
            )
        return request

    def _read_context(self, settings: Settings) -> str | None:
        """Return the text of ``--context``, read once; CleanerError where it can't be. What isn't English tells nothing."""
        path = self.asked.context
        if not path or self._context is not None:
            return self._context or None
        try:
            raw, _ = files.read(path, self.asked.max_size or settings.max_size)
            document = pipeline.read(raw, path)
        except UnreadableError as error:
            raise UnreadableError(f"--context {error}") from None
        from cleaner.evidence.language import other_language
        from cleaner.text.reading import Reading

        language = other_language(Reading(document.segments)) if document.segments else None
        if language:
            self.notifications.append(Notification("not-english", f"--context {path}: not English, it seems ({language}); it isn't used"))
        self._context = "" if language else "\n\n".join([segment.view for segment in document.segments])
        return self._context or None

    def _vocabulary(self, paths: tuple[str, ...]) -> Vocabulary | None:
        if not paths:
            return None
        if paths not in self._vocabularies:
            from cleaner.cli.words import read_terms
            from cleaner.suppress.vocabulary import Vocabulary

            self._vocabularies[paths] = Vocabulary([term for path in paths for term in read_terms(path)])
        return self._vocabularies[paths]

    def _baseline(self, path: str) -> Baseline | None:
        if not path:
            return None
        if path not in self._baselines:
            from cleaner.suppress.baseline import Baseline

            self._baselines[path] = Baseline.load(shown(path))
        return self._baselines[path]


def _unknown(names: Sequence[str], ruleset: Ruleset) -> list[tuple[str, str]]:
    """Return those of *names* that mean no rule of *ruleset* and no category, each with what to do."""
    if not names:
        return []
    from cleaner.model.categories import CATEGORIES

    known = [*ruleset.ids(), *((category, category) for category in CATEGORIES)]
    return [
        (name, "there is no such rule or category" + (like(name, {part for pair in known for part in pair}) or "; clean --format jsonl shows the names"))
        for name in unmatched(names, known)
    ]


def _misspelled(profile: Sequence[str], ruleset: Ruleset) -> list[tuple[str, str]]:
    """Return the words of *profile* that no rule of *ruleset* knows, or that contradict one another, each with what to do."""
    if not profile:
        return []
    from cleaner.evidence.house import unknown

    return unknown(ruleset, frozenset(profile))


class Result(NamedTuple):
    """What came of one file: its reports, and the bytes that were read and that would be written (the same where nothing changed)."""

    reports: Sequence[Report]
    old: bytes = b""
    new: bytes = b""


class Run:
    """One run over all files."""

    def __init__(self, asked: Asked, house: House, clock: Clock, progress: Progress) -> None:
        """Prepare; nothing is read or written yet."""
        self.asked, self.house, self.clock, self.progress = asked, house, clock, progress
        self.is_filter = asked.fix and not asked.diff and STDIN in asked.paths
        self.fault = self.left = False
        self.changed = 0
        self.prints: dict[str, list[Fingerprint]] = {}
        self.output: Output
        self.filtered: Output

    def open(self, found: Found) -> None:
        """Open what the report is written to, which must not be a text that is to be read."""
        asked = self.asked
        path = "" if asked.output == STDIN else asked.output
        if path and any(task.named and task.absolute == os.path.abspath(path) for task in found.tasks):
            raise SettingsError(f"--output {path}: this is one of the files to check; name another")
        if self.is_filter:
            self.filtered = Output()
        text = (asked.format or "text") == "text"
        self.output = Output(path, self.is_filter, (sys.stdout.encoding if text and not path else "") or "utf-8")
        self.color = wants_color(asked.color, self.output.is_terminal)

    def tell_of(self, found: Found) -> None:
        """Tell what no report tells: broken rules, folders without texts, files passed over."""
        for note in self.house.notifications:
            self._tell(note)
        for path, reason in found.unreadable:
            self._tell(Notification("unreadable", f"{path}: the folder can't be read ({reason}); change its mode or leave it out", "error", fault=True))
        for path in found.empty:
            self._tell(Notification("no-texts", f"{path}: no texts in this folder"))
        if found.excluded and not found.tasks:
            self._tell(Notification("excluded", f"{', '.join(found.excluded)}: excluded by the settings, so there is nothing to check"))

    def reports(self, tasks: Sequence[Task]) -> Iterator[Report]:
        """Yield the reports of all *tasks*, having done what was asked to their files."""
        for task in tasks:
            if task.absolute != self.output.path:
                yield from self._task(task)

    def _task(self, task: Task) -> Sequence[Report]:
        """Do *task* and return its reports, told of on standard error where need be."""
        self.progress.step(task.path)
        try:
            result = self._result(task)
        except CleanerError:
            raise
        except Exception as error:
            raise Crash(self._name(task)) from error
        self.clock.lap("checking")
        for report in result.reports:
            for note in report.notifications:
                self._tell(note, report.document.path)
        self.left = self.left or self.house.fails(task.settings, result.reports)
        if self.asked.write_baseline:
            self._note_prints(task, result.reports)
        if self.asked.diff and result.new != result.old:
            self._show_diff(self._name(task), result)
        elif self.is_filter:
            self._print(result.new)
        return result.reports

    def _name(self, task: Task) -> str:
        return task.path if task.path != STDIN else self.asked.stdin_filename or STDIN

    def _result(self, task: Task) -> Result:
        """Read, check and, if asked, fix and write the file of *task*."""
        name = self._name(task)
        size = self.asked.max_size or task.settings.max_size
        ruleset, request = self.house.request(task)
        try:
            raw, seen = (files.read_stdin(name, size), None) if task.path == STDIN else files.read(task.path, size)
        except UnreadableError as error:
            # A folder's other texts are no less checked for one that is too big; one that can't be read is a surprise there too.
            return Result([_failed(name, "unreadable", error, task.named or not isinstance(error, files.TooBigError))])
        self.clock.lap("reading files")
        if task.path == STDIN and task.settings.excludes(task.absolute):
            return Result([], raw, raw)
        try:
            document = pipeline.read(raw, name)
        except UnreadableError as error:
            # In a folder there may be anything; what is named is meant.
            return Result([_failed(name, "unreadable", error, fault=True)] if task.named else [])
        if not (self.asked.fix or self.asked.diff):
            return Result(pipeline.check(document, ruleset, request))
        fixed = pipeline.fix(document, ruleset, request, self.asked.unsafe_fixes)
        if seen is None or self.asked.diff or fixed.raw == raw:
            return Result(fixed.reports, raw, fixed.raw)
        self.clock.lap("checking")
        try:
            files.write(task.path, fixed.raw, seen)
        except UnwritableError as error:
            first, *others = pipeline.check(document, ruleset, request)
            told = _notification(name, "unwritable", error, fault=True)
            return Result([first._replace(notifications=(*first.notifications, told)), *others])
        self.clock.lap("writing files")
        return Result(fixed.reports, raw, fixed.raw)

    def _note_prints(self, task: Task, reports: Sequence[Report]) -> None:
        from cleaner.suppress.baseline import fingerprints, inside

        folder = os.path.dirname(os.path.abspath(self.asked.write_baseline))
        prints = self.prints.setdefault(inside(folder, self._name(task)), [])
        for report in reports:
            prints += fingerprints(folder, self._name(task), report.findings, report.document)

    def _show_diff(self, path: str, result: Result) -> None:
        from cleaner.text.unified import unified

        self.changed += 1
        diff = unified(shown(path), result.old, result.new)
        self._print(painted(diff) if self.color else diff)

    def _print(self, what: bytes) -> None:
        """Write bytes that are no report: a diff, or the text of a filter, which goes to standard output whatever the report does."""
        self.progress.clear()
        output = self.filtered if self.is_filter else self.output
        output.write(what)
        if self.is_filter:
            output.flush()  # the report of a text that couldn't be written would tell of fixes that nobody has

    def report(self, reports: Iterator[Report]) -> None:
        """Write the report, or what is written in its place."""
        asked = self.asked
        if asked.diff or asked.write_baseline:
            for _ in reports:
                pass
        else:
            view = View(self.color, width(), asked.quiet, asked.show_hidden, "fix" if asked.fix else "check", _version(), self.house.hash())
            for text in reporters.load(asked.format or "text").write(reports, view):
                self.progress.clear()
                self.output.write(text)
                self.clock.lap("reporting")
        self.progress.clear()
        self.output.close()
        if self.is_filter:
            self.filtered.close()
        if asked.write_baseline:
            self._write_baseline()
        elif asked.diff and not asked.quiet:
            tell(f"{self.changed} file{'' if self.changed == 1 else 's'} would change")

    def _write_baseline(self) -> None:
        from cleaner.suppress.baseline import Baseline

        path = self.asked.write_baseline
        old = Baseline.load(path) if os.path.exists(path) else Baseline(os.path.dirname(os.path.abspath(path)))
        new = old.renewed(self.prints)
        files.write_new(path, new.dump())
        if not self.asked.quiet:
            total = sum(new.counts.values())
            tell(f"{path}: {total} finding{'' if total == 1 else 's'}, written")

    def _tell(self, note: Notification, path: str = "") -> None:
        """Write *note* to standard error; where only what must be mended is wanted, nothing else."""
        self.fault = self.fault or note.fault
        if note.fault or not self.asked.quiet:
            self.progress.clear()
            tell(f"{path}: {note.message}" if path else note.message)

    def code(self) -> int:
        """Return the exit code: what can be mended wins over findings."""
        if self.fault:
            return MENDABLE
        return FINDINGS_LEFT if self.left and not self.asked.write_baseline else NOTHING_LEFT


def _failed(path: str, code: str, error: CleanerError, fault: bool) -> Report:
    """Report a file that there is nothing else to say of."""
    document = Document(path, formats.by_path(path) or "text", (), ())
    return Report(document, notifications=(_notification(path, code, error, fault),))


def _notification(path: str, code: str, error: CleanerError, fault: bool) -> Notification:
    return Notification(code, str(error).removeprefix(f"{path}: "), "error", fault)


def _version() -> str:
    from cleaner.version import __version__

    return __version__
