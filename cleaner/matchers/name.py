"""Names that came out of a translation otherwise: as listed, as other languages' habits give them, in other capitals, or alike in sound to one in the text.

The right forms of a name are searched for as well: where one stands, other spellings of it are likelier. A right form is
never touched. What only sounds alike says so in its evidence (``sound``) and must not be mended unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cleaner.errors import RuleError
from cleaner.model import Evidence, Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.article import article_before
from cleaner.text.case import goes_on
from cleaner.text.fold import fold
from cleaner.text.reading import Reading, atom

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

RIGHT, LISTED, DERIVED, APART = range(4)
"""What a literal is: a right form; a listed wrong one; one by the habits of other languages; one whose parts were written apart."""

SHORTEST: Final = 5
"""Letters that a name must have for its variants to be derived, and a word to be held against names by its sound."""

MOST: Final = 40
"""How many variants of a one-word name are looked for."""

FEW: Final = 8
"""How many variants of each word of a longer name are looked for: the whole has other words to tell it by."""

ALIKE: Final = {5: 0.05, 6: 0.06, 7: 0.08}
"""How far a word may sound from a name that stands in the text, by the letters of the shorter: of few letters, few may differ."""

FARTHEST: Final = 0.08
"""How far, of more letters."""

RARE: Final = 0.75
"""How much of that is allowed for a rare word that somebody else may bear as a name."""

TITLES: Final = frozenset("Mr Mrs Ms Miss Dr Prof Professor Sir Madam Mme Mlle Herr Frau Signor Señor Monsieur Madame".split())
FOREIGN: Final = frozenset("de da do dos di del della des du la le les el los las von vom zu der die das und im et y e i en na v w och il al".split())
"""Words beside a name that show another language: a title, an address."""

CUTS: Final = (",", ";", ":", "(", ")", '"', "/", "!", "?", " - ")
OFFICES: Final = frozenset(
    "President Minister Chancellor Senator Representative Governor Mayor General Admiral Colonel Secretary Chairman Chairwoman CEO Ambassador Judge Justice"
    " King Queen Prince Princess Pope Sheikh Emir Sultan Premier Congressman Congresswoman Director Commissioner Founder Billionaire Chief".split()
)

_INNER: Final = r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z]{3})(?=AI$)"
_PART: Final = r"[^\W\d_]+(?:'[a-z]+)?"

Literal = tuple[int, int]
"""Which group of right forms a literal stands for, and what it is."""

Groups = tuple[tuple[str, ...], ...]
"""The right forms; those of a group can stand for one another, the default first."""


def prepare(rule: Rule) -> Prepared:
    """Compile *rule*: its right forms, the listed wrong ones and those that other languages' habits give."""
    if not rule.put:
        raise RuleError("a name has a right form; write it in put, the house spellings first", "put")
    if any(not any(map(str.isalnum, name)) for name in (*rule.put, *rule.aliases, *rule.find)):
        raise RuleError("a name has letters or digits", "find")
    if rule.options.keys() - {"without"}:
        raise RuleError("a name has one option, without: [derived, apart, casing, sound] or spellings that are never wrong", "options")
    groups = _groups(rule)
    literals: dict[bytes, Literal] = {}
    for kind, names in _names(rule, groups):
        for name, group in names:
            literals.setdefault(_key(name), (group, kind))
    given = frozenset(word.lower() for name in rule.put if rule.entity == "person" for word in name.split()[:-1])
    right = frozenset(fold(name) for group in groups for name in group)
    return Prepared(
        tuple(literal.decode("latin-1") for literal in literals),
        (literals, groups, right, _sounds(rule, groups), rule.entity, given, _style(rule), _recased(rule, groups, literals), _as_listed(rule)),
    )


def _sounds(rule: Rule, groups: Groups) -> tuple[tuple[str, str, str, int], ...]:
    """Return how each one-word name sounds, the skeleton of that, the name and the number of its group; none where that is unwanted."""
    from cleaner.text.phonetic import skeleton, sound

    if "sound" in rule.options.get("without", ()):
        return ()
    names = [(fold(group[0]), number) for number, group in enumerate(groups)]
    return tuple([(sound(name), skeleton(sound(name)), name.lower(), number) for name, number in names if name.isalpha() and len(name) >= SHORTEST])


def _recased(rule: Rule, groups: Groups, literals: dict[bytes, Literal]) -> dict[str, int]:
    """Return the listed wrong forms that differ from a right one in capitals alone (Cuda), with their groups."""
    return {fold(bad): group for bad, group in _listed(rule, groups) if literals[_key(bad)][1] == RIGHT}


def _groups(rule: Rule) -> Groups:
    """Return the right forms, together where one can stand for the other: the house spellings; of a people, the plurals too; each other form."""
    groups = [rule.put, *((alias,) for alias in rule.aliases)]
    if rule.entity == "people":
        groups.append(tuple(f"{name}s" for name in rule.put))
    forms = dict.fromkeys(right for _, right in rule.forms)
    known = {name for group in groups for name in group}
    return (*groups, *((form,) for form in forms if form not in known))


def _names(rule: Rule, groups: Groups) -> Iterator[tuple[int, Iterator[tuple[str, int]]]]:
    """Yield by kind the literals to look for, each with the number of its group."""
    where = _numbers(groups)
    without = frozenset(rule.options.get("without", ()))
    yield RIGHT, ((name, number) for number, group in enumerate(groups) for name in group)
    yield LISTED, _listed(rule, groups)
    yield APART, ((" ".join(parts), number) for name, number in where.items() if "apart" not in without and len(parts := re.split(_INNER, fold(name))) > 1)
    if "derived" not in without:
        yield DERIVED, ((variant, number) for name, number in where.items() for variant in _derived(fold(name), without))


def _as_listed(rule: Rule) -> frozenset[str]:
    return frozenset(fold(bad) for bad in (*rule.find, *(bad for bad, _ in rule.forms)))


def _numbers(groups: Groups) -> dict[str, int]:
    return {name: number for number, group in reversed(list(enumerate(groups))) for name in group}


def _listed(rule: Rule, groups: Groups) -> Iterator[tuple[str, int]]:
    where = _numbers(groups)
    for bad, right in rule.forms:
        yield bad, where[right]
    for bad in rule.find:
        yield bad, 0
        if rule.entity == "people":
            yield f"{bad}s", len(groups) - 1


def _derived(name: str, without: frozenset[str]) -> Iterator[str]:
    """Yield the variants of *name* that are no known words; of several words one is varied at a time."""
    from cleaner.lexicon.words import is_known
    from cleaner.text.phonetic import variants

    words = name.split(" ")
    for at, word in enumerate(words):
        if word.isupper() or not word.replace("-", "").isalpha() or len(word) < SHORTEST - (len(words) > 1):
            continue
        for variant in variants(word, MOST if len(words) == 1 else FEW):
            if len(variant) >= SHORTEST - 1 and variant not in without and not is_known(variant) and variant.encode("latin-1", "ignore"):
                yield " ".join([*words[:at], variant, *words[at + 1 :]])


def _style(rule: Rule) -> int:
    """Say whether other capitals than the name's own are wrong: where it has some inside (DeepSeek, Mar-a-Lago).

    0: they are not; 2: they are; 1: only in a text that has the right ones too.
    """
    if rule.entity == "person" or not any(len(name) >= SHORTEST and any(_has_inner(word) for word in re.findall(_PART, name)) for name in rule.put):
        return 0
    return 1 if "casing" in rule.options.get("without", ()) else 2


def _has_inner(word: str) -> bool:
    return not word.isupper() and word != word.capitalize()


def _key(name: str) -> bytes:
    return atom(name).encode("latin-1")


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Match]:
    """Return the places where the name stands in a form that isn't right."""
    literals, groups, right, sounds, entity, given, style, recased, listed = rule.data
    text, haystack = reading.folded, reading.haystack
    present: dict[str, int] = {}
    wrong: list[tuple[int, int, int, int]] = []
    for left, stop in hits:
        known = literals.get(haystack[left:stop])
        start, end = left, stop - 2
        if known is None:
            known = literals.get(b" %b " % b" ".join(haystack[left:stop].split()))
        if known is None or goes_on(text[start - 1 : start]) or goes_on(text[end : end + 1]) or (" " in text[start:end] and _is_cut(reading, start, end)):
            continue
        surface = " ".join(text[start:end].split())
        group, kind = known
        if surface in right:
            present[surface] = present.get(surface, 0) + 1
        elif surface in recased:
            wrong.append((start, end, recased[surface], LISTED))
        elif kind != RIGHT:
            if _is_written_so(surface, groups[group][0], kind, listed, entity):
                wrong.append((start, end, group, kind))
        elif style and _is_miscased(surface, groups[group][0]):
            wrong.append((start, end, group, RIGHT))
        elif entity == "person" and _is_shouted(reading, start, end):
            wrong.append((start, end, group, LISTED))
    in_text = next((name for name in right if name in present), "")
    matches = []
    for start, end, group, kind in wrong:
        if _stands_for_another(text, start, end, entity, given, kind):
            continue
        if not in_text and (
            (kind == APART and _opens(reading, start)) or (kind == RIGHT and style == 1) or (kind == DERIVED and _is_short(entity, groups[group]))
        ):
            continue
        evidence = [Evidence("name", f"{in_text} in the text")] if in_text else []
        if kind in (APART, DERIVED) and not in_text and (kind == APART or entity in ("person", "place")):
            evidence.append(Evidence("sound", f"the nearest name is {groups[group][0]}"))
        matches.append(_match(reading, rule, start, end, _ranked(groups[group], present), tuple(evidence)))
    if in_text and sounds:
        matches += _by_sound(reading, rule, present, in_text)
    return _outermost(matches)


def _is_cut(reading: Reading, start: int, end: int) -> bool:
    """Say whether a mark or the end of a paragraph parts the words of start..end."""
    return any(mark in reading.folded[start:end] for mark in CUTS) or reading.crosses(start, end)


def _is_written_so(surface: str, name: str, kind: int, listed: frozenset[str], entity: str) -> bool:
    """Say whether the letter case of *surface* is that of *name*: as listed or in capitals; of one word, and of a people, with less ado."""
    if surface[0].islower() and name[0].isupper() and surface != surface.lower():
        return surface in listed  # "huThis": two words run together
    if kind == APART:
        return all(part[0].isupper() for part in surface.replace("-", " ").split())
    if surface == surface.lower():
        return entity == "people" or surface in listed
    return kind != LISTED or " " not in surface or surface in listed or surface.isupper()


def _is_miscased(surface: str, name: str) -> bool:
    """Say whether *surface* is *name* in capitals of nobody's house: not in small letters, not in capitals, as headlines have it."""
    return not surface.isupper() and surface != surface.lower() and (surface[0].isupper() or not name[0].isupper()) and surface != name


def _is_shouted(reading: Reading, start: int, end: int) -> bool:
    """Say whether a person's name stands in capitals among words in small letters, and as a name elsewhere."""
    text = reading.folded
    surface = text[start:end]
    if not surface.isupper() or len(surface) < 3 or surface.capitalize() not in reading.exact_words:
        return False
    if text.count(surface) >= text.count(surface.capitalize()):
        return False
    before, after = text[max(0, start - 30) : start].split(), text[end : end + 30].split()
    return bool(before and before[-1].islower()) and bool(after) and after[0].islower()


def _stands_for_another(text: str, start: int, end: int, entity: str, given: frozenset[str], kind: int) -> bool:
    """Say whether the words beside start..end make it another's name: a title or a given name before it, and a surname behind a person's."""
    word = _word_before(text, start)
    if entity != "person":
        if word in TITLES:
            return True
    elif kind == DERIVED and _is_followed(text, end):
        return True
    if text[start - 1 : start] in ("@", "#") or word in FOREIGN:
        return True
    if kind == LISTED or not word[:1].isupper() or word.lower() in given:
        return False
    from cleaner.lexicon.words import is_given

    return is_given(word.lower())


def _word_before(text: str, start: int) -> str:
    """Return the word before *start* where one space parts them (and a point: Mr.), else nothing."""
    before = text[max(0, start - 30) : start]
    word = before[:-1].removesuffix(".").rsplit(None, 1)[-1:] if before.endswith(" ") and before[:-1].strip() else []
    return word[0] if word and word[0].isalpha() else ""


def _is_part(reading: Reading, start: int, end: int) -> bool:
    """Say whether a capitalised word beside start..end makes it a part of a longer name."""
    text = reading.folded
    if _is_followed(text, end):
        return True
    word = _word_before(text, start)
    return word[:1].isupper() and word not in OFFICES and not _opens(reading, start - len(word) - 1)


def _is_followed(text: str, end: int) -> bool:
    """Say whether a capitalised word follows *end*."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower()


def _is_short(entity: str, names: tuple[str, ...]) -> bool:
    """Say whether a person's name is so short that its variants are other people's."""
    return entity == "person" and len(names[0]) <= SHORTEST


def _opens(reading: Reading, start: int) -> bool:
    """Say whether *start* opens a sentence, where a capital means nothing."""
    return reading.sentence(start)[0] >= start or not reading.folded[max(0, start - 3) : start].strip(" ")[-1:].isalnum()


def _match(reading: Reading, rule: CompiledRule, start: int, end: int, names: tuple[str, ...], evidence: tuple[Evidence, ...]) -> Match:
    """Make the match: capitals are carried over, an article before it is put right."""
    text = reading.folded
    old = text[start:end]
    if old.isupper() and len(old) > 3 and not (rule.data[4] == "person" and _is_shouted(reading, start, end)):
        names = tuple(dict.fromkeys([name.upper() for name in names]))
    article = article_before(text, start, old, names[0])
    if article:
        start, names = article[0], (article[1] + names[0],)
    return Match(rule.number, start, end, names, evidence)


def _ranked(names: tuple[str, ...], present: dict[str, int]) -> tuple[str, ...]:
    """Return *names*, the text's own spelling first."""
    return tuple(sorted(names, key=lambda name: -present.get(fold(name), 0))) if len(names) > 1 else names


def _outermost(matches: list[Match]) -> list[Match]:
    """Return *matches* in the order of their places, without those that lie in another."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


Stranger = tuple[str, str, str, bool, list[Span]]
"""A word that may be a mangled name: in small letters, how it sounds, the skeleton of that, whether it is a rare word, where it stands."""


def _by_sound(reading: Reading, rule: CompiledRule, present: dict[str, int], in_text: str) -> Iterator[Match]:
    """Yield the unknown names of the text that sound like a form of *rule*'s name."""
    strangers = _strangers(reading)
    if not strangers:
        return
    from cleaner.text.phonetic import distance, may_sound_alike

    literals, groups, right, sounds, entity, given, *_ = rule.data
    stems = tuple([name.lower() for name in right])
    for word, made, bones, rare, spans in strangers:
        if word.startswith(stems):
            continue
        near = [
            (far, group)
            for form, skeletal, name, group in sounds
            if may_sound_alike(bones, skeletal)
            if (far := distance(made, form)) <= (RARE if rare else 1) * ALIKE.get(min(len(word), len(name)), FARTHEST)
        ]
        if not near or _key(word) in literals:
            continue
        nearest = min(near)
        evidence = (Evidence("name", f"{in_text} in the text"), Evidence("sound", f"sounds like {groups[nearest[1]][0]}"))
        for start, end in spans:
            if not _stands_for_another(reading.folded, start, end, entity, given, DERIVED) and not _is_part(reading, start, end):
                yield _match(reading, rule, start, end, _ranked(groups[nearest[1]], present), evidence)


def _strangers(reading: Reading) -> list[Stranger]:
    """Return the words of the text that may be mangled names, in small letters, each with its sounds, their skeleton and its places.

    They have a capital, are not written small anywhere in the text, and are no known word; worked out once a text.
    """
    found: list[Stranger] | None = reading.memo.get("strangers")
    if found is None:
        from cleaner.lexicon.words import is_common, is_known
        from cleaner.text.phonetic import skeleton, sound

        places: dict[str, list[Span]] = {}
        for match in re.finditer(r"(?<![\w@#.-])[A-Z][a-z]{4,}(?![\w@]|[.-]\w)", reading.folded):
            places.setdefault(match.group(), []).append(match.span())
        small = reading.exact_words
        found = []
        for word, spans in places.items():
            low = word.lower()
            if low not in small and not is_common(low) and not (low.endswith("s") and is_common(low[:-1])):
                made = sound(low)
                found.append((low, made, skeleton(made), is_known(low), spans))
        reading.memo["strangers"] = found
    return found


PLUGIN = Matcher(prepare, find)
