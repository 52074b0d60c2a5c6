"""Phrases that editors change → rules proposed to their author: gates, examples from her own texts, noise on good English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final
from unicodedata import normalize

from cleaner import pipeline
from cleaner.authoring.alignment import bare, spell, tokenize
from cleaner.authoring.examples import as_marked, judge, with_pack
from cleaner.authoring.learn import DEFAULTS, EXACT, FUNCTION, SHAPES, SLOTS, Candidate, Options, Pair, Place, Sample, Told, gather, learn
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import CleanerError
from cleaner.evidence.language import other_language
from cleaner.model import Finding, Segment
from cleaner.model.rule import Condition, Example, Rule, WordList
from cleaner.rulebook.examples import read_marks, write_marks
from cleaner.text.reading import Reading

PACK: Final = "learned/edits"
"""The pack of proposals that no other is named for."""
LONGEST: Final = 240
"""An example is cut to its sentence above so many code points."""
EXAMPLES: Final = 3
LOOKED_AT: Final = 2000
"""So many pairs are looked at to say whether they are English, and which side is damaged."""
UNRELATED: Final = 0.35
"""Two versions of a text have a larger share of their words in common, in the same order."""
REVERSED: Final = 5
"""So many findings in the texts after editing, and twice as many as before, say that the sides are swapped."""
ORIGINS: Final = 40
"""So many records are named as a rule's origin at most."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that the edits ask for.

    `support` are the changes, `texts` and `documents` where they were made, `against` how often the editors left it,
    or wrote it themselves. `expected` is the share of findings that may be expected to be right; `noise` are its findings
    in the good English that was read, if any was.
    """

    rule: Rule
    support: int
    texts: int
    documents: int
    against: int
    expected: float
    noise: int = 0
    ids: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The rule in a line: what it finds, what it makes of it, and where."""
        rule = self.rule
        found = " | ".join(rule.find) if rule.kind == "phrase" else rule.why
        return f"{found} -> {rule.put[0]}" if rule.put else found


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of the edits: the proposals, the best first, what is told of the whole, and how many failed their own examples."""

    proposals: tuple[Proposal, ...]
    told: Told
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Draft:
    """A rule in the making: what is found, what is put, in which form and beside which words; and the candidates that ask for it."""

    members: tuple[Candidate, ...]
    find: tuple[str, ...]
    put: str | None
    inflect: str = "none"
    need: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()

    @property
    def support(self) -> float:
        return sum(sum(member.hit) for member in self.members)

    @property
    def expected(self) -> float:
        """The mean of what its members may expect, each as often as it was seen."""
        weights = [sum(member.seen) for member in self.members]
        return sum(w * member.expected for w, member in zip(weights, self.members, strict=True)) / sum(weights)


def propose(
    pairs: Iterable[Pair],
    options: Options = DEFAULTS,
    found: Callable[[str], Sequence[tuple[int, int]]] = lambda _: (),
    clean: Sequence[str] = (),
    lists: Sequence[WordList] = (),
    pack: str = PACK,
    taken: frozenset[str] = frozenset(),
    step: Callable[[str], None] = lambda _: None,
) -> Learned:
    """Return the rules that *pairs* ask for, the best first.

    *found* gives the spans that the rules at hand find in a text, *clean* are texts of good English, *lists* the word
    lists that phrases may name, *taken* the names that rules of *pack* have already. CleanerError where the pairs tell
    nothing: the same texts, or texts that have nothing to do with one another.
    """
    every = list(pairs)
    samples, told = gather(every, step)
    if objection := object_to(every, told):
        raise CleanerError(objection)
    return propose_from(samples, told, options, found, clean, lists, pack, taken, step)


def object_to(pairs: Sequence[Pair], told: Told) -> str:
    """Say why nothing can be learned from *pairs*; empty where something can."""
    if not any(pair.before.strip() for pair in pairs) or not any(after.strip() for pair in pairs for after in pair.afters):
        return "nothing to learn from: there is no text before, or none after; name files that hold both"
    for side, texts in (("before", [pair.before for pair in pairs]), ("after", [after for pair in pairs for after in pair.afters])):
        language = other_language(Reading((Segment("\n".join(texts[:LOOKED_AT]), (), kind="plain"),)))
        if language:
            return f"the texts {side} aren't English, it seems ({language}); rules are for English: name the field of the translation, not of its source"
    if not told.changes and not told.retranslated:
        return "the texts before and after are the same, so there is nothing to learn; name the versions before and after editing"
    if told.similarity < UNRELATED:
        return (
            f"of the words before only {100 * told.similarity:.0f} in 100 stand after editing: these aren't versions of one text, or it was translated "
            "anew, which says nothing of single phrases; name the two versions of the same texts"
        )
    return ""


def advise(pairs: Sequence[Pair], told: Told, found: Callable[[str], Sequence[tuple[int, int]]]) -> Iterator[str]:
    """Yield what to tell the user of her pairs though something was learned: that they seem reversed, or mostly translated anew."""
    some = pairs[:LOOKED_AT]
    before, after = sum(len(found(pair.before)) for pair in some), sum(len(found(text)) for pair in some for text in pair.afters[:1])
    if after >= REVERSED and after > 2 * before:
        yield f"the rules at hand find {after} things in the texts after editing and {before} before: are the two sides swapped?"
    if told.retranslated * 3 > told.edited:
        yield f"{told.retranslated:,} of {told.edited + told.retranslated:,} edited texts were translated anew; what is learned rests on the others"


def propose_from(
    samples: Sequence[Sample], told: Told, options: Options, found: Callable[[str], Sequence[tuple[int, int]]], clean: Sequence[str],
    lists: Sequence[WordList], pack: str, taken: frozenset[str], step: Callable[[str], None],
) -> Learned:  # fmt: skip
    """Do what `propose` does, with pairs that are aligned."""

    def noise(candidates: Sequence[Candidate]) -> tuple[Sequence[int], int]:
        rules = [_rule(_draft(candidate), f"{pack}/{number}") for number, candidate in enumerate(candidates)]
        return _raw_noise(rules, clean, lists, step)

    chosen = learn(samples, options, found, noise, told, step)
    drafts = _merged([_draft(candidate) for candidate in chosen])
    named: list[tuple[_Draft, Rule]] = []
    names = set(taken)
    for draft in drafts:
        name = _name(draft, names)
        names.add(name)
        named.append((draft, _rule(draft, f"{pack}/{name}")))
    step("writing examples")
    ruleset = _compiled([rule for _, rule in named], lists)
    if not named:
        return Learned((), told)
    run = with_pack(ruleset, named[0][1])
    made = [(draft, _exemplified(rule, draft, samples, run)) for draft, rule in named]
    sound = [(draft, rule) for draft, rule in made if rule is not None]
    step("reading good English")
    counts = _noise([rule for _, rule in sound], clean, lists)
    proposals = [
        _proposal(draft, rule, samples, alarms)
        for draft, rule in sound
        if options.is_quiet(alarms := counts.get(rule.id, 0), told.clean_words, draft.support, told.words)
    ]
    proposals.sort(key=lambda p: (-p.expected, -p.support, p.rule.id))
    return Learned(tuple(proposals), told, len(named) - len(sound))


def _draft(candidate: Candidate) -> _Draft:
    if candidate.key.startswith("#"):
        return _Draft((candidate,), (), None)
    gate = candidate.gate
    condition = (Condition(gate.scope, gate.words),) if gate else ()
    need, unless = (condition, ()) if gate and gate.field == "need" else ((), condition)
    return _Draft((candidate,), (_numbered(candidate.key),), candidate.put, need=need, unless=unless)


def _numbered(key: str) -> str:
    """Write *key* as a phrase, slots of a kind numbered from the second on."""
    counts: dict[str, int] = {}
    forms = []
    for part in key.removeprefix(EXACT).split(" "):
        slot = bare(part)
        if slot in SLOTS:
            counts[slot] = counts.get(slot, 0) + 1
            part = part if counts[slot] == 1 else f"{part[:-1]}{counts[slot]}}}"
        forms.append(part)
    return spell(forms)


def _merged(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Join drafts that are one rule: other forms of the same words, or the same change beside other words."""
    return _by_context(_by_form(drafts))


def _by_form(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Join a draft with those of its plural, or of its verb's other forms."""
    from cleaner.text.inflect import inflections

    at = {(draft.find[0], draft.put): draft for draft in drafts if draft.put and _is_plain(draft)}
    gone: set[tuple[str, str | None]] = set()
    made = []
    for draft in drafts:
        if draft.put and _is_plain(draft) and (draft.find[0], draft.put) not in gone:
            for mode in ("noun", "verb"):
                pairs = list(zip(inflections(draft.find[0], mode)[1:], inflections(draft.put, mode)[1:], strict=False))
                others = [at[pair] for pair in dict.fromkeys(pairs) if pair in at and pair not in gone and pair != (draft.find[0], draft.put)]
                if others:
                    gone.update((other.find[0], other.put) for other in others)
                    draft = replace(draft, members=(*draft.members, *(m for other in others for m in other.members)), inflect=mode)
                    break
        made.append(draft)
    return [draft for draft in made if not draft.find or (draft.find[0], draft.put) not in gone or draft.inflect != "none"]


def _is_plain(draft: _Draft) -> bool:
    """Say whether *draft* is a phrase without slots, gates and capitals that count."""
    return bool(draft.find) and not draft.need and not draft.unless and "{" not in draft.find[0] and not draft.members[0].key.startswith(EXACT)


def _by_context(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Join drafts that make the same change beside different words: those become a gate."""
    groups: dict[tuple[str, str, str], list[tuple[str, _Draft]]] = {}
    for draft in drafts:
        if draft.put and _is_plain(draft) and draft.inflect == "none":
            for scope, word, bad, good in _splits(draft.find[0], draft.put):
                groups.setdefault((scope, bad, good), []).append((word, draft))
    gone: set[int] = set()
    joined = []
    for (scope, bad, good), members in sorted(groups.items(), key=lambda item: -len(item[1])):
        left = [(word, draft) for word, draft in members if id(draft) not in gone]
        if len(left) > 1:
            gone.update(id(draft) for _, draft in left)
            condition = Condition("before" if scope == "before" else "after", tuple(dict.fromkeys(word for word, _ in left)))
            joined.append(_Draft(tuple(m for _, draft in left for m in draft.members), (bad,), good, need=(condition,)))
    return [*joined, *(draft for draft in drafts if id(draft) not in gone)]


def _splits(find: str, put: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield a change as a smaller one beside a word: where the word stands, the word, what is found and put."""
    bad, good = [t.form for t in tokenize(find)], [t.form for t in tokenize(put)]
    if len(bad) < 2 or len(good) < 2:
        return
    if bad[0] == good[0] and bad[0].isalpha() and bare(bad[1]) == bad[1] and any(map(str.isalpha, "".join(bad[1:]))):
        yield "before", bad[0], spell(bad[1:]), spell(good[1:])
    if bad[-1] == good[-1] and bad[-1].isalpha() and any(map(str.isalpha, "".join(bad[:-1]))):
        yield "after", bad[-1], spell(bad[:-1]), spell(good[:-1])


def _name(draft: _Draft, taken: Iterable[str]) -> str:
    """Name *draft* by the words that it finds; with a number where the name is *taken*."""
    text = draft.find[0] if draft.find else draft.members[0].key
    plain = normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)[:6] or ["mark"]
    name = "-".join(words) if words[0][0].isalpha() else "n-" + "-".join(words)
    return next(made for n in range(1, 10_000) if (made := name if n == 1 else f"{name}-{n}") not in taken)


def _rule(draft: _Draft, id: str) -> Rule:
    """Return *draft* as a rule on trial, without examples."""
    key = draft.members[0].key
    seen, hit = (sum(sum(getattr(m, part)) for m in draft.members) for part in ("seen", "hit"))
    texts = len({place.sample for member in draft.members for place in member.edited})
    if key.startswith("#"):
        shape = next(shape for shape in SHAPES if shape.name == key[1:])
        return Rule(id, kind="pattern", find=(shape.find,), case=shape.case, anchor=shape.anchor, category=shape.category, why=shape.why, preview=True)
    find, put = draft.find[0], draft.put
    exact = key.startswith(EXACT)
    return Rule(
        id, find=draft.find, put=() if put is None else (put,), inflect=draft.inflect,  # type: ignore[arg-type]  # one of its words
        case="exact" if exact and find == find.lower() else "smart", need=(draft.need,) if draft.need else (), unless=draft.unless,
        category=_category(find, put), preview=True,
        why=f"editors wrote '{put}' here" if put is not None else f"editors changed this in {texts} texts, each in its own way",
        confidence="likely" if seen and hit / seen >= 0.5 else "check",
    )  # fmt: skip


def _category(find: str, put: str | None) -> str:
    """Name the kind of error by what changes from *find* to *put*."""
    if put is None:
        return "accuracy/mistranslation"
    if find.lower() == put.lower():
        return "design-and-markup/casing"
    old, new = (re.findall(r"[\w{}']+", text.lower()) for text in (find, put))
    if "".join(old) == "".join(new):
        return "design-and-markup/whitespace" if find.replace(" ", "").lower() == put.replace(" ", "").lower() else "linguistic-conventions/punctuation"
    if sorted(old) == sorted(new):
        return "linguistic-conventions/word-order"
    gone, come = [w for w in old if w not in new], [w for w in new if w not in old]
    if set(gone) | set(come) <= FUNCTION:
        return "linguistic-conventions/grammar"
    if len(gone) == len(come) == 1 and SequenceMatcher(None, gone[0], come[0]).ratio() > 0.75:
        return "linguistic-conventions/grammar" if gone[0][:3] == come[0][:3] and gone[0].isascii() else "linguistic-conventions/spelling"
    return "accuracy/mistranslation"


def _compiled(rules: Sequence[Rule], lists: Sequence[WordList]) -> Ruleset:
    return Ruleset(memoryview(compile_rules(rules, [], [], "learned", frozenset(rule.id for rule in rules), lists)))


def _raw_noise(rules: Sequence[Rule], clean: Sequence[str], lists: Sequence[WordList], step: Callable[[str], None]) -> tuple[list[int], int]:
    """Count the matches of each of *rules* in *clean*, gates aside, overlaps and all; and the words there."""
    counts = {rule.id: 0 for rule in rules}
    words = 0
    if rules and clean:
        ruleset = _compiled(rules, lists)
        for text in clean:
            step("reading good English")
            reading = Reading((Segment(text, (), kind="plain"),))
            words += reading.word_count
            for match in ruleset.scan(reading, b"\1" * ruleset.count)[0]:
                counts[ruleset.rule(match.rule).id] += 1
    return [counts[rule.id] for rule in rules], words


def _noise(rules: Sequence[Rule], clean: Sequence[str], lists: Sequence[WordList]) -> dict[str, int]:
    """Count the findings of each of *rules* in *clean*, as a check would report them."""
    counts: dict[str, int] = {}
    if rules and clean:
        ruleset = _compiled(rules, lists)
        request = pipeline.Request(preview=True)
        for text in clean:
            for report in pipeline.check(pipeline.read(text.encode(), "clean.txt"), ruleset, request):
                for finding in report.findings:
                    counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return counts


def _exemplified(rule: Rule, draft: _Draft, samples: Sequence[Sample], run: Callable[[str], Sequence[Finding]]) -> Rule | None:
    """Return *rule* with examples from *samples* that come out as written; None where none does."""
    places = sorted((place for member in draft.members for place in member.edited), key=lambda place: (-place.share, len(samples[place.sample].text), place))
    fires: list[Example] = []
    for place in places[: 4 * EXAMPLES]:
        text = _sentence(samples[place.sample], place)
        example = _fires(rule, text, run)
        if example and all(example.text != other.text for other in fires):
            fires.append(example)
        if len(fires) == EXAMPLES:
            break
    ok = next((text for text in _fine(draft, samples, places) if not any(f.rule == rule.id for f in run(text))), None)
    if not fires or ok is None:
        return None
    ids = dict.fromkeys(id for place in places for id in samples[place.sample].ids)
    return replace(rule, fires=tuple(fires), ok=(Example(ok),), origin=tuple(ids)[:ORIGINS])


def _fires(rule: Rule, text: str, run: Callable[[str], Sequence[Finding]]) -> Example | None:
    """Return *text* as an example that *rule* fires on; None where it doesn't, or not as it should."""
    if "[[" in text or "]]" in text:
        return None
    marked = tuple(as_marked(finding) for finding in run(text) if finding.rule == rule.id)
    try:
        example = Example(*read_marks(write_marks(text, marked)))
    except ValueError:
        return None
    return example if marked and not judge(replace(rule, fires=(example,)), run) else None


def _sentence(sample: Sample, place: Place) -> str:
    """Return the text around *place*: all of it, or its sentence where it is long."""
    text = sample.text.strip()
    if len(text) <= LONGEST:
        return " ".join(text.split())
    low, high = Reading((Segment(sample.text, (), kind="plain"),)).sentence(sample.tokens[place.start].start)
    return " ".join(sample.text[low : max(high, sample.tokens[place.end - 1].end)].split())


def _fine(draft: _Draft, samples: Sequence[Sample], places: Sequence[Place]) -> Iterator[str]:
    """Yield sentences on which the rule should be silent, the most telling first: the editor's own of the texts that were changed."""
    for place in places[:8]:
        sample = samples[place.sample]
        for after in sample.afters:
            text = spell([token.form for token in after])
            if text and len(text) <= LONGEST and "[[" not in text and "]]" not in text:
                yield text


def _proposal(draft: _Draft, rule: Rule, samples: Sequence[Sample], noise: int) -> Proposal:
    places = {place for member in draft.members for place in member.edited}
    texts = {place.sample for place in places}
    return Proposal(
        rule, len(places), len(texts), len(frozenset().union(*(samples[number].documents for number in texts))),
        sum(len(member.left) + member.relapses for member in draft.members), draft.expected, noise,
        tuple(dict.fromkeys(id for number in sorted(texts) for id in samples[number].ids)),
    )  # fmt: skip
