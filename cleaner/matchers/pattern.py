"""Regular expressions of the `regex` module, run only where a literal that they need stands, in a window, under a time limit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from cleaner.errors import RuleError
from cleaner.model import Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.case import match_case
from cleaner.text.fold import fold
from cleaner.text.reading import Reading, bare_atom

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

WINDOW: Final = 400
"""A pattern that can match more code points than this is confirmed in the hit's paragraph instead of a window."""

TIMEOUT: Final = 0.25
"""Seconds of CPU that one confirmation of a pattern that may backtrack without end can take (`regex` counts process time)."""

EVERYWHERE: Final = "*"
"""The anchor that declares that a pattern is to be run on all text."""

_SLOT: Final = re.compile(r"\{\{|\}\}|\{(\w+)\}|[{}]")

Template = tuple[str | tuple[str], ...]
"""Literal text and, as one-tuples, names of groups."""


def prepare(rule: Rule) -> Prepared:
    """Compile *rule*; RuleError where its pattern or a correction can't be used."""
    if len(rule.find) != 1:
        raise RuleError("a pattern rule has one pattern; write alternatives as (?:one|other)", "find")
    import regex

    from cleaner.text.literals import UNBOUNDED, analyse

    source = fold(rule.find[0])
    flags = regex.V0 | (0 if is_exact_pattern(rule) else regex.IGNORECASE)
    try:
        compiled = regex.compile(source, flags)
    except regex.error as error:
        raise RuleError(f"{error}; mend the pattern (a literal mark such as ( or ? is written \\( or \\?)", "find") from None
    except (RecursionError, OverflowError, MemoryError):
        raise RuleError("the pattern is too deep or too large; split it into several rules", "find") from None
    puts = tuple(template(put, frozenset(compiled.groupindex)) for put in rule.put)
    facts = analyse(source)
    width, behind, ahead, risky = (facts.width, facts.behind, facts.ahead, facts.risky) if facts else (UNBOUNDED, WINDOW, WINDOW, True)
    literals = rule.anchor or (facts.literals if facts else ())
    if not literals:
        raise RuleError('no word stands in every match, so the pattern would be run on all text; add anchor: [word, …], or anchor: "*" if it must be', "find")
    lettered = rule.anchor != (EVERYWHERE,) and all(any(map(str.isalnum, literal)) for literal in literals)
    atoms = tuple(dict.fromkeys(bare_atom(literal) for literal in literals)) if lettered else ()
    needles = () if lettered or rule.anchor == (EVERYWHERE,) else tuple(fold(literal) for literal in literals)
    margin = width + max(behind, ahead) + 1
    data = (source, int(flags), puts, margin if margin <= WINDOW else 0, risky, needles, not is_exact_pattern(rule), _pickled(compiled))
    return Prepared(atoms, data)


def is_exact_pattern(rule: Rule) -> bool:
    """Say whether the pattern minds letter case: always, unless the rule says ``case: any``."""
    return rule.case != "any"


def template(put: str, groups: frozenset[str]) -> Template:
    """Split *put* into text and the groups that stand in it as ``{name}``; braces themselves are doubled.

    >>> template("${amount} {{ok}}", frozenset({"amount"}))
    ('$', ('amount',), ' {ok}')
    """
    parts: list[str | tuple[str]] = [""]
    at = 0
    for found in _SLOT.finditer(put):
        name = found.group(1)
        literal = put[at : found.start()] + (found.group()[0] if not name else "")
        if found.group() in {"{", "}"}:
            raise RuleError(f"a single {found.group()} in {put!r}; double it, or name a group in {{braces}}", "put")
        if name and name not in groups:
            known = ", ".join(sorted(groups)) or "none"
            raise RuleError(f"{{{name}}} is no named group of the pattern (it has: {known}); write (?P<{name}>…) in find", "put")
        parts[-1] = f"{parts[-1]}{literal}"
        if name:
            parts += [(name,), ""]
        at = found.end()
    parts[-1] = f"{parts[-1]}{put[at:]}"
    return tuple(part for part in parts if part)


def fill(made: Template, found: Any) -> str:
    """Fill *made* with the groups of the match *found*; a group that took no part is empty."""
    return "".join([part if isinstance(part, str) else found.group(part[0]) or "" for part in made])


def _pickled(compiled: Any) -> Any:
    """Return the version of `regex` and a pattern's compiled code as plain data, or None where it doesn't give that."""
    import marshal

    import regex

    data = getattr(compiled, "_pickled_data", None)
    try:
        marshal.dumps(data)
    except ValueError:
        return None
    return (regex.__version__, data) if data else None


def pattern_of(rule: CompiledRule) -> Any:
    """Return the compiled pattern of *rule*, restored from its code where that is possible (7 µs instead of 300)."""
    if rule.memo is None:
        import regex

        source, flags, code = rule.data[0], rule.data[1], rule.data[7]
        try:
            rule.memo = vars(regex)["_regex"].compile(*code[1]) if code and code[0] == regex.__version__ else regex.compile(source, flags)
        except (KeyError, AttributeError, TypeError, ValueError, RuntimeError):  # private API: another build may lack it
            rule.memo = regex.compile(source, flags)
    return rule.memo


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Match]:
    """Return the pattern's matches, none empty or across a paragraph's end; TimeoutError where it takes too long."""
    text = reading.folded
    needles = rule.data[5]
    if needles:  # run on all text, where mostly none of them stands
        for needle in needles:
            if needle in text:
                break
        else:
            return []
    puts, carries = rule.data[2], rule.data[6]
    made = []
    for found in search(reading, rule, hits):
        start, end = found.span()
        old = text[start:end]
        if not old or ("\n" in old and reading.crosses(start, end)):
            continue
        new = tuple([put[0] if len(put) == 1 and isinstance(put[0], str) else fill(put, found) for put in puts])
        if carries:
            new = tuple([match_case(put, old) for put in new])
        if old != reading.text[start:end]:
            new = tuple([_unfolded(put, reading, start, end) for put in new])
        made.append(Match(rule.number, start, end, new))
    return made


def search(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Any]:
    """Return what ``pattern.finditer(text)`` would yield, searching only in windows around *hits*."""
    margin, risky, needles = rule.data[3:6]
    text = reading.folded
    if needles and not any(needle in text for needle in needles):
        return []
    pattern = rule.memo or pattern_of(rule)
    if not hits:
        return list(pattern.finditer(text, timeout=TIMEOUT) if risky else pattern.finditer(text))
    every: list[Any] = []
    done = 0
    for left, right in hits if len(hits) == 1 else sorted(hits):
        first, last = left - 1 if left else 0, right - 1
        low, high = (first - margin, last + margin) if margin else reading.paragraph(first)
        at, high = max(done, low), max(high, last)
        while at <= left or not margin:  # a match that holds this literal begins where it does, or before
            found = pattern.search(text, at, high, timeout=TIMEOUT) if risky else pattern.search(text, at, high)
            if found is None:
                break
            start, end = found.span()
            if margin and start > left:
                break
            done = at = end + (start == end)
            every.append(found)
    return every


def _unfolded(new: str, reading: Reading, start: int, end: int) -> str:
    """Give typographic quotes and dashes that stood in start..end back to *new*, which was made of folded text.

    Where the same folded character stands for several, it is left.
    """
    back: dict[str, str | None] = {}
    for old, folded in zip(reading.text[start:end], reading.folded[start:end], strict=True):
        if folded in back and back[folded] != old:
            back[folded] = None
        else:
            back[folded] = old
    return "".join([back.get(char) or char for char in new])


PLUGIN = Matcher(prepare, find)
