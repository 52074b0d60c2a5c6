from __future__ import annotations

import tomllib

import pytest

from cleaner.config.edit import name_rules_folder
from cleaner.errors import SettingsError


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("", 'rules = ["rules"]\n', id="empty"),
        pytest.param("preview = true # yes\n", 'preview = true # yes\nrules = ["rules"]\n', id="behind the others"),
        pytest.param("# mine\n\n[paths.'a/*']\nignore = ['b']", "# mine\nrules = [\"rules\"]\n\n[paths.'a/*']\nignore = ['b']", id="before the first table"),
        pytest.param("[rules.'fr/*']\nlevel = 'note'\n", "[rules]\nfolders = [\"rules\"]\n\n[rules.'fr/*']\nlevel = 'note'\n", id="tables of rules"),
        pytest.param("[rules]\nfolders = [ ] # none\n", '[rules]\nfolders = ["rules" ] # none\n', id="an empty list of folders"),
        pytest.param("rules = []\n", 'rules = ["rules"]\n', id="an empty list"),
        pytest.param("preview = true\r\n", 'preview = true\r\nrules = ["rules"]\r\n', id="line ends of DOS"),
    ],
)
def test_a_folder_is_named_and_all_else_stays(text: str, made: str) -> None:
    assert name_rules_folder(text, "rules", "cleaner.toml") == made


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[project]\nname = 'x'\n\n[tool.cleaner]\npreview = true\n\n[tool.other]\na = 1\n", id="a table"),
        pytest.param("[tool]\ncleaner = {preview = true} # inline\n", id="an inline table"),
        pytest.param("tool.cleaner.preview = true\n[project]\nname = 'x'\n", id="a dotted key"),
    ],
)
def test_a_project_keeps_its_other_tables(text: str) -> None:
    made = name_rules_folder(text, "rules", "pyproject.toml", is_project=True)
    held, was = tomllib.loads(made), tomllib.loads(text)
    assert held["tool"]["cleaner"].pop("rules") == ["rules"]
    assert held == was
    rest = iter(made)
    assert all(char in rest for char in text)


@pytest.mark.parametrize(
    "text", [pytest.param("rules = {x = 1, folders = 3}\n", id="no list"), pytest.param("= broken", id="no TOML"), pytest.param("rules = 3\n", id="a number")]
)
def test_what_cant_be_changed_safely_is_told(text: str) -> None:
    with pytest.raises(SettingsError, match=r"cleaner.toml: .* by hand"):
        name_rules_folder(text, "rules", "cleaner.toml")
