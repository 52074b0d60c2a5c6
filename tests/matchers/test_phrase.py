"""Phrases are found in every form as whole words; corrections carry form, letter case and article."""

from __future__ import annotations

import pytest

from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.model import Piece, Segment
from cleaner.model.rule import Rule
from cleaner.text.reading import Reading


def fixed(rule: Rule, text: str) -> list[tuple[str, str]]:
    """What *rule* finds in *text* and its first correction."""
    rules = Ruleset(memoryview(compile_rules([rule], [], [], "0" * 64, frozenset())))
    reading = Reading((Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain"),))
    return [(text[m.start : m.end], m.replacements[0]) for m in rules.scan(reading)[0]]


FLEA = Rule("flea", find=("flea",), put=("chip",))
SALE = Rule("sale", find=("point of sale",), put=("outlet",))
ACTION = Rule("action", find=("action",), put=("share",))
BREAK = Rule("break", find=("realize",), put=("carry out",), inflect="verb")
EXACT = Rule("exact", find=("IA",), put=("AI",), inflect="none")


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        pytest.param(
            Rule("r", find=("a b",), put=("c",), inflect="none", forms=(("x (y)", "z"),)),
            "the a b is x (y) now",
            [("a b", "c"), ("x (y)", "z")],
            id="forms that end in letters and in marks",
        ),
        pytest.param(FLEA, "a flea, Fleas and FLEAS", [("flea", "chip"), ("Fleas", "Chips"), ("FLEAS", "CHIPS")], id="form and case"),
        pytest.param(FLEA, "the flea’s legs", [("flea", "chip")], id="possessive stays"),
        pytest.param(FLEA, "fleabag, sandflea, flea_id, é́flea, дflea", [], id="part of a longer word"),
        pytest.param(FLEA, "new-flea design", [("flea", "chip")], id="after a hyphen"),
        pytest.param(SALE, "points of sale", [("points of sale", "outlets")], id="head inflected"),
        pytest.param(SALE, "the point\n of  sale", [("point\n of  sale", "outlet")], id="over a wrapped line"),
        pytest.param(SALE, "the point\n\nof sale", [], id="not over a paragraph's end"),
        pytest.param(ACTION, "bought an action", [("an action", "a share")], id="article follows the correction"),
        pytest.param(ACTION, "An action, the action", [("An action", "A share"), ("action", "share")], id="article's capital"),
        pytest.param(ACTION, "plan action", [("action", "share")], id="no article inside a word"),
        pytest.param(BREAK, "realized realizing", [("realized", "carried out"), ("realizing", "carrying out")], id="verb forms"),
        pytest.param(EXACT, "IA ia Ia", [("IA", "AI")], id="capitals are exact"),
        pytest.param(Rule("f", find=("datum",), put=("date",), forms=(("datas", "dates"),)), "datas", [("datas", "dates")], id="listed form"),
        pytest.param(Rule("q", find=("l'actualite",), put=("the news",), inflect="none"), "l’actualite", [("l’actualite", "the news")], id="curly quote"),
        pytest.param(Rule("s", find=("C++",), put=("C",), inflect="none"), "C++, C+++", [("C++", "C"), ("C++", "C")], id="marks at an end"),
    ],
)
def test_phrase(rule: Rule, text: str, expected: list[tuple[str, str]]) -> None:
    assert fixed(rule, text) == expected


CURRENCY = Rule("c", kind="pattern", find=(r"\$ (?P<n>\d[\d.,]*)",), put=("${n}",))
WORD = Rule("w", kind="pattern", find=(r"(?P<a>\w+) of the (?P<b>\w+)",), put=("{b}'s {a}",))


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        pytest.param(CURRENCY, "cost $ 5.5 and $\u00a016", [("$ 5.5", "$5.5"), ("$\u00a016", "$16")], id="mark as literal"),
        pytest.param(WORD, "roof of the house", [("roof of the house", "house's roof")], id="groups"),
        pytest.param(WORD, "roof of\nthe house", [], id="a pattern's space is a space"),
        pytest.param(
            Rule("i", kind="pattern", find=("colou?r",), put=("hue",), case="any"), "Colour COLOR", [("Colour", "Hue"), ("COLOR", "HUE")], id="any case"
        ),
        pytest.param(Rule("b", kind="pattern", find=(r"x(?P<a>y)?z",), put=("{{{a}}}",)), "xz xyz", [("xz", "{}"), ("xyz", "{y}")], id="braces, absent group"),
        pytest.param(
            Rule("d", kind="pattern", find=(r"(?P<a>\w+)'s' own",), put=("{a}'s own",)), "Ana’s’ own", [("Ana’s’ own", "Ana’s own")], id="curly stays"
        ),
        pytest.param(
            Rule("l", kind="pattern", find=(r"(?<=the very )end",), put=("x",)), "the very end, an end", [("end", "x")], id="lookbehind before the window"
        ),
        pytest.param(Rule("e", kind="pattern", find=(r"z*",), put=("x",), anchor=("*",)), "aza", [("z", "x")], id="empty matches are none"),
    ],
)
def test_pattern(rule: Rule, text: str, expected: list[tuple[str, str]]) -> None:
    assert fixed(rule, text) == expected


IA = Rule("ia", kind="acronym", find=("IA",), put=("AI",), options={"spelled": ("intelligence artificielle",)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The only IA chip.", 1, id="by itself"),
        pytest.param("two IAs", 1, id="plural"),
        pytest.param("IA-powered and pro-IA tools", 2, id="hyphen and a word"),
        pytest.param("artificial intelligence (IA)", 1, id="spelled out by what it should be"),
        pytest.param("intelligence artificielle (IA)", 1, id="spelled out in the source language"),
        pytest.param("Ames, IA, and Iowa City, IA 52240", 0, id="a state"),
        pytest.param("IA-32, X-IA, IA/IB, @IA, #IA, IA.exe, IA&B", 0, id="a part of a name"),
        pytest.param("The Internet Archive (IA) is free. IA has books.", 0, id="the author's own"),
        pytest.param("IA (information architecture) comes first. IA is fun.", 0, id="the author's own, spelled out after"),
        pytest.param("the Institute of the Arts (“IA”); the IA said", 0, id="the author's own, small words between"),
        pytest.param("ia IA_X MIA IAM", 0, id="other words"),
    ],
)
def test_acronym(text: str, found: int) -> None:
    assert [new for _, new in fixed(IA, text)] == ["AIs" if "IAs" in text else "AI"] * found
