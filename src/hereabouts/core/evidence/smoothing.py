"""Steady rates for many small areas at once: empirical-Bayes smoothing, C11 of the calculations.

In an area of few people a rate jumps about by chance alone. Empirical-Bayes smoothing (Marshall 1991) pulls each rate
towards the mean of all areas, the more the fewer people stand behind it.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def smoothed(counts: Numbers, people: Numbers) -> Numbers:
    """Give the empirical-Bayes rate of each area, mean and spread estimated from all of them by moments.

    Where the areas differ by no more than chance would make them differ, every rate is the mean: there is nothing to tell
    apart. Every denominator must be above zero.
    """
    mean = counts.sum() / people.sum()
    rates = counts / people
    spread = (people * (rates - mean) ** 2).sum() / people.sum() - mean / people.mean()
    if spread <= 0 or mean == 0:
        return np.full(len(counts), mean)
    noise = mean / people
    return np.asarray((spread * rates + noise * mean) / (spread + noise))
