"""The project keeps what it promises about itself: its commands, its imports, its hooks, its tests' own skips."""

from __future__ import annotations

import ast
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

import cleaner
from cleaner import formats

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLEAN = pathlib.Path(sys.executable).with_name("clean")

# In a checkout hashlib is imported too: the rules' content is their key in the cache.
HEAVY = ("yaml", "pydantic", "ftfy", "charset_normalizer", "pathspec", "rich", "pyromark", "numpy", "tomllib", "difflib", "tempfile", "subprocess")


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_readme_gives_the_command_that_ci_installs_with() -> None:
    (install,) = re.findall(r"^python3 -m venv .*$", (ROOT / ".ci/run").read_text(), re.MULTILINE)
    assert f"{install} && .venv/bin/python -m pytest" in (ROOT / "README.md").read_text().splitlines()


def test_ci_script_can_be_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert run("bash", "-n", ROOT / ".ci/run").returncode == 0


def test_changelog_knows_the_version() -> None:
    assert f"## [{cleaner.__version__}]" in (ROOT / "CHANGELOG.md").read_text()


def test_console_script_tells_the_version() -> None:
    assert cleaner.__version__ in run(CLEAN, "--version").stdout


@pytest.mark.parametrize("hook", ["clean", "clean-fix"])
def test_hooks_for_others_take_every_format(hook: str) -> None:
    (pattern,) = re.findall(rf"- id: {hook}\n(?:  .*\n)*?  files: '(.*)'\n", (ROOT / ".pre-commit-hooks.yaml").read_text() + "\n")
    assert [suffix for suffix in formats.SUFFIXES if not re.search(pattern, "docs/page" + suffix)] == []
    assert not re.search(pattern, "page.md.png")


def test_warm_check_of_plain_text_imports_nothing_heavy(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text("The reactor was shut down on Monday, and the town had no light for an hour.\n")
    code = (
        "import sys\nfrom cleaner.cli.main import main\nsys.argv = ['clean', 'check', 'a.txt']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # measuring imports things of its own
    runs = [run(sys.executable, "-c", code, cwd=tmp_path, env=env) for _ in range(2)]
    assert [r.returncode for r in runs] == [0, 0], runs[0].stderr
    assert runs[1].stderr.split() == []


def test_no_relative_and_no_star_imports() -> None:
    for path in (ROOT / "cleaner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            assert not isinstance(node, ast.ImportFrom) or (node.level == 0 and node.names[0].name != "*"), f"{path}:{node.lineno}"


@pytest.mark.skipif("CLEANER_TEST_WHEEL" not in os.environ, reason="only where the built wheel is what is tested")
def test_wheel_is_what_is_tested_and_has_its_rules_compiled(tmp_path: pathlib.Path) -> None:
    package = pathlib.Path(cleaner.__file__).parent
    assert ROOT not in package.parents
    assert {path.name for path in (package / "_rules").iterdir()} > {"compiled.bin", "structure"}
    assert (package / "py.typed").is_file()
    (tmp_path / "a.txt").write_text("All is well here.\n")
    cache = tmp_path / "cache"
    assert run(CLEAN, "check", "a.txt", cwd=tmp_path, env={**os.environ, "CLEANER_CACHE_DIR": str(cache)}).returncode == 0
    assert not cache.exists() or not any(cache.iterdir())


def test_gpl_is_never_a_dependency_unasked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked_by = {extra for extra, names in project["optional-dependencies"].items() if any(name.startswith("language-tool-python") for name in names)}
    assert asked_by == {"languagetool"}
    assert not any(name.startswith("language-tool-python") for name in project["dependencies"])


INNER = """
import pytest

@pytest.mark.spark
def test_on_a_cluster():
    pass
"""


@pytest.fixture
def inner(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder with this project's conftest and one test that needs Spark."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/conftest.py", tmp_path / "tests/conftest.py")
    (tmp_path / "tests/test_inner.py").write_text(INNER)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    spark: needs Spark\n")
    return tmp_path


@pytest.mark.parametrize(
    ("require", "code", "says"),
    [
        pytest.param("", 0, "1 skipped", id="absent and not asked for"),
        pytest.param("spark", 1, "CLEANER_REQUIRE asks for spark", id="asked for, so a skip would hide that nothing ran"),
        pytest.param("sparc", 4, "no such marker", id="misspelled, so nothing would be required"),
    ],
)
def test_absent_component(inner: pathlib.Path, require: str, code: int, says: str) -> None:
    env = {**os.environ, "CLEANER_REQUIRE": require}
    # `-S`-like isolation isn't needed: a module that can't be imported is an absent pyspark, wherever the tests run.
    hidden = "import sys, pytest\nsys.modules['pyspark'] = None\nsys.exit(pytest.main(['-rs', '-p', 'no:cacheprovider', '-p', 'no:randomly', 'tests']))"
    done = run(sys.executable, "-c", hidden, cwd=inner, env=env)
    assert (done.returncode, says in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr
