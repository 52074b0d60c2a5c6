"""Mining: which pairs are proposed, in which order, and which never."""

import json

import pytest

from cleaner.authoring.candidates import Candidate, ContextWord, Noise, read_candidates, write_candidates
from cleaner.authoring.contexts import Corpus
from cleaner.authoring.dictionaries import Dictionary, Entry, Sense
from cleaner.authoring.mine import Miner, Thesaurus, decided_pairs, known_pairs, pairs, related
from cleaner.errors import CleanerError
from cleaner.model.rule import Rule, Topic

from .test_contexts import CHIP, FLEA, OTHER, mixed

SEMICONDUCTORS = Topic("semiconductors", (("wafer", 3), ("silicon", 2), ("chip", 1)))


def entry(word: str, *senses: str | Sense, pos: str = "noun") -> Entry:
    return Entry(word, pos, tuple(sense if isinstance(sense, Sense) else Sense(tuple(sense.split(", "))) for sense in senses))


PUCE = entry("puce", "flea", "chip")


def found(*entries: Entry) -> list[tuple[str, str, str]]:
    books = [Dictionary("Toy", "1", entries)]
    return sorted((pair.entry.word, *sorted((pair.one, pair.other))) for pair in pairs(books, Thesaurus(books)))


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([entry("puce", "flea")], id="one translation"),
        pytest.param([entry("puce", "flea, chip")], id="of one sense"),
        pytest.param([entry("prix", "price", "prices")], id="forms of each other"),
        pytest.param([entry("action", "act", "action")], id="derived from each other"),
        pytest.param([entry("tarif", "price", "price list")], id="part of each other"),
        pytest.param([entry("puce", "flea", "chip"), entry("éclat", "chip, flea")], id="synonyms elsewhere"),
        pytest.param([entry("puce", "flea", "chip"), entry("a", "flea", "chip"), entry("b", "chip", "flea")], id="translations of several other words"),
        pytest.param([entry("puce", "flea", "chip"), entry("a", "flea, insect, pest"), entry("b", "chip, insect, pest")], id="same synonyms"),
        pytest.param([entry("puce", Sense(("flea",), ("electronics",)), Sense(("chip",), ("electronics",)))], id="of one field"),
        pytest.param([entry("puce", "flea", Sense(("chip",), (), "a flea of sorts"))], id="one explains the other"),
        pytest.param([entry("puce", "flea", Sense(("chip",), ("archaic",)))], id="nobody says so today"),
        pytest.param([entry("dans", "within", "into")], id="grammar"),
        pytest.param([entry("Puce", "Paris", "Lyon")], id="names"),
        pytest.param([entry("puce", "flea", "chip", pos="adverb")], id="adverb"),
        pytest.param([entry("puce", "flea", "qwzzxk")], id="no common word"),
    ],
)
def test_what_is_no_pair_of_fields_is_not_proposed(entries: list[Entry]) -> None:
    assert ("puce", "chip", "flea") not in found(*entries)
    assert [pair for pair in found(*entries) if pair[0] in ("prix", "action", "tarif", "dans", "Puce")] == []
    if len(entries) == 1:
        assert found(*entries) == []


def test_senses_of_homographs_and_of_several_dictionaries_are_taken_together() -> None:
    assert found(entry("puce", "flea"), entry("puce", "chip")) == [("puce", "chip", "flea")]
    books = [Dictionary("One", "", (entry("puce", "flea"),)), Dictionary("Two", "", (entry("puce", "chip"),))]
    assert [(pair.one, pair.other, pair.title) for pair in pairs(books, Thesaurus(books))] == [("flea", "chip", "One")]


def test_related_words_share_a_stem() -> None:
    assert related("conception", "concept")
    assert related("adviser", "advisory")
    assert not related("chain", "channel") or related("chain", "chair")
    assert not related("flea", "chip")


def miner(corpus: Corpus | None, *entries: Entry) -> tuple[Miner, list[Candidate]]:
    books = [Dictionary("Toy", "1", entries)]
    thesaurus = Thesaurus(books)
    made = Miner(thesaurus, corpus, [SEMICONDUCTORS], "fr")
    return made, made.propose(pairs(books, thesaurus))


def test_a_candidate_carries_its_noise_its_context_words_and_its_topic() -> None:
    corpus = mixed()
    made = miner(corpus, PUCE)[1]
    (best,) = made
    assert (best.source, best.wrong, best.right, best.pos, best.origin) == ("puce", "flea", "chip", "noun", "Toy 1: puce")
    assert best.noise == Noise(corpus.words, len(FLEA), 0)
    assert {"wafer", "silicon"} <= {c.word for c in best.context}
    assert all(c.right == len(CHIP) and c.wrong == 0 for c in best.context if c.word == "silicon")
    assert best.topics == ("semiconductors",)
    assert best.catch > 0.6
    assert ["chip" in sample for sample in best.right_samples] == [True, True]
    assert ["flea" in sample for sample in best.wrong_samples] == [True, True]


def test_near_synonyms_that_the_dictionary_keeps_apart_are_told_by_their_company() -> None:
    corpus = Corpus()
    for start in range(0, len(CHIP), 6):
        both = [sentence.replace("chip", word) for sentence in CHIP[start : start + 6] for word in ("chip", "flea")]
        corpus.add(" ".join([*both, *OTHER]))
    corpus.settle()
    assert miner(corpus, PUCE)[1] == []


def test_without_texts_candidates_are_ranked_by_the_dictionary_alone() -> None:
    made = miner(None, entry("puce", "flea", Sense(("chip",), ("electronics",))), entry("glace", "mirror", "ice"))[1]
    assert (made[0].source, made[0].wrong, made[0].right) == ("puce", "flea", "chip")
    assert all(c.noise == Noise() and c.context == () and c.right_samples == () for c in made)
    assert "chip: electronics" in made[0].evidence


def test_no_more_are_proposed_than_asked_for_and_the_best_are() -> None:
    entries = [PUCE, entry("glace", "mirror", "ice"), entry("avocat", "lawyer", "avocado")]
    books = [Dictionary("Toy", "1", tuple(entries))]
    thesaurus = Thesaurus(books)
    made, told = Miner(thesaurus, mixed(), [SEMICONDUCTORS], "fr"), list[str]()
    every = made.propose(pairs(books, thesaurus), step=told.append)
    assert made.propose(pairs(books, thesaurus), most=1) == every[:1]
    assert every[0].source == "puce"
    assert sorted(told) == ["avocat", "glace", "puce"]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(Rule("fr/a", find=("flea",), put=("chip",)), id="the same pair"),
        pytest.param(Rule("fr/a", find=("fleas",), put=("chips",)), id="in the plural"),
        pytest.param(Rule("fr/a", find=("micro flea",), forms=(("fleas", "chips"),)), id="among its forms"),
        pytest.param(Rule("fr/a", find=("flea",), put=("bug",), source=(("fr", ("puce",)),)), id="the source word and the wrong one"),
        pytest.param(Rule("fr/a", kind="pattern", find=("fle(as?)",), put=("chip",), source=(("fr", ("puce",)),)), id="a pattern"),
    ],
)
def test_what_a_rule_has_already_is_left_out(rule: Rule) -> None:
    books = [Dictionary("Toy", "1", (PUCE,))]
    thesaurus = Thesaurus(books)
    assert Miner(thesaurus, mixed(), [], "fr").propose(pairs(books, thesaurus), known_pairs([rule])) == []


def test_what_was_decided_does_not_come_back() -> None:
    made, (first,) = miner(mixed(), PUCE)
    assert made.propose(pairs([Dictionary("Toy", "1", (PUCE,))], made.thesaurus), decided_pairs([first])) == []


FULL = Candidate(
    "puce", "fr", "flea", "chip", "noun", 0.5, ("separate senses",), Noise(1000, 2, 1), 0.25, (ContextWord("wafer", 3, 0, 12.5),), ("semiconductors",),
    ("A chip.",), ("A flea.",), ("dog",), ("The flea.",), ("No flea.",), "Toy: puce", "skipped", "why not",
)  # fmt: skip


def test_a_file_of_candidates_is_read_as_it_was_written() -> None:
    text = write_candidates([FULL, FULL])
    assert read_candidates(text + "\n", "c.jsonl") == [FULL, FULL]
    assert json.loads(text.splitlines()[0])["noise"] == {"words": 1000, "bare": 2, "gated": 1, "bare_per_10k": 20.0, "gated_per_10k": 10.0}


def test_only_the_words_must_be_there() -> None:
    line = '{"source": "puce", "language": "fr", "wrong": "flea", "right": "chip", "context": ["wafer"]}'
    assert read_candidates(line, "c.jsonl") == [Candidate("puce", "fr", "flea", "chip", "", context=(ContextWord("wafer"),))]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "c.jsonl:1: this isn't JSON", id="no JSON"),
        pytest.param("[]", "c.jsonl:1: this is no candidate", id="no object"),
        pytest.param('{"source": "puce"}', "c.jsonl:1: language: there is no text", id="no language"),
        pytest.param('{"decision": "yes"}', "c.jsonl:1: decision: 'yes' is not accepted, dropped, skipped or empty", id="unknown decision"),
        pytest.param('{"noise": 3}', "c.jsonl:1: a field isn't of its kind (noise is no object)", id="noise"),
        pytest.param('{"topics": "a"}', "c.jsonl:1: a field isn't of its kind (topics is no list of texts)", id="topics"),
        pytest.param('{"context": [{}]}', "c.jsonl:1: a field isn't of its kind ('word')", id="context"),
        pytest.param('{"score": "much"}', "c.jsonl:1: a field isn't of its kind (could not convert", id="score"),
    ],
)
def test_a_line_that_is_no_candidate_is_told(line: str, message: str) -> None:
    whole = {"source": "a", "language": "fr", "wrong": "b", "right": "c"}
    held = json.dumps(whole | json.loads(line)) if line.startswith("{") and len(line) > 2 and "source" not in line else line
    with pytest.raises(CleanerError) as raised:
        read_candidates(held, "c.jsonl")
    assert message in str(raised.value)
