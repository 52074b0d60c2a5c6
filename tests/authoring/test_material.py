from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner.authoring import material
from cleaner.authoring.material import Flaw, Reading, Text, changed, is_material

GOOD, DAMAGED = Reading(good=True), Reading(good=False)


def read(path: Path, how: Reading) -> tuple[list[Text], list[str]]:
    items = list(material.read(str(path), path.name, how))
    return [item for item in items if isinstance(item, Text)], [item.message for item in items if isinstance(item, Flaw)]


def rows(path: Path, *held: object) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in held), encoding="utf-8")
    return path


def test_a_plain_text_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.\n\nTwo.\n")
    assert read(path, GOOD) == ([Text("a.txt", b"One.\n\nTwo.\n")], [])


def test_a_markdown_file_keeps_its_format(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"# One\n")
    assert read(path, DAMAGED)[0] == [Text("a.md", b"# One\n", "markdown", good=False)]


def test_what_is_packed_holds_a_document_between_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress("\n caf\u00e9\nagain\n \t\n\nTwo.".encode()))
    assert read(path, GOOD)[0] == [Text("a.txt.gz", " caf\u00e9\nagain\n".encode(), line=2, offset=1), Text("a.txt.gz", b"Two.", line=6, offset=17)]


def test_a_plain_text_is_cut_where_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.\n\nTwo.\n")
    assert [text.raw for text in read(path, Reading(good=True, cut=True))[0]] == [b"One.\n", b"Two.\n"]


def test_of_a_pair_the_edited_text_is_good_and_the_machine_text_damaged(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"mt": "new fleas", "post_edit": "new chips"})
    assert read(path, GOOD)[0] == [Text("a.jsonl", b"new chips", rows=((0, 1),))]
    assert read(path, DAMAGED)[0] == [Text("a.jsonl", b"new fleas", good=False, spans=((4, 9),), rows=((0, 1),))]


def test_rows_of_one_page_are_one_document_behind_what_it_is_about(tmp_path: Path) -> None:
    page = {"source_url": "u", "context": "Chips"}
    path = rows(
        tmp_path / "a.jsonl", {**page, "text": "A flea.", "spans": [{"start": 2, "end": 6}]}, {**page, "text": "Bad.", "spans": [[0, 3]]}, {"text": "Alone."}
    )
    first, second = read(path, DAMAGED)[0]
    assert first.raw == b"Chips\n\nA flea.\n\nBad."
    assert (first.skip, first.spans, first.rows) == (7, ((9, 13), (16, 19)), ((7, 1), (16, 2)))
    assert (second.raw, second.spans, second.rows) == (b"Alone.", None, ((0, 3),))


def test_spans_may_be_of_a_file_in_a_folder_beside(tmp_path: Path) -> None:
    for folder in ("gold", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "one.txt").write_text("A flea.", encoding="utf-8")
    path = rows(tmp_path / "gold" / "seeds.jsonl", {"file": "one.txt", "spans": [{"start": 2, "end": 6}]}, {"file": "two.txt", "spans": []})
    texts, flaws = read(path, DAMAGED)
    assert [(text.raw, text.spans) for text in texts] == [(b"A flea.", ((2, 6),))]
    assert flaws == ["seeds.jsonl:2: there is no file 'two.txt', neither beside this one nor in a folder called 'seeds'; put it there"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(b'{"text": "On', "this line is no JSON (Unterminated string starting at, column 10); mend it or take it out", id="cut off"),
        pytest.param(b"[1]", "this is no object; a row has 'text', or 'mt' and 'post_edit', or 'file' and 'spans'", id="no object"),
        pytest.param(b'{"id": 1}', "there is no text in it; a row has 'text', or 'mt' and 'post_edit', or 'file' and 'spans'", id="no text"),
        pytest.param(b'{"text": "\xff"}', "this line isn't in UTF-8; save the file so", id="not UTF-8"),
        pytest.param(b'{"text": "\\ud800"}', "half a character stands in this line (an escape like \\ud800); mend it or take it out", id="half a character"),
        pytest.param(b"[" * 100_000, "this line is nested too deep; a row has 'text', or 'mt' and 'post_edit', or 'file' and 'spans'", id="nested"),
        pytest.param(
            b'{"text": "One.", "spans": [[2, 9]]}',
            "'spans' isn't a list of {start, end} that lie in the text, counted in code points; mend it or take it out",
            id="span beyond the text",
        ),
        pytest.param(
            b'{"text": "One.", "spans": 3}',
            "'spans' isn't a list of {start, end} that lie in the text, counted in code points; mend it or take it out",
            id="no list",
        ),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_read(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "First."}\n\n' + line + b'\n{"text": "Last."}\n')
    texts, flaws = read(path, DAMAGED)
    assert [text.raw for text in texts] == [b"First.", b"Last."]
    assert flaws == [f"a.jsonl:3: {message}"]


def test_many_wrong_lines_are_counted(tmp_path: Path) -> None:
    flaws = read(rows(tmp_path / "a.jsonl", *[1] * 9), GOOD)[1]
    assert len(flaws) == 6
    assert flaws[-1] == "a.jsonl: 4 more lines can't be used"


def test_text_with_marked_damage_is_no_good_english(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": "A flea.", "spans": [[2, 6]]}, {"text": "A chip.", "spans": []})
    texts, flaws = read(path, GOOD)
    assert [text.raw for text in texts] == [b"A chip."]
    assert flaws == ["a.jsonl:1: damage is marked in this text, so that it is no good English; give it to --damaged"]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.txt.gz"])
def test_a_document_that_is_too_big_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    raw = b"x" * 50
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    texts, flaws = read(path, Reading(good=True, max_size=20))
    assert not texts
    assert flaws == [f"{name}: a document in it is too big (more than 20 bytes); cut it, or raise max-size in the settings"]


def test_lines_that_are_too_much_together_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"One.\n" * 9))
    assert read(path, Reading(good=True, max_size=20))[1][0].startswith("a.txt.gz: a document in it is too big")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"no gzip", id="not packed"),
        pytest.param(gzip.compress(b"One.\n" * 999)[:-20], id="cut off"),
        pytest.param(gzip.compress(b"One.\n")[:-6] + b"123456", id="a wrong sum"),
    ],
)
def test_a_damaged_packed_file_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(raw)
    assert read(path, GOOD)[1] == ["a.txt.gz: can't be read (the packed file is damaged); mend that, or leave the file out"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", GOOD)[1] == ["a.txt: can't be read (No such file or directory); mend that, or leave the file out"]


@pytest.mark.parametrize(
    ("old", "new", "spans"),
    [
        pytest.param("the same", "the same", (), id="nothing changed"),
        pytest.param("he goed home", "he went home", ((3, 7),), id="a word"),
        pytest.param("gave book", "gave the book", ((5, 5),), id="words came in"),
        pytest.param("it it is", "it is", ((0, 3),), id="words went"),
    ],
)
def test_what_an_editor_changed(old: str, new: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert changed(old, new) == spans


def test_unknown_files_are_passed_over() -> None:
    assert [name for name in ("a.TXT", "b.md.gz", "c.jsonl.gz", "d.gz", "e.csv") if is_material(name)] == ["a.TXT", "b.md.gz", "c.jsonl.gz"]
