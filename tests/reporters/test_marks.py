from __future__ import annotations

import pytest

from cleaner.reporters._marks import compared


@pytest.mark.parametrize(
    ("promised", "got", "old", "new"),
    [
        pytest.param("a [[b -> c]]", "a [[b -> c]]", "a [[b -> c]]", "a [[b -> c]]", id="the same"),
        pytest.param("a [[b -> c]]", "a b", "a [-[[b -> c]]-]", "a {+b+}", id="nothing came"),
        pytest.param("a b", "a [[b]]", "a [-b-]", "a {+[[b]]+}", id="nothing was promised"),
        pytest.param("a [[b -> c d]]", "a [[b -> c e]]", "a [[b -> [-c d-]]]", "a [[b -> {+c e+}]]", id="another correction"),
        pytest.param("a [[b]]", "a [[b -> c]]", "a [-[[b]]-]", "a {+[[b -> c]]+}", id="a correction where none is due"),
        pytest.param("[[a b -> c]] d", "a [[b d -> c]]", "[-[[a b -> c]]-] d", "a {+[[b d -> c]]+}", id="another span"),
        pytest.param("[[a -> b]] [[c -> d]]", "[[a -> b]] c", "[[a -> b]] [-[[c -> d]]-]", "[[a -> b]] {+c+}", id="one of two came"),
        pytest.param("to [[to -> ]]the", "to [[to -> ]][[the -> a]]", "to [[to -> ]][-the-]", "to [[to -> ]]{+[[the -> a]]+}", id="side by side"),
        pytest.param("a new chip", "a [[chip]]", "a [-new -]chip", "a {+[[+}chip{+]]+}", id="another text"),
        pytest.param("a [[b", "a [[c", "a [[[-b-]", "a [[{+c+}", id="brackets that are no marks"),
    ],
)
def test_what_differs_is_marked(promised: str, got: str, old: str, new: str) -> None:
    assert compared(promised, got) == (old, new)


def test_colours_stand_for_the_signs() -> None:
    assert compared("a [[b -> c]]", "a b", color=True) == ("a \x1b[1;4;31m[[b -> c]]\x1b[0m", "a \x1b[1;4;32mb\x1b[0m")


def test_what_would_steer_a_terminal_is_escaped() -> None:
    assert compared("a\x1b[2J", "a\x1b[2J")[0] == "a\\x1b[2J"
