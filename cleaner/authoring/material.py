"""Texts to measure rules on: good English, and damaged text with what people marked or mended in it."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from cleaner import formats
from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from gzip import GzipFile

Span = tuple[int, int]
PACKED: Final = ".gz"
ROWS: Final = ".jsonl"
FLAWS: Final = 5
"""So many wrong lines of a file are named one by one; the others are counted."""

_TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
_SHAPES: Final = "a row has 'text', or 'mt' and 'post_edit', or 'file' and 'spans'"


class Text(NamedTuple):
    """A document to measure on, as bytes of *format*.

    `spans` are the stretches that a person marked or changed, in code points (None: nobody looked). What ends within the
    first `skip` code points is only context. `line` and `offset` tell where the document begins in its file; of a JSONL
    `rows` has the offset in the document and the line in the file of each row.
    """

    path: str
    raw: bytes
    format: str = "text"
    good: bool = True
    spans: tuple[Span, ...] | None = None
    skip: int = 0
    line: int = 1
    offset: int = 0
    rows: tuple[tuple[int, int], ...] = ()


class Flaw(NamedTuple):
    """Something of the material that can't be read: where, what, what to do."""

    message: str


class Reading(NamedTuple):
    """How texts are read: as good English or as damaged text; files bigger than `max_size` bytes aren't read; `cut` takes a plain text for many."""

    good: bool
    cut: bool = False
    max_size: int = 20_000_000


class _BadLineError(Exception):
    """A row that can't be used; the message says why."""


def is_material(name: str) -> bool:
    """Say whether a file called *name*, met in a folder, is read: a text of a known format or rows of JSON, packed or not.

    >>> is_material("a.md"), is_material("b.txt.gz"), is_material("c.jsonl"), is_material("photo.jpeg")
    (True, True, True, False)
    """
    bare = name.removesuffix(PACKED)
    return bool(formats.by_path(bare)) or bare.endswith(ROWS)


def read(path: str, shown: str, how: Reading) -> Iterator[Text | Flaw]:
    """Yield the documents of the file at *path*, which is called *shown*, and what is wrong with it.

    A packed plain text holds many, with blank lines between; rows of JSON are documents each, those of one page together.
    """
    bare = path.removesuffix(PACKED)
    try:
        if bare.endswith(ROWS):
            yield from _rows(path, shown, how)
        elif (formats.by_path(bare) or "text") == "text" and (how.cut or bare != path):
            yield from _pieces(path, shown, how)
        else:
            yield _whole(path, shown, how)
    except CleanerError as error:
        yield Flaw(str(error))
    except (OSError, EOFError, zlib.error) as error:
        what = getattr(error, "strerror", None) or ("the packed file is damaged" if bare != path else str(error))
        yield Flaw(f"{shown}: can't be read ({what}); mend that, or leave the file out")


def _open(path: str) -> IO[bytes] | GzipFile:
    if path.endswith(PACKED):
        import gzip

        return gzip.open(path, "rb")
    return open(path, "rb")


def _whole(path: str, shown: str, how: Reading) -> Text:
    with _open(path) as file:
        raw = file.read(how.max_size + 1)
    if len(raw) > how.max_size:
        raise _too_big(shown, how)
    return Text(shown, raw, formats.by_path(path.removesuffix(PACKED)) or "text", how.good)


def _lines(path: str, shown: str, how: Reading) -> Iterator[bytes]:
    """Yield the lines of the file, their ends with them."""
    with _open(path) as file:
        while line := file.readline(how.max_size + 1):
            if len(line) > how.max_size:
                raise _too_big(shown, how)
            yield line


def _too_big(shown: str, how: Reading) -> CleanerError:
    return CleanerError(f"{shown}: a document in it is too big (more than {how.max_size:,} bytes); cut it, or raise max-size in the settings")


def _pieces(path: str, shown: str, how: Reading) -> Iterator[Text]:
    """Yield what stands between blank lines."""
    number = offset = 0
    for blank, group in groupby(_lines(path, shown, how), key=lambda line: not line.strip()):
        lines = list(group)
        raw = b"".join(lines)
        if not blank:
            if len(raw) > how.max_size:
                raise _too_big(shown, how)
            yield Text(shown, raw, good=how.good, line=number + 1, offset=offset)
        number += len(lines)
        offset += len(raw.decode("utf-8", "surrogateescape"))


class _Row(NamedTuple):
    """A row of JSON: its line, its text, what is marked in it, the page it is of and what that is about."""

    line: int
    text: str
    spans: tuple[Span, ...] | None
    page: str = ""
    context: str = ""


def _rows(path: str, shown: str, how: Reading) -> Iterator[Text | Flaw]:
    """Yield the documents of a JSONL; rows in a row that have one `source_url` are one."""
    flaws: list[Flaw] = []
    for _, group in groupby(_good_rows(path, shown, how, flaws), key=lambda row: row.page or row.line):
        yield _document(shown, list(group), how.good)
    yield from flaws[:FLAWS]
    if len(flaws) > FLAWS:
        yield Flaw(f"{shown}: {len(flaws) - FLAWS:,} more lines can't be used")


def _good_rows(path: str, shown: str, how: Reading, flaws: list[Flaw]) -> Iterator[_Row]:
    import json

    for number, line in enumerate(_lines(path, shown, how), 1):
        if not line.strip():
            continue
        try:
            row = _row(json.loads(line.strip()), number, path, how)
            f"{row.text}{row.context}".encode()
            yield row
        except UnicodeDecodeError:
            flaws.append(Flaw(f"{shown}:{number}: this line isn't in UTF-8; save the file so"))
        except UnicodeEncodeError:
            flaws.append(Flaw(f"{shown}:{number}: half a character stands in this line (an escape like \\ud800); mend it or take it out"))
        except RecursionError:
            flaws.append(Flaw(f"{shown}:{number}: this line is nested too deep; {_SHAPES}"))
        except json.JSONDecodeError as error:
            flaws.append(Flaw(f"{shown}:{number}: this line is no JSON ({error.msg}, column {error.colno}); mend it or take it out"))
        except _BadLineError as error:
            flaws.append(Flaw(f"{shown}:{number}: {error}"))


def _row(held: Any, line: int, path: str, how: Reading) -> _Row:
    """Read one row: a text with spans, a pair of machine's and editor's text, or spans in a file."""
    if not isinstance(held, dict):
        raise _BadLineError(f"this is no object; {_SHAPES}")
    if isinstance(mt := held.get("mt"), str) and isinstance(edited := held.get("post_edit"), str):
        return _Row(line, edited, None) if how.good else _Row(line, mt, changed(mt, edited))
    page, context = held.get("source_url"), held.get("context")
    text = held.get("text")
    if not isinstance(text, str):
        if not isinstance(name := held.get("file"), str):
            raise _BadLineError(f"there is no text in it; {_SHAPES}")
        text, page, context = _beside(path, name, how), "", ""
    spans = _spans(held["spans"], text) if "spans" in held else None
    if how.good and spans:
        raise _BadLineError("damage is marked in this text, so that it is no good English; give it to --damaged")
    marked = None if how.good else spans
    return _Row(line, text, marked, page if isinstance(page, str) else "", context.strip() if isinstance(context, str) and not how.good else "")


def _beside(path: str, name: str, how: Reading) -> str:
    """Return the text of the file called *name* beside the JSONL at *path*, or in a folder named like that, beside it or its own folder."""
    from cleaner.text.decode import decode

    folder, stem = os.path.dirname(path), os.path.basename(path).partition(".")[0]
    for place in (folder, os.path.join(folder, stem), os.path.join(os.path.dirname(os.path.abspath(folder)), stem)):
        found = os.path.join(place, name)
        if os.path.isfile(found):
            return decode(_whole(found, name, how).raw, name)[0].text
    raise _BadLineError(f"there is no file '{name}', neither beside this one nor in a folder called '{stem}'; put it there")


def _spans(held: Any, text: str) -> tuple[Span, ...]:
    spans = []
    for item in held if isinstance(held, list) else [held]:
        start, end = (item.get("start"), item.get("end")) if isinstance(item, dict) else item if isinstance(item, list) and len(item) == 2 else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end <= len(text):
            raise _BadLineError("'spans' isn't a list of {start, end} that lie in the text, counted in code points; mend it or take it out")
        spans.append((start, end))
    return tuple(spans)


def _document(shown: str, rows: Sequence[_Row], good: bool) -> Text:
    """Make one document of *rows*: what the page is about, then each row, blank lines between."""
    made = f"{rows[0].context}\n\n" if rows[0].context else ""
    skip = len(made)
    places: list[tuple[int, int]] = []
    spans: list[Span] = []
    for number, row in enumerate(rows):
        made += "\n\n" if number else ""
        places.append((len(made), row.line))
        spans += [(start + len(made), end + len(made)) for start, end in row.spans or ()]
        made += row.text
    looked = any(row.spans is not None for row in rows)
    return Text(shown, made.encode(), "text", good, tuple(spans) if looked else None, skip, rows=tuple(places))


def changed(old: str, new: str) -> tuple[Span, ...]:
    """Return the stretches of *old* whose words differ in *new*; where words only came in, an empty one.

    >>> changed("the fleas of Nvidia", "the chips from Nvidia Inc")
    ((4, 9), (10, 12), (19, 19))
    """
    import difflib

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    at = [0]
    for token in before:
        at.append(at[-1] + len(token))
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple([(at[low], at[high]) for kind, low, high, _, _ in codes if kind != "equal"])
