"""Where a new rule goes, and whether it works there: its pack, its file's text, what is wrong with it once it is read back."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaner.authoring.derive import Knowledge
from cleaner.authoring.examples import Verdict, judge, with_pack
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.engine.slots import gather
from cleaner.errors import CleanerError
from cleaner.model.rule import Problem, Rule, Rulebook
from cleaner.rulebook import load
from cleaner.rulebook.folders import LISTS, SUFFIXES, TOPICS

PACK: Final = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*")
_ROMANCE: Final = frozenset("ca es fr gl it pt ro".split())
_FILES: Final = {
    "locale-conventions/acronym": "acronyms",
    "locale-conventions/name-format": "names",
    "linguistic-conventions/word-order": "order",
    "linguistic-conventions/agreement": "pronouns",
    "linguistic-conventions/grammar": "grammar",
    "linguistic-conventions/spelling": "spelling",
    "linguistic-conventions/punctuation": "punctuation",
    "design-and-markup/casing": "casing",
    "design-and-markup/whitespace": "spacing",
    "accuracy/addition": "additions",
    "accuracy/omission": "omissions",
    "terminology/wrong-term": "terms",
}


def default_pack(rule: Rule, house: str = "house") -> str:
    """Return the pack that *rule* belongs to: its language, or *house* where it names none, and the sort of damage.

    >>> default_pack(Rule("x", find=("flea",), source=(("fr", ("puce",)),)))
    'fr/senses'
    """
    languages = {code.partition("-")[0] for code, _ in rule.source}
    folder = languages.pop() if len(languages) == 1 else "romance" if languages and languages <= _ROMANCE else house
    file = _FILES.get(rule.category) or ("calques" if any(" " in find for find in rule.find) else "senses")
    return f"{folder}/{file}"


def place(folder: str, pack: str) -> str:
    """Return the file of *pack* in *folder*; CleanerError where such a pack can't be."""
    if not PACK.fullmatch(pack):
        raise CleanerError(f"'{pack}' is no pack: small letters, digits and hyphens, with / between folders; write it like fr/senses")
    if f"{pack}/".startswith((TOPICS, LISTS)):
        raise CleanerError(f"'{pack}' can't hold rules: {pack.split('/')[0]}/ is kept for {pack.split('/')[0]}; name another pack")
    path = os.path.join(folder, *pack.split("/"))
    return next((path + suffix for suffix in SUFFIXES if os.path.exists(path + suffix)), path + SUFFIXES[0])


class Judged(NamedTuple):
    """What is wrong with a file once it is read: problems of the file, verdicts on examples of the rules that were asked for, ids that aren't there."""

    problems: tuple[Problem, ...]
    verdicts: tuple[Verdict, ...]
    lost: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.problems or self.verdicts or self.lost)


def judged(folder: str, path: str, ids: Sequence[str], shipped: Rulebook) -> Judged:
    """Read the rules of *folder* back and judge those called *ids*, which stand in the file at *path*, with the rest of their pack."""
    own = load([folder], known_topics=[topic.name for topic in shipped.topics])
    problems = tuple(problem for problem in own.problems if os.path.abspath(problem.path) == os.path.abspath(path))
    packs = {id.rpartition("/")[0] for id in ids}
    here = [rule for rule in own.rules if rule.id.rpartition("/")[0] in packs]
    words = gather((*shipped.lists, *own.lists), (*shipped.rules, *own.rules))
    from cleaner.model.rule import WordList

    topics = {topic.name: topic for topic in (*shipped.topics, *own.topics)}
    lists = [WordList(name, terms) for name, terms in words.items()]
    ruleset = Ruleset(memoryview(compile_rules(here, list(topics.values()), (), "", frozenset(rule.id for rule in here), lists)))
    found = {rule.id: rule for rule in here}
    verdicts = tuple(verdict for id in ids if id in found for verdict in judge(found[id], with_pack(ruleset, found[id])))
    told = tuple(Problem(path, 1, 1, note.message) for note in ruleset.notifications)
    return Judged((*problems, *told), verdicts, tuple(id for id in ids if id not in found))


def knowledge(shipped: Rulebook, own: Rulebook, good: Sequence[str] = (), words: int = 0) -> Knowledge:
    """Return what deriving may draw on, of the rules that ship and the author's *own*; *good* are sentences of a sample of so many *words*."""
    rules = (*shipped.rules, *own.rules)
    topics = {topic.name: topic for topic in (*shipped.topics, *own.topics)}
    near = [example.text for rule in rules for example in rule.ok if not example.known]
    return Knowledge(tuple(topics.values()), gather((*shipped.lists, *own.lists), rules), good, words, near)
