"""The text view: golden outputs (CLEANER_ACCEPT=1 writes them anew; read the diff), and laws over any report."""

from __future__ import annotations

import os
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Applicability, Document, Edit, Evidence, Finding, Level, Notification, Part, Piece, Report, Segment, SourceLanguage
from cleaner.plugin import View
from cleaner.reporters import load
from cleaner.reporters._terminal import columns
from cleaner.text.lines import line_and_column

GOLDEN = pathlib.Path(__file__).with_name("golden")

ARTICLE = """\
The Nafidia board met in Lyon on Monday and said that the fleas of the next generation, which the group had promised to all of its \
European customers since the spring, would be IA fleas. Sales rose by $ 4.5 billion.
Its lawyer, an English -speaking veteran of several antitrust cases that had dragged on for years in Brussels and Luxembourg, told \
reporters that the company would appeal in the affirmative. She the wall of it gave carry.

The tablet's operating systemAnd its store were shut. The actions of the group lost 7% \u65b0\u3057\u3044\u30c1\u30c3\u30d7 after fleas \U0001f41c. Source link
"""
PUCE = "French 'puce' is a flea and a chip; here chips are meant"
CHIP = (Evidence("source", "puce (fr): chip, flea"), Evidence("topic", "semiconductors: chip, GPU"))


def document(text: str, path: str = "news/lyon.md", **kwargs: object) -> Document:
    return Document(path, "markdown", (Part(text),), (Segment(text, (Piece(0, len(text), 0, len(text)),)),))._replace(**kwargs)  # type: ignore[arg-type]


def found(
    text: str, old: str, new: str | tuple[str, ...], rule: str, level: Level = "error", confidence: float = 0.98, may: Applicability = "safe",
    why: str = PUCE, evidence: tuple[Evidence, ...] = (), nth: int = 0, category: str = "accuracy/mistranslation",
) -> Finding:  # fmt: skip
    """Find the *nth* time that *old* stands in *text*."""
    start = [m.start() for m in re.finditer(re.escape(old), text)][nth]
    end, put = start + len(old), (new,) if isinstance(new, str) else new
    edits = (Edit(start, end, put[0]),) if put and may != "display" else ()
    return Finding(
        rule, category, level, confidence, may, start, end, *line_and_column(text, start), old, why, put, edits, evidence, 0, start, end
    )  # fmt: skip


FINDINGS = (
    found(
        ARTICLE, "Nafidia", "Nvidia", "names/companies/nvidia",
        why="the company is Nvidia", evidence=(Evidence("names", "Arabic \u0646\u0641\u064a\u062f\u064a\u0627"),),
    ),
    found(ARTICLE, "fleas", "chips", "fr/senses/flea-chip", evidence=CHIP),
    found(ARTICLE, "IA", "AI", "fr/acronyms/ia", why="IA is French for AI", evidence=(Evidence("source", "intelligence artificielle (fr)"),)),
    found(ARTICLE, "fleas", "chips", "fr/senses/flea-chip", evidence=CHIP, nth=1),
    found(ARTICLE, "$ 4.5", "$4.5", "structure/currency", "warning", why="no space after a currency sign"),
    found(ARTICLE, "English -speaking", "English-speaking", "structure/hyphen", "warning", why="no space before a hyphen"),
    found(ARTICLE, "in the affirmative", ("if so", "in that case"), "fr/calques/affirmative", "warning", 0.7, "unsafe", "'dans l'affirmative' means 'if so'"),
    found(
        ARTICLE, "She the wall of it gave carry.", (), "structure/unintelligible", "note", 0.65, "display",
        "nobody can tell what this says", category="linguistic-conventions/unintelligible",
    ),
    found(ARTICLE, "systemAnd", ("system and", "system. And"), "structure/glued", "warning", 0.8, "unsafe", "two words are glued together"),
    found(ARTICLE, "actions", "shares", "house/actions", confidence=0.62, may="unsafe", why="a rule of the house")._replace(preview=True),
    found(ARTICLE, "Source link", (), "structure/residue", "note", 0.9, "display", "left over from the page that this was copied from"),
)  # fmt: skip
HIDDEN = (found(ARTICLE, "fleas", "chips", "fr/senses/flea-chip", confidence=0.4, may="unsafe", nth=2),)
DAMAGED = Report(document(ARTICLE), FINDINGS, (), 99, SourceLanguage("fr", 0.97), suppressed=(("ignore", 1), ("baseline", 4)), hidden=HIDDEN)
CLEAN = tuple(Report(document("All is well.", f"news/{name}.md"), words=3) for name in ("a", "b", "c"))
FOREIGN = Report(document("Tout va bien.", "news/fr.md"), notifications=(Notification("not-english", "not English", "note"),))
BROKEN = Report(Document("news/b.txt", "text", (), ()), notifications=(Notification("unreadable", "no such file", "error", fault=True),))
MENDED = DAMAGED._replace(findings=FINDINGS[6:9], fixed=(*FINDINGS[:6], FINDINGS[1]), hidden=(), suppressed=())
NASTY = "Their \x1b[2Jfleas\tbite\u202e in\udc80 the\rnew \u200bIA,\nsaid  they."
HOSTILE = Report(
    document(NASTY, "odd\x1b]0;name\x07\n.txt"),
    (
        found(NASTY, "\tbite\u202e in\udc80", "\x9b2J", "own\x1b/rule", why="because\x08", evidence=(Evidence("gate", "\u2066hidden"),)),
        found(NASTY, "  ", " ", "s/s"),
    ),
)
FEES = "They paid $ 14 for a fan, $ 60 for a board and $ 14 for a cable."
ALIKE = Report(
    document(FEES, "fees.txt"),
    tuple(
        found(FEES, old, old.replace(" ", ""), "structure/currency", "warning", why="no space after a currency sign", nth=n)
        for old, n in (("$ 14", 0), ("$ 60", 0), ("$ 14", 1))
    ),
)
CELLS = Report(
    Document(
        "book.xlsx",
        "xlsx",
        (Part("two new fleas", "sheet1"), Part("an IA lab", "sheet2")),
        (Segment("two new fleas", (), "sheet1", name="cell B2"), Segment("an IA lab", (), "sheet2", name="cell C7")),
    ),
    (
        found("two new fleas", "fleas", "chips", "fr/senses/flea-chip"),
        found("an IA lab", "IA", "AI", "fr/acronyms/ia", why="IA is French for AI")._replace(segment=1),
    ),
)
RECORD = CELLS._replace(document=document("two new fleas", "all.jsonl"), findings=CELLS.findings[:1], record="17")


@pytest.mark.parametrize(
    ("name", "reports", "view"),
    [
        pytest.param("cards", (DAMAGED, *CLEAN), View(), id="marks instead of colours"),
        pytest.param("color", (DAMAGED, *CLEAN), View(color=True, show_hidden=True), id="colours, and what is hidden is dim"),
        pytest.param("wide", (DAMAGED,), View(width=200), id="no wider than can be read"),
        pytest.param("narrow", (DAMAGED,), View(width=30), id="narrow"),
        pytest.param("fixed", (MENDED, *CLEAN), View(mode="fix"), id="what was fixed, what is left"),
        pytest.param("all-fixed", (MENDED._replace(findings=()),), View(mode="fix"), id="all fixed"),
        pytest.param("quiet", (DAMAGED, CLEAN[0]), View(quiet=True), id="a line a finding"),
        pytest.param("clean", CLEAN, View(), id="nothing found"),
        pytest.param("foreign", (*CLEAN[:1], FOREIGN, BROKEN), View(), id="what wasn't checked isn't called clean"),
        pytest.param("only-foreign", (FOREIGN,), View(), id="nothing was checked"),
        pytest.param("hostile", (HOSTILE,), View(), id="nothing steers the terminal"),
        pytest.param("cells", (CELLS, RECORD), View(), id="places that a line doesn't tell"),
        pytest.param("alike", (ALIKE,), View(), id="what is said of several findings is said once"),
        pytest.param("nothing", (), View(), id="no file, no word"),
    ],
)
def test_golden(name: str, reports: tuple[Report, ...], view: View) -> None:
    written = "".join(load("text").write(reports, view))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CLEANER_ACCEPT"):
        path.write_text(written, encoding="utf-8", newline="")
    assert written == path.read_bytes().decode()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_fit(width: int) -> None:
    written = "".join(load("text").write([DAMAGED], View(width=width)))
    words = [line for line in written.splitlines() if columns(line) > width and len(line.split()) > 2]
    assert words == []


any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from("fleas .\n\r\t\x1b\u202e\u4e2d"), max_size=80)


@st.composite
def any_report(draw: st.DrawFn) -> Report:
    text = draw(any_text)
    findings = []
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        new = tuple(draw(st.lists(any_text, max_size=2)))
        edits = (Edit(start, end, new[0]),) if new else ()
        findings.append(
            Finding("a/b", "c", "error", draw(st.floats(0, 1)), "safe", start, end, 1, 1, text[start:end], draw(any_text), new, edits, (), 0, start, end)
        )
    return Report(document(text, draw(any_text)), tuple(findings), words=9, hidden=tuple(findings[:1]), fixed=tuple(findings[1:2]))


@given(any_report(), st.builds(View, color=st.booleans(), width=st.integers(1, 200), quiet=st.booleans(), show_hidden=st.booleans()))
def test_any_text_is_shown_harmlessly(report: Report, view: View) -> None:
    written = "".join(load("text").write([report], view))
    written.encode()
    plain = re.sub(r"\x1b\[[\d;]+m", "", written) if view.color else written
    assert all(char.isprintable() or char in "\n\u200c\u200d\ufe0f" for char in plain)
