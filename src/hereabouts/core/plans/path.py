"""Where a measure should be today on the way from its baseline to its target (C22)."""

from dataclasses import dataclass
from datetime import date

SHARE = float  # of the way, from 0 to 1 and beyond: somebody may be further than the target


@dataclass(frozen=True)
class OnTheWay:
    """A measure on its path: where it should be, where it is, how much of the way is made, and whether that is enough."""

    expected: float | None
    value: float | None
    made: SHARE | None
    enough: bool | None


def expected(baseline: float, target: float, gone: SHARE) -> float:
    """Give the value that a straight line from baseline to target has when that share of the time is gone."""
    return baseline + (target - baseline) * min(1.0, max(0.0, gone))


def made(baseline: float, target: float, value: float) -> SHARE | None:
    """Give the progress ratio: how much of the way is made. None where baseline and target are one: there is no way."""
    return None if target == baseline else (value - baseline) / (target - baseline)


def on_the_way(
    *,
    baseline: float | None,
    target: float | None,
    starts_on: date | None,
    ends_on: date | None,
    value: float | None,
    read_on: date | None,
    on: date,
) -> OnTheWay:
    """Hold the newest reading against the path. It is judged on the day it was read: nobody is behind for not having looked since.

    ``expected`` is as of ``on``. Whether the way made is enough is not known without baseline, target and both days.
    """
    if baseline is None or target is None:
        return OnTheWay(None, value, None, None)
    now, then = _gone(starts_on, ends_on, on), _gone(starts_on, ends_on, read_on)
    way = None if value is None else made(baseline, target, value)
    enough = None if way is None or then is None else way >= min(1.0, max(0.0, then))
    return OnTheWay(None if now is None else expected(baseline, target, now), value, way, enough)


def _gone(starts_on: date | None, ends_on: date | None, on: date | None) -> SHARE | None:
    if starts_on is None or ends_on is None or on is None or ends_on <= starts_on:
        return None
    return (on - starts_on).days / (ends_on - starts_on).days
