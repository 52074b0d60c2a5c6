"""Names break by the habits of languages, and mangled ones still sound alike."""

from __future__ import annotations

import pytest

from cleaner.text.phonetic import HABITS, distance, may_sound_alike, skeleton, sound, variants


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        pytest.param("Perplexity", "berblexity", id="Arabic has no p"),
        pytest.param("Vodafone", "fodafone", id="Arabic has no v"),
        pytest.param("Nvidia", "enfidia", id="Arabic begins no word with two consonants"),
        pytest.param("Samsung", "samsunj", id="Arabic g may be j"),
        pytest.param("Netflix", "netflex", id="Arabic writes few vowels"),
        pytest.param("Taiwan", "taivan", id="Russian and Turkish have no w"),
        pytest.param("Hamas", "khamas", id="Russian h is kh"),
        pytest.param("Qualcomm", "kvalkomm", id="Russian writes qu as kv"),
        pytest.param("Navalny", "nawalny", id="German writes v as w"),
        pytest.param("Lukashenko", "loukachenko", id="French writes u as ou and sh as ch"),
        pytest.param("Philadelphia", "filadelfia", id="Spanish has no ph"),
        pytest.param("Facebook", "facebok", id="a letter lost"),
    ],
)
def test_a_name_breaks_by_the_habits_of_a_language(name: str, variant: str) -> None:
    assert variant in variants(name)


def test_variants_are_others_than_the_name_and_as_many_as_were_asked_for() -> None:
    made = variants("Washington", 10)
    assert len(set(made)) == 10
    assert "washington" not in made


def test_every_language_has_habits() -> None:
    assert all(always or sometimes for always, sometimes in HABITS.values())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("Khuavey", "Huawei", True, id="the same by other spelling"),
        pytest.param("Tsukerberg", "Zuckerberg", True, id="ts and z"),
        pytest.param("Lafrov", "Lavrov", True, id="f and v"),
        pytest.param("Instgram", "Instagram", True, id="a vowel lost"),
        pytest.param("Nadia", "Nvidia", False, id="a consonant lost from a short name"),
        pytest.param("Wellington", "Washington", False, id="another name of the same length"),
        pytest.param("Maria", "Macron", False, id="another name"),
    ],
)
def test_names_that_sound_alike_are_near(one: str, other: str, alike: bool) -> None:
    assert (distance(sound(one), sound(other)) <= 0.1) is alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Lafrov", "Lavrov", id="like consonants"),
        pytest.param("Guterish", "Guterres", id="vowels and hushing"),
        pytest.param("Moskou", "Moscow", id="one more"),
    ],
)
def test_the_prefilter_lets_likely_pairs_pass(one: str, other: str) -> None:
    assert may_sound_alike(skeleton(sound(one)), skeleton(sound(other)))


def test_distance_is_the_same_both_ways_and_nothing_to_itself() -> None:
    a, b = sound("Guterres"), sound("Ghuterish")
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, a) == 0
