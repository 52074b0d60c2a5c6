"""What a curator accepted becomes a rule: its gate from the context words, its examples proved before it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from cleaner.authoring.candidates import Candidate
from cleaner.authoring.examples import apply, as_marked, judge, with_pack
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import CleanerError
from cleaner.model import Finding
from cleaner.model.languages import language_name
from cleaner.model.rule import Condition, Example, Rule, Topic, WordList
from cleaner.rulebook.shapes import NAME
from cleaner.text.article import article_before, takes_an
from cleaner.text.case import match_case
from cleaner.text.inflect import inflections

GATES: Final = 3
"""Context words that a frame is tried with, the best first."""

# Sentences to fill in by part of speech: with a context word, and without. {wrong} is what the rule finds.
_FRAMES: Final = {
    "noun": ("After the part on {gate} the author turns to the {wrong}.", "The author turns to the {wrong}."),
    "verb": ("Those who deal with {gate} will {wrong} it again.", "They will {wrong} it again."),
    "adjective": ("In the part on {gate} the author calls it {wrong}.", "The author calls it {wrong}."),
}
_TOPIC: Final = "This page is about {gate}. "


class UnprovenError(CleanerError):
    """A candidate that can't become a rule as it is: it has no gate, or no example that comes out as it must."""


class Prover:
    """Holds sentences against a rule that no file has yet; rules may name *topics* and *lists*."""

    def __init__(self, topics: Sequence[Topic] = (), lists: Sequence[WordList] = ()) -> None:
        """Compile nothing yet."""
        self.topics, self.lists = topics, lists

    def findings(self, rule: Rule, texts: Iterable[str]) -> list[Sequence[Finding]]:
        """Return what *rule* finds in each of *texts*."""
        run = with_pack(self._compiled(rule), rule)
        return [run(text) for text in texts]

    def proves(self, rule: Rule) -> bool:
        """Say whether all examples of *rule* come out as written."""
        return not judge(rule, with_pack(self._compiled(rule), rule))

    def _compiled(self, rule: Rule) -> Ruleset:
        ruleset = Ruleset(memoryview(compile_rules([rule], self.topics, (), "", frozenset({rule.id}), self.lists)))
        for told in ruleset.notifications:
            raise UnprovenError(f"{rule.id}: {told.message}; edit the candidate")
        return ruleset


def to_rule(candidate: Candidate, pack: str, taken: Collection[str], prover: Prover) -> Rule:
    """Return *candidate* as a rule of *pack*, on trial, with examples that come out as they must; *taken* are ids there are already.

    The examples are the curator's own, else the texts' sentences (of the right word, with the wrong one in its place; of the wrong one), else frames.
    Raises UnprovenError where there is no gate, or none of them will do.
    """
    rule = draft(candidate, pack, taken)
    bad, good = list(_bad(candidate, prover.topics)), list(_good(candidate))
    found = prover.findings(rule, [*bad, *good])
    fires = [example for text, these in zip(bad, found, strict=False) if (example := _marked(text, these)) is not None]
    ok = [Example(text) for text, these in zip(good, found[len(bad) :], strict=True) if not these]
    own = len(candidate.fires), len(candidate.ok)
    if own[0] and [example.text for example in fires[: own[0]]] != list(candidate.fires):
        raise UnprovenError(f"the rule doesn't put it right in '{candidate.fires[0]}'; the sentence needs '{candidate.wrong}' and a context word")
    if own[1] and [example.text for example in ok[: own[1]]] != list(candidate.ok):
        raise UnprovenError(f"the rule fires in '{candidate.ok[0]}'; add an unless word of it, or take another sentence")
    if not fires or not ok:
        what = "in which the rule fires" if not fires else "on which it stays silent"
        raise UnprovenError(f"there is no sentence {what}; write one (edit)")
    made = replace(rule, fires=tuple(fires[: max(1, own[0])]), ok=tuple(ok[: max(1, own[1])]))
    if not prover.proves(made):
        raise UnprovenError("the examples don't come out as written; write others (edit)")
    return made


def draft(candidate: Candidate, pack: str, taken: Collection[str]) -> Rule:
    """Return *candidate* as a rule without examples; UnprovenError where it has no gate."""
    words, topics = tuple(c.word for c in candidate.context), candidate.topics
    if not words and not topics:
        raise UnprovenError("it has no context word and no topic, and a rule without them would fire on good English; write some (edit)")
    need = (*(((Condition("sentence", words),),) if words else ()), *(() if words else ((Condition("topic", topics),),)))
    language = language_name(candidate.language)
    return Rule(
        _id(candidate, pack, taken),
        find=(candidate.wrong,),
        put=(candidate.right,),
        inflect={"noun": "noun", "": "noun", "verb": "verb"}.get(candidate.pos, "none"),  # type: ignore[arg-type]  # a Literal
        need=need,
        unless=(Condition("sentence", candidate.unless),) if candidate.unless else (),
        source=((candidate.language, (candidate.source,)),),
        why=f"{language} '{candidate.source}' is '{candidate.wrong}' and '{candidate.right}'; here the latter is meant",
        preview=True,
        origin=(candidate.origin,) if candidate.origin else (),
    )


def _id(candidate: Candidate, pack: str, taken: Collection[str]) -> str:
    """Return an id that isn't taken: of the two words, and where that is taken of the source word or a number too."""
    stem = slug(f"{candidate.wrong}-{candidate.right}")
    names = [stem, slug(f"{stem}-{candidate.source}"), *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(f"{pack}/{name}" for name in names if f"{pack}/{name}" not in taken and NAME.fullmatch(name))


def slug(text: str) -> str:
    """Return *text* as a rule's name.

    >>> slug("price list-rate")
    'price-list-rate'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "pair"


def _bad(candidate: Candidate, topics: Sequence[Topic]) -> Iterator[str]:
    """Yield sentences in which the rule may fire: the curator's, the texts' with the wrong word in the place of the right one, frames."""
    yield from candidate.fires
    for sample in candidate.right_samples:
        if (swapped := swap(sample, candidate.right, candidate.wrong, candidate.pos)) is not None:
            yield swapped
    frame = _FRAMES.get(candidate.pos, _FRAMES["noun"])
    for word in candidate.context[:GATES]:
        yield frame[0].format(gate=word.word, wrong=candidate.wrong)
    held = {topic.name: topic for topic in topics}
    for name in candidate.topics if not candidate.context else ():
        if name in held:
            yield _TOPIC.format(gate=", ".join(_enough(held[name], candidate))) + frame[1].format(wrong=candidate.wrong)


def _enough(topic: Topic, candidate: Candidate) -> Iterator[str]:
    """Yield terms of *topic*, the weightiest first, until a text with them has it."""
    weight = 0.0
    for term, weighs in sorted(topic.terms, key=lambda pair: -pair[1]):
        if not term.endswith("*") and term not in (candidate.wrong, candidate.right) and weight < topic.threshold:
            weight += weighs
            yield term


def _good(candidate: Candidate) -> Iterator[str]:
    """Yield sentences in which the wrong word is right: the curator's, the texts', a frame."""
    yield from candidate.ok
    yield from candidate.wrong_samples
    yield _FRAMES.get(candidate.pos, _FRAMES["noun"])[1].format(wrong=candidate.wrong)


def _marked(text: str, found: Sequence[Finding]) -> Example | None:
    """Return *text* as an example in which what was *found* is marked, if it was one thing and has a correction."""
    return Example(text, (as_marked(found[0]),)) if len(found) == 1 and apply(text, found) != text else None


def swap(text: str, right: str, wrong: str, pos: str) -> str | None:
    """Return *text* with the first form of *right* in it made the same form of *wrong*, an article before it put right; None where there is none.

    >>> swap("He sold a share in May.", "share", "action", "noun"), swap("Nothing.", "share", "action", "noun")
    ('He sold an action in May.', None)
    """
    as_ = {"noun": "noun", "": "noun", "verb": "verb"}.get(pos, "none")
    forms = dict(zip(inflections(right, as_), inflections(wrong, as_), strict=False))
    found = re.search(rf"(?i)\b(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})\b", text)
    if not found:
        return None
    new = match_case(forms.get(found[0].lower(), wrong), found[0])
    start = found.start()
    article = article_before(text, start, found[0], new) if takes_an(found[0]) != takes_an(new) else None
    before = text[:start] if article is None else text[: article[0]] + article[1]
    return before + new + text[found.end() :]
