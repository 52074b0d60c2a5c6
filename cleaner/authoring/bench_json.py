"""A bench as JSON: the figures of each rule, its findings with their sentences, and the differences from earlier rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final

from cleaner.authoring.bench import Amount, Bench, Limits, per_10_000
from cleaner.authoring.measure import Difference, Firing
from cleaner.model.rule import Rule
from cleaner.text.cards import Stretch

VERSION: Final = 1


def write(bench: Bench, limits: Limits, about: dict[str, Any], compared: bool, shown: Callable[[str], str] = str) -> str:
    """Return *bench* as one object; *about* are facts of the run that stand first. Where nothing was *compared* the differences are null.

    *shown* makes the path of a rule's file what is to be shown of it.
    """
    held = {
        "version": VERSION,
        **about,
        "good": _amount(bench.good, judged=False),
        "damaged": _amount(bench.damaged, judged=True),
        "limits": {"max_noise": limits.max_noise, "min_words": limits.min_words},
        "rules": [_rule(bench, rule, limits, shown) for rule in bench.noisiest()],
        "differences": list(_differences(bench.differences)) if compared else None,
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _amount(amount: Amount, judged: bool) -> dict[str, int]:
    held = {"texts": amount.texts, "words": amount.words, "not_english": amount.foreign}
    return {**held, "annotated_words": amount.judged_words} if judged else held


def _rule(bench: Bench, rule: Rule, limits: Limits, shown: Callable[[str], str]) -> dict[str, Any]:
    tally = bench.tallies[rule.id]
    return {
        "rule": rule.id,
        "path": shown(rule.path),
        "line": rule.line,
        "preview": rule.preview,
        "alarms": tally.alarms,
        "alarms_per_10000": round(bench.noise(rule.id), 6),
        "real": tally.real,
        "catches": tally.catches,
        "catches_per_10000": round(per_10_000(tally.catches, bench.damaged.words), 6),
        "in_annotated": tally.judged,
        "hits": tally.hits,
        "precision": None if tally.precision is None else round(tally.precision, 4),
        "held_back": bench.holds_back(rule.id, limits) or None,
        "findings_in_good": [_firing(one) for one in tally.in_good],
        "findings_in_damaged": [_firing(one) for one in tally.in_damaged],
    }


def _firing(one: Firing) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "replacements": list(one.replacements),
        "level": one.level,
        "confidence": round(one.confidence, 2),
        "applicability": one.applicability,
        "preview": one.preview,
        "message": one.message,
        "hash": one.hash,
        "hit": one.hit,
        "sentence": _sentence(one.sentence),
    }


def _sentence(stretches: Sequence[Stretch]) -> dict[str, Any]:
    """Return the text of a sentence and what changes in it, counted in that text."""
    ends = list(accumulate(len(stretch.old) for stretch in stretches))
    marks = [
        {"start": end - len(stretch.old), "end": end, "new": stretch.new if stretch.kind == "changed" else None}
        for stretch, end in zip(stretches, ends, strict=True)
        if stretch.kind != "kept"
    ]
    return {"text": "".join(stretch.old for stretch in stretches), "changes": marks}


def _differences(differences: Iterable[Difference]) -> Iterator[dict[str, Any]]:
    for one in differences:
        old, new = (_firing(side) if side else None for side in (one.old, one.new))
        yield {"kind": one.kind, "in": "good" if one.good else "damaged", "old": old, "new": new}
