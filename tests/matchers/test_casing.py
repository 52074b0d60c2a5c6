"""Stray capitals are found in running text, and not in names, titles, labels and lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.model import Match

Changes = Callable[[str, str], list[str]]
Find = Callable[..., list[Match]]

DAMAGE = [
    pytest.param("The mayor paid a short visit To the island.", "To -> to", id="preposition, its phrase ends the sentence"),
    pytest.param("They had used the mill For a museum, which nobody liked.", "For -> for", id="preposition, a clause depends on what follows"),
    pytest.param("Nobody in the village knew of it until This morning.", "This -> this", id="determiner behind a preposition"),
    pytest.param("They all sold their houses in The end of it.", "The -> the", id="article behind a preposition"),
    pytest.param("The lake is famous; During the summer people swim there.", "During -> during", id="semicolon"),
    pytest.param("The village has a church, And the people love it.", "And -> and", id="comma"),
    pytest.param("Reuters Reports that the mill was sold last week.", "Reports -> reports", id="verb behind an agency's name"),
    pytest.param("In May he told us that ABC Confirmed the sale of the mill.", "Confirmed -> confirmed", id="verb behind a name inside a sentence"),
    pytest.param("They opened the shop with Local bread and cheese.", "Local -> local", id="ordinary adjective"),
    pytest.param("Ann Marsh came. Marsh said yes, but we told MARSH no.", "MARSH -> Marsh", id="name in capitals"),
    pytest.param("Two russian ships lay off the coast.", "russian -> Russian", id="nationality"),
    pytest.param("It opens on monday at ten.", "monday -> Monday", id="day of the week"),
    pytest.param("It was closed in january this year.", "january -> January", id="month"),
    pytest.param("After the war the old mill was sold. the owner left for the coast.", ". the -> . The", id="sentence without its capital"),
    pytest.param("After the war the old mill was sold.they left for the coast at once.", ".they -> . They", id="nor its space"),
    pytest.param("It was sold in the winter of 1920 For a museum.", "For -> for", id="behind a number"),
    pytest.param("The old south korea of that time is gone.", "south korea -> South Korea", id="country of two words"),
    pytest.param("She works for the World trade organization in town.", "World trade organization -> World Trade Organization", id="name half in capitals"),
]

GOOD = [
    pytest.param("Her talk was called How To Build a Boat.", id="title"),
    pytest.param("She Paid A Quiet Visit To the Old Mill", id="headline"),
    pytest.param("Fill in the From and To fields of the form first.", id="labels"),
    pytest.param("We like the With clause of the language.", id="keyword"),
    pytest.param("See more Before and After pictures of the house.", id="a pair of names"),
    pytest.param("She went home. To her it made no difference at all.", id="a sentence begins"),
    pytest.param("She studied in The Hague and wrote for The Times.", id="names with an article"),
    pytest.param("Three came: one from Leeds; The old one; In the end, a third.", id="list parted by semicolons"),
    pytest.param("He asked his men, On what day did they leave?", id="speech without marks"),
    pytest.param("Early this year is She made a good start.", id="a pronoun behind an auxiliary is no matter of capitals"),
    pytest.param("The United States that he knew is gone for good.", id="a name that looks like a verb"),
    pytest.param("The firm has approx. the same size as its rival here.", id="abbreviation"),
    pytest.param("The packages on gopkg.in serve many of the old users.", id="a site's name"),
    pytest.param("The old mill. the owner", id="no sentence behind"),
    pytest.param("NASA Says That Mars Was Wet", id="headline with a verb"),
    pytest.param("Old Marsh said so. The plan is MARSH, and MARSH it stays.", id="an acronym, twice"),
    pytest.param("It was like this when Ann Marsh came: MARSH.", id="no deed speaks for a person"),
    pytest.param("Click the Continue button to go on with it.", id="button"),
    pytest.param("if x In y then call the With method of z", id="code"),
    pytest.param("Write to a/b To c.d of the tree for it.", id="a path before"),
]


@pytest.mark.parametrize(("text", "change"), DAMAGE)
def test_stray_capitals_become_small(changes: Changes, text: str, change: str) -> None:
    assert changes(text, "structure/casing/") == [change]


@pytest.mark.parametrize("text", GOOD)
def test_good_capitals_are_left(changes: Changes, text: str) -> None:
    assert changes(text, "structure/casing/") == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        pytest.param("The farmers sold all they had that year In the end, nobody was left there.", ("year. In", "year in"), id="a comma closes an opening"),
        pytest.param("The village had a fine museum built For the many people who came there.", ("built for", "built. For"), id="nothing opens a sentence"),
    ],
)
def test_where_a_stop_may_be_lost_both_are_offered(find: Find, text: str, offered: tuple[str, ...]) -> None:
    assert [match.replacements for match in find(text, "structure/casing/function-word-open")] == [offered]
