"""The findings that a house has decided to live with, kept in a file so that only new ones are shown."""

from __future__ import annotations

import os
from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from cleaner.errors import SettingsError
from cleaner.model import Document, Finding

_Key = TypeVar("_Key")
VERSION: Final = 1
CONTEXT: Final = 2
"""How many words on either side of a finding tell it from its like in the same file."""


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """What stays the same of a finding when its text moves: no offset and no line is in it.

    `path` is relative to the baseline's folder, with `/`; `text` has its spaces evened out; `context` is a hash of the
    words around.
    """

    path: str
    record: str
    rule: str
    text: str
    context: str

    @property
    def kind(self) -> tuple[str, str, str, str]:
        """All but the context."""
        return self.path, self.record, self.rule, self.text


@dataclass(frozen=True, slots=True)
class Baseline:
    """Fingerprints and how often each was there. `folder` is where the file lies: paths count from it."""

    folder: str = ""
    counts: Mapping[Fingerprint, int] = field(default_factory=dict)

    @classmethod
    def load(cls, path: str) -> Baseline:
        """Read the baseline file at *path*; SettingsError where it isn't one."""
        import json

        try:
            with open(path, encoding="utf-8", errors="surrogateescape") as file:
                held = json.load(file)
            counts = {_entry(row): _count(row) for row in held["findings"]}
        except OSError as error:
            raise SettingsError(f"{path}: the baseline can't be read ({error.strerror}); make one with --write-baseline {path}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise SettingsError(f"{path}: this is no baseline file; make one with --write-baseline {path}") from None
        if held.get("version") != VERSION:
            raise SettingsError(f"{path}: a baseline of version {held.get('version')!r}, and this reads version {VERSION}; make it anew with --write-baseline")
        return cls(os.path.dirname(os.path.abspath(path)), counts)

    def split(self, path: str, findings: Sequence[Finding], document: Document) -> tuple[list[Finding], int]:
        """Return the *findings* of *document*, at *path*, that the baseline doesn't know, and the number of those it knows.

        A finding whose surroundings changed is still known as long as there are no more of its kind than there were.
        """
        prints = fingerprints(self.folder, path, findings, document)
        exact = Counter({print_: self.counts[print_] for print_ in prints if print_ in self.counts})
        known = [_take(exact, print_) for print_ in prints]
        kinds: Counter[tuple[str, str, str, str]] = Counter()
        asked = {print_.kind for print_ in prints}
        for print_, count in self.counts.items():
            if print_.kind in asked:
                kinds[print_.kind] += count
        kinds.subtract(print_.kind for print_, is_known in zip(prints, known, strict=True) if is_known)
        known = [is_known or _take(kinds, print_.kind) for print_, is_known in zip(prints, known, strict=True)]
        kept = [finding for finding, is_known in zip(findings, known, strict=True) if not is_known]
        return kept, len(findings) - len(kept)

    def renewed(self, looked_at: Mapping[str, Iterable[Fingerprint]]) -> Baseline:
        """Return the baseline with the entries of each path in *looked_at* replaced, and those of files that are gone dropped."""
        old = {p: n for p, n in self.counts.items() if p.path not in looked_at and os.path.exists(os.path.join(self.folder, p.path))}
        return Baseline(self.folder, old | Counter(print_ for prints in looked_at.values() for print_ in prints))

    def dump(self) -> str:
        """Return the file's text: JSON, sorted, one finding a line so that a change of it reads well."""
        import json

        rows = [
            json.dumps(
                {"path": p.path} | ({"record": p.record} if p.record else {}) | {"rule": p.rule, "text": p.text, "context": p.context, "count": n},
                ensure_ascii=False,
            )
            for p, n in sorted(self.counts.items())
        ]
        return "".join([f'{{"version": {VERSION}, "findings": [', ",".join("\n  " + row for row in rows), "\n" if rows else "", "]}\n"])


def fingerprints(folder: str, path: str, findings: Sequence[Finding], document: Document) -> list[Fingerprint]:
    """Return the fingerprint of each of *findings*, which were made in *document* at *path*; *folder* is the baseline's."""
    place = inside(folder, path)
    return [_fingerprint(place, finding, document) for finding in findings]


def inside(folder: str, path: str) -> str:
    """Return *path* as it reads from *folder*, with `/`."""
    return os.path.relpath(os.path.abspath(path), folder or ".").replace(os.sep, "/")


def _fingerprint(path: str, finding: Finding, document: Document) -> Fingerprint:
    segment = document.segments[finding.segment]
    before = segment.view[max(0, finding.view_start - 200) : finding.view_start].split()[-CONTEXT:]
    after = segment.view[finding.view_end : finding.view_end + 200].split()[:CONTEXT]
    context = f"{crc32(' '.join([*before, '|', *after]).encode('utf-8', 'backslashreplace')):08x}"
    text = " ".join(finding.text.split()).encode("utf-8", "backslashreplace").decode()
    return Fingerprint(path, segment.record, finding.rule, text, context)


def _entry(row: Mapping[str, str]) -> Fingerprint:
    values = row["path"], row.get("record", ""), row["rule"], row["text"], row["context"]
    if not all(isinstance(value, str) for value in values):
        raise TypeError
    return Fingerprint(*values)


def _count(row: Mapping[str, object]) -> int:
    count = row["count"]
    if not isinstance(count, int) or count < 1:
        raise TypeError
    return count


def _take(counts: Counter[_Key], key: _Key) -> bool:
    """Take one of *key* from *counts* where one is left."""
    if counts[key] <= 0:
        return False
    counts[key] -= 1
    return True
