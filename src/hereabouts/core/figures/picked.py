"""Regression to the mean: C28. A place that was picked because it was high falls back by itself.

Any before and after of such a place without a comparison is wrong by about the amount worked out here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, pi, sqrt

from scipy.special import log_ndtr


@dataclass(frozen=True)
class Spread:
    """How places differ: their mean, the variance between them that stays, and the variance within each that comes and goes."""

    mean: float
    between: float
    within: float


def expected_fall(spread: Spread, cut: float) -> float:
    """Give the fall to be expected next time, without any help, of places picked for lying above ``cut`` (C28)."""
    total = sqrt(spread.between + spread.within)
    if spread.within < 0 or spread.between < 0 or not total:
        raise ValueError("places that do not differ are not picked")
    z = (cut - spread.mean) / total
    # φ(z)/(1−Φ(z)) on the log scale: far out both vanish, and their ratio does not.
    hazard = exp(-z * z / 2 - log(2 * pi) / 2 - float(log_ndtr(-z)))
    return spread.within / total * hazard


def spread(counts: Sequence[float], of: Sequence[float], *, per: float = 1) -> Spread:
    """Part the variance of the areas' rates into what lies between them and what a count of that size does by chance.

    The chance part is Poisson (C11): the mean rate over each area's denominator, averaged. Never below nought between.
    """
    n = len(counts)
    if n < 2 or n != len(of) or min(of) <= 0:
        raise ValueError("two areas at the least, each with what it is out of")
    rates = [per * c / o for c, o in zip(counts, of, strict=True)]
    mean = per * sum(counts) / sum(of)
    seen = sum((r - mean) ** 2 for r in rates) / (n - 1)
    within = sum(per * mean / o for o in of) / n
    return Spread(mean, max(0.0, seen - within), within)


def said(spread: Spread, cut: float, fall: float, *, unit: str = "") -> str:
    """Say how much of a fall would have come anyway, wherever a place was picked for being high (C28)."""
    expected = expected_fall(spread, cut)
    if fall <= 0:
        return (
            f"Places picked for being this high usually fall by about {expected:,.1f}{unit} anyway; this one did not."
        )
    share = min(1.0, expected / fall)
    return f"About {min(expected, fall):,.1f} of the fall of {fall:,.1f}{unit} ({share:.0%}) would be expected anyway."
