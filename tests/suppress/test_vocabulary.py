import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import pipeline
from cleaner.engine import library
from cleaner.pipeline import Request
from cleaner.suppress.vocabulary import Vocabulary, terms_of


@pytest.mark.parametrize(
    ("terms", "view", "text", "expected"),
    [
        pytest.param(["Nafidia"], "At Nafidia today", "Nafidia", True, id="the term itself"),
        pytest.param(["Nafidia"], "at nafidia today", "nafidia", False, id="a capital makes it exact"),
        pytest.param(["flea"], "a Flea here", "Flea", True, id="no capital holds in every case"),
        pytest.param(["Flea Market"], "our Flea Market opens", "Flea", True, id="a finding inside a longer term"),
        pytest.param(["Flea Market"], "our Flea\n  Market opens", "Flea", True, id="a term over a line break"),
        pytest.param(["Flea Market"], "our Flea circus", "Flea", False, id="only a word of the term"),
        pytest.param(["Flea"], "our Flea Market", "Flea Market", False, id="a finding that is more than the term"),
        pytest.param(["IA"], "the IA chip, MIAMI", "IAMI", False, id="part of a longer word"),
        pytest.param(["flea"], "two fleas", "fleas", False, id="another form is another word"),
        pytest.param(["R&D"], "our R&D here", "R&D", True, id="a term with a sign in it"),
        pytest.param(["C++"], "in C++ code", "C++", True, id="a term that ends in signs"),
        pytest.param(["New York New York"], "New York New York New York", "New York New York", True, id="hits that overlap"),
        pytest.param(["O'Brien"], "Mr O\u2019Brien said", "O\u2019Brien", True, id="curly or straight quotes"),
        pytest.param(["NVIDIA"], "bought an NVIDIA card", "an NVIDIA", True, id="a finding that takes the article along"),
        pytest.param(["a flea"], "bought a flea", "a flea", True, id="a term with an article"),
        pytest.param(["NVIDIA"], "bought an old NVIDIA", "an old NVIDIA", False, id="more than an article"),
        pytest.param([], "At Nafidia", "Nafidia", False, id="no terms"),
    ],
)
def test_a_term_covers_a_finding(terms: list[str], view: str, text: str, expected: bool) -> None:
    start = view.rindex(text)
    assert Vocabulary(terms).covers(view, start, start + len(text)) is expected


def test_an_empty_finding_is_never_covered() -> None:
    assert not Vocabulary(["a"]).covers("a", 0, 0)


@given(st.text(max_size=20), st.text(max_size=20), st.text(min_size=1, max_size=12))
def test_a_term_covers_itself_between_spaces(before: str, after: str, term: str) -> None:
    word = " ".join(term.split())
    view = f"{before} {word} {after}"
    start = len(before) + 1
    assert Vocabulary([term]).covers(view, start, start + len(word)) is bool(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("IA\r\nFlea  Market\n", ("IA", "Flea Market"), id="a term a line, spaces evened out"),
        pytest.param("\ufeffIA", ("IA",), id="a byte-order mark"),
        pytest.param("# ours\n#\n#MeToo\n", ("#MeToo",), id="comments, but not a hashtag"),
        pytest.param("\n \n", (), id="nothing"),
    ],
)
def test_a_vocabulary_file_is_read(text: str, expected: tuple[str, ...]) -> None:
    assert terms_of(text) == expected


@pytest.mark.parametrize(
    ("text", "term", "rule"),
    [
        pytest.param("The maker Nafidia sells chips. It likes Nafidia.", "Nafidia", "names/", id="a name"),
        pytest.param("We asked Openai and its rivals, and Openai said no.", "Openai", "", id="capitals"),
        pytest.param("An NVIDIA card lay on the table.", "NVIDIA", "consistency/", id="a spelling that the house has otherwise"),
        pytest.param("The color is new.", "color", "consistency/", id="a variety of English"),
    ],
)
def test_the_vocabulary_holds_for_findings_of_every_kind(text: str, term: str, rule: str) -> None:
    ruleset = library.load()
    document = pipeline.read(text.encode(), "a.txt")
    asked = Request(profile=frozenset({"en-GB", "Nvidia"}))
    without, covered = (pipeline.check(document, ruleset, request)[0] for request in (asked, asked._replace(vocabulary=Vocabulary([term]))))
    found = [finding for finding in without.findings if finding.rule.startswith(rule) and term in finding.text]
    assert found
    assert [finding for finding in covered.findings if term in finding.text] == []
    assert dict(covered.suppressed)["vocabulary"] >= len(found)
