import errno
import os
import stat
from pathlib import Path

import pytest

from cleaner.cli import files
from cleaner.errors import UnreadableError, UnwritableError

OLD, NEW = b"old text\r\n", b"new text\r\nand more"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def rewrite(path: Path) -> None:
    _, seen = files.read(str(path), 1000)
    files.write(str(path), NEW, seen)


def test_a_file_is_read(text: Path) -> None:
    assert files.read(str(text), 10)[0] == OLD


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, OLD * 3)
    os.close(writing)
    assert files.read(f"/dev/fd/{reading}", 1000)[0] == OLD * 3
    os.close(reading)


@pytest.mark.parametrize(
    ("name", "most", "message"),
    [
        pytest.param("no.txt", 9, "no such file; name one that is there", id="missing"),
        pytest.param(".", 100_000, "this is a folder", id="a folder"),
        pytest.param("a.txt", 9, "too big (10 bytes, or more; 9 are read); raise --max-size, or cut the file", id="too big"),
    ],
)
def test_what_cannot_be_read_is_named(text: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int, message: str) -> None:
    monkeypatch.chdir(text.parent)
    with pytest.raises(UnreadableError) as caught:
        files.read(name, most)
    assert str(caught.value) == f"{name}: {message}"


def test_a_pipe_that_is_too_big_is_not_read_to_its_end() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"x" * 50)
    with pytest.raises(files.TooBigError):
        files.read(f"/dev/fd/{reading}", 10)
    os.close(writing)
    os.close(reading)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o4711])
def test_a_file_is_written_and_keeps_its_mode(text: Path, mode: int) -> None:
    text.chmod(mode)
    rewrite(text)
    assert text.read_bytes() == NEW
    assert stat.S_IMODE(text.stat().st_mode) == mode
    assert os.listdir(text.parent) == ["a.txt"]


def test_a_file_keeps_its_owner(text: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(text, 1234, 4321)
    rewrite(text)
    assert (text.stat().st_uid, text.stat().st_gid) == (1234, 4321)


def test_a_file_keeps_its_attributes(text: Path) -> None:
    try:
        os.setxattr(text, "user.note", b"by hand")
    except OSError:
        pytest.skip("this file system has no attributes")
    rewrite(text)
    assert os.getxattr(text, "user.note") == b"by hand"


@pytest.mark.parametrize("absolute", [True, False])
def test_a_link_stays_a_link(text: Path, absolute: bool) -> None:
    (text.parent / "sub").mkdir()
    link = text.parent / "sub" / "link.txt"
    link.symlink_to(text if absolute else "../a.txt")
    rewrite(link)
    assert link.is_symlink()
    assert text.read_bytes() == NEW
    assert os.listdir(link.parent) == ["link.txt"]


def refused(path: Path, match: str) -> None:
    """Try to write *path*, and demand that it says why not, and that nothing has changed."""
    before = {name.name: name.read_bytes() for name in path.parent.iterdir()}
    with pytest.raises(UnwritableError, match=match) as caught:
        rewrite(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert {name.name: name.read_bytes() for name in path.parent.iterdir()} == before


def test_a_file_of_two_names_is_left(text: Path) -> None:
    os.link(text, text.parent / "b.txt")
    refused(text, "2 hard links")


def test_a_read_only_file_is_left_even_by_root(text: Path) -> None:
    text.chmod(0o444)
    refused(text, ": read-only")


def test_a_file_in_a_read_only_folder_is_left_even_by_root(text: Path) -> None:
    text.parent.chmod(0o555)
    refused(text, "its folder is read-only")
    text.parent.chmod(0o755)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda path: path.write_bytes(b"of somebody"), id="written"),
        pytest.param(lambda path: os.utime(path, ns=(1, 1)), id="touched"),
        pytest.param(lambda path: (path.unlink(), path.write_bytes(OLD)), id="replaced"),
    ],
)
def test_a_file_that_changed_meanwhile_is_left(text: Path, change: object) -> None:
    assert callable(change)
    _, seen = files.read(str(text), 1000)
    change(text)
    held = text.read_bytes()
    with pytest.raises(UnwritableError, match="changed by another program meanwhile"):
        files.write(str(text), NEW, seen)
    assert text.read_bytes() == held
    assert os.listdir(text.parent) == ["a.txt"]


def test_a_file_that_went_meanwhile_is_named(text: Path) -> None:
    _, seen = files.read(str(text), 1000)
    text.unlink()
    with pytest.raises(UnwritableError, match="can't be written"):
        files.write(str(text), NEW, seen)
    assert os.listdir(text.parent) == []


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), UnwritableError, id="the disk is full"),
        pytest.param(KeyboardInterrupt(), KeyboardInterrupt, id="Ctrl-C"),
    ],
)
def test_what_fails_half_way_leaves_nothing_behind(text: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, raised: type[BaseException]) -> None:
    def fail(descriptor: int) -> None:
        raise error

    # A disk can't be filled at will, nor a key be pressed at the right moment: the system call is made to fail.
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(raised):
        rewrite(text)
    assert text.read_bytes() == OLD
    assert os.listdir(text.parent) == ["a.txt"]


def test_a_device_is_no_file_to_write() -> None:
    with pytest.raises(UnwritableError, match="no regular file"):
        files.write("/dev/null", NEW, os.stat("/dev/null"))


def test_a_new_file_is_written_and_an_old_one_replaced(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    for text in ("one", "two"):
        files.write_new(str(path), text)
        assert path.read_text(encoding="utf-8") == text
    assert os.listdir(tmp_path) == ["known.json"]


def test_a_new_file_where_none_can_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="can't be written"):
        files.write_new(str(tmp_path / "no" / "known.json"), "")
