"""A person's pronoun for a thing is found where nobody else can be meant, and good stories of women, ships and countries are left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.matchers._antecedents import LONG
from cleaner.matchers.agreement import prepare
from cleaner.model import Match
from cleaner.model.rule import Rule

Changes = Callable[[str, str], list[str]]
Find = Callable[..., list[Match]]

FIXTURES = Path(__file__).parents[2] / "fixtures" / "agreement"

WRONG = [
    pytest.param("Samsung designs her chips.", "her -> its", id="possessive"),
    pytest.param("The chip maker Samsung, based in Suwon, designs her chips.", "her -> its", id="what stands between commas"),
    pytest.param("HER is no word, but Samsung doubled HER dividend.", "HER -> ITS", id="capitals"),
    pytest.param("Samsung said she would hire two thousand people.", "she -> it", id="subject of a reported clause"),
    pytest.param("The group calls herself a pioneer.", "herself -> itself", id="reflexive"),
    pytest.param("Samsung wants to double his market share.", "his -> its", id="his"),
    pytest.param("The mayors wrote to Samsung, asking him to come.", "him -> it", id="asked in writing"),
    pytest.param("The ministry fined the company, forbidding her to export.", "her -> it", id="told by a verb of its own"),
    pytest.param("Samsung began with noodles. In 1983, her first chip was sold.", "her -> its", id="subject of the paragraph"),
    pytest.param("Peter Miller showed a photo of his house during her speech.", "her -> his", id="a man alone in the text"),
    pytest.param("Crowds came to see Peter Miller. It is a singer.", "It -> He", id="a person's predicate"),
    pytest.param("Crowds came to see Anna Miller. It's a famous singer in Peru.", "It -> She", id="a person's predicate, contracted"),
    pytest.param("The visit pleased Anna Miller. It graduated from a school in Peru.", "It -> She", id="what only people do"),
    pytest.param("In May is She opened a shop, where she sells tea.", "is She -> she", id="stray pronoun of the person who goes on"),
    pytest.param("Peter Miller came. In May, was She opened a shop.", "was She -> he", id="stray pronoun of the person before"),
    pytest.param("Then was They opened a shop.", "was They -> they", id="stray pronoun of no one known"),
    pytest.param("The year when Peter Miller He went home was dry.", " He -> ", id="pronoun behind its name"),
    pytest.param("The firm comes from Lyon. She has grown.", "She -> It", id="the next sentence's subject"),
    pytest.param("Last week the printer was late. He weighs two kilos.", "He -> It", id="the next sentence's subject, a thing"),
    pytest.param("Fans of the phone like his design.", "his -> its", id="a thing near by"),
    pytest.param("The phone stands out with her high resolution.", "her -> its", id="a thing and its part"),
]

RIGHT = [
    pytest.param("Samsung told her that the chips were late.", id="object"),
    pytest.param("Samsung's founder designs her chips.", id="possessor of the subject"),
    pytest.param("A nurse at Samsung told me about her production.", id="body behind a preposition"),
    pytest.param("Mrs Kim left. Samsung sold her chips.", id="woman by her title"),
    pytest.param("Anna came late. Samsung sold her chips.", id="woman by her given name"),
    pytest.param("She came late. Samsung sold her chips.", id="she elsewhere"),
    pytest.param("Samsung met Zhou Meiling. Samsung sold her chips.", id="unknown name in the sentence before"),
    pytest.param("When Meiling and Samsung met, Samsung sold her chips.", id="unknown name in the sentence"),
    pytest.param("An engineer sued. Samsung sold her chips.", id="person of unknown gender"),
    pytest.param('Samsung wrote: "We designed her chips."', id="quotation"),
    pytest.param("The ship left when Samsung had sold her chips.", id="ship"),
    pytest.param("He was dismissed in May. Samsung doubled his market share.", id="he in the sentence before"),
    pytest.param("The mayors wrote to Peter Miller at Samsung, asking him to come.", id="man asked"),
    pytest.param("The mayors sided with Samsung, asking him to pay.", id="body not spoken to"),
    pytest.param("Samsung hired Zhou Meiling. In 1983, her first chip was sold.", id="unknown name in the paragraph"),
    pytest.param("They worked for Samsung. In 1983, her first chip was sold.", id="paragraph that begins otherwise"),
    pytest.param("Peter Miller spoke of Spain and her children.", id="country"),
    pytest.param("Peter Miller met the minister during her visit.", id="person of unknown gender beside a man"),
    pytest.param("Peter Miller met Zhou Meiling during her visit.", id="unknown name beside a man"),
    pytest.param(
        "Thorne wrote plays. Thorne sold few. Thorne left town.\n\nEmma Thorne died.\n\nThe book was long.\n\nMost hold that Thorne lived in his old age.",
        id="another of the family",
    ),
    pytest.param("Crowds came to see Peter Miller. It was a singer who saw him first.", id="cleft sentence"),
    pytest.param("Crowds came to see Peter Miller. It is a singer contest.", id="no person but a thing"),
    pytest.param("Crowds came to see Peter and Anna Miller. It is a singer.", id="two people"),
    pytest.param("Who came to see Peter Miller? It was a journalist.", id="answer to a question"),
    pytest.param("Great was He called, and God was pleased.", id="reverent capital"),
    pytest.param("The film is 'She left' and was made in Rome.", id="title"),
    pytest.param("It was sung by Peter Miller. He went home.", id="a sentence's start"),
    pytest.param("On Monday She went home.", id="capital behind no name"),
    pytest.param("The firm hired Zhou Meiling. She has grown.", id="unknown name before the next sentence's subject"),
    pytest.param("Peter Miller works hard. The firm comes from Lyon. He has grown.", id="a man before the next sentence's subject"),
    pytest.param("The printer was late. He said that it was heavy.", id="what only people do behind a thing"),
    pytest.param("Is it a firm? He has grown.", id="a question before"),
    pytest.param("A designer likes the phone for his design.", id="somebody beside a thing"),
    pytest.param("The phone in her hand has a high resolution.", id="thing somebody holds"),
]

BROKEN = [
    pytest.param({"check": ("clauses",), "wrong": ("her",)}, "there is no check 'clauses'", id="unknown check"),
    pytest.param({"check": ("clause",), "wrong": ("ours",)}, "'ours' is no pronoun", id="unknown pronoun"),
    pytest.param({"check": ("clause",)}, "'' is no pronoun", id="no pronoun"),
    pytest.param({"check": ("clause",), "wrong": ("her",), "right": ("their",)}, "there is no pronoun 'their'", id="unknown right pronoun"),
    pytest.param({"check": ("clause",), "wrong": ("her", "his")}, "want a rule each", id="both genders"),
]


@pytest.mark.parametrize(("text", "change"), WRONG)
def test_a_pronoun_of_the_wrong_gender_is_found(changes: Changes, text: str, change: str) -> None:
    assert set(changes(text, "agreement/")) == {change}


@pytest.mark.parametrize("text", RIGHT)
def test_a_pronoun_that_may_mean_somebody_is_left(changes: Changes, text: str) -> None:
    assert changes(text, "agreement/") == []


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("good/*.txt")), ids=lambda path: path.stem)
def test_a_good_story_is_left(changes: Changes, path: Path) -> None:
    assert changes(path.read_text("utf-8"), "agreement/") == []


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("damaged/*.txt")), ids=lambda path: path.stem)
def test_a_damaged_story_is_mended(find: Find, path: Path) -> None:
    text = path.read_text("utf-8")
    edits = {(m.start, m.end): m.replacements[0] for m in find(text, "agreement/")}
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    assert text == (FIXTURES / "mended" / path.name).read_text("utf-8")


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("mended/*.txt")), ids=lambda path: path.stem)
def test_a_mended_story_is_left(changes: Changes, path: Path) -> None:
    assert changes(path.read_text("utf-8"), "agreement/") == []


@pytest.mark.parametrize(("options", "message"), BROKEN)
def test_a_rule_that_cannot_be_meant_is_refused(options: dict[str, tuple[str, ...]], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        prepare(Rule("x/y", kind="agreement", options=options))


def test_what_the_pronoun_stands_for_is_told(find: Find) -> None:
    assert {e.text for m in find("Samsung designs her chips.", "agreement/") for e in m.evidence} == {"stands for Samsung"}


def test_deep_in_a_paragraph_without_end_nobody_is_looked_for(find: Find) -> None:
    matches = find("Samsung sold her chips. " * LONG, "agreement/")
    assert 0 < max(m.start for m in matches) <= LONG
