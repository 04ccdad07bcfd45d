"""Learns how words go with codes from what people accepted: ridge regression, one line for each code, all codes alike.

Ridge, because it has one answer, no dice, and because what each word adds to a code can be told afterwards. Learned
examples are weighed so that a code with two hundred of them does not drown one with five.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

RIDGE = 0.5  # of the mean square length of a row
ENOUGH = 1e-3  # how near the solution has to come
STEPS = 60
FOLDS = 5
FAINT = 0.15  # the level where it was not tried either
SHARPNESS = (4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 18.0, 22.0, 27.0)  # from which the one is taken that fits best
FROM_STATEMENTS, FROM_FEW = 30.0, 12.0  # where there is nothing to try it on: statements share few words with answers


@dataclass(frozen=True)
class Learned:
    """What each trace adds to each code (``pull``), and how sharply the sums tell codes apart."""

    pull: np.ndarray
    sharpness: float
    level: float  # from which score on a code is suggested, where an answer may have several

    def sums(self, table: sparse.csr_matrix) -> np.ndarray:
        """Give for each answer and code how far its traces speak for it."""
        return np.asarray(table @ self.pull)


def learn(table: sparse.csr_matrix, codes: np.ndarray, tried: np.ndarray) -> Learned:
    """Learn from rows and their codes (a column of 0 and 1 for each code).

    ``tried`` says which rows are somebody's words; the others are statements of a codebook, which are learned from and
    never tried on. Sharpness and level are those that do best on examples held back, a fifth at a time.
    """
    pull = _ridge(table, codes)
    if tried.sum() < 2 * FOLDS:
        return Learned(pull, FROM_FEW if tried.any() else FROM_STATEMENTS, FAINT)
    held, truth = _held_back(table, codes, tried)
    sharpness = max(SHARPNESS, key=lambda s: _likelihood(scores(held, s), truth))
    return Learned(pull, sharpness, _level(scores(held, sharpness), truth))


def scores(sums: np.ndarray, sharpness: float, common: np.ndarray | None = None) -> np.ndarray:
    """Turn sums into scores that add up to 1 for each answer; ``common`` is how common each code is, equal if unknown."""
    raised = np.exp(sharpness * (sums - sums.max(axis=1, keepdims=True)))
    raised = raised if common is None else raised * common
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _ridge(table: sparse.csr_matrix, codes: np.ndarray) -> np.ndarray:
    """Solve (X X' + ridge / weight) A = Y by conjugate gradients, all codes at once; give X' A."""
    target = codes / np.maximum(codes.sum(axis=1, keepdims=True), 1) - 1 / codes.shape[1]
    weight = (codes * (codes.sum() / codes.shape[1] / np.maximum(codes.sum(axis=0), 1))).sum(axis=1)
    weight = np.clip(weight / np.maximum(codes.sum(axis=1), 1), 0.2, 5)
    across = table.T.tocsr()
    ridge = RIDGE * table.power(2).sum() / table.shape[0] / weight[:, None]
    found, left = np.zeros(target.shape), target.copy()
    way, size = left.copy(), (left**2).sum(axis=0)
    for _ in range(STEPS):
        if np.sqrt(size.max()) < ENOUGH * np.sqrt(len(target)):
            break
        bent = table @ (across @ way) + ridge * way
        step = size / np.maximum((way * bent).sum(axis=0), 1e-300)
        found, left = found + step * way, left - step * bent
        before, size = size, (left**2).sum(axis=0)
        way = left + way * (size / np.maximum(before, 1e-300))
    return np.asarray(across @ found)


def _held_back(table: sparse.csr_matrix, codes: np.ndarray, tried: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give sums for examples that were not learned from, and their codes. Each code's examples are dealt out evenly."""
    rows = np.flatnonzero(tried)
    rows = rows[np.argsort(codes[rows].argmax(axis=1), kind="stable")]
    sums = np.zeros((len(rows), codes.shape[1]))
    for fold in range(FOLDS):
        held = np.arange(len(rows)) % FOLDS == fold
        rest = np.setdiff1d(np.arange(len(codes)), rows[held])
        sums[held] = table[rows[held]] @ _ridge(table[rest], codes[rest])
    return sums, codes[rows]


def _likelihood(told: np.ndarray, truth: np.ndarray) -> float:
    right = np.where(truth > 0, np.log(np.maximum(told, 1e-12)), 0).sum(axis=1) / np.maximum(truth.sum(axis=1), 1)
    return float(right.mean())


def _level(told: np.ndarray, truth: np.ndarray) -> float:
    """Give the level at which suggestions and truth agree best (micro F1 on examples held back)."""
    levels = np.arange(0.05, 0.65, 0.05)
    right = [2 * ((told >= x) & (truth > 0)).sum() / ((told >= x).sum() + (truth > 0).sum()) for x in levels]
    return float(levels[int(np.argmax(right))])
