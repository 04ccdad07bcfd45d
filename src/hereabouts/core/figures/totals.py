"""What several areas give together: C1. A place has sums and their ratio; it has no mean of rates.

A count adds up. A rate, a rank or a median of areas does not, and cannot be shared out by people either.
"""

from collections.abc import Mapping, Sequence

from hereabouts.core.figures.intervals import Interval
from hereabouts.core.sentences import Sentence


class NotACount(Sentence):
    """Something shared out or added up that only counts may be."""


def pooled(counts: Sequence[float], of: Sequence[float]) -> float:
    """Give the rate of all areas together (C1): Σx/Σn, never the mean of their rates."""
    if len(counts) != len(of) or sum(of) <= 0:
        raise ValueError("each count needs what it is out of, and something must be there")
    return sum(counts) / sum(of)


def apportioned(counts: Mapping[str, float], shares: Mapping[str, float], *, kind: str = "count") -> float:
    """Give the part of the areas' counts that falls to a place, by the share of each area's people in it (C1).

    An area without a share lies outside. Raises NotACount for anything but counts, ValueError for a share outside 0..1.
    """
    if kind != "count":
        raise NotACount(
            "A {kind} cannot be shared out by people: half of an area has not half of its {kind}. "
            "Share out the count and its denominator, and divide afterwards.", kind=kind,
        )  # fmt: skip
    wrong = [area for area, share in shares.items() if not 0 <= share <= 1]
    if wrong:
        raise ValueError(f"a share lies between 0 and 1; that of {wrong[0]} does not")
    return sum(count * shares.get(area, 0.0) for area, count in counts.items())


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> Interval:
    """Give the mean of published values weighted by people (C1). It has no interval, and its limits are itself."""
    if len(values) != len(weights) or sum(weights) <= 0 or min(weights) < 0:
        raise ValueError("each value needs a weight, none below nought and not all nought")
    mean = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    return Interval(mean, mean, mean, "C1")


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """Give the value that half of the people lie below (C1): of the areas' values, halfway where two share the middle.

    The middle of the areas' values is not the middle of the people's; say which it is wherever it is printed.
    """
    if len(values) != len(weights) or sum(weights) <= 0 or min(weights) < 0:
        raise ValueError("each value needs a weight, none below nought and not all nought")
    ordered = sorted((v, w) for v, w in zip(values, weights, strict=True) if w > 0)
    half, reached = sum(weights) / 2, 0.0
    for (value, weight), following in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        reached += weight
        if reached == half:
            return (value + following[0]) / 2
        if reached > half:
            return value
    return ordered[-1][0]
