"""Examples of a rule: a sentence in which ``[[bad -> good]]`` marks what must be found and what it must become."""

from __future__ import annotations

import re
from typing import Final

from cleaner.model.rule import Marked

_MARK: Final = re.compile(r"\[\[(?!\[)(.*?)\]\]", re.DOTALL)
ARROW: Final = " -> "


def read_marks(sentence: str) -> tuple[str, tuple[Marked, ...]]:
    """Return *sentence* without its marks, and the spans that they mark in it; raise ValueError where they are amiss.

    >>> read_marks("Its [[fleas -> chips]] [[indeed -> ]]sell.")
    ('Its fleas indeedsell.', (Marked(start=4, end=9, new='chips'), Marked(start=10, end=16, new='')))
    """
    plain: list[str] = []
    marked: list[Marked] = []
    length = done = 0
    for found in _MARK.finditer(sentence):
        between = _unmarked(sentence[done : found.start()])
        bad, new = _split(found[1])
        plain += between, bad
        start = length + len(between)
        length = start + len(bad)
        done = found.end()
        marked.append(Marked(start, length, new))
    plain.append(_unmarked(sentence[done:]))
    return "".join(plain), tuple(marked)


def _split(mark: str) -> tuple[str, str | None]:
    bad, arrow, good = mark.removesuffix(" ->").partition(ARROW) if not mark.endswith(" ->") else (mark.removesuffix(" ->"), ARROW, "")
    if "[[" in mark:
        raise ValueError("a '[[' stands inside a mark; close the first with ']]'")
    if not bad:
        raise ValueError("a mark holds no text; write [[bad -> good]]")
    if arrow and bad == good:
        raise ValueError(f"'{bad}' becomes '{good}', which changes nothing; write what it must become, or no arrow")
    return bad, good if arrow else None


def _unmarked(text: str) -> str:
    if "[[" in text:
        raise ValueError("a '[[' is never closed; close it with ']]'")
    if "]]" in text:
        raise ValueError("a ']]' without its '[['; open it, or take it out")
    return text


def write_marks(text: str, marked: tuple[Marked, ...]) -> str:
    """Write *marked* into *text* again: the inverse of `read_marks`; of marks that overlap the first is written.

    >>> write_marks(*read_marks("Its [[fleas -> chips]] [[bite]]."))
    'Its [[fleas -> chips]] [[bite]].'
    """
    done = 0
    written: list[str] = []
    for mark in sorted(marked, key=lambda m: (m.start, m.end)):
        if mark.start < done:
            continue
        arrow = "" if mark.new is None else ARROW + mark.new
        written += text[done : mark.start], "[[", text[mark.start : mark.end], arrow, "]]"
        done = mark.end
    return "".join([*written, text[done:]])
