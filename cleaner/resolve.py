"""Findings → a plan: of those that overlap the strongest stays."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import Final

from cleaner.model import Finding, Plan

_RANK: Final = {"safe": 0, "unsafe": 1, "display": 2}


def strength(finding: Finding) -> tuple[int, float, int, str, int]:
    """Order findings from the strongest on: what can be done, how sure, how long, then name and place."""
    may = _RANK[finding.applicability] if finding.edits else 3
    return may, -finding.confidence, finding.view_start - finding.view_end, finding.rule, finding.view_start


place: Final = attrgetter("segment", "view_start", "view_end")
"""Orders findings by where they stand."""


def strongest(findings: Iterable[Finding], least: float = 0.0) -> list[Finding]:
    """Return *findings* without those that overlap a stronger one, in the order of their places.

    Below the confidence *least* a finding, which is hidden, is weaker than any above it.
    """
    every = sorted(findings, key=place)
    for a, b in pairwise(every):
        if not (a.view_end <= b.view_start and a.view_start < b.view_end) and a.segment >= b.segment:
            break
    else:
        return every
    every.sort(key=lambda finding: (finding.confidence < least, strength(finding)))
    taken: dict[int, list[tuple[int, int]]] = {}
    kept = []
    for finding in every:
        spans = taken.setdefault(finding.segment, [])
        span = (finding.view_start, finding.view_end)
        at = bisect_left(spans, span)
        if any(_overlap(span, other) for other in spans[max(0, at - 1) : at + 1]):
            continue
        insort(spans, span)
        kept.append(finding)
    return sorted(kept, key=place)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def plan(findings: Iterable[Finding]) -> Plan:
    """Return the plan of all *findings* that have edits; none overlap."""
    return Plan(tuple(strongest(f for f in findings if f.edits)))
