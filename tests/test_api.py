import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner

BAD = "The start-up sells the only IA chip that Nafidia fears."
GOOD = "The start-up sells the only AI chip that Nvidia fears."


def test_a_text_is_checked() -> None:
    report = cleaner.check(BAD, filename="news.txt")
    assert [(finding.text, BAD[finding.start : finding.end], finding.replacements[0]) for finding in report.findings] == [
        ("IA", "IA", "AI"),
        ("Nafidia", "Nafidia", "Nvidia"),
    ]
    assert report.document.path == "news.txt"


def test_a_text_is_fixed_and_the_report_tells_both() -> None:
    result = cleaner.fix(BAD)
    assert result.text == GOOD
    assert [finding.text for finding in result.report.fixed] == ["IA", "Nafidia"]
    assert result.report.findings == ()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"select": ["romance"]}, ["IA"], id="a pack's folder"),
        pytest.param({"ignore": ["romance/**"]}, ["Nafidia"], id="a glob"),
        pytest.param({"format": "markdown"}, ["IA", "Nafidia"], id="another format"),
        pytest.param({"source_language": "fr"}, ["IA", "Nafidia"], id="the source language"),
    ],
)
def test_what_is_asked_for(options: dict[str, object], expected: list[str]) -> None:
    assert [finding.text for finding in cleaner.check(BAD, **options).findings] == expected  # type: ignore[arg-type]


def test_a_house_has_its_spelling() -> None:
    assert cleaner.fix(BAD, profile="NVIDIA").text == GOOD.replace("Nvidia", "NVIDIA")


def test_an_article_lends_its_headline_what_it_is_about() -> None:
    headline, article = "Maker shows new fleas", "The semiconductor industry builds a GPU from silicon wafers."
    assert cleaner.fix(headline).text == headline
    assert cleaner.fix(headline, context=article).text == "Maker shows new chips"


def test_markdown_leaves_code_alone() -> None:
    text = f"{BAD}\n\n    {BAD}\n"
    assert cleaner.fix(text, format="markdown").text == f"{GOOD}\n\n    {BAD}\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"format": "docy"}, "format: 'docy' is not markdown or text", id="a format"),
        pytest.param({"min_confidence": "very"}, "min_confidence: 'very' is not sure, likely, check", id="a confidence"),
        pytest.param({"rules": ["nowhere"]}, "nowhere: no such rules folder", id="a folder"),
        pytest.param({"profile": ["Nvidea"]}, "profile: 'Nvidea': no rule knows this spelling; did you mean 'Nvidia'?", id="a house's spelling"),
    ],
)
def test_what_cannot_be_done_is_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(cleaner.CleanerError) as caught:
        cleaner.check(BAD, **options)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


def test_a_text_with_a_nul_is_no_text() -> None:
    with pytest.raises(cleaner.CleanerError, match="binary"):
        cleaner.check("a\0b")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("\ufeff", id="a byte-order mark"),
        pytest.param("\udcff", id="a bad byte"),
        pytest.param("a\ud83d\ud83d", id="halves of pairs"),
        pytest.param("\udce2\udc80\udc99", id="halves that would make a character"),
        pytest.param("caf\u00e9 ", id="an accent"),
        pytest.param("a\r\nb\rc\n", id="line ends"),
        pytest.param("\U0001f600", id="beyond the basic plane"),
    ],
)
def test_offsets_count_in_the_text_that_was_given(before: str) -> None:
    text = f"{before} {BAD}"
    report = cleaner.check(text)
    assert [text[finding.start : finding.end] for finding in report.findings] == ["IA", "Nafidia"]


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=()), max_size=60))
def test_any_text_is_survived_and_a_second_fix_changes_nothing(text: str) -> None:
    once = cleaner.fix(f"{text} {BAD}").text
    assert cleaner.fix(once).text == once


def test_the_import_costs_nothing() -> None:
    code = "import sys, cleaner; print(sorted(name for name in sys.modules if name.startswith('cleaner')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "['cleaner']\n"


def test_every_name_of_the_package_is_there() -> None:
    assert {name: hasattr(cleaner, name) for name in cleaner.__all__} == dict.fromkeys(cleaner.__all__, True)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        cleaner.chekc  # noqa: B018
