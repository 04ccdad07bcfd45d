"""Counts, proportions and rates with the range they could reasonably have: C2 to C4 of the calculations.

Everything is at 95 %. A figure without an interval is not shown as a finding (X-03).
"""

from dataclasses import dataclass
from math import sqrt

from scipy.special import gammaincinv

Z = 1.959964  # the 97.5 % point of the normal distribution, as printed in the calculations
EXACT_BELOW = 10  # Byar's approximation is good from ten events on (C4); below it the exact limits are used


@dataclass(frozen=True)
class Interval:
    """A best figure with the range it could reasonably have, in the unit of the figure."""

    value: float
    lo: float
    hi: float
    method: str


def wilson(count: int, of: int) -> Interval:
    """Give a proportion with its Wilson score interval (C3).

    Chosen over the textbook interval because it never leaves 0..1 and still says something at 0 and at 1.
    Raises ValueError when the count does not fit its denominator.
    """
    if of <= 0 or not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is not a proportion")
    p = count / of
    middle = 2 * count + Z**2
    spread = Z * sqrt(Z**2 + 4 * count * (1 - p))
    scale = 2 * (of + Z**2)
    # Rounding must not put a limit a hair to the wrong side of the figure, or of 0 and 1.
    lo, hi = min(p, (middle - spread) / scale), max(p, (middle + spread) / scale)
    return Interval(p, max(0.0, lo) if count else 0.0, min(1.0, hi), "C3")


def count_limits(count: int) -> tuple[float, float]:
    """Give the limits of a count of independent events (C4): exact below ten, Byar from ten on."""
    if count < 0:
        raise ValueError(f"{count} is not a count")
    if count < EXACT_BELOW:
        # Half a chi-squared quantile is a quantile of the gamma distribution.
        lo = 0.0 if count == 0 else float(gammaincinv(count, 0.025))
        return lo, float(gammaincinv(count + 1, 0.975))
    up = count + 1
    return (
        count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3,
        up * (1 - 1 / (9 * up) + Z / (3 * sqrt(up))) ** 3,
    )


def rate(count: int, of: float, *, per: int = 1000) -> Interval:
    """Give a rate per ``per`` of the denominator with the limits of its count (C2, C4)."""
    if of <= 0:
        raise ValueError(f"a rate needs people or time to be per; {of} is none")
    lo, hi = count_limits(count)
    return Interval(per * count / of, per * lo / of, per * hi / of, "C4")
