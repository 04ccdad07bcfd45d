"""Which further cells to hide at least cost, so that the small ones stay hidden (the secondary suppression of C30).

A hidden cell is safe when two tables exist that agree with everything printed and lie far enough apart in that cell: a
reader cannot tell which of them is the true one. Small tables are solved exactly, as one integer program; larger ones
cell by cell, each as a linear program, after which what turned out not to be needed is printed again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_diag, coo_array, csr_array, eye_array, hstack, vstack

from hereabouts.core.trust.attack import equations, intervals
from hereabouts.core.trust.tables import Cell, Sum, Table

EXACT_UP_TO = 50  # cells, totals among them; beyond it the exact search takes minutes
NODES = 20_000  # of the search tree; then the quicker way is taken
THREE = 3
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

    @property
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

    def safe(self, hidden: Iterable[Cell]) -> bool:
        """Say whether no hidden cell is weak; it stops at the first that is."""
        hidden = set(hidden)
        known = {cell: count for cell, count in self.counts.items() if cell not in hidden} | dict(self.told)
        found = intervals([cell for cell in self.counts if cell in hidden], known, self.sums)
        return all(range_.width >= self.need(self.counts[cell]) for cell, range_ in found)

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
    sums, right = hiding.added()
    counts, k, reach = np.array(list(hiding.counts.values())), own.index(target), hiding.reach(target)
    f_or_g = hstack([eye_array(len(own)), coo_array((len(own), cells - len(own)))])
    doubt = coo_array(([1.0, -1.0], ([0, 0], [k, cells + k])), shape=(1, 2 * cells))
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
    """Protect the worst told cell, again and again, with the least change; then print again what was not needed."""
    hidden = set(hiding.must)
    while weak := hiding.weak(hidden):
        more = _doubt(hiding, hidden, weak[0]) - hidden
        if not more:
            break  # nothing helps: an earlier release tells it, and ``protect`` says so
        hidden |= more
    for cell in sorted((c for c in hiding.counts if c in hidden - hiding.must), key=hiding.cost, reverse=True):
        if hiding.safe(hidden - {cell}):
            hidden.discard(cell)
    return hidden


def _doubt(hiding: Hiding, hidden: set[Cell], target: Cell) -> set[Cell]:
    """Find two tables that differ enough in the target while changing as little as possible of what is printed."""
    cells, own = len(hiding.cells), list(hiding.counts)
    rows, low, high = _pair(hiding, 0, 1, target)
    cost = [0.0 if cell in hidden else hiding.cost(cell) for cell in own]
    free = [int(cell in hidden) for cell in own]
    limit = [int(cell not in hiding.told) for cell in own]
    found = linprog(
        np.concatenate([cost, np.zeros(2 * cells)]),
        A_ub=vstack([rows, -rows], format="csr")[np.isfinite(np.concatenate([high, -low]))],
        b_ub=np.concatenate([high, -low])[np.isfinite(np.concatenate([high, -low]))],
        bounds=[*zip(free, limit, strict=True), *[(0, None)] * (2 * cells)],
        method="highs",
    )
    return set() if found.status else {cell for cell, x in zip(own, found.x, strict=False) if x > SLACK}
