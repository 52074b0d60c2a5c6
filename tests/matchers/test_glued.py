"""Glued words are found where the shape is certain, and names of firms, sites and programs are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changes = Callable[[str, str], list[str]]

GLUED = [
    pytest.param("We sail at dawn.The crew is ready.", "dawn.The -> dawn. The", id="full stop"),
    pytest.param("Who will pay?They say nobody will.", "pay?They -> pay? They", id="question mark"),
    pytest.param("It was a day!However, we lost.", "day!However -> day! However", id="exclamation mark, and a comma behind"),
    pytest.param("It fell by 27%.Some are glad of it.", "27%.Some -> 27%. Some", id="percent sign"),
    pytest.param("It rose (in 2019).This was good.", "2019).This -> 2019). This", id="bracket"),
    pytest.param("They called it “history”.On Monday it ended.", "history”.On -> history”. On", id="curly quotation mark stays curly"),
    pytest.param("They left the WTO.It’s a loss for all.", "WTO.It’s -> WTO. It’s", id="apostrophe in the second word"),
    pytest.param("The code is on GitHub.The list is long.", "GitHub.The -> GitHub. The", id="a name with two capitals before"),
    pytest.param("It opened in 2020.As of May it is closed.", "2020.As -> 2020. As", id="a word that programs use too, and no verb behind"),
    pytest.param("The mill burnt down after the war.Workers left.", "war.Workers -> war. Workers", id="any capitalised word in prose"),
    pytest.param("The old harbour,which was closed, is a park.", "harbour,which -> harbour, which", id="comma"),
    pytest.param("They built a systemAnd sold it.", "systemAnd -> system. And", id="no mark left"),
    pytest.param("It runs on the R1The model is small.", "R1The -> R1. The", id="capital and digit"),
    pytest.param("They left NAFTADespite all warnings.", "NAFTADespite -> NAFTA. Despite", id="capitals"),
    pytest.param("The office (the EPA)This week it moves.", "EPA)This -> EPA). This", id="bracket without a stop"),
    pytest.param("The Mate 9integrates two cameras.", "9integrates -> 9 integrates", id="number and word"),
    pytest.param("The old mill was bought by its workers The roof was leaking for years.", "workers The -> workers. The", id="stop lost"),
    pytest.param("The bank in the old town is still Expand The plan was made by two men.", "Expand The -> expanding. The", id="stop lost behind a bare verb"),
    pytest.param("They walked for ten days through Norway It was a cold year.", "Norway It -> Norway. It", id="stop lost behind a name"),
    pytest.param("Net: 90 g, Gross:240g in all.", "Gross:240g -> Gross: 240g", id="colon in a line that else has spaces"),
]

NAMES = [
    pytest.param("She is on LinkedIn, he uses AddThis and NowThis.", id="firms"),
    pytest.param("The function ArrayOf and the method bitAnd return values.", id="functions"),
    pytest.param("You can use errors.As to unwrap it, or time.Now.", id="names in programs, verbs behind"),
    pytest.param("See www.example.com/a.This or mail a.The@example.com today.", id="addresses"),
    pytest.param("The data are on Data.Gov and Challenge.Gov for all.", id="sites with a capital"),
    pytest.param("They ride with Yandex.Taxi in the town.", id="a name with a stop"),
    pytest.param("J.The Third met J.R.R. Tolkien.", id="initials"),
    pytest.param("The text ends with night.The", id="nothing follows"),
    pytest.param("Use path.Join for that. With path.Clean it is short.", id="the first word is dotted elsewhere too"),
    pytest.param("Each of these uses a transform.Transformer of its own there.", id="the second word holds the first"),
    pytest.param("Keywords: name,email", id="a list of values"),
    pytest.param("The pair (row,column) is the place.", id="names in brackets"),
    pytest.param("It cost 1,200 dollars and 3,5 cents.", id="numbers"),
    pytest.param("The hashtag #SaveTheBees and the handle @TheHouse are hers.", id="hashtag and handle"),
    pytest.param("IgA, IgG and the AoA are short for longer words.", id="acronyms with small letters"),
    pytest.param("A fee of £101million, 24hours, the 1980s and a 10px line.", id="units"),
    pytest.param("The score was 3:1 at 10:30, Normal:Bold is a ratio.", id="colons without spaces"),
    pytest.param("They have always liked the film The artist made in his youth here.", id="title with an article"),
    pytest.param("He lived for ten years in The Hague and then went home to her.", id="place with an article"),
    pytest.param("Our Product Vision Our Task And The way we work in this house", id="headings"),
    pytest.param("McDonald, DeepSeek, OpenAI, LaTeX and iPhone are names.", id="capitals inside"),
]


@pytest.mark.parametrize(("text", "change"), GLUED)
def test_glued_words_are_parted(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "structure/glued/") == [change]


@pytest.mark.parametrize("text", NAMES)
def test_names_and_code_are_left(changes: Changes, text: str) -> None:
    assert changes(text, "structure/glued/") == []


def test_where_the_full_stop_was_lost_the_ways_to_read_it_are_offered(find: Callable[..., list[object]]) -> None:
    (match,) = find("They built a systemAnd sold it.", "structure/glued/")
    assert match.replacements == ("system. And", "system, and", "system and")  # type: ignore[attr-defined]
