from __future__ import annotations

import os
import select
import sys
import time
from pathlib import Path

import pytest

from cleaner.rulebook import schema

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")

QUIET = 60.0
"""Seconds without a word after which a conversation is given up."""


def talk(folder: Path, words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run ``clean`` with *words* on a terminal in *folder*; answer each question, and return the exit code and all that was shown."""
    import pty

    root = str(Path(__file__).parents[2])
    pid, terminal = pty.fork()
    if not pid:  # pragma: no cover - the other process
        os.chdir(folder)
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        os.execv(sys.executable, [sys.executable, "-m", "cleaner", *words])
    shown, seen, waiting = b"", 0, list(answers)
    while select.select([terminal], [], [], QUIET)[0]:
        try:
            some = os.read(terminal, 4096)
        except OSError:
            break
        if not some:
            break
        shown += some
        if waiting and shown[seen:].rstrip(b" ").endswith((b">", b"]", b":", b"?")):
            time.sleep(0.05)
            if not select.select([terminal], [], [], 0.05)[0]:
                seen = len(shown)
                os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode().replace("\r\n", "\n")


ANSWERS = ["tariff\n", "price\n", "The tariff of the room includes breakfast and towels.\n", "fr:tarif\n"]


def test_on_a_terminal_it_asks_and_writes(tmp_path: Path) -> None:
    code, shown = talk(tmp_path, ["rules", "new"], [*ANSWERS, "Congress voted on the tariff.\n", "\n", "\n", "fr/prices\n", "safe\n", "yes\n"])
    assert code == 0, shown
    assert "such as flea" in shown
    rule = (tmp_path / "rules" / "fr" / "prices.yaml").read_text(encoding="utf-8")
    assert rule == (
        "# yaml-language-server: $schema=../rules.schema.json\n\n- name: tariff-price\n  preview: true\n  find: tariff\n  put: price\n"
        "  need: {sentence: [room, breakfast, towel]}\n  applicability: safe\n  source: {fr: tarif}\n"
        "  why: \"French 'tarif' means 'price' here, not 'tariff'\"\n"
        '  fires:\n    - "The [[tariff -> price]] of the room includes breakfast and towels."\n  ok:\n    - "Congress voted on the tariff."\n'
    )
    assert (tmp_path / "cleaner.toml").read_text(encoding="utf-8") == '# Settings of the cleaner.\nrules = ["rules"]\n'
    assert (tmp_path / "rules" / "rules.schema.json").read_text(encoding="utf-8") == schema.write()


@pytest.mark.parametrize("answered", [0, 3, 6])
def test_who_has_enough_leaves_nothing_behind(answered: int, tmp_path: Path) -> None:
    code, shown = talk(tmp_path, ["rules", "new"], [*[*ANSWERS, "Congress voted on the tariff.\n", "\n"][:answered], "\x03"])
    assert code == 130, shown
    assert list(tmp_path.iterdir()) == []


def test_who_says_no_can_go_on_from_there(tmp_path: Path) -> None:
    code, shown = talk(tmp_path, ["rules", "new"], [*ANSWERS, "Congress voted on the tariff.\n", "\n", "\n", "\n", "\n", "no\n"])
    assert code == 0
    assert "clean rules new --wrong tariff --right price --fires 'The tariff of the room includes breakfast and towels.'" in shown
    assert list(tmp_path.iterdir()) == []


def test_what_was_typed_isnt_lost_where_it_gives_no_rule(tmp_path: Path) -> None:
    code, shown = talk(tmp_path, ["rules", "new"], ["flea\n", "chip\n", "A louse sat there.\n", "\n"])
    assert code == 2
    assert "'flea' isn't in the sentence" in shown
    assert "what you said is: clean rules new --wrong flea --right chip --fires 'A louse sat there.'" in shown


def test_of_several_edits_it_asks_which(tmp_path: Path) -> None:
    words = ["rules", "new", "--from", "The ONU owns the systemAnd the vaults of Bern.", "The UN owns the system and the vaults of Bern.", "--dry-run"]
    code, shown = talk(tmp_path, words, ["7\n", "2\n"])
    assert code == 0, shown
    assert "That doesn't fit" in shown
    assert "find: systemAnd" in shown
    assert "find: ONU" not in shown
