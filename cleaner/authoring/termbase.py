"""Termbases read: CSV, TSV and TBX (2008 and ISO 30042:2019) → concepts with the terms that a house prefers, admits and forbids."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.parsers import expat

from cleaner.errors import CleanerError, UnreadableError
from cleaner.text.decode import decode

Status = Literal["preferred", "admitted", "forbidden", ""]

COLUMNS: Final = {
    "forbidden": "forbidden,forbidden term,forbidden terms,deprecated,deprecated term,superseded,do not use,don't use,avoid,wrong,wrong term,bad",
    "preferred": "preferred,preferred term,approved,approved term,use,right,good,correct,correct term,target,target term,english,en,term",
    "admitted": "admitted,admitted term,admitted terms,allowed,alternative,synonym,synonyms",
    "source": "source,source term,source word,original",
    "language": "source language,source lang,language,lang",
    "note": "note,notes,comment,comments,remark,reason,why",
    "pos": "part of speech,pos,word class,grammar",
    "id": "id,entry,entry id,concept,concept id,number",
}
"""The columns of a table that are read, each with the headers that mean it; those of language codes hold source terms as well."""

_STATUS: Final[Mapping[str, Status]] = {
    "preferred": "preferred", "legal": "preferred", "regulated": "preferred", "standardized": "preferred", "approved": "preferred",
    "admitted": "admitted", "allowed": "admitted",
    "deprecated": "forbidden", "superseded": "forbidden", "forbidden": "forbidden", "obsolete": "forbidden",
}  # fmt: skip
_PARTS: Final = {"noun": "noun", "n": "noun", "verb": "verb", "v": "verb", "adjective": "none", "adj": "none", "adverb": "none", "adv": "none", "other": "none"}
_CELL: Final = re.compile(r"\s*[;|\n]\s*")
_CODE: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?:source|term|source term)s?[ _-]*[(\[]([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)[)\]]", re.IGNORECASE)
_DELIMITERS: Final = ",;\t|"
LONGEST: Final = 200
"""Code points above which a cell is no term."""


@dataclass(frozen=True, slots=True)
class Concept:
    """What a termbase says of one thing: English terms by status, each with its part of speech, and the terms of other languages."""

    id: str
    line: int
    preferred: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    source: tuple[tuple[str, tuple[str, ...]], ...] = ()
    note: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Termbase:
    """The concepts of a file, what is wrong in it, each with its line, and the columns that say nothing to us."""

    concepts: tuple[Concept, ...] = ()
    problems: tuple[tuple[int, str], ...] = ()
    unread: tuple[str, ...] = ()


def read_termbase(raw: bytes, name: str, columns: Mapping[str, str] | None = None, language: str = "") -> Termbase:
    """Read the termbase in *raw*; *name* is what its file is called, *columns* maps what is read to headers, *language* is that of source terms.

    CleanerError where it can't be read at all; what is wrong with single rows is told in the termbase.
    """
    if not raw.strip():
        raise UnreadableError(f"{name}: it is empty; name a termbase in CSV, TSV or TBX")
    if raw.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\0").startswith(b"<"):
        return _read_tbx(raw, name)
    return _read_table(decode(raw, name)[0].text, name, columns or {}, language)


def part_of(word: str) -> str:
    """Return how a word of the part of speech *word* inflects; empty where that says nothing.

    >>> part_of("Noun"), part_of("properNoun"), part_of("adj."), part_of("")
    ('noun', 'name', 'none', '')
    """
    low = re.sub(r"[^a-z]", "", word.lower())
    return "name" if low in ("propernoun", "name") else _PARTS.get(low, "")


def _read_table(text: str, name: str, columns: Mapping[str, str], language: str) -> Termbase:
    rows = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
    try:
        header = [cell.strip() for cell in next(rows)]
        places = _columns(header, columns, name)
        languages = {at: code for at, cell in enumerate(header) if at not in places.values() and (code := _code(cell))}
        concepts, problems = [], []
        start = rows.line_num
        for row in rows:
            line, start = start + 1, rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                problems.append(
                    (line, f"it has {len(row)} cells where the first line has {len(header)}; put a cell with {rows.dialect.delimiter!r} in it in quotes")
                )
                continue
            concept = _concept(row, places, languages, language, line)
            if isinstance(concept, str):
                problems.append((line, concept))
            else:
                concepts.append(concept)
    except csv.Error as error:
        raise CleanerError(f"{name}:{rows.line_num}: this is no table: {error}; save it as CSV, in UTF-8") from None
    unread = [cell for at, cell in enumerate(header) if cell and at not in places.values() and at not in languages]
    return Termbase(tuple(concepts), tuple(problems), tuple(unread))


def _dialect(text: str) -> type[csv.Dialect]:
    """Return how the table *text* is written: guessed, but with a delimiter that parts its first line."""
    first = text.partition("\n")[0]
    try:
        found = csv.Sniffer().sniff("\n".join(text.splitlines()[:20]), _DELIMITERS)
        delimiter = found.delimiter
    except csv.Error:
        delimiter = ""
    if not delimiter or delimiter not in first:
        delimiter = max(_DELIMITERS, key=first.count)

    class Table(csv.excel):
        """As spreadsheets write it."""

    Table.delimiter = delimiter
    Table.skipinitialspace = True
    return Table


def _columns(header: Sequence[str], given: Mapping[str, str], name: str) -> dict[str, int]:
    """Return the place of each column that is read; CleanerError where there is none of forbidden terms."""
    low = [cell.lower() for cell in header]
    places: dict[str, int] = {}
    for column, title in given.items():
        if title.lower() not in low:
            raise CleanerError(f"{name}: there is no column '{title}'; its columns are {', '.join(header)}")
        places[column] = low.index(title.lower())
    for column, titles in COLUMNS.items():
        for title in titles.split(","):
            at = next((at for at, cell in enumerate(low) if re.sub(r"[\s_-]+", " ", cell) == title and at not in places.values()), None)
            if column not in places and at is not None:
                places[column] = at
    if "forbidden" not in places:
        known = ", ".join(COLUMNS["forbidden"].split(",")[:3])
        raise CleanerError(
            f"{name}: no column holds forbidden terms; call it {known}, or say which it is with --columns forbidden=NAME (its columns are {', '.join(header)})"
        )
    return places


def _code(cell: str) -> str:
    """Return the language whose terms a column holds, by its header; empty where it names none but English.

    >>> _code("fr"), _code("pt_BR"), _code("source (fr)"), _code("en"), _code("owner")
    ('fr', 'pt-br', 'fr', '', '')
    """
    named = _NAMED.fullmatch(cell)
    code = named[1] if named else cell
    is_code = bool(_CODE.fullmatch(code)) and (len(code) <= 3 or "-" in code or "_" in code) and not code.lower().startswith("en")
    return code.lower().replace("_", "-") if is_code else ""


def _concept(row: Sequence[str], places: Mapping[str, int], languages: Mapping[int, str], language: str, line: int) -> Concept | str:
    """Return the concept of a row, or what is wrong with it."""
    cells = {column: row[at].strip() if at < len(row) else "" for column, at in places.items()}
    terms = {column: _terms(cells.get(column, "")) for column in ("preferred", "admitted", "forbidden", "source")}
    long = next((term for found in terms.values() for term in found if len(term) > LONGEST), "")
    if long:
        return f"'{long[:40]}\u2026' has {len(long)} characters, which is no term; put terms apart with ;"
    code = (cells.get("language", "") or language).lower().replace("_", "-")
    if code and not _CODE.fullmatch(code):
        return f"'{code}' is no language code; write one such as fr"
    source = {code: terms["source"]} if code and terms["source"] else {}
    for at, other in languages.items():
        if at < len(row) and _terms(row[at]):
            source[other] = (*source.get(other, ()), *_terms(row[at]))
    id = cells.get("id") or next(iter((*terms["preferred"], *terms["source"], *terms["forbidden"])), "")
    return Concept(
        id,
        line,
        terms["preferred"],
        terms["admitted"],
        terms["forbidden"],
        tuple(source.items()),
        " ".join(cells.get("note", "").split()),
        part_of(cells.get("pos", "")),
    )


def _terms(cell: str) -> tuple[str, ...]:
    """Return the terms of a cell: several stand apart by ``;``, ``|`` or a line end."""
    return tuple(dict.fromkeys(" ".join(term.split()) for term in _CELL.split(cell) if term.strip()))


@dataclass(slots=True)
class _Element:
    """An element of a TBX file: its local name, attributes, line, children and text."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> Iterator[_Element]:
        """Yield the elements below that are called one of *names*, and none within them."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.all(*names)

    @property
    def plain(self) -> str:
        """All text in it, with single spaces."""
        return " ".join(self.text.split())


def _parse(raw: bytes, name: str) -> _Element:
    """Return the root of the XML in *raw*. No entity is ever declared or fetched: such a file is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = _Element("", {}, 1)
    stack = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = _Element(tag.rpartition(" ")[2], local, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def text(data: str) -> None:
        for element in stack[-4:]:
            element.text += data

    def doctype(_name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            raise CleanerError(
                f"{name}:{parser.CurrentLineNumber}: it declares things of its own in a DOCTYPE, which isn't read for safety; take the [\u2026] out of it"
            )

    def entity(*_: object) -> None:
        raise CleanerError(f"{name}:{parser.CurrentLineNumber}: it uses an entity that isn't XML's own; write the character itself")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler, parser.SkippedEntityHandler, parser.EntityDeclHandler = doctype, entity, entity
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise CleanerError(f"{name}:{error.lineno}: this is no XML: {expat.ErrorString(error.code)}; export the termbase again") from None
    return top.children[0]


def _read_tbx(raw: bytes, name: str) -> Termbase:
    root = _parse(raw, name)
    if root.name not in ("martif", "tbx"):
        raise CleanerError(f"{name}: this is XML but no TBX (its root is <{root.name}>); export the termbase as TBX, or as CSV")
    concepts, problems = [], []
    for number, entry in enumerate(root.all("termEntry", "conceptEntry"), 1):
        concept = _entry(entry, number)
        if isinstance(concept, str):
            problems.append((entry.line, concept))
        else:
            concepts.append(concept)
    return Termbase(tuple(concepts), tuple(problems))


def _entry(entry: _Element, number: int) -> Concept | str:
    """Return the concept of a TBX entry, or what is wrong with it."""
    english: dict[Status, list[str]] = {"preferred": [], "": [], "admitted": [], "forbidden": []}
    source: dict[str, list[str]] = {}
    notes: list[str] = []
    parts: list[str] = []
    for section in entry.all("langSet", "langSec"):
        language = section.attributes.get("lang", "")
        if not _CODE.fullmatch(language):
            return f"a langSet or langSec has no xml:lang of a language ('{language}'); write one such as en"
        for one in section.all("tig", "ntig", "termSec"):
            term = next((found.plain for found in one.all("term")), "")
            if not term or len(term) > LONGEST:
                return "a term in it has no text, or far too much"
            status = _status(one)
            if not language.lower().startswith("en"):
                if status != "forbidden":
                    source.setdefault(_language(language), []).append(term)
                continue
            english[status].append(term)
            if status == "forbidden":
                notes += [found.plain for found in one.all("note")]
                parts += [_value(one, "partOfSpeech")]
    if not any(english.values()):
        return Concept(entry.attributes.get("id", str(number)), entry.line)
    source_terms = tuple((language, tuple(dict.fromkeys(terms))) for language, terms in source.items())
    preferred, admitted, forbidden = (*english["preferred"], *english[""]), tuple(english["admitted"]), tuple(english["forbidden"])
    id, note, part = entry.attributes.get("id", str(number)), next(iter(notes), ""), part_of(next(iter(parts), ""))
    return Concept(id, entry.line, preferred, admitted, forbidden, source_terms, note, part)


def _language(code: str) -> str:
    """Return *code* as rules write it: the language in small letters."""
    language, _, region = code.replace("_", "-").partition("-")
    return f"{language.lower()}-{region}" if region else language.lower()


def _value(term: _Element, kind: str) -> str:
    """Return what a term section says of *kind*: by an element of that name, or by one whose type it is."""
    return next((found.plain for found in term.all(kind, "termNote", "descrip", "admin") if kind in (found.name, found.attributes.get("type"))), "")


def _status(term: _Element) -> Status:
    """Return the status that a term section gives its term."""
    said = _value(term, "administrativeStatus") or _value(term, "normativeAuthorization")
    word = re.sub(r"(?:Term)?(?:-admn-sts)?$", "", said)
    return _STATUS.get(word, "")
