"""What CI runs, session by session: ``nox`` for all of it, ``nox -s lint`` for one.

`lint`, `rules`, `tests` and `bench` use the environment that nox itself is installed in; `wheel` makes a fresh one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["lint", "rules", "wheel", "tests"]
nox.options.error_on_missing_interpreters = True

ROOT = os.path.dirname(os.path.abspath(__file__))
BIN = os.path.dirname(sys.executable)
PYTHON = ["cleaner", "tests", "benchmarks", "noxfile.py", "hatch_build.py"]
PARALLEL = ("-n", "auto", "--dist", "worksteal")  # a process a core
COG = "[[" + "[cog"


def tool(session: nox.Session, name: str, *args: str) -> None:
    """Run the command *name* of nox's own environment."""
    session.run(os.path.join(BIN, name), *args, external=True)


def project_files() -> list[str]:
    """Return the project's files, committed or about to be, relative to its root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    return sorted(name for name in set(listed) if os.path.isfile(os.path.join(ROOT, name)))


def generated_files() -> list[str]:
    """Return the files with a part that cog writes."""
    found = []
    for name in project_files():
        if name.endswith((".md", ".py", ".toml", ".yaml")):
            with open(os.path.join(ROOT, name), encoding="utf-8") as f:
                if COG in f.read():
                    found.append(name)
    return found


@nox.session(venv_backend="none")
def lint(session: nox.Session) -> None:
    """Check style, types, the walls between the rooms, and that generated parts are up to date."""
    tool(session, "ruff", "check", *PYTHON)
    tool(session, "ruff", "format", "--check", *PYTHON)
    tool(session, "mypy")
    tool(session, "lint-imports", "--no-cache")
    generated(session)


@nox.session(venv_backend="none")
def generated(session: nox.Session) -> None:
    """Check that the parts written by cog are up to date."""
    tool(session, "cog", "--check", "--diff", *generated_files())


@nox.session(venv_backend="none")
def regenerate(session: nox.Session) -> None:
    """Write the parts that cog writes anew."""
    tool(session, "cog", "-r", *generated_files())


@nox.session(venv_backend="none")
def rules(session: nox.Session) -> None:
    """Run the examples of the rules that ship, and hold the rules against one another; advice is counted."""
    tool(session, "python", "-m", "cleaner", "rules", "test", "rules", "--advice", "count", *session.posargs)


@nox.session(venv_backend="none")
def tests(session: nox.Session) -> None:
    """Run the tests and doctests, with branch coverage."""
    tool(session, "python", "-m", "pytest", *PARALLEL, "--cov", "--cov-report=term", *session.posargs)


@nox.session(venv_backend="venv")
def wheel(session: nox.Session) -> None:
    """Build the sdist, the wheel from it, and run the tests against the installed wheel, away from the checkout."""
    made = os.path.abspath(session.virtualenv.location)
    dist, copy = os.path.join(made, "dist"), os.path.join(made, "copy")
    for folder in (dist, copy):
        shutil.rmtree(folder, ignore_errors=True)
    tool(session, "python", "-m", "build", "--outdir", dist, ROOT)
    (built,) = (os.path.join(dist, name) for name in os.listdir(dist) if name.endswith(".whl"))
    session.install(f"mt-cleaner[dev] @ file://{built}")
    for name in project_files():
        # All but the package: `import cleaner` must find the installed one.
        if not name.startswith("cleaner/"):
            os.makedirs(os.path.dirname(os.path.join(copy, name)), exist_ok=True)
            shutil.copy2(os.path.join(ROOT, name), os.path.join(copy, name))
    shared = os.environ.get("CLEANER_SHARED") or os.path.join(os.path.dirname(ROOT), "shared")
    session.chdir(copy)
    session.run("python", "-m", "pytest", "tests", *PARALLEL, *session.posargs, env={"CLEANER_SHARED": shared, "CLEANER_TEST_WHEEL": "1"})


@nox.session(venv_backend="none")
def bench(session: nox.Session) -> None:
    """Measure, and fail where a bar of the benchmarks is missed."""
    tool(session, "python", "benchmarks/speed.py", "--check", *session.posargs)
    tool(session, "python", "benchmarks/rules_test.py", "--check")
