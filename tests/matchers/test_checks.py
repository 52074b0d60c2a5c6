"""Laws that hold for every built-in check, on its own examples and on any text."""

from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RuleError
from cleaner.matchers import load
from cleaner.model import Match
from cleaner.model.rule import Rule
from cleaner.rulebook import load as load_rules
from cleaner.rulebook.examples import read_marks

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKS = ("structure/", "locale/")
KINDS = ("glued", "spacing", "repetition", "encoding", "numbers", "casing", "residue", "punctuation", "article")
Find = Callable[..., list[Match]]


def test_good_english_has_no_finding(find: Find) -> None:
    text = (ROOT / "fixtures" / "structure" / "good.txt").read_text(encoding="utf-8")
    assert [text[max(0, m.start - 20) : m.end + 20] for m in find(text, *PACKS)] == []


@pytest.mark.parametrize("line", (ROOT / "fixtures" / "structure" / "damaged.txt").read_text(encoding="utf-8").splitlines())
def test_damage_is_found_where_it_is_and_becomes_what_it_must(find: Find, line: str) -> None:
    text, marked = read_marks(line)
    assert [(m.start, m.end, m.replacements[0] if m.replacements else None) for m in find(text, *PACKS)] == [(m.start, m.end, m.new) for m in marked]


# Pieces of which most checks are made: a text of them opens many gates.
PIECES = [
    "the", " the", "The", "And", "word", " word", "system", "R1", "FTA", "As", "errors", "It", "do", "non", "ups", "pick", "in", "depth", "speaking", "limited",
    " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", ".", ",", ":", ";", "!", "?", "...", "'s", " 's", "n't", " -", "- ", " - ", "-", "(", ")", "( ", " )",
    "[a] (https://example.com)", "$", " €", "£ ", "5", "20", "000", " 000", ".000", ", 000", "1.200.000", "3,5", " million", "%", "people", "• ", "•",
    "’", "“", "”", "«", "»", "Ã©", "â€™", "Ã", "Â", "é", "\ufffd", "ï¿½", "&amp;", "amp;", "&#39;", "HTML", "日本", "\ud800",
    "To", "a visit To the sea", "; During the", ", And the", "NPR Reports that", "Local", "MARSH", "Ann Marsh said",
    " a office", " an power", "контора", "온라인",
    "five words of small letters The end of it was",
    "source link", "Source link\n", "\nadvertisement\n", "https://a.example/b.jpg\n", "read also: x", "，", "。",
    "（", "２０", "\u200b\u200b", '" ', ' "', " ,", "(EPA)",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@given(TEXTS)
def test_any_text_is_survived_and_matches_lie_in_it(find: Find, text: str) -> None:
    done: dict[int, int] = {}
    for match in find(text, *PACKS):
        assert done.get(match.rule, 0) <= match.start < match.end <= len(text)
        assert all(new != text[match.start : match.end] for new in match.replacements)
        done[match.rule] = match.end


@given(TEXTS)
def test_what_was_corrected_is_not_found_again(find: Find, text: str) -> None:
    for match in find(text, *PACKS):
        if match.replacements:
            new = text[: match.start] + match.replacements[0] + text[match.end :]
            end = match.start + len(match.replacements[0])
            again = [m for m in find(new, *PACKS) if m.rule == match.rule and m.start < end and match.start < m.end]
            assert not again, (text[match.start : match.end], match.replacements[0], new, again)


@pytest.mark.parametrize("kind", KINDS)
def test_a_check_that_does_not_exist_is_named_with_those_that_do(kind: str) -> None:
    with pytest.raises(RuleError, match=r"there is no check 'nonsense'; write one of \w+") as caught:
        load(kind).prepare(Rule("x/y", kind=kind, options={"check": ("nonsense",)}))
    assert caught.value.field == "options"


def test_every_check_is_switched_on_by_a_rule_that_ships() -> None:
    for kind in KINDS:
        written = {rule.options["check"][0] for rule in load_rules([str(ROOT / "rules")]).rules if rule.kind == kind}
        with pytest.raises(RuleError) as caught:
            load(kind).prepare(Rule("x/y", kind=kind))
        assert set(str(caught.value).partition("one of ")[2].split(", ")) == written


def test_what_one_rule_of_doubled_words_finds_the_other_leaves() -> None:
    rules = {rule.id.rpartition("/")[2]: rule for rule in load_rules([str(ROOT / "rules")]).rules if rule.kind == "repetition"}
    left = set(rules["content-word"].options["words"] + rules["content-word"].options["others"])
    assert {word for word in rules["function-word"].options["words"] if len(word) > 2} <= left


def test_what_one_rule_of_compounds_finds_the_other_leaves() -> None:
    rules = {rule.id.rpartition("/")[2]: rule for rule in load_rules([str(ROOT / "rules")]).rules if rule.id.startswith("structure/spacing/")}
    left = set(rules["before-hyphen-participle"].options["words"])
    assert {word for word in rules["before-hyphen"].options["words"] if word.endswith(("ed", "ing")) and len(word) > 4} <= left
