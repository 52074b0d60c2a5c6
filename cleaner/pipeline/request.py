"""What is asked of a document, and what is known of it beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Applicability, Level

if TYPE_CHECKING:
    from cleaner.suppress.baseline import Baseline
    from cleaner.suppress.vocabulary import Vocabulary


class Override(NamedTuple):
    """The house's own level or applicability for the rules that *pattern* means (an id, a pack or a glob)."""

    pattern: str
    level: Level | None = None
    applicability: Applicability | None = None


class Request(NamedTuple):
    """What is asked. `select`/`ignore` name rules by id, category, pack or glob; of `overrides` a later one wins.

    `min_confidence` is the word of the least sure findings to show (``sure``, ``likely``, ``check``); `source_language`
    an ISO 639 code that overrides the guess; `profile` the house's preferred forms; `context` a text that lends its
    evidence, as an article does to its headline.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    min_confidence: str = "likely"
    preview: bool = False
    source_language: str | None = None
    profile: frozenset[str] = frozenset()
    context: str | None = None
    vocabulary: Vocabulary | None = None
    baseline: Baseline | None = None
