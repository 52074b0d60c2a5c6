"""The JSON report as one object: what made it, and a document a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.model import Report
from cleaner.plugin import Reporter, View
from cleaner.reporters._encode import VERSION, lines, string


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the object piece by piece, as *reports* come."""
    yield f'{{"version": {VERSION}, "tool": {{"name": "cleaner", "version": {string(view.version)}, "ruleset": {string(view.ruleset)}}}, "documents": ['
    before = "\n"
    for line in lines(reports, view):
        yield before + line
        before = ",\n"
    yield "\n]}\n"


PLUGIN = Reporter(write)
