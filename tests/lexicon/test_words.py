"""The filters of known words hold what they were made of, and little else."""

from __future__ import annotations

import pathlib

import pytest

from cleaner.lexicon.words import bits, is_common, is_given, is_known
from cleaner.rulebook import load

RULES = pathlib.Path(__file__).resolve().parents[2] / "rules" / "names"


@pytest.mark.parametrize(
    ("word", "known", "common", "given"),
    [
        pytest.param("yesterday", True, True, False, id="a word"),
        pytest.param("patricia", True, True, True, id="a given name"),
        pytest.param("gutierrez", True, True, False, id="a surname"),
        pytest.param("ouagadougou", True, True, False, id="a city"),
        pytest.param("phillipines", True, False, False, id="a misspelling that is in use"),
        pytest.param("berblexity", False, False, False, id="no word"),
    ],
)
def test_a_word_is_known_by_what_it_is(word: str, known: bool, common: bool, given: bool) -> None:
    assert (is_known(word), is_common(word), is_given(word)) == (known, common, given)


def test_few_words_that_are_none_pass() -> None:
    nonsense = [f"{a}{b}{c}xq{d}" for a in "bdgkmp" for b in "aeiou" for c in "lnrst" for d in "aeiou"]
    assert sum(map(is_known, nonsense)) / len(nonsense) < 0.05


def test_right_names_of_the_gazetteer_are_known() -> None:
    """One that isn't was added since: run .ci/known_words.py."""
    names = {word for rule in load([str(RULES)]).rules for name in (*rule.put, *rule.aliases) for word in name.lower().split() if word.isalpha()}
    assert sorted(word for word in names if len(word) >= 4 and not is_known(word)) == []


def test_a_word_sets_the_same_bits_on_every_machine() -> None:
    assert bits("nvidia", 1000) == (203, 452, 701, 950, 199, 448)
