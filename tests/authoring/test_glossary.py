from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.authoring.glossary import Imported, import_rules, update
from cleaner.authoring.placing import judged
from cleaner.authoring.termbase import Concept, Termbase, read_termbase
from cleaner.model.rule import Condition, Rule, Rulebook
from cleaner.rulebook import load


def imported(*concepts: Concept) -> Imported:
    return import_rules(Termbase(concepts), "terms.csv", "glossary/terms")


def rule_of(forbidden: str, *preferred: str, part: str = "") -> Rule:
    (rule,) = imported(Concept("1", 2, preferred, (), (forbidden,), part=part)).rules
    return rule


FLEA = Concept("7", 2, ("chip",), ("integrated circuit",), ("flea",), (("fr", ("puce",)),), "", "noun")


def test_a_forbidden_term_becomes_a_rule() -> None:
    (rule,) = imported(FLEA).rules
    assert (rule.id, rule.find, rule.put) == ("glossary/terms/flea", ("flea",), ("chip", "integrated circuit"))
    assert (rule.category, rule.source, rule.origin, rule.preview) == ("terminology/wrong-term", (("fr", ("puce",)),), ("terms.csv", "7"), True)
    assert rule.why == "the glossary says 'chip' for French 'puce', not 'flea'"
    assert [example.text for example in (*rule.fires, *rule.ok)] == [
        "Ask the office about the flea before you sign.",
        "Ask the office about the chip before you sign.",
        "Ask the office about the integrated circuit before you sign.",
    ]


@pytest.mark.parametrize(
    ("rule", "field", "value"),
    [
        pytest.param(rule_of("flea", "chip"), "inflect", "noun", id="a noun unless said"),
        pytest.param(rule_of("to realise", "to carry out"), "inflect", "verb", id="to makes a verb"),
        pytest.param(rule_of("to realise", "to carry out"), "put", ("carry out",), id="to goes"),
        pytest.param(rule_of("interpret", "sing", part="verb"), "forms", (("interpreted", "sang"),), id="irregular"),
        pytest.param(rule_of("eventual", "possible"), "inflect", "none", id="an adjective"),
        pytest.param(rule_of("Openai", "OpenAI"), "case", "exact", id="only capitals differ"),
        pytest.param(rule_of("ONU", "UN"), "kind", "acronym", id="an acronym"),
        pytest.param(rule_of("card", "bank card"), "unless", (Condition("before", ("bank",)),), id="a part of the right term, behind"),
        pytest.param(rule_of("bank", "bank account"), "unless", (Condition("after", ("account",)),), id="a part of the right term, in front"),
        pytest.param(rule_of("informations"), "put", (), id="no right term"),
    ],
)
def test_the_parts_of_a_rule_follow_the_term(rule: Rule, field: str, value: object) -> None:
    assert getattr(rule, field) == value


@pytest.mark.parametrize(
    ("concepts", "told"),
    [
        pytest.param([FLEA, Concept("8", 3, ("flea",), (), ("louse",))], (2, "'flea' is forbidden here and right elsewhere", False), id="right elsewhere"),
        pytest.param([FLEA, Concept("8", 3, ("bug",), (), ("flea",))], (3, "'flea' is forbidden in line 2 as well", False), id="forbidden twice"),
        pytest.param([Concept("7", 2, ("x",), (), ("x",))], (2, "'x' is forbidden and right at once", True), id="right at once"),
        pytest.param([Concept("7", 2, ("x",), (), ("!?",))], (2, "'!?' has no letter or digit", True), id="nothing to look for"),
        pytest.param([Concept("7", 2, ("{x}",), (), ("y",))], (2, "'{x}' holds signs that rules keep", True), id="a slot"),
    ],
)
def test_what_is_odd_is_told_with_its_line(concepts: list[Concept], told: tuple[int, str, bool]) -> None:
    (found,) = imported(*concepts).told
    assert (found[0], found[2]) == (told[0], told[2])
    assert told[1] in found[1]


def test_a_term_that_is_right_elsewhere_is_unsure() -> None:
    rules = imported(FLEA, Concept("8", 3, ("flea",), (), ("louse",))).rules
    assert {rule.find[0]: rule.confidence for rule in rules} == {"flea": "check", "louse": "likely"}
    both = imported(FLEA, Concept("8", 3, ("bug",), (), ("flea",))).rules
    assert [(rule.put, rule.confidence) for rule in both] == [(("chip", "integrated circuit", "bug"), "check")]


def test_concepts_that_forbid_nothing_are_counted() -> None:
    assert imported(FLEA, Concept("8", 3, ("gateway",))).without == 1


def test_terms_of_one_name_get_numbers() -> None:
    rules = imported(Concept("1", 2, ("OpenAI",), (), ("Openai", "OPENAI corp", "open-ai", "open ai"))).rules
    assert [rule.id.rpartition("/")[2] for rule in rules] == ["openai", "openai-corp", "open-ai", "open-ai-2"]


def written(folder: Path, text: str) -> tuple[Rule, ...]:
    path = folder / "glossary" / "terms.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    book = load([str(folder)])
    assert book.problems == ()
    return book.rules


def test_importing_again_brings_up_to_date_and_leaves_the_rest(tmp_path: Path) -> None:
    concepts = [FLEA, Concept("8", 3, ("share",), (), ("action",)), Concept("9", 4, ("fee",), (), ("tax",))]
    first = update("", (), imported(*concepts).rules, "terms.csv", "../rules.schema.json")
    assert len(first.added) == 3
    mine = "\n# mine\n- name: louse\n  find: louse\n  put: chip\n"
    standing = written(tmp_path, first.text + mine)
    again = update(first.text + mine, standing, imported(*concepts).rules, "terms.csv", "../rules.schema.json")
    assert (again.text, len(again.same), again.added, again.changed) == (first.text + mine, 3, (), ())
    changed = [replace(FLEA, preferred=("microchip",)), concepts[1], Concept("10", 4, ("bug",), (), ("louse",))]
    last = update(first.text + mine, standing, imported(*changed).rules, "terms.csv", "../rules.schema.json")
    assert last.changed == ("glossary/terms/flea",)
    assert last.taken == ("glossary/terms/louse",)
    assert last.gone == ("glossary/terms/tax",)
    rules = {rule.id: rule for rule in written(tmp_path, last.text)}
    assert rules["glossary/terms/flea"].put[0] == "microchip"
    assert rules["glossary/terms/louse"].put == ("chip",)
    assert "\n\n# mine\n" in last.text


def test_what_the_bench_wrote_doesnt_make_a_rule_stale(tmp_path: Path) -> None:
    first = update("", (), imported(FLEA).rules, "terms.csv", "../rules.schema.json")
    benched = first.text.replace("  preview: true\n", "")
    assert update(benched, written(tmp_path, benched), imported(FLEA).rules, "terms.csv", "../rules.schema.json").same == ("glossary/terms/flea",)


TERM = st.one_of(
    st.sampled_from(
        "flea chip,bank card,card,ONU,UN,Openai,OpenAI,to realise,to do,eventual,possible,the,of,point of sale,e-mail,C++,24/7,AT&T,don't,caf\u00e9".split(",")
    ),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(st.tuples(st.lists(TERM, max_size=2), st.lists(TERM, max_size=2), st.lists(TERM, max_size=2)), max_size=5))
def test_every_imported_rule_passes_its_own_examples_when_it_is_read_back(rows: list[tuple[list[str], ...]], tmp_path_factory: pytest.TempPathFactory) -> None:
    concepts = [Concept(str(n), n, *(tuple(dict.fromkeys(" ".join(t.split()) for t in terms if t.split())) for terms in row)) for n, row in enumerate(rows, 2)]
    made = imported(*concepts)
    if not made.rules:
        return
    folder = tmp_path_factory.mktemp("rules")
    text = update("", (), made.rules, "terms.csv", "../rules.schema.json").text
    path = folder / "glossary" / "terms.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert not judged(str(folder), str(path), [rule.id for rule in made.rules], Rulebook())


def test_a_file_goes_all_the_way() -> None:
    base = read_termbase(b"forbidden,preferred,part of speech\nassist at,attend,verb\n", "t.csv")
    (rule,) = import_rules(base, "t.csv", "glossary/t").rules
    assert rule.fires[0].text == "This is what they have to assist at before Friday."
