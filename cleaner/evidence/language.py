"""Whether a text is English, by its commonest words."""

from __future__ import annotations

from typing import Final

from cleaner.text.reading import Reading

SOON: Final = 1_200
"""Code points at a text's beginning in which English has used its commonest word twice."""

FEWEST: Final = 30
"""Below so many words nothing is said of a text's language."""

ENGLISH: Final = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "for",
    "that",
    "with",
    "on",
    "it",
    "as",
    "was",
    "are",
    "be",
    "this",
    "you",
    "we",
    "by",
    "from",
    "not",
)

# The commonest words of other languages that English text doesn't hold.
OTHERS: Final = {
    "French": ("le", "les", "des", "et", "une", "dans", "est", "pour", "qui", "du", "sur", "pas", "aux", "avec"),
    "Spanish": ("el", "los", "las", "una", "que", "por", "con", "del", "para", "es", "su", "como"),
    "Portuguese": ("os", "uma", "que", "por", "com", "para", "não", "dos", "da", "em", "ao"),
    "Italian": ("il", "gli", "che", "una", "di", "per", "del", "della", "non", "con", "sono"),
    "German": ("der", "und", "das", "den", "von", "zu", "mit", "ist", "nicht", "ein", "eine", "auf"),
    "Dutch": ("het", "een", "van", "en", "dat", "niet", "zijn", "voor", "met", "op"),
    "Swedish": ("och", "att", "det", "som", "av", "en", "inte", "den", "med"),
    "Polish": ("nie", "na", "się", "jest", "że", "z", "do", "jak"),
    "Romanian": ("și", "în", "de", "la", "este", "cu", "pe", "care", "nu"),
    "Turkish": ("ve", "bir", "bu", "için", "ile", "de", "da"),
}  # fmt: skip


def other_language(reading: Reading) -> str | None:
    """Name the language of *reading* if it surely isn't English ("another script" where its letters aren't Latin), else None.

    Text that soon holds "the" twice is English without further counting: that settles nearly all of it in a microsecond.
    """
    first = reading.folded.find(" the ", 0, SOON)
    if first >= 0 and reading.folded.find(" the ", first + 1, SOON) >= 0:
        return None
    words = reading.low.split()
    if len(words) < FEWEST:
        return None if _latin(reading.text) or len(reading.text.strip()) < 4 * FEWEST else "another script"
    if not _latin(reading.text):
        return "another script"
    counts = {word: words.count(word) for word in {w for group in (ENGLISH, *OTHERS.values()) for w in group}}
    english = sum(counts[word] for word in ENGLISH)
    language, most = max(((name, sum(counts[word] for word in group)) for name, group in OTHERS.items()), key=lambda pair: pair[1])
    return language if most > 2 * english and most * 12 > len(words) else None


def _latin(text: str) -> bool:
    """Say whether most letters of *text* are Latin."""
    letters = [char for char in text[:20_000] if char.isalpha()]
    return sum(char < "\u0250" or "\u1e00" <= char < "\u1f00" for char in letters) * 2 >= len(letters)
