"""Control charts: is this month different, or is it the usual up and down? C24 of the calculations.

Four rules and no more, because each further rule raises more false alarms than it finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from hereabouts.core.evidence.run_charts import runs

FEWEST_POINTS = 12  # limits from fewer points would move with each new one
RUN = 7  # points on one side of the middle, or rising, or falling
XMR_FROM = 10  # events a month from which the points' own spread is a better guide than chance alone


@dataclass(frozen=True)
class Point:
    """One period on the chart with its limits, and the rules it breaks."""

    period: str
    value: float
    lo: float
    hi: float
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class ControlChart:
    """A chart of one place: its middle line and its points."""

    kind: str
    middle: float
    points: tuple[Point, ...]
    shift: str = ""  # in words, where the level has moved and chance would not have moved it

    @property
    def unusual(self) -> tuple[Point, ...]:
        """The points that break a rule."""
        return tuple(point for point in self.points if point.breaks)


def xmr(values: Sequence[float]) -> tuple[float, float, float, float]:
    """Give the mean, the mean moving range and the limits of an XmR chart (C24)."""
    mean = sum(values) / len(values)
    moving = sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
    return mean, moving, mean - 2.66 * moving, mean + 2.66 * moving


def moving_limit(values: Sequence[float]) -> float:
    """Give the largest change from one point to the next that is still the usual up and down (C24): 3.268 times the mean."""
    return 3.268 * xmr(values)[1]


def p_limits(counts: Sequence[int], of: Sequence[int]) -> tuple[float, list[tuple[float, float]]]:
    """Give the mean share and the limits of each point of a p chart (C24)."""
    mean = sum(counts) / sum(of)
    spread = [3 * sqrt(mean * (1 - mean) / n) for n in of]
    return mean, [(max(0.0, mean - s), min(1.0, mean + s)) for s in spread]


def u_limits(counts: Sequence[float], exposure: Sequence[float]) -> tuple[float, list[tuple[float, float]]]:
    """Give the mean rate and the limits of each point of a u chart (C24)."""
    mean = sum(counts) / sum(exposure)
    return mean, [(max(0.0, mean - 3 * sqrt(mean / n)), mean + 3 * sqrt(mean / n)) for n in exposure]


def chart(periods: Sequence[str], counts: Sequence[float]) -> ControlChart | None:
    """Chart the events of one area by period; None with fewer than twelve periods.

    From ten events a period on, XmR, whose limits come from the points' own ups and downs; below, a chart of counts, whose
    limits are those of chance (a u chart with the same exposure each period).
    """
    if len(counts) < FEWEST_POINTS:
        return None
    if sum(counts) / len(counts) >= XMR_FROM:
        middle, _, lo, hi = xmr(counts)
        kind, limits = "XmR", [(max(0.0, lo), hi)] * len(counts)
    else:
        kind = "counts"
        middle, limits = u_limits(counts, [1.0] * len(counts))
    broken = breaks(counts, middle, limits)
    return ControlChart(
        kind,
        middle,
        tuple(Point(p, v, *limit, b) for p, v, limit, b in zip(periods, counts, limits, broken, strict=True)),
        told.said if (told := runs(counts)) else "",
    )


def breaks(values: Sequence[float], middle: float, limits: Sequence[tuple[float, float]]) -> list[tuple[str, ...]]:
    """Name the rules that each point breaks; a run is told at its last point and all that follow in it."""
    told: list[tuple[str, ...]] = []
    for i, value in enumerate(values):
        lo, hi = limits[i]
        found = []
        if not lo <= value <= hi:
            found.append("outside the limits")
        if _run(values[: i + 1], middle):
            found.append("seven on one side")
        if _trend(values[: i + 1]):
            found.append("six rising or falling")
        if _outer(values[max(0, i - 2) : i + 1], middle, limits[max(0, i - 2) : i + 1]):
            found.append("two of three in the outer third")
        told.append(tuple(found))
    return told


def _run(values: Sequence[float], middle: float) -> bool:
    last = values[-RUN:]
    return len(last) == RUN and (all(v > middle for v in last) or all(v < middle for v in last))


def _trend(values: Sequence[float]) -> bool:
    last = list(pairwise(values[-(RUN - 1) :]))
    return len(last) == RUN - 2 and (all(b > a for a, b in last) or all(b < a for a, b in last))


def _outer(values: Sequence[float], middle: float, limits: Sequence[tuple[float, float]]) -> bool:
    """Say whether the newest point and at least one of the two before lie in the same outer third."""
    if len(values) < 3:
        return False
    high = [v > middle + 2 / 3 * (hi - middle) for v, (_, hi) in zip(values, limits, strict=True)]
    low = [v < middle - 2 / 3 * (middle - lo) for v, (lo, _) in zip(values, limits, strict=True)]
    return any(side[-1] and sum(side) >= 2 for side in (high, low))
