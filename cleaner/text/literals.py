"""What a regular expression needs: the literals one of which stands in every match, how wide it can be, whether it can run away."""

from __future__ import annotations

import re
import re._parser as parser  # type: ignore[import-not-found]  # the standard library's own parser; no public one gives the tree
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

UNBOUNDED: Final = 10_000
"""Stands for a width without limit, in code points."""

WORD: Final = 60
"""What counts as the width of a repeat that no white space matches (``\\w+``): no word is longer, in code points."""

GAP: Final = 24
"""What counts as the width of a run of white space (``\\s+``), in code points."""

COMMON: Final = frozenset(
    """a after all also an and are as at be been but by can could for from had has have he her his in into is it its more new not of on one or other over said
    she so than that the their there they this time to up was were what when which who will with would year years you""".split()
)
"""Words that stand in nearly every text: as a literal one of them spares next to nothing."""

_LETTER: Final = re.compile(r"\\p(?:\{(?:L|N|IsL|IsN|Letter|Alphabetic|Upper|Lower)[^}]*\}|[LN])")
_PROPERTY: Final = re.compile(r"\\[pP](?:\{[^}]*\}|\w)|\\[XRmMKGhH]|\[\[:\^?\w+:\]\]")
_LETTERS: Final = re.compile(r"\\[pP](?:\{[^}]*\}|\w)(?=[^\[]*\])")


class Analysis(NamedTuple):
    """What `analyse` finds: *literals* (empty: none is certain), greatest *width*, how far lookarounds reach, *risky* for backtracking."""

    literals: tuple[str, ...]
    width: int
    behind: int
    ahead: int
    risky: bool


def analyse(pattern: str) -> Analysis | None:
    """Analyse *pattern* (of the `regex` module); None where its syntax isn't understood.

    A literal has a space at an end where a word must end there.

    >>> analyse(r"\\bcolou?rs?\\b").literals, analyse(r"\\d+ (?:million|billion) dollars").literals
    ((' colo',), (' dollars',))
    """
    plain = _PROPERTY.sub(".", _LETTERS.sub("\\\\w", _LETTER.sub("\\\\w", pattern)))
    try:
        tree = parser.parse(plain)
    except (re.error, RecursionError, OverflowError):
        return None
    try:
        behind, ahead = _reach(tree)
        best = _literals(list(tree))
        return Analysis(tuple(sorted(best or ())), _width(tree), behind, ahead, _risky(tree))
    except RecursionError:
        return None


def _literals(items: list[Any]) -> frozenset[str] | None:
    """Return literals one of which stands in every match of the sequence *items*, the best such set, or None."""
    best: frozenset[str] | None = None
    run, left = "", False
    for i, (code, value) in enumerate([*items, (None, None)]):
        if code is op.LITERAL:
            left = left if run else _boundary(items, i - 1, -1)
            run += chr(value)
            continue
        if run:
            best = _better(best, frozenset({_pad(run, left, _boundary(items, i, 1))}))
            run = ""
        best = _better(best, _inner(code, value))
    return best


def _inner(code: Any, value: Any) -> frozenset[str] | None:
    if code is op.SUBPATTERN:
        return None if value[1] & re.VERBOSE else _literals(list(value[3]))
    if code is getattr(op, "ATOMIC_GROUP", None):
        return _literals(list(value))
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, getattr(op, "POSSESSIVE_REPEAT", None)} and value[0] >= 1:
        return _literals(list(value[2]))
    if code is op.BRANCH:
        found = [_literals(list(branch)) for branch in value[1]]
        return frozenset().union(*[f for f in found if f]) if all(found) else None
    return None


def _boundary(items: list[Any], at: int, side: int) -> bool:
    """Say whether item *at* beside a literal makes a word end there: a boundary, white space, or (for the one after) an assertion of one."""
    if not 0 <= at < len(items):
        return False
    code, value = items[at]
    if code is op.AT:
        return value in {op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING} if side < 0 else value in {op.AT_BOUNDARY, op.AT_END, op.AT_END_STRING}
    if code in {op.MAX_REPEAT, op.MIN_REPEAT} and value[0] >= 1:
        code, value = value[2][0] if len(value[2]) == 1 else (None, None)
    return code is op.IN and value == [(op.CATEGORY, op.CATEGORY_SPACE)]


def _pad(run: str, left: bool, right: bool) -> str:
    return (" " if left and run[0].isalnum() else "") + run + (" " if right and run[-1].isalnum() else "")


def _weight(literals: frozenset[str]) -> float:
    """Rank sets of literals: long ones with letters are rare, many alternatives and the commonest words are not."""
    letters = min((sum(map(str.isalnum, literal)) + 0.5 * literal.count(" ")) * (0.3 if literal.strip().lower() in COMMON else 1.0) for literal in literals)
    return letters - 0.3 * len(literals) if letters >= 1 else 0.0


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if not one or not other:
        return one or other
    return other if _weight(other) > _weight(one) else one


def _children(code: Any, value: Any) -> list[Any]:
    if code is op.SUBPATTERN:
        return [value[3]]
    if code is op.BRANCH:
        return list(value[1])
    if code in {op.ASSERT, op.ASSERT_NOT}:
        return [value[1]]
    if code is getattr(op, "ATOMIC_GROUP", None):
        return [value]
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, getattr(op, "POSSESSIVE_REPEAT", None)}:
        return [value[2]]
    if code is op.GROUPREF_EXISTS:
        return [v for v in value[1:] if v is not None]
    return []


def _reach(tree: Any) -> tuple[int, int]:
    """Return how far lookbehinds and lookaheads in *tree* reach."""
    behind = ahead = 0
    for code, value in tree:
        if code in {op.ASSERT, op.ASSERT_NOT}:
            width = _width(value[1])
            behind, ahead = (max(behind, width), ahead) if value[0] < 0 else (behind, max(ahead, width))
        for child in _children(code, value):
            b, a = _reach(child)
            behind, ahead = max(behind, b), max(ahead, a)
    return behind, ahead


def _risky(tree: Any, inside: bool = False) -> bool:
    """Say whether *tree* can take more than linear time: repeats within repeats, or two long repeats one after the other."""
    long = 0
    for code, value in tree:
        repeats = code in {op.MAX_REPEAT, op.MIN_REPEAT} and value[1] > 20
        long += repeats
        if repeats and (inside or long > 1):
            return True
        for child in _children(code, value):
            if _risky(child, inside or repeats or (inside and code is op.BRANCH)) or (repeats and any(c is op.BRANCH for c, _ in _flat(child))):
                return True
    return False


def _width(tree: Any) -> int:
    """Return the greatest width of *tree* in code points; a word and a gap count as `WORD` and `GAP`."""
    total = 0
    for code, value in tree:
        if code in {op.MAX_REPEAT, op.MIN_REPEAT, getattr(op, "POSSESSIVE_REPEAT", None)}:
            once, times = _width(value[2]), value[1]
            if times >= UNBOUNDED or once * times > WORD:
                kinds = {_spacing(item) for item in value[2]}
                limit = WORD if kinds == {"no"} and len(value[2]) == 1 else GAP if kinds == {"only"} else UNBOUNDED
                total += limit if times >= UNBOUNDED else min(once * times, UNBOUNDED)
            else:
                total += once * times
        elif code is op.BRANCH:
            total += max(map(_width, value[1]))
        elif code in {op.ASSERT, op.ASSERT_NOT, op.AT}:
            continue
        elif code in {op.GROUPREF, op.GROUPREF_EXISTS}:
            total += WORD
        else:
            children = _children(code, value)
            total += sum(map(_width, children)) if children else 1
    return min(total, UNBOUNDED)


def _spacing(item: Any) -> str:
    """Say whether white space is all that *item*, one character wide, can match ("only"), is among it ("some") or isn't ("no")."""
    code, value = item
    if code is op.LITERAL:
        return "only" if chr(value).isspace() else "no"
    if code is not op.IN or value[0] == (op.NEGATE, None):
        return "some"
    kinds = {_member(*member) for member in value}
    return kinds.pop() if len(kinds) == 1 else "some"


def _member(code: Any, value: Any) -> str:
    if code is op.CATEGORY:
        return "no" if value in {op.CATEGORY_WORD, op.CATEGORY_DIGIT, op.CATEGORY_NOT_SPACE} else "only" if value is op.CATEGORY_SPACE else "some"
    if code is op.RANGE:
        return "some" if any(chr(c).isspace() for c in range(value[0], min(value[1], value[0] + 300) + 1)) else "no"
    return "only" if chr(value).isspace() else "no"


def _flat(tree: Any) -> list[Any]:
    items = []
    for code, value in tree:
        items.append((code, value))
        for child in _children(code, value):
            items += _flat(child)
    return items
