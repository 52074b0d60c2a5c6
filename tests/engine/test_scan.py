"""The engine finds what a loop over all patterns finds, whatever automaton stands behind it."""

from __future__ import annotations

import random
import string

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.engine import automaton
from cleaner.engine.compile import compile_rules
from cleaner.engine.ruleset import Ruleset
from cleaner.errors import CleanerError
from cleaner.model import Piece, Segment
from cleaner.model.rule import Rule
from cleaner.text.reading import Reading, atom


def reading(text: str) -> Reading:
    return Reading((Segment(text, (Piece(0, len(text), 0, len(text)),), kind="plain"),))


def ruleset(*rules: Rule) -> Ruleset:
    return Ruleset(memoryview(compile_rules(rules, [], [], "0" * 64, frozenset())))


def places(rules: Ruleset, text: str) -> set[tuple[str, int, int]]:
    matches, _ = rules.scan(reading(text))
    return {(rules.rule(m.rule).id, m.start, m.end) for m in matches}


WORDS = ["flea", "chip", "point", "sale", "of", "the", "IA", "action", "Émile", "naïve", "x2", "co"]
PATTERNS = [
    r"chips?\b", r"\bthe (?:flea|chip)", r"(?<=the )\w+ of", r"(?:flea|action)s? (?:of|the)", r"\b(\w+) of \1\b", r"\$ ?\d+", r"(?<!the )chip(?! of)",
    r"[Ff]lea\s+chip", r"sale{1,3}s?", r"\p{Lu}\w+ chip",
]  # fmt: skip
PIECES = [*WORDS, *(w.upper() for w in WORDS), " ", " ", " ", "\n", ", ", ". ", "-", "’", "$ 5", "s", "е", "\u00a0", "\n\n"]


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    phrases = [Rule(f"p/{i}", find=(w,), put=("x",), inflect="none", case="any") for i, w in enumerate(["flea", "point of sale", "naïve chip", "the", "co"])]
    patterns = [Rule(f"r/{i}", kind="pattern", find=(p,), put=("x",)) for i, p in enumerate(PATTERNS)]
    made = ruleset(*phrases, *patterns)
    assert made.notifications == ()
    return made


def naive(text: str) -> set[tuple[str, int, int]]:
    """What the definition of the rules says, found by running every one over the whole text."""
    read = reading(text)
    found = set()
    for i, phrase in enumerate(["flea", "point of sale", "naïve chip", "the", "co"]):
        body = r"\s+".join(map(regex.escape, phrase.split()))
        found |= {(f"p/{i}", *m.span()) for m in regex.finditer(rf"(?<!\w){body}(?!\w)", read.folded, regex.IGNORECASE)}
    for i, pattern in enumerate(PATTERNS):
        found |= {(f"r/{i}", *m.span()) for m in regex.finditer(pattern, read.folded)}
    return {(rule, a, b) for rule, a, b in found if a < b and not ("\n" in text[a:b] and read.crosses(a, b))}


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_scan_finds_what_a_loop_over_all_rules_finds(rules: Ruleset, text: str) -> None:
    assert places(rules, text) == naive(text)


@given(st.text(max_size=200))
def test_any_text_is_survived(rules: Ruleset, text: str) -> None:
    assert places(rules, text) == naive(text)


literals = st.text(alphabet=" abcé1", min_size=1, max_size=6).map(atom).filter(lambda a: a.strip())


@given(st.lists(literals, min_size=1, max_size=8, unique=True), st.text(alphabet=" abcé1.\n", max_size=60))
def test_compiled_automaton_equals_the_plain_one(found: list[str], text: str) -> None:
    atoms = [a.encode("latin-1") for a in found]
    haystack = reading(text).haystack
    plain = automaton.PlainAutomaton(atoms).find_overlapping(haystack)
    compiled = automaton.restore(automaton.build(atoms), automaton.engine_name()).find_overlapping(haystack)
    assert sorted(plain) == sorted(compiled)
    assert automaton.engine_name() != automaton.PLAIN  # else the two were the same


def test_plain_automaton_serves_where_the_compiled_one_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "daachorse", None)
    rules = ruleset(Rule("a", find=("flea",), put=("chip",)), Rule("b", kind="pattern", find=(r"chips?\b",), put=("x",)))
    assert rules.engine == automaton.PLAIN
    assert places(rules, "Fleas and a chip") == {("a", 0, 5), ("b", 12, 16)}


def test_many_rules_share_literals() -> None:
    pick = random.Random(7)
    words = ["".join(pick.choices(string.ascii_lowercase, k=5)) for _ in range(200)]
    rules = ruleset(*(Rule(f"w/{i}", find=(word,), put=("x",), inflect="none") for i, word in enumerate([*words, *words])))
    text = " ".join(words)
    assert len(rules.scan(reading(text))[0]) == 2 * len([w for w in text.split() if w in set(words)])


def test_catastrophic_pattern_is_stopped_named_and_the_rest_goes_on() -> None:
    rules = ruleset(
        Rule("slow", kind="pattern", find=(r"b(?:a|a)*(?:a|aa)+(?:x|c)(?<=c)",), put=("x",), anchor=("b",)),
        Rule("quick", find=("flea",), put=("chip",)),
    )
    text = "b" + "a" * 300 + "x fleas"
    matches, told = rules.scan(reading(text))
    assert [rules.rule(m.rule).id for m in matches] == ["quick"]
    assert [(n.code, n.fault) for n in told] == [("rule-timeout", True)]
    assert told[0].message.startswith("slow: ")
    assert rules.scan(reading(text))[1] == []  # switched off, and told once


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        pytest.param(Rule("r", kind="pattern", find=("(a",)), "find", id="broken pattern"),
        pytest.param(Rule("r", kind="pattern", find=(r"\w+",)), "anchor", id="pattern without a literal"),
        pytest.param(Rule("r", kind="pattern", find=("flea",), put=("{name}",)), "{name} is no named group", id="unknown group"),
        pytest.param(Rule("r", kind="pattern", find=("flea",), put=("{",)), "double it", id="single brace"),
        pytest.param(Rule("r", kind="pattern", find=("flea", "chip")), "one pattern", id="two patterns"),
        pytest.param(Rule("r", find=("…",)), "no letter or digit", id="phrase without letters"),
        pytest.param(Rule("r", find=("a {numbre}",)), "there is no list 'numbre'", id="slot of no list"),
    ],
)
def test_rule_that_cannot_be_compiled_is_set_aside_and_told_of(rule: Rule, says: str) -> None:
    rules = ruleset(rule, Rule("sound", find=("flea",), put=("chip",)))
    assert rules.ids() == [("sound", "accuracy/mistranslation")]
    assert len(rules.notifications) == 1
    assert says in rules.notifications[0].message
    assert rules.notifications[0].fault


@pytest.mark.parametrize("data", [b"", b"CLEANER1", b"CLEANER1\xff\xff\xff\xff", b"x" * 100, b"CLEANER1\x02\0\0\0N."])
def test_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(CleanerError):
        Ruleset(memoryview(data))
