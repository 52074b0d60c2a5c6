import json
from pathlib import Path

import pytest

from cleaner.errors import SettingsError
from cleaner.model import Document, Finding, Part, Piece, Segment
from cleaner.suppress.baseline import Baseline, fingerprints

TEXT = "The first fleas of Nvidia were sold. The second fleas of Nvidia were not sold."


def read(text: str, record: str = "") -> tuple[Document, list[Finding]]:
    """Return *text* as a document with a finding on each "fleas"."""
    document = Document("a.txt", "text", (Part(text),), (Segment(text, (Piece(0, len(text), 0, len(text)),), record=record),))
    starts = [i for i in range(len(text)) if text.startswith("fleas", i)]
    return document, [
        Finding("fr/flea", "accuracy/mistranslation", "error", 0.9, "safe", i, i + 5, 1, i + 1, "fleas", "", view_start=i, view_end=i + 5) for i in starts
    ]


def baseline(folder: Path, text: str = TEXT, path: str = "a.txt") -> Baseline:
    document, findings = read(text)
    return Baseline(str(folder)).renewed({path: fingerprints(str(folder), str(folder / path), findings, document)})


def left(base: Baseline, folder: Path, text: str, path: str = "a.txt") -> list[int]:
    document, findings = read(text)
    kept, hidden = base.split(str(folder / path), findings, document)
    assert len(kept) + hidden == len(findings)
    return [finding.start for finding in kept]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TEXT, [], id="the same text"),
        pytest.param("A new lead.\n\n" + TEXT, [], id="all of it moved"),
        pytest.param(TEXT.replace("Nvidia", "Intel"), [], id="the words around changed, the number didn't"),
        pytest.param(TEXT.replace("The first", "Old fleas. The first"), [4], id="a new one before the known ones"),
        pytest.param(TEXT + " New fleas.", [len(TEXT) + 5], id="a new one behind the known ones"),
        pytest.param(TEXT[37:], [], id="one of two went"),
    ],
)
def test_what_was_there_is_hidden_and_what_is_new_is_kept(tmp_path: Path, text: str, expected: list[int]) -> None:
    assert left(baseline(tmp_path), tmp_path, text) == expected


def test_another_file_has_its_own_findings(tmp_path: Path) -> None:
    assert left(baseline(tmp_path), tmp_path, TEXT, "b.txt") == [10, 48]


def test_a_record_has_its_own_findings(tmp_path: Path) -> None:
    document, findings = read(TEXT, record="2")
    assert baseline(tmp_path).split(str(tmp_path / "a.txt"), findings, document)[1] == 0


def test_paths_count_from_the_baseline_and_not_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    base = baseline(tmp_path, path="docs/a.txt")
    monkeypatch.chdir(tmp_path / "docs")
    document, findings = read(TEXT)
    assert base.split("a.txt", findings, document) == ([], 2)


def test_it_is_written_sorted_a_finding_a_line_and_read_again(tmp_path: Path) -> None:
    base = baseline(tmp_path, TEXT + " The second fleas of Nvidia were not sold.\n" * 2)
    written = base.dump()
    (tmp_path / "known.json").write_text(written, encoding="utf-8")
    assert Baseline.load(str(tmp_path / "known.json")) == base
    assert [json.loads(line.rstrip(","))["count"] for line in written.splitlines()[1:-1]] == [1, 3]


def test_an_empty_one_is_written_and_read(tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(Baseline().dump(), encoding="utf-8")
    assert Baseline.load(str(tmp_path / "known.json")).counts == {}


def test_renewing_drops_what_no_longer_occurs_and_keeps_files_not_looked_at(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    document, findings = read(TEXT)
    both = {name: fingerprints(str(tmp_path), str(tmp_path / name), findings, document) for name in ("a.txt", "b.txt", "gone.txt")}
    base = Baseline(str(tmp_path)).renewed(both).renewed({"a.txt": []})
    assert {print_.path for print_ in base.counts} == {"b.txt"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("no json", "this is no baseline file", id="no JSON"),
        pytest.param("[]", "this is no baseline file", id="another shape"),
        pytest.param('{"version": 1, "findings": [{"path": "a"}]}', "this is no baseline file", id="a key is missing"),
        pytest.param(
            '{"version": 1, "findings": [{"path": "a", "rule": "r", "text": "t", "context": "c", "count": 0}]}', "this is no baseline", id="a count of none"
        ),
        pytest.param('{"version": 9, "findings": []}', "version 9", id="a later version"),
        pytest.param(None, "can't be read (No such file or directory)", id="it isn't there"),
    ],
)
def test_what_is_no_baseline_is_refused_with_a_remedy(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "known.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Baseline.load(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "--write-baseline" in str(caught.value)
