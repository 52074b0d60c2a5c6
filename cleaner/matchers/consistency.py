"""One thing that is written in several ways: which way is right the house says (`profile`), else a way that the text mostly doesn't take is worth a look.

A rule is one choice between columns of forms: ``find`` is a set with a form in each column, ``forms`` are pairs of forms,
``options: {stems, endings}`` make more pairs. ``{number}`` and ``{currency}`` in a form stand for any. ``options: {tags}``
names the columns, by words that a profile may say; the forms of a column called ``-`` are right elsewhere: they are found
where the profile asks for the other column, and never counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.errors import RuleError
from cleaner.model import Evidence, Match
from cleaner.plugin import CompiledRule, Matcher, Prepared, Span
from cleaner.text.article import article_before
from cleaner.text.case import goes_on, match_case
from cleaner.text.fold import fold
from cleaner.text.reading import Reading, atom, bare_atom

if TYPE_CHECKING:
    from cleaner.model.rule import Rule

NOBODY: Final = "-"
"""The tag of a column that no house asks for."""

MOSTLY: Final = 2 / 3
"""A text has mostly taken a way if this share of its uses..."""
LEAST: Final = 3
"""...and at least so many are of it."""

SLOTS: Final = {"number": r"\d+(?:[.,]\d+)*", "currency": "[$\u00a3\u20ac\u00a5]"}
_SLOT: Final = re.compile(r"\{(number|currency)\}")
_LANGUAGE: Final = re.compile(r"en-[A-Z]{2}")
_SUM: Final = re.compile(f"{SLOTS['currency']}(?=\\d)")
_FIGURE: Final = re.compile(SLOTS["number"])


class Choice(NamedTuple):
    """What a house chose: a column, and the word of its profile that says so."""

    column: int
    word: str


class Wanted(NamedTuple):
    """What a profile says of a rule: of all its rows, of single ones, and which forms it names itself."""

    every: Choice | None
    rows: dict[int, Choice]
    named: frozenset[str]

    def of(self, row: int) -> Choice | None:
        """Return what was chosen for *row*."""
        return self.rows.get(row, self.every)


class Ways:
    """The columns of a rule, ready to be looked into. A row holds forms that stand for one another; the rows of one set lie together.

    Rows of stems and endings aren't written out: a word is looked up by its ending and what is left of it.
    """

    __slots__ = ("columns", "endings", "exact", "index", "one_way", "patterns", "slotted", "starts", "stems", "tags", "wanted_by")

    def __init__(self, data: Any) -> None:
        """Open the *data* of a rule."""
        self.columns, self.starts, stems, self.endings, self.tags, self.exact, self.slotted = data
        self.index: dict[str, tuple[int, int]] = {form: (c, row) for c, column in enumerate(self.columns) for row, form in enumerate(column)}
        self.stems: dict[str, int] = {stem: number for number, stem in enumerate(stems)}
        self.one_way = any(NOBODY in tags for tags in self.tags)
        self.wanted_by: dict[frozenset[str], Wanted] = {}
        self.patterns: list[list[re.Pattern[str]]] = []

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns or self.endings)

    @property
    def listed(self) -> int:
        """How many rows are written out."""
        return len(self.columns[0]) if self.columns else 0

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield all rows."""
        yield from zip(*self.columns, strict=True)
        for stem in self.stems:
            yield from ([stem + end for end in ending] for ending in zip(*self.endings, strict=True))  # type: ignore[misc]

    def place(self, form: str) -> tuple[int, int] | None:
        """Return the column and row of *form*, as it stands in them, or None."""
        found = self.index.get(form)
        if found is None and self.stems:
            for column, ends in enumerate(self.endings):
                for number, end in enumerate(ends):
                    if form.endswith(end) and (stem := self.stems.get(form[: -len(end)])) is not None:
                        return column, self.listed + stem * len(ends) + number
        return found

    def form(self, column: int, row: int) -> str:
        """Return the form at *column* and *row*."""
        if row < self.listed:
            return str(self.columns[column][row])
        ends = self.endings[column]
        stem, number = divmod(row - self.listed, len(ends))
        return list(self.stems)[stem] + str(ends[number])

    def wanted(self, profile: frozenset[str]) -> Wanted:
        """Return what *profile* says of the rule, worked out once."""
        wanted = self.wanted_by.get(profile)
        if wanted is None:
            wanted = self.wanted_by[profile] = self._wanted(profile)
        return wanted

    def _wanted(self, profile: frozenset[str]) -> Wanted:
        asked = {key(word): word for word in sorted(profile)}
        tagged = [(is_variety(tag), c, asked[key(tag)]) for c, tags in enumerate(self.tags) for tag in tags if key(tag) in asked]
        every = min(tagged, default=None)  # a way of its own goes before a language's
        rows: dict[int, Choice] = {}
        for word in asked.values():
            for column, row in self.places(word):
                rows.update(dict.fromkeys(self.set_of(row), Choice(column, word)))
        return Wanted(Choice(*every[1:]) if every else None, rows, frozenset(self.folded(word) for word in profile))

    def folded(self, form: str) -> str:
        """Return *form* as it stands in the columns."""
        form = key(form) if self.slotted else fold(form)
        return form if self.exact or self.slotted else form.lower()

    def places(self, form: str) -> list[tuple[int, int]]:
        """Return the columns and rows of what a profile calls *form*."""
        form = self.folded(form)
        if self.slotted:
            return [place for known, place in self.index.items() if key(known) == form]
        place = self.place(form)
        return [place] if place else []

    def set_of(self, row: int) -> range:
        """Return the rows of the set that *row* is one of."""
        if row >= self.listed:
            size = len(self.endings[0])
            first = row - (row - self.listed) % size
            return range(first, first + size)
        after = [start for start in (*self.starts, self.listed) if start > row]
        return range(max(start for start in self.starts if start <= row), after[0])

    def knows(self, word: str) -> bool:
        """Say whether a profile can say *word* of the rule."""
        return any(key(tag) == key(word) for tags in self.tags for tag in tags if tag != NOBODY) or bool(self.places(word))

    def contradictions(self, profile: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield the words of *profile* that ask for the same thing in two ways: one of a set's forms and another, one language's habit and another's."""
        asked: dict[tuple[str, int], tuple[int, str]] = {}
        for word in sorted(profile):
            tagged = [("variety" if is_variety(tag) else "tag", 0, c) for c, tags in enumerate(self.tags) for tag in tags if key(tag) == key(word)]
            for kind, at, column in [*tagged, *(("form", self.set_of(row)[0], column) for column, row in self.places(word))]:
                other = asked.setdefault((kind, at), (column, word))
                if other[0] != column and other[1] != word:
                    yield word, other[1]

    def patterns_of(self, column: int) -> list[re.Pattern[str]]:
        """Return the expressions of the forms with slots in *column*, made once."""
        if not self.patterns:
            self.patterns = [[re.compile(_expression(form)) for form in forms] for forms in self.columns]
        return self.patterns[column]

    def name(self, column: int) -> str:
        """Name *column* for people."""
        return str(self.tags[column][0]) if self.tags else self.form(column, 0)


def is_variety(word: str) -> bool:
    """Say whether *word* of a profile is a variety of English, such as en-GB."""
    return bool(_LANGUAGE.fullmatch(word))


def key(word: str) -> str:
    """Return *word* of a profile without the figures in it, which are an example's.

    >>> key("$5.5bn"), key("\u00a33 billion"), key("{currency}{number}bn"), key("en-GB")
    ('$#bn', '$# billion', '$#bn', 'en-GB')
    """
    return _FIGURE.sub("#", _SUM.sub("$", fold(word).replace("{number}", "5").replace("{currency}", "$")))


def ways_of(rule: CompiledRule) -> Ways:
    """Return the ways of *rule*, opened once."""
    if rule.memo is None:
        rule.memo = Ways(rule.data)
    ways: Ways = rule.memo
    return ways


def prepare(rule: Rule) -> Prepared:
    """Compile *rule*: an atom for each form; none, so that it is run on every text, where a form has no letters."""
    sets = list(_sets(rule))
    stems = rule.options.get("stems", ())
    endings = [tuple(ending.split()) for ending in rule.options.get("endings", ())] if stems else []
    rows = [row for rows in sets for row in rows]
    every = [*rows, *(tuple(stem + end for end in ending) for stem in stems for ending in endings)]
    if not every:
        raise RuleError("there is nothing to choose between; write the forms of one thing in find, or pairs in forms", "find")
    width = len(every[0])
    if any(len(row) != width for row in every):
        raise RuleError(f"there are {width} forms in one place and more or fewer in another; write as many everywhere", "options")
    tags = tuple(tuple(words.split()) if _LANGUAGE.search(words) else (words,) for words in rule.options.get("tags", ()))
    if tags and len(tags) != width:
        raise RuleError(f"there are {len(tags)} tags for {width} forms; write one for each, '-' for one that no house asks for", "options")
    exact = rule.case == "exact" or (rule.case == "smart" and any(form != form.lower() for row in every for form in row))
    slotted = any(_SLOT.search(form) for row in rows for form in row)
    columns = tuple(zip(*[[fold(form) if exact or slotted else fold(form).lower() for form in row] for row in rows], strict=True))
    starts = tuple(sum(map(len, sets[:number])) for number in range(len(sets)))
    shut = [c for c in range(width) if tags and any(NOBODY in t for t in tags) and NOBODY not in tags[c]]  # right everywhere: never looked for
    atoms = [list(_atoms(form)) for row in every for c, form in enumerate(row) if c not in shut]
    data = (columns, starts, tuple(stems), tuple(zip(*endings, strict=True)), tags, exact, slotted)
    return Prepared(tuple(dict.fromkeys(literal for some in atoms for literal in some)) if all(atoms) else (), data)


def _sets(rule: Rule) -> Iterator[list[tuple[str, ...]]]:
    """Yield the sets that *rule* writes out: rows of forms that stand for one another, one for each inflection."""
    from cleaner.text.inflect import inflections

    for forms in [*([rule.find] if rule.find else []), *rule.forms]:
        if len(set(forms)) != len(forms) or len(forms) < 2:
            raise RuleError(f"{', '.join(forms)}: these aren't forms to choose between; write two or more, all different", "find")
        if not all(_SLOT.search(form) or (form[0].isalnum() and form[-1].isalnum()) for form in forms):
            raise RuleError(f"{', '.join(forms)}: a form begins and ends with a letter or digit; take other signs out", "find")
        inflected = [(form,) if _SLOT.search(form) else inflections(form, rule.inflect) for form in forms]
        yield list(zip(*inflected, strict=False))


def _atoms(form: str) -> Iterator[str]:
    """Yield literals one of which stands wherever *form* does; none where it has no letter that could be looked for."""
    if not _SLOT.search(form):
        yield atom(form)
        return
    *_, tail = _SLOT.split(form)
    if any(map(str.isalpha, tail)):
        ended = bare_atom(tail) + " " * tail[-1].isalnum()
        yield from (f"{digit}{ended}" for digit in range(10)) if tail[0].isalnum() else (ended,)


def find(reading: Reading, rule: CompiledRule, hits: Sequence[Span]) -> list[Match]:
    """Return the places where the house writes otherwise; without a house, those where the text mostly does."""
    profile: frozenset[str] | None = reading.memo.get("profile")
    if not profile and not hits:
        return []
    ways: Ways = rule.memo or ways_of(rule)
    if profile:
        wanted = ways.wanted(profile)
        if wanted.every or wanted.rows:
            return [match for use in _uses(reading, ways, hits) if (match := _house(reading, rule, ways, wanted, *use))]
    return [] if ways.one_way or _is_one(reading, ways, hits) else _minority(reading, rule, ways, list(_uses(reading, ways, hits)))


Use = tuple[int, int, int, int]
"""Start and end of a form in the text, its column and row."""


def _is_one(reading: Reading, ways: Ways, hits: Sequence[Span]) -> bool:
    """Say whether all *hits* are of one column, as nearly always, or too few for a majority and one that goes another way."""
    if len(hits) <= LEAST:
        return True
    if ways.slotted:
        return False
    text = reading.folded
    found = {text[left : right - 2] for left, right in hits}
    if len(found) == 1:
        return True
    columns = {place[0] for form in found if (place := ways.place(form if ways.exact else form.lower()))}
    return len(columns) < 2


def _uses(reading: Reading, ways: Ways, hits: Sequence[Span]) -> Iterator[Use]:
    """Yield the places where a form stands as a word of its own, in order."""
    if ways.slotted:
        yield from sorted(_slotted(reading, ways))
        return
    text = reading.folded
    for left, right in sorted(set(hits)):
        start, end = left, right - 2
        form = " ".join(text[start:end].split())
        if not ways.exact:
            form = form.lower()
        place = ways.place(form)
        if place is None or goes_on(text[start - 1 : start]) or goes_on(text[end : end + 1]) or (" " in form and reading.crosses(start, end)):
            continue
        if not _is_name(reading, start, end, ways.exact):
            yield (start, end, *place)


def _slotted(reading: Reading, ways: Ways) -> Iterator[Use]:
    for column in range(ways.width):
        for row, pattern in enumerate(ways.patterns_of(column)):
            for found in pattern.finditer(reading.folded):
                if not reading.crosses(*found.span()):
                    yield (*found.span(), column, row)


def _expression(form: str) -> str:
    """Return the regular expression of a *form* with slots.

    >>> bool(re.search(_expression("{currency}{number}bn"), "It cost $5.5bn.")), bool(re.search(_expression("{number}%"), "v1.5%"))
    (True, False)
    """
    parts = _SLOT.split(form)
    made = "".join([f"(?P<{part}>{SLOTS[part]})" if number % 2 else re.escape(part).replace(r"\ ", r"\s") for number, part in enumerate(parts)])
    return (r"(?<![$\u00a3\u20ac\u00a5])" if form.startswith("{c") else r"(?<![\w.,$\u00a3\u20ac\u00a5])") + made + (r"(?!\w)" if form[-1].isalnum() else "")


def _is_name(reading: Reading, start: int, end: int, exact: bool) -> bool:
    """Say whether the form at start..end is a part of a name or of capitals all around, whose spelling is its own."""
    text = reading.folded
    old = text[start:end]
    if old.isupper() and len(old) > 1:
        return not exact or reading.folded[slice(*reading.sentence(start))].isupper()
    return not exact and old != old.lower() and (not _opens(reading, start) or text[end + 1 : end + 2].isupper())


def _opens(reading: Reading, start: int) -> bool:
    """Say whether *start* opens a sentence, where a word has a capital anyhow."""
    return not any(map(str.isalnum, reading.folded[reading.sentence(start)[0] : start]))


def _house(reading: Reading, rule: CompiledRule, ways: Ways, wanted: Wanted, start: int, end: int, column: int, row: int) -> Match | None:
    """Return the match of a form that the house writes otherwise, or None where it doesn't."""
    choice = wanted.of(row)
    if choice is None or choice.column == column or NOBODY in (ways.tags[choice.column] if ways.tags else ()):
        return None
    form = ways.form(column, row)
    if form in wanted.named or form.removesuffix("s") in wanted.named:
        return None  # asked for by itself, whatever the language's habit
    return _match(reading, rule, ways, start, end, choice.column, row, Evidence("house", f"house style: {choice.word}"))


def _minority(reading: Reading, rule: CompiledRule, ways: Ways, uses: list[Use]) -> list[Match]:
    """Return the matches of the *uses* that go another way than most."""
    counts = [sum(column == c for _, _, column, _ in uses) for c in range(ways.width)]
    most = max(range(len(counts)), key=counts.__getitem__)
    if counts[most] < LEAST or counts[most] < MOSTLY * len(uses) or counts[most] == len(uses):
        return []
    told = ", ".join(f"{ways.name(c)} {count}" for count, c in sorted(((count, c) for c, count in enumerate(counts) if count), reverse=True))
    why = Evidence("majority", f"{told} in the text")
    return [match for start, end, c, row in uses if c != most and (match := _match(reading, rule, ways, start, end, most, row, why))]


def _match(reading: Reading, rule: CompiledRule, ways: Ways, start: int, end: int, column: int, row: int, why: Evidence) -> Match | None:
    """Return the match at start..end, which is to be as in *column*; None where it is already, as a capital at a sentence's start hides."""
    text = reading.folded
    old, new = text[start:end], written(ways, ways.form(column, row), text[start:end])
    if new[1:] == old[1:] and new[0].lower() == old[0].lower() and (new == old or _opens(reading, start)):
        return None
    article = article_before(text, start, old, new)
    if article:
        start, new = article[0], article[1] + new
    return Match(rule.number, start, end, (new,), (why,))


def written(ways: Ways, form: str, old: str) -> str:
    """Return *form* as it is written in the place of *old*: with its capitals, with its figures."""
    if not ways.slotted:
        return form if ways.exact else match_case(form, old)
    found = {name: match[0] for name, shape in SLOTS.items() if (match := re.search(shape, old))}
    return _SLOT.sub(lambda slot: found.get(slot[1], ""), form)


def known(rule: CompiledRule) -> Iterable[str]:
    """Yield the words that a profile can say of *rule*: the tags of its columns, and the first form of each of its sets."""
    ways = ways_of(rule)
    yield from (tag for tags in ways.tags for tag in tags if tag != NOBODY)
    yield from (_SLOT.sub(lambda slot: {"number": "5", "currency": "$"}[slot[1]], column[start]) for column in ways.columns for start in ways.starts)
    yield from (stem + ends[0] for ends in ways.endings for stem in ways.stems)


PLUGIN = Matcher(prepare, find)
