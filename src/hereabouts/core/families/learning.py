"""Learning how often fields agree: expectation maximisation over counts of patterns (Fellegi and Sunter's model, C18)."""

from collections.abc import Sequence

import numpy as np

ROUNDS, STILL = 60, 1e-6
LEAST = 1e-6  # nothing never happens
BELIEF = 100  # pairs that the starting figures count as: a few pairs teach little, and nothing never happens


def strangers(seen: float, m: float, prior: float, *, floor: float) -> float:
    """Correct how often pairs of strangers are at a level for the true pairs among the random ones.

    In a small file of overlapping caseloads every tenth random "same number" is one person; uncorrected, the best
    evidence would look like chance. Where nothing is left the starting figure stands.
    """
    return min(1.0, max((seen - prior * m) / (1 - prior), min(seen, floor)))


def maximised(
    patterns: np.ndarray, counts: np.ndarray, m: Sequence[np.ndarray], u: Sequence[np.ndarray], prior: float
) -> tuple[list[np.ndarray], float]:
    """Learn ``m`` of each comparison from pairs whose truth nobody knows; ``u`` stays, it comes from random pairs.

    ``patterns`` has a row for each pattern seen and a column for each comparison: the level's place, -1 where missing.
    ``counts`` says how many pairs show it. Gives ``m`` anew and the share of these pairs that match. Deterministic.
    """
    begun = [np.array(one, float) / np.sum(one) for one in m]
    m = begun
    for _ in range(ROUNDS):
        odds = np.full(len(counts), np.log(prior / (1 - prior)))
        for k, levels in enumerate(patterns.T):
            odds += np.where(levels < 0, 0.0, np.log(m[k] / u[k])[levels])
        true = counts / (1 + np.exp(-np.clip(odds, -500, 500)))
        new = [_shares(levels, true, begun[k]) for k, levels in enumerate(patterns.T)]
        moved = max(float(np.abs(a - b).max()) for a, b in zip(new, m, strict=True))
        m, prior = new, float(np.clip(true.sum() / counts.sum(), LEAST, 1 - LEAST))
        if moved < STILL:
            break
    return m, prior


def _shares(levels: np.ndarray, true: np.ndarray, begun: np.ndarray) -> np.ndarray:
    known = levels >= 0
    seen = np.bincount(levels[known], weights=true[known], minlength=len(begun)) + BELIEF * begun
    return np.asarray(seen / seen.sum())
