"""Capitals where none belong: ``a quiet visit To the country``, ``Taiwan; During recent visits``, ``NPR Reports that``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.capitals import Place, capitals, is_running, plain
from cleaner.text.reading import Reading
from cleaner.text.shape import near, places, shape

# After these words a sentence can't end; a pronoun behind an auxiliary is something else ("is She made").
CONNECTING: Final = frozenset(
    "a an the of in to for with from by at on as and or but nor than if when while because into onto about between through under over after before without"
    " within against among amid during until till since where whether whose which who that although though unless despite upon toward towards"
    " both either neither per via".split()
)
_AUXILIARY: Final = frozenset("is are was were be been has have had will would can could should may might must do does did".split())
_PRONOUNS: Final = frozenset("It He She They We There".split())

# What makes the next word a name, a label or a thing talked about: "the With clause", "in the film Her".
_NAMED_BEFORE: Final = frozenset(
    "the a an see click select choose press tap called named titled entitled labeled labelled word words webinar post article series movie film book song"
    " album play show game band group app tag tags keyword field option button read watch hit verb method function".split()
)
_NAMED_BEHIND: Final = frozenset(
    "and or page pages link links button buttons tab tabs field fields function functions method methods operator operators constant constants input box"
    " case cases icon menu section clause keyword statement type types event events option options column mode key feature setting screen tool list".split()
)
_PAIR: Final = r"\b[A-Z]\w* (?:and|or|&) $"
# A stretch that can't be a sentence: four words at most and its end, or what goes on with a clause.
_CLOSED: Final = (
    r" (?:[a-z][a-z'-]* ){0,3}[a-z][a-z'-]*"
    r"(?:[.;!?][\"')\]]*(?:\s|$)|$|, (?:where|which|who|whose|and|but|as|while|so|because|when|with)\b)"
)
_OPENS: Final = r", (?!(?:where|which|who|whose|and|but|or|as|while|so)\b)"
_SPEAKING: Final = (
    r"\b(?:sa(?:id|ys?|ying)|ask(?:ed|s)?|wrote|writes|add(?:ed|s)|repl(?:ied|ies)|think|thought|tell|told"
    r"|call(?:ed)?|titled|sang|reads?|song|book|film)(?: \w+){0,2}$"
    r"|\b(?:Provided|Resolved|[Ee]nacted|assembled)(?:,? \w+){0,2}$"  # as in acts: "Provided, however, That"
)
_CLAUSE: Final = r" (?:that|the|a|an|it|its|he|she|they|his|her|their|on|in|to|about|how|why|new)\b"
_SPEAKER: Final = (
    r"""^[\s"'(]*(?:The )?(?:[A-Z]{2,6}|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})$"""  # a name that begins the sentence
    r"""|\b[a-z]{2,},? (?:the )?(?:[A-Z]{2,6}|[A-Z][a-z]+)$"""  # or stands among small letters
)
_CODE: Final = r"[{}=_`\\<>|]|\w\(|//"
_DOMAINS: Final = frozenset(("in", "at", "it", "is", "as", "so", "to", "my", "me", "be", "us", "no", "we"))
REACH: Final = 40
"""How far back the word before a stop is looked for, in code points."""
_ACTS: Final = "said|says|told|noted|added|arrived|visited|met|spoke|explained|wrote|attended|warned|announced|was|has|had"


def closed(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given with a capital, and behind it so little that no sentence can begin there: ``chips To train the model.``"""
    for spot in _spots(reading, given.words):
        if _is_closed(reading.folded, spot):
            yield _small(reading, spot)


def open_ended(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given with a capital where a sentence may begin whose predecessor lost its full stop; both are proposed."""
    for spot in _spots(reading, given.words, least=5):
        if not _is_closed(reading.folded, spot):
            small = _small(reading, spot)
            yield spot.start - len(spot.before) - 1, spot.end, _either(reading, spot, small[2][0])


def connected(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given with a capital behind a word that no sentence ends with: ``until This moment``."""
    for spot in _spots(reading, given.words, least=1):
        if spot.before in CONNECTING or (spot.before in _AUXILIARY and reading.folded[spot.start : spot.end] not in _PRONOUNS):
            yield _small(reading, spot)


def _spots(reading: Reading, words: frozenset[str], least: int = 3) -> Iterator[Place]:
    """Yield where one of *words* stands with a capital in running text, and is neither a name nor talked about."""
    known = capitals(reading)
    text = reading.folded
    for word in words & known.keys():
        for start in known[word]:
            spot = plain(text, start, start + len(word))
            if not spot or spot.before[0].isupper() or spot.before in _NAMED_BEFORE or spot.after in _NAMED_BEHIND:
                continue
            if is_running(text, spot.start, spot.end, least) and not pattern(_PAIR).search(text, max(0, start - 40), start):
                yield spot


def _is_closed(text: str, spot: Place) -> bool:
    """Say whether at most four words follow *spot* to the end of the sentence, or to a clause that depends on it."""
    return bool(pattern(_CLOSED).match(text, spot.end))


def _small(reading: Reading, spot: Place) -> Hit:
    return spot.start, spot.end, (_lowered(reading.text[spot.start : spot.end]),)


def _either(reading: Reading, spot: Place, small: str) -> tuple[str, ...]:
    """Return the word before *spot* with it, in small letters and as a new sentence; the likelier first.

    A comma later on that no clause follows closes what a sentence opens with: ``In the end, …``.
    """
    before, old = reading.text[spot.start - len(spot.before) - 1 : spot.start - 1], reading.text[spot.start : spot.end]
    high = near(reading.folded, spot.start, spot.end, 300)[1]
    opens = spot.before not in CONNECTING | _AUXILIARY and pattern(_OPENS).search(reading.folded, spot.end, high)
    both = f"{before} {small}", f"{before}. {old}"
    return both[::-1] if opens else both


def after_marks(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given with a capital behind one of the marks in others.

    A second capital behind a semicolon of the line makes it a list; behind a comma speech may begin.
    """
    text = reading.folded
    for at in places(shape(text), b", A"):
        if text[at] not in given.others or not (text[at - 1 : at].isalnum() or text[at - 1 : at] == ")"):
            continue
        found = pattern(r"([A-Z][a-z]*)(?= [a-z])").match(text, at + 2)
        if not found or found.group() not in given.words or not is_running(text, *found.span()):
            continue
        listed = pattern(r"; [A-Z]").findall(_line(text, at)) if text[at] == ";" else pattern(_SPEAKING).findall(text, max(0, at - 40), at)
        if len(listed) <= (text[at] == ";"):
            yield *found.span(), (_lowered(found.group()),)


def _line(text: str, at: int) -> str:
    """Return the line around *at*, 300 code points to either side at most."""
    return text[max(0, at - 300) : at].rpartition("\n")[2] + text[at : at + 300].partition("\n")[0]


def starts(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``was sold. the owner`` (``sold.the owner`` too): one of the words given without the capital that begins a sentence.

    What the stop ends must be a word of four letters or more and none of the others, which are abbreviations.
    """
    text, shaped = reading.folded, shape(reading.folded)
    for at in sorted([*places(shaped, b"aaaa. a"), *places(shaped, b"aaaa.a")]):
        found = pattern(r"[a-z]{4}(\.( ?))([a-z]+)(?= [a-z]+(?:,? [\w'-]+){3})").match(text, at)
        word = found.group(3) if found else ""
        if not found or word not in given.words or (not found.group(2) and word in _DOMAINS):
            continue
        before = pattern(r"(?:^|[\s(])([a-z]+(?:-[a-z]+)*)$").search(text, max(0, at - REACH), at + 4)
        low, high = near(text, at, found.start(3), 300)
        if before and before.group(1) not in given.others and len(text[low:at].split()) >= 3 and not pattern(_CODE).search(text, low, high + 80):
            yield found.start(1), found.end(), (f". {word[0].upper()}{word[1:]}",)


def reporting_verbs(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given, a verb of saying, with a capital behind a name and before a clause: ``NPR Reports that``.

    Behind one of the others it is a part of the name: ``Consumer Reports``.
    """
    text, known = reading.folded, capitals(reading)
    for word in given.words & known.keys():
        for start in known[word]:
            end = start + len(word)
            if not pattern(_CLAUSE).match(text, end):
                continue
            low, high = near(text, start, end, 300)
            before = text[low : start - 1]
            if before.rpartition(" ")[2] not in given.others and pattern(_SPEAKER).search(before) and _is_small(text[end:high]):
                yield start, end, (_lowered(word),)


def _is_small(rest: str) -> bool:
    """Say whether *rest* is four words or more, two thirds of them in small letters: a title has fewer."""
    words = pattern(r"[^\W\d_][\w'-]*").findall(rest)
    return len(words) >= 4 and sum([word[0].islower() for word in words]) * 3 > len(words) * 2


def _lowered(word: str) -> str:
    return word[0].lower() + word[1:]


def shouted(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find a person's name in capitals, once, that the text writes otherwise: ``HUANG`` where it has ``Jensen Huang`` and ``Huang said``."""
    text = reading.folded
    spots: dict[str, list[int]] = {}
    for at in places(shape(text), b" AAAA"):
        found = pattern(r"[A-Z]{4,}\b").match(text, at + 1)
        if found:
            spots.setdefault(found.group(), []).append(at + 1)
    for word, starts in spots.items():
        name = word.capitalize()
        if len(starts) > 1 or text.find(f" {name} ") < 0 or text.find(f" {word.lower()} ") >= 0 or text[starts[0] - 2 : starts[0] - 1].isupper():
            continue  # an acronym, a word, or others are in capitals too
        if pattern(r" [A-Z]{2,}").match(text, starts[0] + len(word)) or pattern(r"[A-Z]{2}[,.]? $|[A-Z]\. $").search(text, max(0, starts[0] - 5), starts[0]):
            continue  # a line of capitals
        if pattern(rf"[A-Z][a-z]+ {name}\b").search(text) and pattern(rf"\b{name} (?:{_ACTS})\b").search(text):
            yield starts[0], starts[0] + len(word), (name,)


def ordinary(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find one of the words given, ordinary words that begin no name, with a capital between small-letter words of running text."""
    known = capitals(reading)
    text = reading.folded
    for word in given.words & known.keys():
        for start in known[word]:
            spot = plain(text, start, start + len(word))
            if spot and not spot.before[0].isupper() and is_running(text, spot.start, spot.end) and not _is_label(text, spot):
                yield _small(reading, spot)


def _is_label(text: str, spot: Place) -> bool:
    """Say whether *spot* is what one clicks, or a thing talked about."""
    return spot.after in _NAMED_BEHIND - {"and", "or"} or spot.before in _NAMED_BEFORE - {"the", "a", "an", "play", "show", "group", "series"}


PLUGIN = plugin(
    {
        "closed": closed, "open": open_ended, "connected": connected, "after-marks": after_marks, "reporting-verbs": reporting_verbs,
        "shouted": shouted, "starts": starts, "ordinary": ordinary,
    }
)  # fmt: skip
