"""What is to be protected: the counts of tables that go out together, what must be hidden, and all that is known besides."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from scipy.sparse import csr_array

from hereabouts.core.trust.attack import intervals
from hereabouts.core.trust.ends import Ends
from hereabouts.core.trust.tables import Cell, Sum

THREE = 3
REACH = 10  # in three and more dimensions a doubt of 1 may need changes of more than 1 elsewhere

Need = Callable[[int], int]


@dataclass(frozen=True)
class Hiding:
    """Tables to be protected as one: their counts, what must be hidden, what is known from elsewhere, and the sums that hold.

    ``watched`` are cells that are not ours to print and must not be told either: those hidden by earlier releases, and the
    differences between tables; ``near`` says of one of them and its interval whether it is told too closely.
    """

    counts: Mapping[Cell, int]
    dimensions: int
    must: frozenset[Cell]
    told: Mapping[Cell, Ends]  # by earlier releases: a count, or between which two
    free: tuple[Cell, ...]  # hidden by earlier releases, or differences: not ours to print
    sums: tuple[Sum, ...]
    need: Need
    watched: tuple[Cell, ...] = ()
    near: Callable[[Cell, float, float], bool] = lambda cell, lo, hi: False  # noqa: ARG005 - nothing is watched

    @cached_property
    def cells(self) -> list[Cell]:
        """Give every cell with an unknown or a count of ours in one order, those of the tables first."""
        return [*self.counts, *self.free]

    @cached_property
    def printed(self) -> Mapping[Cell, int]:
        """Give the counts that earlier releases print."""
        return {cell: int(lo) for cell, (lo, hi) in self.told.items() if lo == hi}

    @cached_property
    def totals(self) -> frozenset[Cell]:
        """Give the cells that others add up to."""
        return frozenset(whole for whole, _ in self.sums)

    @cached_property
    def dear(self) -> int:
        """Say what is more than all inner cells together."""
        return sum(n for cell, n in self.counts.items() if cell not in self.totals) + len(self.counts)

    def cost(self, cell: Cell) -> int:
        """Say what hiding a cell costs: its count, and for a total more than all inner cells together."""
        return max(1, self.counts[cell]) + (self.dear if cell in self.totals else 0)

    def weak(self, hidden: Iterable[Cell]) -> list[Cell]:
        """Give the hidden cells, and the differences, that an attacker gets too close to, the worst told first."""
        hidden = set(hidden)
        ours = {cell: (1, inf) if cell in hidden else (n, n) for cell, n in self.counts.items()}
        known = {**ours, **self.told}
        found = intervals([*(cell for cell in self.counts if cell in hidden), *self.watched], known, self.sums)
        told = [cell for cell in self.watched if self.near(cell, found[cell].lo, found[cell].hi)]
        short = {c: found[c].width / self.need(self.counts[c]) for c in self.counts if c in hidden}
        return sorted((cell for cell in short if short[cell] < 1), key=lambda cell: short[cell]) + told

    @cached_property
    def added(self) -> tuple[csr_array, np.ndarray]:
        """Write the sums over all cells, with what only earlier releases print put in."""
        known = {cell: n for cell, n in self.printed.items() if cell not in self.counts}
        return equations(self.cells, known, self.sums)

    def least(self, cell: Cell) -> int:
        """Give the least that a reader takes a cell of ours for: a zero is printed, so anything hidden is 1 or more."""
        return min(1, self.counts[cell])

    def reach(self, cell: Cell) -> int:
        """Say how far other counts may move to keep this one in doubt; in two dimensions never further than the doubt."""
        return self.need(self.counts[cell]) * (1 if self.dimensions < THREE and not self.told else REACH)


def equations(unknown: Sequence[Cell], known: Mapping[Cell, int], sums: Sequence[Sum]) -> tuple[csr_array, np.ndarray]:
    """Write the sums as a matrix over the unknown cells and a right-hand side of known counts."""
    place = {cell: n for n, cell in enumerate(unknown)}
    entries: list[tuple[int, int, float]] = []
    right: list[float] = []
    for whole, parts in sums:
        terms = [(whole, 1.0), *((part, -1.0) for part in parts)]
        entries += [(len(right), place[cell], sign) for cell, sign in terms if cell in place]
        right.append(-sum(sign * known[cell] for cell, sign in terms if cell in known))
    rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((signs, (rows, columns)), shape=(len(right), len(unknown))), np.array(right)
