"""The shape of the year: how much busier each month is than an average one, from whole years only.

Half a year would say that summer is busy because summer was counted twice. Months are compared by the day, so that
February is not quiet for being short.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

FEWEST_YEARS = 2  # one year cannot tell a season from a happening


@dataclass(frozen=True)
class Season:
    """One month of the year: 100 is an average month; ``counts`` are the events of that month in each whole year."""

    month: int
    index: float
    counts: tuple[int, ...]


def seasons(by_month: Mapping[str, float]) -> tuple[Season, ...]:
    """Give the twelve month indexes from counts by ``YYYY-MM``; none with fewer than two whole years.

    Each year is put on its own average first, so that a year of much crime does not outvote a quiet one.
    """
    years = sorted({period[:4] for period in by_month})
    whole = [year for year in years if all(by_month.get(f"{year}-{m:02d}") is not None for m in range(1, 13))]
    daily = {
        (year, m): by_month[f"{year}-{m:02d}"] / monthrange(int(year), m)[1] for year in whole for m in range(1, 13)
    }
    means = {year: sum(daily[year, m] for m in range(1, 13)) / 12 for year in whole}
    whole = [year for year in whole if means[year] > 0]
    if len(whole) < FEWEST_YEARS:
        return ()
    return tuple(
        Season(
            month=m,
            index=100 * sum(daily[year, m] / means[year] for year in whole) / len(whole),
            counts=tuple(round(by_month[f"{year}-{m:02d}"]) for year in whole),
        )
        for m in range(1, 13)
    )
