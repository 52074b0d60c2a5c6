from __future__ import annotations

import os
import pathlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleaner.model.rule import Rulebook
from cleaner.rulebook import folders, load
from cleaner.rulebook.fields import KINDS, kinds

Load = Callable[..., Rulebook]
RULE = "- {name: a, find: b}\n"


def ids(book: Rulebook) -> list[str]:
    return [rule.id for rule in book.rules]


def test_an_id_is_the_path_below_the_folder_and_the_name(load_files: Load) -> None:
    book = load_files({"fr/senses.yaml": RULE, "fr/deep/er.yml": RULE, "top.yaml": RULE})
    assert not book.problems
    assert ids(book) == ["fr/deep/er/a", "fr/senses/a", "top/a"]


def test_only_visible_yaml_files_are_read(load_files: Load) -> None:
    broken = "- {nme: a}"
    assert load_files({".hidden/a.yaml": broken, ".a.yaml": broken, "a.txt": broken, "README": broken, "a.yaml~": broken, "x/a.yaml": ""}) == Rulebook()


def test_a_single_file_is_a_pack(tmp_path: pathlib.Path) -> None:
    (tmp_path / "mine.yaml").write_text(RULE)
    assert ids(load([str(tmp_path / "mine.yaml")])) == ["mine/a"]


def test_a_folder_named_twice_is_read_once(tmp_path: pathlib.Path) -> None:
    (tmp_path / "mine.yaml").write_text(RULE)
    book = load([str(tmp_path), f"{tmp_path}/"])
    assert (ids(book), book.problems) == (["mine/a"], ())


def test_topics_of_another_folder_count(tmp_path: pathlib.Path) -> None:
    for folder in ("one/topics", "two"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "one/topics/chips.yaml").write_text("terms: {3: [GPU]}")
    (tmp_path / "two/a.yaml").write_text("- {name: a, find: b, need: {topic: [chips, known]}}")
    book = load([str(tmp_path / "two"), str(tmp_path / "one")], known_topics=["known"])
    assert (ids(book), [topic.name for topic in book.topics], book.problems) == (["a/a"], ["chips"], ())


def test_an_id_is_used_once(tmp_path: pathlib.Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.yaml").write_text(RULE)
    (tmp_path / "two/p.yml").write_text(RULE + RULE)
    book = load([str(tmp_path / "one"), str(tmp_path / "two")])
    assert [rule.path for rule in book.rules] == [str(tmp_path / "one/p.yaml")]
    first = f"name: 'p/a' is there already, in {tmp_path}/one/p.yaml:1; give this rule another name"
    assert [(problem.path[-10:], problem.line, problem.column) for problem in book.problems] == [
        ("two/p.yaml", 1, 10),
        ("/two/p.yml", 1, 10),
        ("/two/p.yml", 2, 10),
    ]
    assert {problem.message for problem in book.problems} == {first}


def test_two_topics_of_one_name_are_told(load_files: Load) -> None:
    book = load_files({"topics/t.yaml": "terms: {3: [a]}", "topics/t.yml": "terms: {3: [b]}"})
    assert [topic.terms for topic in book.topics] == [(("a", 3.0),)]
    assert [problem.message.partition(";")[0] for problem in book.problems] == ["a topic 't' is there already"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("- {name: a, find: é}\n- {name: \xff}".encode("latin-1"), (1, 19), "byte 0xE9 here isn't UTF-8; save the file as UTF-8", id="latin-1"),
        pytest.param("- {name: é}\r\n- ".encode() + b"\xff", (2, 3), "byte 0xFF here isn't UTF-8", id="second line, after CRLF"),
        pytest.param("- a".encode("utf-16"), (1, 1), "byte 0xFF here isn't UTF-8", id="utf-16"),
        pytest.param(b"- a\x00", (1, 4), "a control character (U+0000)", id="NUL"),
    ],
)
def test_bytes_that_are_no_text_are_told(load_files: Load, text: bytes, place: tuple[int, int], words: str) -> None:
    book = load_files({"p.yaml": text, "q.yaml": RULE})
    (problem,) = book.problems
    assert (problem.line, problem.column) == place
    assert words in problem.message
    assert ids(book) == ["q/a"]


def test_a_byte_order_mark_is_no_text(load_files: Load) -> None:
    assert ids(load_files({"p.yaml": b"\xef\xbb\xbf" + RULE.encode()})) == ["p/a"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_is_not_ours_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "p.yaml").write_text(RULE)
    (tmp_path / "p.yaml").chmod(0)
    assert "can't be read (permission denied)" in load([str(tmp_path)]).problems[0].message


def test_what_is_not_there_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.yaml").write_text(RULE)
    book = load([str(tmp_path / "no"), str(tmp_path)])
    assert ids(book) == ["a/a"]
    assert [(problem.path[len(str(tmp_path)) :], problem.message.partition(";")[0]) for problem in book.problems] == [
        ("/no", "this folder can't be read (no such file or directory)"),
        ("/gone.yaml", "this file can't be read (no such file or directory)"),
    ]


def test_a_path_with_a_nul_is_told() -> None:
    assert load(["a\0b"]).problems


def test_links_in_a_circle_are_survived(tmp_path: pathlib.Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.yaml").write_text(RULE)
    (tmp_path / "p" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.yaml").symlink_to(tmp_path / "self.yaml")
    book = load([str(tmp_path)])
    assert ids(book) == ["p/a/a"]
    assert len(book.problems) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "p.yaml")
    assert [problem.message for problem in load([str(tmp_path)]).problems] == ["this is no ordinary file; take it out of the folder"]


def test_a_file_too_large_is_told(tmp_path: pathlib.Path) -> None:
    with (tmp_path / "p.yaml").open("wb") as file:
        file.truncate(folders.MAX_SIZE + 1)
    assert "split it" in load([str(tmp_path)]).problems[0].message


def test_a_name_that_makes_no_id_is_told(load_files: Load) -> None:
    book = load_files({"my rules/a.yaml": RULE, "français/a_b.yaml": RULE})
    assert ids(book) == ["français/a_b/a"]
    assert [problem.message.partition(";")[0] for problem in book.problems] == ["the file's path makes the rules' ids and holds ' '"]


def test_every_matcher_is_a_kind() -> None:
    from cleaner.matchers import MODULES

    assert set(kinds()) == {*KINDS, *MODULES}


PIECES = st.sampled_from([
    "- ", "name: a\n", "  find: b\n", "  ", "\n", "[[a -> b]]", "[", "]", "{", "}", ":", ",", "'", '"', "&a ", "*a", "!x ", "%", "|\n", ">", "\t", "\r",
    "---\n", "? ", "#", "é", "fires: ", "terms: ", "need: ", "topic: ", "\\U00110000",
])  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=80) | st.lists(PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode()))
@example(b'- "\\UFFFFFFFF"')
@example(b'- "\\ud800"')
@example(b"%YAML 9.9\n---\n- a")
@example("- a\u2028- b: @".encode())
def test_any_bytes_are_survived(tmp_path: pathlib.Path, raw: bytes) -> None:
    (tmp_path / "topics").mkdir(exist_ok=True)
    for name in ("p.yaml", "topics/t.yaml"):
        (tmp_path / name).write_bytes(raw)
    book = load([str(tmp_path)])
    for problem in book.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in problem.message
        assert "; " in problem.message
