from __future__ import annotations

import gzip
import io
import json
import pathlib
import subprocess
import zipfile

import pytest

from cleaner.authoring import edited
from cleaner.errors import CleanerError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, prolog: str = "", part: str = "word/document.xml") -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(part, f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>")
    return raw.getvalue()


TRACKED = (
    '<w:p><w:r><w:t>We </w:t></w:r><w:del w:author="Ann"><w:r><w:delText>assist at</w:delText></w:r></w:del>'
    "<w:ins><w:r><w:t>attend</w:t></w:r></w:ins><w:r><w:t> the</w:t><w:tab/><w:t>fair.</w:t></w:r></w:p><w:p/>"
)


def test_tracked_changes_are_rejected_and_accepted() -> None:
    (pair,) = edited.from_word(word(TRACKED), "a.docx")
    assert (pair.before, pair.afters, pair.id, pair.document) == ("We assist at the fair.", ("We attend the fair.",), "a.docx#1", "a.docx")


def test_a_moved_stretch_is_gone_here_and_new_there() -> None:
    body = "<w:p><w:moveFrom><w:r><w:t>Now </w:t></w:r></w:moveFrom><w:r><w:t>we go</w:t></w:r><w:moveTo><w:r><w:t> now</w:t></w:r></w:moveTo></w:p>"
    (pair,) = edited.from_word(word(body), "a.docx")
    assert (pair.before, pair.afters) == ("Now we go", ("we go now",))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(word("<w:p><w:r><w:t>Fine.</w:t></w:r></w:p>"), "no tracked changes", id="none tracked"),
        pytest.param(word(TRACKED, '<!DOCTYPE x [<!ENTITY a "b">]>'), "declares a document type", id="entities"),
        pytest.param(word("<w:p>"), "damaged", id="broken XML"),
        pytest.param(word(TRACKED, part="word/other.xml"), "no Word document", id="another archive"),
        pytest.param(b"PK\3\4 no zip", "no Word document, or a damaged", id="no archive"),
    ],
)
def test_a_document_that_cannot_be_used_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(CleanerError, match=said):
        edited.from_word(raw, "a.docx")


def test_an_archive_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited, "INFLATED", 300)
    with pytest.raises(CleanerError, match="unpacks to more than 300 bytes"):
        edited.from_word(word(TRACKED * 9), "a.docx")
    with pytest.raises(CleanerError, match="unpacks to more than 300 bytes; split it"):
        edited.unpacked(gzip.compress(b" " * 400), "a.jsonl.gz")


def test_records_are_read_packed_or_not() -> None:
    rows = [{"mt": "a b", "post_edit": "a c", "post_edit2": "a d", "id": 7}, {"mt": "x", "post_edit": "y", "post_edit2": None}]
    raw = "\n\n".join(map(json.dumps, rows)).encode()
    for data in (raw, gzip.compress(raw)):
        pairs = edited.from_records(data, "in/a.jsonl")
        assert [(p.before, p.afters, p.id) for p in pairs] == [("a b", ("a c", "a d"), "7"), ("x", ("y",), "a.jsonl:3")]


def test_fields_may_be_called_otherwise() -> None:
    (pair,) = edited.from_records(b'{"draft": "a", "final": "b", "file": "f"}', "a.jsonl", {"mt": "draft", "post_edit": "final", "document": "file"})
    assert (pair.before, pair.afters, pair.document) == ("a", ("b",), "f")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(b'{"mt": "a", "post_edit": "b"}\n{mt', "a.jsonl:2: this is no JSON", id="no JSON"),
        pytest.param(b"[1]", "a.jsonl:1: this is no object", id="a list"),
        pytest.param(b'{"text": "a"}', "no text under 'mt' .the fields are 'text'.; say --fields mt=NAME", id="another field"),
        pytest.param(b'{"mt": "a", "post_edit": 3}', "no text under 'post_edit'", id="a number"),
        pytest.param(b"\x1f\x8bnot gzip", "damaged", id="broken gzip"),
    ],
)
def test_a_record_that_cannot_be_used_is_named(raw: bytes, said: str) -> None:
    with pytest.raises(CleanerError, match=said):
        edited.from_records(raw, "a.jsonl")


def test_two_versions_of_a_file_are_paired_by_sentence() -> None:
    pairs = edited.from_texts(b"# Fair\n\nWe assist at the *fair*. It rains.", b"# Fair\n\nWe attend the *fair*. It rains.", "a.md")
    assert ("We assist at the fair.", ("We attend the fair.",)) in [(p.before, p.afters) for p in pairs]


def test_two_texts_that_have_nothing_in_common_are_refused() -> None:
    with pytest.raises(CleanerError, match=r"a\.txt: of its sentences only 0 in 100 have a counterpart"):
        edited.from_texts(b"Cats sleep all day long.", b"The treaty was signed in Bern.", "a.txt")


@pytest.fixture
def repository(tmp_path: pathlib.Path) -> pathlib.Path:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True)

    git("init", "-q")
    for text in ("one", "two"):
        for name in ("a.md", "b.txt", "c.py"):
            (tmp_path / name).write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", text)
        git("tag", text)
    return tmp_path


def test_texts_that_changed_between_revisions_are_read(repository: pathlib.Path) -> None:
    assert list(edited.from_git("one..two", "", str(repository))) == [("a.md", b"one", b"two"), ("b.txt", b"one", b"two")]
    assert list(edited.from_git("one", "b.txt", str(repository))) == [("b.txt", b"one", b"two")]


@pytest.mark.parametrize("revisions", ["--output=x..y", "..y", "one...two", "one..-x"])
def test_what_is_no_range_is_refused(revisions: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(CleanerError, match="no range of revisions"):
        list(edited.from_git(revisions, "", str(tmp_path)))


def test_what_git_refuses_is_told(repository: pathlib.Path) -> None:
    with pytest.raises(CleanerError, match=r"git: .*name revisions and a path"):
        list(edited.from_git("none..two", "", str(repository)))


def test_git_may_be_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CleanerError, match="git: can't be run"):
        list(edited.from_git("one..two", "", str(tmp_path)))
