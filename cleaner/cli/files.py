"""Files read and written so that nothing is lost: a file is written beside and renamed over, or stays as it was."""

from __future__ import annotations

import os
import stat
import sys
from typing import Final

from cleaner.errors import UnreadableError, UnwritableError

_CHUNK: Final = 1 << 20
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class TooBigError(UnreadableError):
    """A file with more bytes than are read."""


def read(path: str, max_size: int) -> tuple[bytes, os.stat_result]:
    """Return the bytes of the file at *path* and what the system says of it; UnreadableError where it is missing or has more than *max_size* bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
        try:
            seen = os.fstat(descriptor)
            if seen.st_size > max_size:
                raise too_big(path, seen.st_size, max_size)
            raw = os.read(descriptor, seen.st_size + 1)
            if len(raw) != seen.st_size:  # a pipe, or a file that grows while it is read
                raw += _rest(descriptor, max_size + 1 - len(raw))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableError(f"{path}: {_reason(error)}") from None
    if len(raw) > max_size:
        raise too_big(path, len(raw), max_size)
    return raw, seen


def _rest(descriptor: int, most: int) -> bytes:
    """Read on to the end, but not more than *most* bytes."""
    read, left = [], most
    while left > 0:
        some = os.read(descriptor, min(left, _CHUNK))
        if not some:
            break
        read.append(some)
        left -= len(some)
    return b"".join(read)


def read_stdin(name: str, max_size: int) -> bytes:
    """Return the bytes of standard input; UnreadableError where there are more than *max_size*. *name* is what it is called."""
    raw = sys.stdin.buffer.read(max_size + 1)
    if len(raw) > max_size:
        raise too_big(name, len(raw), max_size)
    return raw


def too_big(path: str, size: int, max_size: int) -> TooBigError:
    """Say that *size* bytes are more than *max_size*."""
    return TooBigError(f"{path}: too big ({size:,} bytes, or more; {max_size:,} are read); raise --max-size, or cut the file")


def _reason(error: OSError) -> str:
    """Say in words what the system refused, and what to do."""
    remedies = {
        FileNotFoundError: "no such file; name one that is there",
        PermissionError: "no permission to read it; change its mode, or name another",
        IsADirectoryError: "this is a folder",
    }
    return remedies.get(type(error), f"can't be read: {error.strerror or error}; mend that, or name another file")


def write(path: str, raw: bytes, seen: os.stat_result) -> None:
    """Give the file at *path* the bytes *raw* in one step; *seen* is what the system said of it when it was read.

    A link stays a link: what it leads to is written. Mode, owner and extended attributes stay. UnwritableError where
    that can't be done; then the file is as it was, and nothing is left beside it.
    """
    target = os.path.realpath(path) if os.path.islink(path) else path
    try:
        _refuse(path, target, seen)
        _replace(path, target, raw, seen)
    except OSError as error:
        raise UnwritableError(f"{path}: can't be written ({error.strerror or error}); nothing of it was changed") from None


def _refuse(path: str, target: str, seen: os.stat_result) -> None:
    """Raise UnwritableError where *target* shouldn't or can't be replaced."""
    now = os.stat(target)
    folder = os.path.dirname(target) or "."
    if not stat.S_ISREG(now.st_mode):
        raise UnwritableError(f"{path}: no regular file, so it can't be written; nothing was changed, name a file")
    if _state(now) != _state(seen):
        raise UnwritableError(f"{path}: changed by another program meanwhile; nothing was written, run again")
    if now.st_nlink > 1:
        raise UnwritableError(
            f"{path}: {now.st_nlink} hard links lead to it, of which only one would be changed; nothing was written, make it a copy of its own first"
        )
    # The system lets root write what is read-only; whoever made it so meant it.
    if not now.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise UnwritableError(f"{path}: read-only; nothing was changed, make it writable (chmod u+w) and run again")
    if not os.stat(folder).st_mode & 0o222 or not os.access(folder, os.W_OK | os.X_OK):
        raise UnwritableError(f"{path}: its folder is read-only; nothing was changed, make that writable (chmod u+w) and run again")


def _state(seen: os.stat_result) -> tuple[int, int, int, int]:
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _replace(path: str, target: str, raw: bytes, seen: os.stat_result) -> None:
    """Write *raw* beside *target* and rename it over, unless the file changed meanwhile."""
    folder = os.path.dirname(target) or "."
    beside = os.path.join(folder, f".clean-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        try:
            _pour(descriptor, raw)
            _dress(descriptor, target, seen)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if _state(os.stat(target)) != _state(seen):
            raise UnwritableError(f"{path}: changed by another program meanwhile; nothing was written, run again")
        os.replace(beside, target)
    except BaseException:  # Ctrl-C as well
        if os.path.lexists(beside):
            os.unlink(beside)
        raise
    _settle(folder)


def _pour(descriptor: int, raw: bytes) -> None:
    left = memoryview(raw)
    while left:
        left = left[os.write(descriptor, left) :]


def _dress(descriptor: int, target: str, seen: os.stat_result) -> None:
    """Give the new file the old one's owner, mode and extended attributes, as far as the system allows."""
    if not hasattr(os, "fchown"):  # Windows has none of these
        return
    own = os.fstat(descriptor)
    for user, group in ((seen.st_uid, seen.st_gid), (-1, seen.st_gid)):
        if (own.st_uid, own.st_gid) != (seen.st_uid, seen.st_gid):
            try:
                os.fchown(descriptor, user, group)
            except PermissionError:
                continue
        break
    if hasattr(os, "listxattr"):
        try:
            for name in os.listxattr(target):
                os.setxattr(descriptor, name, os.getxattr(target, name))
        except OSError:
            pass  # some are the system's own to set, some file systems have none
    os.fchmod(descriptor, stat.S_IMODE(seen.st_mode))


def _settle(folder: str) -> None:
    """Have the rename itself reach the disk."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | _BINARY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # the file is written; not every file system can do this for a folder
    finally:
        os.close(descriptor)


def write_new(path: str, text: str) -> None:
    """Write *text* as UTF-8 to the file at *path* in one step, whether or not it is there; UnwritableError where that can't be done."""
    raw = text.encode("utf-8", "surrogateescape")
    try:
        if os.path.exists(path):
            target = os.path.realpath(path)
            if stat.S_ISREG(os.stat(target).st_mode):
                _replace(path, target, raw, os.stat(target))
                return
        with open(path, "wb") as file:
            file.write(raw)
    except OSError as error:
        raise UnwritableError(f"{path}: can't be written ({error.strerror or error}); name another file or make its folder writable") from None
