"""Count what is raised in vain on edited English: ``python benchmarks/alarms.py [--json] [--show]``.

Unpacks the clean corpora of the shared folder (``CLEANER_SHARED``, or ``../shared`` beside the checkout) and scores them with its
``bin/score.py``; findings listed in real_damage.tsv were read by a person and are real. `clean` is the one beside this Python.
"""

from __future__ import annotations

import glob
import gzip
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("CLEANER_SHARED") or os.path.join(os.path.dirname(os.path.dirname(HERE)), "shared")


def score(*arguments: str) -> int:
    """Run ``score.py`` with *arguments* and with this environment's `clean`; return its exit code."""
    return subprocess.run(_command(*arguments), env=_environment(), check=False).returncode


def scored(*arguments: str) -> str:
    """Run ``score.py`` likewise and return what it prints; CalledProcessError where it fails."""
    return subprocess.run(_command(*arguments), env=_environment(), check=True, stdout=subprocess.PIPE, text=True).stdout


def _command(*arguments: str) -> list[str]:
    return [sys.executable, os.path.join(SHARED, "bin", "score.py"), *arguments]


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", "")))}


def unpack(folder: str) -> list[str]:
    """Unpack the clean corpora into *folder*; return the files' paths."""
    paths = []
    for packed in sorted(glob.glob(os.path.join(SHARED, "corpora", "clean", "*.txt.gz"))):
        paths.append(os.path.join(folder, os.path.basename(packed).removesuffix(".gz")))
        with gzip.open(packed) as source, open(paths[-1], "wb") as target:
            shutil.copyfileobj(source, target)
    return paths


def main() -> None:
    """Unpack, score, and exit as the score does."""
    with tempfile.TemporaryDirectory(prefix="cleaner-alarms-") as folder:
        files = unpack(folder)
        if not files:
            sys.exit(f"{SHARED}: no clean corpora; name the shared folder in CLEANER_SHARED")
        sys.exit(score("alarms", *files, "--real", os.path.join(HERE, "real_damage.tsv"), *sys.argv[1:]))


if __name__ == "__main__":
    main()
