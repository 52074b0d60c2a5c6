"""The cleaner for programs: what `clean` and `clean --fix` do, for a text in memory. No settings are read and no file is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cleaner import pipeline
from cleaner.engine import library
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import SettingsError
from cleaner.formats import MODULES as FORMATS
from cleaner.model import CONFIDENCES, Document, Report

_MARK: Final = b"\xef\xbb\xbf"
_HALVES: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FixResult:
    """A text with its fixes made, and the report of what was fixed and what is left; the report's offsets count in the new text."""

    text: str
    report: Report


def check(
    text: str,
    *,
    filename: str = "<text>",
    format: str = "text",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: Sequence[str] = (),
    min_confidence: str = "likely",
    preview: bool = False,
    source_language: str | None = None,
    profile: Iterable[str] = (),
    context: str | None = None,
) -> Report:
    """Report what machine translation broke in *text*.

    *format* is ``text`` or ``markdown``; *select* and *ignore* name rules by id, pack, category or glob; *rules* are
    folders of own rules; *min_confidence* is ``sure``, ``likely`` or ``check``; *source_language* an ISO 639 code; *profile*
    are the house's spellings (``en-GB``, ``NVIDIA``, ``$5.5bn``); *context* is a text whose evidence holds for this one too.
    Offsets in the report count code points of *text*. Raises CleanerError where an argument says what can't be done, and
    UnreadableError (which is one) where *text* holds a NUL, as no text does.

    >>> [finding.text for finding in check("Spending on IA infrastructure doubled.").findings]
    ['IA']
    """
    document = _document(text, filename, format)
    ruleset = _ruleset(tuple(rules))
    house = _profile(tuple(rules), frozenset((profile,) if isinstance(profile, str) else profile))
    return _one(pipeline.check(document, ruleset, _request(tuple(select), tuple(ignore), min_confidence, preview, source_language, house, context)))


def fix(
    text: str,
    *,
    unsafe: bool = False,
    filename: str = "<text>",
    format: str = "text",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: Sequence[str] = (),
    min_confidence: str = "likely",
    preview: bool = False,
    source_language: str | None = None,
    profile: Iterable[str] = (),
    context: str | None = None,
) -> FixResult:
    """Return *text* with its safe fixes made, with *unsafe* also the unsafe ones; the other arguments are those of `check`.

    >>> fix("Spending on IA infrastructure doubled.").text
    'Spending on AI infrastructure doubled.'
    """
    document = _document(text, filename, format)
    ruleset = _ruleset(tuple(rules))
    house = _profile(tuple(rules), frozenset((profile,) if isinstance(profile, str) else profile))
    request = _request(tuple(select), tuple(ignore), min_confidence, preview, source_language, house, context)
    if document.parts[0].text != text:  # what was replaced to be read can't be put back: nothing is touched
        return FixResult(text, _one(pipeline.check(document, ruleset, request)))
    fixed = pipeline.fix(document, ruleset, request, unsafe)
    return FixResult(fixed.raw[len(_MARK) :].decode("utf-8", "surrogateescape"), _one(fixed.reports))


def _document(text: str, filename: str, format: str) -> Document:
    """Read *text*; a byte-order mark in front says that it is UTF-8, whatever is in it, and isn't counted."""
    if format not in FORMATS:
        raise SettingsError(f"format: '{format}' is not {' or '.join(FORMATS)}; write one of them")
    return pipeline.read(_MARK + _encoded(text), filename, format)


def _encoded(text: str) -> bytes:
    """Encode *text* so that it decodes to as many code points, half surrogate pairs and all.

    What `surrogateescape` made of bad bytes becomes these bytes again. A half that stands for no byte, and halves that
    would make a character together, are read as things that aren't text.
    """
    if _HALVES.search(text):
        try:
            raw = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raw = b""
        text = text if raw and raw.decode("utf-8", "surrogateescape") == text else _HALVES.sub("\ufffc", text)
    return text.encode("utf-8", "surrogateescape")


def _one(reports: Sequence[Report]) -> Report:
    """Return the report; a text of several records doesn't occur in the formats that there are."""
    (report,) = reports
    return report


@lru_cache(maxsize=16)
def _ruleset(folders: tuple[str, ...]) -> Ruleset:
    return library.load(folders)


@lru_cache(maxsize=16)
def _profile(folders: tuple[str, ...], words: frozenset[str]) -> frozenset[str]:
    """Return *words* where the rules know each of them; SettingsError where they don't."""
    if words:
        from cleaner.evidence.house import unknown

        problems = unknown(_ruleset(folders), words)
        if problems:
            raise SettingsError("\n".join([f"profile: '{word}': {what}" for word, what in problems]))
    return words


@lru_cache(maxsize=64)
def _request(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_confidence: str,
    preview: bool,
    source_language: str | None,
    profile: frozenset[str],
    context: str | None,
) -> pipeline.Request:
    """Make a request, or find the same one again: what is worked out for it is kept with it."""
    words = [word for word, _ in CONFIDENCES]
    if min_confidence not in words:
        raise SettingsError(f"min_confidence: '{min_confidence}' is not {', '.join(words)}; write one of them")
    return pipeline.Request(select, ignore, min_confidence=min_confidence, preview=preview, source_language=source_language, profile=profile, context=context)
