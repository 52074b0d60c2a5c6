"""Text for a terminal: made harmless, measured in columns, wrapped and coloured."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

STYLES: Final = {
    "plain": "",
    "bold": "1",
    "dim": "2",
    "dim word": "2;4",
    "removed": "31",
    "added": "32",
    "removed word": "1;4;31",
    "added word": "1;4;32",
    "marked word": "1;4;33",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "place": "1",
    "title": "1;4",
    "good": "1;32",
    "marked": "33",
}
"""What each style is in SGR codes; the terminal's own sixteen colours, so that they suit its background."""


class Run(NamedTuple):
    """Text in one style."""

    text: str
    style: str = "plain"


def visible(text: str, exact: bool = False) -> str:
    r"""Return *text* with all that could steer a terminal or hide in it written as an escape.

    A line end becomes a space; with *exact*, odd spaces and line ends are escapes too.

    >>> visible("a\x1b[2Jb"), visible("no\nbreak"), visible("no\nbreak", exact=True), visible("\u202egnp.exe")
    ('a\\x1b[2Jb', 'no break', 'no\\nbreak', '\\u202egnp.exe')
    """
    if text.isascii() and text.isprintable():
        return text
    if not exact:
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\u00a0", " ").replace("\u202f", " ").replace("\ufffc", "[\u2026]")
    return "".join([char if char.isprintable() or char in _JOINERS else ascii(char)[1:-1] for char in text])


_SPACES: Final = re.compile(r"( +)")
_JOINERS: Final = "\u200c\u200d\ufe0f"  # letters of some scripts and emoji are put together by these


def columns(text: str) -> int:
    """Return how many columns of a terminal *text* takes.

    >>> columns("chip"), columns("\u82af\u7247"), columns("e\u0301")
    (4, 4, 1)
    """
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum([0 if combining(c) or c in _JOINERS else 2 if east_asian_width(c) in "WF" else 1 for c in text])


def painted(runs: Iterable[Run], color: bool) -> str:
    """Return *runs* as one string, with colours where *color*."""
    if not color:
        return "".join([run.text for run in runs])
    return "".join([f"\x1b[{STYLES[run.style]}m{run.text}\x1b[0m" if STYLES[run.style] else run.text for run in runs])


def wrapped(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Break *runs* at spaces into lines of *width* columns at most; a longer word stays whole.

    >>> [painted(line, color=False) for line in wrapped([Run("new fl"), Run("eas bite", "bold")], 8)]
    ['new', 'fleas', 'bite']
    """
    lines: list[list[Run]] = [[]]
    used = 0
    space: list[Run] = []
    for word in _words(runs):
        size = sum([columns(run.text) for run in word])
        if word[0].text.isspace():
            space = word
            continue
        gap = sum([columns(run.text) for run in space])
        if lines[-1] and used + gap + size > width:
            lines.append([])
            used, space, gap = 0, [], 0
        lines[-1] += space + word
        used, space = used + gap + size, []
    return [_merged(line) for line in lines]


def _words(runs: Iterable[Run]) -> list[list[Run]]:
    """Cut *runs* into words and the spaces between them; either may change its style midway."""
    made: list[list[Run]] = []
    for run in runs:
        for text in _SPACES.split(run.text):
            if not text:
                continue
            if made and made[-1][-1].text.isspace() == text.isspace():
                made[-1].append(Run(text, run.style))
            else:
                made.append([Run(text, run.style)])
    return made


def _merged(runs: Iterable[Run]) -> list[Run]:
    made: list[Run] = []
    for run in runs:
        if made and made[-1].style == run.style:
            made[-1] = Run(made[-1].text + run.text, run.style)
        else:
            made.append(run)
    return made


def head(text: str, most: int) -> str:
    """Return the first words of *text* that take *most* columns, with an ellipsis for the rest.

    >>> head("new designs of chips", 12), tail("new designs of chips", 12)
    ('new designs \u2026', '\u2026 of chips')
    """
    if columns(text) <= most:
        return text
    cut = _cut(text, most)
    space = text.rfind(" ", 0, cut + 1)
    return (text[:space] + " " if space > 0 else text[:cut]) + "\u2026"


def tail(text: str, most: int) -> str:
    """Return the last words of *text* that take *most* columns, with an ellipsis for the rest."""
    if columns(text) <= most:
        return text
    cut = len(text) - _cut(text[::-1], most)
    space = text.find(" ", cut - 1)
    return "\u2026" + (" " + text[space + 1 :] if 0 <= space < len(text) - 1 else text[cut:])


def clipped(text: str, most: int) -> str:
    """Return *text*, or where it is longer than twice *most* columns its ends.

    >>> clipped("one two three four five", 9)
    'one two \u2026 four five'
    """
    if columns(text) <= 2 * most + 2:
        return text
    return head(text, most) + tail(text, most).removeprefix("\u2026")


def _cut(text: str, most: int) -> int:
    """Return how many characters of *text* fit in *most* columns."""
    if text.isascii():
        return max(0, most)
    used = 0
    for at, char in enumerate(text):
        used += columns(char)
        if used > most:
            return at
    return len(text)
