"""Who is next to whom: neighbours of areas as row-standardised weights, by a rule that is always said aloud.

An area without neighbours (an island, or a shape that touches none) is no fault, but it cannot be tested and is named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hereabouts.core.sentences import Sentence, counted, listed

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
SHAPED = ("queen", "rook")


class NotNeighbours(Sentence):
    """A rule of neighbours, or a file of weights, that cannot be read."""


@dataclass(frozen=True, eq=False)
class Neighbours:
    """For each area the positions of its neighbours: those of area ``i`` are ``others[starts[i]:starts[i + 1]]``."""

    codes: tuple[str, ...]
    starts: Places
    others: Places
    rule: str

    @cached_property
    def counts(self) -> Places:
        """How many neighbours each area has."""
        return np.diff(self.starts)

    @cached_property
    def owners(self) -> Places:
        """For each entry of ``others``, whose neighbour it is."""
        return np.repeat(np.arange(len(self.codes)), self.counts)

    @property
    def alone(self) -> tuple[str, ...]:
        """The areas that have no neighbour."""
        return tuple(self.codes[i] for i in np.flatnonzero(self.counts == 0))

    def sums(self, values: Numbers) -> Numbers:
        """Add up the values of each area's neighbours."""
        return np.bincount(self.owners, weights=values[self.others], minlength=len(self.codes)).astype(np.float64)

    def among(self, codes: Sequence[str]) -> "Neighbours":
        """Keep some areas only, in the order given; neighbours outside them fall away."""
        position = {code: i for i, code in enumerate(codes)}
        mine = np.array([position.get(code, -1) for code in self.codes], dtype=np.int64)
        kept = (mine[self.owners] >= 0) & (mine[self.others] >= 0)
        return paired(codes, mine[self.owners[kept]], mine[self.others[kept]], self.rule)

    def and_theirs(self) -> "Neighbours":
        """Give the neighbours and the neighbours' neighbours: the other rule where nothing but weights is known."""
        of, to = [self.owners], [self.others]
        spread = np.repeat(self.owners, self.counts[self.others])
        first = np.repeat(self.starts[self.others], self.counts[self.others])
        ends = np.cumsum(self.counts[self.others])
        within = np.arange(len(spread)) - np.repeat(ends - self.counts[self.others], self.counts[self.others])
        reached = self.others[first + within]
        apart = spread != reached
        of.append(spread[apart])
        to.append(reached[apart])
        return paired(self.codes, np.concatenate(of), np.concatenate(to), f"{self.rule}, and their neighbours")


def paired(codes: Sequence[str], of: Places, to: Places, rule: str) -> Neighbours:
    """Make neighbours from pairs of positions; a pair given twice counts once, and nobody neighbours themselves."""
    n = len(codes)
    keys = np.unique(of[of != to] * n + to[of != to])
    owners, others = np.divmod(keys, n) if n else (keys, keys)
    starts = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=n))]).astype(np.int64)
    return Neighbours(tuple(codes), starts, others.astype(np.int64), rule)


def nearest(codes: Sequence[str], points: Numbers, k: int) -> Neighbours:
    """Take the ``k`` nearest areas of each, by the straight line between their points (in metres or any one unit)."""
    from scipy.spatial import KDTree  # loaded when it is asked for: a rule of touching needs none

    if len(codes) <= k:
        raise NotNeighbours(
            "There are {n}: fewer than the {k} neighbours asked for, and the area itself.",
            n=counted(len(codes), "area"),
            k=k,
        )
    found = KDTree(points).query(points, k=k + 1)[1]
    owners = np.repeat(np.arange(len(codes)), k + 1)
    apart = found.ravel() != owners
    itself = (found == np.arange(len(codes))[:, None]).any(axis=1)
    # Two areas may have the same point; then the area itself may not be among its own nearest, and the farthest falls.
    keep = apart & (itself[owners] | (np.tile(np.arange(k + 1), len(codes)) < k))
    return paired(codes, owners[keep], found.ravel()[keep], f"knn:{k}")


def k_of(rule: str) -> int | None:
    """Read a rule: queen and rook give None, ``knn:6`` gives 6. Raises NotNeighbours for anything else."""
    if rule in SHAPED:
        return None
    name, _, k = rule.partition(":")
    if name != "knn" or not k.isdigit() or int(k) < 1:
        raise NotNeighbours("“{rule}” is no rule of neighbours. Use queen, rook or knn:6.", rule=rule)
    return int(k)


def gal(lines: Iterable[str], name: str) -> Neighbours:
    """Read weights as GeoDa and PySAL write them (.gal): the count, then for each area two lines, itself and its neighbours."""
    told = list(enumerate(lines, start=1))
    rows = [(number, line.split()) for number, line in told[1:]]
    lists: dict[str, list[str]] = {}
    while rows and rows[-1][1] == []:
        rows.pop()
    heads, tails = rows[::2], [*rows[1::2], (len(told) + 1, [])]
    for (number, head), (below, tail) in zip(heads, tails, strict=False):
        if len(head) != 2 or not head[1].isdigit():
            raise NotNeighbours(
                "{name}, row {row}: here an area and its number of neighbours should stand.", name=name, row=number
            )
        if int(head[1]) != len(tail):
            raise NotNeighbours(
                "{name}, row {row}: area {area} has {n}, and {found} stand here.",
                name=name, row=below, area=head[0], n=counted(int(head[1]), "neighbour"), found=len(tail),
            )  # fmt: skip
        lists[head[0]] = tail
    return _linked(lists, name)


def _linked(lists: dict[str, list[str]], name: str) -> Neighbours:
    position = {code: i for i, code in enumerate(lists)}
    strange = sorted({other for tail in lists.values() for other in tail} - set(position))
    if strange or not lists:
        raise NotNeighbours(
            "{name} names {strange} as neighbours, and has no row for them." if strange else "{name} holds no weights.",
            name=name,
            strange=listed(strange[:5]),
        )
    of = [position[code] for code, tail in lists.items() for _ in tail]
    to = [position[other] for tail in lists.values() for other in tail]
    return paired(tuple(lists), np.array(of, dtype=np.int64), np.array(to, dtype=np.int64), f"as {name} says")
