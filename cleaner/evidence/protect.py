"""What is never touched, and what is only touched with consent: addresses and code; direct speech."""

from __future__ import annotations

import re
from typing import Final

from cleaner.text.reading import Reading

_ADDRESS: Final = re.compile(
    r"://|^www\.|\w@\w|^[@#]\w|[\w-]\.(?:com|org|net|gov|edu|io|html?|php|pdf|json|ya?ml|py|js|md|txt)\b|^(?:[.~]?/|[A-Za-z]:\\)|^[\w.-]+/[\w.-]+/|^[`%]|^\$[A-Za-z_({]|\{\{|%\(?\w+\)?[sd]\b|::|\w\(\)"
)
_OPENS: Final = frozenset(("", " ", "\n", "(", '"', "'"))
_SPACE: Final = frozenset(("", " ", "\n"))
_CLOSES: Final = frozenset(",.;:!?)\"'")
REACH: Final = 300

QUOTABLE: Final = frozenset({"locale-conventions/name-format", "design-and-markup/whitespace", "design-and-markup/character-encoding"})
"""Categories whose fixes leave the words of a quotation alone: names, spacing, encoding."""


def stands_apart(text: str, start: int, end: int) -> bool:
    """Say whether start..end of folded *text* are plain words between spaces, as nearly always: then nothing protects them."""
    if text[start - 1 : start] not in _OPENS or not text[start:end].replace(" ", "").isalnum():
        return False
    after = text[end : end + 1]
    return after in _SPACE or (after in _CLOSES and text[end + 1 : end + 2] in _SPACE)


def is_protected(reading: Reading, start: int, end: int) -> bool:
    """Say whether start..end lies in a URL, a mail address, a path, a handle, a hashtag or a piece of code.

    Of several words the tokens at the two ends are looked at; space between words lies in none.
    """
    text = reading.folded
    if start < end and text[start:end].isspace():
        return False
    if stands_apart(text, *_word(text, start, end)):
        return False
    first, last = _token(text, start, start), _token(text, end, end)
    if first == last:
        return _is_address(text[slice(*first)])
    return any(_is_address(text[slice(*_token(text, at, at))]) for at in (start, max(start, end - 1)) if not text[at].isspace())


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the word that start..end is a part of; start..end where it is more than that."""
    low, high = start, end
    if start == end or text[start:end].isalnum():
        first, last = max(0, start - REACH), min(len(text), end + REACH)
        while low > first and text[low - 1].isalnum():
            low -= 1
        while high < last and text[high].isalnum():
            high += 1
    return low, high


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the run of non-space around start..end."""
    low = max(0, start - REACH)
    first = max(text.rfind(space, low, start) for space in " \n\t\r")
    ends = [at for at in (text.find(space, end, end + REACH) for space in " \n\t\r") if at >= 0]
    return first + 1 if first >= 0 else low, min(ends) if ends else min(len(text), end + REACH)


def _is_address(token: str) -> bool:
    """Say whether *token*, a run of non-space, is an address, a handle or code; most are plain words, seen at once."""
    if token.rstrip(".,;:!?").endswith("()"):
        return True
    bare = token.strip("\"'.,;:!?()[]<>-")
    return not bare.replace("-", "").replace("'", "").isalnum() and bool(bare) and bool(_ADDRESS.search(token.lstrip("(\"'[<")))


def is_quoted(reading: Reading, start: int, end: int) -> bool:
    """Say whether start..end stands in a direct quotation of its paragraph."""
    low, high = reading.paragraph(start)
    before = reading.text[low:start]
    opened, closed = before.rfind("\u201c"), before.rfind("\u201d")
    if opened > closed:
        return "\u201d" in reading.text[end:high] or "\u201c" not in reading.text[end:high]
    return before.count('"') % 2 == 1 and '"' in reading.text[end:high]
