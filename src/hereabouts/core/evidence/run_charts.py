"""Run charts: has the level shifted? The two rules of Anhøj (C24), which need no limits and hold for short series.

Points that come and go by chance cross their middle about every second time. A run that is too long, or crossings that
are too few, say that something else is at work, such as a new service or a new way of counting. A rule for trends is
left out: it finds next to nothing that these two do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2
from statistics import median

from scipy.special import bdtr

FEWEST_USEFUL = 10  # points off the middle; with fewer, nothing could be too long or too few
RARE = 0.05


@dataclass(frozen=True)
class Runs:
    """A series against its middle: points off it, the longest run on one side, how often it crosses, and the limits of both."""

    middle: float
    useful: int
    longest: int
    longest_usual: int
    crossings: int
    crossings_usual: int

    @property
    def shifted(self) -> bool:
        """Say whether chance alone would hardly give this."""
        return self.longest > self.longest_usual or self.crossings < self.crossings_usual

    @property
    def said(self) -> str:
        """Say it in words; nothing where it is the usual up and down."""
        if self.longest > self.longest_usual:
            return f"The level has shifted: {self.longest} in a row on one side of the middle; chance gives {self.longest_usual} at most."
        if self.crossings < self.crossings_usual:
            return f"The level has shifted: it crosses its middle {self.crossings} times; chance gives {self.crossings_usual} at least."
        return ""


def longest_usual(useful: int) -> int:
    """Give the longest run that chance still gives (C24): round(log₂ n + 3)."""
    return round(log2(useful) + 3)


def crossings_usual(useful: int) -> int:
    """Give the fewest crossings that chance still gives (C24): the 5 % quantile of Bin(n − 1, ½)."""
    return next(k for k in range(useful) if bdtr(k, useful - 1, 0.5) >= RARE)


def runs(values: Sequence[float]) -> Runs | None:
    """Judge a series by its runs about the median; points on the median are of no side. None where too few are left."""
    middle = median(values) if values else 0.0
    sides = [value > middle for value in values if value != middle]
    if len(sides) < FEWEST_USEFUL:
        return None
    lengths = [len(list(same)) for _, same in groupby(sides)]
    n = len(sides)
    return Runs(middle, n, max(lengths), longest_usual(n), len(lengths) - 1, crossings_usual(n))
