from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from cleaner.authoring import page
from cleaner.authoring.bench import Bench, Limits
from cleaner.authoring.compare import Change
from cleaner.authoring.measure import Difference, Firing, Outcome
from cleaner.model.rule import Rule
from cleaner.text.cards import Stretch

VOID = {"meta", "br", "input"}
RULES = [Rule("fr/flea", why="<chip> & chips", preview=True), Rule("fr/action"), Rule("fr/silent")]


class Checker(HTMLParser):
    """Reads a page and fails where an element isn't closed, an id stands twice, or something is fetched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[tuple[str, str]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        assert not {"src", "srcset", "style", "onclick"} & set(held)
        assert tag not in ("link", "img", "iframe", "object")
        self.ids += [value for key, value in attrs if key == "id" and value]
        self.links += [value for key, value in attrs if key == "href" and value]
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))


def read(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open
    assert len(set(checker.ids)) == len(checker.ids)
    assert {link.removeprefix("#") for link in checker.links} <= set(checker.ids)
    return checker


def firing(rule: str = "fr/flea", hit: bool | None = None, *sentence: Stretch) -> Firing:
    shown = sentence or (Stretch("A <b> of ", "A <b> of "), Stretch("fleas & co", "<chips>", "changed"), Stretch(".", "."))
    return Firing(rule, "a&b.txt", 7, 5, 4, 9, "fleas", ("chips",), "warning", "unsafe", 0.95, "why", shown, "0123456789ab", hit)


def bench(*differences: Difference) -> Bench:
    made = Bench(RULES, frozenset({"f" * 12}))
    firings = [(True, firing()), (False, firing("fr/action", True)), (True, firing()._replace(hash="f" * 12))]
    made.add(Outcome([100, 10_000], [3, 2], [1, 1], 50, firings, list(differences)))
    return made


def write(made: Bench, against: str = "") -> str:
    return page.write(made, Limits(), against, "2026-11-25")


def test_a_page_is_well_formed_and_escapes_what_it_shows() -> None:
    seen = read(write(bench(Difference("new", True, None, firing()), Difference("changed", False, firing(), firing("fr/action"))), "v<1>"))
    assert ("del", "fleas & co") in seen.text
    assert ("ins", "<chips>") in seen.text
    assert any("A <b> of " in text for _, text in seen.text)
    assert ("code", "v<1>") in seen.text
    assert "b" not in seen.tags
    assert seen.tags.count("h1") == seen.tags.count("main") == seen.tags.count("table") == seen.tags.count("caption") == 1


def test_a_page_says_how_much_was_read_and_found() -> None:
    text = " ".join(text for _, text in read(write(bench())).text)
    assert "Good English: 10,000 words in 1 text; 1 text not in English passed over" in text
    assert "Damaged text: 100 words in 2 texts; damage is marked in 50 words of it" in text
    assert "All these rules together: 1 alarm, 1.0000 per 10,000 words." in text
    assert "On trial: 1 alarm in 10,000 words are 1.0000 per 10,000, more than 0.05." in text
    assert "1 finding in good English; 1 more were read by a person and are real damage" in text
    assert "1 live rule raised no alarm and caught nothing" in text
    assert "1 of 1 (100%)" in text


def test_a_page_without_findings_says_so() -> None:
    made = Bench([Rule("fr/silent")])
    made.add(Outcome([0, 10]))
    seen = read(write(made, "v1"))
    assert ("p", "No rule raised an alarm or caught anything.") in seen.text
    assert ("p", "All findings are the same.") in seen.text


def test_a_rule_that_passes_may_go_live() -> None:
    made = Bench([RULES[0]])
    made.add(Outcome([100, 10_000], firings=[(False, firing())]))
    assert ("p", "On trial; it may go live.") in read(write(made)).text


@pytest.mark.parametrize(("kind", "title"), list(page.TITLES.items()))
def test_differences_stand_under_what_has_happened(kind: Change, title: str) -> None:
    seen = read(write(bench(Difference(kind, True, firing(), firing())), "v1"))
    assert ("summary", f"{title} (1)") in seen.text


def test_nothing_can_hide_in_a_sentence() -> None:
    sneaky = firing("fr/flea", None, Stretch("x" * 900, "x" * 900), Stretch("gnp\u202eexe\x1b", "", "marked"), Stretch("y" * 900, "y" * 900))
    made = Bench([RULES[0]])
    made.add(Outcome([0, 10_000], firings=[(True, sneaky)]))
    seen = read(write(made))
    assert ("mark", "gnp\\u202eexe\\u001b") in seen.text
    assert f" \u2026 {'x' * 400}" in [text for _, text in seen.text]
    assert f"{'y' * 400} \u2026 " in [text for _, text in seen.text]


def test_an_empty_side_of_a_change_leaves_no_empty_mark() -> None:
    added = firing("fr/flea", None, Stretch("Since ", "Since "), Stretch("", "the ", "changed"), Stretch("year.", "year."))
    made = Bench([RULES[0]])
    made.add(Outcome([0, 10_000], firings=[(True, added)]))
    html = write(made)
    assert "<del></del>" not in html
    assert "<ins>the </ins>" in html


def test_a_page_needs_nothing_beside_it() -> None:
    html = write(bench())
    assert not re.search(r"https?://|@import|url\(", html)
    assert "default-src 'none'" in html
    assert "prefers-color-scheme: dark" in html
