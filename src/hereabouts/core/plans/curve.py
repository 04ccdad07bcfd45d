"""Is the curve turned? What a baseline would go on to, with its interval, and what came instead (C22).

The forecast is the straight line through the baseline with its prediction interval: the range in which a single new figure
lies 19 times in 20 if nothing changes. Fewer than eight points carry no forecast, and inside the interval nothing is turned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit

FEWEST = 8
AHEAD = 4  # steps that are forecast where nothing has come yet


@dataclass(frozen=True)
class CurvePoint:
    """One figure of a curve: the middle of its period in years, its words, and the value."""

    time: float
    period: str
    value: float


@dataclass(frozen=True)
class Forecast:
    """What the baseline would go on to at a time, with the prediction interval."""

    time: float
    value: float
    lo: float
    hi: float


@dataclass(frozen=True)
class Curve:
    """A baseline, what came since, and the forecast beside it; without a forecast the baseline is too short."""

    baseline: tuple[CurvePoint, ...]
    since: tuple[CurvePoint, ...]
    forecast: tuple[Forecast, ...]
    verdict: str


def curve(points: Sequence[CurvePoint], *, until: str = "", polarity: str = "neutral") -> Curve:
    """Part points into baseline and since, forecast the baseline, and hold the newest figure against it.

    ``until`` is the last period of the baseline; without it everything is baseline, and the forecast goes on from there.
    ``polarity`` is high_good, high_bad or neutral: only with one of the first two is outside also better or worse.
    """
    cut = next((n for n, one in enumerate(points, 1) if one.period == until), len(points))
    baseline, since = tuple(points[:cut]), tuple(points[cut:])
    times = [one.time for one in since] or _ahead(baseline)
    forecast = line_ahead([p.time for p in baseline], [p.value for p in baseline], times)
    return Curve(baseline, since, forecast, _verdict(since, forecast, polarity))


def _ahead(baseline: Sequence[CurvePoint]) -> list[float]:
    if len(baseline) < FEWEST:
        return []
    step = (baseline[-1].time - baseline[0].time) / (len(baseline) - 1)
    return [baseline[-1].time + step * n for n in range(1, AHEAD + 1)]


def line_ahead(times: Sequence[float], values: Sequence[float], ahead: Sequence[float]) -> tuple[Forecast, ...]:
    """Give the straight line at later times with its 95 % prediction interval; nothing below eight points or at one single time."""
    n = len(times)
    if n < FEWEST or len(set(times)) == 1:
        return ()
    middle, level = sum(times) / n, sum(values) / n
    spread = sum((t - middle) ** 2 for t in times)
    slope = sum((t - middle) * (v - level) for t, v in zip(times, values, strict=True)) / spread
    left = sum((v - level - slope * (t - middle)) ** 2 for t, v in zip(times, values, strict=True))
    scatter, reach = sqrt(left / (n - 2)), float(stdtrit(n - 2, 0.975))

    def at(t: float) -> Forecast:
        value, half = level + slope * (t - middle), reach * scatter * sqrt(1 + 1 / n + (t - middle) ** 2 / spread)
        return Forecast(t, value, value - half, value + half)

    return tuple(at(t) for t in ahead)


def _verdict(since: Sequence[CurvePoint], forecast: Sequence[Forecast], polarity: str) -> str:
    if not forecast:
        return "too few"
    if not since:
        return "not yet"
    value, last = since[-1].value, forecast[-1]
    if last.lo <= value <= last.hi:
        return "as forecast"
    if polarity == "neutral":
        return "outside"
    return "turned" if (value > last.hi) == (polarity == "high_good") else "worse"
