"""Candidates: pairs of English words of which one may be the wrong sense of a source word, as they stand in a file, one a line, for a curator."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cleaner.errors import CleanerError

DECISIONS: Final = ("", "accepted", "dropped", "skipped")


@dataclass(frozen=True, slots=True)
class Noise:
    """What a rule would raise in *words* words of good English: findings of the wrong word bare, and of those the ones with a context word in the sentence."""

    words: int = 0
    bare: int = 0
    gated: int = 0

    def per_10k(self, count: int) -> float:
        """Return *count* per 10,000 words."""
        return 10_000 * count / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word of the gate: in how many sentences with the right word it stands, in how many with the wrong one, and how surely that is no chance."""

    word: str
    right: int = 0
    wrong: int = 0
    ratio: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source word, the English word that machine translation may choose wrongly, and the right one.

    `evidence` says in words why they are taken for different senses; `catch` is the share of the right word's sentences
    (held back when the context words were chosen) that have one of `context`; `right` and `wrong` samples are sentences of
    the clean texts. `unless`, `fires` and `ok` are the curator's: words
    of the wrong sense, and example sentences (without marks). `decision` is one of `DECISIONS`, `note` is the curator's.
    """

    source: str
    language: str
    wrong: str
    right: str
    pos: str
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    noise: Noise = Noise()
    catch: float = 0.0
    context: tuple[ContextWord, ...] = ()
    topics: tuple[str, ...] = ()
    right_samples: tuple[str, ...] = ()
    wrong_samples: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    fires: tuple[str, ...] = ()
    ok: tuple[str, ...] = ()
    origin: str = ""
    decision: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same candidate in two files."""
        return self.language, self.source, self.wrong, self.right


def write_candidates(candidates: Iterable[Candidate]) -> str:
    """Return *candidates* as JSON, one a line."""
    return "".join(json.dumps(_written(candidate), ensure_ascii=False) + "\n" for candidate in candidates)


def _written(candidate: Candidate) -> dict[str, Any]:
    noise = candidate.noise
    return {
        "source": candidate.source,
        "language": candidate.language,
        "wrong": candidate.wrong,
        "right": candidate.right,
        "pos": candidate.pos,
        "score": round(candidate.score, 4),
        "evidence": list(candidate.evidence),
        "noise": {
            "words": noise.words,
            "bare": noise.bare,
            "gated": noise.gated,
            "bare_per_10k": round(noise.per_10k(noise.bare), 3),
            "gated_per_10k": round(noise.per_10k(noise.gated), 3),
        },
        "catch": round(candidate.catch, 3),
        "context": [{"word": c.word, "right": c.right, "wrong": c.wrong, "ratio": c.ratio} for c in candidate.context],
        "topics": list(candidate.topics),
        "samples": {"right": list(candidate.right_samples), "wrong": list(candidate.wrong_samples)},
        "unless": list(candidate.unless),
        "examples": {"fires": list(candidate.fires), "ok": list(candidate.ok)},
        "origin": candidate.origin,
        "decision": candidate.decision,
        "note": candidate.note,
    }


def read_candidates(text: str, path: str) -> list[Candidate]:
    """Read a file of candidates; CleanerError with the line where one isn't as `write_candidates` writes it. Only the words and the language must be there."""
    return [_read(line, f"{path}:{number}") for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _read(line: str, where: str) -> Candidate:
    try:
        held = json.loads(line)
    except ValueError as error:
        raise CleanerError(f"{where}: this isn't JSON ({error}); a file of candidates has an object a line, make it with clean rules mine") from None
    if not isinstance(held, dict):
        raise CleanerError(f"{where}: this is no candidate; a file of candidates has an object a line, make it with clean rules mine")
    try:
        for name in ("source", "language", "wrong", "right"):
            if not isinstance(held.get(name), str) or not held[name].strip():
                raise CleanerError(f"{where}: {name}: there is no text; write it, or take the line out")
        decision = str(held.get("decision") or "")
        if decision not in DECISIONS:
            raise CleanerError(f"{where}: decision: '{decision}' is not {', '.join(DECISIONS[1:])} or empty; write one of them")
        noise, samples, examples = (_mapping(held, name) for name in ("noise", "samples", "examples"))
        return Candidate(
            source=held["source"],
            language=held["language"],
            wrong=held["wrong"],
            right=held["right"],
            pos=str(held.get("pos") or ""),
            score=float(held.get("score") or 0),
            evidence=_texts(held, "evidence"),
            noise=Noise(*(int(noise.get(name) or 0) for name in ("words", "bare", "gated"))),
            catch=float(held.get("catch") or 0),
            context=tuple(_context(one) for one in held.get("context") or ()),
            topics=_texts(held, "topics"),
            right_samples=_texts(samples, "right"),
            wrong_samples=_texts(samples, "wrong"),
            unless=_texts(held, "unless"),
            fires=_texts(examples, "fires"),
            ok=_texts(examples, "ok"),
            origin=str(held.get("origin") or ""),
            decision=decision,
            note=str(held.get("note") or ""),
        )
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise CleanerError(f"{where}: a field isn't of its kind ({error}); docs/authoring/mine.md says what each holds") from None


def _mapping(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = held.get(name) or {}
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return value


def _texts(held: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = held.get(name) or ()
    if isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{name} is no list of texts")
    return tuple(value)


def _context(held: Any) -> ContextWord:
    """Read a context word: an object, or the word alone."""
    if isinstance(held, str):
        return ContextWord(held)
    return ContextWord(str(held["word"]), int(held.get("right") or 0), int(held.get("wrong") or 0), float(held.get("ratio") or 0))
