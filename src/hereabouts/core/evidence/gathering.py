"""Are like figures gathered? Global Moran's I first, then Getis-Ord Gi* area by area: C9 of the calculations.

Both take the neighbours row-standardised. Permutation p-values are (R+1)/(M+1), two-sided: how often chance lies as far
from its own mean as what was observed. For Gi* each area stays where it is and the others are shuffled (conditional).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from hereabouts.core.evidence.adjacent import Neighbours

Numbers = NDArray[np.float64]
AT_ONCE = 16  # permutations worked on together: they fit the processor's cache
TIE = 1e-10  # sums of the same figures in another order may differ by this share: they are equal


@dataclass(frozen=True)
class Moran:
    """Whether like figures lie side by side all over the map. None where every figure is the same."""

    i: float | None
    expected: float
    z: float | None
    p_analytic: float | None
    p: float | None
    permutations: int


@dataclass(frozen=True, eq=False)
class Getis:
    """Gi* of each area: its z, the two-sided p by formula and by permutation, and PySAL's one-sided ``p_sim``."""

    z: Numbers
    p_analytic: Numbers
    p: Numbers
    p_sim: Numbers


def moran(y: Numbers, near: Neighbours, dice: np.random.Generator, times: int = 999) -> Moran:
    """Give Moran's I with its p under randomisation (Cliff and Ord 1981) and by permutation.

    ``near`` holds every area of ``y`` in the same order. Zero permutations leave that p out.
    """
    n = len(y)
    z = y - y.mean()
    squares = float(z @ z)
    s0 = float((near.counts > 0).sum())
    if squares <= TIE * max(1.0, float(y @ y)) or s0 == 0:
        return Moran(None, -1 / (n - 1), None, None, None, times)
    scale = n / s0 / squares
    i = scale * float(z @ (near.sums(z) / np.maximum(near.counts, 1)))
    standard = (i + 1 / (n - 1)) / np.sqrt(_variance(z, near, s0))
    drawn = scale * _shuffled(z, near, dice, times) if times else None
    return Moran(
        i=i,
        expected=-1 / (n - 1),
        z=float(standard),
        p_analytic=float(2 * ndtr(-abs(standard))),
        p=None if drawn is None else _folded(i, drawn),
        permutations=times,
    )


def _variance(z: Numbers, near: Neighbours, s0: float) -> float:
    """Work out the variance of I when the figures are dealt out at random."""
    n = len(z)
    weights = _weights(near)
    s1 = float((weights.data**2).sum() + weights.multiply(weights.T.tocsr()).sum())  # half of (w_ij + w_ji) squared
    coming = np.bincount(near.others, weights=weights.data, minlength=n)
    s2 = float((((near.counts > 0) + coming) ** 2).sum())
    k = float((z**4).mean() / (z**2).mean() ** 2)
    a = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
    b = k * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
    return (a - b) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - 1 / (n - 1) ** 2


def _weights(near: Neighbours) -> Any:
    """Give the row-standardised weights as SciPy's sparse matrix."""
    from scipy.sparse import csr_array  # loaded when it is needed: most commands need none

    n = len(near.codes)
    return csr_array((1 / near.counts[near.owners], near.others, near.starts), shape=(n, n))


def _shuffled(z: Numbers, near: Neighbours, dice: np.random.Generator, times: int) -> Numbers:
    weights, made = _weights(near), []
    for start in range(0, times, AT_ONCE):
        deal = dice.permuted(np.tile(z, (min(AT_ONCE, times - start), 1)), axis=1)
        across = np.ascontiguousarray(deal.T)
        made.append((across * (weights @ across)).sum(axis=0))
    return np.concatenate(made)


def _folded(observed: float, drawn: Numbers) -> float:
    middle = drawn.mean()
    away = abs(observed - middle)
    return float(((np.abs(drawn - middle) >= away * (1 - TIE)).sum() + 1) / (len(drawn) + 1))


def getis(y: Numbers, near: Neighbours, dice: np.random.Generator, times: int = 999) -> Getis:
    """Give Gi* of each area, itself included (Ord and Getis 1995). An area without neighbours is not a number.

    ``y`` must not be all the same. Scaling a row of weights changes nothing, so binary and row-standardised agree.
    """
    n = len(y)
    w = near.counts + 1.0
    spread = np.sqrt(max((y**2).mean() - y.mean() ** 2, 0.0))
    tested = near.counts > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (near.sums(y) + y - y.mean() * w) / (spread * np.sqrt((n * w - w**2) / (n - 1)))
    z = np.where(tested & np.isfinite(z), z, np.nan)
    p, p_sim = _conditional(y, near, dice, times) if times else (np.full(n, np.nan),) * 2
    return Getis(z, 2 * ndtr(-np.abs(z)), p, p_sim)


def _conditional(y: Numbers, near: Neighbours, dice: np.random.Generator, times: int) -> tuple[Numbers, Numbers]:
    """Compare each area's sum of neighbours with sums of as many others drawn without replacement.

    One set of draws serves every area with as many neighbours. A draw that holds the area itself has it replaced by the
    one drawn next, which leaves a fair draw from the others; so an area costs a look into a sorted list, not 999 sums.
    """
    n, widest = len(y), int(near.counts.max(initial=0))
    drawn = np.stack([dice.choice(n, widest + 1, replace=False) for _ in range(times)])
    running = y[drawn].cumsum(axis=1)
    observed = near.sums(y)
    expected = near.counts * (y.sum() - y) / (n - 1)
    away = np.abs(observed - expected)
    tie = TIE * np.abs(y).sum()
    high, low = expected + away - tie, expected - away + tie
    above, below, larger = (np.zeros(n, dtype=np.int64) for _ in range(3))
    for c in np.unique(near.counts[near.counts > 0]):
        sums, who = running[:, c - 1], np.flatnonzero(near.counts == c)
        ranked = np.sort(sums)
        above[who] = times - np.searchsorted(ranked, high[who], "left")
        below[who] = np.searchsorted(ranked, low[who], "right")
        larger[who] = times - np.searchsorted(ranked, observed[who] - tie, "left")
        itself = drawn[:, :c]
        turn, at = np.nonzero(near.counts[itself] == c)
        area, old = itself[turn, at], sums[turn]
        new = old - y[area] + y[drawn[turn, c]]
        np.add.at(above, area, (new >= high[area]).astype(np.int64) - (old >= high[area]))
        np.add.at(below, area, (new <= low[area]).astype(np.int64) - (old <= low[area]))
        np.add.at(larger, area, (new >= observed[area] - tie).astype(np.int64) - (old >= observed[area] - tie))
    tested = near.counts > 0
    two_sided = (np.minimum(above + below, times) + 1) / (times + 1)
    one_sided = (np.minimum(larger, times - larger) + 1) / (times + 1)
    return np.where(tested, two_sided, np.nan), np.where(tested, one_sided, np.nan)


def false_discoveries(p: Numbers) -> Numbers:
    """Give Benjamini and Hochberg's q: of all areas called hot at this q, so large a share may be so by chance."""
    q = np.full(len(p), np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    raised = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return q
