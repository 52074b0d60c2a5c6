"""Pronouns whose gender is the source language's: *her* for a company, *it* for a person, a capital *She* that word order left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from cleaner.errors import RuleError
from cleaner.matchers._antecedents import (
    LONG,
    Given,
    Words,
    addressed,
    first_body,
    is_calm,
    is_far,
    is_free,
    is_holy,
    open_to,
    opening,
    paragraph_before,
    sentence,
    sentence_before,
    speaks_of_people,
    subject,
    words_before,
)  # fmt: skip
from cleaner.matchers._grammar import (
    ASKED,
    CLAUSE,
    FEMININE,
    FORMS,
    MASCULINE,
    MODALS,
    OBJECT,
    PAST,
    POSSESSIVE,
    PRONOUNS,
    REFLEXIVE,
    SUBJECT,
    WORD,
    WORDS,
    following,
    form,
    is_either,
    owns,
    says_who,
)  # fmt: skip
from cleaner.matchers._mentions import Known, Mention, mentions, surnames
from cleaner.model import Evidence, Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.case import match_case
from cleaner.text.reading import Reading, atom

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

ENOUGH: Final = 100
"""How many words a text must have for the women who aren't in it to tell something."""
NEAR: Final = 200
"""How far before a pronoun, in code points, what it means is looked for at first."""
_STOPS: Final = frozenset(".!?\"')")
_ANY: Final = frozenset(("i", "we", "you", "my", "our", "your", "me", "us", "everyone", "anyone", "someone"))
_WHO: Final = frozenset(("who", "whom", "whose"))
_LATER: Final = re.compile(r"\b(he|she|his|him|her)\b")

Hit = tuple[int, int, tuple[str, ...], str]
"""Start and end of what is wrong, what is right, and what it stands for."""


def clause(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``Nvidia designs her chips``: a body is the subject, and the pronoun behind it can mean nobody else."""
    text = reading.folded
    for start, end in pronouns:
        if not _fits(given, text, start, end) or not is_free(given, reading, start):
            continue
        body = subject(given, reading, start)
        if body and is_calm(given, reading, sentence(reading, start)[0]):
            yield start, end, (form(text, start, end, given.right)[1],), body


def _fits(given: Given, text: str, start: int, end: int) -> bool:
    """Say whether the pronoun at start..end stands as the rule wants it: before something owned, before a verb of its subject, or reflexive."""
    role, _ = form(text, start, end, given.right)
    if role == POSSESSIVE:
        return owns(text, end, given.owned) and not (given.others and owns(text, end, given.others))
    if role == SUBJECT and following(text, end).lower() in MODALS:
        return any(word.lower() in given.verbs for word in WORD.findall(text[end : end + 50])[1:4])
    return role == REFLEXIVE


def paragraph(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``her first smartphone`` in a sentence that names nobody, in a paragraph that begins with a body and speaks of no one else."""
    text = reading.folded
    for start, end in pronouns:
        if not _fits(given, text, start, end) or not is_free(given, reading, start):
            continue
        before = words_before(given, reading, start)
        first = paragraph_before(reading, start) if before else None
        if before is None or first is None or before[0] == first or '"' in text[before[0] : start]:
            continue
        body = opening(given, reading, *sentence(reading, first))
        if body is None or speaks_of_people(given, reading, first, start):
            continue
        named = mentions(reading, given.known, first, start)
        if all(m.who in given.harmless and (m.start < before[0] or m.who == "nobody") for m in named):
            yield start, end, (form(text, start, end, given.right)[1],), text[body[0] : body[1]]


def near(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``the phone on the photos and his appearance``: a thing stands anywhere before, and nobody else is near."""
    text = reading.folded
    for start, end in pronouns:
        if not _fits(given, text, start, end) or is_either(text, start, end) or not is_free(given, reading, start):
            continue
        before = words_before(given, reading, start)
        thing = next((word.group() for word in reversed(before[1]) if word.group() in given.nouns), None) if before else None
        if before is None or thing is None or '"' in text[before[0] : start]:
            continue
        stop = sentence(reading, start)[1]
        is_calm_here = all(m.who in ("it", "nobody") for m in mentions(reading, given.known, before[0], stop)) and not speaks_of_people(
            given, reading, start, stop
        )
        if is_calm_here and is_calm(given, reading, before[0]):
            yield start, end, (form(text, start, end, given.right)[1],), thing


def whole_text(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``her`` in a text that speaks of no woman at all, in a sentence, and behind one, that speak of nobody."""
    if not pronouns or reading.word_count < ENOUGH:
        return
    text = reading.folded
    for start, end in pronouns:
        role, put = form(text, start, end, given.right)
        if role != POSSESSIVE or owns(text, end, given.others) or text[start - 1] != " " or is_either(text, start, end):
            continue
        before = words_before(given, reading, start)
        if before is None or len(before[1]) < 3 or not is_free(given, reading, start):  # "In her opinion, Anna …"
            continue
        low, high = before[0], sentence(reading, start)[1]
        here, later = mentions(reading, given.known, low, start), mentions(reading, given.known, start, high)
        if '"' in text[low:start] or any(m.who not in ("it", "nobody") for m in later) or speaks_of_people(given, reading, start, high):
            continue
        if all(m.who == "it" or _is_small(given, text, m) for m in here) and is_calm(given, reading, low):
            yield start, end, (put,), ""


def _is_small(given: Given, text: str, mention: Mention) -> bool:
    """Say whether *mention* is nobody, and no country either, which is she in solemn English."""
    return mention.who == "nobody" and text[mention.start : mention.end] not in given.known.nobody


def addressee(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``wrote to Nvidia asking him to explain``: a body is spoken to, and what it is asked to do has a person for its subject."""
    text = reading.folded
    for start, end in pronouns:
        role, put = form(text, start, end, given.right)
        if role > OBJECT or following(text, end).lower() not in (MODALS if role == SUBJECT else ASKED):
            continue
        before = words_before(given, reading, start)
        if before is None or text.count('"', before[0], start) % 2:
            continue
        named = mentions(reading, given.known, before[0], start)
        body = addressed(given, text, before[1], named)
        if body and all(mention.who in ("it", "nobody") for mention in named):
            yield start, end, (put,), body


def next_sentence(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``The firm is old. She employs forty people``: a sentence says *she* of the thing that is the subject of the one before."""
    text = reading.folded
    for start, end in pronouns:
        verb = following(text, end)
        if not text[start].isupper() or text[start - 2 : start - 1] not in _STOPS or not verb.islower() or verb in given.others:
            continue
        if not _may_stand_for(given, text, start) or sentence(reading, start)[0] != start:
            continue
        before = sentence_before(reading, start)
        if before is None or "?" in text[slice(*before)]:
            continue
        body = first_body(given, reading, list(WORDS.finditer(text, *before)), mentions(reading, given.known, *before))
        first = paragraph_before(reading, start)
        if body is None or first is None or speaks_of_people(given, reading, first, start) or not is_free(given, reading, start):
            continue
        if text.count('"', first, start) % 2 == 0 and all(m.who in ("it", "nobody") for m in mentions(reading, given.known, first, start)):
            yield start, end, (form(text, start, end, given.right)[1],), text[body[0] : body[1]]


def _may_stand_for(given: Given, text: str, at: int) -> bool:
    """Say whether right before *at* there is a word of a body, and no name of somebody: most pronouns are told apart by that."""
    words = WORD.findall(text, max(0, at - NEAR), at)
    known = given.known
    return given.named.isdisjoint(words) and not all(names.isdisjoint(words) for names in (given.nouns, known.bodies, known.marks))


def person(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``her`` where known men alone are spoken of and no woman is in the text; and the other way round."""
    text = reading.folded
    for start, end in pronouns:
        role, put = form(text, start, end, given.right)
        if not (role == REFLEXIVE or (role == POSSESSIVE and owns(text, end, given.owned))):
            continue
        if given.right not in surnames(reading, given.known).values() or not is_free(given, reading, start):
            continue
        before = words_before(given, reading, start)
        if before is None:
            continue
        here = mentions(reading, given.known, before[0], start)
        people = [mention for mention in here if mention.who == given.right]
        first, last = reading.paragraph(start)
        if not people or last - first > 2 * LONG or _is_paired(given, before[1], here) or not is_calm(given, reading, before[0]):
            continue
        if all(m.who in (given.right, "it", "nobody") for m in mentions(reading, given.known, first, last)):
            yield start, end, (put,), text[people[-1].start : people[-1].end]


def _is_paired(given: Given, words: Words, named: list[Mention]) -> bool:
    """Say whether the pronoun belongs to what stands before its *and*: ``Spain and her kings``."""
    return len(words) > 1 and words[-1].group() == "and" and any(m.end == words[-2].end() and m.who != given.right for m in named)


def predicate(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``It is a singer`` or ``It graduated`` behind a sentence that names one person."""
    text = reading.folded
    for start, end in pronouns:
        if text[start:end] != "It" or not (says_who(text, end, given.words) or _does(given, text, end)):
            continue
        before = sentence_before(reading, start) if sentence(reading, start)[0] == start else None
        if before is None or "?" in text[slice(*before)]:
            continue
        people = [mention for mention in mentions(reading, given.known, *before) if mention.who not in ("it", "nobody")]
        if len({mention.who for mention in people}) == 1 and people[0].who != "someone":
            last = people[-1]
            yield start, end, (match_case(last.who, "It"),), text[last.start : last.end]


def _does(given: Given, text: str, end: int) -> bool:
    """Say whether a verb that only people do follows at *end*."""
    return any(text.startswith(verb, end + 1) and not text[end + 1 + len(verb) :][:1].isalnum() for verb in given.verbs)


def stray(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``Early this year is She made a visit``: a capital pronoun between a form of *be* and a past tense."""
    text = reading.folded
    for start, end in pronouns:
        verb = following(text, end)
        low = text.rfind(" ", 0, start - 1) + 1
        is_amid = text[low : start - 1] in given.words and (text[low - 2].isalnum() or text[low - 2] == ",")
        if not text[start].isupper() or not is_amid or not _is_past(verb) or is_holy(reading, start):
            continue
        first, stop = sentence(reading, start)
        if low > first:
            pronoun = _who_acts(given, reading, start, end, stop)
            yield low, end, (pronoun,) if text[low - 2] == "," else (pronoun, f", {pronoun}"), ""


def _is_past(word: str) -> bool:
    return word in PAST or (word.islower() and word.endswith("ed"))


def _who_acts(given: Given, reading: Reading, start: int, end: int, stop: int) -> str:
    """Return the pronoun that the sentence itself goes on with, else that of the one person whom its paragraph has named, else the one there."""
    later = _LATER.search(reading.folded, end, stop)
    if later:
        return "he" if later.group() in MASCULINE else "she"
    first = paragraph_before(reading, start)
    named = mentions(reading, given.known, first, start) if first is not None else []
    who = {mention.who for mention in named} & {"he", "she"}
    return who.pop() if len(who) == 1 else reading.folded[start:end].lower()


def doubled(reading: Reading, given: Given, pronouns: Sequence[Span]) -> Iterator[Hit]:
    """Find ``Giorgia Meloni He rested``: a capital pronoun between a name and its verb, which repeats the name."""
    text = reading.folded
    for start, end in pronouns:
        if not text[start].isupper() or text[start - 1 : start] != " " or not text[start - 2 : start - 1].isalpha():
            continue
        verb = following(text, end)
        if not _is_past(verb) and verb not in given.verbs:
            continue
        first, _ = sentence(reading, start)
        name = next((m for m in mentions(reading, given.known, first, start - 1) if m.end == start - 1), None)
        if name is None or name.who == "nobody" or is_holy(reading, start) or text[name.start : name.end].isupper():  # who speaks, in a script
            continue
        is_name = name.who != "someone" or " " in text[name.start : name.end]
        if is_name and (name.start == first or text[first : name.start - 1].rpartition(" ")[2].lower() in CLAUSE):
            yield start - 1, end, ("",), text[name.start : name.end]


CHECKS: Final[dict[str, Callable[[Reading, Given, Sequence[Span]], Iterator[Hit]]]] = {
    "clause": clause,
    "paragraph": paragraph,
    "text": whole_text,
    "near": near,
    "next": next_sentence,
    "addressee": addressee,
    "person": person,
    "predicate": predicate,
    "stray": stray,
    "doubled": doubled,
}
_BEHIND_A_WORD: Final = frozenset(("addressee", "stray"))
_OF_ONE_GENDER: Final = frozenset(("clause", "near", "next", "paragraph", "text", "person"))


def prepare(rule: Rule) -> Prepared:
    """Compile *rule*: its lists become sets; its atoms are the wrong pronouns, with the words beside them where the rule knows them."""
    options = {name: tuple(values) for name, values in rule.options.items()}
    check, right, wrong = "".join(options.get("check", ())), "".join(options.get("right", ("it",))), options.get("wrong", ())
    _refuse(check, right, wrong)

    def low(name: str) -> frozenset[str]:
        return frozenset(value.lower() for value in options.get(name, ()))

    known = tuple(frozenset(options.get(name, ())) for name in Known._fields)
    rivals, is_feminine = options.get("rivals", ()), bool(FEMININE.intersection(wrong))
    named = (*rivals, *options.get("women" if is_feminine else "men", ()))
    opposite = FEMININE | MASCULINE if check == "addressee" else MASCULINE if is_feminine else FEMININE
    data = (
        check, right, frozenset(wrong), known, low("nouns"), low("owned"), low("verbs"), low("words"), low("people"), low("others"),
        _ANY if right != "it" else _ANY | _WHO | opposite,
        frozenset(word for word in rivals if word.islower() and " " not in word), tuple(word for word in rivals if " " in word),
        frozenset(word for word in named if not word.islower() and " " not in word),
    )  # fmt: skip
    return Prepared(tuple(dict.fromkeys(_atoms(check, wrong, options))), data)


def _refuse(check: str, right: str, wrong: Sequence[str]) -> None:
    """Raise RuleError where *check* or a pronoun isn't known, or the pronouns don't go together."""
    if check not in CHECKS:
        raise RuleError(f"there is no check '{check}'; write one of {', '.join(sorted(CHECKS))}", "options")
    if right not in FORMS:
        raise RuleError(f"there is no pronoun '{right}'; write right: {', '.join(FORMS)}", "options")
    odd = sorted(set(wrong) - PRONOUNS) or ([] if wrong else [""])
    if odd:
        raise RuleError(f"'{odd[0]}' is no pronoun; write wrong: [her, hers]", "options")
    if check in _OF_ONE_GENDER and not any(gender.issuperset(wrong) for gender in (FEMININE, MASCULINE, {"it", "its", "itself"})):
        raise RuleError("pronouns of women and of men want a rule each, since others may be meant by them", "options")


def _atoms(check: str, wrong: Sequence[str], options: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield what the rule is looked for by; of those that are of several words the pronoun is the last, but the first for `predicate`."""
    if check == "predicate":
        yield from (atom(f"It {verb}") for verb in options.get("verbs", ()))
        if "words" in options:
            yield from (atom(f"It {be} {a}") for be in ("is", "was", "s") for a in ("a", "an"))
            yield from (atom(f"It {be}") for be in ("is also", "is now", "is still", "has been", "became", "remains"))
    elif check in _BEHIND_A_WORD:
        yield from (atom(f"{word} {pronoun}") for word in options.get("words", ()) for pronoun in wrong)
    else:
        yield from map(atom, wrong)


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> Iterator[Match]:
    """Yield the pronouns that the rule's check finds wrong, in the order of their places."""
    if rule.memo is None:
        rule.memo = _given(rule.data)
    given: Given = rule.memo
    pronouns: Sequence[Span] = _pronouns(given, reading, hits)
    if given.check in _OF_ONE_GENDER:
        pronouns = open_to(given, reading, pronouns)
    if len(reading.folded) > LONG:
        pronouns = [span for span in pronouns if not is_far(reading, span[0])]
    for start, end, new, body in CHECKS[given.check](reading, given, pronouns):
        evidence = (Evidence("antecedent", f"stands for {body}"),) if body else ()
        yield Match(rule.number, start, end, new, evidence)


_MET: dict[Any, Any] = {}
"""The lists of rules read so far: what several rules share is one object, by whose identity a reading's memo knows it."""


def _given(data: tuple[Any, ...]) -> Given:
    """Return what a rule was prepared with; lists that another rule has as well are that rule's."""
    check, right, wrong, known, *lists = data
    known = Known(*(_MET.setdefault(names, names) for names in known))
    return Given(check, right, wrong, _MET.setdefault(known, known), *(_MET.setdefault(names, names) for names in lists))


def _pronouns(given: Given, reading: Reading, hits: Sequence[Span]) -> list[Span]:
    """Return the spans of the pronouns at *hits*: their first word for `predicate`, their last where there are several, else all."""
    if given.check == "predicate":
        return [(left, left + len("It")) for left in dict.fromkeys(left for left, _ in sorted(hits))]
    if given.check not in _BEHIND_A_WORD:
        return [(left, right - 2) for left, right in hits]
    found = []
    for left, right in sorted(hits):
        start = end = right - 2
        while start > left and reading.folded[start - 1].isalpha():
            start -= 1
        found.append((start, end))
    return found


PLUGIN = Matcher(prepare, find)
