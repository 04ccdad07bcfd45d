"""Which further cells to hide at least cost, so that the small ones stay hidden (the secondary suppression of C30).

A hidden cell is safe when two tables exist that agree with everything printed and lie far enough apart in that cell: a
reader cannot tell which of them is the true one. A small table on its own is solved exactly, as one integer program;
larger ones, and tables that hang together, cell by cell (``cell_by_cell``).
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, coo_array, csr_array, eye_array, hstack, vstack

from hereabouts.core.trust.cell_by_cell import cell_by_cell
from hereabouts.core.trust.hiding import Hiding
from hereabouts.core.trust.tables import Cell

EXACT_UP_TO = 36  # cells, totals among them: a table of five by five; beyond it the exact search takes minutes
NODES = 200  # of the search tree; then the quicker way is taken, so that no table takes seconds


def to_hide(hiding: Hiding, spare: int = 0) -> set[Cell]:
    """Give the cells to hide: those that must be, and further ones at least cost; ``spare`` asks for more doubt."""
    if hiding.must & hiding.printed.keys():
        return set(hiding.must)
    alone = not hiding.free and len(hiding.cells) <= EXACT_UP_TO
    exact = _exactly(hiding) if alone and hiding.must and not spare else None
    return exact if exact is not None else cell_by_cell(hiding, spare)


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
    may = np.array([cell not in hiding.printed and hiding.counts[cell] > 0 for cell in own])
    tables = 2 * len(cells) * len(targets)
    least = np.tile([hiding.least(cell) for cell in own] + [0] * (len(cells) - len(own)), 2 * len(targets))
    found = milp(
        np.concatenate([costs, np.zeros(tables)]),
        integrality=np.concatenate([np.ones(len(own)), np.zeros(tables)]),
        bounds=Bounds(np.concatenate([must, least]), np.concatenate([may, np.full(tables, np.inf)])),
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


def _difference(at: int, cells: int) -> coo_array:
    """Write the difference of two tables in one cell as a row."""
    return coo_array(([1.0, -1.0], ([0, 0], [at, cells + at])), shape=(1, 2 * cells))
