"""How few areas hold how much: the concentration curve (C10) and a Gini that is fair to few events.

Fifty burglaries cannot spread over two hundred areas; the generalised Gini of Bernasco and Steenbeek (2017, "More places
than crimes") asks how far they are from being spread as widely as fifty can be.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
DRAWN = 101  # points of the curve: more cannot be seen
STOPS = (0.05, 0.10, 0.20, 0.25, 0.50)


@dataclass(frozen=True)
class Concentration:
    """Events by area, the busiest first."""

    events: float
    areas: int
    share_of: dict[str, float]
    half_in: int
    gini: float
    curve: tuple[tuple[float, float], ...]


def concentration(counts: Numbers) -> Concentration | None:
    """Say which share of the events lies in the busiest areas, and in how many areas half of them lie.

    None where nothing happened. ``share_of`` is by percent of areas, each rounded up to whole areas.
    """
    total = float(counts.sum())
    if total <= 0:
        return None
    n = len(counts)
    busiest = np.sort(counts)[::-1].cumsum() / total
    stops = {f"{100 * stop:.0f}": float(busiest[int(np.ceil(stop * n - 1e-9)) - 1]) for stop in STOPS}
    steps = np.unique(np.linspace(0, n - 1, min(n, DRAWN)).round().astype(int))
    points = [(0.0, 0.0), *(((int(i) + 1) / n, float(busiest[i])) for i in steps)]
    half = int(np.searchsorted(busiest, 0.5 - 1e-12)) + 1
    return Concentration(total, n, stops, half, gini(counts), tuple(points))


def gini(counts: Numbers) -> float:
    """Give the generalised Gini: 0 when events are spread as widely as they can be, near 1 when one area has all.

    With more events than areas it is the ordinary Gini.
    """
    n, events = len(counts), float(counts.sum())
    ranked = float((np.arange(1, n + 1) * np.sort(counts) / events).sum())
    return max(1 / events, 1 / n) * (2 * ranked - n - 1) - max(n / events, 1) + 1


def accuracy_index(hit: float, of: float, hot_size: float, whole_size: float) -> float:
    """Give the prediction accuracy index (C10): the share of the next period's events over the share of the ground."""
    return (hit / of) / (hot_size / whole_size)
