"""What another set of rules finds in the same text: new, gone, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from cleaner.model import Finding, confidence_word
from cleaner.model.rule import Rule

Change = Literal["new", "gone", "changed"]
CHANGES: tuple[Change, ...] = ("new", "gone", "changed")


class Pair(NamedTuple):
    """What two sets of rules find in one place: `old` is None where that is new, `new` where it is gone."""

    old: Finding | None
    new: Finding | None

    @property
    def kind(self) -> Change:
        """What has happened here."""
        return "new" if self.old is None else "gone" if self.new is None else "changed"


def compare(old: Sequence[Finding], new: Sequence[Finding], renamed: Mapping[str, str]) -> list[Pair]:
    """Return where *new* findings in a document differ from the *old* ones, in the order of their places.

    A finding of the same rule in the same place (*renamed* has the ids that old ones bear now) is the same; it has
    changed where its correction, its sureness or what may be done about it did, or where it covers more or less. One
    that overlaps another rule's has changed hands.
    """
    before = {_key(finding, renamed): finding for finding in old}
    pairs, fresh = [], []
    for finding in new:
        twin = before.pop(_key(finding, {}), None)
        if twin is None:
            fresh.append(finding)
        elif _look(twin) != _look(finding):
            pairs.append(Pair(twin, finding))
    left = list(before.values())
    for finding in fresh:
        twin = _nearest(finding, left, renamed)
        if twin is not None:
            left.remove(twin)
        pairs.append(Pair(twin, finding))
    pairs += [Pair(finding, None) for finding in left]
    return sorted(pairs, key=_place)


def _key(finding: Finding, renamed: Mapping[str, str]) -> tuple[str, int, int, int]:
    return renamed.get(finding.rule, finding.rule), finding.segment, finding.view_start, finding.view_end


def _look(finding: Finding) -> tuple[object, ...]:
    """Return of *finding* what its reader sees."""
    return finding.replacements[:1], finding.level, finding.applicability, confidence_word(finding.confidence)


def _nearest(finding: Finding, others: Iterable[Finding], renamed: Mapping[str, str]) -> Finding | None:
    """Return the one of *others* that overlaps *finding*, of the same rule if there is such a one."""
    meeting = [other for other in others if other.segment == finding.segment and _meets(other, finding)]
    return min(meeting, key=lambda other: renamed.get(other.rule, other.rule) != finding.rule, default=None)


def _meets(one: Finding, other: Finding) -> bool:
    a, b = (one.view_start, one.view_end), (other.view_start, other.view_end)
    return a == b or (a[0] < b[1] and b[0] < a[1])


def _place(pair: Pair) -> tuple[int, int, int]:
    finding = pair.new or pair.old
    assert finding is not None
    return finding.segment, finding.view_start, finding.view_end


def compile_earlier(ships: str, folders: Sequence[str], runs: Callable[[Rule], bool]) -> tuple[bytes, list[str]]:
    """Return the rules of *folders* beside those of the folder *ships* (empty: alone), those that *runs* says, compiled, and what is broken in them.

    Unlike `cleaner.engine.library.load` it takes any folder for the one that ships, and keeps nothing in the cache.
    """
    from cleaner.engine.compile import compile_rules
    from cleaner.engine.library import shipped_folder
    from cleaner.engine.ruleset import Ruleset
    from cleaner.rulebook import load

    base = load([ships or shipped_folder()])
    mine = load(folders, known_topics=[topic.name for topic in base.topics])
    own = frozenset(rule.id for rule in mine.rules)
    rules = [*(rule for rule in base.rules if ships and rule.id not in own), *mine.rules]
    topics = {topic.name: topic for topic in (*base.topics, *mine.topics)}
    problems = [*(base.problems if ships else ()), *mine.problems]
    lists = [*base.lists, *mine.lists]
    made = compile_rules([rule for rule in rules if runs(rule)], list(topics.values()), problems, "earlier", own, lists)
    return made, [note.message for note in Ruleset(memoryview(made)).notifications]
