"""The good English that ``--clean`` names: texts in files and folders, packed or not, as `clean rules bench` reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from cleaner.errors import CleanerError, SettingsError


def good_texts(paths: Sequence[str], quiet: bool = False) -> Iterator[str]:
    """Yield the views of all texts in *paths*, with a progress bar on a terminal unless *quiet*; what in a folder can't be read is told and left out.

    SettingsError where a path isn't there, CleanerError where a file that was named can't be read.
    """
    from cleaner import pipeline
    from cleaner.authoring.material import Flaw, Reading, is_material, read
    from cleaner.cli.output import Progress, tell
    from cleaner.cli.walk import find
    from cleaner.config.lookup import Lookup

    for path in paths:
        if not os.path.exists(path):
            raise SettingsError(f"{path}: there is no such file or folder; name one with good English for --clean")
    lookup = Lookup()
    tasks = find(paths, lookup, is_material).tasks
    lookup.complain()
    progress = Progress(len(tasks), not quiet and sys.stderr.isatty())
    for task in tasks:
        progress.step(task.path)
        for text in read(task.absolute, task.path, Reading(good=True, max_size=task.settings.max_size)):
            if not isinstance(text, Flaw):
                yield from (segment.view for segment in pipeline.read(text.raw, task.path, text.format).segments)
            elif task.named:
                raise CleanerError(text.message)
            else:
                progress.clear()
                tell(text.message)
    progress.clear()
