"""What a house writes otherwise is found where it says so; else what most of the text does, and then unsurely."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.matchers.consistency import Ways, known, ways_of
from cleaner.model import Match, Piece, Segment
from cleaner.model.rule import Rule
from cleaner.text.reading import Reading


def ruleset(rule: Rule) -> Ruleset:
    return Ruleset(memoryview(compile_rules([rule], [], [], "0" * 64, frozenset())))


def matches(rule: Rule, text: str, profile: Iterable[str] = ()) -> list[Match]:
    reading = Reading((Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain"),))
    reading.memo["profile"] = frozenset(profile)
    return ruleset(rule).scan(reading)[0]


def changes(rule: Rule, text: str, profile: Iterable[str] = ()) -> list[str]:
    return [f"{text[m.start : m.end]} -> {m.replacements[0]}" for m in matches(rule, text, profile)]


def rule(*find: str, **more: object) -> Rule:
    return Rule("c", kind="consistency", find=find, **{"inflect": "none", **more})  # type: ignore[arg-type]


CHIPS = rule("Nvidia", "NVIDIA")
PEOPLE = rule("Uyghur", "Uighur", "Uygur", inflect="noun")
MAIL = rule("email", "e-mail", inflect="verb")
WEB = rule("internet", "Internet")
OUR = rule(options={"tags": ("en-GB en-CA", "en-US"), "stems": ("col", "hon"), "endings": ("our or", "oured ored")}, forms=(("grey", "gray"),))
ISE = rule(options={"tags": ("en-GB -ise", "en-US -ize"), "stems": ("organ",), "endings": ("ise ize", "isation ization")})
CHEQUE = rule(options={"tags": ("-", "en-US")}, forms=(("cheque", "check"),))
MONEY = rule("{currency}{number}bn", "{currency}{number} billion", "{currency}{number}B", options={"tags": ("$5.5bn", "$5.5 billion", "$5.5B")})
SHARE = rule("{number}%", "{number} percent")


@pytest.mark.parametrize(
    ("rule", "profile", "text", "expected"),
    [
        pytest.param(CHIPS, ["NVIDIA"], "Nvidia, NVIDIA and nvidia", ["Nvidia -> NVIDIA"], id="capitals are exact"),
        pytest.param(CHIPS, ["Nvidia"], "An NVIDIA card", ["An NVIDIA -> A Nvidia"], id="the article follows"),
        pytest.param(CHIPS, ["Nvidia"], "NVIDIA SHOWS CARDS. It did.", [], id="a headline in capitals"),
        pytest.param(CHIPS, ["Uighur"], "Nvidia, NVIDIA", [], id="a profile that speaks of others"),
        pytest.param(CHIPS, ["NVIDIA"], "Nvidiana, _Nvidia", [], id="part of a word"),
        pytest.param(PEOPLE, ["Uighur"], "Two Uyghurs and a Uygur's coat", ["Uyghurs -> Uighurs", "Uygur -> Uighur"], id="inflected, of several forms"),
        pytest.param(MAIL, ["email"], "E-mails were e-mailed.", ["E-mails -> Emails", "e-mailed -> emailed"], id="case carried over"),
        pytest.param(WEB, ["internet"], "The Internet. Internet shops.", ["Internet -> internet"], id="a sentence's first capital says nothing"),
        pytest.param(OUR, ["en-GB"], "Color, honored; gray", ["Color -> Colour", "honored -> honoured", "gray -> grey"], id="a variety of English"),
        pytest.param(OUR, ["en-CA"], "color", ["color -> colour"], id="a variety beside another"),
        pytest.param(OUR, ["en-US"], "colour color", ["colour -> color"], id="the other way"),
        pytest.param(OUR, ["en-US", "grey"], "colour, gray, grey", ["colour -> color", "gray -> grey"], id="one word apart"),
        pytest.param(OUR, ["en-US"], "the Grey family; Honour Hall; MY COLOUR", [], id="names and capitals"),
        pytest.param(ISE, ["en-GB", "-ize"], "organise, organization", ["organise -> organize"], id="a habit goes before a variety"),
        pytest.param(ISE, ["en-US"], "organised the organise", ["organise -> organize"], id="only the endings that are listed"),
        pytest.param(CHEQUE, ["en-US"], "a cheque, check it", ["cheque -> check"], id="a form that is right elsewhere"),
        pytest.param(CHEQUE, ["en-GB"], "a cheque, check it", [], id="nobody asks for the other"),
        pytest.param(CHEQUE, ["cheque"], "a cheque, check it", [], id="nor can it be asked for"),
        pytest.param(MONEY, ["$5.5bn"], "$3 billion, \u00a31.25B and $7bn", ["$3 billion -> $3bn", "\u00a31.25B -> \u00a31.25bn"], id="figures stay"),
        pytest.param(MONEY, ["\u20ac2 billion"], "$3bn people", ["$3bn -> $3 billion"], id="an example of any sum"),
        pytest.param(MONEY, ["$5.5bn"], "5 billion people, $3 billions", [], id="no sum"),
        pytest.param(SHARE, ["7%"], "5 percent", ["5 percent -> 5%"], id="a form without letters is put"),
        pytest.param(SHARE, ["5 percent"], "it's 5%, not v1.5%", ["5% -> 5 percent"], id="a form without letters is found"),
        pytest.param(rule("data center", "datacenter"), ["datacenter"], "a data\ncenter", ["data\ncenter -> datacenter"], id="over a wrapped line"),
        pytest.param(rule("data center", "datacenter"), ["datacenter"], "a data\n\ncenter", [], id="not over a paragraph's end"),
    ],
)  # fmt: skip
def test_the_house_is_obeyed(rule: Rule, profile: list[str], text: str, expected: list[str]) -> None:
    assert changes(rule, text, profile) == expected


def test_what_the_house_writes_is_told() -> None:
    (match,) = matches(OUR, "color", ["en-GB"])
    assert [(one.kind, one.text) for one in match.evidence] == [("house", "house style: en-GB")]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        pytest.param(CHIPS, "Nvidia, Nvidia, NVIDIA, Nvidia", ["NVIDIA -> Nvidia"], id="one against three"),
        pytest.param(CHIPS, "Nvidia, Nvidia, NVIDIA", [], id="too few to tell"),
        pytest.param(CHIPS, "Nvidia, Nvidia, Nvidia, NVIDIA, NVIDIA", [], id="no clear majority"),
        pytest.param(CHIPS, "Nvidia, Nvidia, Nvidia", [], id="nothing else"),
        pytest.param(OUR, "color, honored, gray, colour", ["colour -> color"], id="all words of a habit count"),
        pytest.param(OUR, "color, honored, gray, Lord Grey", [], id="names don't"),
        pytest.param(CHEQUE, "check check check cheque", [], id="a form that is right elsewhere"),
        pytest.param(MONEY, "$1bn, $2bn, $3bn, $4 billion", ["$4 billion -> $4bn"], id="sums"),
        pytest.param(SHARE, "1%, 2%, 3%, 4 percent", [], id="forms without letters are a house's matter alone"),
    ],
)
def test_without_a_house_the_text_speaks(rule: Rule, text: str, expected: list[str]) -> None:
    assert changes(rule, text) == expected


def test_the_text_is_counted_for_the_reader() -> None:
    (match,) = matches(OUR, "color, honored, gray, colour")
    assert [(one.kind, one.text) for one in match.evidence] == [("majority", "en-US 3, en-GB 1 in the text")]


def test_a_row_is_the_same_in_every_column() -> None:
    ways = Ways(ruleset(OUR).rule(0).data)
    for row, forms in enumerate(ways.rows()):
        for column, form in enumerate(forms):
            assert ways.form(column, row) == form
            assert ways.place(form) == (column, row)
            assert row in ways.set_of(row)
    assert [ways.set_of(row) for row in range(5)] == [range(1), range(1, 3), range(1, 3), range(3, 5), range(3, 5)]


def test_all_that_a_profile_can_say_is_known() -> None:
    assert list(known(ruleset(OUR).rule(0))) == ["en-GB", "en-CA", "en-US", "grey", "gray", "colour", "honour", "color", "honor"]
    assert list(known(ruleset(CHEQUE).rule(0))) == ["en-US", "cheque", "check"]
    assert list(known(ruleset(SHARE).rule(0))) == ["5%", "5 percent"]


@pytest.mark.parametrize(
    ("rule", "profile", "expected"),
    [
        pytest.param(PEOPLE, ["Uighur", "Uyghur"], [("Uyghur", "Uighur")], id="two forms of a set"),
        pytest.param(OUR, ["en-GB", "en-US"], [("en-US", "en-GB")], id="two varieties"),
        pytest.param(OUR, ["en-GB", "en-CA"], [], id="two varieties that agree"),
        pytest.param(OUR, ["en-US", "grey"], [], id="a word apart"),
        pytest.param(ISE, ["en-GB", "-ize"], [], id="a habit apart"),
    ],
)
def test_a_profile_may_contradict_itself(rule: Rule, profile: list[str], expected: list[tuple[str, str]]) -> None:
    assert list(ways_of(ruleset(rule).rule(0)).contradictions(frozenset(profile))) == expected


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        pytest.param(rule(), "nothing to choose between", id="no forms"),
        pytest.param(rule("email"), "these aren't forms to choose between", id="one form"),
        pytest.param(rule("email", "email"), "these aren't forms to choose between", id="the same twice"),
        pytest.param(rule("U.S.", "US"), "a form begins and ends with a letter", id="a sign at an end"),
        pytest.param(rule("a", "b", options={"tags": ("en-GB",)}), "there are 1 tags for 2 forms", id="a tag too few"),
        pytest.param(rule("a", "b", "c", forms=(("d", "e"),)), "as many everywhere", id="rows of two widths"),
    ],
)
def test_a_rule_without_sense_is_named(rule: Rule, problem: str) -> None:
    (note,) = ruleset(rule).notifications
    assert problem in note.message
