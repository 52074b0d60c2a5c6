"""What a rule looked for and why it matched nothing: the words that stand nearest, and how far a pattern fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from cleaner import matchers
from cleaner.authoring.told import listed
from cleaner.matchers.acronym import is_part, is_state
from cleaner.matchers.name import APART, LISTED, RIGHT
from cleaner.matchers.pattern import EVERYWHERE, TIMEOUT, pattern_of
from cleaner.matchers.phrase import forms_of, is_exact
from cleaner.model.rule import Rule
from cleaner.plugin import CompiledRule, Span
from cleaner.text.case import goes_on
from cleaner.text.fold import fold
from cleaner.text.inflect import inflections
from cleaner.text.literals import COMMON
from cleaner.text.pieces import beginnings
from cleaner.text.reading import Reading

LITERAL: Final = frozenset({"phrase", "acronym", "name", "pattern"})
"""Kinds of rules of which each place where a literal stands is worth a word; a built-in check looks at many."""

MOST: Final = 3
"""So many near misses are told."""

ALIKE: Final = 0.8
"""How like a word must be to what was looked for (of 1) to be told."""

FAR: Final = 5_000
"""So many code points of a text are searched for the longest beginning of a pattern that has no literal."""

SHOWN: Final = 60
"""So many code points are shown of a pattern's piece, and half as many of the text behind it."""


def sought(plain: Sequence[Rule]) -> tuple[str, ...]:
    """Return the literals that the rules *plain* look for, as people write them; none where they look at all text."""
    found: dict[str, None] = {}
    for rule in plain:
        found.update(dict.fromkeys(_sought(rule)))
    return tuple(found)


def _sought(rule: Rule) -> Iterator[str]:
    if rule.kind in ("phrase", "acronym"):
        yield from forms_of(rule)
    elif rule.kind == "name":
        yield from (*rule.find, *(bad for bad, _ in rule.forms), *rule.put, *rule.aliases)
        yield from sorted(_text(literal) for literal, (_, kind) in matchers.load("name").prepare(rule).data[0].items() if kind not in (RIGHT, LISTED))
    elif rule.kind == "pattern" and rule.anchor != (EVERYWHERE,):
        yield from (anchor.strip() for anchor in rule.anchor)
    if rule.kind not in ("phrase", "acronym", "name") and not rule.anchor:
        yield from sorted({atom.strip() for atom in matchers.load(rule.kind).prepare(rule).atoms})


def _text(literal: bytes) -> str:
    return literal.decode("latin-1").strip()


def near(plain: Sequence[Rule], reading: Reading) -> tuple[str, ...]:
    """Say what in *reading* comes near to the literals of *plain*, none of which stands there."""
    found = dict.fromkeys(one for rule in plain if rule.kind in LITERAL for one in _near(rule, reading))
    return tuple(found)[:MOST]


def _near(rule: Rule, reading: Reading) -> Iterator[str]:
    forms = [form for form in _sought(rule) if form]
    if rule.kind == "phrase":
        yield from _other_forms(rule, forms, reading)
    for form in forms[:50]:
        apart = _apart(form, reading.folded)
        if apart:
            yield f"you wrote '{form}', the text has '{apart}'"
    for form in (*rule.find, *(bad for bad, _ in rule.forms)) if rule.kind != "pattern" else ():
        if " " in form:
            yield from _parts(form, reading)
    import difflib

    for form in forms[:50]:
        for word in difflib.get_close_matches(form.lower(), reading.words, n=1, cutoff=ALIKE):
            if word != form.lower() and len(form) > 3:
                yield f"you wrote '{form}', the text has '{_as_written(word, reading)}'"


def _other_forms(rule: Rule, forms: Sequence[str], reading: Reading) -> Iterator[str]:
    """Yield the forms of the words of *rule* that stand in the text and that it doesn't look for."""
    for find in rule.find:
        for as_ in ("noun", "verb"):
            for form in inflections(find, as_):
                if form not in forms and " " not in form and form.lower() in reading.words:
                    yield f"the text has '{_as_written(form.lower(), reading)}', which isn't looked for: write inflect: {as_}, or add it to forms"


def _as_written(word: str, reading: Reading) -> str:
    return next((one for one in sorted(reading.exact_words) if one.lower() == word), word)


def _apart(form: str, text: str) -> str:
    """Return *form* as it stands in *text* with other spaces and hyphens, if it does."""
    letters = [char for char in fold(form) if char.isalnum()]
    if len(letters) < 4:
        return ""
    found = re.search(r"(?<!\w)" + r"[\s.'-]?".join(map(re.escape, letters)) + r"(?!\w)", text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else ""


def _parts(form: str, reading: Reading) -> Iterator[str]:
    """Say which words of the phrase *form* stand in the text, where the telling ones do."""
    words = [word.lower() for word in fold(form).split()]
    there = [word for word in words if word in reading.words]
    if len(there) == len(words):
        yield f"the words of '{form}' stand in the text, but not in a row"
    elif any(word not in COMMON for word in there):
        lacking = [word for word in words if word not in there]
        yield f"of '{form}' the text has {listed(there)}, and lacks {listed(lacking)}"


def stuck(rule: Rule, compiled: CompiledRule, reading: Reading, hit: Span) -> tuple[int, str]:
    """Say why *rule* doesn't match where a literal of it stands, at *hit* in the haystack; the greater the number, the farther it came."""
    low, high = _trimmed(reading, hit)
    if rule.kind == "pattern":
        return _stuck_pattern(compiled, reading, hit)
    if rule.kind == "name":
        return 0, _stuck_name(compiled, reading, hit)
    return 0, _stuck_phrase(rule, reading, low, high)


def _trimmed(reading: Reading, hit: Span) -> Span:
    """Return the span of the text that *hit*, a span of the haystack, stands for, without the space at its ends."""
    low, high = max(0, hit[0] - 1), min(len(reading.folded), hit[1] - 1)
    while low < high and not reading.folded[low].isalnum():
        low += 1
    while low < high and not reading.folded[high - 1].isalnum():
        high -= 1
    return low, high


def place(reading: Reading, hit: Span) -> Span:
    """Return where in *reading* the literal stands that the automaton found at *hit*."""
    low, high = _trimmed(reading, hit)
    return (low, high) if low < high else (max(0, hit[0] - 1), max(1, hit[1] - 1))


def _stuck_phrase(rule: Rule, reading: Reading, start: int, end: int) -> str:
    text = reading.folded
    surface = " ".join(text[start:end].split())
    forms = [fold(form) for form in forms_of(rule)]
    exact = rule.kind == "acronym" or is_exact(rule)
    if surface in forms or (not exact and surface.lower() in map(str.lower, forms)):
        if goes_on(text[start - 1 : start] if start else "") or goes_on(text[end : end + 1]):
            return f"'{surface}' is part of a longer word"
        if reading.crosses(start, end):
            return f"a paragraph or a line ends within '{surface}'"
        return _stuck_acronym(reading, start, end) if rule.kind == "acronym" else f"'{surface}' has marks or spaces beside it that aren't looked for"
    wanted = next((form for form in forms if form.lower() == surface.lower()), "")
    if wanted:
        remedy = "acronyms are written exactly so" if rule.kind == "acronym" else "write case: any if both are meant"
        return f"you wrote '{wanted}', the text has '{surface}'; {remedy}"
    wanted = next((form for form in forms if _bare(form) == _bare(surface)), forms[0])
    return f"you wrote '{wanted}', the text has '{surface}'"


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _stuck_acronym(reading: Reading, start: int, end: int) -> str:
    text = reading.folded
    if is_part(text, start, end):
        return f"'{text[start:end]}' is part of a longer name"
    if is_state(text, start, end):
        return f"'{text[start:end]}' is a US state here"
    return f"the text itself spells '{text[start:end]}' out, so that it is the author's own"


def _stuck_name(compiled: CompiledRule, reading: Reading, hit: Span) -> str:
    literals, groups, right, *_ = compiled.data
    start, end = _trimmed(reading, hit)
    surface = " ".join(reading.folded[start:end].split())
    if surface in right:
        return f"'{surface}' is a right form, and is left"
    literal = reading.haystack[hit[0] : hit[1]]
    group, kind = literals.get(literal) or literals[b" %b " % b" ".join(literal.split())]
    names = groups[group]
    if kind == RIGHT:
        return f"'{surface}' is '{names[0]}' in other letters or marks, which counts only where the name has capitals inside"
    if surface == surface.lower():
        return f"'{surface}' has small letters, and stands for '{names[0]}' only with capitals"
    if kind == APART:
        return f"'{surface}' could be '{names[0]}' written apart, but that is too unsure here, where the right name stands nowhere"
    return f"'{surface}' could be '{names[0]}', but the words beside it make it another's name, or it is too short to tell without the right form in the text"


def _stuck_pattern(compiled: CompiledRule, reading: Reading, hit: Span) -> tuple[int, str]:
    margin = compiled.data[3]
    first, last = max(0, hit[0] - 1), hit[1] - 1
    low, high = (max(0, first - margin), last + margin) if margin else reading.paragraph(first)
    return farthest(compiled, reading, low, min(high, len(reading.folded)))


def farthest(compiled: CompiledRule, reading: Reading, low: int, high: int) -> tuple[int, str]:
    """Say how far the pattern of *compiled* fits anywhere in low..high of *reading*, and how many code points that are."""
    import regex

    text = reading.folded
    source, flags = compiled.data[0], compiled.data[1]
    try:
        whole = pattern_of(compiled).search(text, low, high, timeout=TIMEOUT)
        if whole is not None:
            return 10_000, _unmatched(reading, whole)
        best = (-1, 0, "")
        for number, (start, piece) in enumerate(beginnings(source)):
            found = regex.compile(start, flags).search(text, low, high, timeout=TIMEOUT)
            if found is None or (len(found.group()), number) <= best[:2]:
                continue
            fits = f"fits '{_one_line(found.group())}'; then it wants" if found.group() else "wants first"
            best = len(found.group()), number, f"the pattern {fits} {_short(piece)}{_behind(text, found.end()) if found.group() else ', which is nowhere here'}"
    except (TimeoutError, regex.error):
        return 0, "the pattern takes too long here to say how far it fits"
    return best[0], best[2]


def _behind(text: str, at: int) -> str:
    """Say what follows *at*."""
    behind = " ".join(text[at : at + SHOWN // 2].split())
    return f", and the text goes on '{behind}'" if behind else ", and the text ends"


def _unmatched(reading: Reading, found: Any) -> str:
    """Say why a match of the pattern itself doesn't count."""
    if not found.group():
        return "the pattern matches here, but nothing: an empty match doesn't count"
    if reading.crosses(*found.span()):
        return f"the pattern matches '{_one_line(found.group())}', but a paragraph ends within it"
    return f"the pattern matches '{_one_line(found.group())}', which is another place than this"


def _one_line(text: str) -> str:
    return " ".join(text.split()) if text.strip() else text


def _short(piece: str) -> str:
    return f"`{piece}`" if len(piece) <= SHOWN else f"`{piece[: SHOWN - 1]}…`"


def in_all_text(compiled: CompiledRule, reading: Reading) -> str:
    """Say how far a pattern without literals fits in the first part of *reading*."""
    return farthest(compiled, reading, 0, min(len(reading.folded), FAR))[1]
