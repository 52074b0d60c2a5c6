"""Dictionaries: what the readers make of each kind, and what they say of broken ones."""

import gzip
import io
import json
from pathlib import Path

import pytest

from cleaner.authoring.dictionaries import Dictionary, Entry, Sense, read_dictionary
from cleaner.errors import CleanerError

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE TEI SYSTEM "somewhere.dtd">
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc>
    <titleStmt><title>French-English Toy Dictionary</title></titleStmt>
    <editionStmt><edition>0.2</edition></editionStmt>
  </fileDesc></teiHeader>
  <text><body>
    <entry><form><orth>puce</orth></form><gramGrp><pos>n</pos></gramGrp>
      <sense n="1"><cit type="trans"><quote>a flea</quote></cit></sense>
      <sense n="2"><usg type="dom">electronics</usg><note>of silicon</note><cit type="trans"><quote>chip</quote></cit>
        <cit type="example"><quote>une puce</quote><cit type="trans"><quote>one chip</quote></cit></cit></sense>
    </entry>
    <entry><form><orth>vide</orth></form><sense/></entry>
    <entry><form><orth>sortir</orth></form><gramGrp><pos>vi</pos></gramGrp>
      <sense><sense><cit type="trans" xml:lang="en"><quote>to go out</quote></cit></sense>
        <sense><cit type="trans" xml:lang="de"><quote>ausgehen</quote></cit><cit type="trans"><quote>exit</quote></cit></sense></sense>
    </entry>
  </body></text>
</TEI>
"""
PUCE = Entry("puce", "noun", (Sense(("flea",)), Sense(("chip",), ("electronics",), "of silicon")))
SORTIR = Entry("sortir", "verb", (Sense(("go out",)), Sense(("exit",))))


def read(tmp_path: Path, name: str, content: str | bytes, language: str = "fr", format: str = "") -> Dictionary:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_dictionary(str(path), language, format)


def test_tei_gives_senses_with_their_labels_and_leaves_examples_out(tmp_path: Path) -> None:
    made = read(tmp_path, "fra-eng.tei", TEI)
    assert made.title == "French-English Toy Dictionary 0.2"
    assert made.entries == (PUCE, SORTIR)


def test_packed_files_are_unpacked_whatever_they_are_called(tmp_path: Path) -> None:
    packed = gzip.compress(TEI.encode())
    assert read(tmp_path, "toy.tei.gz", packed).entries == read(tmp_path, "toy.tei", packed).entries == (PUCE, SORTIR)


def test_a_table_groups_the_lines_of_a_headword(tmp_path: Path) -> None:
    made = read(tmp_path, "own.tsv", "# mine\n\npuce\tflea\ttier\tn\npuce\tchip, microchip\telectronics\tn\npuce\t123\nsec\tdry\n")
    assert made.entries == (
        Entry("puce", "noun", (Sense(("flea",), ("tier",)), Sense(("chip", "microchip"), ("electronics",)))),
        Entry("sec", "", (Sense(("dry",)),)),
    )
    assert made.title == "own"


WIKTIONARY = [
    {"redirect": "Puce", "title": "puce"},
    {
        "word": "puce",
        "lang_code": "fr",
        "pos": "noun",
        "senses": [
            {"glosses": ["flea (insect)"]},
            {"glosses": ["(electronics) chip, microchip"]},
            {"glosses": ["bullet"], "topics": ["typography"]},
            {"glosses": ["darling"], "tags": ["obsolete"]},
            {"glosses": ["a thing of which one would have to say a good deal more"]},
            {"glosses": ["plural of pou"], "form_of": [{"word": "pou"}]},
            {"tags": ["no-gloss"]},
        ],
    },
    {
        "word": "avis",
        "lang_code": "fr",
        "pos": "noun",
        "senses": [{"glosses": ["Ce qu’on pense."], "translations": [{"lang_code": "en", "word": "opinion"}]}],
        "translations": [
            {"lang_code": "en", "word": "notice", "sense": "annonce"},
            {"lang_code": "de", "word": "Anzeige", "sense": "annonce"},
            {"lang_code": "en", "word": "announcement", "sense": "annonce"},
        ],
    },
    {
        "word": "share",
        "lang_code": "en",
        "pos": "noun",
        "translations": [{"lang_code": "fr", "word": "action", "sense": "part of a company", "topics": ["finance"]}, {"lang_code": "fr"}],
    },
    {"word": "action", "lang_code": "en", "pos": "noun", "senses": [{"translations": [{"code": "fr", "word": "action", "sense": "deed"}]}]},
    {"word": "Haus", "lang_code": "de", "senses": [{"glosses": ["house"]}]},
]


def test_a_wiktionary_extract_is_read_from_all_three_sides(tmp_path: Path) -> None:
    made = read(tmp_path, "kaikki.jsonl", "\n".join(json.dumps(one) for one in WIKTIONARY) + "\n\n")
    assert made.entries == (
        Entry(
            "puce",
            "noun",
            (
                Sense(("flea",), (), "flea (insect)"),
                Sense(("chip", "microchip"), ("electronics",), "(electronics) chip, microchip"),
                Sense(("bullet",), ("typography",), "bullet"),
            ),
        ),
        Entry("avis", "noun", (Sense(("notice", "announcement"), (), "annonce"), Sense(("opinion",), (), "Ce qu’on pense."))),
        Entry("action", "noun", (Sense(("share",), ("finance",), "part of a company"), Sense(("action",), (), "deed"))),
    )


def test_standard_input_is_read_as_what_it_is_said_to_be() -> None:
    made = read_dictionary("-", "fr", "tsv", io.BytesIO(b"puce\tflea\n"))
    assert made.entries == (Entry("puce", "", (Sense(("flea",)),)),)


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    path, seen = tmp_path / "own.tsv", list[int]()
    path.write_text("puce\tflea\n", encoding="utf-8")
    read_dictionary(str(path), "fr", seen=seen.append)
    assert seen[-1] == path.stat().st_size


ENTITY = '<!DOCTYPE TEI [\n <!ENTITY a "aaaa">\n]>\n<TEI>&a;</TEI>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.tei", TEI.replace("</entry>", "", 1), "a.tei:19:5: this isn't sound XML (mismatched tag); mend it there", id="broken XML"),
        pytest.param("a.tei", "", "a.tei:1:1: this isn't sound XML (no element found)", id="empty XML"),
        pytest.param("a.tei", ENTITY, "a.tei:2:13: it defines an entity, 'a', and such files aren't read", id="entity"),
        pytest.param(
            "a.tei", TEI.replace("French", "German"), "this dictionary is from German to English, not from French to English; say --from de", id="title"
        ),
        pytest.param("deu-eng.tei", TEI, "this dictionary is from German to English, not from French to English; say --from de", id="other source"),
        pytest.param("eng-fra.tei", TEI, "from English to French, not from French to English; take the one from French to English", id="turned round"),
        pytest.param("fra-deu.tei", TEI, "from French to German, not from French to English; name one into English", id="other target"),
        pytest.param("a.tsv", "puce\tflea\npuce\n", "a.tsv:2: there are fewer than two columns; write headword", id="one column"),
        pytest.param("a.tsv", "\tflea\n", "a.tsv:1: there are fewer than two columns", id="no headword"),
        pytest.param("a.tsv", "# nothing\n", "a.tsv: no entry from French to English in it", id="no entries"),
        pytest.param("a.tsv", b"puce\tfl\xe9a\n", "a.tsv:1: byte 0xE9 here isn't UTF-8; save the file as UTF-8", id="Latin-1"),
        pytest.param("a.jsonl", '{"word": "a"}\n{', "a.jsonl:2: this isn't JSON", id="no JSON"),
        pytest.param("a.jsonl", "[1]", "a.jsonl:1: there is no 'word' in it", id="no object"),
        pytest.param(
            "a.jsonl", '{"word": "Haus", "lang_code": "de"}', "(most of its words are of the language 'de'); say --from de", id="no word of the language"
        ),
        pytest.param("a.jsonl", '{"word": "house", "lang_code": "en"}', "language 'en'); name another file", id="no translation"),
        pytest.param("a.jsonl", "", "a.jsonl: no entry from French to English in it", id="empty extract"),
        pytest.param("a.tsv.gz", gzip.compress(b"puce\tflea\n")[:-9], "a.tsv.gz: the packed file ends too early; get it again", id="cut off"),
        pytest.param("a.tsv.gz", b"\x1f\x8b\x08\x00rubbish and more of it", "a.tsv.gz: can't be unpacked", id="not packed"),
        pytest.param("a.doc", "puce", "a.doc: the name doesn't tell what kind of dictionary this is; say --format tei|tsv|wiktionary", id="unknown suffix"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_remedy(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    with pytest.raises(CleanerError) as raised:
        read(tmp_path, name, content)
    assert message in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CleanerError, match=r"none\.tsv: can't be read \(no such file or directory\)"):
        read_dictionary(str(tmp_path / "none.tsv"), "fr")
