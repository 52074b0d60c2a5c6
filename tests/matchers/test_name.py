"""Mangled names are found as listed, derived, in other capitals, apart, and by sound beside the right one; other people's names are left."""

from __future__ import annotations

import pytest

from cleaner import pipeline
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import RuleError
from cleaner.matchers.name import prepare
from cleaner.model import Finding, Match, Piece, Segment
from cleaner.model.rule import Rule
from cleaner.text.reading import Reading

SAFE = {"kind": "name", "applicability": "safe", "confidence": "sure", "category": "locale-conventions/name-format"}
NVIDIA = Rule("nvidia", put=("Nvidia", "NVIDIA"), aliases=("NVDA",), find=("Nividia",), entity="company", **SAFE)  # type: ignore[arg-type]
CUDA = Rule("cuda", put=("CUDA",), find=("Cuda",), entity="product", **SAFE)  # type: ignore[arg-type]
DEEPSEEK = Rule("deepseek", put=("DeepSeek",), entity="company", **SAFE)  # type: ignore[arg-type]
GITHUB = Rule("github", put=("GitHub",), entity="company", options={"without": ("casing",)}, **SAFE)  # type: ignore[arg-type]
RESORT = Rule("resort", put=("Mar-a-Lago",), find=("Mar-A-Laggo",), entity="place", **SAFE)  # type: ignore[arg-type]
UYGHUR = Rule("uyghur", put=("Uyghur", "Uighur"), find=("Ouigor",), entity="people", **SAFE)  # type: ignore[arg-type]
LAVROV = Rule("lavrov", put=("Sergei Lavrov",), aliases=("Lavrov",), forms=(("Lawrow", "Lavrov"),), entity="person", **SAFE)  # type: ignore[arg-type]
HUANG = Rule("huang", put=("Jensen Huang",), aliases=("Huang",), find=("Huang Renxun",), entity="person", **SAFE)  # type: ignore[arg-type]
KIM = Rule("kim", put=("Kim Jong Un", "Kim Jong-un"), entity="person", **SAFE)  # type: ignore[arg-type]
BAIDU = Rule("baidu", put=("Baidu",), entity="company", options={"without": ("derived",)}, **SAFE)  # type: ignore[arg-type]
VENEZUELA = Rule("venezuela", put=("Venezuela",), entity="place", **SAFE)  # type: ignore[arg-type]
ALL = [NVIDIA, CUDA, DEEPSEEK, GITHUB, RESORT, UYGHUR, LAVROV, HUANG, KIM, BAIDU, VENEZUELA]
RULES = Ruleset(memoryview(compile_rules(ALL, [], [], "0" * 64, frozenset())))


def matches(text: str) -> list[Match]:
    reading = Reading((Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain"),))
    return sorted(RULES.scan(reading)[0], key=lambda match: match.start)


def changes(text: str) -> list[str]:
    return [f"{text[m.start : m.end]} -> {m.replacements[0]}" for m in matches(text)]


def findings(text: str) -> tuple[Finding, ...]:
    return pipeline.check(pipeline.read(text.encode(), "a.txt"), RULES, pipeline.Request())[0].findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Shares of Nividia fell.", ["Nividia -> Nvidia"], id="listed"),
        pytest.param("Shares of Enfidia fell.", ["Enfidia -> Nvidia"], id="derived"),
        pytest.param("NIVIDIA FALLS", ["NIVIDIA -> NVIDIA"], id="in a headline"),
        pytest.param("Nividia's shares", ["Nividia -> Nvidia"], id="possessive stays"),
        pytest.param("The Nividia-led group", ["Nividia -> Nvidia"], id="before a hyphen"),
        pytest.param("NVIDIA fell. NVIDIA and Nividia", ["Nividia -> NVIDIA"], id="the text's own spelling first"),
        pytest.param("an Ouigor poet", ["an Ouigor -> a Uyghur"], id="article follows"),
        pytest.param("Many Ouigors left.", ["Ouigors -> Uyghurs"], id="plural of a people"),
        pytest.param("the ouigor poet", ["ouigor -> Uyghur"], id="a people in small letters"),
        pytest.param("It uses Cuda.", ["Cuda -> CUDA"], id="listed in other capitals"),
        pytest.param("Shares of Deepseek fell.", ["Deepseek -> DeepSeek"], id="inner capital lost"),
        pytest.param("Shares of Deep Seek fell.", ["Deep Seek -> DeepSeek"], id="written apart"),
        pytest.param("They met in Mar-A-Lago.", ["Mar-A-Lago -> Mar-a-Lago"], id="capital of a small word"),
        pytest.param("They met in Mar-A-Laggo.", ["Mar-A-Laggo -> Mar-a-Lago"], id="listed with hyphens"),
        pytest.param("Lawrow said so.", ["Lawrow -> Lavrov"], id="with a right form of its own"),
        pytest.param("Huang Renxun spoke.", ["Huang Renxun -> Jensen Huang"], id="Chinese reading"),
        pytest.param("Sergey Lawrow spoke.", ["Lawrow -> Lavrov"], id="surname after a given name of its own"),
        pytest.param("Huang and Huang. We heard that HUANG left.", ["HUANG -> Huang"], id="shouted surname"),
        pytest.param("GitHub grew. Github sold.", ["Github -> GitHub"], id="capitals at odds in one text"),
    ],
)
def test_a_mangled_name_is_put_right(text: str, expected: list[str]) -> None:
    assert changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nvidia, NVIDIA and NVDA rose.", id="right forms"),
        pytest.param("Dr Ouigor teaches in Lyon.", id="a person of the name"),
        pytest.param("Maria Enfidia teaches in Lyon.", id="after a given name"),
        pytest.param("the package enfidia", id="small letters"),
        pytest.param("the poet ouiGor wrote", id="a capital inside a word of small letters"),
        pytest.param("DEEPSEEK FALLS", id="a headline in capitals"),
        pytest.param("deepseek is its handle", id="a handle in small letters"),
        pytest.param("deep seek is a term, Deep seek too", id="words that look like a name apart"),
        pytest.param("Deep Seek is what they did.", id="apart at a sentence's start, where capitals mean nothing"),
        pytest.param("Github sold it.", id="capitals that people write so themselves"),
        pytest.param("Kim Jong-Un spoke.", id="capitals in a person's name"),
        pytest.param("We saw Kim, Jong and Un. It was Huang, Renxun.", id="a mark between the words"),
        pytest.param("HUANG spoke. HUANG said that HUANG left to Huang.", id="capitals as a text's style"),
        pytest.param("Enfidiax and xEnfidia, Enfidia_x", id="part of a word"),
    ],
)
def test_what_may_be_another_name_or_style_is_left(text: str) -> None:
    assert changes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Crisis in Venezuela. They left Vanisuala.", ["Vanisuala -> Venezuela"], id="by sound, beside the right name"),
        pytest.param("They left Vanisuala.", [], id="not without it"),
        pytest.param("Crisis in Venezuela. They left Venezuelania.", [], id="not what begins with it"),
        pytest.param("Crisis in Venezuela. It was Vanisuala Brown.", [], id="not before another name"),
        pytest.param("Crisis in Venezuela. It was Rosa Vanisuala.", [], id="not after a given name"),
        pytest.param("Crisis in Venezuela. They left Vanisuala; the vanisuala plant.", [], id="not a word of the text"),
        pytest.param("Baidu rose. Peedu fell.", [], id="not where few letters leave room for others"),
    ],
)
def test_a_word_that_sounds_like_a_name_is_found_beside_it(text: str, expected: list[str]) -> None:
    assert changes(text) == expected


@pytest.mark.parametrize(
    ("text", "applicability", "kinds"),
    [
        pytest.param("Shares of Enfidia fell.", "safe", set(), id="a company's variant"),
        pytest.param("He met Sergei Lavrov. Later Lafrov left.", "safe", {"name"}, id="a person's, beside the right name"),
        pytest.param("Crisis in Venezuela. They left Vanisuala.", "unsafe", {"name", "sound"}, id="by sound alone"),
        pytest.param("Then Lafrov left.", "unsafe", {"sound"}, id="a person's, alone"),
        pytest.param("Shares of Deep Seek fell.", "unsafe", {"sound"}, id="written apart"),
    ],
)
def test_what_is_less_sure_needs_consent(text: str, applicability: str, kinds: set[str]) -> None:
    (finding,) = findings(text)
    assert finding.applicability == applicability
    assert {evidence.kind for evidence in finding.evidence} == kinds


def test_without_a_field_says_how_the_finding_is_told() -> None:
    (finding,) = findings("Shares of Enfidia fell.")
    assert finding.message == "'Enfidia' is probably 'Nvidia'"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        pytest.param(Rule("x", kind="name", find=("Nividia",)), "right form", id="nothing right"),
        pytest.param(Rule("x", kind="name", put=("Nvidia",), find=("-",)), "letters", id="no letter"),
        pytest.param(Rule("x", kind="name", put=("Nvidia",), options={"with": ("sound",)}), "without", id="unknown option"),
    ],
)
def test_a_name_rule_that_cannot_work_is_refused(rule: Rule, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        prepare(rule)
