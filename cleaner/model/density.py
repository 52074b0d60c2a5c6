"""How damaged a document is: findings per 1,000 words, and how far that can be trusted where there are few words."""

from __future__ import annotations

from typing import Final

from cleaner.model import Report

FEW_WORDS: Final = 300
"""Below this many words an interval is told beside the density."""

UNINTELLIGIBLE: Final = "linguistic-conventions/unintelligible"

_Z: Final = 1.959964  # the normal deviate of a two-sided 95 % interval


def density(report: Report) -> float:
    """Return the damage of *report* per 1,000 words: its findings, each weighted by its confidence; 0 without words."""
    return 1000 * sum(_weights(report)) / report.words if report.words else 0.0


def _weights(report: Report) -> list[float]:
    """Return what each finding weighs: its confidence. The house's taste in spelling, and what is said of a whole sentence, is no further damage."""
    return [
        finding.confidence
        for finding in report.findings
        if finding.category != UNINTELLIGIBLE and not (finding.evidence and any(one.kind == "house" for one in finding.evidence))
    ]


def density_interval(report: Report) -> tuple[float, float]:
    """Return the 95 % interval of `density`, taking the findings for a Poisson count; (0, 0) without words.

    For n findings Byar's approximation gives the limits of the count,

        low = n (1 - 1/9n - z/3√n)³,   high = m (1 - 1/9m + z/3√m)³  with m = n + 1

    (Breslow and Day, Statistical Methods in Cancer Research II, 1987, p. 69; within 1 % of the exact upper limit from
    n = 0 on). As findings weigh by confidence w, the limits are scaled to the weighted sum S = Σw by

        S + √(Σw²/n) (limit - n)

    (Dobson, Kuulasmaa, Eberle and Scherer, Statistics in Medicine 10, 1991, p. 457).
    """
    weights = _weights(report)
    if not report.words:
        return 0.0, 0.0
    count, total = len(weights), sum(weights)
    low, high = _byar(count)
    scale = (sum([w * w for w in weights]) / count) ** 0.5 if count else 1.0
    return 1000 * max(0.0, total + scale * (low - count)) / report.words, 1000 * (total + scale * (high - count)) / report.words


def _byar(count: int) -> tuple[float, float]:
    """Return the 95 % limits of the mean of a Poisson variable that came out as *count*.

    >>> [round(limit, 1) for limit in _byar(10)]  # exact: 4.8, 18.4
    [4.8, 18.4]
    """
    more = count + 1
    low = count * max(0.0, 1 - 1 / (9 * count) - _Z / (3 * count**0.5)) ** 3 if count else 0.0
    return low, float(more * (1 - 1 / (9 * more) + _Z / (3 * more**0.5)) ** 3)
