from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.authoring.learn import Options, Pair, gather
from cleaner.authoring.proposals import Learned, Proposal, advise, propose
from cleaner.errors import CleanerError
from cleaner.model.rule import Condition
from cleaner.rulebook.examples import write_marks

ASSIST = (
    ("The mayor assisted at the opening.", "The mayor attended the opening."),
    ("Two nurses assisted at a lecture.", "Two nurses attended a lecture."),
    ("My aunt assisted at that concert.", "My aunt attended that concert."),
)


def proposed(*texts: tuple[str, str], clean: Sequence[str] = (), **more: object) -> Learned:
    pairs = [Pair(before, (after,), f"e{number}") for number, (before, after) in enumerate(texts)]
    return propose(pairs, Options(2, 0.3), clean=clean, **more)  # type: ignore[arg-type]  # what is left by name


def rule(learned: Learned, name: str) -> Proposal:
    return next(proposal for proposal in learned.proposals if proposal.rule.id.endswith(f"/{name}"))


def test_a_proposal_is_a_whole_rule_on_trial() -> None:
    learned = proposed(*ASSIST)
    (proposal,) = learned.proposals
    made = proposal.rule
    assert (made.id, made.find, made.put, made.inflect, made.preview) == ("learned/edits/assisted-at", ("assisted at",), ("attended",), "none", True)
    assert write_marks(made.fires[0].text, made.fires[0].marked) == "Two nurses [[assisted at -> attended]] a lecture."
    assert made.ok[0].text == "Two nurses attended a lecture."
    assert made.origin == ("e1", "e2", "e0")
    assert (proposal.support, proposal.texts, proposal.documents, proposal.against, proposal.line) == (3, 3, 3, 0, "assisted at -> attended")


def test_forms_of_a_word_are_one_rule() -> None:
    forms = (
        ("We assist at a fair today.", "We attend a fair today."), ("They assist at the mass.", "They attend the mass."),
        ("She is assisting at a fair.", "She is attending a fair."), ("Who is assisting at the mass?", "Who is attending the mass?"),
    )  # fmt: skip
    made = rule(proposed(*ASSIST, *forms), "assist-at").rule
    assert (made.find, made.put, made.inflect) == (("assist at",), ("attend",), "verb")


def test_a_change_beside_several_words_is_one_rule_with_a_gate() -> None:
    texts = (
        ("We begged Rita of the lamp.", "We begged Rita for the lamp."), ("You begged Omar of my keys!", "You begged Omar for my keys!"),
        ("Who longed all day of a nap?", "Who longed all day for a nap?"), ("Nobody here longed of tea.", "Nobody here longed for tea."),
        ("Some longed of an end, now.", "Some longed for an end, now."), ("I waited of the bus.", "I waited for the bus."),
        ("She waited of a call, then.", "She waited for a call, then."), ("Ann waited of my aunt.", "Ann waited for my aunt."),
    )  # fmt: skip
    left = [(f"The {what} of {where} is fine.",) * 2 for what in ("bay", "king", "port", "road") for where in ("Bern", "Kent", "Lyon")]
    made = next(p.rule for p in proposed(*texts, *left).proposals if p.rule.put == ("for",))
    assert (made.find, made.need) == (("of",), ((Condition("before", ("waited", "longed")),),))


def test_accented_words_are_one_rule_of_their_look() -> None:
    learned = proposed(("He has a réseau at home.", "He has a network at home."), ("Mend the clé now.", "Mend the key now."), ("A café.", "A café."))
    made = rule(learned, "accented").rule
    assert (made.kind, made.put, len(made.fires)) == ("pattern", (), 2)


def test_noise_in_good_english_is_counted_and_drops_a_rule() -> None:
    clean = ["The boys assisted at the well. " * 20]
    learned = proposed(*ASSIST, clean=clean)
    assert [p.rule.find for p in learned.proposals] != [("assisted at",)]
    assert learned.told.clean_words == 120
    assert learned.told.noisy > 0


def test_names_that_are_taken_get_a_number() -> None:
    assert proposed(*ASSIST, taken=frozenset({"assisted-at"})).proposals[0].rule.id == "learned/edits/assisted-at-2"


@pytest.mark.parametrize(
    ("find", "put", "category"),
    [
        pytest.param("velunda", "Velunda", "design-and-markup/casing", id="casing"),
        pytest.param("hello ,", "hello,", "design-and-markup/whitespace", id="spacing"),
        pytest.param("well then", "well, then", "linguistic-conventions/punctuation", id="a comma"),
        pytest.param("box big", "big box", "linguistic-conventions/word-order", id="order"),
        pytest.param("you as", "you have", "linguistic-conventions/grammar", id="small words"),
        pytest.param("just renew", "just renewed", "linguistic-conventions/grammar", id="a form"),
        pytest.param("sécurity", "security", "linguistic-conventions/spelling", id="spelling"),
        pytest.param("levy", "withdrawal", "accuracy/mistranslation", id="another word"),
        pytest.param("levy", None, "accuracy/mistranslation", id="no correction"),
    ],
)
def test_the_category_follows_from_what_changes(find: str, put: str | None, category: str) -> None:
    from cleaner.authoring.proposals import _category

    assert _category(find, put) == category


FRENCH = "Le chat est dans la rue et le chien est sur le banc. Les enfants sont sur la route avec des amis pour une heure dans le parc et pas dans la ville"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        pytest.param((("", ""),), "there is no text before", id="empty"),
        pytest.param(((" ", "It rains."),), "there is no text before", id="nothing before"),
        pytest.param((("It rains.", "It rains."),), "are the same", id="the same"),
        pytest.param(((FRENCH, "The cat is in the garden and the children are on the road."),), "texts before aren't English", id="the source"),
        pytest.param((("The cat is in the garden and the children are on the road.", FRENCH),), "texts after aren't English", id="into another language"),
        pytest.param((("Cats sleep on warm roofs today.", "A treaty was signed in Bern."),), r"only \d+ in 100 stand after editing", id="unrelated"),
    ],
)
def test_pairs_that_tell_nothing_are_refused(texts: tuple[tuple[str, str], ...], said: str) -> None:
    with pytest.raises(CleanerError, match=said):
        proposed(*texts)


def test_sides_that_seem_swapped_are_told() -> None:
    pairs = [Pair(after, (before,), "e") for before, after in ASSIST * 2]
    told = proposed(*ASSIST).told
    found = lambda text: [(0, 1)] if "assisted at" in text else []  # noqa: E731
    assert list(advise(pairs, told, found)) == ["the rules at hand find 6 things in the texts after editing and 0 before: are the two sides swapped?"]
    assert list(advise([Pair(before, (after,), "e") for before, after in ASSIST * 2], told, found)) == []


def test_many_texts_translated_anew_are_told() -> None:
    anew = (("The old cats sleep on warm roofs.", "A treaty was signed in Bern."), ("Rain fell on my red hat.", "You owe us nine pounds now."))
    samples, told = gather([Pair(before, (after,), "e") for before, after in (*ASSIST, *anew)])
    assert (len(samples), told.retranslated) == (3, 2)
    assert list(advise([], told, lambda _: ())) == ["2 of 5 edited texts were translated anew; what is learned rests on the others"]
