"""A rule out of a bad sentence and its good one: what to find, what to put there, how it inflects, and what the sentence must hold besides.

    draft = derive([("The new fleas of Nvidia heat up.", "The new chips of Nvidia heat up.")], Knowledge(topics, lists, good))
    draft.rule, draft.notes, draft.missing

`smallest_edits(bad, good)` gives the spans in which two sentences differ, `cases(bad, good)` a sentence for each of them in which that one thing is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from cleaner.authoring.edits import Case, Edit, cases, likeness, smallest_edits
from cleaner.authoring.examples import Verdict, judge, with_pack
from cleaner.authoring.gating import Need, propose, reasons, sharpened, thinned
from cleaner.authoring.phrasing import Phrase, deletion, inflecting, left_of, phrase, pronoun, right_of, widened
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import CleanerError
from cleaner.model import Finding
from cleaner.model.languages import language_name
from cleaner.model.rule import ENTITIES, SCOPES, Condition, Example, Marked, Rule, Topic, WordList
from cleaner.rulebook.examples import read_marks, write_marks
from cleaner.rulebook.fields import KINDS
from cleaner.text.reading import atom

__all__ = ["Case", "Draft", "Edit", "Knowledge", "SeveralEditsError", "cases", "chosen", "derive", "derive_cases", "smallest_edits"]

LIKE: Final = 0.2
"""How much of its words a pair must share: below, it isn't one sentence in two versions."""

ENOUGH: Final = 20_000
"""From so many words of good English on, that a phrase of several words stands nowhere in them says something."""

PLACES: Final = ("country", "city", "nationality")
"""The word lists whose words say where something is from."""

MOST_OK: Final = 2
"""How many near-misses are taken over from other sentences."""

_SLUG: Final = re.compile(r"[a-z0-9]+")
_SLOT: Final = re.compile(r"\{([a-z][a-z-]*?)\d*\}")


class SeveralEditsError(CleanerError):
    """A pair of sentences that differ in several places, of which one has to be chosen: `cases` are they."""

    def __init__(self, cases: Sequence[Case]) -> None:
        shown = "; ".join(f"{number}: {shown_change(case)}" for number, case in enumerate(cases, 1))
        super().__init__(f"the two sentences differ in {len(cases)} places ({shown}); say which is meant with --edit N")
        self.cases = tuple(cases)


def _always(text: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What deriving may draw on: topics and lists (the words of each by name) that rules can name, and sentences.

    `good` are the sentences of a sample of good English of so many `words`: where a rule fires in them it is noisy. `near` are other sentences
    among which a near-miss may be found; `is_sound` says whether one of them is free of damage.
    """

    topics: Sequence[Topic] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    good: Sequence[str] = ()
    words: int = 0
    near: Sequence[str] = ()
    is_sound: Callable[[str], bool] = _always

    @property
    def names(self) -> frozenset[str]:
        """The names of companies, people, places and so on."""
        return frozenset(name for entity in ENTITIES for name in self.lists.get(entity, ()))

    @property
    def places(self) -> frozenset[str]:
        """Countries and cities, and what their people and things are called."""
        return frozenset(name for listed in PLACES for name in self.lists.get(listed, ()))


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that passes its own examples, why its parts are as they are (a line each), and what its author should still see to."""

    rule: Rule
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def derive(
    pairs: Sequence[tuple[str, str]],
    known: Knowledge = Knowledge(),
    *,
    edit: int = 0,
    name: str = "",
    pack: str = "draft",
    source: Sequence[tuple[str, tuple[str, ...]]] = (),
    why: str = "",
    ok: Sequence[str] = (),
) -> Draft:
    """Return a rule that mends the damage that each of *pairs* (a bad sentence, a good one) shows.

    *edit* is the number of the edit of the first pair that is meant, from 1; 0 where there is but one, or one that all share. *name*, *pack*, *source*,
    *why* are taken over; *ok* are sentences in which the rule must be silent. Raises CleanerError with the reason where no rule can be made that does
    what the sentences show, SeveralEditsError where it must be said which edit is meant.
    """
    return derive_cases(chosen(pairs, edit), known, name=name, pack=pack, source=source, why=why, ok=ok)


def derive_cases(
    given: Sequence[Case],
    known: Knowledge = Knowledge(),
    *,
    find: str = "",
    put: str | None = None,
    examples: Sequence[Example] = (),
    name: str = "",
    pack: str = "draft",
    source: Sequence[tuple[str, tuple[str, ...]]] = (),
    why: str = "",
    ok: Sequence[str] = (),
) -> Draft:
    """Do as `derive` does for cases that are known already; *find* and *put*, where they are given, are taken as the author wrote them.

    *examples* are the rule's where they aren't just the cases, as when a sentence has two places.
    """
    tried: list[str] = []
    source = tuple(source)
    for attempt in _written(given, find, put) if find and put is not None else _attempts(given, known):
        wide = [case for case, _ in attempt]
        merged = _merged([one for _, one in attempt])
        rule = Rule(
            f"{pack}/{name or name_of(merged)}", kind=merged.kind, find=(merged.find,) if merged.find else (), put=(merged.put,) if merged.find else (),
            forms=merged.forms, inflect=merged.inflect, case=merged.case, category=merged.category or KINDS[merged.kind].category, source=source,  # type: ignore[arg-type]
            options=dict(merged.options), why=why or why_of(merged, source), fires=tuple(examples) or tuple(map(_example, wide)), preview=True,
        )  # fmt: skip
        failed = verdicts(rule, known)
        if not failed:
            return _gated(rule, wide, merged, known, ok)
        tried.append(str(failed[0]))
    remedy = "give a sentence in which it is wrong just so" if find else "write it with --wrong and --right, or give another pair"
    raise CleanerError(f"no rule was found that does what the sentences show; {remedy}\n{tried[0]}")


def verdicts(rule: Rule, known: Knowledge) -> list[Verdict]:
    """Return what is wrong with *rule* by its own examples; it is compiled alone, with the topics and lists that it names."""
    return judge(rule, with_pack(_compiled(rule, known), rule))


def shown_change(case: Case) -> str:
    """Return what changes in *case*, in a few words."""
    wide = widened(case)
    return f"'{wide.old}' \u2192 '{wide.new}'"


def name_of(phrase: Phrase) -> str:
    """Return a name for a rule of *phrase*.

    >>> name_of(Phrase("flea", "chip")), name_of(Phrase("kept {number}", "kept at {number}"))
    ('flea-chip', 'kept-number')
    """
    bad, good = (_SLUG.findall(_plain_letters(text).lower()) for text in (phrase.label or phrase.find, phrase.put))
    words = [*bad, *good] if len(bad) == len(good) == 1 and bad != good else bad
    return "-".join(words[:5]) or "mended"


def _plain_letters(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFKD", text.replace("'", "").replace("\u2019", ""))


def why_of(phrase: Phrase, source: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return a sentence for the editor that says why *phrase* is wrong.

    >>> why_of(Phrase("flea", "chip"), [("fr", ("puce",))])
    "French 'puce' means 'chip' here, not 'flea'"
    """
    find, put = (_SLOT.sub("\u2026", text) for text in (phrase.label or phrase.find, phrase.put))
    if not put:
        return f"'{find}' is too much here"
    if source and source[0][1]:
        language, words = source[0]
        return f"{language_name(language)} '{words[0]}' means '{put}' here, not '{find}'"
    words_for = {
        "linguistic-conventions/word-order": f"in English the order is '{put}'",
        "linguistic-conventions/grammar": f"English says '{put}'",
        "linguistic-conventions/agreement": f"English says '{put}' here",
        "linguistic-conventions/spelling": f"it is spelled '{put}'",
        "locale-conventions/name-format": f"the name is {put}",
        "locale-conventions/acronym": f"in English it is {put}",
        "design-and-markup/casing": f"it is written '{put}'",
        "design-and-markup/whitespace": f"it is written '{put}'",
        "linguistic-conventions/punctuation": f"it is written '{put}'",
        "accuracy/addition": f"'{put}' is enough",
        "accuracy/omission": f"a word is missing: '{put}'",
    }
    return words_for.get(phrase.category, f"'{put}' is meant here, not '{find}'")


def chosen(pairs: Sequence[tuple[str, str]], edit: int) -> list[Case]:
    """Return the case of each pair that is meant: number *edit* of the first, the only one, or the one that all have."""
    all_cases = [_cases(bad, good) for bad, good in pairs]
    first = all_cases[0]
    if edit > len(first):
        raise CleanerError(f"the two sentences differ in {len(first)} {'place' if len(first) == 1 else 'places'}; there is no edit {edit}, name one of these")
    shared = [case for case in first if all(any(_same(case, other) for other in others) for others in all_cases[1:])]
    meant = first[edit - 1] if edit else shared[0] if len(shared) == 1 else first[0]
    if not edit and len(first) > 1 and len(shared) != 1:
        raise SeveralEditsError(first)
    picked = [meant]
    for others in all_cases[1:]:
        same = [case for case in others if _same(meant, case)] or (others if len(others) == 1 else [])
        if not same:
            raise CleanerError(f"{shown_change(meant)} isn't what the other sentences mend ({shown_change(others[0])} …); make a rule of each")
        picked.append(same[0])
    return picked


def _cases(bad: str, good: str) -> list[Case]:
    bad, good = bad.strip(), good.strip()
    for text in (bad, good):
        if "[[" in text or "]]" in text:
            raise CleanerError("a sentence holds [[ or ]], which mark things in examples; take them out")
        if not text.isprintable() and any(not c.isprintable() and c not in "\n\t\u00a0\u202f\u2009" for c in text):
            raise CleanerError("a sentence holds characters that can't be seen; take them out")
    if not bad or not good:
        raise CleanerError("a sentence is empty; give a bad one and a good one")
    if bad == good:
        raise CleanerError(f"the two sentences are the same: {bad}; mend in the second what is wrong in the first")
    if likeness(bad, good) < LIKE:
        raise CleanerError("the two sentences have hardly a word in common; give a whole sentence, and the same one with nothing but the damage mended")
    return cases(bad, good)


def _same(one: Case, other: Case) -> bool:
    """Say whether two cases are of one damage: the same words in some form."""
    a, b = (phrase(widened(case), {}) for case in (one, other))
    return (a.find, a.put) == (b.find, b.put)


def _written(given: Sequence[Case], find: str, put: str) -> Iterator[list[tuple[Case, Phrase]]]:
    """Yield the phrase that the author wrote, as each part of speech, the likeliest first."""
    if not put:
        yield [(case, deletion(find)) for case in given]
    guess = phrase(given[0], {})
    base = Phrase(find, put, category=guess.category if guess.kind == "phrase" else "", told=guess.told)
    if find.isupper() and find.isalpha() and len(find) > 1:
        base = replace(base, kind="acronym", inflect="noun", told=True)
    ways = [guess.inflect, *(as_ for as_ in ("noun", "verb", "none") if as_ != guess.inflect)] if base.kind == "phrase" else ["noun"]
    for as_ in ways:
        made = inflecting(find, put, as_)
        yield [(case, replace(base, inflect=as_, forms=made.forms, notes=made.notes)) for case in given]
    yield [(case, replace(base, inflect="none", case="exact")) for case in given]


def _attempts(given: Sequence[Case], known: Knowledge) -> Iterator[list[tuple[Case, Phrase]]]:
    """Yield ways to put the cases into a phrase, the best first: as it generalises, then to the letter, then with a word more."""
    wide = [widened(case) for case in given]
    if made := next((one for case in wide if (one := pronoun(case, known.lists))), None):
        yield [(case, made) for case in wide]
    yield [(case, phrase(case, known.lists, known.names)) for case in wide]
    yield [(case, _literal(phrase(case, {}, known.names), case)) for case in wide]
    for left, right in ((False, True), (True, False), (True, True)):
        more = [_with_more(case, left, right) for case in wide]
        if more != wide:
            yield [(case, _literal(phrase(case, {}, known.names), case)) for case in more]


def _literal(made: Phrase, case: Case) -> Phrase:
    """Return *made* for what stands in *case* and nothing else."""
    return replace(made, kind="phrase", find=case.old, put=case.new, inflect="none", case="exact", forms=(), notes=("found just as it stands here",))


def _with_more(case: Case, left: bool, right: bool) -> Case:
    return case.widened(case.start - len(left_of(case)) * left, case.end + len(right_of(case)) * right)


def _merged(phrases: Sequence[Phrase]) -> Phrase:
    """Return one phrase for all cases; where they don't inflect alike the others are listed under `forms`."""
    first, *others = phrases
    strange = [other for other in others if (other.find, other.put) != (first.find, first.put)]
    if any(other.kind != first.kind or first.kind == "name" for other in strange):
        raise CleanerError(f"'{first.find}' and '{strange[0].find}' are different damage; make a rule of each")
    if not strange:
        return first
    forms = (*first.forms, *((other.find, other.put) for other in strange))
    said = "; ".join(f"{other.find} \u2192 {other.put}" for other in strange)
    return replace(
        first, forms=tuple(dict.fromkeys(forms)), told=all(one.told for one in phrases), notes=(*first.notes, f"listed as forms of their own: {said}")
    )


def _example(case: Case) -> Example:
    marked = (Marked(case.start, case.end, case.new),)
    try:
        fits = read_marks(write_marks(case.text, marked)) == (case.text, marked)
    except ValueError:
        fits = False
    if not fits:
        raise CleanerError(f"'{case.old}': this can't be written as an example ([[bad -> good]]); take arrows and brackets out of the sentence")
    return Example(case.text, marked)


def _gated(rule: Rule, wide: Sequence[Case], merged: Phrase, known: Knowledge, ok: Sequence[str]) -> Draft:
    """Give *rule*, which fires on its examples, the conditions that keep it out of good English, and its good sentences."""
    fooled = _firing(rule, known.good, known)
    needless = _needless(merged, known, fooled)
    missing: list[str] = []
    made = rule if merged.told or needless else replace(rule, need=_joined([propose(case, merged, known.topics) for case in wide]))
    if made.need and verdicts(made, known):
        made = rule
    if not made.need and not needless and not merged.told:
        made = replace(made, confidence="check")
        missing.append("nothing in the sentence tells it from good English, so the rule is unsure (confidence: check); add what must stand near it under need:")
    made = _kept_out(made, ok, known)
    spared = [text for text in fooled if not _fires(made, text, known)]
    near = [] if ok else _nearest(made, (*spared, *_firing(rule, known.near, known)), known)
    made = replace(made, ok=tuple(Example(text) for text in (ok or near or dict.fromkeys(case.good for case in wide))))
    noisy = len(fooled) - len(spared)
    if noisy:
        times = "once" if noisy == 1 else f"{noisy:,} times"
        missing.append(f"it fires {times} in the good texts; look at them with 'clean rules bench', and add conditions")
    if not ok and not near:
        holding = f" with '{made.find[0]}' in it" if made.find else ""
        missing.append(f"a near-miss is missing: add a good sentence{holding} to ok:")
    left = verdicts(made, known)
    if left:
        raise CleanerError(f"the rule fails its own examples; give another pair of sentences\n{left[0]}")
    return Draft(made, (*merged.notes, *([needless] if needless else []), *reasons(made)), tuple(missing))


def _needless(merged: Phrase, known: Knowledge, fooled: Sequence[str]) -> str:
    """Say why no condition is due; empty where one is, or where the kind of rule says it all."""
    if merged.told:
        return "needs no condition: it is no good English, wherever it stands" if merged.kind == "phrase" else ""
    if known.words >= ENOUGH and not fooled and " " in merged.find:
        return f"needs no condition: it stands nowhere in {known.words:,} words of good English"
    return ""


def _joined(needs: Sequence[Need]) -> Need:
    """Return the alternatives of all *needs*, those of one scope as one; none where one of them has none.

    A topic that few of the sentences speak of isn't what the damage depends on.
    """
    if len(needs) == 1:
        return needs[0]
    terms: dict[str, Counter[str]] = {}
    for need in needs:
        for condition, *_ in need:
            terms.setdefault(condition.scope, Counter()).update(condition.terms)
    if "topic" in terms:
        terms["topic"] = Counter({topic: n for topic, n in terms["topic"].items() if 2 * n > len(needs)})
    return tuple((Condition(scope, tuple(terms[scope])),) for scope in SCOPES if terms.get(scope)) if all(needs) else ()


def _kept_out(rule: Rule, ok: Sequence[str], known: Knowledge) -> Rule:
    """Return *rule* with what keeps it out of each good sentence of *ok*."""
    bad = [example.text for example in rule.fires]
    for text in ok:
        found = _fires(rule, text, known)
        if not found:
            continue
        for other in (thinned(rule, text, bad), sharpened(rule, text, (found[0].start, found[0].end), bad, ok, known.places)):
            if other is not None and not _fires(other, text, known) and not verdicts(other, known):
                rule = other
                break
        else:
            raise CleanerError(
                f"the rule fires on the good sentence too, and nothing in it tells the two apart: {text}\ngive a longer sentence, or another one"
            )
    return rule


def _nearest(rule: Rule, texts: Sequence[str], known: Knowledge) -> list[str]:
    """Return those of *texts* that say most in least: short whole sentences, sound, in which *rule* is silent."""
    fit = [
        text
        for text in texts
        if len(text.split()) > 4 and len(text) <= 220 and text[-1:] in '.!?"\u201d' and "[[" not in text and "]]" not in text and text.isprintable()
    ]
    ranked = sorted(dict.fromkeys(fit), key=lambda text: (len(text), text))
    return list(islice((text for text in ranked if not _fires(rule, text, known) and known.is_sound(text)), MOST_OK))


def _firing(rule: Rule, texts: Sequence[str], known: Knowledge) -> list[str]:
    """Return those of *texts* in which *rule* fires."""
    from cleaner.matchers.phrase import forms_of

    words = [atom(_SLOT.sub(" ", form)).split() for form in forms_of(rule)] if rule.kind in ("phrase", "acronym", "name") else []
    likely = [text for text in texts if not words or (lambda low: any(all(word in low for word in form) for form in words))(text.lower())]
    if not likely:
        return []
    run = with_pack(_compiled(rule, known), rule)
    return [text for text in likely if run(text)]


def _fires(rule: Rule, text: str, known: Knowledge) -> Sequence[Finding]:
    return with_pack(_compiled(rule, known), rule)(text)


def _compiled(rule: Rule, known: Knowledge) -> Ruleset:
    """Return *rule* compiled, with the topics and lists that it names."""
    conditions = [c for alternative in (*rule.need, rule.unless) for c in alternative]
    options = [text for texts in rule.options.values() for text in texts]
    named = {
        slot for text in (*rule.find, *(bad for bad, _ in rule.forms), *options, *(t for c in conditions for t in c.terms)) for slot in _SLOT.findall(text)
    }
    subjects = {t for c in conditions if c.scope == "topic" for t in c.terms}
    lists = [WordList(name, known.lists[name]) for name in sorted(named) if name in known.lists]
    topics = [topic for topic in known.topics if topic.name in subjects]
    return Ruleset(memoryview(compile_rules([rule], topics, (), "", frozenset((rule.id,)), lists)))
