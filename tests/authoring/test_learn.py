from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.authoring.learn import Candidate, Gate, Options, Pair, careful, expect, gather, learn

BASE = (
    ("The mayor assisted at the opening.", "The mayor attended the opening."),
    ("Two nurses assisted at a lecture.", "Two nurses attended a lecture."),
    ("My aunt assisted at that concert.", "My aunt attended that concert."),
    ("The nurse assisted the doctor.", "The nurse assisted the doctor."),
)


NOUNS = ("cups", "hats", "mugs", "pens", "rugs", "toys")


def pairs(*texts: tuple[str, ...]) -> list[Pair]:
    return [Pair(before, afters, f"e{number}") for number, (before, *rest) in enumerate(texts) for afters in [tuple(rest)]]


def learned(*texts: tuple[str, ...], least: int = 2, precision: float = 0.3) -> dict[str, str | None]:
    samples, _ = gather(pairs(*texts))
    return {candidate.key.removeprefix("="): candidate.put for candidate in learn(samples, Options(least, precision))}


def test_what_is_changed_each_time_is_learned() -> None:
    assert learned(*BASE) == {"assisted at": "attended"}


@pytest.mark.parametrize(
    ("texts", "key", "put"),
    [
        pytest.param(
            (("Buy the norton now.", "Buy the Norton now."), ("My norton is old.", "My Norton is old.")), "norton", "Norton", id="letter case alone",
        ),
        pytest.param(
            (("Come at hour 9 sharp.", "Come at 9 o'clock sharp."), ("Go by hour 10 then.", "Go by 10 o'clock then.")),
            "hour {number} {word} +.", "{number} o'clock {word}.", id="a number is a slot",
        ),
        pytest.param(
            (("As said Rita, go.", "As Rita said, go."), ("But as said Omar, stay.", "But as Omar said, stay.")),
            "said {name} +,", "{name} said,", id="a name is a slot",
        ),
        pytest.param(
            (("We searched a key.", "We searched for a key."), ("She searched a lamp.", "She searched for a lamp.")),
            "searched a", "searched for a", id="a word put in",
        ),
        pytest.param((("Oh hello , friends.", "Oh hello, friends."), ("My hello , all.", "My hello, all.")), "hello ,", "hello,", id="spacing"),
    ],
)  # fmt: skip
def test_edits_are_generalised(texts: tuple[tuple[str, str], ...], key: str, put: str) -> None:
    assert learned(*texts)[key] == put


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((BASE[0], BASE[3]), id="once is not again"),
        pytest.param((BASE[0], BASE[0]), id="the same text twice is once"),
        pytest.param(
            (
                ("We saw red boats.", "We saw blue boats."), ("You own red caps.", "You own blue caps."),
                *((f"{who} red {what}.",) * 2 for who in ("We saw", "You own") for what in NOUNS),
            ),
            id="mostly left",
        ),
        pytest.param((("Odd dogs {x} bark.", "Odd dogs bark."), ("Old cats {x} purr.", "Old cats purr.")), id="braces are for slots"),
    ],
)  # fmt: skip
def test_what_is_no_habit_is_not_learned(texts: tuple[tuple[str, str], ...]) -> None:
    assert learned(*texts, precision=0.5) == {}


@pytest.mark.parametrize(
    ("second", "weight"),
    [
        pytest.param(("Ann assisted at a fair.", "Two nurses assisted at a fair."), 1.0, id="one did"),
        pytest.param(("Ann attended a fair.", "Two nurses went to a fair."), 2.0, id="both did"),
    ],
)
def test_an_edit_that_both_editors_made_weighs_more(second: tuple[str, str], weight: float) -> None:
    texts = [(f"{who} assisted at a fair.", f"{who} attended a fair.", other) for who, other in zip(("Ann", "Two nurses"), second, strict=True)]
    samples, _ = gather(pairs(*texts))
    assert sum(learn(samples, Options(2, 0.0))[0].hit) == weight


def test_texts_translated_anew_are_passed_over() -> None:
    samples, told = gather(pairs(("Cats sleep on warm roofs today.", "A treaty was signed in Bern."), BASE[0]))
    assert (told.texts, told.edited, told.retranslated, len(samples)) == (2, 1, 1, 1)


def test_what_other_rules_find_is_not_proposed_again() -> None:
    samples, told = gather(pairs(*BASE))

    def found(text: str) -> Sequence[tuple[int, int]]:
        at = text.find("assisted at")
        return [(at, at + 11)] if at >= 0 else []

    assert learn(samples, Options(2, 0.3), found, told=told) == []
    assert told.known > 0


def test_a_phrase_that_good_english_has_gives_way_to_a_longer_one() -> None:
    samples, told = gather(pairs(("We saw red boats.", "We saw big boats."), ("You own red boats!", "You own big boats!")))

    def noise(candidates: Sequence[Candidate]) -> tuple[Sequence[int], int]:
        return [9 if candidate.key.removeprefix("=") == "red" else 0 for candidate in candidates], 1000

    assert [c.key for c in learn(samples, Options(2, 0.3), noise=noise, told=told)] == ["red boats"]
    assert told.noisy == 2


PLACES = ("Bern", "Lyon", "Oslo", "Rome", "Graz", "Kyiv", "Turin", "Metz", "Bonn", "Bath", "Nice", "Linz")


def test_a_word_in_the_sentence_that_tells_right_from_wrong_becomes_a_gate() -> None:
    edits = [(f"In {place} a levy {n} from my account.", f"In {place} a withdrawal {n} from my account.") for n, place in enumerate(PLACES)]
    left = [(f"In {place} a levy {n} on imported sugar.",) * 2 for n, place in enumerate(PLACES, 20)]
    samples, _ = gather(pairs(*edits, *left))
    (gated,) = [c for c in learn(samples, Options(2, 0.6)) if c.gate]
    assert (gated.key, gated.put, gated.gate) == ("levy", "withdrawal", Gate("unless", "sentence", ("imported", "sugar")))


def test_what_to_expect_is_what_became_of_the_like_in_texts_held_back() -> None:
    always = [Candidate(f"a{n}", seen=[1, 1, 1, 1, 1], hit=[1.0, 1.0, 1.0, 1.0, 1.0]) for n in range(30)]
    seldom = [Candidate(f"b{n}", seen=[2, 2, 2, 2, 2], hit=[2.0, 0.0, 0.0, 0.0, 0.0]) for n in range(30)]
    expect([*always, *seldom])
    assert always[0].expected > 0.8
    assert seldom[0].expected < 0.3


@pytest.mark.parametrize(("hits", "seen"), [(2, 2), (9, 10), (0, 4)])
def test_the_careful_estimate_lies_below_the_share(hits: int, seen: int) -> None:
    assert 0 <= careful(hits, seen) <= hits / seen
    assert careful(10 * hits, 10 * seen) >= careful(hits, seen)
