"""Markdown: prose with its source spans; code, links' targets, HTML, mathematics and front matter are left alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final, Literal

import pyromark

from cleaner.model import Document, Ignore, Notification, Part, Piece, Segment
from cleaner.plugin import Format
from cleaner.text.decode import decode, encode
from cleaner.text.lines import line_and_column

_O: Final = pyromark.Options
_OPTIONS: Final = (
    _O.ENABLE_TABLES | _O.ENABLE_FOOTNOTES | _O.ENABLE_STRIKETHROUGH | _O.ENABLE_TASKLISTS | _O.ENABLE_MATH | _O.ENABLE_HEADING_ATTRIBUTES | _O.ENABLE_GFM
)
_THING: Final = "\ufffc"
"""Stands in a view for what isn't text: code, an image, a formula, an address."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FRONT: Final = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?![ \t]*[\r\n])(?:[^\r\n]*(?:\r\n|\r|\n))*?(?:\1|(?<=[\r\n])\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_MODULE: Final = re.compile(r"""import\b[^\n]*\bfrom\s*["']|import\s*["']|export\s+(?:const|let|var|default|function|async|class|\*|\{)""")
_SUSPECT: Final = re.compile(r"[{@]|://|www\.|\[\[|:::")
_PROTECTED: Final = re.compile(
    r"""\{?\{\{[^{}]*+\}\}\}?|\{%(?:[^{}%]|%(?!\}))*+%\}|\{[#.:][^{}\n]*\}   # templates and shortcodes, attributes
      |(?:(?:https?|ftp|file)://|\bwww\.)[^\s<>"'\u2018\u2019\u201c\u201d\ufffc]*[\w/=&#~+%-]   # addresses
      |(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
      |^:::[^\n]*|\[\[[^\[\]\n]*\]\]                       # containers, wiki links
    """,
    re.MULTILINE | re.VERBOSE,
)
_JSX: Final = re.compile(r"""</?[A-Za-z][\w.]*(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*>|\{(?:[^{}]|\{[^{}]*\})*\}""")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_OPAQUE: Final = frozenset(("code", "kbd", "samp", "var", "tt", "pre", "script", "style", "math", "svg", "textarea", "object"))
_SEEN: Final = {"br": "\n"} | dict.fromkeys(("img", "hr", "input", "video", "audio", "iframe", "embed", "wbr"), _THING)
_INLINE: Final = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"))
_KEYS: Final = frozenset(("Collapsed", "CollapsedUnknown", "Shortcut", "ShortcutUnknown"))
_THINGS: Final = frozenset(("Code", "InlineMath", "DisplayMath"))
_PROSE: Final = {"Heading": "heading", "TableCell": "cell", "Paragraph": ""}
_WHOLE: Final = frozenset(("Autolink", "Email", "Image"))
_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_COMMENT: Final = re.compile(r"<!--\s*clean\b(\s*:)?\s*([\w-]*)((?:(?!-->|<!--).)*+)-->", re.DOTALL | re.IGNORECASE)
_DIRECTIVES: Final = ("ignore", "ignore-file")
_SPECIAL: Final = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~\n]|\Z)|`|(?<!\s)\*|\*(?!\s)|(?<![^\W_])(?<!\s)_|_(?![^\W_]|\s)|(?<=\s)_(?=\w)|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=\#?\w+;)"""
)
_BRACKET: Final = re.compile(r"[\[\]]")
_LINK: Final = re.compile(r"\][(\[:]")
_LINE_START: Final = re.compile(r"(?m)(?<=^)(?:#(?=\#{0,5}(?:\s|\Z))|[-+](?=\s|\Z)|>|=(?==*\s*$))|(?<=^)(\d{1,9})([.)])(?=\s)")
_CLOSING: Final = re.compile(r"(?<=\s)#(?=#*\s*\Z)")

# A stretch of the source while a block is read: its start and end, what is seen of it (None: itself), what it is.
_Kind = Literal["copied", "decoded", "hidden"]
_Stretch = tuple[int, int, str | None, _Kind]
# The rules and the offset of an ignore comment whose span isn't known yet.
_Waiting = tuple[tuple[str, ...], int]


def read(raw: bytes, path: str) -> Document:
    """Read *raw* as Markdown: one segment a paragraph, heading, list item or cell; raises UnreadableError where it is binary."""
    part, notifications = decode(raw, path)
    reader = _Reader(part.text, path.lower().endswith(".mdx"))
    reader.read()
    return Document(path, "markdown", (part,), tuple(reader.segments), raw, tuple(reader.ignores), (*notifications, *reader.notes))


def write(document: Document, parts: tuple[Part, ...]) -> bytes:
    """Return the bytes of the only part."""
    return encode(parts[0])


def escape(new: str, segment: Segment) -> str:
    r"""Escape what in *new* would be read as markup, and nothing else. A line feed in front says that *new* begins a line.

    >>> escape("2*3 snake_case [sic] <b> R&D", Segment("", ()))
    '2\\*3 snake_case [sic] \\<b> R&D'
    """
    made = _SPECIAL.sub(r"\\\g<0>", new)
    if "[" in new or "]" in new:
        made = _BRACKET.sub(r"\\\g<0>", made) if new.count("[") != new.count("]") or _LINK.search(new) else made
    if segment.kind == "cell":
        return made.replace("|", "\\|")
    if segment.kind == "heading":
        return _CLOSING.sub(r"\\#", made)
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[0]}", made) if made[:1] == "\n" else made


class _Block:
    """The stretches of one block while it is read; `at` is how far the source is accounted for."""

    __slots__ = ("at", "broken", "ignores", "inline", "kind", "opaque", "start", "stretches", "text")

    def __init__(self, text: str, kind: str, start: int) -> None:
        self.text, self.kind, self.start, self.at = text, kind, start, start
        self.broken = -1  # where a line break began whose end (indentation, quote marks) isn't known yet
        self.inline: list[tuple[int, str]] = []  # of each open inline element: the number of stretches before it, what it is
        self.opaque: list[tuple[str, int, int, int]] = []  # of each open HTML element of code: name, number of stretches, offset, open inline elements
        self.ignores: list[_Waiting] = []
        self.stretches: list[_Stretch] = []

    def upto(self, offset: int) -> None:
        """Account for what stands before *offset*: a line break with all that belongs to it, or markup."""
        if self.broken >= 0:
            self.stretches.append((self.broken, offset, "\n", "decoded"))
            self.broken = -1
        elif self.at < offset:
            self.stretches.append((self.at, offset, "", "hidden"))
        self.at = max(self.at, offset)

    def break_(self, start: int, end: int) -> None:
        """Begin a line break at *start*, or where the spaces before it begin."""
        if self.text[self.at : start].strip(" \t"):
            self.upto(start)
        self.broken = self.at if self.broken < 0 else self.broken
        self.at = end

    def hide(self, start: int, end: int, seen: str = "") -> None:
        """Hide start..end behind *seen*."""
        self.upto(start)
        self.stretches.append((start, end, seen, "hidden"))
        self.at = end

    def copy(self, start: int, end: int) -> None:
        """Take start..end as it is, and a backslash before it that made its first character plain."""
        text = self.text
        if self.at < start and text[start - 1] == "\\" and text[start] in _PUNCTUATION:
            self.upto(start - 1)
            self.stretches.append((start - 1, start + 1, text[start], "decoded"))
            self.at = start = start + 1
        elif self.at != start or self.broken >= 0:
            self.upto(start)
        elif self.stretches and self.stretches[-1][3] == "copied":
            start = self.stretches.pop()[0]
        if start < end:
            self.stretches.append((start, end, None, "copied"))
        self.at = end

    def decode(self, start: int, end: int, seen: str) -> None:
        """Take start..end, an entity, as *seen*."""
        self.upto(start)
        self.stretches.append((start, end, seen, "decoded"))
        self.at = end

    def enter(self, start: int, kind: str) -> None:
        """Begin an inline element at *start*."""
        self.upto(start)
        self.inline.append((len(self.stretches), kind))

    def leave(self, start: int, end: int) -> None:
        """End the inline element that lies in start..end; a line break before its end isn't editable."""
        number, kind = self.inline.pop()
        self.opaque = [element for element in self.opaque if element[3] <= len(self.inline)]
        if kind in _WHOLE:
            self.replace(number, start, end)
            return
        if kind in _KEYS:
            self.freeze(number)
        if self.broken >= 0:
            self.stretches.append((self.broken, end, "\n", "hidden"))
            self.broken, self.at = -1, end
        else:
            self.upto(end)

    def replace(self, number: int, start: int, end: int) -> None:
        """Put a thing for start..end in the place of all stretches from *number* on."""
        del self.stretches[number:]
        self.stretches.append((start, end, _THING, "hidden"))
        self.broken, self.at = -1, end

    def freeze(self, number: int) -> None:
        """Keep all stretches from *number* on from being edited: a link's text that is also its key."""
        self.stretches[number:] = [(start, end, self.text[start:end] if seen is None else seen, "hidden") for start, end, seen, _ in self.stretches[number:]]

    def tag(self, start: int, end: int) -> None:
        """Hide an HTML tag or comment, and all of an element that holds code."""
        found = _TAG.match(self.text, start)
        name = found[2].lower() if found else ""
        if name not in _OPAQUE:
            self.hide(start, end, _SEEN.get(name, ""))
        elif found and not found[1]:
            self.upto(start)
            self.opaque.append((name, len(self.stretches), start, len(self.inline)))
            self.hide(start, end)
        elif self.opaque and self.opaque[-1][0] == name and self.opaque[-1][3] == len(self.inline):
            _, number, first, _ = self.opaque.pop()
            self.replace(number, first, end)
        else:
            self.hide(start, end)

    def segment(self, jsx: bool) -> Segment | None:
        """Return the block as a segment, None where it has no text."""
        text, stretches = self.text, self.stretches
        seen = [text[start:end] if view is None else view for start, end, view, _ in stretches]
        view = "".join(seen)
        if _SUSPECT.search(view) or (jsx and "<" in view):
            self._protect(view, seen, _PROTECTED)
            if jsx:
                self._protect("".join(seen), seen, _JSX)
            view = "".join(seen)
        if not view.strip(_THING + " \t\r\n") or _MODULE.match(view):
            return None
        pieces, at = [], 0
        for (start, end, _, kind), part in zip(stretches, seen, strict=True):
            stop = at + len(part)
            pieces.append(Piece(at, stop, start, end, kind))
            at = stop
        return Segment(view, tuple(pieces), kind=self.kind)

    def _protect(self, view: str, seen: list[str], pattern: re.Pattern[str]) -> None:
        """Put things in the place of what *pattern* finds in *view*, in the stretches and in what is *seen* of them."""
        for found in reversed(list(pattern.finditer(view))):
            at, first, last = 0, -1, -1
            low = high = 0
            for number, text in enumerate(seen):
                if text and at < found.end() and found.start() < at + len(text):
                    if first < 0:
                        first, low = number, found.start() - at
                    last, high = number, found.end() - at
                at += len(text)
            self._cut(seen, first, low, last, high)

    def _cut(self, seen: list[str], first: int, low: int, last: int, high: int) -> None:
        """Hide from *low* in stretch *first* to *high* in stretch *last*; what is cut of a copied stretch stays, another goes whole."""
        head, tail = self.stretches[first], self.stretches[last]
        start, end = (s if kind == "copied" else whole for s, kind, whole in ((head[0] + low, head[3], head[0]), (tail[0] + high, tail[3], tail[1])))
        made: list[_Stretch] = [(start, end, _THING, "hidden")]
        texts = [_THING]
        if head[0] < start:
            made.insert(0, (head[0], start, None, "copied"))
            texts.insert(0, seen[first][:low])
        if end < tail[1]:
            made.append((end, tail[1], None, "copied"))
            texts.append(seen[last][high:])
        self.stretches[first : last + 1] = made
        seen[first : last + 1] = texts


class _Reader:
    """Reads one Markdown text into segments, ignores and notes."""

    def __init__(self, text: str, jsx: bool) -> None:
        self.text, self.jsx = text, jsx
        self.segments: list[Segment] = []
        self.ignores: list[Ignore] = []
        self.notes: list[Notification] = []
        self.block: _Block | None = None
        self.waiting: list[_Waiting] = []  # ignores whose block is to come
        self.quotes = self.items = 0

    def read(self) -> None:
        """Go through the events of the parser."""
        front = _FRONT.match(self.text)
        base = front.end() if front else 0
        source = _SURROGATE.sub("\ufffd", self.text[base:])
        offset = _offsets(source, base)
        unread = False  # inside a block of code
        event: Any  # pyromark's union of a few dozen typed dicts
        for event, span in _events(source):
            start, end = span["start"], span["end"]
            if offset is not None:
                start, end = offset(start), offset(end)
            if isinstance(event, str):
                if event != "Rule":
                    self._open(start).break_(start, end)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if unread:
                    continue
                if value == source[start - base : end - base]:
                    (self.block or self._open(start)).copy(start, end)
                else:
                    self._open(start).decode(start, end, value)
            elif name == "Start" or name == "End":
                kind, about = (value, {}) if isinstance(value, str) else next(iter(value.items()))
                if kind not in _INLINE:
                    self._turn(name, kind, start, end)
                    unread = kind == "CodeBlock" and name == "Start"
                elif name == "Start":
                    self._open(start).enter(start, about["link_type"] if kind == "Link" else kind)
                else:
                    self._open(start).leave(start, end)
            elif name == "InlineHtml":
                self._open(start).tag(start, end)
                self._comments(start, end)
            elif name == "InlineMath" and _is_money(self.text, start, end):
                self._open(start).copy(start, end)
            elif name == "FootnoteReference":
                self._open(start).hide(start, end)
            elif name in _THINGS:
                self._open(start).hide(start, end, _THING)
        self._finish()
        self._settle(len(self.text), len(self.text))

    def _open(self, start: int) -> _Block:
        """Return the open block; where there is none, one for the text of a list item begins at *start*."""
        if self.block is None:
            self.block = _Block(self.text, "quote" if self.quotes else "item", start)
            self.block.ignores, self.waiting = self.waiting, []
        return self.block

    def _finish(self) -> None:
        """End the open block."""
        if self.block is None:
            return
        segment = self.block.segment(self.jsx)
        if segment is not None:
            self.segments.append(segment)
        for rules, at in self.block.ignores:
            self._ignore(rules, at, self.block.start, self.block.at)
        self.block = None

    def _turn(self, name: str, kind: str, start: int, end: int) -> None:
        """Begin or end a block."""
        self._finish()
        if kind == "BlockQuote":
            self.quotes += 1 if name == "Start" else -1
        elif kind == "Item":
            self.items += 1 if name == "Start" else -1
        if name == "End" or kind == "Item":
            return
        if kind == "HtmlBlock":
            self._comments(start, end)
            if self.text[start:end].lstrip().startswith("<!--"):
                return
        self._settle(start, end)
        if kind in _PROSE:
            self.block = _Block(self.text, _PROSE[kind] or ("quote" if self.quotes else "item" if self.items else "paragraph"), start)

    def _comments(self, start: int, end: int) -> None:
        """Read the ignore comments in start..end; in a block of text they cover it, else the block that comes next."""
        if self.text.find("<!--", start, end) < 0:
            return
        for found in _COMMENT.finditer(self.text, start, end):
            word, rules = found[2].lower(), tuple(re.split(r"[\s,]+", found[3].strip())) if found[3].strip() else ()
            if not found[1] or word not in _DIRECTIVES:
                self._unknown(found)
            elif word == "ignore-file":
                self._ignore(rules, found.start(), 0, len(self.text))
            else:
                (self.waiting if self.block is None else self.block.ignores).append((rules, found.start()))

    def _settle(self, start: int, end: int) -> None:
        """Let the ignores that wait for a block cover start..end."""
        for rules, at in self.waiting:
            self._ignore(rules, at, start, end)
        self.waiting.clear()

    def _ignore(self, rules: tuple[str, ...], at: int, start: int, end: int) -> None:
        line, column = line_and_column(self.text, at)
        self.ignores.append(Ignore(rules, start, end, line, column))

    def _unknown(self, found: re.Match[str]) -> None:
        """Tell of a comment that was probably meant to be an ignore."""
        if found[1] or found[2].lower().startswith("ignore"):
            line, column = line_and_column(self.text, found.start())
            message = f"{line}:{column}: 'clean{found[1] or ''} {found[2]}' is no directive; write 'clean: ignore RULE…' or 'clean: ignore-file RULE…'"
            self.notes.append(Notification("unknown-directive", message, level="note"))


def _offsets(source: str, base: int) -> Callable[[int], int] | None:
    """Return what makes UTF-8 byte offsets in *source* into code points, *base* added; None where they are the same."""
    if source.isascii():
        return base.__add__ if base else None
    continuations = [found.start() for found in re.finditer(b"[\x80-\xbf]", source.encode())]
    return lambda offset: base + offset - bisect_left(continuations, offset)


def _events(source: str) -> list[tuple[Any, Any]]:
    """Parse *source*; where a sum in dollars was taken for the end of a formula (``$5 or **$6**``), without formulas.

    A ``$`` before a digit ends none: that is pandoc's rule, which the parser lacks.
    """
    events = list(pyromark.events_with_range(source, options=_OPTIONS))
    if "$" in source:
        coded = source.encode()
        if any(isinstance(event, dict) and "InlineMath" in event and coded[span["end"] : span["end"] + 1].isdigit() for event, span in events):
            return list(pyromark.events_with_range(source, options=_OPTIONS & ~_O.ENABLE_MATH))
    return events


def _is_money(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] was taken for a formula and is a stretch between two sums in dollars.

    >>> _is_money("$5-$6", 0, 4), _is_money("$5x$", 0, 4), _is_money("$2 a day to US$3", 0, 15)
    (True, False, True)
    """
    inside = text[start + 1 : end - 1]
    if not inside[:1].isdigit() or re.search(r"[\\^_=*`\[\]<>&{}\r\n]", inside):
        return False
    return text[end : end + 1].isalnum() or bool(re.search(r"[^\W\d_]{2}", inside))


PLUGIN = Format(suffixes=(".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"), read=read, write=write, escape=escape)
