"""Putting voters into groups, and measuring whether the groups are there: silhouette, and agreement of halves."""

import numpy as np

BEGINNINGS = 4  # random beginnings of each grouping, of which the tightest is kept
STEPS = 50
LOOKED_AT = 1000  # voters a silhouette is worked out for; more do not change it


def grouped(stands: np.ndarray, groups: int, rng: np.random.Generator) -> np.ndarray:
    """Give the centres of so many groups (k-means, each beginning spread out), the largest group first."""
    best, least = None, np.inf
    for _ in range(BEGINNINGS):
        centres = _spread(stands, groups, rng)
        own = nearest(stands, centres)
        for _ in range(STEPS):
            sizes = np.bincount(own, minlength=groups)
            sums = np.stack([np.bincount(own, column, groups) for column in stands.T], axis=1)
            centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
            before, own = own, nearest(stands, centres)
            if (own == before).all():
                break
        apart = _distances(stands, centres).min(axis=1).sum()
        if best is None or apart < least:
            best, least = centres, apart
    assert best is not None
    sizes = np.bincount(nearest(stands, best), minlength=groups)
    return np.asarray(best[np.argsort(-sizes, kind="stable")])


def nearest(stands: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Put each voter into the group whose centre is nearest."""
    return np.asarray(((centres**2).sum(axis=1) - 2 * stands @ centres.T).argmin(axis=1))  # who is far is far from all


def _distances(stands: np.ndarray, centres: np.ndarray) -> np.ndarray:
    away = stands[:, None, :] - centres[None, :, :]
    return np.asarray((away**2).sum(axis=2))


def _spread(stands: np.ndarray, groups: int, rng: np.random.Generator) -> np.ndarray:
    chosen = [stands[rng.integers(len(stands))]]
    while len(chosen) < groups:
        away = _distances(stands, np.array(chosen)).min(axis=1)
        total = away.sum()
        at = rng.choice(len(stands), p=away / total) if total > 0 else rng.integers(len(stands))
        chosen.append(stands[at])
    return np.array(chosen)


def silhouette(stands: np.ndarray, own: np.ndarray, rng: np.random.Generator) -> float:
    """Say how much nearer voters stand to their own group than to the next, from -1 to 1; 0 where there is one group."""
    if len(stands) > LOOKED_AT:
        kept = np.sort(rng.choice(len(stands), LOOKED_AT, replace=False))
        stands, own = stands[kept], own[kept]
    names, own = np.unique(own, return_inverse=True)
    if len(names) < 2:
        return 0.0
    squared = (stands**2).sum(axis=1)
    away = np.sqrt(np.maximum(squared[:, None] + squared[None, :] - 2 * stands @ stands.T, 0))
    member = np.eye(len(names))[own]
    sizes = member.sum(axis=0)
    means = (away @ member) / np.maximum(sizes - member, 1)
    at = np.arange(len(own))
    mine = means[at, own]
    means[at, own] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(mine, other)
    scores = np.where((sizes[own] > 1) & (widest > 0), (other - mine) / np.where(widest > 0, widest, 1), 0.0)
    return float(scores.mean())


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Say how far two groupings of the same people agree: 1 the same, 0 no more than by chance (Hubert and Arabie)."""
    table = crossed(one, other)
    together, rows, columns = (_pairs(n).sum() for n in (table, table.sum(axis=1), table.sum(axis=0)))
    everybody = _pairs(np.array([table.sum()])).sum()
    chance = rows * columns / everybody if everybody else 0.0
    most = (rows + columns) / 2
    return float((together - chance) / (most - chance)) if most != chance else 1.0


def crossed(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Count the people in each pair of groups of two groupings."""
    a, b = (np.unique(of, return_inverse=True)[1] for of in (one, other))
    table = np.zeros((a.max(initial=-1) + 1, b.max(initial=-1) + 1))
    np.add.at(table, (a, b), 1)
    return table


def _pairs(n: np.ndarray) -> np.ndarray:
    return np.asarray(n * (n - 1) / 2)
