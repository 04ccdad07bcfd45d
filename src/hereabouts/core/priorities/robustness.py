"""How far the order of a board leans on how its three legs are weighed, and on the chance in each (C15).

The order is moved in two ways. One leg's weight goes from a tenth to eight tenths while the other two keep their
proportion; and every weighting in tenths that leaves each leg at least a tenth is tried. A topic that stays among the first
five under all of them stands there whoever did the weighing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from hereabouts.core.priorities.agreement import HIGH, LIKELY, SOURCES
from hereabouts.core.priorities.order import TOP, index, kendalls_ws, ranked

TENTHS = range(1, 9)
WEIGHTINGS = tuple((a / 10, b / 10, (10 - a - b) / 10) for a in TENTHS for b in TENTHS if a + b < 10)
Range = tuple[int, int]


@dataclass(frozen=True)
class Moved:
    """The order with one leg at this weight: how many pairs of topics change places, of how many, and the first five."""

    source: str
    weight: float
    swapped: int
    pairs: int
    top: tuple[str, ...]


@dataclass(frozen=True)
class Robustness:
    """``stays`` is in the first five under every weighting, ``sometimes`` under some. ``ranks`` gives the range by topic and leg."""

    moved: tuple[Moved, ...]
    ranks: Mapping[str, Mapping[str, Range]]
    stays: tuple[str, ...]
    sometimes: tuple[str, ...]
    weightings: int


def robustness(topics: Sequence[str], best: np.ndarray, weights: Sequence[float]) -> Robustness:
    """Move the weights and say what happens to the order; topics that have no place in it stand outside."""
    placed = np.nan_to_num(best).max(axis=1, initial=0.0) > 0
    scores = np.where(placed[:, None], best, np.nan)
    base = ranked(index(scores, np.asarray(weights, dtype=float)))
    moved, ranks = [], {topic: dict[str, Range]() for n, topic in enumerate(topics) if base[n]}
    for at, source in enumerate(SOURCES):
        orders = np.stack([ranked(index(scores, _with(weights, at, tenth / 10))) for tenth in TENTHS])
        moved += [_moved(source, tenth / 10, topics, base, one) for tenth, one in zip(TENTHS, orders, strict=True)]
        for n, topic in enumerate(topics):
            if base[n]:
                ranks[topic][source] = (int(orders[:, n].min()), int(orders[:, n].max()))
    every = ranked(index(scores, np.array(WEIGHTINGS)))
    first = (every > 0) & (every <= TOP)
    stays = tuple(topic for n, topic in enumerate(topics) if first[:, n].all())
    sometimes = tuple(topic for n, topic in enumerate(topics) if first[:, n].any() and topic not in stays)
    return Robustness(tuple(moved), ranks, stays, sometimes, len(WEIGHTINGS))


def _with(weights: Sequence[float], at: int, weight: float) -> np.ndarray:
    """Give one leg a weight; the other two keep their proportion, or share evenly where both had none."""
    others = [0.0 if n == at else float(w) for n, w in enumerate(weights)]
    total = sum(others)
    shares = [w / total if total else 0.5 * (n != at) for n, w in enumerate(others)]
    return np.array([weight if n == at else (1 - weight) * share for n, share in enumerate(shares)])


def _moved(source: str, weight: float, topics: Sequence[str], base: np.ndarray, order: np.ndarray) -> Moved:
    there = [int(n) for n in np.flatnonzero(base)]
    pairs = list(combinations(there, 2))
    swapped = sum((base[a] - base[b]) * (order[a] - order[b]) < 0 for a, b in pairs)
    first = sorted((n for n in there if order[n] <= TOP), key=lambda n: (order[n], topics[n]))
    return Moved(source, weight, int(swapped), len(pairs), tuple(topics[n] for n in first))


def classes_held(best: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Say by topic in what part of the draws (draws x topics x 3) its class is the same: the same legs are high."""
    return np.asarray(((np.nan_to_num(draws) >= HIGH) == (np.nan_to_num(best) >= HIGH)).all(axis=2).mean(axis=0))


def ranks_by_chance(best: np.ndarray, draws: np.ndarray, weights: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Give the ends of the ranks that 95 of 100 draws give, by topic; 0 for those without a place."""
    there = ~np.isnan(best)
    placed = (np.nan_to_num(best).max(axis=1, initial=0.0) > 0) & (there.sum(axis=1) >= 2)
    weighed = np.where(there, draws, 0.0) @ np.asarray(weights, dtype=float)
    total = there.astype(float) @ np.asarray(weights, dtype=float)
    ranks = ranked(np.where(placed, weighed / np.where(total > 0, total, 1.0), np.nan))
    lo, hi = np.percentile(ranks, LIKELY, axis=0, method="inverted_cdf")
    return lo.astype(int), hi.astype(int)


def agreement_by_chance(full: np.ndarray) -> tuple[float, float] | None:
    """Give the ends of Kendall's W over the draws (draws x topics x 3) of the topics that have all three legs."""
    if full.shape[1] < 2:
        return None
    found = kendalls_ws(np.swapaxes(full, 1, 2))
    known = found[~np.isnan(found)]
    if not len(known):
        return None
    lo, hi = np.percentile(known, LIKELY)
    return float(lo), float(hi)
