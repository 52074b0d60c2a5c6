import os
from pathlib import Path

import pytest

from cleaner.cli.walk import Found, find
from cleaner.config.lookup import Lookup


def tree(root: Path, names: str | dict[str, str]) -> None:
    for name, text in (names if isinstance(names, dict) else dict.fromkeys(names.split(), "")).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def found(*paths: str) -> Found:
    return find(paths, Lookup(), lambda name: name.endswith((".txt", ".md")))


def shown(*paths: str) -> list[str]:
    return [task.path for task in found(*paths).tasks]


WORKTREE = {
    ".git/worktrees/w/commondir": "../..\n",
    ".git/info/exclude": "x.txt\n",
    "w/.git": "gitdir: ../.git/worktrees/w\n",
    "w/x.txt": "",
    "w/y.txt": "",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("names", "paths", "expected"),
    [
        pytest.param("b.txt a.md c/d.txt c.txt", ["."], ["a.md", "b.txt", "c/d.txt", "c.txt"], id="a folder, sorted"),
        pytest.param("d/b.txt d/a.md", ["d/"], ["d/a.md", "d/b.txt"], id="a slash behind"),
        pytest.param("d/a.md", ["./d"], ["d/a.md"], id="a point in front"),
        pytest.param("a.png Makefile a.txt", ["."], ["a.txt"], id="what is no text by its name is passed over in a folder"),
        pytest.param("Makefile", ["Makefile"], ["Makefile"], id="and not where it is named"),
        pytest.param(".git/a.txt .venv/x/a.md .a.md", ["."], [], id="what is hidden"),
        pytest.param(".hidden/a.md", [".hidden"], [".hidden/a.md"], id="what is hidden but named"),
        pytest.param("a.txt", ["a.txt", "./a.txt", "."], ["a.txt"], id="a file named more than once"),
        pytest.param("d/a.txt d/b.txt", ["d/b.txt", "d", "d/../d/a.txt"], ["d/b.txt", "d/a.txt"], id="a file named again by its folder"),
        pytest.param("", ["nowhere.txt"], ["nowhere.txt"], id="what isn't there is left to the reading"),
        pytest.param({"a/x.txt": "", "a/.gitignore": "x.*\n"}, ["."], [], id="an ignore file outside a repository"),
        pytest.param({"a/x.txt": "", "a/.gitignore": "x.*\n"}, ["a/x.txt"], ["a/x.txt"], id="an ignored file that is named"),
        pytest.param({".git/HEAD": "", ".gitignore": "*.txt\n!keep.txt\n", "a/x.txt": "", "a/keep.txt": ""}, ["."], ["a/keep.txt"], id="an exception"),
        pytest.param({".git/HEAD": "", ".gitignore": "*.txt\n", "a/.gitignore": "!*.txt\n", "a/x.txt": "", "y.txt": ""}, ["."], ["a/x.txt"], id="the nearer"),
        pytest.param({".git/HEAD": "", ".gitignore": "/x.txt\n", "x.txt": "", "a/x.txt": ""}, ["."], ["a/x.txt"], id="an anchor"),
        pytest.param({".git/HEAD": "", ".gitignore": "a/\n", "a/x.txt": "", "b/a.txt": ""}, ["."], ["b/a.txt"], id="a folder"),
        pytest.param({".git/HEAD": "", ".gitignore": "a/\n", "a/b/x.txt": ""}, ["a/b"], ["a/b/x.txt"], id="a folder that is named, below an ignored one"),
        pytest.param({".git/HEAD": "", ".gitignore": "x.txt\n", "a/b/x.txt": "", "a/b/y.txt": ""}, ["a/b"], ["a/b/y.txt"], id="the repository above"),
        pytest.param({".git/info/exclude": "x.txt\n", "x.txt": "", "y.txt": ""}, ["."], ["y.txt"], id="the repository's own"),
        pytest.param({".git/HEAD": "", ".gitignore": "x.txt\n", "sub/.git/HEAD": "", "sub/x.txt": ""}, ["."], ["sub/x.txt"], id="a repository in a repository"),
        pytest.param(WORKTREE, ["w"], ["w/y.txt"], id="a worktree"),
        pytest.param({"cleaner.toml": "exclude = ['old/', 'x.*']", "old/a.txt": "", "x.txt": "", "y.txt": ""}, ["."], ["y.txt"], id="exclude"),
        pytest.param({"d/cleaner.toml": "exclude = ['x.txt']", "d/x.txt": "", "x.txt": ""}, ["."], ["x.txt"], id="exclude in a folder below"),
        pytest.param({"cleaner.toml": "", "vocabulary.txt": "IA", "a.txt": ""}, ["."], ["a.txt"], id="the house's words are no text"),
    ],
)  # fmt: skip
def test_what_paths_mean(here: Path, names: str | dict[str, str], paths: list[str], expected: list[str]) -> None:
    tree(here, names)
    assert shown(*paths) == expected


def test_exclude_holds_for_files_that_are_named(here: Path) -> None:
    tree(here, {"cleaner.toml": "exclude = ['old/']", "old/a.txt": "", "b.txt": ""})
    result = found("old/a.txt", "b.txt")
    assert ([task.path for task in result.tasks], result.excluded) == (["b.txt"], ("old/a.txt",))


def test_each_file_has_the_settings_of_its_folder(here: Path) -> None:
    tree(here, {"cleaner.toml": "", "a.txt": "", "d/cleaner.toml": "", "d/b.txt": ""})
    assert [task.settings.path for task in found(".").tasks] == [str(here / "cleaner.toml"), str(here / "d" / "cleaner.toml")]


def test_a_folder_without_texts_is_told(here: Path) -> None:
    tree(here, "empty/a.png full/a.txt")
    assert found("full", "empty/").empty == ("empty/",)


def test_a_folder_whose_texts_were_named_before_is_not_without_texts(here: Path) -> None:
    tree(here, "full/a.txt")
    assert found("full/a.txt", "full").empty == ()


def test_links_that_lead_round_are_survived(here: Path) -> None:
    tree(here, "d/a.txt")
    (here / "d" / "round").symlink_to(here)
    (here / "self").symlink_to("self")
    (here / "gone.txt").symlink_to("nowhere")
    assert shown(".") == ["d/a.txt"]


def test_a_link_and_what_it_leads_to_are_one_file(here: Path) -> None:
    tree(here, "d/b.txt")
    (here / "a.txt").symlink_to("d/b.txt")
    (here / "e").symlink_to("d")
    assert shown(".") == ["a.txt"]
    assert shown("d/b.txt", "a.txt", "e/b.txt", "e") == ["d/b.txt"]


def test_a_folder_by_its_absolute_path_is_shown_so(here: Path) -> None:
    tree(here, "d/a.txt")
    assert shown(str(here / "d")) == [str(here / "d" / "a.txt")]


def test_a_folder_that_cannot_be_read_is_told(here: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root can read every folder")
    tree(here, "d/a.txt shut/b.txt")
    (here / "shut").chmod(0)
    result = found(".")
    (here / "shut").chmod(0o755)
    assert ([task.path for task in result.tasks], result.unreadable) == (["d/a.txt"], (("shut", "Permission denied"),))


def test_a_broken_line_in_an_ignore_file_leaves_the_others(here: Path) -> None:
    tree(here, {".gitignore": "!\nx.txt\n\udcff\n".encode("utf-8", "surrogateescape").decode("latin-1"), "x.txt": "", "y.txt": ""})
    assert shown(".") == ["y.txt"]
