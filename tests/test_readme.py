"""What the README says to write and to run is understood. (What it prints is checked by cog.)"""

from __future__ import annotations

import doctest
import pathlib
import re
import shlex

import click
import pytest

from cleaner.cli import MODULES
from cleaner.cli.app import APP
from cleaner.config.lookup import load

ROOT = pathlib.Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_settings_are_settings(tmp_path: pathlib.Path) -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    (tmp_path / "rules").mkdir()
    (tmp_path / "vocabulary.txt").touch()
    (tmp_path / "cleaner.toml").write_text(block, encoding="utf-8")
    settings = load(str(tmp_path / "cleaner.toml"))
    assert settings
    assert settings.rules == (str(tmp_path / "rules"),)
    assert settings.fail_on == "error"


@pytest.mark.parametrize("command", re.findall(r"^\| `clean ([^`]*)`", README, re.MULTILINE))
def test_the_options_are_options(command: str) -> None:
    words = shlex.split(command.split(" < ")[0])
    ctx = click.Context(APP)
    found = APP.get_command(ctx, words.pop(0) if words[0] in MODULES else "check")
    while isinstance(found, click.Group) and words:
        found = found.get_command(ctx, words.pop(0))
    assert found is not None
    found.make_context("clean", words)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_python_says_what_it_says() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert tried > 2
    assert failed == 0
