from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.authoring.catalogue import counts, entries, filtered, find, loose
from cleaner.authoring.shelf import Shelf
from cleaner.errors import CleanerError

Write = Callable[..., Shelf]

FILES = {
    "fr/senses.yaml": "- {name: share, find: action, source: {fr: action, pt-BR: ação}, formerly: old/action}\n- {name: trial, find: x, preview: true}\n",
    "de/senses.yaml": "- {name: share, find: aktie, category: style/awkward}\n- {name: bad, finds: y}\n- {name: share, find: z}\n",
    "de/more.yaml": "- {name: mess, kind: pattern, find: '(x'}\n- {find: q}\n",
    "topics/sport.yaml": "threshold: much",
}


@pytest.fixture
def shelf(shelf_of: Write) -> Shelf:
    return shelf_of(FILES)


def test_rules_are_listed_with_what_becomes_of_them(shelf: Shelf) -> None:
    listed = entries(shelf, lambda id, category: id != "fr/senses/share")
    assert [(entry.id, entry.status, len(entry.problems)) for entry in listed] == [
        ("de/more/mess", "broken", 1),
        ("de/senses/bad", "broken", 2),
        ("de/senses/share", "live", 1),
        ("fr/senses/share", "off", 0),
        ("fr/senses/trial", "preview", 0),
    ]
    assert all(entry.own for entry in listed)
    assert listed[3].languages == ("fr", "pt")
    assert "there already" in listed[2].problems[0]
    assert [problem.partition("rules/")[2].partition(": ")[0] for problem in loose(shelf)] == ["de/more.yaml:2:3", "topics/sport.yaml:1:12"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        pytest.param({"select": ("fr",)}, ["share", "trial"], id="a pack"),
        pytest.param({"select": ("**/share",)}, ["share", "share"], id="a glob"),
        pytest.param({"language": "pt"}, ["share"], id="a language, without its region"),
        pytest.param({"category": "style"}, ["share"], id="a branch of the categories"),
        pytest.param({"category": "style/*"}, ["share"], id="a glob of categories"),
        pytest.param({"status": "preview"}, ["trial"], id="a status"),
        pytest.param({"kind": "pattern"}, ["mess"], id="a kind"),
        pytest.param({"own": False}, [], id="none ships here"),
        pytest.param({"language": "pt", "status": "broken"}, [], id="both must be met"),
    ],
)
def test_lists_are_filtered(shelf: Shelf, filters: dict[str, object], names: list[str]) -> None:
    assert [entry.name for entry in filtered(entries(shelf), **filters)] == names  # type: ignore[arg-type]


def test_rules_are_counted(shelf: Shelf) -> None:
    every = entries(shelf)
    assert {key: dict(count) for key, count in counts(every, "pack")} == {
        "de/more": {"broken": 1}, "de/senses": {"broken": 1, "live": 1}, "fr/senses": {"live": 1, "preview": 1},
    }  # fmt: skip
    assert [(key, count.total()) for key, count in counts(every, "language")] == [("", 4), ("fr", 1), ("pt", 1)]
    assert [key for key, _ in counts(every, "category")] == ["", "accuracy/mistranslation", "style/awkward"]
    assert [key for key, _ in counts(every, "status")] == ["broken", "live", "preview"]


@pytest.mark.parametrize("name", ["fr/senses/share", "senses/trial", "trial", "old/action"])
def test_a_rule_is_found_by_its_id_or_a_part_of_it(shelf: Shelf, name: str) -> None:
    assert find(shelf, name).id == ("fr/senses/trial" if "trial" in name else "fr/senses/share")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("share", "share: 2 rules are called so: de/senses/share, fr/senses/share; write which", id="two"),
        pytest.param("trail", "trail: there is no such rule; did you mean 'trial'?", id="misspelled"),
        pytest.param("qqqqq", "qqqqq: there is no such rule; clean rules list names them all", id="nothing like it"),
        pytest.param("bad", "de/senses/bad: silent everywhere, for the rule is broken and set aside; mend what is told here", id="broken"),
    ],
)
def test_a_name_that_means_no_rule_says_so(shelf: Shelf, name: str, says: str) -> None:
    with pytest.raises(CleanerError) as error:
        find(shelf, name)
    assert str(error.value).splitlines()[0] == says


def test_of_many_rules_with_a_name_some_are_told(shelf_of: Write) -> None:
    shelf = shelf_of({f"p{number}.yaml": "- {name: it, find: x}" for number in range(8)})
    with pytest.raises(CleanerError, match=r"it: 8 rules are called so: p0/it, p1/it, p2/it, p3/it, p4/it and 3 more; write which"):
        find(shelf, "it")


def test_all_that_ships_is_live() -> None:
    listed = entries(Shelf())
    assert len(listed) > 2_000
    assert {(entry.status, entry.own, entry.problems) for entry in listed if not (entry.rule and entry.rule.preview)} == {("live", False, ())}
