from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner import pipeline
from cleaner.authoring.catalogue import find
from cleaner.authoring.shelf import Shelf
from cleaner.authoring.why import Explanation, explain
from cleaner.evidence.judge import sure
from cleaner.pipeline.request import Override
from cleaner.suppress.baseline import Baseline, fingerprints
from cleaner.suppress.vocabulary import Vocabulary

Write = Callable[..., Shelf]
REQUEST = pipeline.Request()


def asked(shelf: Shelf, text: str, request: pipeline.Request = REQUEST, name: str = "it", line: int = 0, format: str = "text") -> Explanation:
    rule = find(shelf, name)
    return explain(rule, shelf.plain(rule), shelf.ruleset, request, pipeline.read(text.encode(), "a.txt", format), line)


FLEA = "- {name: it, find: flea, put: chip, "


CASES = [
    pytest.param("- {name: it, find: flea}", "New fleas bite.", "fires at 1:5 as unsafe, 0.77", id="it fires"),
    pytest.param("- {name: it, find: flea}", "New dogs.", "silent: nothing that it looks for stands in the text", id="no literal"),
    pytest.param(
        "- {name: it, find: Nafidia, inflect: none}", "So nafidia.",
        "silent at 1:4: you wrote 'Nafidia', the text has 'nafidia'; write case: any if both are meant", id="capitals",
    ),
    pytest.param(
        "- {name: it, find: point of sale}", "A point-of-sale.", "silent at 1:3: you wrote 'point of sale', the text has 'point-of-sale'", id="hyphens",
    ),
    pytest.param("- {name: it, find: flea}", "Its flea_count.", "silent at 1:5: 'flea' is part of a longer word", id="part of a word"),
    pytest.param(
        "- {name: it, find: flea market}", "The flea\nmarket" + " is on" * 30,
        "silent at 1:5: a paragraph or a line ends within 'flea market'", id="across paragraphs",
    ),
    pytest.param(
        "- {name: it, find: action}", "They actioned it.",
        "silent: nothing that it looks for stands in the text; the text has 'actioned', which isn't looked for: write inflect: verb, or add it to forms",
        id="another form",
    ),
    pytest.param(
        "- {name: it, find: healthcare}", "Some health-care.",
        "silent: nothing that it looks for stands in the text; you wrote 'healthcare', the text has 'health-care'", id="written apart",
    ),
    pytest.param(
        "- {name: it, find: point of sale}", "The sale has a point of view.",
        "silent: nothing that it looks for stands in the text; the words of 'point of sale' stand in the text, but not in a row", id="not in a row",
    ),
    pytest.param(
        "- {name: it, find: notched wheel}", "A wheel.",
        "silent: nothing that it looks for stands in the text; of 'notched wheel' the text has wheel, and lacks notched", id="a part of it",
    ),
    pytest.param(
        "- {name: it, find: Nafidia}", "Nafydia it is.",
        "silent: nothing that it looks for stands in the text; you wrote 'Nafidia', the text has 'Nafydia'", id="another spelling",
    ),
    pytest.param("- {name: it, kind: acronym, find: ONU, put: UN}", "Model ONU-7.", "silent at 1:7: 'ONU' is part of a longer name", id="in a name"),
    pytest.param("- {name: it, kind: acronym, find: IA, put: AI}", "In Ames, IA now.", "silent at 1:10: 'IA' is a US state here", id="a state"),
    pytest.param(
        "- {name: it, kind: acronym, find: IA, put: AI}", "The Internet Archive (IA) is.",
        "silent at 1:23: the text itself spells 'IA' out, so that it is the author's own", id="acronym spelled out",
    ),
    pytest.param(
        "- {name: it, kind: acronym, find: IA, put: AI}", "So ia it is.",
        "silent at 1:4: you wrote 'IA', the text has 'ia'; acronyms are written exactly so", id="acronym in small letters",
    ),
    pytest.param(
        "- {name: it, kind: pattern, find: 'fall on (?=the (?:page|menu))', put: 'land on '}", "They fall on the floor.",
        "silent at 1:6: the pattern fits 'fall on'; then it wants `(?=the (?:page|menu))`, and the text goes on 'the floor.'", id="a pattern stuck",
    ),
    pytest.param(
        "- {name: it, kind: pattern, find: '(?<=x)fall\\b', put: land}", "They fall.",
        "silent at 1:6: the pattern wants first `(?<=x)`, which is nowhere here", id="a pattern's beginning",
    ),
    pytest.param(
        "- {name: it, kind: pattern, find: 'fall \\w+ over'}", "Trees fall down",
        "silent at 1:7: the pattern fits 'fall down'; then it wants ` over`, and the text ends",
        id="a text that ends",
    ),
    pytest.param(
        "- {name: it, kind: pattern, find: 'fall\\s+on'}", "They fall\n\non it.",
        "silent at 1:6: the pattern matches 'fall on', but a paragraph ends within it", id="a pattern across paragraphs",
    ),
    pytest.param(
        "- {name: it, kind: pattern, find: '\\d+ (?=kg)', anchor: '*', put: ''}", "He has 12 pounds.",
        "silent: the pattern fits '12'; then it wants `(?=kg)`, and the text goes on 'pounds.'", id="a pattern without literals",
    ),
    pytest.param(
        "- {name: it, kind: name, put: Velunda, find: [Welwunta]}", "Velunda is.",
        "silent at 1:1: 'Velunda' is a right form, and is left", id="a right name",
    ),
    pytest.param(
        "- {name: it, kind: name, put: Velunda Stone, entity: company}", "So velunda stone.",
        "silent at 1:4: 'velunda stone' is 'Velunda Stone' in other letters or marks, which counts only where the name has capitals inside",
        id="a name in other letters",
    ),
    pytest.param(
        "- {name: it, kind: name, put: Velunda Stone, entity: company}", "So velunda  stone.",
        "silent at 1:4: 'velunda stone' is 'Velunda Stone' in other letters or marks, which counts only where the name has capitals inside",
        id="a name with more spaces",
    ),
    pytest.param(
        "- {name: it, kind: name, put: BrightSea, entity: company}", "Bright Sea is open.",
        "silent at 1:1: 'Bright Sea' could be 'BrightSea' written apart, but that is too unsure here, where the right name stands nowhere", id="a name apart",
    ),
    pytest.param(
        "- {name: it, kind: name, put: Velunda, find: [Welwunta], entity: company}", "Mr Welwunta is.",
        "silent at 1:4: 'Welwunta' could be 'Velunda', but the words beside it make it another's name, or it is too short to tell without the right form in "
        "the text", id="another's name",
    ),
    pytest.param(
        "- {name: it, kind: name, put: Velunda, find: [Welwunta]}", "So welwunta is.",
        "silent at 1:4: 'welwunta' has small letters, and stands for 'Velunda' only with capitals", id="name in small letters",
    ),
    pytest.param(FLEA + "need: {sentence: [GPU, wafer]}}", "Some fleas.", "silent at 1:6: the sentence lacks one of GPU, wafer", id="need"),
    pytest.param(FLEA + "need: {sentence: GPU}}", "Some fleas.", "silent at 1:6: the sentence lacks GPU", id="need one"),
    pytest.param(FLEA + "before: [new]}", "Some fleas.", "silent at 1:6: new doesn't stand right before it", id="need beside"),
    pytest.param(FLEA + "after: [in, at]}", "Some fleas.", "silent at 1:6: none of in, at stands right after it", id="need one of those beside"),
    pytest.param(FLEA + "unless: {sentence: [dog, cat]}}", "Dogs, fleas.", "silent at 1:7: the sentence has 'dogs'", id="unless"),
    pytest.param(FLEA + "unless: {before: [dog]}}", "Dog fleas.", "silent at 1:5: right before it stands 'Dog'", id="unless beside"),
    pytest.param(
        FLEA + "need: [{sentence: GPU}, {document: [chip, wafer], before: new}]}", "Some fleas.",
        "silent at 1:6: the sentence lacks GPU; the text lacks one of chip, wafer", id="no alternative",
    ),
    pytest.param(
        FLEA + "need: {language: [fr, es]}}", "Some fleas.",
        "silent at 1:6: the text isn't translated from French or Spanish; its language isn't known", id="no language",
    ),
    pytest.param(FLEA + "need: {defined_in_text: true}}", "Some fleas.", "silent at 1:6: the text doesn't spell it out", id="not spelled out"),
    pytest.param(
        "- {name: it, find: IA, put: AI, unless: {defined_in_text: true}}", "The Internet Archive (IA) is.",
        "silent at 1:23: the text spells it out", id="spelled out",
    ),
    pytest.param(FLEA + "level: note}", "See www.fleas.com now.", "silent at 1:9: it is part of an address, a path, a handle or code", id="address"),
    pytest.param(FLEA + "category: style/awkward}", 'He read "The Book of Fleas" then.', "silent at 1:22: it is part of a title or a name", id="title"),
    pytest.param(
        FLEA + "confidence: check}", "Some fleas.",
        "silent at 1:6: 0.50 is check, below likely (0.60); --min-confidence or --show-hidden shows it", id="unsure",
    ),
    pytest.param("- {name: it, kind: glued, options: {check: words}}", "All is well.", "silent: its check finds nothing in the text", id="a check"),
    pytest.param(
        "- {name: it, find: '{word} of {list}', put: '{list} {word}'}\n", "The king of clubs.",
        "silent: nothing that it looks for stands in the text; the pattern fits 'king of'; then it wants `(?:(?P<list>spades|hearts))`"
        ", and the text goes on 'clubs.'",
        id="a phrase with slots",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The rules of all cases, read once: ``own/it-0`` and so on."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "lists").mkdir()
    (folder / "lists" / "list.yaml").write_text("words: [spades, hearts]", encoding="utf-8")
    rules = [str(case.values[0]).replace("name: it,", f"name: it-{number},") for number, case in enumerate(CASES)]
    (folder / "own.yaml").write_text("\n".join(rules), encoding="utf-8")
    shelf = Shelf([str(folder)], shipped=False)
    assert [str(note.message) for note in shelf.ruleset.notifications] == []
    return shelf


@pytest.mark.parametrize(("number", "text", "verdict"), [pytest.param(number, *case.values[1:], id=case.id) for number, case in enumerate(CASES)])
def test_the_verdict_says_why(table: Shelf, number: int, text: str, verdict: str) -> None:
    name = f"own/it-{number}"
    assert asked(table, text, REQUEST._replace(select=(name,)), name).verdict == verdict


def test_a_topic_says_how_much_is_lacking(shelf_of: Write) -> None:
    shelf = shelf_of({"own.yaml": FLEA + "need: {topic: sport}}", "topics/sport.yaml": "terms: {1: [ball, goal], 2: [referee]}"})
    assert asked(shelf, "A ball has fleas.").verdict == "silent at 1:12: the text isn't about sport: its words weigh 1 of 3 (ball)"
    assert asked(shelf, "The referee's ball has fleas.").verdict.startswith("fires")
    assert asked(shelf, "It has fleas.").verdict == "silent at 1:8: the text isn't about sport: its words weigh 0 of 3"


def test_every_condition_is_told_with_what_it_looked_at(shelf_of: Write) -> None:
    shelf = shelf_of(FLEA + "need: [{sentence: GPU, before: new}, {phrase: wafer}], unless: {document: dog}}")
    (one,) = asked(shelf, "Here, new fleas on a wafer.").candidates
    assert [(step.what, step.held, step.says, step.looked_at) for step in one.steps] == [
        ("literal", True, "'fleas' stands there", ""),
        ("match", True, "'fleas' becomes 'chips'", ""),
        ("need", True, "alternative 2 of 2", ""),
        ("unless document", True, "the text lacks dog", ""),
        ("confidence", True, "0.92 is sure", ""),
    ]
    assert [[(part.what, part.held, part.says, part.looked_at) for part in parts] for parts in one.steps[2].parts] == [
        [
            ("need sentence", False, "the sentence lacks GPU", "Here, new fleas on a wafer."),
            ("need before", True, "right before it stands 'new'", "Here, new "),
        ],
        [("need phrase", True, "the phrase has 'wafer'", "new fleas on a wafer")],
    ]


def test_the_evidence_sums_up(shelf_of: Write) -> None:
    shelf = shelf_of(FLEA + "source: {fr: puce}, before: [new]}\n- {name: other, find: IA, put: AI, source: {fr: IA}}")
    (one,) = asked(shelf, "An IA with new fleas.", REQUEST._replace(source_language="fr")).candidates
    assert [(share.what, round(share.points, 2)) for share in one.shares] == [
        ("confidence: likely", 1.2),
        ("before: new", 1.5),
        ("damage of the same language: IA", 0.46),
        ("translated from French, as given", 1.2),
    ]
    assert one.confidence == sure(sum(share.points for share in one.shares))


TWO = FLEA + "applicability: safe, confidence: sure}\n"


@pytest.mark.parametrize(
    ("rule", "text", "request_", "reasons"),
    [
        pytest.param(TWO, "New fleas.", REQUEST, (), id="it is safe"),
        pytest.param(TWO.replace("safe", "unsafe"), "New fleas.", REQUEST, ("the rule says unsafe",), id="the rule"),
        pytest.param(TWO, "New fleas.", REQUEST._replace(overrides=(Override("own/*", None, "display"),)), ("the settings say display",), id="the settings"),
        pytest.param(TWO, 'He said "new fleas" then.', REQUEST, ("it stands in a direct quotation",), id="a quotation"),
        pytest.param(TWO.replace("sure", "likely"), "New fleas.", REQUEST, ("its confidence is 0.77, and it takes 0.90",), id="unsure"),
        pytest.param(TWO.replace("}", ", preview: true}"), "New fleas.", REQUEST, ("the rule is on trial",), id="on trial"),
    ],
)
def test_it_says_why_a_fix_is_not_safe(shelf_of: Write, rule: str, text: str, request_: pipeline.Request, reasons: tuple[str, ...]) -> None:
    (one,) = asked(shelf_of(rule), text, request_).candidates
    assert one.passes
    assert one.unsafe == reasons


def test_a_fix_that_crosses_markup_can_not_be_made(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: flea market, put: bazaar, applicability: safe, confidence: sure}")
    (one,) = asked(shelf, "The flea*s* and the *flea* market.\n", format="markdown").candidates
    assert (one.passes, one.applicability) == (True, "unsafe")
    assert one.unsafe == ("no edit can be made: it crosses markup, or the format doesn't let it be changed",)


def test_what_the_house_writes_otherwise(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: spelling, kind: consistency, find: [centre, center], category: style/awkward}\n- {name: it, find: middle, put: centre}")
    house = REQUEST._replace(profile=frozenset({"center"}))
    (one,) = asked(shelf, "The middle.", house).candidates
    assert ("profile", True, "the house writes it 'center'") in [(step.what, step.held, step.says) for step in one.steps]
    shelf = shelf_of("- {name: spelling, kind: consistency, find: [centre, center], category: style/awkward}\n- {name: it, find: center, put: centre}")
    assert asked(shelf, "The center.", house).verdict == "silent at 1:5: the house writes it so, and nothing is left to change"


@pytest.mark.parametrize(
    ("other", "request_", "reason"),
    [
        pytest.param("find: new flea, put: new chip, confidence: likely", REQUEST, "it is longer", id="longer"),
        pytest.param("find: new flea, put: new chip, confidence: sure", REQUEST, "it is surer (0.95, this 0.77)", id="surer"),
        pytest.param("find: new flea, put: new chip, confidence: sure, applicability: safe", REQUEST, "it is safe, this is unsafe", id="safer"),
        pytest.param("find: flea, put: bug", REQUEST, "both are as good, and its name comes first", id="first by name"),
        pytest.param("find: new flea, confidence: sure", REQUEST, "", id="weaker, for it can't be mended"),
    ],
)
def test_an_overlap_lost_says_to_what(shelf_of: Write, other: str, request_: pipeline.Request, reason: str) -> None:
    (one,) = asked(shelf_of(f"- {{name: it, find: flea, put: chip}}\n- {{name: another, {other}}}"), "A new flea.", request_).candidates
    found = [step.says for step in one.steps if step.what == "overlap"]
    text = "flea" if "first" in reason else "new flea"
    assert found == ([f"'{text}', found by own/another, overlaps it and is stronger: {reason}"] if reason else [])


def test_what_is_hidden_gives_way_to_what_is_shown(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: new flea, put: new chip, confidence: check}\n- {name: another, find: flea}")
    (one,) = asked(shelf, "A new flea.").candidates
    assert [step.what for step in one.steps if not step.held] == ["confidence", "overlap"]
    assert one.steps[-1].says.endswith("stronger: it is shown (0.77)")


def test_one_rule_in_its_own_way(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: [new flea, flea market], put: [it, that]}")
    first, second = asked(shelf, "A new flea market.").candidates
    assert [first.passes, second.passes] == [False, True]
    assert "'flea market', found by own/it, overlaps it and is stronger: it is longer" in first.verdict


def test_an_ignore_comment_hides_it(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: flea, formerly: old/it}")
    text = "New fleas. <!-- clean: ignore old/it -->\n\nOld fleas.\n"
    explanation = asked(shelf, text, format="markdown")
    assert [one.passes for one in explanation.candidates] == [False, True]
    assert explanation.candidates[0].verdict == "silent at 1:5: the ignore comment in line 1 hides it"


def test_the_vocabulary_and_the_baseline_hide_it(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: flea}")
    house = REQUEST._replace(vocabulary=Vocabulary(["dog", "new fleas"]))
    assert asked(shelf, "New fleas.", house).verdict == "silent at 1:5: 'new fleas' is in the house's vocabulary"
    document = pipeline.read(b"New fleas.", "a.txt")
    (report,) = pipeline.check(document, shelf.ruleset, REQUEST)
    known = Baseline("", dict.fromkeys(fingerprints("", "a.txt", report.findings, document), 1))
    assert asked(shelf, "New fleas.", REQUEST._replace(baseline=known)).verdict == "silent at 1:5: the baseline knows it: the house has decided to live with it"


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        pytest.param(REQUEST._replace(ignore=("x/*", "own/*")), "'own/*' is ignored (from there)", id="ignored"),
        pytest.param(REQUEST._replace(select=("own/other",)), "only own/other is selected", id="not selected"),
    ],
)
def test_a_rule_that_is_switched_off_says_what_it_would_do(shelf_of: Write, request_: pipeline.Request, says: str) -> None:
    shelf = shelf_of("- {name: it, find: flea}\n- {name: other, find: dog}")
    rule = shelf.rules["own/it"]
    document = pipeline.read(b"New fleas.", "a.txt")
    explanation = explain(rule, shelf.plain(rule), shelf.ruleset, request_, document, sources={"own/*": "from there"})
    assert explanation.verdict == f"silent: the rule is switched off: {says}; else it would be so: fires at 1:5 as unsafe, 0.77"
    assert (explanation.firing, pipeline.check(document, shelf.ruleset, request_)[0].findings) == ((), ())


def test_a_shipped_rule_on_trial_is_off(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: flea, preview: true}")
    shelf.ruleset.off = (0,)  # as one that ships
    assert asked(shelf, "Old.").verdict == "silent: the rule is on trial and ships with the cleaner, so that it runs only with --preview"
    assert asked(shelf, "New fleas.", REQUEST._replace(preview=True)).verdict == "fires at 1:5 as unsafe, 0.77"


def test_what_is_not_english_is_not_looked_at(shelf_of: Write) -> None:
    text = "Le chat et les chiens sont dans la rue, et une dame qui va sur le pont avec des fleurs est pour les enfants du quartier, fleas."
    explanation = asked(shelf_of("- {name: it, find: flea}"), text + " " + text)
    assert explanation.verdict == "silent: the text isn't English, it seems (French); nothing is looked for in it"
    assert explanation.candidates == ()


def test_a_rule_that_takes_too_long_says_so(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, kind: pattern, find: '(a|aa)+b+(a|aa)+$'}")
    explanation = asked(shelf, "a" * 50 + "b" + "a" * 50 + "!")
    assert explanation.verdict.startswith("silent: own/it: took too long near")
    assert explanation.candidates == ()


def test_only_one_line_is_asked_about(shelf_of: Write) -> None:
    shelf = shelf_of("- {name: it, find: flea}")
    text = "New fleas.\nOld dogs.\nOld fleas. Odd fleas."
    assert [(one.line, one.column) for one in asked(shelf, text, line=3).candidates] == [(3, 5), (3, 16)]
    assert asked(shelf, text, line=2).verdict == "silent: it looks at nothing in this line, and at 3 places in others"
    assert asked(shelf, "Fleas.\nDogs.", line=2).verdict == "silent: it looks at nothing in this line, and at 1 place in others"
    assert asked(shelf, text).verdict == "fires at 3 of 3 places: 1:5 (unsafe, 0.77), 3:5 (unsafe, 0.77), 3:16 (unsafe, 0.77)"
    shelf = shelf_of("- {name: it, find: Flea}")
    assert asked(shelf, text).verdict == "silent at all 3 places; the first: you wrote 'Fleas', the text has 'fleas'; write case: any if both are meant"


def test_a_sentence_beyond_repair_is_counted(shelf_of: Write) -> None:
    shelf = shelf_of(
        "- {name: it, kind: retranslate, options: {findings: 3, words: 8}}\n- {name: a, find: [flea, mite, tick], confidence: sure}\n- {name: b, find: bug}"
    )
    first, second = asked(shelf, "Fleas, mites, ticks here.\n\nOne bug and one flea.").candidates
    assert first.verdict == "fires at 1:1 as unsafe, 0.77"
    assert first.steps[0].says == "3 damages: Fleas, mites, ticks; it takes 3 in a sentence, and one for every 8 words of it (it has 4)"
    assert second.verdict == "silent at 3:1: 2 damages: bug, flea; it takes 3 in a sentence, and one for every 8 words of it (it has 5)"


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    return Shelf()


@pytest.mark.parametrize(
    ("start", "each", "request_"),
    [
        pytest.param(0, 5, REQUEST, id="as it is"),
        pytest.param(
            2, 20, REQUEST._replace(min_confidence="check", source_language="fr", context="The dealers of Nvidia sell chips."), id="down to the least"
        ),
        pytest.param(4, 60, REQUEST._replace(profile=frozenset({"en-US", "NVIDIA"}), vocabulary=Vocabulary(["AI", "chip"])), id="in a house"),
    ],
)
def test_the_verdict_is_what_check_reports(shipped: Shelf, start: int, each: int, request_: pipeline.Request) -> None:
    """The steps are told apart from the run that decides; over the examples that ship both come to the same."""
    seen = 0
    for rule in list(shipped.rules.values())[start::each]:
        plain = shipped.plain(rule)
        for example in (*rule.fires, *rule.ok):
            document = pipeline.read(example.text.encode(), "a.txt")
            (report,) = pipeline.check(document, shipped.ruleset, request_)
            there = sorted((f.line, f.column, f.text, f.applicability, f.confidence) for f in report.findings if f.rule == rule.id)
            explanation = explain(rule, plain, shipped.ruleset, request_, document)
            told = sorted((one.line, one.column, one.text, one.applicability, one.confidence) for one in explanation.firing)
            assert told == there, f"{rule.id}: {example.text}"
            for one in explanation.firing:
                assert bool(one.unsafe) is (one.applicability != "safe")
                assert not one.shares or sure(sum(share.points for share in one.shares)) == pytest.approx(one.confidence, abs=0.0011)
            seen += 1
    assert seen > 5_000 / each / 2
