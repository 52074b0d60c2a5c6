"""What rules are derived from: the topics, lists and examples of own rules and of those that ship, and good texts of the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cleaner.authoring.derive import Knowledge
from cleaner.authoring.placing import knowledge
from cleaner.authoring.shelf import Shelf
from cleaner.errors import SettingsError

_SENTENCE: Final = re.compile(r"[^\n]*?[.!?\u2026][\"'\u2019\u201d)\]]*(?=[ \t]+[\"'\u2018\u201c(\[]?[A-Z0-9]|[ \t]*\n|[ \t]*$)|[^\n]+")


def known(shelf: Shelf, folders: Sequence[str] = ()) -> Knowledge:
    """Return what deriving may draw on; *folders* (or files) hold good English of the author's."""
    good, words = _good(folders)
    made = knowledge(shelf.shipped, shelf.own, good, words)
    return replace(made, is_sound=lambda text: not findings(shelf, text))


def findings(shelf: Shelf, text: str) -> list[tuple[str, int, int]]:
    """Return what the rules of *shelf* find in *text*: each id with its span.

    Those that ship and the author's own are run apart, for what ships is compiled already.
    """
    from cleaner import pipeline
    from cleaner.engine import library

    sets = [library.load(), *([library.load(shelf.folders, shipped=False)] if shelf.folders else [])]
    document = pipeline.read(text.encode("utf-8", "replace"), "example.txt")
    reports = [report for ruleset in sets for report in pipeline.check(document, ruleset, pipeline.Request())]
    return list(dict.fromkeys((finding.rule, finding.start, finding.end) for report in reports for finding in report.findings))


def _good(folders: Sequence[str]) -> tuple[list[str], int]:
    """Return the sentences of all texts in *folders*, and how many words they have."""
    from cleaner.cli.rules._good import good_texts

    if not folders:
        return [], 0
    sentences = [sentence for text in good_texts(folders) for sentence in _sentences(text)]
    if not sentences:
        raise SettingsError(f"{folders[0]}: there are no texts in it; name a folder with good English for --clean")
    return sentences, sum(sentence.count(" ") + 1 for sentence in sentences)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of *text*, roughly: an abbreviation may end one."""
    return (found[0].strip() for found in _SENTENCE.finditer(text) if found[0].strip())
