from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.authoring.derive import Draft, Knowledge, SeveralEditsError, cases, derive, derive_cases, name_of, smallest_edits, verdicts, why_of
from cleaner.authoring.phrasing import Phrase
from cleaner.authoring.placing import knowledge
from cleaner.authoring.shelf import Shelf
from cleaner.errors import CleanerError
from cleaner.model.rule import Condition, Example, Rule
from cleaner.rulebook.write import write_rule


@pytest.fixture(scope="module")
def known() -> Knowledge:
    shelf = Shelf()
    return replace(knowledge(shelf.shipped, shelf.own), near=())


NVIDIA = "The foundry etches the new fleas of Nvidia in silicon."
PAIRS = [
    pytest.param(NVIDIA, NVIDIA.replace("fleas", "chips"), "The vet found fleas on the cat.", id="sense: plural noun"),
    pytest.param(
        "The dealer sold each action of the bank on the stock exchange.",
        "The dealer sold each share of the bank on the stock exchange.",
        "The action takes place in a small town.",
        id="sense: an article that stays",
    ),
    pytest.param(
        "She bought an action of the brewery at the stock exchange.",
        "She bought a share of the brewery at the stock exchange.",
        "The film has an action scene.",
        id="sense: an article that changes",
    ),
    pytest.param(
        "The museum raised its tariffs for visitors and schools.",
        "The museum raised its prices for visitors and schools.",
        "Congress voted for tariffs on steel.",
        id="sense: noun after a pronoun",
    ),
    pytest.param(
        "The pianist interpreted two sonatas at the festival.",
        "The pianist played two sonatas at the festival.",
        "The judge interpreted the law.",
        id="sense: verb, past",
    ),
    pytest.param(
        "Bees realise a dance when they find nectar.", "Bees perform a dance when they find nectar.", "Few realise how late it is.", id="sense: verb, base form"
    ),
    pytest.param(
        "He is realising a survey of bats in the caves.",
        "He is carrying out a survey of bats in the caves.",
        "Only now is he realising the truth.",
        id="sense: verb, -ing, two words",
    ),
    pytest.param(
        "The choir interpreted three hymns in the cathedral.",
        "The choir sang three hymns in the cathedral.",
        "She interpreted the silence as consent.",
        id="sense: irregular verb",
    ),
    pytest.param(
        "An eventual delay of the ferry is announced by radio.",
        "A possible delay of the ferry is announced by radio.",
        "The eventual winner came from Peru.",
        id="false friend: adjective, article at the start",
    ),
    pytest.param(
        "The actual version of the driver is 3.2.",
        "The current version of the driver is 3.2.",
        "The actual cost was twice as high.",
        id="false friend: adjective and its noun",
    ),
    pytest.param(
        "The library has sensible readers who weep at poems.",
        "The library has sensitive readers who weep at poems.",
        "It was a sensible choice.",
        id="false friend: adjective before a plural",
    ),
    pytest.param(
        "Further informations follow in the annex.",
        "Further information follows in the annex.".replace("follows", "follow"),
        "The information is wrong.",
        id="false friend: no plural",
    ),
    pytest.param(
        "Two nuns assisted at the burial.", "Two nuns attended the burial.", "Two nurses assisted at a birth.", id="calque: verb loses its preposition"
    ),
    pytest.param(
        "The shop makes part of a chain of bakeries.",
        "The shop is part of a chain of bakeries.",
        "He makes part of the furniture himself.",
        id="calque: another verb",
    ),
    pytest.param(
        "The witness answered by the affirmative in court.",
        "The witness answered in the affirmative in court.",
        "The court was struck by the affirmative tone.",
        id="calque: idiom",
    ),
    pytest.param("A new IA model was shown in Lyon.", "A new AI model was shown in Lyon.", "She lives in Ames, IA 50010.", id="acronym"),
    pytest.param("Both IAs were trained on poems.", "Both AIs were trained on poems.", "The Internet Archive (IA) keeps pages.", id="acronym: plural"),
    pytest.param("The ONU sent two envoys.", "The United Nations sent two envoys.", "The Ohio Northern University (ONU) is small.", id="acronym: spelled out"),
    pytest.param("Tim Cook CEO of Apple spoke first.", "Apple CEO Tim Cook spoke first.", "Tim Cook, CEO of Apple, spoke first.", id="order: title"),
    pytest.param(
        "They sell a GPU H20 Datacentre to banks.", "They sell an H20 datacentre GPU to banks.", "The H20 is a GPU for datacentres.", id="order: model"
    ),
    pytest.param(
        "He explained me the plan of the bridge.",
        "He explained the plan to me of the bridge.".replace(" to me of the bridge", " of the bridge to me"),
        "He explained the bridge to me.",
        id="order: object",
    ),
    pytest.param("Shares of Nafidia fell by a tenth.", "Shares of Nvidia fell by a tenth.", "Nadia sold her shares.", id="name"),
    pytest.param("Speaker Mikel Jonson closed the debate.", "Speaker Mike Johnson closed the debate.", "Mikel Arteta closed the door.", id="name: two words"),
    pytest.param(
        "It depends of the weather in the valley.",
        "It depends on the weather in the valley.",
        "It depends, of course, on the harvest.",
        id="preposition: replaced",
    ),
    pytest.param("The rate kept 4.5% for a year.", "The rate kept at 4.5% for a year.", "He kept 5% of the sum.", id="preposition: missing, number"),
    pytest.param(
        "Listeners can listen the radio in the tunnel.",
        "Listeners can listen to the radio in the tunnel.",
        "If you listen, the radio tells you.",
        id="preposition: missing",
    ),
    pytest.param(
        "We discussed about the budget of the zoo.", "We discussed the budget of the zoo.", "They discussed about ten proposals.", id="preposition: too many"
    ),
    pytest.param("She is doctor in a village clinic.", "She is a doctor in a village clinic.", "The question is doctor or nurse.", id="article: missing"),
    pytest.param("The nature is beautiful in autumn.", "Nature is beautiful in autumn.", "The nature of the problem is unknown.", id="article: too many"),
    pytest.param(
        "Nvidia designs her chips in California.", "Nvidia designs its chips in California.", "Mary bought her chips at the pub.", id="pronoun: company"
    ),
    pytest.param("The end of the the road was near.", "The end of the road was near.", "The theatre is near the road.", id="doubled: article"),
    pytest.param("It is is cold in the barn.", "It is cold in the barn.", "What it is, is cold.", id="doubled: verb"),
    pytest.param("Most English -speaking readers know it.", "Most English-speaking readers know it.", "English - spoken by many.", id="spacing: hyphen"),
    pytest.param("The sale brought $ 5.5 billion in May.", "The sale brought $5.5 billion in May.", "The sign $ stands before 5.", id="spacing: currency"),
    pytest.param("The systemAnd its users were slow.", "The system and its users were slow.", "System and user.", id="spacing: glued"),
    pytest.param("They left ,then came back.", "They left, then came back.", "They left then, and came back.", id="punctuation: comma"),
    pytest.param(
        "A quiet visit To the country was planned.", "A quiet visit to the country was planned.", "Their visit to Tokyo was short.", id="casing: small word"
    ),
    pytest.param("Last year Openai hired ten people.", "Last year OpenAI hired ten people.", "The open AI model was slow.", id="casing: name"),
    pytest.param(
        "Dead announced a headset for gamers.", "Meta announced a headset for gamers.", "Dead leaves covered the grass.", id="sense: a name at the start"
    ),
    pytest.param(
        "She fights with a double -limited sword.", "She fights with a double-edged sword.", "A limited edition doubled in price.", id="calque with a hyphen"
    ),
]


@pytest.mark.parametrize(("bad", "good", "near"), PAIRS)
def test_a_derived_rule_mends_its_sentence_and_leaves_good_ones(bad: str, good: str, near: str, known: Knowledge) -> None:
    rule = derive([(bad, good)], known).rule
    (example,) = rule.fires
    (mark,) = example.marked
    assert example.text == bad
    assert bad[: mark.start] + (mark.new or "") + bad[mark.end :] == good
    proved = replace(rule, ok=(Example(good), Example(near)))
    assert [str(verdict) for verdict in verdicts(proved, known)] == []


ATTEND = ("Two nuns assisted at the burial.", "Two nuns attended the burial.")


@pytest.mark.parametrize(
    ("pair", "field", "value"),
    [
        pytest.param((NVIDIA, NVIDIA.replace("fleas", "chips")), "find", ("flea",), id="base form of a noun"),
        pytest.param(ATTEND, "find", ("assist at",), id="base form of a verb"),
        pytest.param(ATTEND, "inflect", "verb", id="inflects as a verb"),
        pytest.param(("Both IAs hum.", "Both AIs hum."), "find", ("IA",), id="base form of an acronym"),
        pytest.param(("A new IA hums.", "A new AI hums."), "kind", "acronym", id="acronym"),
        pytest.param(("Shares of Nafidia fell.", "Shares of Nvidia fell."), "kind", "name", id="name"),
        pytest.param(("The rate kept 4.5% in May.", "The rate kept at 4.5% in May."), "find", ("kept {number}%",), id="slot for a number"),
        pytest.param(("In May Tim Cook CEO spoke.", "In May CEO Tim Cook spoke."), "find", ("{person} CEO",), id="slot for a name"),
        pytest.param(("A visit To Rome was paid.", "A visit to Rome was paid."), "case", "exact", id="capitals that differ count"),
        pytest.param(("The choir interpreted a hymn.", "The choir sang a hymn."), "forms", (("interpreted", "sang"),), id="irregular forms"),
        pytest.param(("The the end came soon.", "The end came soon."), "need", (), id="doubled words need no condition"),
        pytest.param(("Fleas heat the server.", "Chips heat the server."), "find", ("flea",), id="a capital at the start says nothing"),
        pytest.param(
            ("It takes in account the costs.", "It takes into account the costs."), "find", ("take in account",), id="preposition with both neighbours"
        ),
        pytest.param(
            ("The actual version is 3.", "The current version is 3."), "need", ((Condition("after", ("version",)),),), id="adjective tied to its noun"
        ),
        pytest.param(("Its GPU H20 Datacentre hums.", "Its H20 datacentre GPU hums."), "category", "linguistic-conventions/word-order", id="moved words"),
        pytest.param(("He sat on the the bench.", "He sat on the bench."), "category", "accuracy/addition", id="too much"),
    ],
)
def test_the_parts_of_a_rule_are_chosen_by_the_edit(pair: tuple[str, str], field: str, value: object, known: Knowledge) -> None:
    assert getattr(derive([pair], known).rule, field) == value


def test_each_choice_is_explained(known: Knowledge) -> None:
    draft = derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], known)
    assert draft.notes[0] == "inflects as a noun: fleas \u2192 chips"
    assert draft.notes[1] == "needs a text about semiconductors, or"
    assert draft.notes[-1] == "needs a word like etch, silicon, foundry in the sentence: 'flea' is good English by itself"
    assert draft.missing == ("a near-miss is missing: add a good sentence with 'flea' in it to ok:",)


def test_a_topic_lends_the_words_that_stand_beside_those_of_the_sentence(known: Knowledge) -> None:
    need = derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], known).rule.need
    assert (Condition("topic", ("semiconductors",)),) in need
    (sentence,) = (c for alternative in need for c in alternative if c.scope == "sentence")
    assert {"silicon", "TSMC"} <= set(sentence.terms)


def test_near_misses_are_taken_from_good_sentences_that_hold_the_phrase(known: Knowledge) -> None:
    cat, collar = "The vet found fleas on the cat.", "A flea collar helps for a month or two."
    more = replace(known, near=(collar, cat, "No insect here at all."), is_sound=lambda text: text != collar)
    draft = derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], more)
    assert [example.text for example in draft.rule.ok] == [cat]
    assert draft.missing == ()


def test_a_phrase_that_stands_nowhere_in_much_good_english_needs_no_condition(known: Knowledge) -> None:
    sample = replace(known, good=("It depends on you.",), words=30_000)
    draft = derive([("It depends of the weather.", "It depends on the weather.")], sample)
    assert draft.rule.need == ()
    assert "needs no condition: it stands nowhere in 30,000 words of good English" in draft.notes
    assert derive([("It depends of the weather.", "It depends on the weather.")], known).rule.need


def test_what_still_fires_in_good_english_is_told(known: Knowledge) -> None:
    sample = replace(known, good=("The fleas sat on a wafer of silicon in the lab.",), words=30_000)
    draft = derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], sample)
    assert draft.missing[0] == "it fires once in the good texts; look at them with 'clean rules bench', and add conditions"


@pytest.mark.parametrize(
    "ok",
    [
        pytest.param("Silicon powder kills fleas.", id="a word of the condition goes"),
        pytest.param("Dogs brought fleas into the foundry of Nvidia, where silicon is etched.", id="a word of the good sentence keeps it out"),
    ],
)
def test_a_good_sentence_that_fires_sharpens_the_conditions(ok: str, known: Knowledge) -> None:
    rule = derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], known, ok=[ok]).rule
    assert [example.text for example in rule.ok] == [ok]
    assert verdicts(rule, known) == []


def test_good_and_bad_that_nothing_tells_apart_are_told(known: Knowledge) -> None:
    with pytest.raises(CleanerError, match="nothing in it tells the two apart"):
        derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], known, ok=["New fleas of Nvidia in silicon."])


def test_several_pairs_of_one_damage_give_one_rule(known: Knowledge) -> None:
    pairs = [(NVIDIA, NVIDIA.replace("fleas", "chips")), ("A flea needs a clean room and a laser.", "A chip needs a clean room and a laser.")]
    rule = derive(pairs, known).rule
    assert len(rule.fires) == 2
    assert rule.find == ("flea",)
    (sentence,) = (c for alternative in rule.need for c in alternative if c.scope == "sentence")
    assert {"silicon", "laser"} <= set(sentence.terms)


def test_forms_that_follow_no_rule_are_listed(known: Knowledge) -> None:
    pairs = [("Further informations follow.", "Further information follow."), ("He gave us an information about bats.", "He gave us information about bats.")]
    rule = derive(pairs, known).rule
    assert rule.find == ("informations",)
    assert dict(rule.forms)["an information"] == "information"


def test_pairs_of_different_damage_are_told_apart(known: Knowledge) -> None:
    with pytest.raises(CleanerError, match="make a rule of each"):
        derive([(NVIDIA, NVIDIA.replace("fleas", "chips")), ("The ONU sent two envoys or three.", "The UN sent two envoys or three.")], known)


def test_of_several_edits_one_has_to_be_named(known: Knowledge) -> None:
    pair = ("The IA fleas of Nvidia are hot.", "The AI chips of Nvidia are hot.")
    with pytest.raises(SeveralEditsError, match="1: 'IA' \u2192 'AI'; 2: 'fleas' \u2192 'chips'") as told:
        derive([pair], known)
    assert len(told.value.cases) == 2
    assert derive([pair], known, edit=1).rule.find == ("IA",)
    rule = derive([pair], known, edit=2).rule
    assert rule.fires[0].text == "The AI fleas of Nvidia are hot."
    with pytest.raises(CleanerError, match="there is no edit 3"):
        derive([pair], known, edit=3)


def test_the_edit_that_all_pairs_share_is_meant(known: Knowledge) -> None:
    pairs = [("The IA fleas of Nvidia are hot.", "The AI chips of Nvidia are hot."), (NVIDIA, NVIDIA.replace("fleas", "chips"))]
    assert derive(pairs, known).rule.find == ("flea",)


@pytest.mark.parametrize(
    ("bad", "good", "why"),
    [
        pytest.param("", "A chip.", "is empty", id="empty"),
        pytest.param("The same.", "The same.", "are the same", id="no edit"),
        pytest.param("Rain fell all night.", "Bakers like warm bread.", "hardly a word in common", id="unrelated"),
        pytest.param("The [[flea]] heats up.", "The [[chip]] heats up.", "which mark things", id="marks in a sentence"),
        pytest.param("The flea\x07 heats up.", "The chip\x07 heats up.", "can't be seen", id="control characters"),
        pytest.param("The a -> b flea -> louse heats up soon.", "The a -> b chip heats up soon.", "can't be written as an example", id="arrow in the edit"),
    ],
)
def test_what_gives_no_rule_is_told(bad: str, good: str, why: str, known: Knowledge) -> None:
    with pytest.raises(CleanerError, match=why):
        derive([(bad, good)], known)


WORDS = """the a an of to The flea fleas chip IA AI $ 5.5% , . -
Nvidia Nafidia her its eventual possible depends on old systemAnd 's \u2014 \u201cso\u201d [[ -> {x}
caf\u00e9 \U0001f600"""
SENTENCES = st.one_of(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join), st.text(max_size=30))


def drafts_or_reason(bad: str, good: str, known: Knowledge) -> list[Draft] | str:
    try:
        return [derive([(bad, good)], known, edit=number) for number, _ in enumerate(cases(bad, good) or [None], 1)]
    except CleanerError as error:
        return str(error)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bad=SENTENCES, good=SENTENCES)
def test_any_two_sentences_give_a_sound_rule_or_the_reason_why_not(bad: str, good: str, known: Knowledge) -> None:
    made = drafts_or_reason(bad, good, known)
    assert made
    for draft in made if isinstance(made, list) else ():
        assert verdicts(draft.rule, known) == []
        assert write_rule(draft.rule)


def test_edits_are_the_smallest_stretches_of_words() -> None:
    assert [(e.start, e.end) for e in smallest_edits("He has the the hot IA fleas now", "He has the hot AI chips now")] == [(11, 15), (19, 27)]
    assert smallest_edits("same", "same") == []


def test_what_the_author_wrote_is_taken_as_it_is(known: Knowledge) -> None:
    (case,) = cases(*ATTEND)
    rule = derive_cases([case], known, find="assist at", put="attend", examples=[Example(case.text, derive([ATTEND], known).rule.fires[0].marked)]).rule
    assert (rule.find, rule.put, rule.inflect) == (("assist at",), ("attend",), "verb")
    with pytest.raises(CleanerError, match="in which it is wrong just so"):
        derive_cases([case], known, find="louse", put="chip")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        pytest.param(Phrase("flea", "chip"), "flea-chip", id="one word each"),
        pytest.param(Phrase("point of sale", "shop"), "point-of-sale", id="several words"),
        pytest.param(Phrase("caf\u00e9", "pub"), "cafe-pub", id="accents"),
        pytest.param(Phrase("\u0448\u0430\u0440", "ball"), "mended", id="no letters of ours"),
    ],
)
def test_names_are_made_of_the_words(phrase: Phrase, name: str) -> None:
    assert name_of(phrase) == name


def test_the_editor_is_told_of_the_source_word_where_there_is_one() -> None:
    assert why_of(Phrase("flea", "chip"), ()) == "'chip' is meant here, not 'flea'"
    assert why_of(Phrase("the the", "the", category="accuracy/addition"), ()) == "'the' is enough"


def test_a_rule_is_complete(known: Knowledge) -> None:
    rule = derive([(NVIDIA, NVIDIA.replace("fleas", "chips"))], known, name="flea", pack="fr/senses", source=[("fr", ("puce",))], why="puces are chips").rule
    assert isinstance(rule, Rule)
    assert (rule.id, rule.source, rule.why, rule.preview) == ("fr/senses/flea", (("fr", ("puce",)),), "puces are chips", True)
