from pathlib import Path

import pytest

from cleaner.config.lookup import Lookup
from cleaner.config.settings import Settings
from cleaner.errors import SettingsError


def tree(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "folder", "expected"),
    [
        pytest.param({"cleaner.toml": "select = 'x'"}, "a/b", "cleaner.toml", id="the one above"),
        pytest.param({"cleaner.toml": "", "a/cleaner.toml": ""}, "a/b", "a/cleaner.toml", id="the nearest"),
        pytest.param({"pyproject.toml": "[tool.cleaner]\npreview = true"}, "a", "pyproject.toml", id="a table of the project"),
        pytest.param({"pyproject.toml": "tool = {cleaner = {preview = true}}"}, "a", "pyproject.toml", id="the table in another spelling"),
        pytest.param({"cleaner.toml": "", "a/pyproject.toml": "[tool.black]\n"}, "a", "cleaner.toml", id="a project without our table is passed over"),
        pytest.param({"cleaner.toml": "", "a/pyproject.toml": "# cleaner\n[tool]"}, "a", "cleaner.toml", id="a project that only speaks of us"),
        pytest.param({"cleaner.toml": "", "pyproject.toml": "[tool.cleaner]"}, "", "cleaner.toml", id="both in one folder"),
        pytest.param({"cleaner.toml": "", "a/pyproject.toml": "no toml ["}, "a", "cleaner.toml", id="a broken project that isn't ours"),
    ],
)
def test_the_nearest_settings_hold(tmp_path: Path, files: dict[str, str], folder: str, expected: str) -> None:
    tree(tmp_path, files)
    assert Lookup().for_folder(str(tmp_path / folder).rstrip("/")).path == str(tmp_path / expected)


def test_a_named_file_holds_for_everything(tmp_path: Path) -> None:
    tree(tmp_path, {"cleaner.toml": "", "ci.toml": "fail-on = 'never'"})
    assert Lookup(str(tmp_path / "ci.toml")).for_folder(str(tmp_path)).fail_on == "never"


def test_isolated_reads_nothing(tmp_path: Path) -> None:
    tree(tmp_path, {"cleaner.toml": "fail-on = 'never'"})
    assert Lookup(isolated=True).for_folder(str(tmp_path)).fail_on == "warning"


def test_a_file_is_read_once(tmp_path: Path) -> None:
    tree(tmp_path, {"cleaner.toml": ""})
    lookup = Lookup()
    assert lookup.for_folder(str(tmp_path / "a" / "b")) is lookup.for_folder(str(tmp_path / "c"))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("cleaner.toml", "a = [", "cleaner.toml: this is no TOML: ", id="no TOML"),
        pytest.param(
            "cleaner.toml",
            "rules = ['x']\n[rules.'fr/*']\nlevel = 'error'",
            "written as [rules] with folders = ['…'] below it",
            id="a list and a table of one name",
        ),
        pytest.param("pyproject.toml", "[tool.cleaner]\nselct = 1", "pyproject.toml: tool.cleaner.selct: there is no such setting", id="the project's table"),
        pytest.param("pyproject.toml", "[tool]\ncleaner = 1", "pyproject.toml: tool.cleaner: it is no table", id="no table"),
        pytest.param("cleaner.toml", "\udcff", "cleaner.toml: it is not in UTF-8; save it as UTF-8", id="another encoding"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    monkeypatch.chdir(tmp_path)
    lookup = Lookup()
    assert lookup.for_folder(str(tmp_path)) == Settings(folder=str(tmp_path))
    with pytest.raises(SettingsError) as caught:
        lookup.complain()
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("files", "only", "message"),
    [
        pytest.param({}, "no.toml", "no.toml: the settings can't be read (No such file or directory)", id="it isn't there"),
        pytest.param({"pyproject.toml": "[tool]"}, "pyproject.toml", "pyproject.toml: it has no table [tool.cleaner]", id="a project without our table"),
    ],
)
def test_a_named_file_must_have_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], only: str, message: str) -> None:
    tree(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError) as caught:
        Lookup(only)
    assert str(caught.value).startswith(message)


def test_what_is_wrong_in_several_files_is_told_at_once(tmp_path: Path) -> None:
    tree(tmp_path, {"a/cleaner.toml": "fail-on = 1", "b/cleaner.toml": "selct = 1", "c/cleaner.toml": ""})
    lookup = Lookup()
    lookup.complain()
    for folder in "abca":
        lookup.for_folder(str(tmp_path / folder))
    with pytest.raises(SettingsError) as caught:
        lookup.complain()
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == ["fail-on", "selct"]
