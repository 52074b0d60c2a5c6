"""The JSON report with a document a line: for streams, and for folders too big to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.model import Report
from cleaner.plugin import Reporter, View
from cleaner.reporters._encode import lines


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield a line for each of *reports*: one object of the `documents` of the json view."""
    for line in lines(reports, view):
        yield line + "\n"


PLUGIN = Reporter(write)
