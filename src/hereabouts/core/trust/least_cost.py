"""Which further cells to hide at least cost, so that the small ones stay hidden (the secondary suppression of C30).

A hidden cell is safe when two tables exist that agree with everything printed and lie far enough apart in that cell: a
reader cannot tell which of them is the true one. Small tables are solved exactly, as one integer program; larger ones
cell by cell, each as a linear program, after which what turned out not to be needed is printed again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_diag, coo_array, csr_array, eye_array, hstack, vstack

from hereabouts.core.trust.attack import equations, intervals
from hereabouts.core.trust.tables import Cell, Sum, Table

EXACT_UP_TO = 36  # cells, totals among them: a table of five by five; beyond it the exact search takes minutes
NODES = 2_000  # of the search tree; then the quicker way is taken
THREE = 3
ROUNDING = 2  # the width that rounding both ends of an interval inwards can take
REACH = 10  # in three and more dimensions a doubt of 1 may need changes of more than 1 elsewhere
SLACK = 1e-6

Need = Callable[[int], int]


@dataclass(frozen=True)
class Hiding:
    """One table to be protected: its counts, what must be hidden, what is known from elsewhere, and the sums that hold."""

    counts: Mapping[Cell, int]
    dimensions: int
    must: frozenset[Cell]
    told: Mapping[Cell, int]  # printed by earlier releases
    free: tuple[Cell, ...]  # of earlier releases, hidden there and not part of this table
    sums: tuple[Sum, ...]
    need: Need

    @cached_property
    def cells(self) -> list[Cell]:
        """Give every cell with an unknown or a count of ours in one order, those of the table first."""
        return [*self.counts, *self.free]

    def cost(self, cell: Cell) -> int:
        """Say what hiding a cell costs: its count, and for a total more than all inner cells together."""
        count = max(1, self.counts[cell])
        inner = len(cell) == self.dimensions
        return count if inner else count + self.counts[frozenset()] + len(self.counts)

    def weak(self, hidden: Iterable[Cell]) -> list[Cell]:
        """Give the hidden cells that an attacker gets too close to, the worst told first."""
        hidden = set(hidden)
        known = {cell: count for cell, count in self.counts.items() if cell not in hidden} | dict(self.told)
        found = dict(intervals([cell for cell in self.counts if cell in hidden], known, self.sums))
        short = {cell: found[cell].width / self.need(self.counts[cell]) for cell in found}
        return sorted((cell for cell in found if short[cell] < 1), key=lambda cell: short[cell])

    @cached_property
    def added(self) -> tuple[csr_array, np.ndarray]:
        """Write the sums over all cells, with what only earlier releases print put in."""
        return equations(self.cells, {c: n for c, n in self.told.items() if c not in self.counts}, self.sums)

    def reach(self, cell: Cell) -> int:
        """Say how far other counts may move to keep this one in doubt; in two dimensions never further than the doubt."""
        return self.need(self.counts[cell]) * (1 if self.dimensions < THREE and not self.told else REACH)


def to_hide(table: Table, must: set[Cell], need: Need, earlier: Sequence[Table] = ()) -> set[Cell]:
    """Give the cells to hide: those that must be, and further ones at least cost."""
    counts = {cell: count or 0 for cell, count in table.cells.items()}
    told = {cell: count for one in earlier for cell, count in one.cells.items() if count is not None}
    free = dict.fromkeys(cell for one in earlier for cell in one.hidden() if cell not in counts)
    sums = tuple(dict.fromkeys(sum_ for one in (table, *earlier) for sum_ in one.sums()))
    hiding = Hiding(counts, len(table.dimensions), frozenset(must), told, tuple(free), sums, need)
    if not must or must & told.keys():
        return set(must)
    exact = _exactly(hiding) if len(hiding.cells) <= EXACT_UP_TO else None
    return exact if exact is not None else _cell_by_cell(hiding)


def _exactly(hiding: Hiding) -> set[Cell] | None:
    """Solve the integer program, asking for the safety of more cells until none that is hidden is weak; None: gave up."""
    targets = [cell for cell in hiding.counts if cell in hiding.must]
    while True:
        hidden = _least(hiding, targets)
        weak = hiding.weak(hidden) if hidden is not None else []
        if hidden is None or not weak or not set(weak) - set(targets):
            return hidden if not weak else None
        targets += [cell for cell in weak if cell not in targets]


def _least(hiding: Hiding, targets: Sequence[Cell]) -> set[Cell] | None:
    """Find the cheapest cells such that every target that is hidden has two tables which differ enough in it."""
    cells, own = hiding.cells, list(hiding.counts)
    costs = np.array([hiding.cost(cell) for cell in own])
    rows, low, high = zip(*[_pair(hiding, n, len(targets), target) for n, target in enumerate(targets)], strict=True)
    must = np.array([cell in hiding.must for cell in own])
    may = np.array([cell not in hiding.told for cell in own])
    tables = 2 * len(cells) * len(targets)
    found = milp(
        np.concatenate([costs, np.zeros(tables)]),
        integrality=np.concatenate([np.ones(len(own)), np.zeros(tables)]),
        bounds=Bounds(np.concatenate([must, np.zeros(tables)]), np.concatenate([may, np.full(tables, np.inf)])),
        constraints=LinearConstraint(vstack(rows, format="csr"), np.concatenate(low), np.concatenate(high)),
        options={"mip_rel_gap": 0, "node_limit": NODES},
    )
    return None if found.status else {cell for cell, x in zip(own, found.x, strict=False) if x > 0.5}


def _pair(hiding: Hiding, n: int, of: int, target: Cell) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Say that two tables f and g agree with what is printed, and differ in the target by its need if it is hidden."""
    cells, own = len(hiding.cells), list(hiding.counts)
    sums, right = hiding.added
    counts, k, reach = np.array(list(hiding.counts.values())), own.index(target), hiding.reach(target)
    f_or_g = hstack([eye_array(len(own)), coo_array((len(own), cells - len(own)))])
    doubt = _difference(k, cells)
    asked = coo_array(([-float(hiding.need(int(counts[k])))], ([0], [k])), shape=(1, len(own)))
    moved = reach * eye_array(len(own))
    nothing = coo_array((sums.shape[0], len(own)))
    x = vstack([nothing, nothing, -moved, moved, -moved, moved, asked])
    fg = vstack([block_diag([sums, sums]), *[_beside(f_or_g, which) for which in (0, 0, 1, 1)], doubt])
    before, after = (coo_array((fg.shape[0], 2 * cells * m)) for m in (n, of - n - 1))
    free = np.full(len(own), np.inf)
    low = np.concatenate([right, right, -free, counts, -free, counts, [0]])
    high = np.concatenate([right, right, counts, free, counts, free, [np.inf]])
    return hstack([x, before, fg, after], format="csr"), low, high


def _beside(matrix: coo_array, which: int) -> coo_array:
    """Apply a matrix to the first or to the second of two tables."""
    nothing = coo_array(matrix.shape)
    return hstack([matrix, nothing] if which == 0 else [nothing, matrix])


def _cell_by_cell(hiding: Hiding) -> set[Cell]:
    """Give each hidden cell, one after the other, the least change that keeps it in doubt; then print what was not needed.

    A cell that is in doubt stays so when more is hidden, so each is looked at once; and printing a cell again can
    only harm those whose two tables differ in it.
    """
    hidden = dict.fromkeys(cell for cell in hiding.counts if cell in hiding.must)
    moved: dict[Cell, set[Cell]] = {}
    for spare in (0, ROUNDING):  # where ends of intervals are fractions, rounding them inwards takes some of the width
        waiting = list(hidden) if not spare else hiding.weak(hidden)
        while waiting:
            target = waiting.pop(0)
            found = _within(hiding, hidden, target, spare) or _least_change(hiding, hidden, target, spare)
            moved[target] = found
            waiting += [cell for cell in found if cell in hiding.counts and cell not in hidden]
            hidden |= dict.fromkeys(waiting)
    for cell in sorted((c for c in hidden if c not in hiding.must), key=hiding.cost, reverse=True):
        _print_again(hiding, hidden, moved, cell)
    return set(hidden)


def _print_again(hiding: Hiding, hidden: dict[Cell, None], moved: dict[Cell, set[Cell]], cell: Cell) -> None:
    """Take a cell out of the hidden ones if every other stays in doubt."""
    left = {other: None for other in hidden if other != cell}
    again: dict[Cell, set[Cell]] = {}
    for other in (other for other in left if cell in moved[other]):
        again[other] = _within(hiding, left, other, ROUNDING if hiding.dimensions >= THREE else 0)
        if not again[other]:
            return
    del hidden[cell]
    moved.update(again)


def _within(hiding: Hiding, hidden: Mapping[Cell, None], target: Cell, spare: int) -> set[Cell]:
    """Find two tables that differ enough in the target with no more hidden, and give where they move; none: empty."""
    known = {cell: count for cell, count in hiding.counts.items() if cell not in hidden} | dict(hiding.told)
    unknown = [*hidden, *(cell for cell in hiding.free if cell not in known)]
    left, right = equations(unknown, known, hiding.sums)
    doubt = _difference(unknown.index(target), len(unknown))
    found = linprog(
        np.zeros(2 * len(unknown)),
        A_ub=-doubt,
        b_ub=[-float(hiding.need(hiding.counts[target]) + spare)],
        A_eq=block_diag([left, left], format="csr"),
        b_eq=np.concatenate([right, right]),
        bounds=(0, None),
        method="highs",
    )
    return set() if found.status else _moves(hiding, unknown, found.x)


def _least_change(hiding: Hiding, hidden: Mapping[Cell, None], target: Cell, spare: int) -> set[Cell]:
    """Find two tables that differ enough in the target while changing as little as possible of what is printed."""
    cells, own = len(hiding.cells), list(hiding.counts)
    rows, low, high = _pair(hiding, 0, 1, target)
    low[-1] = spare
    cost = [0.0 if cell in hidden else hiding.cost(cell) for cell in own]
    limits = [(int(cell in hidden), 0 if cell in hiding.told else 1) for cell in own]
    finite = np.isfinite(np.concatenate([high, -low]))
    found = linprog(
        np.concatenate([cost, np.zeros(2 * cells)]),
        A_ub=vstack([rows, -rows], format="csr")[finite],
        b_ub=np.concatenate([high, -low])[finite],
        bounds=[*limits, *[(0, None)] * (2 * cells)],
        method="highs",
    )
    return set() if found.status else _moves(hiding, hiding.cells, found.x[len(own) :])


def _moves(hiding: Hiding, cells: Sequence[Cell], two: np.ndarray) -> set[Cell]:
    """Give the cells in which either of two tables differs from the counts."""
    counts = np.array([hiding.counts.get(cell, -1) for cell in cells])
    apart = (np.abs(two.reshape(2, -1) - counts) > SLACK).any(axis=0)
    return {cell for cell, differs in zip(cells, apart, strict=True) if differs}


def _difference(at: int, cells: int) -> coo_array:
    """Write the difference of two tables in one cell as a row."""
    return coo_array(([1.0, -1.0], ([0, 0], [at, cells + at])), shape=(1, 2 * cells))
