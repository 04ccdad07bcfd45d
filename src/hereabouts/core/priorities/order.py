"""The order of the topics, and how firm it is. It orders the discussion; people decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

WEIGHTINGS = 1000
TOP = 5
NINE_TENTHS = (0.05, 0.95)
EXACT = 9  # decimals at which two indexes are the same; more is noise of the machine
EQUAL = (1 / 3, 1 / 3, 1 / 3)


@dataclass(frozen=True)
class Order:
    """The order by topic: index, rank, the ranks nine out of ten other weightings give, share of them in the top five.

    NaN and zero stand for topics that get no order.
    """

    index: np.ndarray
    rank: np.ndarray
    lowest: np.ndarray
    highest: np.ndarray
    top: np.ndarray


def index(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weigh the sources that a topic has (scores: topics x 3; weights: ... x 3). With two missing there is none."""
    there = ~np.isnan(scores)
    weighed = weights @ np.where(there, scores, 0.0).T
    total = weights @ there.T.astype(float)
    return np.where(there.sum(axis=1) >= 2, weighed / np.where(total > 0, total, 1.0), np.nan)


def ranked(indexes: np.ndarray) -> np.ndarray:
    """Give the place in the order, 1 the most pressing; equals share a place, and NaN gets 0."""
    known = np.nan_to_num(np.round(indexes, EXACT), nan=-1.0)
    above = (known[..., None, :] > known[..., :, None]).sum(axis=-1)
    return np.where(np.isnan(indexes), 0, above + 1)


def order(scores: np.ndarray, weights: Sequence[float], rng: np.random.Generator) -> Order:
    """Put the topics in order, and try a thousand other ways to weigh the three sources.

    A topic that every source it has puts at nothing gets no place: there is nothing to discuss yet.
    """
    something = np.nan_to_num(scores).max(axis=1, initial=0.0) > 0
    one = np.where(something, index(scores, np.asarray(weights, dtype=float)), np.nan)
    others = ranked(np.where(something, index(scores, rng.dirichlet((1, 1, 1), size=WEIGHTINGS)), np.nan))
    lowest, highest = np.quantile(others, NINE_TENTHS, axis=0, method="inverted_cdf")
    top = ((others <= TOP) & (others > 0)).mean(axis=0)
    return Order(one, ranked(one), lowest.astype(int), highest.astype(int), top)


def kendalls_w(scores: np.ndarray) -> float | None:
    """Say how far the sources agree on the order (rows: sources), from 0 to 1; None where that cannot be said.

    The formula of C15, with the usual correction for ties: without it even full agreement of tied counts stays below 1.
    """
    w = float(kendalls_ws(scores))
    return None if isnan(w) else w


def kendalls_ws(scores: np.ndarray) -> np.ndarray:
    """Give Kendall's W of many sets of scores at once (... x sources x topics); NaN where it cannot be said."""
    sources, topics = scores.shape[-2:]
    if topics < 2:
        return np.full(scores.shape[:-2], np.nan)
    one, other = scores[..., :, None], scores[..., None, :]
    same = (other == one).sum(axis=-1)
    ranks = (other < one).sum(axis=-1) + (same + 1) / 2  # equals share the middle of their places
    ties = (same**2 - 1).sum(axis=(-1, -2))  # n equals count n cubed less n
    most = sources**2 * (topics**3 - topics) - sources * ties
    sums = ranks.sum(axis=-2)
    apart = 12 * ((sums - sums.mean(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    return np.asarray(np.where(most > 0, apart / np.where(most > 0, most, 1), np.nan))
