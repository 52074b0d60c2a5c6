"""docs/report.md says what the report holds."""

from __future__ import annotations

import ast
import json
import pathlib
import re
from typing import Any

import cleaner.model
from cleaner.model import Document, Edit, Evidence, Finding, Part, Report, Segment, SourceLanguage
from cleaner.plugin import View
from cleaner.reporters import load

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = pathlib.Path(cleaner.model.__file__).parents[1]
PAGE = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")


def shape(value: Any) -> Any:
    """Return *value* with its figures and words left out: fields, in their order, and types."""
    if isinstance(value, dict):
        return [(key, shape(inner)) for key, inner in value.items()]
    return [shape(inner) for inner in value[:1]] if isinstance(value, list) else type(value).__name__


def test_the_example_has_the_fields_of_the_report() -> None:
    example = json.loads("".join(re.findall(r"^    (.*\n)", PAGE, re.MULTILINE)))
    evidence = (Evidence("topic", "semiconductors"),)
    flea = Finding("a/b", "c/d", "error", 0.9, "safe", 0, 5, 1, 1, "fleas", "why", ("chips",), (Edit(0, 5, "chips"),), evidence)
    report = Report(Document("a", "text", (Part(""),), (Segment("", ()),)), (flea,), words=812, source_language=SourceLanguage("fr", 0.9))
    written = "".join(load("json").write([report], View(version="1", ruleset="2")))
    assert shape(example) == shape(json.loads(written))


def test_every_notification_is_on_the_page() -> None:
    codes = set()
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Notification" and isinstance(call.args[0], ast.Constant):
                codes.add(call.args[0].value)
    told = set(re.findall(r"`([a-z0-9-]+)`", PAGE.partition("## Notifications")[2]))
    assert codes <= told
