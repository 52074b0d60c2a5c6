"""A case of damage → what a rule finds and puts there: enough of the words around, the base form, the letter case, slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from cleaner.authoring import _english as english
from cleaner.authoring.edits import Case
from cleaner.engine.slots import TYPED
from cleaner.errors import CleanerError
from cleaner.model.rule import ENTITIES
from cleaner.text.article import article_before

_TOKEN: Final = re.compile(r"[$\u20ac\u00a3\u00a5]?\d+(?:[.,]\d+)*%?|[^\W_]+(?:['\u2019&.-][^\W_]+)*")
_LEFT: Final = re.compile(r"([$\u20ac\u00a3\u00a5]?\d+(?:[.,]\d+)*%?|[^\W_]+(?:['\u2019&.-][^\W_]+)*)([ \t\u00a0\u202f]*)$")
_RIGHT: Final = re.compile(r"([ \t\u00a0\u202f]*)([$\u20ac\u00a3\u00a5]?\d+(?:[.,]\d+)*%?|[^\W_]+(?:['\u2019&.-][^\W_]+)*)")
_NUMBER: Final = re.compile(r"(?<![\w.,])" + TYPED["number"] + r"(?!\w)")
_START: Final = re.compile(r"(?:^|[.!?\u2026]['\"\u2019\u201d)]*\s|\n)[\s'\"\u2018\u201c(\[\u2022-]*$")
_DOUBLE: Final = re.compile(r"(\S+(?: \S+){0,2}) \1", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*")
_ODD: Final = re.compile(r"\s-\w|\w-\s|\w\s[,.;:!?]|[,;]\w")
_LETTERS: Final = re.compile(r"[^\W\d_]")

ALIKE: Final = 0.6
"""How alike the letters of a name and of what became of it are, or of a word and its misspelling."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What goes into a rule: *find* and *put* in base form, how they inflect, wrong forms that don't, and why it is so.

    `told` says that what is found is wrong wherever it stands, so that no condition is due. A rule of a kind that finds by itself has `options`
    instead of *find*, and a `label` to be called by.
    """

    find: str
    put: str
    inflect: str = "none"
    case: str = "smart"
    kind: str = "phrase"
    category: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    told: bool = False
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    label: str = ""


def widened(case: Case) -> Case:
    """Return *case* with as much around as it takes to tell the damage: a word at least, and for a word of grammar the words it goes with.

    >>> widened(Case("It depends of you.", 11, 13, "on")).old
    'depends of'
    """
    case = _whole_words(case)
    if double := _doubled(case):
        return double
    old, new = _TOKEN.findall(case.old), _TOKEN.findall(case.new)
    if not any(not english.is_small(word) for word in old) or (case.new.strip() and not new):
        return _stripped(_with_neighbours(case, old, new))
    if not new:
        return _stripped(_with_neighbour(case))
    if _is_moved(old, new) and english.is_small(old[0]) and (left := left_of(case)) and not english.is_small(left.strip()):
        return _stripped(case.widened(case.start - len(left), case.end))
    return _stripped(case)


def _stripped(case: Case) -> Case:
    """Leave out the space that both sides begin or end with."""
    while case.old[-1:].isspace() and case.old[-1:] == case.new[-1:]:
        case = case.narrowed(0, 1)
    while case.old[:1].isspace() and case.old[:1] == case.new[:1]:
        case = case.narrowed(1)
    return case


def _is_moved(old: list[str], new: list[str]) -> bool:
    """Say whether the words of *old* all stand in *new*, in another order."""
    bad, good = [word.lower() for word in old], [word.lower() for word in new]
    return len(set(bad)) > 1 and set(bad) <= set(good) and [word for word in good if word in bad] != bad


def _whole_words(case: Case) -> Case:
    """Take in the rest of the words that the edit cuts or touches."""
    text, start, end = case.text, case.start, case.end
    joins = not case.new and not case.old.strip()
    if joins or case.old[:1].isalnum() or case.new[:1].isalnum():
        while start and text[start - 1].isalnum():
            start -= 1
    if joins or case.old[-1:].isalnum() or case.new[-1:].isalnum():
        while end < len(text) and text[end].isalnum():
            end += 1
    return case.widened(start, end)


def _doubled(case: Case) -> Case | None:
    """Return *case* with both of two like words in it, where it deletes one of them."""
    if case.new.strip() or not case.old.strip():
        return None
    gone = case.old.strip()
    for start, end in ((case.start - len(gone) - 1, case.end), (case.start, case.end + len(gone) + 1)):
        if start >= 0 and _DOUBLE.fullmatch(case.text[start:end].strip()) and len(case.text[start:end].strip()) == 2 * len(gone) + 1:
            wide = case.widened(start, end)
            cut = len(wide.old) - len(wide.old.lstrip()), len(wide.old) - len(wide.old.rstrip())
            both = wide.narrowed(0) if cut == (0, 0) else Case(case.text, start + cut[0], end - cut[1], wide.new.strip())
            return both if both.good == case.good else None
    return None


def left_of(case: Case) -> str:
    """Return the word before the edit with the space behind it; empty where a mark or nothing stands there."""
    found = _LEFT.search(case.text, max(0, case.start - 80), case.start)
    return found[0] if found else ""


def right_of(case: Case) -> str:
    """Return the word behind the edit with the space before it."""
    found = _RIGHT.match(case.text, case.end)
    return found[0] if found else ""


def _with_neighbour(case: Case) -> Case:
    """Take in the word before what is deleted, or else the one behind."""
    left, right = left_of(case), right_of(case)
    if left.strip():
        return case.widened(case.start - len(left), case.end)
    return case.widened(case.start, case.end + len(right)) if right.strip() else case


def _with_neighbours(case: Case, old: list[str], new: list[str]) -> Case:
    """Take in the words beside an edit of small words, of marks, or of a place where something is missing."""
    left, right = left_of(case), right_of(case)
    changed = {word.lower() for word in (*old, *new)}
    if not old or changed & english.ARTICLES:  # something is missing, or an article: the words on both sides make the place
        sides = (bool(left.strip()) and not (old and english.is_small(left.strip())), bool(right.strip()))
    elif changed <= english.PRONOUNS:
        sides = (not right.strip(), bool(right.strip()))
    else:
        content = bool(left.strip()) and not english.is_small(left.strip())
        tied = bool(right.strip()) and right.strip().islower() and not english.is_small(right.strip())
        sides = (content, tied or not content)
    wide = case.widened(case.start - len(left) * sides[0], case.end + len(right) * sides[1])
    while all(english.is_small(word) for word in _TOKEN.findall(wide.old)):
        more_right, more_left = right_of(wide), left_of(wide)
        if more_right.strip() and old:
            wide = wide.widened(wide.start, wide.end + len(more_right))
        elif more_left.strip():
            wide = wide.widened(wide.start - len(more_left), wide.end)
        elif more_right.strip():
            wide = wide.widened(wide.start, wide.end + len(more_right))
        else:
            break
    return wide


def bare(case: Case) -> Case:
    """Return *case* without the article in front that a rule puts right by itself; its sentence keeps the bad one.

    >>> bare(Case("an eventual delay", 0, 11, "a possible")).new
    'possible'
    """
    old, new = case.old.split(" ", 1), case.new.split(" ", 1)
    if len(old) == len(new) == 2 and old[0].lower() in ("a", "an") and new[0].lower() in ("a", "an"):
        without = Case(case.text, case.start + len(old[0]) + 1, case.end, new[1])
        fixed = article_before(without.text, without.start, without.old, without.new)
        if (fixed[1].strip() if fixed else old[0]) == new[0]:
            return without
    return case


def is_start(text: str, at: int) -> bool:
    """Say whether a sentence of *text* begins at *at*, so that a capital there says nothing."""
    return bool(_START.search(text, 0, at))


def phrase(case: Case, lists: Mapping[str, tuple[str, ...]], names: frozenset[str] = frozenset()) -> Phrase:
    """Return what a rule for *case* (as `widened` gives it) finds and puts; CleanerError where there is nothing to find it by.

    *lists* are word lists by name, *names* words that are names.
    """
    case = bare(case)
    old, new = case.old, case.new
    if not _LETTERS.search(old) and not any(c.isdigit() for c in old):
        raise CleanerError(f"'{old.strip() or new.strip()}': no word stands beside it that the damage could be found by; give a longer sentence")
    if old == new:
        raise CleanerError(f"'{old}': the two sentences say the same; change in the good one what is wrong in the bad one")
    if old.lower() == new.lower():
        return _casing(case)
    if double := _DOUBLE.fullmatch(old):
        low = case.old.lower(), case.new.lower()
        told = english.is_small(double[1]) and low[0] not in ("that that", "had had", "her her")
        return Phrase(*low, category="accuracy/addition", told=told, notes=(f"'{old.lower()}' stands doubled",))
    if old.isupper() and len(old) > 1 and old.isalnum():
        return _acronym(case)
    if _is_name(case, names):
        note = f"'{old}' looks like what became of the name {new}; spellings that other languages would give it are found as well"
        return Phrase(old, new, "noun", kind="name", category="locale-conventions/name-format", told=True, notes=(note,))
    return _words(case, lists, names)


def _casing(case: Case) -> Phrase:
    told = not english.is_english(case.old) or " " not in case.old
    return Phrase(
        case.old, case.new, case="exact", category="design-and-markup/casing", told=told, notes=(f"only capitals differ, so they count: '{case.old}'",)
    )


def _acronym(case: Case) -> Phrase:
    old, new, inflect = case.old, case.new, "noun"
    notes = [f"'{old}' is all capitals, so it is an acronym: left alone where the text spells it out"]
    return Phrase(old, new, inflect, kind="acronym", category="locale-conventions/acronym", told=True, notes=tuple(notes))


def _is_name(case: Case, names: frozenset[str]) -> bool:
    """Say whether a name was mangled: capitals on both sides, letters alike, and no English word."""
    old, new = case.old, case.new
    if not (old[:1].isupper() and new[:1].isupper()) or not all(word[:1].isupper() for word in (*old.split(), *new.split())):
        return False
    if not all(map(str.isalpha, old.replace(" ", "").replace("-", ""))) or all(english.is_english(word) for word in _TOKEN.findall(old)):
        return False
    known = new in names or not is_start(case.text, case.start) or not all(english.is_english(word) for word in _TOKEN.findall(new))
    return known and SequenceMatcher(None, old.lower(), new.lower(), autojunk=False).ratio() >= ALIKE


def _words(case: Case, lists: Mapping[str, tuple[str, ...]], names: frozenset[str]) -> Phrase:
    """Return the phrase of plain words, in base form."""
    old, new, notes = case.old, case.new, []
    if is_start(case.text, case.start) and old[:1].isupper():
        if _acts(case):
            notes.append(f"'{old}' begins the sentence as a name does, so its capital counts; write it small in find and put if it is none")
        elif _is_plain(old, names) and _is_plain(new, names):
            old, new = old[:1].lower() + old[1:], new[:1].lower() + new[1:]
    slotted = _slots(old, new, lists)
    if slotted != (old, new):
        found = ", ".join(dict.fromkeys(re.findall(r"\{[a-z-]+\d*\}", slotted[0])))
        notes.append(f"{found} stands for any such: what stands there isn't what is wrong")
        old, new = slotted
    base = _inflected(case, old, new)
    exact = base.find != base.find.lower() and not re.search(r"\{", base.find)
    if exact:
        notes.append(f"'{base.find}' is written with capitals, so they count")
    return replace(base, category=_category(case, old, new), told=_is_told(case, old, new), notes=(*base.notes, *notes))


def _acts(case: Case) -> bool:
    """Say whether a single noun without an article is the subject of what follows, as a name can be."""
    if " " in case.old or " " in case.new or case.old.endswith("s") or english.is_small(case.old) or english.is_adjective(case.old):
        return False
    behind = right_of(case).strip()
    return behind.islower() and any(number in (2, 3) for _, number in english.bases(behind, "verb"))


def _is_plain(text: str, names: frozenset[str]) -> bool:
    """Say whether the first word of *text* has its capital from the sentence's start alone."""
    first = _TOKEN.match(text)
    return (
        bool(first)
        and first is not None
        and first[0] not in names
        and first[0] != "I"
        and first[0][1:] == first[0][1:].lower()
        and english.is_english(first[0])
    )


def _slots(old: str, new: str, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """Put slots for the numbers and names that stand on both sides, as long as a word or mark is left to find the rest by."""
    pair = (old, new)
    for slot, found in [*_named(old, new, lists), *(("number", number) for number in dict.fromkeys(_NUMBER.findall(old)))]:
        if pair[0].count(found) != 1 or pair[1].count(found) != 1:
            continue
        count = sum(1 for mark in re.findall(r"\{[a-z-]+\d*\}", pair[0]) if mark.strip("{}0123456789") == slot)
        mark = f"{{{slot}{count + 1 if count else ''}}}"
        made = (pair[0].replace(found, mark), pair[1].replace(found, mark))
        rest = re.sub(r"\{[a-z-]+\d*\}", "", made[0]).strip()
        if rest and (any(map(str.isalpha, rest)) or not rest.isalnum()):
            pair = made
    return pair


def _named(old: str, new: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the names of lists that stand in both texts, the longest first, each with its list."""
    words = old.split(" ")
    done: set[int] = set()
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size]).rstrip(",.;:")
            if not name[:1].isupper() or name not in new or done & set(range(at, at + size)):
                continue
            slot = next((slot for slot in (*ENTITIES, "country", "city", "nationality") if name in lists.get(slot, ())), "")
            if slot:
                done.update(range(at, at + size))
                yield slot, name


def _inflected(case: Case, old: str, new: str) -> Phrase:
    """Return the base forms of *old* and *new* where they are the same form of something, else both as they stand."""
    if not old.split(" ")[0].replace("-", "").isalpha() or not old.isprintable() or re.search(r"[^\w\s'\u2019{}&-]", old):
        return Phrase(old, new)
    options = [(as_, *pair) for as_ in ("noun", "verb") for pair in _pairs(old, new, as_)]
    as_ = _part_of_speech(case, old, options)
    if as_ == "none":
        return Phrase(old, new)
    find, put, number = next(((b, g, n) for way, b, g, n in options if way == as_), (old, new, 0))
    made = inflecting(find, put, as_)
    if not number:
        return made
    return replace(made, notes=(f"inflects as a {as_}: {old} \u2192 {new}",))


def inflecting(find: str, put: str, as_: str) -> Phrase:
    """Return the phrase that finds *find* and puts *put* in all forms that they have as a ``noun``, a ``verb`` or ``none``."""
    if as_ == "none":
        return Phrase(find, put)
    bad, good = (english.forms_of(text, as_)[1:2] for text in (find, put))
    said = f"inflects as a {as_}: also {bad[0]} \u2192 {good[0]}" if bad and good else ""
    return Phrase(find, put, as_, forms=_extra_forms(find, put, as_), notes=(said,) if said else ())


def deletion(find: str) -> Phrase:
    """Return the phrase that takes out *find*, as a noun in all its forms, with the space before it."""
    inflects = "none" if " " in find or english.is_small(find) or english.is_adjective(find) else "noun"
    forms = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in english.forms_of(find, inflects)[::-1])
    note = "taken out with the space before it"
    return Phrase(rf"\s(?:{forms})(?!\w)", "", "noun", kind="pattern", case="any", category="accuracy/addition", notes=(note,), label=find)


def _pairs(old: str, new: str, as_: str) -> Iterator[tuple[str, str, int]]:
    """Yield base forms of which *old* and *new* are the same form, and its number."""
    goods = list(english.bases(new, as_))
    for find, number in english.bases(old, as_):
        yield from ((find, put, number) for put, same in goods if same == number)


def _extra_forms(find: str, put: str, as_: str) -> tuple[tuple[str, str], ...]:
    """Return the forms that the engine, which knows fewer irregular verbs, wouldn't inflect so."""
    from cleaner.text.inflect import inflections

    bad, good = english.forms_of(find, as_), english.forms_of(put, as_)
    plain = dict(reversed(list(zip(inflections(find, as_), inflections(put, as_), strict=True)))) if len(bad) == len(good) else {}
    right: dict[str, str] = {}
    for one, other in zip(bad, good, strict=False):
        right.setdefault(one, other)
    return tuple((one, other) for one, other in right.items() if plain.get(one) != other)


def _part_of_speech(case: Case, old: str, options: list[tuple[str, str, str, int]]) -> str:
    """Say whether what is found is a ``noun``, a ``verb`` or doesn't inflect (``none``), by its form and by what stands around."""
    before, after = left_of(case).strip().lower(), right_of(case).strip().lower()
    words = old.split(" ")
    numbers = {as_: {n for way, _, _, n in options if way == as_} for as_ in ("noun", "verb")}
    if not any(numbers.values()) or english.is_small(words[0]) or _ODD.search(old) or not english.is_english(words[-1]):
        return "none"
    as_verb = before in english.MODALS or before in english.SUBJECTS or before in english.AUXILIARIES
    if max(numbers["verb"], default=0) >= 2:
        return "verb"
    if numbers["verb"] - {0} and (as_verb or after in english.DETERMINERS or (len(words) > 1 and before not in english.DETERMINERS)):
        return "verb"
    if numbers["noun"] - {0}:
        return "noun"
    if _is_form(words[0]) or any(english.is_adjective(word) for word in (words[-1], case.new.split(" ")[-1])):
        return "none"
    if as_verb and before not in english.AUXILIARIES:
        return "verb"
    if len(words) > 1 and english.is_small(words[-1]):
        return "noun" if before in english.DETERMINERS else "none"
    if old[:1].isupper() and old[1:].islower():
        return "none"
    return "noun" if len(words) == 1 or not any(english.is_small(word) for word in words) else "none"


def _is_form(word: str) -> bool:
    """Say whether *word* is an inflected form that found no like form on the other side."""
    return any(number for as_ in ("noun", "verb") for _, number in english.bases(word, as_))


def _category(case: Case, old: str, new: str) -> str:
    """Return the error type that the edit shows; empty: the one that its kind has anyhow."""
    bad, good = ([word.lower() for word in _TOKEN.findall(text)] for text in (old, new))
    if "".join(bad) == "".join(good) and bad != good:
        return "design-and-markup/whitespace"
    if bad == good:
        return "design-and-markup/whitespace" if "".join(old.split()) == "".join(new.split()) else "linguistic-conventions/punctuation"
    if sorted(bad) == sorted(good):
        return "linguistic-conventions/word-order"
    gone, come = set(bad) - set(good), set(good) - set(bad)
    if gone | come <= english.PRONOUNS:
        return "linguistic-conventions/agreement"
    if gone | come <= english.FUNCTION:
        return "linguistic-conventions/grammar"
    if len(bad) == len(good) == 1 and not english.is_english(old) and SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE:
        return "linguistic-conventions/spelling"
    return "" if gone and come else "accuracy/addition" if gone else "accuracy/omission"


def _is_told(case: Case, old: str, new: str) -> bool:
    """Say whether what is found can't be good English, whatever stands around."""
    words: list[str] = _TOKEN.findall(re.sub(r"\{[a-z-]+\d*\}", "", old))
    if any(not english.is_english(word) and not any(map(str.isdigit, word)) for word in words):
        return True
    moved = _is_moved(_TOKEN.findall(old), _TOKEN.findall(new)) or _ODD.search(old) is not None
    marks = re.sub(r"[\w\s]", "", old) != re.sub(r"[\w\s]", "", new) or "".join(old.split()) == "".join(new.split())
    return moved or marks


def pronoun(case: Case, lists: Mapping[str, tuple[str, ...]]) -> Phrase | None:
    """Return a rule of kind agreement where *her* or *his* stands for a company or body that is the subject of the sentence; else None."""
    old, new = case.old.split(" "), case.new.split(" ")
    if len(old) < 2 or old[0] not in ("her", "his") or new[0] != "its" or old[1:] != new[1:] or "company" not in lists:
        return None
    thing = english.lemma(old[-1])
    subject = _SUBJECT.match(case.text)
    if not subject or not thing.isalpha():
        return None
    known = any(subject[0] in lists.get(name, ()) for name in ("company", "organisation"))
    bodies = ("{company}", "{organisation}", *(() if known else (subject[0],)))
    given = {"rivals": ("woman", "called-she"), "women": ("she", "given-name-she"), "men": ("he", "given-name-he")}
    people = tuple((name, tuple(f"{{{one}}}" for one in names if one in lists)) for name, names in given.items())
    options = (
        ("check", ("clause",)), ("wrong", (old[0],)), ("right", ("it",)), ("bodies", bodies), ("owned", tuple(dict.fromkeys((thing, *forms_both(thing))))),
        *((name, names) for name, names in people if names),
    )  # fmt: skip
    note = f"a company or body is 'it', so '{old[0]}' before '{thing}' is wrong where one is the subject and nobody else is there"
    return Phrase(
        "", "its", "noun", kind="agreement", category="linguistic-conventions/agreement", notes=(note,), told=True, options=options, label=f"{old[0]} {thing}"
    )


def forms_both(thing: str) -> tuple[str, ...]:
    """Return the singular and plural of *thing*."""
    return english.forms_of(thing, "noun")
