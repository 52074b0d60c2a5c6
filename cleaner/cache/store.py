"""Files that can be made again, in the user's cache folder: read by mapping, written whole or not at all, trusted only if they are ours."""

from __future__ import annotations

import os
import sys
from typing import Final

KEEP: Final = 24
"""How many files of one kind are kept; the ones longest unused go first."""


def folder() -> str:
    """Return the cache folder: ``$CLEANER_CACHE_DIR``, else where this system keeps caches."""
    named = os.environ.get("CLEANER_CACHE_DIR")
    if named:
        return named
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", home)
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "mt-cleaner")


def get(name: str) -> memoryview | None:
    """Map the cached file *name*; None where there is none, or where somebody else could have written it."""
    try:
        return mapped(os.path.join(folder(), name), ours=True)
    except OSError:
        return None


def mapped(path: str, ours: bool = False) -> memoryview | None:
    """Map the file at *path*; None if it is empty or, with *ours*, not only this user's to write. OSError where it can't be read."""
    import mmap

    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        facts = os.fstat(handle)
        if not facts.st_size or (ours and hasattr(os, "getuid") and (facts.st_uid != os.getuid() or facts.st_mode & 0o022)):
            return None
        return memoryview(mmap.mmap(handle, 0, access=mmap.ACCESS_READ))
    finally:
        os.close(handle)


def put(name: str, data: bytes) -> None:
    """Keep *data* as *name*; where that can't be (no room, no home) nothing happens, since it can be made again."""
    import tempfile

    where = folder()
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=where)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(beside, os.path.join(where, name))
        except OSError:
            os.unlink(beside)
            return
        _prune(where, name)
    except OSError:
        return


def _prune(where: str, name: str) -> None:
    """Remove the oldest files of the kind of *name* (what stands before its first hyphen) beyond KEEP."""
    kind = name.partition("-")[0] + "-"
    files = [entry for entry in os.scandir(where) if entry.name.startswith(kind)]
    for entry in sorted(files, key=lambda e: e.stat().st_mtime)[:-KEEP]:
        os.unlink(entry.path)
