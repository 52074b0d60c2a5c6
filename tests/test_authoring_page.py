"""docs/authoring.md: its three rules are made by its commands, from a copy of the project that doesn't have them yet."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "authoring.md"
ACCEPT = bool(os.environ.get("CLEANER_ACCEPT"))
DATE = re.compile(r"date: \d{4}-\d\d-\d\d")

pytestmark = [
    pytest.mark.gold,
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("CLEANER_TEST_WHEEL")), reason="copies the package beside its rules, which an installed one isn't"),
]


def sessions(page: str) -> list[tuple[int, int, list[str]]]:
    """The console blocks of *page*: where the text in each begins and ends, and its commands."""
    found = []
    for block in re.finditer(r"```console\n(.*?)```", page, re.DOTALL):
        commands = re.findall(r"^\$ ((?:[^\n]*\\\n)*[^\n]*)\n", block[1], re.MULTILINE)
        found.append((block.start(1), block.end(1), commands))
    return found


def printed(commands: list[str], folder: Path) -> Iterator[str]:
    """Run *commands* in *folder* and yield each with what it prints."""
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    for command in commands:
        words = shlex.split(command.replace("\\\n", ""))
        assert words[0] == "clean"
        done = subprocess.run([sys.executable, "-m", "cleaner", *words[1:]], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=300)
        assert done.returncode == 0, done.stderr
        yield f"$ {command}\n{done.stdout.rstrip()}\n"


@pytest.fixture
def project(tmp_path: Path, shared: Path) -> Path:
    """A copy of the project without the page's rules, and the texts beside it."""
    (tmp_path / "cleaner").symlink_to(ROOT / "cleaner")
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "rules.schema.json", tmp_path / "docs")
    (tmp_path / "good").symlink_to(shared / "corpora" / "clean")
    (tmp_path / "damaged.jsonl").symlink_to(shared / "gold" / "dev_positives.jsonl")
    for pack in packs():
        (tmp_path / "rules" / f"{pack}.yaml").unlink(missing_ok=True)
    return tmp_path


def packs() -> list[str]:
    return re.findall(r"--pack (\S+)", PAGE.read_text(encoding="utf-8"))


def test_three_commands_make_each_rule_that_ships(project: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    written = page
    for start, end, commands in reversed(sessions(page)):
        assert len(commands) == 3
        written = written[:start] + "\n".join(printed(commands, project)) + written[end:]
    if ACCEPT:
        PAGE.write_text(written, encoding="utf-8")
        for pack in packs():
            (ROOT / "rules" / pack).parent.mkdir(exist_ok=True)
            shutil.copy(project / "rules" / f"{pack}.yaml", ROOT / "rules" / f"{pack}.yaml")
    assert written == page
    assert len(packs()) == 3
    for pack in packs():
        made, ours = ((folder / "rules" / f"{pack}.yaml").read_text(encoding="utf-8") for folder in (project, ROOT))
        assert DATE.sub("", made) == DATE.sub("", ours)
        assert "preview" not in made
