"""How three sources meet on one topic: eight classes in words, and how far apart they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

HIGH, LOW = 60.0, 40.0
FAR = 40.0  # points apart from which somebody must own the disagreement (C15)
SOURCES = ("voice", "data", "strategy")
LIKELY = (2.5, 97.5)
BELOW, ABOVE = -1.0, 101.0  # stand for a missing score, so that it is neither the highest nor the lowest

# The class by the sources that are high, named as people will say them.
CLASSES: Mapping[frozenset[str], str] = {
    frozenset(SOURCES): "agreed by all",
    frozenset({"voice", "data"}): "local case to take up",
    frozenset({"voice", "strategy"}): "felt and chosen",
    frozenset({"data", "strategy"}): "silent need",
    frozenset({"voice"}): "voice only",
    frozenset({"data"}): "data only",
    frozenset({"strategy"}): "imported priority",
    frozenset(): "no source is high",
}


@dataclass(frozen=True)
class Apart:
    """How far two sources stand apart on a topic, with the range that chance allows."""

    one: str
    other: str
    points: float
    lo: float
    hi: float


@dataclass(frozen=True)
class Divergence:
    """How far the furthest two sources stand apart; from 40 points on, a disagreement somebody must own."""

    points: float
    lo: float
    hi: float
    flag: bool
    pairs: tuple[Apart, ...]


def level(score: float | None) -> str:
    """Say high, middling, low, or missing."""
    if score is None:
        return "missing"
    if score >= HIGH:
        return "high"
    return "low" if score <= LOW else "middling"


def class_of(scores: Mapping[str, float | None]) -> str:
    """Name the class of a topic by which of its sources are high."""
    return CLASSES[frozenset(source for source in SOURCES if level(scores.get(source)) == "high")]


def divergences(best: np.ndarray, draws: np.ndarray) -> list[Divergence | None]:
    """Measure the disagreement on every topic (best: topics x 3; draws: draws x topics x 3).

    None where a topic has fewer than two sources. All at once: a thousand draws of twenty topics take a few milliseconds.
    """
    there = ~np.isnan(best)
    highest = np.where(there, best, BELOW).max(axis=1) - np.where(there, best, ABOVE).min(axis=1)
    known = np.where(there, draws, BELOW).max(axis=2) - np.where(there, draws, ABOVE).min(axis=2)
    lo, hi = np.percentile(known, LIKELY, axis=0)
    pairs = [_pairs(n, m, best, draws) for n, m in combinations(range(len(SOURCES)), 2)]
    found: list[Divergence | None] = []
    for topic, points in enumerate(highest):
        if there[topic].sum() < 2:
            found.append(None)
            continue
        apart = tuple(of_pair[topic] for of_pair in pairs if not np.isnan(of_pair[topic].points))
        ends = (min(float(lo[topic]), float(points)), max(float(hi[topic]), float(points)))
        found.append(Divergence(float(points), *ends, bool(points >= FAR), apart))
    return found


def _pairs(n: int, m: int, best: np.ndarray, draws: np.ndarray) -> list[Apart]:
    lo, hi = np.percentile(draws[:, :, n] - draws[:, :, m], LIKELY, axis=0)
    points = best[:, n] - best[:, m]
    return [Apart(SOURCES[n], SOURCES[m], *map(float, of)) for of in zip(points, lo, hi, strict=True)]
