"""Names and models left behind the noun that they modify, as in French or Spanish: ``GPU H20 Datacentre``, ``battery CR123A``, ``Box Domora Mini``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.matchers._checks import Given, Hit, pattern, plugin
from cleaner.text.inflect import plural
from cleaner.text.reading import Reading, atom

# A maker's name or two, a model (capital and digit), what follows it in its name, and what it is made for.
_MODEL: Final = (
    r" (?P<model>(?:[A-Z][A-Za-z]+ ){0,2}(?=[A-Za-z-]*\d)(?=[\w-]*[A-Z])(?P<code>[A-Za-z]{0,5}-?\d{1,4}[A-Za-z]{0,2})"
    r"(?:[ -](?:Pro|Max|Ultra|Plus|Mini|Ti|Super|Lite|Air|SE))*)"
    r"(?P<use>(?: (?:Data ?[Cc]ent(?:re|er)|Server|Gaming|Desktop|Laptop|Workstation|Mobile))?)(?![\w/-]|\.\w| ?\()"
)
# A maker's name and a number: ``aircraft Boeing 737``.
_NUMBERED: Final = (
    r" (?P<model>(?:Boeing|Airbus|Embraer|Tupolev|Antonov|Ilyushin|Sukhoi|Peugeot|Renault|Fiat|Lada|BMW|Porsche|Nokia|Nikon|Canon)"
    r" [A-Z]?-?\d{2,4}(?:-\d{3})?[A-Z]{0,2})(?P<use>)"
    r"(?![\w/-]|\.\w| ?\()"
)
# A letter and a digit are a label (processor P1) unless somebody's or something new is spoken of.
_OWNED: Final = r"(?:\b(?:its|their|his|her|our|new|latest|own|powerful|fast|faster)|'s) \Z"
# What a model may stand before itself (A100 instances), so that nothing is known of the noun before.
_GOES_ON: Final = r" (?:instances?|nodes?|clusters?|machines?|VMs?|boards?|modules?|series|famil(?:y|ies)|class|[a-z]+-[a-z]+)\b"
_NAME: Final = r" (?P<name>[A-Z][a-z]{3,})(?P<more>(?: (?:Mini|Pro|Plus|Lite|Max|Air|Smart))?(?: ?\+)?)(?![\w'-]| [A-Z][a-z])"
_BARE: Final = r"\b(?:[Ff]rom|[Oo]n|[Ii]n|[Tt]o|[Vv]ia|[Bb]y|[Ww]ith) \Z"


def models(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``GPU H20 Datacentre`` and ``aircraft Boeing 737``: one of the words given, and its model behind it.

    Figures and labels (``chip 1``, ``processor P1 and P2``) are no models, and what is written in a row is a list.
    """
    text = reading.folded
    for start, end in _words(given):
        found = pattern(_MODEL).match(text, end) or pattern(_NUMBERED).match(text, end)
        if not found or text[start - 1 : start] in {"-", "/", "."} or _is_label(text, start, end, found.groupdict().get("code")):
            continue
        if pattern(_GOES_ON).match(text, found.end()):
            continue
        use = found["use"].lower()
        yield start, found.end(), (f"{reading.text[found.start('model') : found.end('model')]}{use} {_small(text[start:end])}",)


def _is_label(text: str, start: int, end: int, code: str | None) -> bool:
    """Say whether *code* behind the noun at start..end is a letter and a figure that tell parts apart, and not a model."""
    if not code:
        return False
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if len(code) == 2 or (len(code) - len(digits) == 1 and len(digits) < 3 and code[0] == text[start].upper()):
        return not pattern(_OWNED).search(text, max(0, start - 12), start)
    return not any(map(str.isalpha, code))


def names(reading: Reading, given: Given) -> Iterator[Hit]:
    """Find ``Box Domora Mini`` inside a sentence: one of the words given, with a capital, and a name behind it that is no English word."""
    from cleaner.lexicon.words import is_known

    text = reading.folded
    for start, end in _words(given):
        if not text[start].isupper() or text[start:end].isupper() or not pattern(r"(?:[a-z,] |[(])\Z").search(text, max(0, start - 2), start):
            continue
        found = pattern(_NAME).match(text, end)
        if found and not is_known(found["name"].lower()) and text[start:end] in given.words:
            lead = "the " if pattern(_BARE).search(text, max(0, start - 6), start) else ""
            noun, name = text[start:end], found["name"] + found["more"].replace(" +", "+")
            yield start, found.end(), tuple([f"{lead}{name} {one}" for one in ((noun, _small(noun)) if lead else (_small(noun), noun))])


def _words(given: Given) -> list[tuple[int, int]]:
    """Return where in the text the nouns stand, each once."""
    return sorted({(left, right - 2) for left, right in given.hits})


def _small(noun: str) -> str:
    """Return *noun* without the capital that its place gave it; acronyms keep theirs.

    >>> _small("Battery"), _small("GPUs"), _small("SoC")
    ('battery', 'GPUs', 'SoC')
    """
    return noun[0].lower() + noun[1:] if noun[1:].islower() else noun


def _atoms(check: str, words: tuple[str, ...]) -> Iterable[str]:
    return [atom(form) for word in words for form in (word, plural(word))]


PLUGIN = plugin({"models": models, "names": names}, _atoms)
