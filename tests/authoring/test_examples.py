from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from cleaner.authoring.examples import Run, judge
from cleaner.model import Edit, Finding
from cleaner.model.rule import Example, Rule
from cleaner.rulebook.examples import read_marks

Change = Callable[[re.Match[str]], tuple[int, int, str | None]]


def whole(new: str | None) -> Change:
    return lambda found: (*found.span(), new)


def finder(*finds: tuple[str, Change], rule: str = "r", shown: bool = False) -> Run:
    """A run that finds patterns and changes what each says of its match."""

    def run(text: str) -> Sequence[Finding]:
        return [
            Finding(
                rule, "style/awkward", "warning", 1.0, "unsafe", start, end, 1, start + 1, text[start:end], "", () if new is None else (new, "other"),
                () if new is None or shown else (Edit(start, end, new),),
            )
            for pattern, change in finds
            for found in re.finditer(pattern, text)
            for start, end, new in [change(found)]
        ]  # fmt: skip

    return run


def example(sentence: str, known: str = "") -> Example:
    text, marked = read_marks(sentence)
    return Example(text, marked, 3, 5, known)


CHIPS = finder(("fleas", whole("chips")))


@pytest.mark.parametrize(
    ("sentence", "run", "kind", "got"),
    [
        pytest.param("New [[fleas -> chips]].", CHIPS, None, "", id="as written"),
        pytest.param("New [[fleas -> chips]], old [[fleas -> chips]].", CHIPS, None, "", id="two as written"),
        pytest.param("New [[fleas -> chips]].", finder(("fleas", whole("chips")), shown=True), None, "", id="shown without edits"),
        pytest.param("[[English -speaking -> English-speaking]]", finder((" -", whole("-"))), None, "", id="unchanged text is marked too"),
        pytest.param("[[the the -> the]] end", finder(("the (?=the)", whole(""))), None, "", id="which of two equals goes"),
        pytest.param("an [[odd]] text", finder(("odd", whole(None))), None, "", id="found without a correction"),
        pytest.param("an [[odd]] [[flea -> chip]]", finder(("odd", whole(None)), ("flea", whole("chip"))), None, "", id="one is corrected, one isn't"),
        pytest.param("New [[lice -> chips]].", CHIPS, "missing", "New lice.", id="silent"),
        pytest.param("[[fleas -> chips]], [[lice -> chips]]", CHIPS, "missing", "[[fleas -> chips]], lice", id="one of two"),
        pytest.param("[[fleas -> bugs]]", CHIPS, "wrong", "[[fleas -> chips]]", id="another correction"),
        pytest.param("[[fleas]]", CHIPS, "wrong", "[[fleas -> chips]]", id="a correction where none is due"),
        pytest.param("[[odd -> even]]", finder(("odd", whole(None))), "wrong", "[[odd]]", id="no correction where one is due"),
        pytest.param("an [[odd]] text", finder(("odd text", whole(None))), "wrong", "an [[odd text]]", id="another span"),
        pytest.param("[[fleas -> chips]] and fleas", CHIPS, "wrong", "[[fleas -> chips]] and [[fleas -> chips]]", id="one too many"),
        pytest.param("[[flea -> fleas]]", finder(("fleas?", whole("fleas"))), "wrong", "[[fleas -> fleas]]", id="found again in its own correction"),
        pytest.param("New [[fleas -> chips]].", finder(("fleas", whole("chips")), rule="other"), "missing", "New fleas.", id="another rule's finding"),
    ],
)
def test_a_sentence_that_must_fire_is_judged(sentence: str, run: Run, kind: str | None, got: str) -> None:
    verdicts = judge(Rule("r", fires=(example(sentence),)), run)
    assert [(verdict.kind, verdict.got) for verdict in verdicts] == ([(kind, got)] if kind else [])


def test_a_sentence_that_is_fine_must_be_left() -> None:
    rule = Rule("r", ok=(example("Dogs."), example("Dogs have fleas.")))
    (verdict,) = judge(rule, CHIPS)
    assert (verdict.kind, verdict.got, verdict.example) == ("noisy", "Dogs have [[fleas -> chips]].", rule.ok[1])
    assert str(verdict) == "r: noisy\n  written: Dogs have fleas.\n  got:     Dogs have [[fleas -> chips]]."


@pytest.mark.parametrize(
    ("known", "sentence", "kinds"),
    [
        pytest.param("missing", "[[lice -> chips]]", [], id="fails as known"),
        pytest.param("wrong", "[[lice -> chips]]", ["missing"], id="fails in another way"),
        pytest.param("missing", "[[fleas -> chips]]", ["fixed"], id="works by now"),
    ],
)
def test_a_known_failure_is_expected_strictly(known: str, sentence: str, kinds: list[str]) -> None:
    verdicts = judge(Rule("r", fires=(example(sentence, known),)), CHIPS)
    assert [verdict.kind for verdict in verdicts] == kinds


def test_what_is_fixed_says_what_must_go() -> None:
    (verdict,) = judge(Rule("r", ok=(example("Dogs.", "noisy"),)), CHIPS)
    assert str(verdict) == "r: this comes out right now; take out 'known: noisy'\n  written: Dogs."
