from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cleaner.authoring import measure
from cleaner.authoring.compare import compile_earlier
from cleaner.authoring.material import Flaw, Text
from cleaner.authoring.measure import Firing, Meter, Outcome, Setup, core, touches
from cleaner.model import Finding

Rules = Callable[..., str]
ALL = frozenset({"house/eventual", "house/flea", "house/mere"})
BAD = "She fears an eventual delay of the new flea."


def setup(folder: str, **fields: object) -> Setup:
    return Setup((folder,), False, ALL)._replace(**fields)


def firings(outcome: Outcome) -> list[Firing]:
    return [one for _, one in outcome.firings]


def test_each_finding_is_told_with_its_sentence(rules: Rules) -> None:
    outcome = Meter(setup(rules())).measure([Text("a.txt", f"Fine here.\n\nAll is well. {BAD} So it is.".encode())])
    assert outcome.words == [0, 17]
    first, second = firings(outcome)
    assert (first.rule, first.path, first.line, first.column, first.start, first.end) == ("house/eventual", "a.txt", 3, 24, 35, 46)
    assert [(one.old, one.new) for one in first.sentence if one.kind == "changed"] == [("an eventual", "a possible")]
    assert "".join(one.old for one in first.sentence) == BAD
    assert (second.rule, second.preview, second.hit) == ("house/flea", True, None)


def test_a_rule_that_is_not_measured_runs_but_is_not_counted(rules: Rules) -> None:
    outcome = Meter(setup(rules(), measured=frozenset({"house/flea"}))).measure([Text("a.txt", BAD.encode())])
    assert [one.rule for one in firings(outcome)] == ["house/flea"]


def test_a_rule_that_is_off_finds_nothing(rules: Rules) -> None:
    outcome = Meter(setup(rules(), off=("house/flea",))).measure([Text("a.txt", BAD.encode())])
    assert [one.rule for one in firings(outcome)] == ["house/eventual"]


def test_lines_and_offsets_count_in_the_file(rules: Rules) -> None:
    piece = Text("a.txt.gz", BAD.encode(), line=7, offset=100)
    row = Text("a.jsonl", f"About\n\nFine.\n\n{BAD}".encode(), good=False, spans=((24, 28),), skip=7, rows=((7, 3), (14, 5)))
    outcome = Meter(setup(rules())).measure([piece, row])
    assert [(one.line, one.column, one.start) for one in firings(outcome)] == [(7, 11, 110), (7, 40, 139), (5, 11, 10), (5, 40, 39)]
    assert outcome.words == [10, 9]
    assert outcome.judged_words == 10


def test_what_is_found_where_damage_is_marked_hits(rules: Rules) -> None:
    start = BAD.index("flea")
    outcome = Meter(setup(rules())).measure([Text("a.jsonl", BAD.encode(), good=False, spans=((start, start + 4),), rows=((0, 1),))])
    assert [(one.rule, one.hit) for one in firings(outcome)] == [("house/eventual", False), ("house/flea", True)]


def test_what_is_found_in_the_context_of_a_page_is_nothing(rules: Rules) -> None:
    text = Text("a.jsonl", f"{BAD}\n\nFine.".encode(), good=False, spans=(), skip=len(BAD) + 2, rows=((len(BAD) + 2, 1),))
    outcome = Meter(setup(rules())).measure([text])
    assert not outcome.firings
    assert outcome.words == [1, 0]


def test_what_is_not_english_is_passed_over(rules: Rules) -> None:
    german = "Der Rat und das Amt sind mit dem Plan nicht einig, und das Geld ist auf dem Weg zu den Leuten, die mit ihm nicht rechnen. " * 4
    outcome = Meter(setup(rules())).measure([Text("a.txt", german.encode())])
    assert (outcome.texts, outcome.foreign, outcome.words) == ([0, 1], [0, 1], [0, 0])


def test_a_binary_file_is_told(rules: Rules) -> None:
    outcome = Meter(setup(rules())).measure([Text("a.txt", b"\0\1\2" * 99)])
    assert len(outcome.flaws) == 1
    assert outcome.flaws[0].startswith("a.txt: ")


def test_a_rule_that_takes_too_long_is_told(rules: Rules) -> None:
    slow = "- name: slow\n  kind: pattern\n  find: '(?:x|x|xx)+(?:x|xx)+(?:x|xx)+z'\n  anchor: [x]\n"
    outcome = Meter(setup(rules(slow), measured=frozenset({"house/slow"}))).measure([Text("a.txt", f"So {'x' * 4000} it is.".encode())])
    assert outcome.stopped == {"house/slow"}
    assert "house/slow: took too long" in outcome.flaws[0]


def test_differences_from_earlier_rules(rules: Rules) -> None:
    old, _ = compile_earlier("", [rules("- name: eventual\n  find: eventual\n  put: probable\n- name: new\n  find: new\n", "old")], lambda rule: True)
    text = [Text("a.txt", BAD.encode())]
    differences = Meter(setup(rules(), old=old)).measure(text).differences
    assert [(one.kind, one.old and one.old.rule, one.new and one.new.rule) for one in differences] == [
        ("changed", "house/eventual", "house/eventual"),
        ("gone", "house/new", None),
        ("new", None, "house/flea"),
    ]
    concerned = Meter(setup(str(rules(name="again")), old=old, concerned=("house/flea",))).measure(text).differences
    assert [one.kind for one in concerned] == ["new"]


def material(read: list[str]) -> Iterator[Text | Flaw]:
    for number in range(40):
        read.append(f"{number}.txt")
        yield Text(f"{number}.txt", (f"Text {number} is fine. " * 9 + BAD * (number % 3)).encode(), good=bool(number % 2))
        if number % 10 == 0:
            yield Flaw(f"{number}: broken")


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_finds_the_same(rules: Rules, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(measure, "BATCH", 500)
    asked = setup(rules(), old=compile_earlier("", [rules("- name: flea\n  find: flea\n", "old")], lambda rule: True)[0])
    alone, shared = (list(measure.run(asked, material([]), n)) for n in (1, jobs))
    assert len(alone) > measure.SHARED
    assert [(o.words, o.texts, o.firings, o.differences, o.flaws) for o in alone] == [(o.words, o.texts, o.firings, o.differences, o.flaws) for o in shared]
    assert sum(len(o.firings) for o in alone) > 30


def test_texts_are_not_read_far_ahead(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "BATCH", 1)
    read: list[str] = []
    outcomes = measure.run(setup(rules()), material(read), 2)
    next(outcomes)
    assert len(read) <= 2 * measure.AHEAD + measure.SHARED
    outcomes.close()  # type: ignore[attr-defined]  # it is a generator


def test_little_work_needs_no_other_process(rules: Rules) -> None:
    told: list[str] = []
    outcomes = list(measure.run(setup(rules()), material([]), 4, step=lambda text: told.append(text.path)))
    assert len(outcomes) == 1
    assert outcomes[0].texts == [20, 20]
    assert len(told) == 40


FINDING = Finding("r", "c", "warning", 1, "safe", 10, 22, 1, 1, "English -spe", "why", ("English-spe",))


@pytest.mark.parametrize(
    ("finding", "span"),
    [
        pytest.param(FINDING, (17, 18), id="a space goes"),
        pytest.param(FINDING._replace(replacements=()), (10, 22), id="nothing is proposed"),
        pytest.param(FINDING._replace(end=30), (10, 30), id="markup stands between"),
        pytest.param(FINDING._replace(replacements=("English -spe",)), (22, 22), id="nothing changes"),
    ],
)
def test_what_a_finding_changes(finding: Finding, span: tuple[int, int]) -> None:
    assert core(finding) == span


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [((0, 4), (3, 6), True), ((0, 4), (4, 6), False), ((4, 4), (4, 6), True), ((0, 4), (4, 4), True), ((0, 4), (5, 5), False)],
)
def test_touching(one: tuple[int, int], other: tuple[int, int], met: bool) -> None:
    assert touches(one, other) is touches(other, one) is met
