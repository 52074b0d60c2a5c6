from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.cli.main import main
from cleaner.cli.rules import _revision

RULES = """\
- name: eventual
  find: eventual
  put: possible
  after: [delay]
  why: "'eventual' means 'in the end'"
- name: flea
  find: flea
  put: chip
"""
TEXT = "She fears an eventual delay of the flea, and an eventual damage.\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with own rules in it, and a text."""
    (tmp_path / "own" / "fr").mkdir(parents=True)
    (tmp_path / "own" / "fr" / "house.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "cleaner.toml").write_text('rules = ["own"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the bench on own rules alone; return its exit code and what it printed."""

    def bench(*words: str) -> tuple[int, str, str]:
        code = main(["rules", "bench", "--no-shipped-rules", "--clean", "a.txt", "--jobs", "1", *words])
        return code, *capfd.readouterr()

    return bench


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=n@example.org", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(here: Path) -> Path:
    """The folder as a git repository; its rules are changed since the commit that is tagged v1."""
    if not shutil.which("git"):
        pytest.skip("git isn't installed")
    git(here, "init", "-q")
    git(here, "add", "-A")
    git(here, "commit", "-q", "-m", "one")
    git(here, "tag", "v1")
    path = here / "own" / "fr" / "house.yaml"
    path.write_text(RULES.replace("[delay]", "[delay, damage]").replace("put: chip", "put: microchip"), encoding="utf-8")
    return here


def differences(printed: str) -> list[tuple[str, str]]:
    found = json.loads(printed)["differences"]
    return [(one["kind"], (one["new"] or one["old"])["text"]) for one in found]


def test_differences_from_a_revision(repository: Path, run: Run) -> None:
    code, printed, told = run("--against", "v1", "--format", "json")
    assert (code, told) == (0, "")
    assert differences(printed) == [("changed", "flea"), ("new", "an eventual")]


def test_differences_from_a_revision_seen_by_a_person(repository: Path, run: Run) -> None:
    _, printed, _ = run("--against", "HEAD", "--show", "1")
    assert "against HEAD: 1 new, 0 gone, 1 changed\n  + a.txt:1  fr/house/eventual" in printed
    assert "  ~- a.txt:1  fr/house/flea" in printed
    assert "  ~+ a.txt:1  fr/house/flea" in printed


def test_only_the_named_rules_are_compared(repository: Path, run: Run) -> None:
    assert differences(run("fr/house/flea", "--against", "v1", "--format", "json")[1]) == [("changed", "flea")]


def test_a_revision_without_these_rules_had_no_findings(repository: Path, run: Run) -> None:
    (repository / "own" / "fr" / "new.yaml").write_text("- name: fear\n  find: fear\n", encoding="utf-8")
    git(repository, "rm", "-rq", "--cached", "own")
    git(repository, "commit", "-q", "-m", "no rules")
    code, printed, told = run("--against", "HEAD", "--format", "json")
    assert (code, told) == (0, "--against HEAD: there were no rules in own then\n")
    assert {kind for kind, _ in differences(printed)} == {"new"}


def test_differences_from_a_folder(here: Path, run: Run) -> None:
    shutil.copytree("own", "old")
    (here / "own" / "fr" / "house.yaml").write_text(RULES.partition("- name: flea")[0], encoding="utf-8")
    assert differences(run("--against", "old", "--format", "json")[1]) == [("gone", "flea")]


def test_where_nothing_differs_that_is_said(here: Path, run: Run) -> None:
    shutil.copytree("own", "old")
    assert "against old: all findings are the same\n" in run("--against", "old")[1]


def test_mistakes_in_earlier_rules_are_counted(here: Path, run: Run) -> None:
    shutil.copytree("own", "old")
    (here / "old" / "fr" / "house.yaml").write_text(RULES + "- name: x\n  find: x\n  level: high\n", encoding="utf-8")
    assert run("--against", "old")[2] == "--against old: 1 mistake in those rules; what has any doesn't run\n"


def test_an_unknown_revision_is_named(repository: Path, run: Run) -> None:
    code, printed, told = run("--against", "v9")
    assert (code, printed) == (2, "")
    assert told.startswith("--against v9: git knows no such revision in the repository of own, and no folder is called so; 'git log --oneline' lists")


def test_a_revision_cannot_be_an_option(repository: Path, run: Run) -> None:
    assert run("--against=--output=x")[0] == 2
    assert not os.path.exists("x")


def test_a_folder_without_git_has_no_revisions(here: Path, run: Run) -> None:
    code, _, told = run("--against", "v1")
    assert (code, told) == (2, "--against v1: own lies in no git repository, and no folder is called so; name a folder of rules\n")


def test_without_git_a_folder_can_be_named(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, _, told = run("--against", "v1")
    assert (code, told) == (2, "--against: git isn't installed here, so that no revision can be read; install it, or name a folder of rules\n")


def test_a_single_file_can_be_had_as_it_was(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = repository / "own" / "fr" / "house.yaml"
    copy = _revision.export(str(path), _revision.commit_of(str(path), "v1"), str(tmp_path_factory.mktemp("copy")))
    assert Path(copy).read_text(encoding="utf-8") == RULES
    assert _revision.is_in_repository(str(path))
    assert not _revision.is_in_repository(str(repository / "own" / "other.yaml"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(RULES, None, id="plain"),
        pytest.param(RULES.replace("\n", "\r\n"), None, id="Windows line ends"),
        pytest.param("\ufeff# \u00e9tat\n\n" + RULES.rstrip(), None, id="a mark at the beginning, no line end at the last"),
    ],
)
def test_every_other_byte_stays(here: Path, run: Run, before: str, after: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")
    path = here / "own" / "fr" / "house.yaml"
    path.write_bytes(before.encode())
    code, _, told = run("--write")
    assert (code, told) == (0, "own/fr/house.yaml: wrote what was measured of 2 rules\n")
    written = path.read_bytes().decode()
    lines = written.splitlines(keepends=True)
    assert sum(line.strip().startswith("measured: {alarms: 1, good-words: 12, catches: 0, damaged-words: 0, date: 2025-11-25}") for line in lines) == 2
    kept = "".join(line for line in lines if "measured:" not in line)
    assert kept.rstrip("\r\n") == before.rstrip("\r\n")


def test_what_was_measured_before_is_replaced(here: Path, run: Run) -> None:
    run("--write")
    once = (here / "own" / "fr" / "house.yaml").read_bytes()
    code, _, told = run("--write")
    assert (code, told) == (0, "")
    assert (here / "own" / "fr" / "house.yaml").read_bytes() == once


def test_a_rule_that_cannot_be_written_is_named_and_the_others_are(here: Path, run: Run) -> None:
    path = here / "own" / "fr" / "house.yaml"
    path.write_text("- {name: short, find: delay}\n" + RULES, encoding="utf-8")
    code, _, told = run("--write")
    assert code == 2
    assert told == (
        "own/fr/house.yaml: wrote what was measured of 2 rules\n"
        "own/fr/house.yaml:1: fr/house/short: this rule isn't written with a line for each field, so that none can be set; write it so\n"
    )
    assert path.read_text(encoding="utf-8").count("measured:") == 2


def test_a_file_that_cannot_be_written_is_left(here: Path, run: Run) -> None:
    path = here / "own" / "fr" / "house.yaml"
    path.chmod(0o444)
    code, _, told = run("--write")
    assert code == 2
    assert told == "own/fr/house.yaml: read-only; nothing was changed, make it writable (chmod u+w) and run again\n"
    assert path.read_text(encoding="utf-8") == RULES


def test_a_file_that_changed_meanwhile_is_left(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.authoring import measure

    path, real = here / "own" / "fr" / "house.yaml", measure.run

    def slow(*given: object, **more: object) -> object:
        path.write_text(RULES + "# mine\n", encoding="utf-8")
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(measure, "run", slow)
    code, _, told = run("--write")
    assert (code, "changed by another program meanwhile" in told) == (2, True)
    assert path.read_text(encoding="utf-8") == RULES + "# mine\n"


@pytest.mark.parametrize(
    ("limit", "code"),
    [pytest.param((), 0, id="no gate"), pytest.param(("--max-noise", "900"), 0, id="quieter"), pytest.param(("--max-noise", "1"), 1, id="noisier")],
)
def test_noise_fails_where_a_limit_is_given(here: Path, run: Run, limit: tuple[str, ...], code: int) -> None:
    assert run(*limit)[0] == code


def test_what_a_person_found_real_is_no_alarm(here: Path, run: Run) -> None:
    hashes = [finding["hash"] for rule in json.loads(run("--format", "json")[1])["rules"] for finding in rule["findings_in_good"]]
    (here / "real.tsv").write_text("# hash\tsurface\treason\n" + "".join(f"{hash}\tx\ty\n" for hash in hashes), encoding="utf-8")
    code, printed, _ = run("--real", "real.tsv", "--max-noise", "0")
    assert code == 0
    assert "2 findings in good English were read by a person and are real (--real): no alarms." in " ".join(printed.split())


def test_rules_that_ship_can_be_measured_by_their_path(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from cleaner.engine.library import shipped_folder

    (here / "a.txt").write_text("The ONU met, and the IA chip of Nvidia was a topic.\n", encoding="utf-8")
    shipped = os.path.join(shipped_folder(), "romance")
    assert main(["rules", "bench", shipped, "--damaged", "a.txt", "--format", "json"]) == 0
    rules = json.loads(capfd.readouterr().out)["rules"]
    assert all(rule["rule"].startswith("romance/") for rule in rules)
    assert any(rule["catches"] for rule in rules)


def test_any_number_of_jobs_prints_the_same(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.authoring import measure

    monkeypatch.setattr(measure, "BATCH", 100)
    (here / "a.txt").write_text("".join(f"Text {n}. {TEXT}\n" for n in range(40)), encoding="utf-8")
    alone, shared = (run("--cut", "--format", "json", "--html", "p.html", "--jobs", jobs) for jobs in ("1", "2"))
    assert alone == shared
    assert len(json.loads(alone[1])["rules"][0]["findings_in_good"]) == 40


def test_an_interrupt_ends_the_run(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.authoring import measure

    def interrupted(*given: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(measure, "run", interrupted)
    assert run("--html", "p.html")[0] == 130
    assert not os.path.exists("p.html")
