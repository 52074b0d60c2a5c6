"""A corpus counted: how often a word occurs, in which company, and what sets two words apart."""

from itertools import product

from cleaner.authoring.contexts import Corpus, sentences

MAKERS = ("The Riga plant", "A foundry in Turin", "Their rival", "The smaller firm", "Her brother's firm", "Our supplier")
CHIP = [f"{who} tested {how} chip on a wafer of silicon." for who, how in product(MAKERS, ("one more", "a faster", "the next", "every"))]
FLEA = [
    f"{who} found {how} flea on the dog after a walk."
    for who, how in product(("The vet", "My aunt", "A child", "The groom", "Nobody"), ("a", "one more", "the last", "no"))
]
OTHER = [f"{who} {did} in {when}." for who, did, when in product(MAKERS, ("moved", "slept late", "sang"), ("May", "June", "autumn", "winter"))]


def corpus(*texts: str) -> Corpus:
    made = Corpus()
    for text in texts:
        made.add(text)
    made.settle()
    return made


def mixed() -> Corpus:
    """Chips and fleas in several stretches, with other sentences between."""
    filler = " ".join(OTHER)
    return corpus(*(" ".join(part) + " " + filler for part in (CHIP[:8], FLEA[:7], CHIP[8:16], FLEA[7:14], CHIP[16:], FLEA[14:])))


def test_words_are_counted_in_all_their_forms_and_letter_cases() -> None:
    made = corpus("A chip. Chips sell. CHIPS!\n\nThe chipping stopped. No points of sale, one point of sale.")
    assert made.words == 16
    assert list(made.found("chip", "noun")) == [0, 1, 2]
    assert list(made.found("chip", "verb")) == [0, 1, 2, 3]
    assert list(made.found("chip", "adjective")) == [0]
    assert list(made.found("point of sale", "noun")) == [4, 4]
    assert list(made.found("flea", "noun")) == []


def test_the_word_before_tells_the_part_of_speech() -> None:
    made = corpus("We share it. She sold a share. They share much. The shares fell.")
    assert made.company("share", "noun").sentences == 2
    assert made.company("share", "verb").sentences == 2
    assert made.company("share", "adjective").sentences == 3


def test_context_words_stand_near_the_right_word_only() -> None:
    made = mixed()
    chip, flea = made.company("chip", "noun"), made.company("flea", "noun")
    words = [context.word for context in made.contexts(chip, flea, ("flea", "chip"), 12)]
    assert {"wafer", "silicon", "tested"} <= set(words)
    assert not {"dog", "chip", "the", "plant"} & set(words)
    assert made.share_with(made.found("chip", "noun"), ["silicon"]) == len(CHIP)
    assert made.share_with(made.found("flea", "noun"), words) == 0


def test_words_in_different_fields_have_little_company_in_common_and_a_word_has_all_with_itself() -> None:
    made = mixed()
    chip, flea = made.company("chip", "noun"), made.company("flea", "noun")
    assert made.overlap(chip, flea) < 0.3
    assert made.overlap(chip, chip) > 0.999
    assert made.overlap(chip, made.company("nothing", "noun")) == 0.0


def test_what_a_site_repeats_on_every_page_counts_once() -> None:
    made = corpus("\n\n".join(["The chip page has a cookie banner."] * 40 + OTHER))
    assert made.company("chip", "noun").sentences == 1
    assert len(made.found("chip", "noun")) == 40


def test_what_one_stretch_alone_says_is_no_context() -> None:
    made = corpus(" ".join(f"Wafer number {n} carries the chip of lot {n}." for n in "one two three four five six".split()), " ".join(OTHER))
    assert made.company("chip", "noun").counts[made.number("wafer")] == 1


def test_a_wrapped_text_is_joined_and_one_of_long_lines_is_not() -> None:
    assert sentences("The mill\nwas sold. He left.") == ["The mill\nwas sold.", "He left."]
    long = "word " * 40
    assert len(sentences(f"{long}\nHeading\n{long}")) == 3


def test_a_sentence_is_given_back_as_it_stood() -> None:
    made = corpus("One text.", "Another  text\nwith a chip. The end.")
    assert made.text_at(made.found("chip", "noun")[0]) == "Another text with a chip."
