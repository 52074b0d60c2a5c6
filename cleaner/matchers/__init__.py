"""One module per rule kind; the table of them is made from this folder, and a module is imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from cleaner.plugin import Matcher

# [[[cog
# import pathlib
# names = sorted(p.stem for p in pathlib.Path("cleaner/matchers").glob("[a-z]*.py"))
# cog.out("MODULES: Final = {\n" + "".join(f'    "{n}": "cleaner.matchers.{n}",\n' for n in names) + "}\n")
# ]]]
MODULES: Final = {
    "acronym": "cleaner.matchers.acronym",
    "agreement": "cleaner.matchers.agreement",
    "article": "cleaner.matchers.article",
    "casing": "cleaner.matchers.casing",
    "consistency": "cleaner.matchers.consistency",
    "encoding": "cleaner.matchers.encoding",
    "glued": "cleaner.matchers.glued",
    "name": "cleaner.matchers.name",
    "numbers": "cleaner.matchers.numbers",
    "order": "cleaner.matchers.order",
    "pattern": "cleaner.matchers.pattern",
    "phrase": "cleaner.matchers.phrase",
    "punctuation": "cleaner.matchers.punctuation",
    "repetition": "cleaner.matchers.repetition",
    "residue": "cleaner.matchers.residue",
    "retranslate": "cleaner.matchers.retranslate",
    "spacing": "cleaner.matchers.spacing",
}
# [[[end]]]


def load(kind: str) -> Matcher:
    """Import the matcher of rule kind *kind*; KeyError where there is none."""
    matcher: Matcher = import_module(MODULES[kind]).PLUGIN
    return matcher
