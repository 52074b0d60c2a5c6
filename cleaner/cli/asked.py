"""What was asked for on the command line."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.config.settings import Settings


class Asked(NamedTuple):
    """The options of `clean check` as they were given; empty, 0 or None is what wasn't."""

    paths: tuple[str, ...]
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: str | None = None
    fail_on: str | None = None
    show_hidden: bool = False
    preview: bool = False
    baseline: str = ""
    write_baseline: str = ""
    rules: tuple[str, ...] = ()
    no_shipped_rules: bool = False
    config: str = ""
    isolated: bool = False
    source_language: str = ""
    profile: tuple[str, ...] = ()
    context: str = ""
    max_size: int = 0
    stdin_filename: str = ""
    format: str | None = None
    output: str = ""
    quiet: bool = False
    color: str = "auto"
    timings: bool = False

    def names(self, settings: Settings, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the patterns selected and ignored for the file at *path* (absolute), where *settings* hold.

        ``--select`` sets aside what the settings select and ignore for all files (what they ignore for this path
        stays); ``--ignore`` adds.
        """
        select, ignore = settings.names(path)
        if self.select:
            select, ignore = self.select, ignore[len(settings.ignore) :]
        return select, ignore + self.ignore
