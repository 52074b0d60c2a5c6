#!/usr/bin/env python3
"""Gives each file below rules/ the line by which editors complete and check it, and leaves every other byte as it is.

Run it when rule files were added or moved; `--check` only names the files that lack the line, and exits with 1 where there are any.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = pathlib.PurePosixPath("docs/rules.schema.json")
SUFFIXES = (".yaml", ".yml")
MARK = b"\xef\xbb\xbf"
MODELINE = re.compile(rb"#[ \t]*yaml-language-server:[^\r\n]*(?:\r\n|\n|\r|\Z)")
COMMENT = re.compile(rb"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")


def line(path: pathlib.PurePosixPath) -> str:
    """Return the line that the file at *path*, counted from the root of the project, opens with."""
    return f"# yaml-language-server: $schema={'../' * (len(path.parts) - 1)}{SCHEMA}"


def opened(raw: bytes, wanted: str) -> bytes:
    """Return the bytes *raw* of a file with *wanted* as its first line, and no other such line among the comments that open it."""
    mark = MARK if raw.startswith(MARK) else b""
    end = (re.search(rb"\r\n|\n|\r", raw) or [b"\n"])[0]
    body, at = raw[len(mark) :], 0
    while at < len(body):
        if found := MODELINE.match(body, at):
            body = body[:at] + body[found.end() :]
        elif found := COMMENT.match(body, at):
            at = found.end()
        else:
            break
    return mark + wanted.encode() + end + body


def files(root: pathlib.Path) -> list[pathlib.Path]:
    """Return the rule files of the project at *root*."""
    return sorted(path for path in (root / "rules").rglob("*") if path.suffix in SUFFIXES and path.is_file())


def main() -> int:
    """Do it, and say in how many files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, name what would be changed")
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help="the project (default: the one that this file is in)")
    asked = parser.parse_args()
    changed = 0
    for path in files(asked.root):
        shown = path.relative_to(asked.root).as_posix()
        raw = path.read_bytes()
        new = opened(raw, line(pathlib.PurePosixPath(shown)))
        if new == raw:
            continue
        changed += 1
        if asked.check:
            print(f"{shown}: the line of the schema is missing or wrong; run .ci/schema_lines.py")
        else:
            path.write_bytes(new)
    if not asked.check:
        print(f"{changed} file{'' if changed == 1 else 's'} changed")
    return 1 if asked.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
