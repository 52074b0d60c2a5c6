from __future__ import annotations

import json
import pathlib

import pytest

from cleaner.model.rule import Rule
from cleaner.rulebook import schema
from cleaner.rulebook.fields import FIELDS, KINDS, SYNONYMS, kinds

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_the_schema_for_editors_is_up_to_date() -> None:
    path = ROOT / "docs" / "rules.schema.json"
    assert path.read_text(encoding="utf-8") == schema.write(), (
        "run: python -c 'from cleaner.rulebook import schema; print(schema.write(), end=\"\")' > docs/rules.schema.json"
    )


def test_every_field_of_a_rule_can_be_written() -> None:
    written = set(FIELDS) - {"name", "before", "after"}
    assert written == set(Rule.__dataclass_fields__) - {"id", "path", "line", "places"}


def test_names_of_other_tools_lead_to_our_fields() -> None:
    assert set(SYNONYMS.values()) <= set(FIELDS)
    assert not set(SYNONYMS) & set(FIELDS)


def test_every_reference_leads_somewhere() -> None:
    made = schema.schema()
    wanted = {part.split('"')[0] for part in json.dumps(made).split('"#/definitions/')[1:]}
    assert wanted == set(made["definitions"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_offered(kind: str) -> None:
    assert kind in kinds()
    assert kind in schema.schema()["definitions"]["rule"]["properties"]["kind"]["enum"]
