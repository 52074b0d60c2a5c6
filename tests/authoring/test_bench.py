from __future__ import annotations

import json

import pytest

from cleaner.authoring import bench_json
from cleaner.authoring.bench import KEPT, Bench, Limits, comes_from
from cleaner.authoring.measure import Difference, Firing, Outcome
from cleaner.model.rule import Measured, Rule
from cleaner.text.cards import Stretch

FLEA = Rule("fr/flea", path="/r/fr.yaml", line=3, preview=True)
ACTION = Rule("fr/action", path="/r/fr.yaml", line=9)
SENTENCE = (Stretch("New ", "New "), Stretch("fleas", "chips", "changed"), Stretch(".", "."))


def firing(rule: str = "fr/flea", hash: str = "0" * 12, hit: bool | None = None, sentence: tuple[Stretch, ...] = SENTENCE) -> Firing:
    return Firing(rule, "a.txt", 1, 5, 4, 9, "fleas", ("chips",), "warning", "unsafe", 0.954, "why", sentence, hash, hit)


def bench(good: int = 200_000, damaged: int = 500, alarms: int = 0, catches: tuple[bool | None, ...] = (), **kwargs: object) -> Bench:
    """Return the bench of a rule on trial that raised so many *alarms*, and *catches* of which each hit, missed, or stood where nobody looked."""
    made = Bench([FLEA, ACTION], **kwargs)  # type: ignore[arg-type]
    firings = [(True, firing(hash=f"{number:012}")) for number in range(alarms)] + [(False, firing(hit=hit)) for hit in catches]
    made.add(Outcome(words=[damaged, good], texts=[1, 1], firings=firings))
    return made


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        pytest.param(bench(catches=(None,)), "", id="quiet, and catches something"),
        pytest.param(bench(catches=(True, False)), "", id="quiet, and hits"),
        pytest.param(bench(alarms=1, catches=(None,)), "", id="one alarm in 200,000 words"),
        pytest.param(bench(good=199_999, alarms=1, catches=(None,)), "1 alarm in 199,999 words are 0.0500 per 10,000, more than 0.05", id="noisy"),
        pytest.param(bench(good=9_999, catches=(None,)), "9,999 words of good English were read, 10,000 are needed", id="too little was read"),
        pytest.param(bench(damaged=0), "no damaged text was read (--damaged), so that nobody knows what it catches", id="no damaged text"),
        pytest.param(bench(), "it catches nothing in 500 words of damaged text", id="catches nothing"),
        pytest.param(bench(catches=(False,)), "it fires in damaged text (1 finding), but never where damage is marked", id="never hits"),
        pytest.param(bench(catches=(False, None)), "", id="catches something where nobody looked"),
    ],
)
def test_a_rule_goes_live_where_it_is_quiet_and_catches_something(made: Bench, reason: str) -> None:
    assert made.holds_back("fr/flea", Limits()) == reason


def test_a_rule_that_was_switched_off_stays_on_trial() -> None:
    made = bench(catches=(None,))
    made.add(Outcome(stopped={"fr/flea"}))
    assert made.holds_back("fr/flea", Limits()) == "it took too long and was switched off, so that it isn't measured"


def test_what_a_person_found_real_is_no_alarm() -> None:
    made = bench(alarms=3, real=frozenset({"0" * 12}))
    tally = made.tallies["fr/flea"]
    assert (tally.alarms, tally.real, len(tally.in_good)) == (2, 1, 2)


def test_so_many_findings_are_kept_and_all_are_counted() -> None:
    tally = bench(alarms=KEPT + 5).tallies["fr/flea"]
    assert (tally.alarms, len(tally.in_good)) == (KEPT + 5, KEPT)


def test_the_noisiest_comes_first_then_what_catches_most() -> None:
    made = Bench([Rule("a"), Rule("b"), Rule("c"), Rule("d")])
    made.add(Outcome([9, 9], firings=[(True, firing("d")), (False, firing("c"))]))
    assert [rule.id for rule in made.noisiest()] == ["d", "c", "a", "b"]


def test_only_live_rules_are_too_noisy() -> None:
    made = Bench([FLEA, ACTION])
    made.add(Outcome([0, 1000], firings=[(True, firing()), (True, firing("fr/action"))]))
    assert made.too_noisy(Limits()) == [ACTION]
    assert not made.too_noisy(Limits(max_noise=10))


def test_what_is_written_of_a_rule() -> None:
    assert bench(alarms=2, catches=(True,)).measured("fr/flea", "2026-11-25") == Measured(2, 200_000, 1, 500, "2026-11-25")


@pytest.mark.parametrize(
    ("origin", "pages", "found"),
    [
        pytest.param(("knowledge",), ("knowledge",), True, id="named"),
        pytest.param(("https://a.org/b/c",), ("https://a.org/*",), True, id="a star crosses slashes"),
        pytest.param(("p1", "p22"), ("x", "p2?"), True, id="one of several"),
        pytest.param(("p12",), ("p1",), False, id="not a part of a name"),
        pytest.param((), ("*",), False, id="of no origin"),
    ],
)
def test_origins(origin: tuple[str, ...], pages: tuple[str, ...], found: bool) -> None:
    assert comes_from(origin, pages) is found


def test_json_holds_all_figures() -> None:
    made = bench(alarms=1, catches=(True, False))
    made.add(Outcome(differences=[Difference("changed", False, firing(), firing("fr/action", sentence=(Stretch("So", "So", "marked"),)))]))
    held = json.loads(bench_json.write(made, Limits(), {"against": "v1"}, compared=True))
    rule = held["rules"][0]
    assert list(held) == ["version", "against", "good", "damaged", "limits", "rules", "differences"]
    assert held["good"] == {"texts": 1, "words": 200_000, "not_english": 0}
    assert held["damaged"]["annotated_words"] == 0
    assert {key: value for key, value in rule.items() if not key.startswith("findings")} == {
        "rule": "fr/flea", "path": "/r/fr.yaml", "line": 3, "preview": True, "alarms": 1, "alarms_per_10000": 0.05, "real": 0, "catches": 2,
        "catches_per_10000": 40.0, "in_annotated": 2, "hits": 1, "precision": 0.5, "held_back": None,
    }  # fmt: skip
    finding = rule["findings_in_good"][0]
    assert finding["sentence"] == {"text": "New fleas.", "changes": [{"start": 4, "end": 9, "new": "chips"}]}
    assert (finding["start"], finding["end"], finding["confidence"], finding["hit"]) == (4, 9, 0.95, None)
    (difference,) = held["differences"]
    assert (difference["kind"], difference["in"], difference["old"]["rule"], difference["new"]["rule"]) == ("changed", "damaged", "fr/flea", "fr/action")
    assert difference["new"]["sentence"]["changes"] == [{"start": 0, "end": 2, "new": None}]


def test_json_says_where_nothing_was_compared() -> None:
    held = json.loads(bench_json.write(bench(), Limits(), {}, compared=False, shown=lambda path: path[3:]))
    assert held["differences"] is None
    assert held["rules"][0]["path"] == "fr.yaml"
    assert held["rules"][0]["held_back"] == "it catches nothing in 500 words of damaged text"
