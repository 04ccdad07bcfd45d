"""How unequal a place is from its most deprived to its least: C8. Gap, ratio, slope, concentration, dissimilarity.

Every measure takes *bands* in order of deprivation, the most deprived first (fifths, tenths, or any shares of the
people). An improvement for everybody with a wider gap is no success (S-02): show level and gap together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, sqrt
from typing import Literal

import numpy as np

from hereabouts.core.figures.comparison import apart
from hereabouts.core.figures.intervals import Interval, Z, rate, wilson

ROUNDS = 999


@dataclass(frozen=True)
class Band:
    """One step of the ladder from the most deprived up: its people and its rate; without counts it has no limits."""

    people: float
    rate: float
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class Inequality:
    """One measure of inequality; ``lo`` and ``hi`` are None where only rates were published, and nothing is claimed then."""

    value: float
    lo: float | None
    hi: float | None
    measure: str
    method: str = "C8"
    same: float = 0.0  # what it is when everybody fares alike

    @property
    def clear(self) -> bool:
        """Say whether it differs from equality by more than chance."""
        return self.lo is not None and self.hi is not None and not self.lo <= self.same <= self.hi


def band(
    count: int,
    of: int,
    *,
    kind: Literal["proportion", "rate"] = "proportion",
    per: int = 1000,
    people: float | None = None,
) -> Band:
    """Make a band of a count: its rate with the limits of C3 or C4. ``people`` where the ladder is of others than ``of``."""
    figure = wilson(count, of) if kind == "proportion" else rate(count, of, per=per)
    return Band(of if people is None else people, figure.value, (figure.lo, figure.hi))


def slope_index(bands: Sequence[Band]) -> Inequality:
    """Give the slope index (C8): the least-squares slope of the rate over the whole ladder, weighted by people.

    Below nought the most deprived have more of it. In the unit of the rate.
    """
    pulls = _pulls(bands)
    return _linear(sum(c * b.rate for c, b in zip(pulls, bands, strict=True)), pulls, bands, "slope index")


def relative_index(bands: Sequence[Band]) -> Inequality:
    """Give the relative index (C8): the slope from the least to the most deprived, in mean rates.

    Above nought the most deprived have more of it. Raises ValueError where nobody has any.
    """
    shares, mean, pulls = _shares(bands), _mean(bands), _pulls(bands)
    value = -sum(c * b.rate for c, b in zip(pulls, bands, strict=True)) / mean
    return _linear(
        value, [(-c - value * p) / mean for c, p in zip(pulls, shares, strict=True)], bands, "relative index"
    )


def concentration_index(bands: Sequence[Band]) -> Inequality:
    """Give the concentration index: from -1, all with the most deprived, to 1, all with the least; 0 is even.

    Raises ValueError where nobody has any.
    """
    shares, ridits, mean = _shares(bands), _ridits(bands), _mean(bands)
    value = 2 * sum(p * b.rate * x for p, b, x in zip(shares, bands, ridits, strict=True)) / mean - 1
    pulls = [(2 * p * (x - 0.5) - value * p) / mean for p, x in zip(shares, ridits, strict=True)]
    return _linear(value, pulls, bands, "concentration index")


def absolute_gap(bands: Sequence[Band]) -> Inequality:
    """Give the rate of the most deprived band minus that of the least (C8). The bands between are not looked at."""
    worst, best = bands[0], bands[-1]
    if worst.limits is None or best.limits is None:
        return Inequality(worst.rate - best.rate, None, None, "gap")
    between = apart(_figure(worst), _figure(best))
    return Inequality(between.value, between.lo, between.hi, "gap")


def relative_gap(bands: Sequence[Band]) -> Inequality:
    """Give the rate of the most deprived band divided by that of the least (C8). ValueError where either has none."""
    worst, best = bands[0], bands[-1]
    if worst.rate <= 0 or best.rate <= 0:
        raise ValueError("a rate of nought has no ratio; show the gap")
    value, errors = worst.rate / best.rate, [_error(b) for b in (worst, best)]
    if None in errors:
        return Inequality(value, None, None, "ratio", same=1.0)
    wide = exp(Z * sqrt(sum((e / b.rate) ** 2 for e, b in zip(errors, (worst, best), strict=True) if e is not None)))
    return Inequality(value, value / wide, value * wide, "ratio", same=1.0)


def dissimilarity(
    here: Sequence[int], there: Sequence[int], *, rng: np.random.Generator | None = None, rounds: int = ROUNDS
) -> Inequality:
    """Give the share of one group who would have to live elsewhere to be spread as the other is (C13's D).

    Both by area. With a seeded generator its interval comes from drawing the same numbers of people again; small areas
    make it too high, and the interval shows it. Raises ValueError where a group is nobody.
    """
    a, b = np.asarray(here, float), np.asarray(there, float)
    if a.sum() <= 0 or b.sum() <= 0 or a.shape != b.shape:
        raise ValueError("two groups of somebody, over the same areas")
    value = float(np.abs(a / a.sum() - b / b.sum()).sum() / 2)
    if rng is None:
        return Inequality(value, None, None, "dissimilarity")
    drawn = [rng.multinomial(int(g.sum()), g / g.sum(), size=rounds) / g.sum() for g in (a, b)]
    lo, hi = np.quantile(np.abs(drawn[0] - drawn[1]).sum(axis=1) / 2, (0.025, 0.975))
    return Inequality(value, float(min(lo, value)), float(max(hi, value)), "dissimilarity")


def _shares(bands: Sequence[Band]) -> list[float]:
    people = sum(b.people for b in bands)
    if len(bands) < 2 or min(b.people for b in bands) <= 0:
        raise ValueError("two bands at the least, each with people")
    return [b.people / people for b in bands]


def _ridits(bands: Sequence[Band]) -> list[float]:
    """Give where on the ladder from 0 to 1 the middle of each band stands."""
    shares = _shares(bands)
    return [top - share / 2 for top, share in zip(accumulate(shares), shares, strict=True)]


def _mean(bands: Sequence[Band]) -> float:
    mean = sum(p * b.rate for p, b in zip(_shares(bands), bands, strict=True))
    if mean <= 0:
        raise ValueError("a mean of nought has no inequality to speak of")
    return mean


def _pulls(bands: Sequence[Band]) -> list[float]:
    """Give how much each band's rate moves the slope: the slope is their weighted sum."""
    shares, ridits = _shares(bands), _ridits(bands)
    scale = sum(p * (x - 0.5) ** 2 for p, x in zip(shares, ridits, strict=True))  # the mean ridit is one half
    return [p * (x - 0.5) / scale for p, x in zip(shares, ridits, strict=True)]


def _linear(value: float, pulls: Sequence[float], bands: Sequence[Band], measure: str) -> Inequality:
    errors = [_error(b) for b in bands]
    if None in errors:
        return Inequality(value, None, None, measure)
    wide = Z * sqrt(sum((c * e) ** 2 for c, e in zip(pulls, errors, strict=True) if e is not None))
    return Inequality(value, value - wide, value + wide, measure)


def _error(band: Band) -> float | None:
    """Give the standard error behind a band's limits: at a count of 0 it is not nought."""
    return None if band.limits is None else (band.limits[1] - band.limits[0]) / (2 * Z)


def _figure(band: Band) -> Interval:
    lo, hi = band.limits or (band.rate, band.rate)
    return Interval(band.rate, lo, hi, "C8")
