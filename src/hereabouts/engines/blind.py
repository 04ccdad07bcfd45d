"""Comparing encoded people: candidates by sorted block numbers, likeness by counting bits, each person once an agency."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from hereabouts.core.families.blind_counts import NotTogether
from hereabouts.engines.blind_files import People

ALIKE = 0.78  # Dice of two filters from which they count as one person: between twins of two names (.69) and a slip of the pen
AT_ONCE = 250_000  # pairs compared in one go: 32 MB of bits


def people(files: Sequence[People]) -> list[frozenset[str]]:
    """Say of each person found which agencies they are with; nobody is in two people, no agency twice in one.

    The most alike pairs are joined first. Raises NotTogether for files of different keys, or two of one agency.
    """
    _refuse_apart(files)
    starts = np.cumsum([0, *(len(one.bits) for one in files)])
    found = [
        np.column_stack((links[:, 0] + starts[a], links[:, 1] + starts[b], links[:, 2]))
        for a, b in combinations(range(len(files)), 2)
        for links in [alike(files[a], files[b])]
    ]
    joined = np.concatenate(found) if found else np.zeros((0, 3))
    members = np.repeat(np.arange(len(files)), np.diff(starts))
    groups = _joined(joined[np.lexsort((joined[:, 1], joined[:, 0], -joined[:, 2]))], members)
    return [frozenset(files[n].agency for n in range(len(files)) if mask >> n & 1) for mask in groups]


def _refuse_apart(files: Sequence[People]) -> None:
    if len({one.key for one in files}) > 1:
        said = ", ".join(f"{one.agency}: {one.key}" for one in files)
        raise NotTogether(
            "These files were encoded with different keys ({said}), so nobody in them can be compared. "
            "All partners must use the same key file.",
            said=said,
        )  # fmt: skip
    agencies = [one.agency for one in files]
    twice = next((a for a in agencies if agencies.count(a) > 1), None)
    if twice is not None:
        raise NotTogether("There are two files of {agency}. Give one file an agency.", agency=twice)


def _joined(links: np.ndarray, members: np.ndarray) -> list[int]:
    """Join the most alike first, never two rows of one agency; give each group's agencies as bits."""
    parent = list(range(len(members)))
    masks = [1 << int(agency) for agency in members]

    def head(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    for a, b in links[:, :2].astype(np.int64).tolist():
        left, right = head(a), head(b)
        if left != right and not masks[left] & masks[right]:
            parent[right] = left
            masks[left] |= masks[right]
    return [masks[n] for n in range(len(parent)) if parent[n] == n]


def alike(a: People, b: People, *, at_least: float = ALIKE) -> np.ndarray:
    """Give pairs that share a block and are alike: row of a, row of b, Dice. Each pair stands once."""
    weight_a, weight_b = (np.bitwise_count(one.bits).sum(axis=1, dtype=np.int64) for one in (a, b))
    kept = []
    for left, right in candidates(a.blocks, b.blocks):
        both = np.bitwise_count(a.bits[left] & b.bits[right]).sum(axis=1, dtype=np.int64)
        dice = 2 * both / np.maximum(weight_a[left] + weight_b[right], 1)
        near = dice >= at_least
        kept.append(np.column_stack((left[near], right[near], dice[near])))
    return np.unique(np.concatenate(kept), axis=0) if kept else np.zeros((0, 3))


def candidates(a: np.ndarray, b: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give the pairs of rows that share a block number, some at a time; a pair that shares several comes several times."""
    for column in range(a.shape[1]):
        ours, order = np.flatnonzero(a[:, column] >= 0), np.argsort(b[:, column], kind="stable")
        sorted_b = b[order, column]
        first = np.searchsorted(sorted_b, a[ours, column], "left")
        many = np.searchsorted(sorted_b, a[ours, column], "right") - first
        ends = np.cumsum(many)
        for start, stop in _stretches(ends):
            n = many[start:stop]
            left = np.repeat(ours[start:stop], n)
            within = np.arange(len(left)) - np.repeat(np.cumsum(n) - n, n)
            yield left, order[np.repeat(first[start:stop], n) + within]


def _stretches(ends: np.ndarray) -> Iterator[tuple[int, int]]:
    """Cut rows into stretches with about ``AT_ONCE`` pairs each; one row's pairs stay together."""
    start = 0
    while start < len(ends):
        done = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + AT_ONCE, "right")))
        yield start, stop
        start = stop
