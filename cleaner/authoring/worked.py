"""A rule out of what its author wrote as wrong and right, and sentences in which it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaner.authoring import _english as english
from cleaner.authoring.derive import Draft, Knowledge, derive_cases
from cleaner.authoring.edits import Case
from cleaner.errors import CleanerError
from cleaner.model.rule import Example, Marked
from cleaner.rulebook.examples import read_marks
from cleaner.text.article import article_before
from cleaner.text.case import match_case

_BESIDE: Final = r"(?<![^\W_]){}(?![^\W_])"


def work_out(
    wrong: str, right: str, fires: Sequence[str], known: Knowledge, *, source: Sequence[tuple[str, tuple[str, ...]]] = (), why: str = "", ok: Sequence[str] = ()
) -> Draft:
    """Return a rule that finds *wrong* and puts *right*, in all their forms, with the conditions that the sentences *fires* suggest.

    A sentence marks the place with ``[[bad -> good]]``, or holds a form of *wrong*. CleanerError where it doesn't, or no such rule can be made.
    """
    examples = [example(sentence, wrong, right) for sentence in fires]
    given = [case for one in examples for case in _cases(one)]
    return derive_cases(given, known, find=wrong, put=right, examples=examples, source=source, why=why, ok=ok)


def read_example(sentence: str) -> tuple[str, str]:
    """Return the bad and the good text of an example with marks; CleanerError where they are amiss."""
    text, marked = _read(sentence)
    good, done = "", 0
    for mark in marked:
        good += text[done : mark.start] + (mark.new or "")
        done = mark.end
    return text, good + text[done:]


def example(sentence: str, wrong: str, right: str) -> Example:
    """Return *sentence* as an example; where it has no marks, the first form of *wrong* in it is marked with the same form of *right*."""
    text, marked = _read(sentence.strip())
    if marked:
        if any(mark.new is None for mark in marked):
            raise CleanerError(f"a mark has no correction: {sentence}; write [[bad -> good]]")
        return Example(text, marked)
    found = next(_found(text, wrong, right), None)
    if found is None:
        raise CleanerError(f"'{wrong}' isn't in the sentence: {text}; give one that has it, or mark the place with [[bad -> {right}]]")
    return Example(text, (found,))


def _read(sentence: str) -> tuple[str, tuple[Marked, ...]]:
    try:
        return read_marks(sentence)
    except ValueError as error:
        raise CleanerError(f"{error}: {sentence}") from None


def _found(text: str, wrong: str, right: str) -> Iterator[Marked]:
    """Yield the forms of *wrong* in *text* with their corrections; the plural or a form of a verb where the basic one isn't there."""
    forms = [pair for as_ in ("noun", "verb") for pair in zip(english.forms_of(wrong, as_), english.forms_of(right, as_) if right else [""] * 5, strict=False)]
    for bad, good in sorted(dict(reversed(forms)).items(), key=lambda pair: -len(pair[0])):
        pattern = _BESIDE.format(re.escape(bad)) if bad[:1].isalnum() and bad[-1:].isalnum() else re.escape(bad)
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if not right:
                yield Marked(found.start() - text[: found.start()].endswith(" "), found.end(), "")
                continue
            put = match_case(good, found[0])
            article = article_before(text, found.start(), found[0], put) if put and found.start() > 1 else None
            yield Marked(article[0], found.end(), article[1] + put) if article else Marked(found.start(), found.end(), put)


def _cases(one: Example) -> Iterator[Case]:
    """Yield a case for each mark, in a sentence in which the others are mended."""
    for mark in one.marked:
        text, start, done = "", 0, 0
        for other in one.marked:
            text += one.text[done : other.start]
            if other is mark:
                start = len(text)
                text += one.text[other.start : other.end]
            else:
                text += other.new or ""
            done = other.end
        yield Case(text + one.text[done:], start, start + mark.end - mark.start, mark.new or "")
