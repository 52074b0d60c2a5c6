"""Bilingual dictionaries, read into headwords and their senses in English: FreeDict TEI, tables (TSV) and Wiktionary extracts (JSONL)."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final

from cleaner.errors import CleanerError, UnreadableError
from cleaner.model.languages import NAMES, language_name

FORMATS: Final = ("tei", "tsv", "wiktionary")
SUFFIXES: Final = {".tei": "tei", ".xml": "tei", ".tsv": "tsv", ".tab": "tsv", ".txt": "tsv", ".jsonl": "wiktionary", ".json": "wiktionary"}
CHUNK: Final = 1 << 16
LONGEST: Final = 3
"""Words of a translation; a longer one explains the headword and translates nothing."""

# FreeDict names its languages by three letters.
_THREE: Final = {
    "ara": "ar", "bul": "bg", "ben": "bn", "cat": "ca", "ces": "cs", "dan": "da", "deu": "de", "ell": "el", "spa": "es", "est": "et", "fas": "fa",
    "fin": "fi", "fra": "fr", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ind": "id", "ita": "it", "jpn": "ja", "kat": "ka",
    "kor": "ko", "lit": "lt", "lav": "lv", "nld": "nl", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "slk": "sk", "slv": "sl",
    "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh", "eng": "en",
}  # fmt: skip
_POS: Final = {
    "n": "noun", "noun": "noun", "s": "noun", "sb": "noun", "subst": "noun", "v": "verb", "vt": "verb", "vi": "verb", "vb": "verb", "verb": "verb",
    "adj": "adjective", "adjective": "adjective", "a": "adjective", "name": "name", "pn": "name", "prop": "name",
}  # fmt: skip
_PAIR: Final = re.compile(r"(?:^|[^a-z])([a-z]{2,3})-([a-z]{2,3})(?:[^a-z]|$)")
_TITLE: Final = re.compile(r"\s*([A-Z][a-z]+)\s*[-\u2013\u2192\u2192 ]+\s*English\b")
_BRACKETS: Final = re.compile(r"\s*[(\[{<][^()\[\]{}<>]*[)\]}>]\s*")
_LABEL: Final = re.compile(r"^\s*[(\[]([^()\[\]]{2,60})[)\]]")
_ARTICLE: Final = re.compile(r"^(?:to|an?|the) (?=\S)")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*)*")


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a headword: its English translations, which are synonyms, the labels of its field, and what the dictionary says of it besides."""

    words: tuple[str, ...]
    fields: tuple[str, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword as one part of speech (``noun``, ``verb``, ``adjective``, another, or empty: unknown) with its senses."""

    word: str
    pos: str
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary from one language to English: its name and version (as far as it tells), and its entries."""

    name: str
    version: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}".rstrip()


Seen = Callable[[int], None]
"""Is told how many bytes of the file were read so far, packed as they are."""


def read_dictionary(path: str, language: str, format: str = "", stream: IO[bytes] | None = None, seen: Seen | None = None) -> Dictionary:
    """Read the dictionary at *path* (or from *stream*, of which *path* is the name), from *language* (a code: fr) to English.

    *format* is one of `FORMATS`; without it the file's name tells. A file that is packed with gzip is unpacked. Raises
    CleanerError where it can't be read, isn't what it seems to be, is from another language, or has no entry.
    """
    code = language.partition("-")[0].lower()
    kind = format or _format_of(path)
    _refuse_other(path, path_languages(path), code)
    try:
        with stream or open(path, "rb") as packed:
            raw = _Counted(packed, seen)
            with _unpacked(raw) as file:
                made = _READERS[kind](file, path, code)
    except EOFError:
        raise UnreadableError(f"{path}: the packed file ends too early; get it again") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableError(f"{path}: can't be unpacked ({error}); get it again, or unpack it by hand") from None
    except OSError as error:
        raise UnreadableError(f"{path}: can't be read ({(error.strerror or str(error)).lower()}); name another file or mend that") from None
    if not made.entries:
        raise CleanerError(f"{path}: no entry from {language_name(code)} to English in it; name another file, language (--from) or format (--format)")
    return made


def _format_of(path: str) -> str:
    """Return the format that the name of the file at *path* stands for."""
    stem = path.lower().removesuffix(".gz")
    kind = SUFFIXES.get(os.path.splitext(stem)[1], "")
    if not kind:
        known = ", ".join(sorted({*SUFFIXES}))
        raise CleanerError(f"{path}: the name doesn't tell what kind of dictionary this is; say --format {'|'.join(FORMATS)}, or name it with {known}")
    return kind


def path_languages(path: str) -> tuple[str, str] | None:
    """Return the two languages that the name of a dictionary's file tells, as codes, if it does.

    >>> path_languages("dicts/fra-eng.tei"), path_languages("kaikki-fr.jsonl"), path_languages("my-own.tsv")
    (('fr', 'en'), None, None)
    """
    found = _PAIR.search(os.path.basename(path).lower())
    codes = [_THREE.get(code, code) for code in found.groups()] if found else []
    return (codes[0], codes[1]) if codes and all(code in NAMES or code == "en" for code in codes) else None


def _refuse_other(path: str, languages: tuple[str, str] | None, code: str) -> None:
    """Raise CleanerError where *languages*, which the dictionary at *path* says it is of, aren't *code* and English."""
    if languages is None or languages == (code, "en"):
        return
    source, target = (language_name(one) if one != "en" else "English" for one in languages)
    if languages == ("en", code):
        remedy = f"take the one from {language_name(code)} to English"
    elif languages[1] == "en":
        remedy = f"say --from {languages[0]}, or name another file"
    else:
        remedy = "name one into English"
    raise CleanerError(f"{path}: this dictionary is from {source} to {target}, not from {language_name(code)} to English; {remedy}")


class _Counted(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, file: IO[bytes], seen: Seen | None) -> None:
        """Read *file*, and tell *seen*."""
        self.file, self.seen, self.count = file, seen, 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into *buffer*."""
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        if self.seen:
            self.seen(self.count)
        return len(data)


def _unpacked(raw: _Counted) -> IO[bytes]:
    """Return *raw* to read from, unpacked where it is packed, whatever its name says."""
    file = io.BufferedReader(raw, CHUNK)
    return gzip.GzipFile(fileobj=file) if file.peek(2)[:2] == b"\x1f\x8b" else file  # type: ignore[return-value]


# FreeDict's TEI


class _Tei:
    """Hears an XML parser and keeps what dictionaries need: entries with their form, grammar and senses."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self.path: list[str] = []
        self.text: list[str] = []
        self.title = self.edition = ""
        self.entries: list[Entry] = []
        self.found: list[Sense] = []  # of the entry that is open
        self.orth = self.pos = ""
        self.words: list[list[str]] = []  # of each sense that is open, the innermost last
        self.labels: list[list[str]] = []
        self.notes: list[list[str]] = []
        self.trans: list[bool] = []  # of each `cit` that is open: is it a translation into English?

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        name = name.rpartition(":")[2]
        self.path.append(name)
        self.text = []
        if name == "entry":
            self.orth = self.pos = ""
            self.found = []
            self._open()
        elif name == "sense":
            self._open()
        elif name == "cit":
            self.trans.append(attributes.get("type", "") in ("trans", "translation") and attributes.get("xml:lang", "en")[:2] == "en")

    def data(self, text: str) -> None:
        """Hear text."""
        self.text.append(text)

    def end(self, name: str) -> None:
        """Hear an element end."""
        name = self.path.pop()
        text = " ".join("".join(self.text).split())
        self.text = []
        parent = self.path[-1] if self.path else ""
        if name == "cit":
            self.trans.pop()
        elif name == "sense":
            self._close()
        elif name == "entry":
            self._close()
            if self.orth and self.found:
                self.entries.append(Entry(self.orth, self.pos, tuple(self.found)))
        elif not self.words:
            if name == "title" and parent == "titleStmt" and not self.title:
                self.title = text
            elif name == "edition":
                self.edition = text
        elif name == "orth" and not self.orth:
            self.orth = text
        elif name == "pos":
            self.pos = self.pos or _POS.get(text.rstrip(".").lower(), text.lower())
        elif name == "quote" and self.trans and all(self.trans):
            self.words[-1] += translations(text)
        elif name in ("usg", "lbl") and text:
            self.labels[-1].append(text.strip("[]().").lower())
        elif name in ("def", "note", "gloss") and text:
            self.notes[-1].append(text)

    def _open(self) -> None:
        self.words.append([])
        self.labels.append([])
        self.notes.append([])

    def _close(self) -> None:
        words, labels, notes = self.words.pop(), self.labels.pop(), self.notes.pop()
        outer = [label for group in self.labels for label in group]
        if words:
            self.found.append(Sense(tuple(dict.fromkeys(words)), tuple(dict.fromkeys((*outer, *labels))), "; ".join(notes)))


def _read_tei(file: IO[bytes], path: str, code: str) -> Dictionary:
    """Read TEI. Definitions of entities, by which a small file becomes a huge one, are refused; nothing that the file names elsewhere is loaded."""
    from xml.parsers import expat

    heard = _Tei()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = heard.start, heard.end, heard.data

    def entity(name: str, *_: object) -> None:
        where = f"{path}:{parser.CurrentLineNumber}:{parser.CurrentColumnNumber + 1}"
        raise CleanerError(f"{where}: it defines an entity, '{name}', and such files aren't read; write its text where it is named and take the definition out")

    parser.EntityDeclHandler = entity
    try:
        while data := file.read(CHUNK):
            parser.Parse(data, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.errors.messages[error.code]
        raise CleanerError(f"{path}:{error.lineno}:{error.offset + 1}: this isn't sound XML ({what}); mend it there, or get the file again") from None
    named = _TITLE.match(heard.title)
    codes = [one for one, name in NAMES.items() if named and name == named[1]]
    if codes:
        _refuse_other(path, (codes[0], "en"), code)
    return Dictionary(heard.title or _stem(path), heard.edition, tuple(heard.entries))


# Tables


def _read_tsv(file: IO[bytes], path: str, code: str) -> Dictionary:
    """Read a table: headword, English (synonyms with a comma or semicolon between), perhaps a field or a gloss, perhaps a part of speech."""
    rows: dict[tuple[str, str], list[Sense]] = {}
    for number, line in _lines(file, path):
        if not line.strip() or line.startswith("#"):
            continue
        word, *columns = (" ".join(cell.split()) for cell in line.split("\t"))
        if not word or not columns or not columns[0]:
            wanted = "headword, English word, and perhaps a field, perhaps a part of speech"
            raise CleanerError(f"{path}:{number}: there are fewer than two columns; write {wanted}, with tabs between")
        field, pos = [*columns[1:3], "", ""][:2]
        words = [one for part in re.split(r"[,;]", columns[0]) for one in translations(part)]
        if words:
            rows.setdefault((word, _POS.get(pos.lower().rstrip("."), pos.lower())), []).append(Sense(tuple(words), (field.lower(),) if field else ()))
    return Dictionary(_stem(path), "", tuple(Entry(word, pos, tuple(senses)) for (word, pos), senses in rows.items()))


# Wiktionary, as wiktextract and kaikki.org have it


def _read_wiktionary(file: IO[bytes], path: str, code: str) -> Dictionary:
    """Read an extract of a Wiktionary, an object a line.

    Of three kinds of objects each says what a word is in English: a word of the language with English glosses (the
    English Wiktionary's), one with translations (its own Wiktionary's), and an English word with translations into the language.
    """
    entries: list[Entry] = []
    backward: dict[tuple[str, str], list[Sense]] = {}
    spoken: dict[str, int] = {}
    for number, line in _lines(file, path):
        if not line.strip():
            continue
        try:
            held = json.loads(line)
        except ValueError as error:
            raise CleanerError(f"{path}:{number}: this isn't JSON ({error}); a Wiktionary extract has an object a line, get the file again") from None
        if not isinstance(held, dict) or not isinstance(word := held.get("word"), str):
            if isinstance(held, dict) and "redirect" in held:
                continue
            raise CleanerError(f"{path}:{number}: there is no 'word' in it; name an extract made by wiktextract, an object a line")
        language = str(held.get("lang_code", ""))
        spoken[language] = spoken.get(language, 0) + 1
        pos = _POS.get(str(held.get("pos", "")), str(held.get("pos", "")))
        if language == code:
            senses = tuple(_translated(held)) or tuple(_glossed(held))
            entries += [Entry(word, pos, senses)] if senses else []
        elif language == "en":
            for foreign, gloss, fields in _into(held, code):
                backward.setdefault((foreign, pos), []).extend(Sense((one,), fields, gloss) for one in translations(word))
    entries += [Entry(word, pos, tuple(senses)) for (word, pos), senses in backward.items()]
    if not entries and spoken:
        most = max(spoken, key=lambda one: spoken[one])
        remedy = f"say --from {most}, or name another file" if most not in ("", "en", code) else "name another file"
        raise CleanerError(f"{path}: no translation from {language_name(code)} in it (most of its words are of the language '{most}'); {remedy}")
    return Dictionary(_stem(path), "", tuple(entries))


def _items(held: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """Yield the objects in the list *key* of *held*."""
    value = held.get(key)
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _labels(sense: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the labels of a sense: its topics, else what its categories name."""
    topics = sense.get("topics")
    return tuple(str(topic).lower() for topic in topics) if isinstance(topics, list) else ()


def _glossed(held: Mapping[str, Any]) -> Iterator[Sense]:
    """Yield the senses of a foreign word that the English Wiktionary explains."""
    for sense in _items(held, "senses"):
        glosses = sense.get("glosses")
        tags = sense.get("tags")
        if not isinstance(glosses, list) or not glosses or "form_of" in sense or "alt_of" in sense or (isinstance(tags, list) and "obsolete" in tags):
            continue
        gloss = str(glosses[-1])
        label = _LABEL.match(gloss)
        words = [one for part in re.split(r"[,;]", _BRACKETS.sub(" ", gloss)) for one in translations(part)]
        if words:
            yield Sense(tuple(dict.fromkeys(words)), _labels(sense) or ((label[1].lower(),) if label else ()), gloss)


def _translated(held: Mapping[str, Any]) -> Iterator[Sense]:
    """Yield the senses of a foreign word by the English translations that its own Wiktionary gives, those of one sense together."""
    by_sense: dict[str, list[str]] = {}
    for item in _items(held, "translations"):
        if str(item.get("lang_code", item.get("code", ""))) == "en" and isinstance(item.get("word"), str):
            by_sense.setdefault(str(item.get("sense", item.get("sense_index", ""))), []).extend(translations(item["word"]))
    for sense in _items(held, "senses"):
        glosses = sense.get("glosses")
        words = [
            one
            for item in _items(sense, "translations")
            if str(item.get("lang_code", item.get("code", ""))) == "en" and isinstance(item.get("word"), str)
            for one in translations(item["word"])
        ]
        if words:
            by_sense.setdefault(str(glosses[0]) if isinstance(glosses, list) and glosses else "", []).extend(words)
    for gloss, words in by_sense.items():
        if words:
            yield Sense(tuple(dict.fromkeys(words)), (), gloss)


def _into(held: Mapping[str, Any], code: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the translations of an English word into the language *code*: the word, the sense it is of, and its labels."""
    for group in (held, *_items(held, "senses")):
        for item in _items(group, "translations"):
            if str(item.get("lang_code", item.get("code", ""))) == code and isinstance(item.get("word"), str):
                yield item["word"], str(item.get("sense", "")), _labels(item)


_READERS: Final[Mapping[str, Callable[[IO[bytes], str, str], Dictionary]]] = {"tei": _read_tei, "tsv": _read_tsv, "wiktionary": _read_wiktionary}


def _lines(file: Iterable[bytes], path: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of *file* with their numbers; UnreadableError where one isn't UTF-8."""
    for number, raw in enumerate(file, 1):
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"{path}:{number}: byte 0x{raw[error.start]:02X} here isn't UTF-8; save the file as UTF-8") from None


def translations(text: str) -> list[str]:
    """Return the English words or short phrases that *text*, a translation as dictionaries write it, offers.

    >>> translations("to lift (up)"), translations("a flea"), translations("any of several small insects that jump"), translations("CHIP")
    (['lift'], ['flea'], [], ['CHIP'])
    """
    bare = _BRACKETS.sub(" ", text)
    bare = _ARTICLE.sub("", " ".join(bare.replace("\u2019", "'").split()).strip(" .;,!?"))
    return [bare] if _WORD.fullmatch(bare) and bare.count(" ") < LONGEST else []


def _stem(path: str) -> str:
    name = os.path.basename(path)
    return os.path.splitext(name.removesuffix(".gz"))[0]
