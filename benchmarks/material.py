"""What the benchmarks run on: English prose and rules, made anew from a seed, the same on every machine."""

from __future__ import annotations

import itertools
import os
import random
import textwrap
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SEED: Final = 20_240
FILE_SIZE: Final = 4_900
"""Code points a file."""
PLAIN: Final = 16
"""Of so many files one has ASCII quotes and dashes."""
WRAPPED: Final = 3
"""Of so many files one is wrapped by hand; in the others a paragraph is a line."""
HITS: Final = 4
"""So many of the thousand words stand in a file."""

NOUNS: Final = """
market company government report year price minister country bank river road school factory city plan law court worker engine farmer harbour budget team
president treaty village hospital railway ship bridge award election member council teacher driver doctor writer painter singer film book letter paper
window garden forest mountain valley island coast storm winter summer season field harvest grain cattle fish oil gas coal steel copper gold silver salt
sugar coffee cotton wool silk leather glass stone brick timber cement paint machine tool motor wheel sensor screen camera battery cable signal network
server program file record archive museum library theatre concert festival holiday journey ticket station airport tunnel canal reservoir dam plant
reactor turbine laboratory experiment theory result figure table chart survey sample method patient nurse clinic vaccine virus disease symptom treatment
drug trial study professor student lecture degree exam lesson language word sentence page chapter story novel poem author editor reader publisher
newspaper journalist interview question answer debate speech vote voter party coalition opposition cabinet senator mayor judge lawyer witness jury
verdict appeal prison officer soldier army border visa passport refugee migrant citizen resident neighbour family mother father daughter son brother
sister child friend guest host owner tenant landlord rent loan mortgage tax duty tariff subsidy pension salary wage union strike contract deal merger
share bond dividend profit loss debt investor trader broker analyst forecast quarter growth inflation currency export import customer supplier rival
brand product service store warehouse shelf basket parcel delivery lorry van bicycle tram bus taxi pilot crew captain sailor port anchor cargo fleet
""".split()
VERBS: Final = """
say report expect plan open close build raise lower support reject accept announce explain argue claim deny confirm warn promise agree refuse demand
offer provide deliver produce export import launch test repair replace improve reduce increase extend delay cancel approve block review study measure
compare describe discuss mention publish print record broadcast watch follow join visit enter cross reach pass cover protect attack defend rescue
train teach learn help treat cure prevent cause affect change move turn carry lift push load store collect gather plant harvest cook serve clean paint
design draw invent develop share divide connect separate mark name call greet invite welcome thank praise blame punish charge fine arrest release
""".split()
ADJECTIVES: Final = """
new large small old young local national foreign public private early late recent former long short high low deep wide narrow heavy light strong weak
rich poor cheap costly quick slow safe risky clear dark bright warm cold wet dry green red white black rural urban coastal northern southern eastern
western central regional global annual monthly daily rare common steady sudden gradual sharp modest severe mild formal legal medical technical digital
electric nuclear solar organic industrial commercial financial political military civil joint final initial major minor main entire whole empty full
""".split()
ADVERBS: Final = "also often rarely slowly quickly quietly openly nearly hardly mostly partly largely fully soon later again still already never always".split()
FIRST_NAMES: Final = "Anna Peter Maria Thomas Helen David Laura Simon Clara Martin Judith Oscar Irene Victor Nora Hugo Alice Felix Rosa Adrian".split()
SYLLABLES: Final = "bar den fal gor hul jas kem lor mar nev ost pel quin ras sel tov ulm var wex yor zan bru cre dri fle gri".split()
ENDINGS: Final = "ton ford wick by ham stead more low ness field well burn vale".split()
DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# N noun, P plural, C compound noun, A adjective, V past verb, I infinitive, G -ing form, R adverb, F first name, S surname, T town, D day,
# # a figure; { } are quotes, ~ is a dash.
PATTERNS: Final = """
The A N of T V the N on D.
F S, a N from T, V that the P of the C were A.
{The N will I the P,} said F S, who V the A N in #.
In T, the N R V a A N, and the P V it.
It was a A N for the P, which had V the N of S.
More than # P V the A N since D.
The P ~ most of them A ~ V the N before the C V.
S V the N after a A N with the P of T.
But the N was A, and few P would I it.
{We have R V the A P,} the N told a N in T. {They V our N.}
According to the N, # of the P are A and # are not.
There is no A N in the C, and the P do not I it.
As the N V, the P of T were G the C.
If the A N is V, the N would I # P by D.
The N's C, which F S V in #, is A but R V.
When asked about the P, S V only that the N was {A}.
At the same time, the A P have V a N that is R A.
Its P V the N, while those of S V the A C.
""".strip().split("\n")


@dataclass(frozen=True, slots=True)
class Material:
    """Texts of about 5 KB, an article with damage, and rules: 1,000 words and 10,000 mixed ones, the first 1,000 of them the smaller set."""

    texts: tuple[str, ...]
    article: str
    words: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase, or (`pattern`) an expression of the `regex` module, and its correction; `exact` minds letter case."""

    find: str
    put: str
    pattern: bool = False
    exact: bool = False


def make(files: int = 2_000, small: int = 1_000, large: int = 10_000) -> Material:
    """Make *files* texts, 1,000 words, and *large* mixed rules whose first *small* meet more text than the rest."""
    words = misspelled(1_000)
    writer = Writer(random.Random(SEED), words)
    texts = tuple(writer.text(plain=i % PLAIN == 0, wrapped=i % WRAPPED == 0) for i in range(files))
    return Material(texts, article(writer), words, mixed_rules(texts, small, large))


# ---- prose


def plural(noun: str) -> str:
    """Return the plural of *noun*."""
    if noun in {"child", "shelf"}:
        return {"child": "children", "shelf": "shelves"}[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def past(verb: str) -> str:
    """Return the past of *verb*."""
    known = {"say": "said", "build": "built", "teach": "taught", "draw": "drew", "plan": "planned", "broadcast": "broadcast"}
    if verb in known:
        return known[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def ing(verb: str) -> str:
    """Return the *-ing* form of *verb*."""
    if verb == "plan":
        return "planning"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


class Zipf:
    """Words of which the *n*-th is drawn with a probability in proportion to 1 / (n + *flat*)."""

    def __init__(self, words: Sequence[str], flat: float = 2.0) -> None:
        self.words = words
        self.sums = list(itertools.accumulate(1 / (i + flat) for i in range(len(words))))

    def draw(self, chance: random.Random) -> str:
        """Draw a word."""
        return self.words[bisect(self.sums, chance.random() * self.sums[-1])]


class Writer:
    """Writes sentences: few words are common and many are rare, as in any text."""

    def __init__(self, chance: random.Random, words: Iterable[tuple[str, str]]) -> None:
        self.chance = chance
        compounds = [a + b for a, b in itertools.product(NOUNS[::2], NOUNS[1::3]) if len(a + b) < 14]
        surnames = [(a + b + c).capitalize() for a, b, c in itertools.product(SYLLABLES, SYLLABLES[::5], ENDINGS)]
        chance.shuffle(compounds)
        chance.shuffle(surnames)
        self.slots = {
            "N": Zipf(NOUNS), "P": Zipf([plural(n) for n in NOUNS]), "C": Zipf(compounds, 40), "A": Zipf(ADJECTIVES), "V": Zipf([past(v) for v in VERBS]),
            "I": Zipf(VERBS), "G": Zipf([ing(v) for v in VERBS]), "R": Zipf(ADVERBS), "F": Zipf(FIRST_NAMES), "S": Zipf(surnames[:2_000], 20),
            "T": Zipf(surnames[2_000:], 5), "D": Zipf(DAYS, 9),
        }  # fmt: skip
        self.patterns = [self._cut(pattern) for pattern in PATTERNS]
        self.slips: dict[str, list[str]] = {}
        for bad, good in list(words)[::2]:
            self.slips.setdefault(good, []).append(bad)

    def _cut(self, pattern: str) -> list[str]:
        """Cut *pattern* into slots and what stands between them."""
        pieces: list[str] = []
        for run in pattern.replace("{", "\u201c").replace("}", "\u201d").replace("'", "\u2019").replace("~", "\u2014").split(" "):
            letters = run.strip(".,\u201c\u201d")
            slot, rest = letters[:1], letters[1:]
            if (slot in self.slots or slot == "#") and rest in {"", "\u2019s"}:
                at = run.index(slot)
                pieces += [" " + run[:at], slot, run[at + 1 :]]
            else:
                pieces.append(" " + run)
        pieces[0] = pieces[0].lstrip()
        return pieces

    def sentence(self) -> list[str]:
        """Return one sentence as a list of words and of what stands between them."""
        chance = self.chance
        made = []
        for piece in chance.choice(self.patterns):
            slot = self.slots.get(piece)
            made.append(slot.draw(chance) if slot else str(int(10 ** chance.uniform(0.5, 4))) if piece == "#" else piece)
        return made

    def text(self, plain: bool = False, wrapped: bool = False) -> str:
        """Return a text of `FILE_SIZE` with `HITS` slips in it; *plain* has ASCII quotes and dashes."""
        pieces: list[str] = []
        size = 0
        while size < FILE_SIZE:
            for _ in range(self.chance.randint(2, 5)):
                sentence = self.sentence()
                size += sum(map(len, sentence)) + 1
                pieces += [*sentence, " "]
            pieces[-1] = "\n\n"
        for i in self.chance.sample([i for i, piece in enumerate(pieces) if piece in self.slips], HITS):
            pieces[i] = self.chance.choice(self.slips[pieces[i]])
        made = "".join(pieces).strip() + "\n"
        if plain:
            for old, new in (("\u201c", '"'), ("\u201d", '"'), ("\u2019", "'"), ("\u2014", "-")):
                made = made.replace(old, new)
        return "\n\n".join(textwrap.fill(paragraph, 79, break_on_hyphens=False) for paragraph in made.split("\n\n")) + "\n" if wrapped else made


def article(writer: Writer) -> str:
    """Return an article of about 5 KB with a few sentences that a machine translated badly."""
    damage = (
        "The maker of the new IA chip opened a second plant, and the fleas that it prints there go into phones.",
        "Nafidia and Ouigor, which share the plant , did not answer.",
        "The price of a wafer rose to $ 5.5 billion in the the last quarter.",
    )
    paragraphs = writer.text().split("\n\n")[2:]
    for i, sentence in enumerate(damage):
        paragraphs.insert(3 * i, sentence)
    return "\n\n".join(paragraphs)


# ---- rules


def misspelled(count: int) -> tuple[tuple[str, str], ...]:
    """Return *count* words with two letters changed places or one left out, each with the word that it should be."""
    chance = random.Random(SEED)
    stems = [*NOUNS, *map(plural, NOUNS), *ADJECTIVES, *VERBS, *map(past, VERBS)]
    known, made = set(stems) | {ing(verb) for verb in VERBS}, {}
    while len(made) < count:
        word = chance.choice(stems)
        if len(word) > 4:
            at = chance.randrange(1, len(word) - 2)
            bad = word[:at] + chance.choice((word[at + 1] + word[at], word[at + 1])) + word[at + 2 :]
            if bad not in known and not bad.endswith("ss"):
                made[bad] = word
    return tuple(made.items())


def mixed_rules(texts: Sequence[str], small: int, large: int) -> tuple[Rule, ...]:
    """Return *large* rules: of 20, 16 phrases of 1 to 5 words (two in five occur), 3 patterns of words, 1 with a context.

    The first *small* meet some 20 places each in 2,000 texts, the others one or two, as rules do that are added late: 2 and 3
    findings a kilobyte. What a pattern is found by stands 20 to 100 times there, in the late ones 2 to 12 times.
    """
    chance = random.Random(SEED + 1)
    counts = phrase_counts(texts)
    rare = sorted(phrase for phrase, n in counts.items() if n <= 3)
    known = sorted(phrase for phrase, n in counts.items() if 3 < n <= 60)
    names = sorted(phrase for phrase, n in counts.items() if n > 1 and " " not in phrase and len(phrase) > 5 and phrase.isalpha())
    early, late = ([name for name in names if low < counts[name] <= high] for low, high in ((20, 100), (1, 12)))
    occurring = itertools.chain(chance.sample(known, min(len(known), small * 8 // 25)), chance.sample(rare, min(len(rare), large // 3)), absent(chance, counts))
    missing = absent(chance, counts)
    makers = itertools.cycle(PATTERN_MAKERS)
    rules: dict[str, Rule] = {}
    while len(rules) < large:
        turn, anchors = len(rules) % 20, (early if len(rules) < small else late) or names
        if turn < 16:
            find = next(occurring if turn % 5 < 2 else missing)
            rule = Rule(find, find + "s")
        elif turn < 19:
            rule = next(makers)(chance, chance.choice(anchors))
        else:
            rule = chance.choice(CONTEXT_MAKERS)(chance, chance.choice(anchors))
        rules.setdefault(rule.find, rule)
    return tuple(rules.values())


def phrase_counts(texts: Sequence[str]) -> Counter[str]:
    """Count the phrases of 1 to 5 words, in lower case, that stand within a sentence of *texts* (a sample of the longer ones)."""
    counts: Counter[str] = Counter()
    chance = random.Random(SEED + 2)
    for text in texts:
        for stretch in text.lower().replace("\u2019", "'").replace("\n\n", ".").split("."):
            for clause in stretch.replace(",", "|").replace("\u201c", "|").replace("\u201d", "|").replace('"', "|").replace("\u2014", "|").split("|"):
                words = clause.replace(" - ", " ").split()
                counts.update(words)
                if len(words) > 4:
                    at, long = chance.randrange(len(words) - 4), chance.randint(2, 5)
                    counts.update(" ".join(words[i : i + long]) for i in range(at, min(at + 2, len(words) - long + 1)))
    return Counter({phrase: n for phrase, n in counts.items() if phrase.replace(" ", "").replace("'", "").isalnum() and not phrase.isdigit()})


def absent(chance: random.Random, counts: Counter[str]) -> Iterator[str]:
    """Yield phrases of 1 to 5 words that don't occur."""
    stems = [*NOUNS, *ADJECTIVES, *VERBS]
    while True:
        long = chance.randint(1, 5)
        words = [chance.choice(stems) for _ in range(long)]
        if long == 1:
            words = [words[0] + chance.choice(SYLLABLES) + chance.choice(ENDINGS)]
        if (phrase := " ".join(words)) not in counts:
            yield phrase


def _either(chance: random.Random, word: str) -> Rule:
    return Rule(rf"\b(?:the|a|its|{chance.choice(ADJECTIVES)}) {word}\b", word, pattern=True)


def _optional(chance: random.Random, word: str) -> Rule:
    return Rule(rf"\b{word}(?:'s|s)?(?: {chance.choice(NOUNS)})?\b", word, pattern=True)


def _gap(chance: random.Random, word: str) -> Rule:
    return Rule(rf"\b{word},? (?:and|of|which|{chance.choice(ADVERBS)})\b", word, pattern=True)


def _behind(chance: random.Random, word: str) -> Rule:
    return Rule(rf"(?<=\b(?:the|a|{chance.choice(ADJECTIVES)})\s){word}\b", word, pattern=True)


def _capital(chance: random.Random, word: str) -> Rule:
    return Rule(rf"\b\p{{Lu}}\p{{Ll}}+ {word.capitalize()}\b", word.capitalize(), pattern=True, exact=True)


def _ahead(chance: random.Random, word: str) -> Rule:
    return Rule(rf"\b{word}\b(?= (?:was|is|{chance.choice(VERBS)}))", word, pattern=True)


def _again(chance: random.Random, word: str) -> Rule:
    return Rule(rf"\b(\w+) {word} \1\b", word, pattern=True)


PATTERN_MAKERS: Final = (_either, _optional, _gap)
CONTEXT_MAKERS: Final = (_behind, _capital, _ahead, _again)


# ---- files


def yaml(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the rule file of *rules*, rule by rule."""
    for number, rule in enumerate(rules):
        kind = "  kind: pattern\n" if rule.pattern else "  inflect: none\n"
        case = "  case: any\n" if rule.pattern and not rule.exact else ""
        find, put = (text.replace("'", "''") for text in (rule.find, rule.put))
        yield f"- name: r{number}\n{kind}{case}  find: '{find}'\n  put: '{put}'\n"


def write(path: str, pieces: Iterable[str]) -> None:
    """Write *pieces* to *path*, making its folder."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.writelines(pieces)
