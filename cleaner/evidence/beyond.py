"""Sentences that hold so much damage that mending words doesn't help: their meaning is lost, they want translating again."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.model import Evidence, Finding
from cleaner.text.reading import Reading

_MEANS = ("accuracy/mistranslation", "accuracy/untranslated", "terminology/", "linguistic-conventions/", "style/", "design-and-markup/casing")
_STYLE = ("house", "majority")
_GLUED = "design-and-markup/whitespace"


def lost(reading: Reading, findings: Iterable[tuple[int, Finding]], least: int, words: int) -> list[tuple[int, int, tuple[Evidence, ...]]]:
    """Return the sentences with at least *least* findings, and one for so many *words*, each with what was found in it.

    *findings* come with their offsets in *reading*. What leaves the meaning alone (names, spacing, encoding, furniture) doesn't count, but for
    words run together and stray capitals, the scars of a sentence whose build is lost.
    """
    by_sentence: dict[tuple[int, int], dict[str, None]] = {}
    for start, finding in findings:
        if any(one.kind in _STYLE for one in finding.evidence):
            continue
        if finding.category.startswith(_MEANS) or (finding.category == _GLUED and " " not in finding.text):
            by_sentence.setdefault(reading.sentence(start), {})[finding.text] = None
    made: list[tuple[int, int, tuple[Evidence, ...]]] = []
    for (start, end), found in sorted(by_sentence.items()):
        if len(found) >= least and len(found) * words >= len(reading.text[start:end].split()):
            made.append((start, end, (Evidence("damage", f"{len(found)} damages: {', '.join(list(found)[:4])}"),)))
    return made
