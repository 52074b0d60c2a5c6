from __future__ import annotations

import pathlib
import re

from cleaner.authoring.examples import judge, with_pack
from cleaner.engine import library
from cleaner.rulebook import load
from cleaner.rulebook.fields import FIELDS, KINDS

PAGE = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n# rules/(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_block_says_which_file_it_is() -> None:
    assert len(BLOCKS) == PAGE.count("```yaml")
    assert len({path for path, _ in BLOCKS}) == len(BLOCKS)


def test_every_block_works_and_its_examples_come_out_as_written(tmp_path: pathlib.Path) -> None:
    for path, text in BLOCKS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    book = load([str(tmp_path)])
    assert [str(problem) for problem in book.problems] == []
    ruleset = library.load([str(tmp_path)], shipped=False)
    assert [notification.message for notification in ruleset.notifications] == []
    verdicts = [verdict for rule in book.rules for verdict in judge(rule, with_pack(ruleset, rule))]
    assert not verdicts, "\n".join(map(str, verdicts))
    for rule in book.rules:
        assert rule.fires
        assert rule.ok


def test_every_field_and_kind_is_explained() -> None:
    missing = [name for name in (*FIELDS, *KINDS) if not re.search(rf"\*\*{name}\b|`(kind: )?{name}[:`]", PAGE)]
    assert not missing
