"""Corrections are written as the house writes; a preference that nobody knows is told."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.engine import library
from cleaner.evidence.house import House, spellings_of, unknown


@pytest.mark.parametrize(
    ("profile", "correction", "expected"),
    [
        pytest.param(["en-GB"], "data center", "data centre", id="a word of several"),
        pytest.param(["en-GB"], "Organization of labor", "Organisation of labour", id="several words"),
        pytest.param(["en-GB"], "the Center party", "the Centre party", id="with its capital"),
        pytest.param(["datacenter"], "the data centres", "the datacenters", id="several words that are one"),
        pytest.param(["NVIDIA"], "Nvidia", "NVIDIA", id="a name"),
        pytest.param(["$5.5bn"], "for $3.2 billion a year", "for $3.2bn a year", id="a sum"),
        pytest.param(["en-US"], "check", "check", id="the house's word already"),
        pytest.param(["en-US"], "puzzle", "puzzle", id="a word of one spelling"),
    ],
)
def test_a_correction_is_spelled_as_the_house_does(profile: list[str], correction: str, expected: str) -> None:
    assert House(library.load(), frozenset(profile)).spelled(correction) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        pytest.param([], "Nvidia", id="no house"),
        pytest.param(["NVIDIA"], "NVIDIA", id="a house of capitals"),
        pytest.param(["Nvidia"], "Nvidia", id="a house of small letters"),
    ],
)
def test_a_mangled_name_becomes_the_house_s(profile: list[str], expected: str) -> None:
    text = "The maker Nafidia sells chips."
    assert cleaner.fix(text, profile=profile).text == f"The maker {expected} sells chips."


def test_spellings_of_a_name_are_where_the_house_looks_for_them() -> None:
    ruleset = library.load()
    rule = next(rule for number in ruleset.houses if (rule := ruleset.rule(number)).id == "names/companies/nvidia")
    assert {"Nvidia", "NVIDIA"} <= set(next(iter(spellings_of(rule))))


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        pytest.param(["en-GB", "NVIDIA", "Uighur", "$5.5bn", "5 per cent", "-ize", "grey"], [], id="all known"),
        pytest.param(["Jensen Huang"], [], id="a name that has one spelling"),
        pytest.param(["Nvidea"], [("Nvidea", "no rule knows this spelling; did you mean 'Nvidia'?")], id="a slip"),
        pytest.param(["en-GB", "en-US"], [("en-US", "it contradicts 'en-GB'; leave one of them out")], id="a contradiction, told once"),
    ],
)
def test_what_a_profile_says_is_checked(profile: list[str], expected: list[tuple[str, str]]) -> None:
    assert unknown(library.load(), frozenset(profile)) == expected


def test_what_is_like_nothing_is_answered_with_what_can_be_said() -> None:
    ((_, told),) = unknown(library.load(), frozenset({"\u2603"}))
    assert "known are" in told
    assert "en-GB, en-US" in told


TEXT = "The color of the Uighur's coat, which cost $5.5 billion, is gray at Lincoln Center in the center of town."


def test_the_house_is_silent_until_it_is_asked() -> None:
    assert cleaner.check(TEXT).findings == ()
    assert cleaner.fix(TEXT, profile=["en-GB", "Uyghur", "$5.5bn"]).text == (
        "The colour of the Uyghur's coat, which cost $5.5bn, is grey at Lincoln Center in the centre of town."
    )


def test_style_is_a_note_and_no_damage() -> None:
    report = cleaner.check(TEXT, profile="en-GB")
    assert {finding.level for finding in report.findings} == {"note"}
    assert [finding.rule for finding in report.findings if finding.rule.startswith("structure/")] == []


def test_the_words_of_a_quotation_are_left_to_a_person_but_for_names() -> None:
    text = 'The singer said: "The color of Uighur coats pleases me."'
    assert cleaner.fix(text, profile=["en-GB", "Uyghur"]).text == 'The singer said: "The color of Uyghur coats pleases me."'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('She read "The Color Purple" twice.', id="a title"),
        pytest.param("He sat in the Center for Labor Studies.", id="a name"),
        pytest.param("See https://example.com/color or write to color@example.com.", id="an address"),
        pytest.param("Set `color: red` in the file.", id="code"),
    ],
)
def test_what_is_not_the_house_s_to_spell_is_left(text: str) -> None:
    assert cleaner.check(text, profile="en-GB", format="markdown").findings == ()


@pytest.mark.parametrize("profile", [["en-GB"], ["en-GB", "-ize", "datacenter", "5%"], ["en-US", "grey", "5 percent"], ["en-GB", "percent", "healthcare"]])
def test_a_second_fix_changes_nothing(profile: list[str]) -> None:
    text = "The data center organizes 5 per cent of health care, gray or grey; its data centre realised 9% and 10 percent of the colour."
    once = cleaner.fix(text, profile=profile).text
    assert once != text
    assert cleaner.fix(once, profile=profile).text == once
    assert cleaner.check(once, profile=profile).findings == ()
