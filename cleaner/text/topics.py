"""Topics compiled and held against a document: what subject it has, and by which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.text.reading import Reading
from cleaner.text.terms import compile_terms

if TYPE_CHECKING:
    from cleaner.model.rule import Topic


class CompiledTopic(NamedTuple):
    """A topic of types that marshal can write: each form of a term with the term and its weight."""

    name: str
    threshold: float
    words: dict[str, tuple[str, float]]
    exact: dict[str, tuple[str, float]]
    beginnings: dict[str, tuple[str, float]]
    phrases: dict[str, tuple[str, float]]


def compile_topic(topic: Topic) -> CompiledTopic:
    """Compile *topic*."""
    made = CompiledTopic(topic.name, topic.threshold, {}, {}, {}, {})
    for term, weight in topic.terms:
        terms, entry = compile_terms([term]), (term, weight)
        made.words.update(dict.fromkeys(terms.words, entry))
        made.exact.update(dict.fromkeys(terms.exact, entry))
        made.beginnings.update(dict.fromkeys(terms.beginnings, entry))
        made.phrases.update(dict.fromkeys((*terms.phrases, *(p.lower() for p in terms.exact_phrases)), entry))
    return made


def score(topic: CompiledTopic, reading: Reading) -> tuple[float, list[str]]:
    """Return the sum of the weights of the terms that stand in *reading*, each once, and as what they stand there, weightiest first."""
    found: dict[str, tuple[float, str]] = {}
    for forms, words in ((topic.words, reading.words), (topic.exact, reading.exact_words)):
        for form in sorted(forms.keys() & words):
            term, weight = forms[form]
            found[term] = (weight, form)
    if topic.beginnings:
        for beginning, (term, weight) in topic.beginnings.items():
            word = min((w for w in reading.words if w.startswith(beginning)), default=None)
            if word:
                found[term] = (weight, word)
    for phrase, (term, weight) in topic.phrases.items():
        if term not in found and phrase in reading.low:
            found[term] = (weight, phrase)
    return sum(weight for weight, _ in found.values()), [form for weight, form in sorted(found.values(), key=lambda f: (-f[0], f[1]))]
