"""The attacker: what somebody with all the published tables and a linear program can work out (C30).

The attacker knows every printed count and total, that counts are whole and never below nothing, and nothing else: one
mark stands for every hidden cell, so a hidden one could be anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.tables import Cell, Sum, Table

NEAR = 3  # an interval narrower than this tells the count for all practical purposes (promise 33)
SLACK = 1e-6  # what the solver may be off by
INFEASIBLE, UNBOUNDED = 2, 3  # how scipy's linprog says so


class DoNotAddUp(Sentence):
    """Published tables that contradict themselves or each other."""


@dataclass(frozen=True)
class Range:
    """The smallest and the largest count that a hidden cell can have; ``hi`` is infinite where nothing bounds it."""

    lo: float
    hi: float

    @property
    def width(self) -> float:
        """Say how uncertain the attacker remains: 0 is a count worked out exactly."""
        return self.hi - self.lo


@dataclass(frozen=True)
class Attack:
    """What the attacker got: the interval of every hidden cell."""

    intervals: Mapping[Cell, Range]

    @property
    def recovered_exactly(self) -> int:
        """Count the hidden cells that are no secret at all."""
        return sum(found.width < 1 for found in self.intervals.values())

    @property
    def recovered_within_3(self) -> int:
        """Count the hidden cells whose interval is narrower than 3, the exact ones among them."""
        return sum(found.width < NEAR for found in self.intervals.values())


def attack(tables: Sequence[Table]) -> Attack:
    """Give the interval of every cell that any of the tables hides, reading all of them together.

    So two releases that hide different cells of the same counts are seen through, and a subgroup is subtracted
    from its total. Raises DoNotAddUp where no counts at all could lie behind the tables.
    """
    known = _known(tables)
    sums = tuple(dict.fromkeys(one for table in tables for one in table.sums()))
    hidden = dict.fromkeys(cell for table in tables for cell in table.hidden())
    return Attack(dict(intervals(tuple(hidden), known, sums)))


def intervals(hidden: Sequence[Cell], known: Mapping[Cell, int], sums: Sequence[Sum]) -> Iterator[tuple[Cell, Range]]:
    """Work out the interval of each hidden cell, one after the other, from the known counts and the sums that hold."""
    unknown = list(dict.fromkeys([c for c in hidden if c not in known] + [
        cell for whole, parts in sums for cell in (whole, *parts) if cell not in known
    ]))  # fmt: skip
    left, right = equations(unknown, known, sums)
    place = {cell: n for n, cell in enumerate(unknown)}
    for cell in hidden:
        if cell in known:
            yield cell, Range(known[cell], known[cell])
        else:
            yield cell, _range(place[cell], len(unknown), left, right)


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


def _range(n: int, cells: int, left: csr_array, right: np.ndarray) -> Range:
    """Minimise and maximise one cell. Counts are whole, so the ends are rounded inwards."""
    wanted = np.zeros(cells)
    ends = []
    for sign in (1, -1):
        wanted[n] = sign
        found = linprog(wanted, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
        if found.status == INFEASIBLE:
            raise DoNotAddUp(
                "The printed numbers of these tables contradict each other, so they cannot be attacked together. "
                "Check the totals, or attack tables that count different things one by one."
            )
        ends.append(inf if found.status == UNBOUNDED else sign * found.fun)
    return Range(max(0, ceil(ends[0] - SLACK)), ends[1] if ends[1] == inf else floor(ends[1] + SLACK))


def _known(tables: Sequence[Table]) -> dict[Cell, int]:
    known: dict[Cell, int] = {}
    for table in tables:
        for cell, count in table.cells.items():
            if count is not None and known.setdefault(cell, count) != count:
                raise DoNotAddUp(
                    "The tables print {one} and {other} for the same cell ({cell}). Attack tables that count different things one by one.",
                    one=known[cell],
                    other=count,
                    cell=", ".join(f"{d} {v}" for d, v in sorted(cell)) or "the total of all",
                )
    return known
