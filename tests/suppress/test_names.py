import pytest

from cleaner.suppress.names import chosen, unmatched

RULE, CATEGORY = "fr/senses/flea-chip", "accuracy/mistranslation"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("fr/senses/flea-chip", True, id="the id"),
        pytest.param("accuracy/mistranslation", True, id="the category"),
        pytest.param("fr", True, id="a pack's folder"),
        pytest.param("fr/senses", True, id="a pack"),
        pytest.param("fr/senses/", True, id="a pack with a slash behind"),
        pytest.param("accuracy", True, id="a branch of the categories"),
        pytest.param("fr/sens", False, id="half a name is no name"),
        pytest.param("senses/flea-chip", False, id="a pattern counts from the beginning"),
        pytest.param("fr/*", False, id="a star doesn't cross a slash"),
        pytest.param("fr/*/*", True, id="a star for each level"),
        pytest.param("fr/**", True, id="two stars cross"),
        pytest.param("**/flea-chip", True, id="two stars in front"),
        pytest.param("**", True, id="everything"),
        pytest.param("*/mistranslation", True, id="a glob of categories"),
        pytest.param("fr/senses/flea?chip", True, id="a question mark is one character"),
        pytest.param("fr/senses/flea.chip", False, id="a point is a point"),
    ],
)
def test_a_pattern_means_a_rule(pattern: str, expected: bool) -> None:
    assert chosen((pattern,))(RULE, CATEGORY) is expected


def test_one_pattern_of_several_is_enough() -> None:
    assert chosen(("de/**", "fr/**"))(RULE, CATEGORY)


def test_no_pattern_means_no_rule() -> None:
    assert not chosen(())(RULE, CATEGORY)


def test_a_pattern_that_means_no_rule_is_told() -> None:
    assert unmatched(("fr/**", "style", "de/x"), [(RULE, CATEGORY)]) == ["style", "de/x"]
