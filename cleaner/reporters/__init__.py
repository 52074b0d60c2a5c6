"""Views of a report, one file each; one is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.plugin import Reporter

# [[[cog
# import pathlib
# here = pathlib.Path(cog.inFile).resolve().parent
# cog.outl("MODULES: Final = {")
# for name in sorted(path.stem for path in here.glob("[!_]*.py")):
#     cog.outl(f'    "{name}": "cleaner.reporters.{name}",')
# cog.outl("}")
# ]]]
MODULES: Final = {
    "json": "cleaner.reporters.json",
    "jsonl": "cleaner.reporters.jsonl",
    "text": "cleaner.reporters.text",
}
# [[[end]]]
"""The name of each view and the module that it is in."""


def load(name: str) -> Reporter:
    """Return the reporter called *name*; KeyError where `MODULES` has none."""
    plugin: Reporter = import_module(MODULES[name]).PLUGIN
    return plugin
