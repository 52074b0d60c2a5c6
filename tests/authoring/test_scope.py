from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.authoring.scope import Scope, home_of, scope_of
from cleaner.engine import library

SHIPS = library.shipped_folder()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("mine/rules/fr/a.yaml", "house/lists/title.yaml", "house/fr/b.yaml", "loose/c.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "home"),
    [
        pytest.param("mine/rules/fr/a.yaml", "mine/rules", id="below a folder called rules"),
        pytest.param("mine/rules", "mine/rules", id="that folder itself"),
        pytest.param("house/fr", "house", id="below a folder with word lists"),
        pytest.param("loose/c.yaml", "loose/c.yaml", id="a file by itself"),
        pytest.param("loose", "loose", id="a folder by itself"),
    ],
)
def test_the_home_of_a_path_is_the_folder_of_rules_around_it(path: str, home: str, tree: Path) -> None:
    assert home_of(str(tree / path)) == str(tree / home)


def test_without_paths_the_known_folders_are_meant(tree: Path) -> None:
    known = [str(tree / "mine/rules"), str(tree / "house")]
    scope = scope_of([], known, shipped=False)
    assert scope.folders == tuple(known)
    assert scope.holds(str(tree / "house/fr/b.yaml"))
    assert not scope.holds_shipped


def test_a_path_in_a_known_folder_keeps_its_ids_and_leaves_the_others_out(tree: Path) -> None:
    scope = scope_of([str(tree / "house/fr/b.yaml")], [str(tree / "house")], shipped=False)
    assert scope.folders == (str(tree / "house"),)
    assert scope.holds(str(tree / "house/fr/b.yaml"))
    assert not scope.holds(str(tree / "house/fr/bb.yaml"))


def test_a_folder_above_a_known_one_means_that(tree: Path) -> None:
    scope = scope_of([str(tree / "mine")], [str(tree / "mine/rules")], shipped=False)
    assert scope.folders == (str(tree / "mine/rules"),)
    assert scope.holds(str(tree / "mine/rules/fr/a.yaml"))


@pytest.mark.parametrize("paths", [[SHIPS], [f"{SHIPS}/fr"], []], ids=["their folder", "a part of it", "asked for"])
def test_rules_that_ship_are_never_read_as_own_ones(paths: list[str], tree: Path) -> None:
    scope = scope_of(paths, [str(tree / "house"), SHIPS], shipped=not paths)
    assert scope.folders == ()
    assert scope.holds_shipped
    assert scope.holds(f"{SHIPS}/fr/senses.yaml")
    assert not scope.holds(str(tree / "house/fr/b.yaml"))


def test_a_file_that_is_linked_is_meant_where_it_really_is(tree: Path) -> None:
    (tree / "link").symlink_to(tree / "house")
    assert Scope((), (str(tree / "house"),)).holds(str(tree / "link/fr/b.yaml"))
