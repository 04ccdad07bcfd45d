"""Steady rates for many small areas at once: empirical-Bayes smoothing, C11 of the calculations.

In an area of few people a rate jumps about by chance alone. Empirical-Bayes smoothing (Marshall 1991) pulls each rate
towards the mean of all areas, the more the fewer people stand behind it.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Rate = float | Numbers


def shrunk(rate: Rate, mean: float, spread: float, exposure: Rate = 1) -> Rate:
    """Pull one rate towards the mean (C11): w·μ + (1−w)·x, with w = μ/(μ + v·n), where v is how far areas truly differ.

    ``exposure`` is what the rate is out of: the more stands behind it, the less it is pulled.
    """
    weight = mean / (mean + spread * exposure) if mean else 1.0
    return weight * mean + (1 - weight) * rate


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
    return np.asarray(shrunk(rates, mean, spread, people))
