"""The file formats, one module each; a module and its library are imported when a file needs them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.plugin import Format

# [[[cog
# from pathlib import Path
# from cog import out
# from importlib import import_module
# names = sorted(p.stem for p in Path("cleaner/formats").glob("*.py") if p.stem != "__init__")
# suffixes = {s: n for n in names for s in import_module(f"cleaner.formats.{n}").PLUGIN.suffixes}
# out("MODULES: Final = {\n" + "".join(f'    "{n}": "cleaner.formats.{n}",\n' for n in names) + "}\n")
# out("SUFFIXES: Final = {\n" + "".join(f'    "{s}": "{n}",\n' for s, n in sorted(suffixes.items())) + "}\n")
# ]]]
MODULES: Final = {
    "markdown": "cleaner.formats.markdown",
    "text": "cleaner.formats.text",
}
SUFFIXES: Final = {
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".mkd": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".text": "text",
    ".txt": "text",
}
# [[[end]]]


@cache
def load(name: str) -> Format:
    """Return the format called *name*; raises KeyError where there is none."""
    plugin: Format = import_module(MODULES[name]).PLUGIN
    return plugin


def by_path(path: str) -> str:
    """Name the format that the suffix of *path* stands for, '' where none does.

    >>> by_path("a.d/News.TXT"), by_path("photo.jpeg"), by_path(".txt")
    ('text', '', '')
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return SUFFIXES.get(dot + suffix.lower(), "") if stem else ""
