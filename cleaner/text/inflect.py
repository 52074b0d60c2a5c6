"""English word forms by rule: enough to find a word however it is inflected and to inflect its correction alike."""

from functools import lru_cache
from itertools import pairwise
from typing import Final

# Nouns whose plural no rule gives; a rule file lists others under `forms`.
PLURALS: Final = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth",
    "mouse": "mice", "goose": "geese", "analysis": "analyses", "basis": "bases", "crisis": "crises", "thesis": "theses",
    "criterion": "criteria", "phenomenon": "phenomena", "datum": "data", "medium": "media", "knife": "knives",
    "life": "lives", "wife": "wives", "leaf": "leaves", "shelf": "shelves", "half": "halves", "wolf": "wolves",
    "thief": "thieves", "loaf": "loaves", "self": "selves", "series": "series", "species": "species", "staff": "staff",
    "equipment": "equipment", "information": "information", "software": "software", "hardware": "hardware",
}  # fmt: skip
PASTS: Final = {
    "be": ("was", "been"), "become": ("became", "become"), "begin": ("began", "begun"), "break": ("broke", "broken"),
    "bring": ("brought", "brought"), "build": ("built", "built"), "buy": ("bought", "bought"), "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "cut": ("cut", "cut"), "do": ("did", "done"),
    "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "fall": ("fell", "fallen"), "feel": ("felt", "felt"),
    "find": ("found", "found"), "fly": ("flew", "flown"), "get": ("got", "got"), "give": ("gave", "given"),
    "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had", "had"), "hear": ("heard", "heard"),
    "hold": ("held", "held"), "keep": ("kept", "kept"), "know": ("knew", "known"), "lead": ("led", "led"),
    "leave": ("left", "left"), "lose": ("lost", "lost"), "make": ("made", "made"), "meet": ("met", "met"),
    "pay": ("paid", "paid"), "put": ("put", "put"), "read": ("read", "read"), "rise": ("rose", "risen"),
    "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"), "sell": ("sold", "sold"),
    "send": ("sent", "sent"), "set": ("set", "set"), "show": ("showed", "shown"), "speak": ("spoke", "spoken"),
    "spend": ("spent", "spent"), "stand": ("stood", "stood"), "take": ("took", "taken"), "teach": ("taught", "taught"),
    "tell": ("told", "told"), "think": ("thought", "thought"), "understand": ("understood", "understood"),
    "win": ("won", "won"), "write": ("wrote", "written"),
}  # fmt: skip
VOWELS: Final = "aeiou"


def plural(noun: str) -> str:
    """Return the plural of *noun*, lower-case or capitalised.

    >>> plural("flea"), plural("company"), plural("IA"), plural("half")
    ('fleas', 'companies', 'IAs', 'halves')
    """
    if noun.lower() in PLURALS:
        return noun[:1] + PLURALS[noun.lower()][1:]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if len(noun) > 1 and noun[-1] == "y" and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, str, str, str]:
    """Return the *-s* form, past, past participle and *-ing* form of *verb*.

    >>> verb_forms("stop"), verb_forms("write")
    (('stops', 'stopped', 'stopped', 'stopping'), ('writes', 'wrote', 'written', 'writing'))
    """
    s = {"be": "is", "have": "has"}.get(verb) or (verb + "es" if verb.endswith("o") else plural(verb) if verb not in PLURALS else verb + "s")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be" else verb
    if _doubles(verb):
        stem += verb[-1]
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in VOWELS else (verb + "d" if verb.endswith("e") else stem + "ed")
    first, second = PASTS.get(verb, (past, past))
    return s, first, second, stem + "ing"


def _doubles(verb: str) -> bool:
    """Say whether *verb* doubles its last letter: one syllable ending consonant, vowel, consonant (stop, plan)."""
    if len(verb) < 3 or verb[-1] in "aeiouwxy" or verb[-2] not in VOWELS or verb[-3] in VOWELS:
        return False
    return sum(a in "aeiouy" and b not in "aeiouy" for a, b in pairwise(verb)) == 1


def head(phrase: str) -> int:
    """Return the number of the word that a noun phrase inflects: the one before its first preposition, else the last.

    >>> head("point of sale"), head("phone line")
    (0, 1)
    """
    words = phrase.split(" ")
    for i, word in enumerate(words[1:], 1):
        if word in {"of", "in", "on", "for", "to", "at", "by", "with", "from"}:
            return i - 1
    return len(words) - 1


@lru_cache(maxsize=1 << 14)  # conditions name the same words again and again
def inflections(phrase: str, as_: str) -> tuple[str, ...]:
    """Return the forms of *phrase* as a ``noun`` (itself, plural) or a ``verb`` (base, -s, past, participle, -ing).

    Forms stand in the same order for every phrase, so that a correction's forms pair with the forms it corrects.

    >>> inflections("point of sale", "noun")
    ('point of sale', 'points of sale')
    """
    words = phrase.split(" ")
    at = head(phrase) if as_ == "noun" else 0
    if as_ == "none" or not words[at][-1:].isalpha():
        return (phrase,)
    forms = (plural(words[at]),) if as_ == "noun" else verb_forms(words[at])
    return (phrase, *(" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms))
