"""What the agreement of pronouns needs to know of English: their forms, and which words follow a possessive, a subject, an asking."""

from __future__ import annotations

import re
from typing import Final

from cleaner.text.case import match_case
from cleaner.text.inflect import PASTS

# Subject, object, possessive before a noun, possessive by itself, reflexive.
FORMS: Final = {
    "it": ("it", "it", "its", "its", "itself"),
    "he": ("he", "him", "his", "his", "himself"),
    "she": ("she", "her", "her", "hers", "herself"),
}
SUBJECT, OBJECT, POSSESSIVE, OWN, REFLEXIVE = range(5)
ROLES: Final = {
    "he": SUBJECT, "she": SUBJECT, "it": SUBJECT, "they": SUBJECT, "him": OBJECT, "his": POSSESSIVE, "its": POSSESSIVE, "hers": OWN,
    "himself": REFLEXIVE, "herself": REFLEXIVE, "itself": REFLEXIVE,
}  # fmt: skip
FEMININE: Final = frozenset(("she", "her", "hers", "herself"))
MASCULINE: Final = frozenset(("he", "him", "his", "himself"))
PRONOUNS: Final = frozenset((*ROLES, "her"))

FUNCTION: Final = frozenset(
    """a an the and or but nor to of in on at by for from with without as than that this these those if when while where which who what whether
    is was are were be been has had have will would can could may might must should do does did not no so too also again then there here about
    into over under up down out off because before after during since until once it he she they we you i both either""".split()
)
# What may stand behind a noun that goes no further.
BEHIND: Final = FUNCTION | frozenset(
    """even only just this last next twice worldwide abroad online back away together every more less much yesterday today now domestically locally
    altogether itself alone instead through per via plus""".split()
)
PREPOSITIONS: Final = frozenset(
    """at for of with from to by in on into over under about against between among through via within toward towards near like than as behind
    beyond without inside outside per versus after before""".split()
)
AUXILIARIES: Final = frozenset(
    """is was has had will would can could may might must should does did also already now still recently just soon then which that always often
    never only therefore thus again""".split()
)
MODALS: Final = frozenset(
    "would will must should had has could can may might needs need plans planned intends intended expects expected was is wants wanted".split()
)
PAST: Final = frozenset(form for forms in PASTS.values() for form in forms) | frozenset(
    """was were had did put set cut let hit led read slept wore tore swore rode shook woke sang swam sank rang drank threw blew forgot hid bit lit
    shot sat shut split spread struck stuck swept wept dealt lent meant hung drove bore beat bent bound cost crept dug fed fled lay shone sought
    slid spun sprang stole strove stung wound fought drew""".split()
)
# Behind these *her* and a verb may stand: let her know.
_CAUSES: Final = re.compile(r"\b(?:let|lets|letting|make|makes|made|making|help|helps|helped|helping|see|saw|seen|watch|watched|hear|heard|have|had|has)\s$")
CLAUSE: Final = frozenset("while when as that because and but if after before although though where since which whereas".split())
DETERMINERS: Final = frozenset(("the", "this", "a", "an", "that"))
WRITING: Final = frozenset(
    """write writes wrote written writing letter letters email emails mail message note notes appeal appeals appealed request requests requested
    call calls called petition petitions complaint complaints send sends sent sending address addressed subpoena summons""".split()
)
ASKED: Final = frozenset("to from of for that if whether not".split())
# Words for a person that are adjectives before a noun: an official photo.
ADJECTIVES: Final = frozenset(
    "official human individual adult general expert chief patient head minor model guard executive veteran agent user customer consumer client".split()
)
HEADS: Final = frozenset("figure star icon legend chef couple".split())
ENDS: Final = frozenset(", . ; : ! ? ) in of from for with by on at to and or but as since during whose turned".split())
HOLY: Final = frozenset(
    "god lord jesus christ bible gospel prayer allah almighty holy psalm psalms scripture christians salvation messiah yahweh buddha krishna".split()
)

WORDS: Final = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*|[^\w\s]")
WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEXT: Final = re.compile(r"\s+([^\W_][\w'-]*)")
_IS_A: Final = re.compile(r"(?:'s|\s+(?:is|was|has been|had been|became|remains))(?:\s+(?:also|now|still|already|today))?\s+an?(?=\s)")
OWNED: Final = 4
"""Within how many words behind a possessive the thing owned stands."""


def following(text: str, at: int) -> str:
    """Return the word that begins behind the space at *at*, or nothing.

    >>> following("her chips", 3), following("her.", 3)
    ('chips', '')
    """
    found = _NEXT.match(text, at)
    return found.group(1) if found else ""


def form(text: str, start: int, end: int, right: str) -> tuple[int, str]:
    """Return the role of the pronoun at start..end of folded *text*, and the form of *right* for it.

    >>> form("designs her chips", 8, 11, "it"), form("told her that", 5, 8, "it")
    ((2, 'its'), (1, 'it'))
    """
    word = text[start:end]
    role = ROLES.get(word.lower())
    if role is None:  # her
        after = following(text, end)
        is_noun = after and after.lower() not in FUNCTION and not _CAUSES.search(text, max(0, start - 10), start)
        role = POSSESSIVE if is_noun else OBJECT
    return role, match_case(FORMS[right][role], word)


def is_verb(word: str) -> bool:
    """Say whether *word* looks like a verb in the third person or the past, or an adverb before it.

    >>> is_verb("designs"), is_verb("sold"), is_verb("also"), is_verb("chip")
    (True, True, True, False)
    """
    return word in AUXILIARIES or word in PAST or word.endswith(("ed", "ly")) or (word.endswith("s") and not word.endswith(("ss", "us")))


def owns(text: str, end: int, owned: frozenset[str]) -> bool:
    """Say whether what follows a possessive that ends at *end* is one of the things *owned* and no part of a longer noun: any noun where none is listed.

    >>> owns("her first chips in May", 3, frozenset(["chips"])), owns("her chip factory", 3, frozenset(["chip"]))
    (True, False)
    """
    words: list[str] = []
    at = end
    while len(words) < OWNED and (found := _NEXT.match(text, at)) and found.group(1).lower() not in FUNCTION:
        words.append(found.group(1).lower())
        at = found.end()
        if (words[-1] in owned or " ".join(words[-2:]) in owned) and text[at : at + 1] != "-":
            after = following(text, at).lower()
            return not after.islower() or after in BEHIND or after in PREPOSITIONS or after in owned or is_verb(after)
    return not owned and bool(words)


def says_who(text: str, end: int, people: frozenset[str]) -> bool:
    """Say whether what follows *It* at *end* is ``is a`` and one of *people*, and no more: no ``celebrity magazine``, no ``singer who``.

    >>> says_who("It is a famous singer in Peru", 2, frozenset(["singer"])), says_who("It is a singer contest", 2, frozenset(["singer"]))
    (True, False)
    """
    found = _IS_A.match(text, end)
    if not found:
        return False
    words = WORDS.findall(text[found.end() : found.end() + 80])[:7]
    number = next((number for number, word in enumerate(words[:4]) if word in people), None)
    if number is None or any(word.lower() in FUNCTION or not word[0].isalpha() for word in words[:number]):
        return False
    behind = words[number + 1 :]
    if behind[:1] and behind[0] in HEADS:
        behind = behind[1:]
    return not behind or behind[0] in ENDS


def is_either(text: str, start: int, end: int) -> bool:
    """Say whether the pronoun at start..end is one of two: *his or her*."""
    return text[max(0, start - 3) : start] == "or " or text[end : end + 4] == " or " or "/" in (text[start - 1 : start], text[end : end + 1])
