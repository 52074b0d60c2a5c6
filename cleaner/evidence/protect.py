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
TITLE: Final = 70
"""How far the quotation marks of a title are looked for on either side, in code points."""
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_NAME_BEFORE: Final = re.compile(r"\b[A-Z][\w'-]+ (?:(?:of|and|the|in|for|to|a|an|on|&) ){0,2}\Z")
_NAME_AFTER: Final = re.compile(r" (?:(?:of|and|the|in|for|to|a|an|on|&) ){0,2}[A-Z][a-z]")

TITLED: Final = frozenset(
    """accuracy/mistranslation accuracy/untranslated terminology/wrong-term terminology/inconsistent linguistic-conventions/grammar
    linguistic-conventions/spelling linguistic-conventions/punctuation linguistic-conventions/word-order linguistic-conventions/agreement style/awkward
    style/unidiomatic""".split()
)
"""Categories whose words are left in titles."""

QUOTABLE: Final = frozenset({"locale-conventions/name-format", "design-and-markup/whitespace", "design-and-markup/character-encoding"})
"""Categories whose fixes leave the words of a quotation alone: names, spacing, encoding."""


def stands_apart(text: str, start: int, end: int) -> bool:
    """Say whether start..end of folded *text* are plain words between spaces, as nearly always: then nothing protects them."""
    if text[start - 1 : start] not in _OPENS or not text[start:end].replace(" ", "").isalnum():
        return False
    after, next_ = text[end : end + 1], text[end + 1 : end + 2]
    return after in _SPACE or (after in _CLOSES and (next_ in _SPACE or (next_ in _CLOSES and text[end + 2 : end + 3] in _SPACE)))


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


def is_title(reading: Reading, start: int, end: int) -> bool:
    """Say whether start..end is part of a title: quoted with capitals ("The Price of Salt"), or a capitalised word in a run of such inside a sentence."""
    text = reading.folded
    if text[start].isupper() and text[start + 1 : start + 2].islower() and _in_name(reading, start, end):
        return True
    low = max(0, start - TITLE)
    for whole, opens, closes in ((text, '"', '"'), (reading.text, "\u2018", "\u2019")):
        first = whole.rfind(opens, low, start)
        if first >= 0 and _is_titled(whole, first, start, end, closes):
            return True
    return False


def _in_name(reading: Reading, start: int, end: int) -> bool:
    """Say whether the capitalised start..end stands beside another capitalised word, inside a sentence that is mostly in small letters."""
    text = reading.folded
    low, high = reading.sentence(start)
    if not _WORD.search(text, low, start):
        return False  # it begins the sentence, whose first word has a capital anyhow
    before, after = _NAME_BEFORE.search(text, max(low, start - 40), start), _NAME_AFTER.match(text, end, high)
    if not after and not (before and _WORD.search(text, low, before.start())):
        return False
    words = _WORD.findall(text, low, high)
    return bool(sum(word[0].islower() for word in words) * 2 > len(words))


def _is_titled(text: str, first: int, start: int, end: int, closes: str) -> bool:
    """Say whether start..end stands between the mark at *first* and *closes* in a title: a few words, with a capital at each but short ones."""
    if not text[first + 1].isupper() or text[first - 1 : first] not in _OPENS:
        return False
    last = text.find(closes, first + 1, end + TITLE)
    if last < end:
        return False
    words = _WORD.findall(text, first, last)
    return 1 < len(words) <= 10 and sum([word[0].isupper() for word in words]) > 1 and all(word[0].isupper() or len(word) < 5 for word in words)


def is_quoted(reading: Reading, start: int, end: int) -> bool:
    """Say whether start..end stands in a direct quotation of its paragraph."""
    low, high = reading.paragraph(start)
    before = reading.text[low:start]
    opened, closed = before.rfind("\u201c"), before.rfind("\u201d")
    if opened > closed:
        return "\u201d" in reading.text[end:high] or "\u201c" not in reading.text[end:high]
    return before.count('"') % 2 == 1 and '"' in reading.text[end:high]
