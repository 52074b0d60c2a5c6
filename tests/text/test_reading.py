from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.model import Segment
from cleaner.text.fold import FOLDS
from cleaner.text.reading import Reading


@given(st.text(st.sampled_from([*map(chr, range(256)), *(old for old, _ in FOLDS)])))
@example("")
@example(" \t a\u00a0b\n")
@example("one")
def test_words_are_runs_of_what_is_no_space(text: str) -> None:
    assert Reading((Segment(text, ()),)).word_count == len(text.split())
