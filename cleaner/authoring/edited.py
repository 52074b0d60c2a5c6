"""Reads what editors changed: pairs of files, records of translations and post-edits, tracked changes of Word, revisions of git."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final
from xml.parsers import expat

from cleaner import formats, pipeline
from cleaner.authoring.alignment import pair_up
from cleaner.authoring.learn import Pair
from cleaner.errors import CleanerError, UnreadableError

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "mt": ("mt", "before", "machine_translation"),
    "post_edit": ("post_edit", "pe", "after"),
    "post_edit2": ("post_edit2",),
    "id": ("id",),
    "document": ("document", "doc_id"),
}
"""What the fields of a record are called, the usual names first."""
PARTS: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""What is read of a Word document."""
INFLATED: Final = 200_000_000
"""More bytes than that a compressed input isn't unpacked to."""
VERSIONS: Final = 0.35
"""Two versions of a file have a larger share of sentences that go together."""
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main "


def from_texts(before: bytes, after: bytes, name: str) -> list[Pair]:
    """Return the sentences of two versions of the file called *name*, in pairs; of markup only what is read as text.

    CleanerError where so few sentences have a counterpart that these can't be two versions.
    """
    old, new = (_plain(raw, name) for raw in (before, after))
    pairs = pair_up(old, new)
    whole = max(len(old.split()), len(new.split()))
    share = sum(min(len(left.split()), len(right.split())) for left, right in pairs) / whole if whole else 1.0
    if share < VERSIONS:
        raise CleanerError(
            f"{name}: of its sentences only {100 * share:.0f} in 100 have a counterpart in the other version: these are different texts, or it was "
            "translated anew; name two versions of the same text"
        )
    return [Pair(left, (right,), f"{name}#{number}", name) for number, (left, right) in enumerate(pairs, 1)]


def _plain(raw: bytes, name: str) -> str:
    document = pipeline.read(raw, name)
    return "\n\n".join(segment.view for segment in document.segments)


def from_records(raw: bytes, name: str, fields: Mapping[str, str] | None = None) -> list[Pair]:
    """Return the pairs of a JSONL file (its bytes may be gzip's), one a line; *fields* says how its fields are called.

    UnreadableError names the first line that is amiss.
    """
    text = unpacked(raw, name).decode("utf-8-sig", "surrogateescape")
    known = {key: (own,) if (own := (fields or {}).get(key)) else names for key, names in FIELDS.items()}
    return [_record(line, f"{name}:{number}", known) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _record(line: str, where: str, known: Mapping[str, Sequence[str]]) -> Pair:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableError(f'{where}: this is no JSON; each line must be an object like {{"mt": …, "post_edit": …}}') from None
    if not isinstance(row, dict):
        raise UnreadableError(f'{where}: this is no object; each line must be one like {{"mt": …, "post_edit": …}}')
    before = _text(row, known["mt"], where, "mt")
    afters = [_text(row, known["post_edit"], where, "post_edit")]
    if any(row.get(key) is not None for key in known["post_edit2"]):
        afters.append(_text(row, known["post_edit2"], where, "post_edit2"))
    id, document = (next((str(row[key]) for key in known[part] if row.get(key) is not None), "") for part in ("id", "document"))
    return Pair(before, tuple(afters), id or where.rpartition("/")[2], document)


def _text(row: Mapping[str, Any], names: Sequence[str], where: str, field: str) -> str:
    value = next((row[key] for key in names if key in row), None)
    if isinstance(value, str):
        return value
    known = ", ".join(map(repr, list(row)[:8])) or "none"
    raise UnreadableError(f"{where}: no text under {names[0]!r} (the fields are {known}); say --fields {field}=NAME")


def unpacked(raw: bytes, name: str) -> bytes:
    """Return *raw*, decompressed if it is gzip's; UnreadableError where it is damaged or too big."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        with gzip.open(BytesIO(raw)) as file:
            data = file.read(INFLATED + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableError(f"{name}: damaged; it begins as gzip does, but can't be unpacked: fetch it again") from None
    if len(data) > INFLATED:
        raise UnreadableError(f"{name}: unpacks to more than {INFLATED:,} bytes; split it")
    return data


def from_word(raw: bytes, name: str) -> list[Pair]:
    """Return the paragraphs of a Word document with its tracked changes rejected and accepted; UnreadableError where it has none."""
    paragraphs: list[tuple[str, str]] = []
    tracked = 0
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            there = {info.filename: info for info in archive.infolist()}
            if PARTS[0] not in there:
                raise UnreadableError(f"{name}: no Word document (it has no {PARTS[0]}); save it as .docx")
            for part in PARTS:
                if part in there:
                    reader = _Paragraphs(name)
                    reader.read(_member(archive, there[part], name))
                    paragraphs += reader.made
                    tracked += reader.tracked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise UnreadableError(f"{name}: no Word document, or a damaged or encrypted one; save it as .docx again") from None
    if not tracked:
        raise UnreadableError(f"{name}: no tracked changes; turn on 'Track Changes' before editing, or give the two versions with --pair")
    return [Pair(old, (new,), f"{name}#{number}", name) for number, (old, new) in enumerate(paragraphs, 1) if old.strip() and new.strip()]


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    with archive.open(info) as file:  # what the archive says of its size may be wrong: count what comes
        data = file.read(INFLATED + 1)
    if len(data) > INFLATED:
        raise UnreadableError(f"{name}: {info.filename} unpacks to more than {INFLATED:,} bytes; this is no usual document, so it isn't read")
    return data


class _Paragraphs:
    """Reads the paragraphs of one part of a Word document, as they were and as they are."""

    def __init__(self, name: str) -> None:
        self.name, self.made, self.tracked = name, list[tuple[str, str]](), 0
        self._open: list[tuple[list[str], list[str]]] = []
        self._gone = self._new = self._text = 0

    def read(self, data: bytes) -> None:
        """Read *data*; UnreadableError where it isn't the XML that Word writes."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise UnreadableError(f"{self.name}: damaged ({error}); open it in Word and save it again") from None

    def _refuse(self, *_: object) -> None:
        raise UnreadableError(f"{self.name}: declares a document type, which Word never does; it isn't read: save it in Word again")

    def _start(self, name: str, _: Mapping[str, str]) -> None:
        tag = name.removeprefix(_WORD).removeprefix(_STRICT)
        if tag == "p":
            self._open.append(([], []))
        elif tag in ("del", "moveFrom"):
            self._gone += 1
            self.tracked += 1
        elif tag in ("ins", "moveTo"):
            self._new += 1
            self.tracked += 1
        elif tag in ("t", "delText"):
            self._text += 1
        elif tag in ("tab", "br", "cr") and self._open:
            self._add(" ")

    def _end(self, name: str) -> None:
        tag = name.removeprefix(_WORD).removeprefix(_STRICT)
        if tag == "p" and self._open:
            old, new = self._open.pop()
            self.made.append(("".join(old), "".join(new)))
        elif tag in ("del", "moveFrom"):
            self._gone -= 1
        elif tag in ("ins", "moveTo"):
            self._new -= 1
        elif tag in ("t", "delText"):
            self._text -= 1

    def _characters(self, text: str) -> None:
        if self._text and self._open:
            self._add(text)

    def _add(self, text: str) -> None:
        old, new = self._open[-1]
        if not self._new:
            old.append(text)
        if not self._gone:
            new.append(text)


def from_git(revisions: str, path: str, folder: str) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, old and new bytes of each text that changed between two *revisions* (``A..B``, or ``A`` for ``A..HEAD``) of the repository around *folder*.

    *path* narrows it, if it isn't empty. CleanerError where git isn't there or refuses.
    """
    old, _, new = revisions.partition("..")
    if new.startswith((".", "-")) or not old or old.startswith("-"):
        raise CleanerError(f"{revisions}: no range of revisions; write OLD..NEW, as in v1.0..HEAD")
    new = new or "HEAD"
    _git(folder, "rev-parse", "--show-toplevel")  # outside of a repository `git diff` speaks of something else
    listed = _git(folder, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=M", "--relative", old, new, "--", path or ".")
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if name and formats.by_path(name):
            before, after = (_git(folder, "cat-file", "blob", f"{revision}:./{name}") for revision in (old, new))
            yield name, before, after


def _git(folder: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"})
    except OSError as error:
        raise CleanerError(f"git: can't be run ({error.strerror}); install it, or give the versions with --pair") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it failed"]
        raise CleanerError(f"git: {said[0].removeprefix('fatal: ')}; name revisions and a path of the repository that {folder} lies in")
    return done.stdout
