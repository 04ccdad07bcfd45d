"""Is it going up or down? A line through several measurements, and what may be said of it.

Each measurement counts by how sure it is. Where they scatter more than their own intervals allow, the line is less
sure by as much: two points have no trend, they have a change (C6).
"""

from collections.abc import Sequence
from math import sqrt
from typing import Literal

from scipy.special import stdtrit

from hereabouts.core.figures.intervals import Interval, Z

FEWEST = 3  # two points always lie on a line

Heading = Literal["rising", "falling", "no clear change", "too few to tell"]
Narrowing = Literal["narrowing", "widening", "no clear change", "too few to tell"]


def slope(times: Sequence[float], figures: Sequence[Interval]) -> Interval | None:
    """Give the change a unit of time with its interval, by weighted least squares; None below three measurements.

    A measurement without any range has no weight that anybody knows; one such makes all count alike, and the scatter
    alone then says how sure the line is.
    """
    n = len(times)
    if n != len(figures):
        raise ValueError("a time for each measurement")
    if n < FEWEST or len(set(times)) < FEWEST:
        return None
    errors = [(f.hi - f.lo) / (2 * Z) for f in figures]
    told = min(errors) > 0
    weights = [1 / e**2 if told else 1.0 for e in errors]
    whole = sum(weights)
    middle = sum(w * t for w, t in zip(weights, times, strict=True)) / whole
    spread = sum(w * (t - middle) ** 2 for w, t in zip(weights, times, strict=True))
    level = sum(w * f.value for w, f in zip(weights, figures, strict=True)) / whole
    value = sum(w * (t - middle) * f.value for w, t, f in zip(weights, times, figures, strict=True)) / spread
    left = sum(
        w * (f.value - level - value * (t - middle)) ** 2 for w, t, f in zip(weights, times, figures, strict=True)
    ) / (n - 2)
    # Scatter beyond chance widens it, and few points then need the wider t; scatter below chance proves nothing.
    scatter, reach = (left, float(stdtrit(n - 2, 0.975))) if left > 1 or not told else (1.0, Z)
    wide = reach * sqrt(scatter / spread)
    return Interval(value, value - wide, value + wide, "C6 trend")


def heading(line: Interval | None) -> Heading:
    """Say which way a line goes, where its interval leaves no doubt."""
    if line is None:
        return "too few to tell"
    if line.lo > 0:
        return "rising"
    return "falling" if line.hi < 0 else "no clear change"


def narrowing(times: Sequence[float], gaps: Sequence[Interval]) -> Narrowing:
    """Say whether a gap narrows (C8): only a trend in the gap whose interval leaves out nought is a narrowing.

    A gap may lie to either side. One that changes side during the time has no one direction: no clear change.
    """
    way = heading(slope(times, gaps))
    if way in {"too few to tell", "no clear change"}:
        return "too few to tell" if way == "too few to tell" else "no clear change"
    above = [gap.value > 0 for gap in gaps]
    if any(above) and not all(above):
        return "no clear change"
    return "narrowing" if (way == "falling") == all(above) else "widening"
