"""The plug-in in a pytest of its own, as an author's repository has it."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

GOOD = "- name: zark\n  find: zark\n  put: zirk\n  unless: {after: lawn}\n  fires: ['A [[zark -> zirk]].']\n  ok: ['A zark lawn.']\n"
WRONG = "- name: zork\n  find: zork\n  put: zerk\n  fires: ['A [[zork -> zirk]].']\n  ok: ['Two zorks.']\n"
BROKEN = "- name: zurk\n  fimd: zurk\n"
NAMED = "[pytest]\ncleaner_rules = rules\n"
# An installed cleaner brings the plug-in by itself; a checkout on the path doesn't.
LOADED = () if any(point.name == "mt-cleaner" for point in entry_points(group="pytest11")) else ("-p", "cleaner.integrations.pytest")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess(*LOADED, "-p", "no:randomly", "-p", "no:cacheprovider", "--strict-config", *arguments)


def write(pytester: pytest.Pytester, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = pytester.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"pytest.ini": NAMED}, id="pytest's"),
        pytest.param({"cleaner.toml": "rules = ['rules']\n"}, id="the cleaner's"),
        pytest.param({"pyproject.toml": "[tool.cleaner]\nrules = ['rules']\n"}, id="a project's"),
    ],
)
def test_each_rule_in_the_folders_that_settings_name_is_a_test(settings: dict[str, str], pytester: pytest.Pytester) -> None:
    write(pytester, {"rules/fr/senses.yaml": GOOD + WRONG, "rules/lists/title.yaml": "words: [CEO]\n", "other/data.yaml": "a: b\n", **settings})
    done = run(pytester, "-v")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["rules/fr/senses.yaml::zark PASSED*", "rules/fr/senses.yaml::zork FAILED*"])


def test_a_failure_tells_each_verdict_at_its_place_with_its_diff(pytester: pytest.Pytester) -> None:
    write(pytester, {"rules/fr/senses.yaml": WRONG, "pytest.ini": NAMED})
    run(pytester).stdout.fnmatch_lines(
        [
            "*_ fr/senses/zork _*",
            "rules/fr/senses.yaml:4:11: wrong: fr/senses/zork: found, but otherwise than written",
            "    promised: A [[][[]zork -> [[]-zirk-]]].",
            "    got:      A [[][[]zork -> {+zerk+}]].",
            "rules/fr/senses.yaml:5:8: noisy: fr/senses/zork: found in a sentence that is fine",
        ]
    )


def test_a_failure_has_colours_where_pytest_has(pytester: pytest.Pytester) -> None:
    write(pytester, {"rules/fr/senses.yaml": WRONG, "pytest.ini": NAMED})
    assert "\x1b[1;4;32mzerk\x1b[0m" in run(pytester, "--color=yes").stdout.str()


def test_a_rule_is_chosen_by_its_place_as_any_test_is(pytester: pytest.Pytester) -> None:
    write(pytester, {"rules/fr/senses.yaml": GOOD + WRONG, "pytest.ini": NAMED})
    run(pytester, "rules/fr/senses.yaml::zark").assert_outcomes(passed=1)
    run(pytester, "-k", "zork").assert_outcomes(failed=1, deselected=1)


def test_a_broken_file_is_a_failing_test_and_its_other_rules_are_tried(pytester: pytest.Pytester) -> None:
    write(pytester, {"rules/a.yaml": BROKEN + GOOD, "pytest.ini": NAMED})
    done = run(pytester)
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*rules/a.yaml:2:3: mistake: fimd: there is no such field; did you mean 'find'?", "FAILED rules/a.yaml::[[]broken]*"])


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param({"pytest.ini": "[pytest]\ncleaner_rules = rules nowhere\n"}, "nowhere: no such rules folder", id="a folder that isn't there"),
        pytest.param({"cleaner.toml": "rulez = 1\n"}, "rulez: there is no such setting", id="wrong settings"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, str], says: str, pytester: pytest.Pytester) -> None:
    write(pytester, {"rules/a.yaml": GOOD, **settings})
    done = run(pytester)
    assert done.ret != 0
    assert says in done.stdout.str() + done.stderr.str()


def test_an_error_of_ours_is_shown_as_pytest_shows_any(pytester: pytest.Pytester) -> None:
    broken = "from cleaner.authoring.trial import Trial\n\ndef fails(self, rules):\n    raise ValueError('ours')\n\nTrial.remarks = fails\n"
    write(pytester, {"rules/a.yaml": GOOD, "pytest.ini": NAMED, "conftest.py": broken})
    done = run(pytester)
    done.assert_outcomes(failed=1)
    assert "ValueError: ours" in done.stdout.str()


SEEN = """
import sys

def test_it():
    loaded = {name.partition(".")[2].partition(".")[0] for name in sys.modules if name.startswith("cleaner.")}
    assert loaded <= ALLOWED, loaded
"""


@pytest.mark.parametrize(
    ("files", "allowed"),
    [
        pytest.param({}, {"integrations"}, id="no YAML"),
        pytest.param({"rules/a.yaml": WRONG}, {"integrations", "config", "errors", "model", "suppress"}, id="YAML that is no business of ours"),
    ],
)
def test_a_project_without_rules_is_left_alone(files: dict[str, str], allowed: set[str], pytester: pytest.Pytester) -> None:
    write(pytester, {"test_it.py": SEEN.replace("ALLOWED", repr(allowed)), **files})
    run(pytester).assert_outcomes(passed=1)


def test_the_command_never_imports_pytest() -> None:
    import subprocess

    code = "import sys; from cleaner.cli.main import main; main(['rules', 'test', '--help']); sys.exit('pytest' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_entry_point_is_the_plug_in() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"mt-cleaner": "cleaner.integrations.pytest"}
    assert not any(name.startswith("pytest") for name in project["dependencies"])
