"""Models and names behind their nouns are put before them, and labels, lists and relative clauses are left."""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Callable

import pytest

from cleaner import pipeline
from cleaner.authoring.examples import as_marked, change
from cleaner.engine.ruleset import Ruleset
from cleaner.rulebook.examples import read_marks

FIXTURES = pathlib.Path(__file__).parents[2] / "fixtures" / "order"
PACKS = ("order/**", "romance/order/**", "romance/calques/**", "romance/prepositions/**", "locale/**")
Changes = Callable[[str, str], list[str]]

BEHIND = [
    pytest.param("They stopped the sale of the GPU H900.", "GPU H900 -> H900 GPU", id="acronym and model"),
    pytest.param("They stopped the sale of its GPU H900 Datacentre.", "GPU H900 Datacentre -> H900 datacentre GPU", id="what it is made for, in small letters"),
    pytest.param("They sell the chip Acme X900 in May.", "chip Acme X900 -> Acme X900 chip", id="maker and model"),
    pytest.param("They sell chips A100 in May.", "chips A100 -> A100 chips", id="plural"),
    pytest.param("Power: Battery CR2032, 3 V.", "Battery CR2032 -> CR2032 battery", id="the noun loses its capital"),
    pytest.param("The aircraft Boeing 747 is old.", "aircraft Boeing 747 -> Boeing 747 aircraft", id="maker and number"),
    pytest.param("It runs on its processor M9.", "processor M9 -> M9 processor", id="a short model that somebody owns"),
    pytest.param("It has a graphics card RTX 4090.", None, id="no digit in the first word"),
    pytest.param("The tank T-72 is old.", "tank T-72 -> T-72 tank", id="hyphen"),
]

NAMES = [
    pytest.param("Plug the old Box Domorax in.", "Box Domorax -> Domorax box", id="name"),
    pytest.param("Plug the old Box Domorax Mini + in.", "Box Domorax Mini + -> Domorax Mini+ box", id="more of the name"),
    pytest.param("You get it from Market Domorax today.", "Market Domorax -> the Domorax Market", id="an article is wanting"),
]

LEFT = [
    pytest.param("Chip 1 is beside chip 2.", id="figures"),
    pytest.param("Connect processor P1 and processor P2.", id="labels"),
    pytest.param("Drone D12 and battery B11 are lost.", id="labels with the noun's initial"),
    pytest.param("The chips Nvidia makes are sold.", id="relative clause"),
    pytest.param("Run it on GPU V100 instances.", id="the model belongs to what follows"),
    pytest.param("The jet landed. A380 crews knew.", id="sentence end"),
    pytest.param("A tank 20 metres long and a phone 5 years old.", id="measures"),
    pytest.param("See multi-GPU A100 and the file chip A100.txt here.", id="parts of names"),
    pytest.param("We moved to Box Hill from Market Street.", id="English words"),
    pytest.param("Box Domorax is open.", id="at the head of a sentence nothing is known of the capital"),
    pytest.param("We asked Market Domorax Street.", id="a longer name"),
]


@pytest.mark.parametrize(("text", "change"), [*BEHIND, *NAMES])
def test_puts_them_before(changes: Changes, text: str, change: str | None) -> None:
    assert changes(text, "order/models/") == ([change] if change else [])


@pytest.mark.parametrize("text", LEFT)
def test_leaves(changes: Changes, text: str) -> None:
    assert changes(text, "order/models/") == []


@pytest.mark.parametrize("line", (FIXTURES / "damaged.txt").read_text(encoding="utf-8").splitlines())
def test_damage_is_found_and_becomes_what_it_must(shipped: Ruleset, line: str) -> None:
    text, marked = read_marks(line)
    assert Counter(_changes(shipped, text)) == Counter(change(text, mark) for mark in marked)


def test_good_order_has_no_finding(shipped: Ruleset) -> None:
    assert _changes(shipped, (FIXTURES / "good.txt").read_text(encoding="utf-8")) == []


def _changes(ruleset: Ruleset, text: str) -> list[tuple[int, int] | str]:
    """Return what each likely finding of these packs does to *text*."""
    document = pipeline.read(text.encode(), "a.txt")
    reports = pipeline.check(document, ruleset, pipeline.Request(select=PACKS))
    return [change(text, as_marked(finding)) for report in reports for finding in report.findings]
