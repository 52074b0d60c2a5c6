import tomllib
from pathlib import Path

import pytest

from cleaner.config.settings import PathSetting, RuleSetting, Settings, read, size
from cleaner.errors import SettingsError

ALL = """
rules = ["house"]
exclude = ["old/", "*.tmp.md"]
select = ["fr/**", "structure"]
ignore = "style"
fail-on = "error"
min-confidence = "check"
preview = true
vocabulary = ["names.txt"]
baseline = "known.json"
source-language = "fr"
profile = "en-GB"
max-size = "500k"

[paths.'docs/**']
select = ["structure"]
ignore = ["structure/glued"]
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    for name in ("names.txt", "vocabulary.txt"):
        (tmp_path / name).touch()
    path = str(tmp_path / "cleaner.toml")
    assert read(tomllib.loads(ALL), path) == Settings(
        path=path,
        folder=str(tmp_path),
        rules=(str(tmp_path / "house"),),
        exclude=("old/", "*.tmp.md"),
        select=("fr/**", "structure"),
        ignore=("style",),
        fail_on="error",
        min_confidence="check",
        preview=True,
        vocabulary=(str(tmp_path / "vocabulary.txt"), str(tmp_path / "names.txt")),
        baseline=str(tmp_path / "known.json"),
        source_language="fr",
        profile=("en-GB",),
        max_size=500_000,
        paths=(PathSetting("docs/**", ("structure",), ("structure/glued",)),),
    )


def test_rules_are_set_one_by_one_and_folders_named_beside_them(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    settings = read(
        tomllib.loads("[rules]\nfolders = ['house']\n['rules'.'fr/*']\nlevel = 'error'\n['rules'.'de/**']\napplicability = 'display'\n"),
        str(tmp_path / "cleaner.toml"),
    )
    assert settings.rules == (str(tmp_path / "house"),)
    assert settings.rule_settings == (RuleSetting("fr/*", "error"), RuleSetting("de/**", None, "display"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("selct = ['fr']", "selct: there is no such setting; did you mean 'select'?", id="a slip in a key"),
        pytest.param("fail_on = 'error'", "fail_on: there is no such setting; did you mean 'fail-on'?", id="an underscore"),
        pytest.param("zzz = 1", "zzz: there is no such setting; take it out or choose from rules,", id="no key is like it"),
        pytest.param("fail-on = 'eror'", "fail-on: 'eror' is not note, warning, error or never; did you mean 'error'?", id="a slip in a value"),
        pytest.param("min-confidence = 'maybe'", "min-confidence: 'maybe' is not sure, likely or check", id="another word"),
        pytest.param("preview = 'yes'", "preview: 'yes' is not true or false", id="text for a flag"),
        pytest.param("select = [1]", "select: [1] is no list of texts; write it as ['…', '…']", id="a number in a list"),
        pytest.param("select = ['']", "select: [''] is no list of texts", id="an empty name"),
        pytest.param("baseline = true", "baseline: true is no text; write it in quotes", id="a flag for a text"),
        pytest.param("max-size = 'big'", "max-size: 'big' is no size; write bytes as a number, or '500k', '20MB'", id="no size"),
        pytest.param("max-size = 0", "max-size: 0 is no size", id="nothing would be read"),
        pytest.param("max-size = true", "max-size: true is no size", id="a flag is no number"),
        pytest.param(
            "source-language = 'French'", "source-language: 'French' is no language code; write two or three letters, such as 'fr'", id="a language's name"
        ),
        pytest.param("rules = ['nowhere']", "rules: there is no folder 'nowhere' beside this file; make it or take it out", id="no such folder"),
        pytest.param("[rules]\nfolders = ['nowhere']", "rules.folders: there is no folder 'nowhere'", id="no such folder, in the table"),
        pytest.param("vocabulary = ['no.txt']", "vocabulary: there is no file 'no.txt' beside this file", id="no such file"),
        pytest.param("[rules.'fr/*']\nlevel = 'fatal'", "rules.'fr/*'.level: 'fatal' is not note, warning or error", id="a level"),
        pytest.param("[rules.'fr/*']\nlevle = 'error'", "rules.'fr/*'.levle: there is no such setting; did you mean 'level'?", id="a key of a rule"),
        pytest.param(
            "[rules]\n'fr/*' = 'error'", "rules.'fr/*': 'error' is no table; write [rules.'fr/*'] with its settings below", id="a rule without a table"
        ),
        pytest.param("paths = 'docs'", "paths: 'docs' is no table; write [paths.'PATTERN']", id="paths without a table"),
        pytest.param("[paths.'docs/**']\nignore = 3", "paths.'docs/**'.ignore: 3 is no list of texts", id="a key of a path"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tomllib.loads(text), str(tmp_path / "cleaner.toml"), "cleaner.toml: ")
    assert str(caught.value).startswith("cleaner.toml: " + message)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tomllib.loads("selct = 1\nfail-on = 'x'\npreview = 2\n[paths.a]\nb = 1"), str(tmp_path / "cleaner.toml"))
    assert len(str(caught.value).splitlines()) == 4


@pytest.mark.parametrize(
    ("pattern", "path", "is_folder", "expected"),
    [
        pytest.param("a.md", "/x/a.md", False, True, id="a file at the top"),
        pytest.param("a.md", "/x/deep/down/a.md", False, True, id="a name holds at any depth"),
        pytest.param("*.tmp.md", "/x/deep/a.tmp.md", False, True, id="a glob holds at any depth"),
        pytest.param("old", "/x/old/a.md", False, True, id="what lies in a folder"),
        pytest.param("old", "/x/old", True, True, id="the folder itself"),
        pytest.param("old/", "/x/old", False, False, id="a slash behind means folders alone"),
        pytest.param("old/", "/x/sub/old/a.md", False, True, id="what lies in such a folder"),
        pytest.param("docs/old", "/x/docs/old/a.md", False, True, id="a path counts from the settings"),
        pytest.param("docs/old", "/x/sub/docs/old/a.md", False, False, id="and from nowhere else"),
        pytest.param("/a.md", "/x/a.md", False, True, id="a slash in front, at the top"),
        pytest.param("/a.md", "/x/sub/a.md", False, False, id="a slash in front, below"),
        pytest.param("docs/*.md", "/x/docs/sub/a.md", False, False, id="a star doesn't cross a slash"),
        pytest.param("docs/**/*.md", "/x/docs/sub/deep/a.md", False, True, id="two stars cross"),
        pytest.param("docs/**/*.md", "/x/docs/a.md", False, True, id="two stars may be nothing"),
        pytest.param("**", "/y/a.md", False, False, id="what lies outside isn't excluded"),
        pytest.param("old", "/x/older/a.md", False, False, id="a whole name"),
    ],
)
def test_exclude(pattern: str, path: str, is_folder: bool, expected: bool) -> None:
    assert Settings(folder="/x", exclude=(pattern,)).excludes(path, is_folder) is expected


def test_settings_of_paths_add_up_in_the_order_of_the_file() -> None:
    paths = (PathSetting("docs/**", ignore=("a",)), PathSetting("docs/old/*", select=("s",), ignore=("b",)), PathSetting("other/**", ignore=("c",)))
    settings = Settings(folder="/x", select=("t",), ignore=("i",), paths=paths)
    assert settings.names("/x/docs/old/a.md") == (("s",), ("i", "a", "b"))
    assert settings.names("/x/docs/a.md") == (("t",), ("i", "a"))
    assert settings.names("/x/a.md") == (("t",), ("i",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", 0), ("1.5 MB", 1_500_000), ("2KiB", 2048), ("3g", 3_000_000_000), ("10B", 10), ("10 i", None), ("-1", None), ("", None), ("1e3", None)],
)
def test_sizes(text: str, expected: int | None) -> None:
    assert size(text) == expected
