"""Prints examples into the README through cog: files, a command, and what the command really prints.

`nox -s regenerate` runs them, each in an empty folder; `nox -s lint` checks that they are up to date.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping

COMMAND = (sys.executable, "-c", "import sys; from cleaner.cli.main import main; sys.exit(main())")
ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}

SENTENCE = "The maker of IA chips says its new fleas beat any Nafidia GPU.\n"
RULE = """\
- name: formation
  find: formation
  put: training
  after: [course, centre, programme]      # one of these words must follow
  source: {fr: formation}
  why: "French 'formation' is also a training; here that is meant"
  applicability: safe
  fires:
    - "The firm paid for a [[formation -> training]] course."
  ok:
    - "Geese flew over the golf course in formation."
"""


def clean(words: str, files: Mapping[str, str]) -> str:
    """Return what ``clean`` with *words* behind it prints, in a folder that holds *files* (path → text)."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(text)
        environment = os.environ | ENVIRONMENT
        done = subprocess.run([*COMMAND, *words.split()], cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise RuntimeError(f"clean {words}: {done.stderr}")
    return done.stdout


def block(text: str, language: str = "console") -> str:
    """Return *text* as a block of Markdown."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def first_screen() -> str:
    """Show a damaged sentence, a command and its diff."""
    name = "lede.txt"
    return block(f"$ cat {name}\n{SENTENCE}\n$ clean {name}\n{clean(name, {name: SENTENCE})}")


def own_rule() -> str:
    """Show a rule and what it finds."""
    rule, note = "rules/fr/work.yaml", "note.txt"
    words = f"--rules rules {note}"
    printed = clean(words, {rule: RULE, note: "She runs the formation centre of the port.\n"})
    return block(f"# {rule}\n{RULE}", "yaml") + "\n" + block(f"$ clean {words}\n{printed}")


def exit_codes() -> str:
    """Show what each exit code means."""
    from cleaner.cli.help import CODES

    return "\n".join(["| code | |", "|---|---|", *[f"| {code} | {meaning} |" for code, meaning in CODES]]) + "\n"
