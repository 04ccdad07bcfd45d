"""Suggested groups of records: links drawn together, and never two that are known to be two people.

A suggestion is a reading aid (X-06): nobody is merged. It hangs on the links alone, not on the order in which they came.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def suggested(n: int, pairs: np.ndarray, weights: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """Give for each of ``n`` records the first record of its group. Records are numbered in the order of their ids.

    ``pairs`` (k x 2) are the links to draw together, ``weights`` how strong; ``apart`` (j x 2) pairs that must never stand
    in one group. Where a group would hold such a pair, its links are drawn again from the strongest, each left out that
    would bring the two together.
    """
    groups = _together(n, pairs)
    if not len(apart):
        return groups
    torn = np.unique(groups[apart[:, 0]][groups[apart[:, 0]] == groups[apart[:, 1]]])
    if not len(torn):
        return groups
    is_torn = np.zeros(n, dtype=bool)
    is_torn[torn] = True
    mine, theirs = is_torn[groups[pairs[:, 0]]], is_torn[groups[apart[:, 0]]]
    order = np.lexsort((pairs[mine, 1], pairs[mine, 0], -weights[mine]))
    members = np.flatnonzero(is_torn[groups])
    groups[members] = _redrawn(members, pairs[mine][order].tolist(), apart[theirs].tolist())
    return groups


def _together(n: int, pairs: np.ndarray) -> np.ndarray:
    """Give each record the first of all that links reach from it."""
    if not len(pairs):
        return np.arange(n)
    graph = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    _, labels = connected_components(graph, directed=False)
    first = np.full(labels.max() + 1, n, dtype=np.int64)
    np.minimum.at(first, labels, np.arange(n))
    return np.asarray(first[labels])


def _redrawn(members: np.ndarray, links: Sequence[Sequence[int]], apart: Sequence[Sequence[int]]) -> list[int]:
    """Draw links together, the strongest first, unless that joins two who are kept apart."""
    group = {int(one): {int(one)} for one in members}
    foes: dict[int, set[int]] = {one: set() for one in group}
    for a, b in apart:
        if b in foes and a in foes:
            foes[a].add(b)
            foes[b].add(a)
    for a, b in links:
        one, other = group[a], group[b]
        if one is other or any(foes[x] & other for x in one):
            continue
        one |= other
        for member in other:
            group[member] = one
    return [min(group[int(one)]) for one in members]
