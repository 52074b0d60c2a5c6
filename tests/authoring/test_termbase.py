from __future__ import annotations

import pytest

from cleaner.authoring.termbase import Concept, read_termbase
from cleaner.errors import CleanerError

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DCA = (
    HEAD
    + """<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c7">
 <langSet xml:lang="en-GB">
  <tig><term>chip</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>silicon <hi>flea</hi></term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
   <termNote type="partOfSpeech">noun</termNote></termGrp><note>said of insects</note></ntig>
  <tig><term>IC</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
 </langSet>
 <langSet xml:lang="fr"><tig><term>puce</term></tig></langSet>
 <langSet xml:lang="pt-BR"><tig><term>pulga</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>"""
)
V3 = (
    HEAD
    + """<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en">
 <termSec><term>share</term></termSec>
 <termSec><term>action</term>{status}</termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="de"><termSec><term>Blatt</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
)


def table(text: str, **more: str) -> tuple[Concept, ...]:
    base = read_termbase(text.encode(), "terms.csv", more)
    assert base.problems == ()
    return base.concepts


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        pytest.param("forbidden,preferred\nflea,chip\n", Concept("chip", 2, ("chip",), (), ("flea",)), id="two columns"),
        pytest.param("Preferred Term;Do not use\nchip;flea\n", Concept("chip", 2, ("chip",), (), ("flea",)), id="semicolons, other names"),
        pytest.param("deprecated\tuse\nflea\tchip, or IC\n", Concept("chip, or IC", 2, ("chip, or IC",), (), ("flea",)), id="tabs"),
        pytest.param("forbidden,preferred\nflea | louse ,chip\n", Concept("chip", 2, ("chip",), (), ("flea", "louse")), id="several in a cell"),
        pytest.param('forbidden,preferred\n"fl""ea","a\nb"\n', Concept("a", 2, ("a", "b"), (), ('fl"ea',)), id="quotes and line ends in a cell"),
        pytest.param("id,forbidden,preferred,admitted\n7,flea,chip,IC\n", Concept("7", 2, ("chip",), ("IC",), ("flea",)), id="id and admitted"),
        pytest.param(
            "forbidden,preferred,source term,source language,note,part of speech\nflea,chip,puce,FR,no  insect,Noun\n",
            Concept("chip", 2, ("chip",), (), ("flea",), (("fr", ("puce",)),), "no insect", "noun"),
            id="source, note, part of speech",
        ),
        pytest.param("en,forbidden,fr,pt-BR\nchip,flea,puce,\n", Concept("chip", 2, ("chip",), (), ("flea",), (("fr", ("puce",)),)), id="columns by language"),
        pytest.param("\ufeffforbidden,preferred\r\n\r\nflea,chip\r\n", Concept("chip", 3, ("chip",), (), ("flea",)), id="BOM, CRLF, an empty line"),
    ],
)
def test_tables_are_read_by_their_headers(text: str, concept: Concept) -> None:
    assert table(text) == (concept,)


def test_columns_and_language_can_be_said() -> None:
    base = read_termbase(b"Bad,Good,Orig\nflea,chip,puce\n", "t.csv", {"forbidden": "bad", "preferred": "Good", "source": "Orig"}, "fr")
    assert base.concepts == (Concept("chip", 2, ("chip",), (), ("flea",), (("fr", ("puce",)),)),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "forbidden,preferred\nflea,chip\na,b,c,d\n",
            (3, "it has 4 cells where the first line has 2; put a cell with ',' in it in quotes"),
            id="too many cells",
        ),
        pytest.param("forbidden,language\nflea,French!\n", (2, "'french!' is no language code; write one such as fr"), id="no language"),
        pytest.param(
            f"forbidden,preferred\n{'x' * 300},b\n", (2, f"'{'x' * 40}\u2026' has 300 characters, which is no term; put terms apart with ;"), id="no term"
        ),
    ],
)
def test_bad_rows_are_told_with_their_line(text: str, problem: tuple[int, str]) -> None:
    assert read_termbase(text.encode(), "t.csv").problems == (problem,)


def test_tbx_of_2008_is_read() -> None:
    (concept,) = read_termbase(DCA.encode(), "t.tbx").concepts
    assert concept == Concept("c7", 4, ("chip",), ("IC",), ("silicon flea",), (("fr", ("puce",)),), "said of insects", "noun")


@pytest.mark.parametrize(
    ("style", "status"),
    [
        pytest.param("dca", '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>', id="data categories as attributes"),
        pytest.param("dct", "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>", id="data categories as tags"),
        pytest.param("dca", '<termNoteGrp><termNote type="normativeAuthorization">deprecatedTerm</termNote></termNoteGrp>', id="in a group"),
    ],
)
def test_tbx_of_2019_is_read(style: str, status: str) -> None:
    first, second = read_termbase(V3.format(style=style, status=status).encode(), "t.tbx").concepts
    assert (first.id, first.preferred, first.forbidden) == ("c1", ("share",), ("action",))
    assert second == Concept("c2", 6)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        pytest.param("<langSec><termSec><term>x</term></termSec></langSec>", "has no xml:lang of a language ('')", id="no language"),
        pytest.param('<langSec xml:lang="en"><termSec><term> </term></termSec></langSec>', "has no text", id="no term"),
    ],
)
def test_bad_entries_are_told_with_their_line(entry: str, problem: str) -> None:
    (told,) = read_termbase(f"<tbx>\n<conceptEntry>{entry}</conceptEntry></tbx>".encode(), "t.tbx").problems
    assert told[0] == 2
    assert problem in told[1]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param(b"", "it is empty", id="empty"),
        pytest.param(b"a,b\nx,y\n", r"no column holds forbidden terms; .*--columns forbidden=NAME \(its columns are a, b\)", id="no such column"),
        pytest.param(b'forbidden,preferred\n"fl,ea\n', "this is no table", id="a quote that isn't closed"),
        pytest.param(b"<html></html>", "no TBX", id="other XML"),
        pytest.param(b"<tbx>\n<x></tbx>", "t.tbx:2: this is no XML", id="broken XML"),
        pytest.param(b'<!DOCTYPE tbx [<!ENTITY a "aaa">]><tbx>&a;</tbx>', "isn't read for safety", id="entities of its own"),
        pytest.param(b'<!DOCTYPE tbx SYSTEM "x.dtd"><tbx>&a;</tbx>', "write the character itself", id="entities of somebody else"),
    ],
)
def test_what_is_no_termbase_is_told(raw: bytes, why: str) -> None:
    with pytest.raises(CleanerError, match=why):
        read_termbase(raw, "t.tbx")


def test_a_column_that_isnt_there_is_told() -> None:
    with pytest.raises(CleanerError, match="there is no column 'Worse'; its columns are Bad, Good"):
        read_termbase(b"Bad,Good\nx,y\n", "t.csv", {"forbidden": "Worse"})
