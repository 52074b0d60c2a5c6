from __future__ import annotations

import importlib.util
import os
import pathlib
import subprocess
import sys
from types import ModuleType

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / ".ci" / "schema_lines.py"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*") if path.suffix in (".yaml", ".yml"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("schema_lines", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_that_ships_names_the_schema_first() -> None:
    assert len(FILES) > 100
    wrong = []
    for name in FILES:
        first = (ROOT / name).read_text(encoding="utf-8").partition("\n")[0]
        before, _, path = first.partition("$schema=")
        if before != "# yaml-language-server: " or not (ROOT / name).parent.joinpath(path).resolve().samefile(ROOT / "docs" / "rules.schema.json"):
            wrong.append(name)
    assert not wrong, "run .ci/schema_lines.py"


LINE = "# yaml-language-server: $schema=../../docs/rules.schema.json"


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        pytest.param(b"- name: a\n", b"%b\n- name: a\n", id="none there"),
        pytest.param(b"# Ours.\n\n- name: a", b"%b\n# Ours.\n\n- name: a", id="before the first comment"),
        pytest.param(b"- name: a\r\n", b"%b\r\n- name: a\r\n", id="line ends are kept"),
        pytest.param(b"\xef\xbb\xbf- name: a\n", b"\xef\xbb\xbf%b\n- name: a\n", id="a byte-order mark is kept"),
        pytest.param(b"# yaml-language-server: $schema=x.json\n- name: a\n", b"%b\n- name: a\n", id="a wrong one is mended"),
        pytest.param(b"# Ours.\n#yaml-language-server: $schema=x\n- a\n", b"%b\n# Ours.\n- a\n", id="one further down goes"),
        pytest.param(
            b"- name: a\n# yaml-language-server: it\n", b"%b\n- name: a\n# yaml-language-server: it\n", id="what isn't among the first comments stays"
        ),
        pytest.param(b"", b"%b\n", id="an empty file"),
        pytest.param(b"\xff\x00", b"%b\n\xff\x00", id="bytes that are no text"),
    ],
)
def test_the_line_is_put_in_and_nothing_else_changes(script: ModuleType, raw: bytes, made: bytes) -> None:
    wanted = made.replace(b"%b", LINE.encode())
    assert script.line(pathlib.PurePosixPath("rules/fr/a.yaml")) == LINE
    assert script.opened(raw, LINE) == wanted
    assert script.opened(wanted, LINE) == wanted


def test_it_runs_over_a_project(tmp_path: pathlib.Path) -> None:
    (tmp_path / "rules" / "fr" / "deep").mkdir(parents=True)
    (tmp_path / "rules" / "a.yaml").write_bytes(b"- name: a\n")
    (tmp_path / "rules" / "fr" / "deep" / "b.yml").write_bytes(b"- name: b\n")
    (tmp_path / "rules" / "note.txt").write_bytes(b"not a rule\n")

    def run(*words: str) -> tuple[int, list[str]]:
        done = subprocess.run([sys.executable, SCRIPT, "--root", tmp_path, *words], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()

    code, told = run("--check")
    assert (code, [line.partition(":")[0] for line in told]) == (1, ["rules/a.yaml", "rules/fr/deep/b.yml"])
    assert run() == (0, ["2 files changed"])
    assert run() == (0, ["0 files changed"])
    assert run("--check") == (0, [])
    assert (tmp_path / "rules" / "fr" / "deep" / "b.yml").read_text() == "# yaml-language-server: $schema=../../../docs/rules.schema.json\n- name: b\n"
    assert (tmp_path / "rules" / "note.txt").read_text() == "not a rule\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such mode")
def test_it_can_be_run() -> None:
    assert os.access(SCRIPT, os.X_OK)
