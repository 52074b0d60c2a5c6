"""The pytest plug-in: an author's rule files are collected, and each rule is a test of its examples.

It is loaded in every pytest run where the cleaner is installed, so that all but pytest is imported once there is a rule file to
collect: a YAML file in a folder that the option ``cleaner_rules`` of pytest's settings names, or else those of the cleaner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from cleaner.authoring.trial import Trial
    from cleaner.model.rule import Problem, Remark, Rule

OPTION: Final = "cleaner_rules"
SUFFIXES: Final = (".yaml", ".yml")


class Failure(Exception):
    """A rule, or a file, isn't as it is to be; the lines say what is wrong."""


class Bench:
    """The rules in *folders*, read and compiled once for the session."""

    def __init__(self, folders: Sequence[str]) -> None:
        """Read the rules; pytest.UsageError where a folder isn't there."""
        from cleaner.authoring.scope import scope_of
        from cleaner.authoring.shelf import Shelf
        from cleaner.authoring.trial import Trial
        from cleaner.errors import CleanerError

        scope = scope_of((), folders, shipped=False)
        shelf = Shelf(scope.folders)
        try:
            self.trial: Trial = Trial(shelf.ruleset)
        except CleanerError as error:
            raise pytest.UsageError(str(error)) from None
        self.rules: dict[Path, list[Rule]] = {}
        self.problems: dict[Path, list[Problem]] = {}
        for rule in shelf.tried(scope.holds_shipped):
            self.rules.setdefault(Path(rule.path).resolve(), []).append(rule)
        for problem in shelf.broken:
            self.problems.setdefault(Path(problem.path).resolve(), []).append(problem)


_FOLDERS: Final = pytest.StashKey[tuple[str, ...]]()
_BENCH: Final = pytest.StashKey[Bench]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names folders of rules."""
    parser.addini(
        OPTION, "Folders of mt-cleaner's rules, whose examples are tests; unless given, those that the cleaner's settings name.", type="paths", default=[]
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RuleFile | None:
    """Collect a YAML file in a folder of rules."""
    if file_path.suffix not in SUFFIXES:
        return None
    real = file_path.resolve()
    if not any(real == folder or folder in real.parents for folder in map(Path, _folders(parent.config))):
        return None
    file: RuleFile = RuleFile.from_parent(parent, path=file_path)
    return file


def _folders(config: pytest.Config) -> tuple[str, ...]:
    """Return the folders of rules: those that pytest's settings name, else those of the cleaner's settings."""
    folders = config.stash.get(_FOLDERS, None)
    if folders is None:
        named: Sequence[str | Path] = config.getini(OPTION) or _settings_of(config.rootpath)
        folders = config.stash[_FOLDERS] = tuple([str(Path(folder).resolve()) for folder in named])
    return folders


def _settings_of(root: Path) -> tuple[str, ...]:
    """Return the folders that the cleaner's settings name where *root* is; pytest.UsageError where the settings are wrong."""
    from cleaner.config.lookup import Lookup

    lookup = Lookup()
    settings = lookup.for_folder(str(root))
    if lookup.problems:
        raise pytest.UsageError(*lookup.problems)
    return settings.rules


def _bench(config: pytest.Config) -> Bench:
    if _BENCH not in config.stash:
        config.stash[_BENCH] = Bench(_folders(config))
    return config.stash[_BENCH]


class RuleFile(pytest.File):
    """A file of rules."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each rule of the file, and one that fails where something in it is broken."""
        bench, path = _bench(self.config), self.path.resolve()
        if path in bench.problems:
            yield Broken.from_parent(self, name="[broken]", problems=bench.problems[path])
        for rule in bench.rules.get(path, ()):
            yield Examples.from_parent(self, name=rule.id.rpartition("/")[2], rule=rule)


class _Test(pytest.Item):
    """A test whose failures tell themselves."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: object, **more: object) -> str:
        """Return what the failure says; of an error of ours pytest's own words."""
        return str(excinfo.value) if isinstance(excinfo.value, Failure) else str(super().repr_failure(excinfo))

    def _lines(self, told: Sequence[Remark | Problem]) -> list[str]:
        from cleaner.model.rule import Remark
        from cleaner.reporters._remarks import problem_lines, remark_lines

        here, color = str(self.config.invocation_params.dir), self.config.get_terminal_writer().hasmarkup
        return [line for one in told for line in (remark_lines(one, here, color) if isinstance(one, Remark) else problem_lines(one, here, color))]


class Examples(_Test):
    """The test of a rule: its examples come out as they are written, and no other rule flags its corrections."""

    def __init__(self, rule: Rule, **more: object) -> None:
        """Test *rule*."""
        super().__init__(**more)  # type: ignore[arg-type]  # what pytest passes on
        self.rule = rule

    def runtest(self) -> None:
        """Fail with what `clean rules test` would say."""
        from cleaner.authoring.trial import FAILURES, SLOW

        (remarks,) = _bench(self.config).trial.remarks([self.rule])
        wrong = [remark for remark in remarks if remark.kind in (*FAILURES, SLOW)]
        if wrong:
            raise Failure("\n".join(self._lines(wrong)))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the rule stands."""
        return self.path, self.rule.line - 1, self.rule.id


class Broken(_Test):
    """The test of a file in which something is broken: it fails."""

    def __init__(self, problems: Sequence[Problem], **more: object) -> None:
        """Fail with *problems*."""
        super().__init__(**more)  # type: ignore[arg-type]  # what pytest passes on
        self.problems = problems

    def runtest(self) -> None:
        """Fail with each problem at its place."""
        raise Failure("\n".join(self._lines(self.problems)))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the first problem is."""
        return self.path, self.problems[0].line - 1, f"{self.path.name}: broken"
