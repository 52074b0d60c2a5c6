"""What an author's helper knows of English words: which are common, which carry no meaning, and what a form is a form of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.lexicon.words import is_common, is_known
from cleaner.text.inflect import PASTS, PLURALS, VOWELS, head, inflections, plural, verb_forms

SHORT: Final = 4
"""The lexicon holds words of so many letters and more; a shorter one may be any."""

ARTICLES: Final = frozenset("a an the".split())
POSSESSIVES: Final = frozenset("my your his her its our their".split())
PRONOUNS: Final = POSSESSIVES | frozenset("i me you he him she it we us they them himself herself itself themselves myself hers theirs mine yours ours".split())
DETERMINERS: Final = ARTICLES | POSSESSIVES | frozenset("this that these those some any each every no both all many few several another other".split())
PREPOSITIONS: Final = frozenset(
    """about above across after against along among around as at before behind below beneath beside between beyond by concerning despite down during except for
    from in inside into like near of off on onto out outside over past per since through throughout till to toward towards under until up upon via with within
    without""".split()
)
MODALS: Final = frozenset("will would can could may might must shall should to do does did don't doesn't didn't won't can't cannot not let".split())
AUXILIARIES: Final = frozenset("am is are was were be been being have has had having".split())
SUBJECTS: Final = frozenset("i you he she it we they who which".split())
FUNCTION: Final = (
    PRONOUNS | DETERMINERS | PREPOSITIONS | MODALS | AUXILIARIES | SUBJECTS
    | frozenset(
        """and or but nor so yet if then than because while when where how why what whom whose there here just only also too very more most much less
        least even still again now once ever never always almost nearly hardly often already soon later ago such same own else thus hence however
        though although whether either neither indeed perhaps not isn't aren't wasn't weren't hasn't haven't hadn't it's that's there's i'm we're
        they're you're he's she's""".split()
    )
)  # fmt: skip
"""Words of grammar: by themselves they neither name damage nor tell what a text is about."""

GENERAL: Final = frozenset(
    """able add ask back bad become began begin big bit bring brought call called came can case come could day days different early end enough face fact
    far felt find first five following found four full gave general get give given go goes going good got great group hand hard head held help high
    hold home hour idea important include including information keep kept kind knew know known large last late leave left less let level life likely
    line little live long look lot made main make making man matter mean means meet member men minute moment month months move name near need needed
    new news next night nothing number old one open order part people person place plan point possible present problem put question quite rather ready
    real really reason recent recently report result right run said same saw say says second see seem seemed seen set several show showed side simple
    simply since small some something start started state still stop story sure take taken talk tell ten that thing things think third thought three
    time today told tomorrow took top total toward true try turn turned two type use used using view want wanted way week weeks well went whole woman
    women word words work world would write written wrong yes yesterday year years young announce announced according million billion thousand hundred
    percent per cent seven eight nine six dozen monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december spring summer autumn winter morning evening afternoon""".split()
)
"""Words that stand in texts about anything."""

_VERBS: Final = """
    bear bore borne, beat beat beaten, bend bent bent, bet bet bet, bind bound bound, bite bit bitten, bleed bled bled, blow blew blown, breed bred
    bred, burst burst burst, cast cast cast, cost cost cost, creep crept crept, deal dealt dealt, dig dug dug, drink drank drunk, eat ate eaten, feed
    fed fed, fight fought fought, flee fled fled, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen,
    grind ground ground, hang hung hung, hide hid hidden, hit hit hit, hurt hurt hurt, kneel knelt knelt, lay laid laid, lend lent lent, let let let,
    lie lay lain, light lit lit, mean meant meant, overcome overcame overcome, quit quit quit, ride rode ridden, ring rang rung, seek sought sought,
    shake shook shaken, shed shed shed, shine shone shone, shoot shot shot, shrink shrank shrunk, shut shut shut, sing sang sung, sink sank sunk, sit
    sat sat, sleep slept slept, slide slid slid, spin spun spun, split split split, spread spread spread, spring sprang sprung, steal stole stolen,
    stick stuck stuck, strike struck struck, swear swore sworn, sweep swept swept, swim swam swum, swing swung swung, tear tore torn, throw threw
    thrown, undergo underwent undergone, undertake undertook undertaken, wake woke woken, wear wore worn, weep wept wept, wind wound wound, withdraw
    withdrew withdrawn, withstand withstood withstood"""
IRREGULAR: Final = {**PASTS, **{verb: (past, participle) for verb, past, participle in map(str.split, _VERBS.split(","))}}
"""Verbs whose past no rule gives, those that the engine knows and more."""

_PLURAL_OF: Final = {form: noun for noun, form in PLURALS.items()}
_PAST_OF: Final = {form: verb for verb, forms in IRREGULAR.items() for form in forms}
_NO_PLURAL: Final = frozenset("news politics economics mathematics physics always perhaps besides means headquarters".split())
_ADJECTIVE: Final = ("al", "ive", "ous", "ful", "less", "ible", "able", "ic", "ical", "ual")
_ADJECTIVES: Final = frozenset(
    """actual current different important military necessary permanent present primary recent relevant sanitary secondary significant temporary
    voluntary eventual good bad big small new old great high low long short early late hard easy free full main whole own common certain clear
    true false real sure safe ready sensible""".split()
)
_NOUNS: Final = frozenset(
    """metal hospital capital signal animal journal festival terminal material medal portal rival arrival approval proposal trial deal goal meal
    removal withdrawal survival refusal renewal interval mineral credential individual manual ritual editorial tutorial arsenal cathedral
    carnival criminal professional music topic public clinic traffic fabric logic critic panic mechanic academic archive executive objective
    initiative alternative detective native motive relative narrative perspective family assembly supply reply ally anomaly monopoly butterfly
    july fly italy cable table vegetable variable handful spoonful mouthful""".split()
)
"""What ends like an adjective or an adverb and is a noun."""


def is_english(word: str) -> bool:
    """Say whether *word*, in any letter case, can stand in good English; one too short for the lexicon can.

    >>> is_english("Fleas"), is_english("Nafidia"), is_english("x1")
    (True, False, False)
    """
    low = word.lower().removesuffix("'s").removesuffix("\u2019s")
    parts = [part for part in low.replace("\u2019", "'").replace("'", "-").replace(".", "-").split("-") if part]
    return bool(parts) and all(part.isalpha() and (len(part) < SHORT or is_known(part)) for part in parts)


def is_usual(word: str) -> bool:
    """Say whether the small-letter *word* is a common one, or too short for the lexicon."""
    return len(word) < SHORT or is_common(word)


def is_small(word: str) -> bool:
    """Say whether *word* is one of grammar."""
    return word.lower().replace("\u2019", "'") in FUNCTION


def is_adjective(word: str) -> bool:
    """Say whether *word* looks like an adjective or an adverb, which have no plural.

    >>> is_adjective("eventual"), is_adjective("quickly"), is_adjective("flea"), is_adjective("drive")
    (True, True, False, False)
    """
    low = word.lower()
    if low in _ADJECTIVES or low in _NOUNS:
        return low in _ADJECTIVES
    return low.endswith("ly") or any(low.endswith(ending) and len(low) - len(ending) > 2 for ending in _ADJECTIVE)


def bases(phrase: str, as_: str) -> Iterator[tuple[str, int]]:
    """Yield the phrases that *phrase* is a form of as a ``noun`` or a ``verb``, with the number of the form, its own base form last.

    >>> list(bases("assisted at", "verb"))[:2], list(bases("points of sale", "noun"))[0]
    ([('assist at', 2), ('assist at', 3)], ('point of sale', 1))
    """
    words = phrase.split(" ")
    at = head(phrase) if as_ == "noun" else 0
    for base in _nouns(words[at]) if as_ == "noun" else _verbs(words[at]):
        whole = " ".join([*words[:at], base, *words[at + 1 :]])
        forms = forms_of(whole, as_)
        yield from ((whole, number) for number in range(1, len(forms)) if forms[number] == phrase)
    yield phrase, 0


def forms_of(phrase: str, as_: str) -> tuple[str, ...]:
    """Return the forms of *phrase* as `cleaner.text.inflect.inflections` does, with the pasts of more irregular verbs."""
    forms = inflections(phrase, as_)
    first, _, rest = phrase.partition(" ")
    if as_ != "verb" or first not in IRREGULAR or len(forms) < 5:
        return forms
    past, participle = (f"{form} {rest}".rstrip() for form in IRREGULAR[first])
    return *forms[:2], past, participle, forms[4]


def lemma(word: str) -> str:
    """Return what the small-letter *word* is a form of, as well as can be said without its sentence.

    >>> lemma("shareholders"), lemma("companies"), lemma("factory"), lemma("news")
    ('shareholder', 'company', 'factory', 'news')
    """
    return next((base for base in _nouns(word) if len(base) > 2), word)


def _nouns(word: str) -> Iterator[str]:
    if word in _PLURAL_OF:
        yield _PLURAL_OF[word]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in PLURALS and word not in _NO_PLURAL:
        for base in (word[:-3] + "y" if word.endswith("ies") else "", word[:-1], word[:-2] if word.endswith("es") else ""):
            if len(base) > 1 and plural(base) == word and (is_english(base) or not is_english(word)):
                yield base


def _verbs(word: str) -> Iterator[str]:
    if word in _PAST_OF:
        yield _PAST_OF[word]
    for base in _stems(word):
        if len(base) > 1 and base not in ("be", "will") and is_usual(base) and word in verb_forms(base):
            yield base


def _stems(word: str) -> Iterator[str]:
    """Yield what stands before the ending of a regular form."""
    for ending in ("ed", "ing", "s", "es"):
        stem = word.removesuffix(ending)
        if stem == word or not any(c in VOWELS + "y" for c in stem):
            continue
        if ending in ("ed", "es") and stem.endswith("i"):
            yield stem[:-1] + "y"
        with_e = (stem + "e",) if ending in ("ed", "ing") else ()
        yield from (*with_e, stem)  # whatever ends in an e and is a word: "raised" isn't of "rais"
        if stem[-1:] == stem[-2:-1]:
            yield stem[:-1]
