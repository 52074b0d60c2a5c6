from __future__ import annotations

import json
import pathlib

import jsonschema
import pytest
import yaml

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


def loaded(text: str) -> object:
    """A file as editors see it: dates, which YAML 1.1 has and JSON lacks, stay text."""

    class Loader(yaml.CSafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


CHECK = jsonschema.Draft7Validator(schema.schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema.schema())


def test_every_file_that_ships_is_as_the_schema_has_it() -> None:
    files = sorted((ROOT / "rules").rglob("*.yaml"))
    assert len(files) > 100
    flaws = [
        f"{path.relative_to(ROOT)}: {list(error.absolute_path)}: {error.message[:200]}"
        for path in files
        for error in CHECK.iter_errors(loaded(path.read_text(encoding="utf-8")))
    ]
    assert flaws == []


MEASURED = "measured: {alarms: 1, good-words: 2000000, catches: 12, damaged-words: 50000, date: 2026-11-25}"


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        pytest.param(f"- {{name: a, find: b, {MEASURED}}}", True, id="what the bench counted"),
        pytest.param(f"- {{name: a, find: b, {MEASURED.replace('alarms: 1', 'alarms: many')}}}", False, id="a count that is none"),
        pytest.param(f"- {{name: a, find: b, {MEASURED.replace('alarms: 1, ', '')}}}", False, id="a count is missing"),
        pytest.param(f"- {{name: a, find: b, {MEASURED.replace('alarms', 'noise')}}}", False, id="a count of another name"),
        pytest.param("- {name: a, find: b, fnid: c}", False, id="a field that there isn't"),
        pytest.param("- {name: a}", False, id="a phrase without find"),
        pytest.param("threshold: 3\nterms: {1: [a]}", True, id="a topic"),
        pytest.param("words: [a, b]", True, id="a word list"),
    ],
)
def test_mistakes_are_marked(text: str, is_right: bool) -> None:
    assert CHECK.is_valid(loaded(text)) is is_right
