"""Rules as they were at a revision of the git repository that they live in."""

from __future__ import annotations

import os
import subprocess

from cleaner.errors import SettingsError

SUFFIXES = (".yaml", ".yml")


def commit_of(place: str, revision: str) -> str:
    """Return the commit that *revision* names in the repository that *place*, a folder or file, lies in; SettingsError where there is none."""
    folder = _folder(place)
    shown = os.path.relpath(place)
    if _git(folder, "rev-parse", "--show-toplevel") is None:
        raise SettingsError(f"--against {revision}: {shown} lies in no git repository, and no folder is called so; name a folder of rules")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    if found is None:
        raise SettingsError(
            f"--against {revision}: git knows no such revision in the repository of {shown}, and no folder is called so; 'git log --oneline' lists revisions"
        )
    return found.decode().strip()


def is_in_repository(place: str) -> bool:
    """Say whether git keeps what lies at *place*, a folder or file."""
    folder = _folder(place)
    return _git(folder, "rev-parse", "--show-toplevel") is not None and bool(_git(folder, "ls-files", "-z", "--", os.path.abspath(place)))


def export(place: str, commit: str, target: str) -> str:
    """Write the rule files that *place* had at *commit* below the folder *target* and return where it is there; nothing is there where there were none."""
    folder = _folder(place)
    top = os.path.realpath(os.fsdecode((_git(folder, "rev-parse", "--show-toplevel") or b"").rstrip(b"\n")))
    inside = os.path.relpath(os.path.realpath(place), top).replace(os.sep, "/")
    wanted = [] if inside == "." else [inside]
    listing = _git(top, "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted) or b""
    for entry in listing.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        path = os.fsdecode(name)
        if not about.startswith(b"100") or not path.endswith(SUFFIXES):
            continue
        out = os.path.join(target, path)
        os.makedirs(os.path.dirname(out), exist_ok=True)
        with open(out, "wb") as file:
            file.write(_git(top, "cat-file", "blob", about.split()[2].decode()) or b"")
    return os.path.join(target, *wanted)


def _folder(place: str) -> str:
    real = os.path.realpath(place)
    return real if os.path.isdir(real) else os.path.dirname(real)


def _git(folder: str, *words: str) -> bytes | None:
    """Return what git says in *folder*, None where it refuses; SettingsError where it isn't installed."""
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise SettingsError("--against: git isn't installed here, so that no revision can be read; install it, or name a folder of rules") from None
    return done.stdout if done.returncode == 0 else None
