import pytest

from cleaner.model import Document, Finding, Ignore, Part, Piece, Segment
from cleaner.suppress.inline import apply

TEXT = "See **the fleas** and more fleas."
# As Markdown gives it: the stars aren't in the view.
SEGMENT = Segment(
    "See the fleas and more fleas.",
    (Piece(0, 4, 0, 4), Piece(4, 4, 4, 6, "hidden"), Piece(4, 13, 6, 15), Piece(13, 13, 15, 17, "hidden"), Piece(13, 29, 17, 33)),
)


def finding(view_start: int, view_end: int, rule: str = "fr/senses/flea-chip") -> Finding:
    return Finding(rule, "accuracy/mistranslation", "error", 0.9, "safe", 0, 0, 1, 1, "fleas", "", view_start=view_start, view_end=view_end)


FIRST, SECOND = finding(8, 13), finding(23, 28)


def document(*ignores: Ignore) -> Document:
    return Document("a.md", "markdown", (Part(TEXT),), (SEGMENT,), ignores=ignores)


def ignore(start: int, end: int, *rules: str) -> Ignore:
    return Ignore(rules, start, end, 3, 1)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        pytest.param(ignore(0, 33), [], id="everything, everywhere"),
        pytest.param(ignore(10, 15), [SECOND], id="where the first stands"),
        pytest.param(ignore(27, 33), [FIRST], id="where the second stands"),
        pytest.param(ignore(0, 33, "fr/senses/flea-chip"), [], id="by id"),
        pytest.param(ignore(0, 33, "accuracy/*"), [], id="by a glob of categories"),
        pytest.param(ignore(0, 33, "de/x", "fr/**"), [], id="one name of two"),
        pytest.param(ignore(0, 33, "de/x"), [FIRST, SECOND], id="another rule"),
        pytest.param(Ignore((), 0, 33, 3, 1, part="word/footnotes.xml"), [FIRST, SECOND], id="another part"),
    ],
)
def test_an_ignore_hides_what_stands_in_it(asked: Ignore, kept: list[Finding]) -> None:
    assert apply(document(asked), [FIRST, SECOND])[:2] == (kept, 2 - len(kept))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(ignore(0, 33), [], id="it hides"),
        pytest.param(ignore(0, 3), ["line 3: this ignore hides nothing; remove it"], id="nothing stands there"),
        pytest.param(ignore(0, 33, "de/x", "fr"), ["line 3: this ignore hides no finding of de/x; remove it"], id="one name of two is idle"),
    ],
)
def test_an_ignore_that_hides_nothing_is_a_note(asked: Ignore, told: list[str]) -> None:
    notes = apply(document(asked), [FIRST])[2]
    assert [note.message for note in notes] == told
    assert all(note.level == "note" and not note.fault for note in notes)


def test_of_two_ignores_that_hide_the_same_both_are_of_use() -> None:
    assert apply(document(ignore(0, 33), ignore(0, 33, "fr")), [FIRST]) == ([], 1, [])


def test_without_ignores_all_stays() -> None:
    assert apply(document(), [FIRST, SECOND]) == ([FIRST, SECOND], 0, [])
