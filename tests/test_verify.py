"""What doesn't read back as promised is withdrawn, and nothing else is."""

from __future__ import annotations

import pytest

from cleaner.formats import load
from cleaner.model import Document, Edit, Finding, Plan
from cleaner.plugin import Format
from cleaner.render import edits_for
from cleaner.verify import withdraw


def fix(doc: Document, fmt: Format, old: str, new: str, edits: tuple[Edit, ...] | None = None) -> Finding:
    number = next(n for n, s in enumerate(doc.segments) if old in s.view)
    segment = doc.segments[number]
    start = segment.view.index(old)
    made = edits_for(segment, doc.parts[0].text, start, start + len(old), new, fmt.escape) if edits is None else edits
    assert made
    return Finding("x/y", "c", "error", 1, "safe", 0, 0, 1, 1, old, "", (new,), made, segment=number, view_start=start, view_end=start + len(old))


@pytest.mark.parametrize(
    ("name", "raw", "old", "new", "expected"),
    [
        pytest.param("text", b"one flea", "flea", "chip", b"one chip", id="as promised"),
        pytest.param("markdown", b"one **flea** two", "one", "2 * 3", b"2 * 3 **flea** two", id="a star between spaces is no markup"),
        pytest.param("markdown", b"one `x` two", "two", "2`", b"one `x` 2\\`", id="escaped"),
        pytest.param("markdown", b"one flea\n", "one", "1.", b"1\\. flea\n", id="no list is begun"),
        pytest.param("markdown", b"one flea\n", "one", "#", b"\\# flea\n", id="no heading is begun"),
        pytest.param("markdown", b"- one\n- two", "two", "", b"- one\n- ", id="an item that loses its text"),
        pytest.param("markdown", b"|a|\n|-|\n|b|\n", "b", "b|c", b"|a|\n|-|\n|b\\|c|\n", id="a bar in a cell"),
    ],
)
def test_a_fix_that_keeps_its_promise_is_written(name: str, raw: bytes, old: str, new: str, expected: bytes) -> None:
    fmt = load(name)
    doc = fmt.read(raw, "a")
    plan = Plan((fix(doc, fmt, old, new),))
    kept, parts, written = withdraw(doc, plan, fmt)
    assert (kept, written, parts[0].text) == (plan, expected, expected.decode())


@pytest.mark.parametrize(
    ("name", "raw", "old", "new", "edits"),
    [
        pytest.param("text", "café flea".encode("cp1252"), "flea", "чип", None, id="its encoding lacks the letters"),
        pytest.param("text", b"a \xff\xe9 flea", "flea", "chip", (Edit(2, 3, "\ud800"),), id="half a surrogate pair"),
        pytest.param("text", b"one flea", "flea", "chip", (Edit(4, 8, "chips"),), id="something else is written than promised"),
        pytest.param("text", b"one flea", "flea", "a\0", None, id="the text becomes binary"),
        pytest.param("markdown", b"one\ntwo\n", "one\ntwo", "one\n\ntwo", (Edit(3, 4, "\n\n"),), id="a paragraph becomes two"),
        pytest.param("markdown", b"the **flea** is", "flea", "", None, id="nothing is left between markup"),
        pytest.param("markdown", b"one\n- two", "two", "", None, id="a line becomes a heading"),
        pytest.param("markdown", b"# a flea\n", "flea", "b\nc", None, id="a heading has one line"),
        pytest.param("markdown", b"one $f(x) flea\n", "flea", "", (Edit(9, 14, "$"),), id="text becomes a formula"),
    ],
)
def test_a_fix_that_breaks_its_promise_is_withdrawn(name: str, raw: bytes, old: str, new: str, edits: tuple[Edit, ...] | None) -> None:
    fmt = load(name)
    doc = fmt.read(raw, "a")
    kept, parts, written = withdraw(doc, Plan((fix(doc, fmt, old, new, edits),)), fmt)
    assert kept == Plan()
    assert parts == doc.parts
    assert written == raw


def test_only_the_culprits_are_withdrawn() -> None:
    fmt = load("text")
    doc = fmt.read("a b c d e f g h – é".encode("cp1252"), "a")
    plan = Plan(tuple(fix(doc, fmt, letter, "ж" if letter in "bg" else letter.upper()) for letter in "abcdefgh"))
    kept, _, raw = withdraw(doc, plan, fmt)
    assert raw == "A b C D E F g H – é".encode("cp1252")
    assert [f.text for f in kept.findings] == list("acdefh")


def test_of_two_fixes_that_overlap_the_first_is_kept() -> None:
    fmt = load("text")
    doc = fmt.read(b"one flea", "a")
    first, second = fix(doc, fmt, "one flea", "two chips"), fix(doc, fmt, "flea", "chip")
    assert withdraw(doc, Plan((first, second)), fmt)[0] == Plan((first,))


def test_two_fixes_that_together_make_markup_are_not_both_kept() -> None:
    fmt = load("markdown")
    doc = fmt.read(b"x one y two z\n", "a")
    edits = [(Edit(2, 5, "*one"),), (Edit(8, 11, "two*"),)]
    plan = Plan((fix(doc, fmt, "one", "*one", edits[0]), fix(doc, fmt, "two", "two*", edits[1])))
    assert withdraw(doc, plan, fmt)[2] == b"x *one y two z\n"


def test_a_shown_finding_is_no_fix() -> None:
    fmt = load("text")
    doc = fmt.read(b"one flea", "a")
    assert withdraw(doc, Plan((Finding("x/y", "c", "note", 1, "display", 0, 3, 1, 1, "one", ""),)), fmt) == (Plan(), doc.parts, doc.raw)
