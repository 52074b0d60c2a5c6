"""Laws that hold for every format and any bytes."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import UnreadableError
from cleaner.formats import MODULES, SUFFIXES, by_path, load
from cleaner.model import Document, Finding, Plan
from cleaner.plugin import Format
from cleaner.render import apply_view, edits_for, splice
from cleaner.verify import withdraw

WORDS = re.compile(r"[^\W_]+")
NEW = ["chips", "AI", "*", "a_b", "_x_", "[y]", "1. one", "# no", "<b>", "&amp;", "\\", "$5", "|", "two words", "", "`", "- z", "é", "\n", "> q", "~~", "](u)"]


def document(fmt: Format, raw: bytes) -> Document | None:
    try:
        return fmt.read(raw, "x" + fmt.suffixes[0])
    except UnreadableError:
        return None


def check_pieces(doc: Document) -> None:
    """Pieces cover the view without gaps, in order, inside the part; copied ones are identical to the source."""
    for segment in doc.segments:
        source = doc.part(segment.part).text
        assert [p.view_start for p in segment.pieces[:1]] == [0]
        assert segment.pieces[-1].view_end == len(segment.view)
        assert all(a.view_end == b.view_start and a.end <= b.start for a, b in pairwise(segment.pieces))
        for piece in segment.pieces:
            assert 0 <= piece.start <= piece.end <= len(source)
            assert piece.view_start <= piece.view_end
            if piece.kind == "copied":
                assert source[piece.start : piece.end] == segment.view[piece.view_start : piece.view_end]
            if piece.kind == "decoded":
                assert piece.view_start < piece.view_end


def finding(doc: Document, fmt: Format, number: int, start: int, end: int, new: str) -> Finding | None:
    segment = doc.segments[number]
    edits = edits_for(segment, doc.part(segment.part).text, start, end, new, fmt.escape)
    if not edits:
        return None
    old = segment.view[start:end]
    return Finding("x/y", "c", "error", 1, "safe", 0, 0, 1, 1, old, "", (new,), edits, segment=number, view_start=start, view_end=end)


def check_fixes(doc: Document, fmt: Format, wanted: list[tuple[int, int, int, str]]) -> int:
    """Fix what can be fixed; say how many fixes were kept. What is kept gives exactly the promised views."""
    findings = tuple(f for f in (finding(doc, fmt, *w) for w in wanted) if f)
    plan, parts, raw = withdraw(doc, Plan(findings), fmt)
    again = fmt.read(raw, doc.path)
    expected = [s.view for s in doc.segments]
    for number in {f.segment for f in plan.findings}:
        mine = [(f.view_start, f.view_end, f.replacements[0]) for f in plan.findings if f.segment == number]
        expected[number] = apply_view(doc.segments[number].view, mine)
    blank = "\ufffc \t\r\n"
    assert [s.view for s in again.segments if s.view.strip(blank)] == [view for view in expected if view.strip(blank)]
    assert [p.text for p in parts] == [splice(p, plan.edits).text for p in doc.parts]
    assert fmt.write(again, again.parts) == raw
    if not plan.findings:
        assert raw == doc.raw
    return len(plan.findings)


SNIPPETS = [
    "word", " ", "\n", "\n\n", "\r\n", "\r", "*", "**", "_", "`", "``", "[", "]", "](u)", "[x]: /u\n", "[x][]", "[x]", "![",
    "<b>", "</b>", "<code>", "</code>", "<!-- c -->", "<!-- clean: ignore a -->", "<br>", "<div>\n", "<http://a.b>",
    "\\", "&amp;", "&", "# ", "- ", "1. ", "> ", "    ", "\t", "| a | b |\n|---|---|\n", "|", "$", "$5", "---\n", "+++\n", "~~", "=", "===\n",
    "https://a.b/c_d", "{{< x >}}", "{#id}", "[^1]", "[^1]: ", ":::", "```\n", "  \n", "\\\n",
    "é", "\u2019", "\udcff", "\u00a0", "IA chip", "😀",
]  # fmt: skip
markup = st.lists(st.sampled_from(SNIPPETS), max_size=30).map(lambda parts: "".join(parts).encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("name", sorted(MODULES))
@given(raw=markup | st.binary(max_size=60) | st.text(max_size=60).map(lambda t: t.encode("utf-8")))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_in_pieces_and_written_back(name: str, raw: bytes) -> None:
    fmt = load(name)
    doc = document(fmt, raw)
    if doc is not None:
        assert fmt.write(doc, tuple(part._replace() for part in doc.parts)) == raw
        assert doc.raw == raw
        check_pieces(doc)
        assert all(0 <= i.start <= i.end <= len(doc.part(i.part).text) for i in doc.ignores)


@pytest.mark.parametrize("name", sorted(MODULES))
@given(raw=markup, data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_fix_reads_back_as_promised_or_is_withdrawn(name: str, raw: bytes, data: st.DataObject) -> None:
    fmt = load(name)
    doc = document(fmt, raw)
    if doc is None:
        return
    words = [(number, m.start(), m.end()) for number, s in enumerate(doc.segments) for m in WORDS.finditer(s.view)]
    chosen = data.draw(st.lists(st.sampled_from(words), unique=True, max_size=4)) if words else []
    check_fixes(doc, fmt, [(*word, data.draw(st.sampled_from(NEW))) for word in chosen])


@pytest.mark.parametrize("name", sorted(MODULES))
@given(raw=markup, data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_stretch_of_a_view_is_fixed_as_promised_or_not_at_all(name: str, raw: bytes, data: st.DataObject) -> None:
    fmt = load(name)
    doc = document(fmt, raw)
    if doc is not None and doc.segments:
        number = data.draw(st.integers(0, len(doc.segments) - 1))
        start = data.draw(st.integers(0, len(doc.segments[number].view)))
        end = data.draw(st.integers(start, len(doc.segments[number].view)))
        check_fixes(doc, fmt, [(number, start, end, data.draw(st.sampled_from(NEW)))])


def found_on_this_machine(most: int) -> list[Path]:
    """Markdown files of what is installed here, a fixed choice of them."""
    roots = [Path(p) for p in (*sys.path, "/usr/share", "/usr/lib/node_modules") if Path(p).is_dir() and ("site-packages" in p or p.startswith("/usr/"))]
    found = sorted({Path(folder, file) for root in roots for folder, _, files in os.walk(root) for file in files if file.endswith(".md")})
    return random.Random(1).sample(found, min(most, len(found)))


def test_real_files_come_back_and_take_fixes() -> None:
    files = found_on_this_machine(40)
    if not files:
        pytest.skip("no Markdown file on this machine")
    fmt, rng, wanted, kept = load("markdown"), random.Random(2), 0, 0
    for file in files:
        doc = document(fmt, file.read_bytes()[:100_000])
        if doc is None:
            continue
        check_pieces(doc)
        assert fmt.write(doc, tuple(part._replace() for part in doc.parts)) == doc.raw
        words = [(number, m.start(), m.end(), "chips") for number, s in enumerate(doc.segments) for m in WORDS.finditer(s.view)]
        chosen = rng.sample(words, min(5, len(words)))
        wanted += len(chosen)
        kept += check_fixes(doc, fmt, chosen)
    assert kept >= 0.9 * wanted


@pytest.mark.skipif("CLEANER_TEST_WHEEL" in os.environ, reason="the installed package has no folder to generate from")
def test_the_table_is_what_the_folder_holds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "cleaner/formats/__init__.py"], cwd=Path(__file__).parents[2], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_suffix_names_its_format(suffix: str) -> None:
    assert suffix in load(by_path("a" + suffix.upper())).suffixes


def test_naming_a_format_imports_none() -> None:
    code = "import sys; from cleaner.formats import by_path; by_path('a.md'); sys.exit('cleaner.formats.markdown' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
