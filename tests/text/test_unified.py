"""A diff must give exactly the new bytes when GNU patch applies it."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.text.unified import unified

PATCH = shutil.which("patch")
needs_patch = pytest.mark.skipif(PATCH is None, reason="the patch program isn't installed")


def patched(folder: Path, name: str, old: bytes, diff: bytes) -> bytes:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(old)
    done = subprocess.run(["patch", "-p1", "--no-backup-if-mismatch"], cwd=folder, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"fuzz" not in done.stdout
    assert b"offset" not in done.stdout
    return file.read_bytes() if file.exists() else b""


line = st.sampled_from([b"a\n", b"b\n", b"\n", b"c\r\n", b"d\re\n", b"- x\n", b"--- y\n", b"\xff\xc3\n", b"@@ -1 +1 @@\n", b"\\ No newline\n"])
text = st.builds(lambda lines, end: b"".join(lines) + end, st.lists(line, max_size=24), st.sampled_from([b"", b"last", b"last\r"])) | st.binary(
    max_size=20
).map(lambda raw: raw.replace(b"\0", b""))


@needs_patch
@given(text, text)
@example(b"", b"new\n")
@example(b"old", b"")
@example(b"same\n", b"same")
@settings(max_examples=60, deadline=None)
def test_patch_gives_the_new_bytes(tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes) -> None:
    if old != new:
        assert patched(tmp_path_factory.mktemp("d"), "a.txt", old, unified("a.txt", old, new)) == new


@needs_patch
@given(st.lists(line, min_size=1, max_size=40), st.data())
@settings(max_examples=40, deadline=None)
def test_patch_applies_scattered_changes(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], data: st.DataObject) -> None:
    changed = [data.draw(st.sampled_from([old, old, old, b"x" + old, b"", old + b"y\n"])) for old in lines]
    old, new = b"".join(lines), b"".join(changed)
    if old != new:
        assert patched(tmp_path_factory.mktemp("d"), "a.txt", old, unified("a.txt", old, new)) == new


@needs_patch
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("sub/two words.txt", id="spaces end a name unless a tab does"),
        pytest.param("été.txt", id="not ASCII"),
        pytest.param('say "hi".txt', id="quotes"),
        pytest.param("back\\slash.txt", id="backslash"),
    ],
)
def test_patch_finds_the_file(tmp_path: Path, name: str) -> None:
    assert patched(tmp_path, name, b"IA\n", unified(name, b"IA\n", b"AI\n")) == b"AI\n"


def test_equal_bytes_have_no_diff() -> None:
    assert unified("a.txt", b"x\n", b"x\n") == b""


def test_changes_far_apart_have_a_hunk_each() -> None:
    old = b"".join(b"%d\n" % i for i in range(30))
    diff = unified("a.txt", old, old.replace(b"\n3\n", b"\nthree\n").replace(b"\n20\n", b"\ntwenty\n"))
    assert [row for row in diff.split(b"\n") if row.startswith(b"@@")] == [b"@@ -1,7 +1,7 @@", b"@@ -18,7 +18,7 @@"]


def test_a_long_file_takes_no_second() -> None:
    old = b"".join(b"%d line of a long file that has some more words\n" % i for i in range(400_000))
    new = old.replace(b"\n5 line", b"\nfive line").replace(b"\n399990 line", b"\nlast line")
    began = time.process_time()
    diff = unified("a.txt", old, new)
    assert time.process_time() - began < 1
    assert diff.count(b"\n@@") == 2
