"""Golden commands: a folder in, command lines, exact output and exit codes, a folder out.

A case is a folder of `cases/`. `cmd` has a shell command a line; `base/` with the case's `in/` laid over it is where
they run. `stdout`, `stderr` and `code` are what they must give, `out/` holds the files that they must have changed or
made. `CLEANER_ACCEPT=1 pytest tests/cli/test_cases.py` writes what they do give: read the diff, then commit it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "cases").iterdir())
ACCEPT = bool(os.environ.get("CLEANER_ACCEPT"))
HASH = re.compile(rb'("ruleset": ")[0-9a-f ]+"')

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are written for a POSIX shell")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the commands find: `clean` on the path, $OWN for the rules of `base/` alone, no colours, 80 columns."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "clean"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleaner "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE", "CLEANER_DEBUG")}
    added = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE.parent.parent), os.environ.get("PYTHONPATH")])),
        "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("pycache")),
        "OWN": "--no-shipped-rules --rules rules",
        "COLUMNS": "80",
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
    }
    return kept | added


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in *folder*, by path; of a link where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = b"-> " + os.readlink(path).encode()
        elif path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


@pytest.mark.parametrize("name", CASES)
def test_commands(name: str, tmp_path: Path, environment: dict[str, str]) -> None:
    case, work = HERE / "cases" / name, tmp_path / "work"
    shutil.copytree(HERE / "base", work)
    if (case / "in").is_dir():
        shutil.copytree(case / "in", work, dirs_exist_ok=True, symlinks=True)
    before = files(work)

    done = [
        subprocess.run(["/bin/sh", "-c", line], cwd=work, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
        for line in (case / "cmd").read_text(encoding="utf-8").splitlines()
    ]

    def shown(raw: bytes) -> str:
        return HASH.sub(rb'\1*"', raw).decode("utf-8", "backslashreplace").replace(str(work), "{work}")

    got = {
        "stdout": "".join(shown(each.stdout) for each in done),
        "stderr": "".join(shown(each.stderr) for each in done),
        "code": "".join(f"{each.returncode}\n" for each in done),
    }
    after = files(work)
    changed = {path: HASH.sub(rb'\1*"', raw) for path, raw in after.items() if before.get(path) != raw}
    assert before.keys() <= after.keys()
    if ACCEPT:
        accept(case, got, changed)
    assert got == {key: read(case / key) for key in got}
    assert changed == files(case / "out")


def read(path: Path) -> str:
    """Return the text of the file at *path*; none is an empty one."""
    return path.read_bytes().decode() if path.exists() else ""


def accept(case: Path, got: dict[str, str], changed: dict[str, bytes]) -> None:
    """Make *case* expect what it got."""
    for key, text in got.items():
        (case / key).unlink(missing_ok=True)
        if text:
            (case / key).write_bytes(text.encode())
    shutil.rmtree(case / "out", ignore_errors=True)
    for path, raw in changed.items():
        target = case / "out" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
