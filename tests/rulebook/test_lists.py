from __future__ import annotations

from cleaner.model.rule import WordList
from cleaner.rulebook.lists import read_list
from cleaner.rulebook.nodes import read
from cleaner.rulebook.shapes import Problems


def test_a_list_is_read_with_where_it_comes_from() -> None:
    problems = Problems("title.yaml")
    made = read_list(read("words: [CEO, founder]\norigin: [page 7, knowledge]\n")[0], "title", problems)
    assert not problems.found
    assert made == WordList("title", ("CEO", "founder"), "title.yaml", ("page 7", "knowledge"))
