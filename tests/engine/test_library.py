"""Rule sets are cached by content, and only a cache file of our own is trusted."""

from __future__ import annotations

import os
import pathlib

import pytest

from cleaner.engine import library
from cleaner.errors import CleanerError
from cleaner.pipeline import Request, check, read

RULE = '- name: {name}\n  find: {find}\n  put: chip\n  fires: ["a [[{find} -> chip]]"]\n  ok: ["a chip"]\n'


@pytest.fixture
def cache(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def own(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.yaml").write_text(RULE.format(name="gadfly", find="gadfly"))
    return folder


def findings(rules: object, text: str) -> list[str]:
    return [f.rule for f in check(read(text.encode(), "a.txt"), rules, Request())[0].findings]  # type: ignore[arg-type]


def test_own_rules_run_beside_those_that_ship(cache: pathlib.Path, own: pathlib.Path) -> None:
    rules = library.load([str(own)])
    assert findings(rules, "Nafidia sells a gadfly.") == ["names/companies/nvidia", "mine/gadfly"]
    assert findings(library.load([str(own)], shipped=False), "Nafidia sells a gadfly.") == ["mine/gadfly"]


def test_compiled_rules_are_kept_and_a_change_makes_new_ones(cache: pathlib.Path, own: pathlib.Path) -> None:
    first = library.load([str(own)], shipped=False)
    assert [p.name for p in cache.glob("rules-*")] == [f"rules-{first.hash}.bin"]
    assert library.load([str(own)], shipped=False).hash == first.hash
    (own / "mine.yaml").write_text(RULE.format(name="gadfly", find="horsefly"))
    second = library.load([str(own)], shipped=False)
    assert second.hash != first.hash
    assert findings(second, "A horsefly, a gadfly.") == ["mine/gadfly"]


def test_damaged_cache_file_is_made_again(cache: pathlib.Path, own: pathlib.Path) -> None:
    kept = cache / f"rules-{library.load([str(own)], shipped=False).hash}.bin"
    kept.write_bytes(b"CLEANER1 nonsense")
    assert findings(library.load([str(own)], shipped=False), "a gadfly") == ["mine/gadfly"]
    assert kept.read_bytes()[:20] != b"CLEANER1 nonsense"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners on this system")
def test_cache_file_that_others_can_write_is_not_read(cache: pathlib.Path, own: pathlib.Path) -> None:
    kept = cache / f"rules-{library.load([str(own)], shipped=False).hash}.bin"
    other = library.load([], shipped=True)
    assert other.count > 1
    (own / "else.yaml").write_text(RULE.format(name="midge", find="midge"))
    planted = library.load([str(own)], shipped=False).hash
    kept.write_bytes((cache / f"rules-{planted}.bin").read_bytes())  # as a stranger would
    kept.chmod(0o666)
    (own / "else.yaml").unlink()
    assert findings(library.load([str(own)], shipped=False), "a midge, a gadfly") == ["mine/gadfly"]


def test_cache_folder_that_cannot_be_made_is_done_without(own: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert findings(library.load([str(own)], shipped=False), "a gadfly") == ["mine/gadfly"]


def test_own_rule_replaces_the_one_that_ships_under_its_id(cache: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (tmp_path / "r" / "names").mkdir(parents=True)
    (tmp_path / "r" / "names" / "companies.yaml").write_text(RULE.format(name="nvidia", find="gadfly"))
    rules = library.load([str(tmp_path / "r")])
    assert [i for i, _ in rules.ids()].count("names/companies/nvidia") == 1
    assert findings(rules, "Nafidia, a gadfly") == ["names/companies/nvidia"]


def test_folder_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CleanerError, match="no such rules folder"):
        library.load([str(tmp_path / "nowhere")])


def test_shipped_rules_compile_into_one_file(tmp_path: pathlib.Path) -> None:
    out = tmp_path / "compiled.bin"
    library.compile_shipped(library.shipped_folder(), str(out))
    from cleaner.cache.store import mapped
    from cleaner.engine.ruleset import Ruleset

    data = mapped(str(out))
    assert data is not None
    assert Ruleset(data).ids() == library.load().ids()


def test_own_rules_are_compiled_anew_where_those_that_ship_have_changed(
    cache: pathlib.Path, own: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ships = tmp_path / "ships"
    (ships / "flies").mkdir(parents=True)
    monkeypatch.setattr(library, "shipped_folder", lambda: str(ships))

    def installed(find: str) -> set[str]:
        (ships / "flies" / "flies.yaml").write_text(RULE.format(name="fly", find=find))
        library.compile_shipped(str(ships), str(ships / library.COMPILED))
        assert findings(library.load([str(own)]), f"a {find}, a gadfly") == ["flies/flies/fly", "mine/gadfly"]
        return {p.name for p in cache.glob("rules-*")}

    before = installed("botfly")
    after = installed("midge")
    assert len(before) == 1
    assert before < after
    assert installed("midge") == after, "the same rules are found again"
