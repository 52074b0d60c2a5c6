import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import formats
from cleaner.cli import output
from cleaner.cli.main import main
from cleaner.cli.output import Progress, painted, wants_color, width

BAD = "The start-up sells the only IA chip.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLEANER_DEBUG", raising=False)
    yield tmp_path
    formats.load.cache_clear()  # a test may have changed where a format comes from


def lose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an error of ours, since no way to one is known: a format whose module isn't there."""
    formats.load.cache_clear()
    monkeypatch.setitem(formats.MODULES, "text", "cleaner.formats.lost")


def test_an_error_of_ours_is_a_line_that_names_the_file(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text(BAD, encoding="utf-8")
    lose(monkeypatch)
    assert main(["--fix", "a.txt"]) == 3
    told = capfd.readouterr().err
    assert told.startswith(
        "a.txt: internal error, nothing was written to it (ModuleNotFoundError: No module named 'cleaner.formats.lost'); set CLEANER_DEBUG=1 "
    )
    assert told.count("\n") == 1
    assert (here / "a.txt").read_text(encoding="utf-8") == BAD


def test_the_traceback_can_be_had(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text(BAD, encoding="utf-8")
    lose(monkeypatch)
    monkeypatch.setenv("CLEANER_DEBUG", "1")
    assert main(["a.txt"]) == 3
    assert "Traceback (most recent call last)" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="a folder in use can't be deleted")
def test_a_current_folder_that_is_gone_is_named(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "gone").mkdir()
    os.chdir(here / "gone")
    (here / "gone").rmdir()
    assert main(["a.txt"]) == 2
    os.chdir(here)
    assert capfd.readouterr().err == "the current folder can't be used (No such file or directory); change to one that is there\n"


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")
def test_an_interrupted_run_says_so(here: Path) -> None:
    os.mkfifo(here / "a.txt")
    process = subprocess.Popen([sys.executable, "-m", "cleaner", "a.txt"], stderr=subprocess.PIPE, cwd=here)
    with (here / "a.txt").open("wb"):  # opens when the other side does: from here on it reads
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
    assert (process.returncode, told) == (130, b"interrupted\n")


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "expected"),
    [
        pytest.param("auto", True, {}, True, id="a terminal"),
        pytest.param("auto", False, {}, False, id="no terminal"),
        pytest.param("auto", True, {"TERM": "dumb"}, False, id="a terminal without colours"),
        pytest.param("auto", True, {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param("auto", True, {"NO_COLOR": ""}, True, id="an empty NO_COLOR says nothing"),
        pytest.param("auto", False, {"FORCE_COLOR": "1"}, True, id="FORCE_COLOR"),
        pytest.param("auto", False, {"FORCE_COLOR": "0"}, False, id="FORCE_COLOR of 0"),
        pytest.param("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, id="both"),
        pytest.param("always", False, {"NO_COLOR": "1"}, True, id="the option wins"),
        pytest.param("never", True, {"FORCE_COLOR": "1"}, False, id="the option wins here too"),
    ],
)
def test_when_there_are_colours(monkeypatch: pytest.MonkeyPatch, choice: str, terminal: bool, environment: dict[str, str], expected: bool) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_color(choice, terminal) is expected


@pytest.mark.parametrize(("columns", "expected"), [("72", 72), ("wide", 80), ("0", 80)])
def test_the_width(monkeypatch: pytest.MonkeyPatch, columns: str, expected: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == expected


def test_a_diff_is_painted_as_git_does_it() -> None:
    diff = b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+b\r\n c\n\\ No newline\n"
    assert (
        painted(diff) == b"\x1b[1m--- a/x\x1b[m\n\x1b[1m+++ b/x\x1b[m\n\x1b[36m@@ -1 +1 @@\x1b[m\n\x1b[31m-a\x1b[m\r\n\x1b[32m+b\x1b[m\r\n c\n\\ No newline\n"
    )


def test_progress_is_shown_and_taken_away(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(output, "START", 0.0)
    progress = Progress(4, shown=True)
    progress.step("a.txt")
    progress.step("b.txt")  # too soon after the first
    progress.clear()
    progress.clear()
    assert capsys.readouterr().err == "\r\x1b[K[#####---------------] 1/4 a.txt\r\x1b[K"


@pytest.mark.parametrize(("total", "shown"), [pytest.param(1, True, id="one file"), pytest.param(4, False, id="no terminal")])
def test_no_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], total: int, shown: bool) -> None:
    monkeypatch.setattr(output, "START", 0.0)
    progress = Progress(total, shown)
    progress.step("a.txt")
    progress.clear()
    assert capsys.readouterr().err == ""
