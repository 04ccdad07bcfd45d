"""How small and how large an unknown whole number can be, given equations: the arithmetic of the attacker.

What hangs together is solved together and nothing else: unknown cells fall into groups that share no equation. Within a
group many ends are found by one linear program that holds a copy of the equations for each of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import block_diag, csr_array, identity, vstack
from scipy.sparse.csgraph import connected_components

from hereabouts.core.trust.tables import Cell

SLACK = 1e-5  # what the solver may be off by
FAR = 1e7  # no table of people counts further: an end out here is none
AT_ONCE = 3_000  # unknowns in one linear program: beyond it one large program is slower than several
NARROW = 6  # intervals up to here are looked at once more in whole numbers
NODES = 500  # of the search for whole numbers; if it is not done by then the wider interval stands

FEW, MANY = 8, 24  # questions below which no directions are tried first, and how many of these

Ends = tuple[float, float]


class NoSolutionError(Exception):
    """No whole numbers satisfy the equations."""


@dataclass(frozen=True)
class Equation:
    """So much of each cell adds up to something between two numbers."""

    terms: Mapping[Cell, float]
    lo: float
    hi: float


@dataclass(frozen=True)
class Group:
    """Unknown cells that hang together: the matrix of their equations, its limits, and what is known of each cell."""

    cells: Sequence[Cell]
    matrix: csr_array
    lo: np.ndarray
    hi: np.ndarray
    bounds: np.ndarray  # lowest and highest count of each cell


def ends(
    wanted: Sequence[Cell],
    known: Mapping[Cell, Ends],
    equations: Iterable[Equation],
    enough: Mapping[Cell, int] | None = None,
) -> dict[Cell, Ends]:
    """Give the smallest and largest whole number that each wanted cell can be. Raises NoSolutionError where there is none.

    A cell for which two numbers were come upon that lie ``enough`` apart is not asked further: its ends are at least these.
    """
    found = {cell: known.get(cell, (0.0, inf)) for cell in wanted}
    left = dict.fromkeys(cell for cell, (lo, hi) in found.items() if lo < hi)
    for group in groups([*left], known, equations):
        ours = [n for n, cell in enumerate(group.cells) if cell in left]
        far = np.array([(enough or {}).get(group.cells[n], inf) for n in ours])
        found |= {group.cells[n]: one for n, one in zip(ours, _ends(group, ours, far), strict=True)}
    return found


def possible(known: Mapping[Cell, Ends], equations: Iterable[Equation]) -> bool:
    """Say whether any numbers at all satisfy the equations."""
    try:
        for group in groups([], known, equations, apart=False):
            _program(group, np.zeros((1, len(group.cells))))
    except NoSolutionError:
        return False
    return True


def groups(
    wanted: Sequence[Cell], known: Mapping[Cell, Ends], equations: Iterable[Equation], *, apart: bool = True
) -> Iterator[Group]:
    """Take the unknown cells apart into those that hang together. Raises NoSolutionError for equations of known ones that fail."""
    fixed = {cell: lo for cell, (lo, hi) in known.items() if lo == hi}
    place = {cell: n for n, cell in enumerate(wanted)}
    entries: list[tuple[int, int, float]] = []
    limits: list[tuple[float, float]] = []
    for one in equations:
        rest = sum(part * fixed[cell] for cell, part in one.terms.items() if cell in fixed)
        unknown = [(cell, part) for cell, part in one.terms.items() if cell not in fixed]
        if unknown:
            entries += [(len(limits), place.setdefault(cell, len(place)), part) for cell, part in unknown]
            limits.append((one.lo - rest, one.hi - rest))
        elif not one.lo - SLACK <= rest <= one.hi + SLACK:
            raise NoSolutionError
    yield from _apart(list(place), known, entries, np.array(limits).reshape(-1, 2), apart)


def _apart(
    cells: list[Cell],
    known: Mapping[Cell, Ends],
    entries: Sequence[tuple[int, int, float]],
    limits: np.ndarray,
    apart: bool,
) -> Iterator[Group]:
    if not cells:
        return
    rows, columns, parts = (np.array(one) for one in zip(*entries, strict=True)) if entries else ([], [], [])
    matrix = csr_array((parts, (rows, columns)), shape=(len(limits), len(cells)), dtype=float)
    bounds = np.array([known.get(cell, (0.0, inf)) for cell in cells]).reshape(-1, 2)
    if not apart:
        yield Group(cells, matrix, limits[:, 0], limits[:, 1], bounds)
        return
    _, of = connected_components((abs(matrix).T @ abs(matrix)), directed=False)
    order, starts = np.argsort(of, kind="stable"), np.flatnonzero(np.diff(np.sort(of), prepend=-1))
    row_of = of[matrix.indices[matrix.indptr[:-1]]] if len(limits) else np.array([], dtype=int)
    row_order = np.argsort(row_of, kind="stable")
    row_starts = np.searchsorted(row_of[row_order], np.arange(len(starts) + 1))
    for n, ours in enumerate(np.split(order, starts[1:])):
        lines = row_order[row_starts[n] : row_starts[n + 1]]
        yield Group([cells[m] for m in ours], matrix[lines][:, ours], limits[lines, 0], limits[lines, 1], bounds[ours])


def _ends(group: Group, wanted: Sequence[int], enough: np.ndarray) -> list[Ends]:
    """Minimise and maximise each wanted cell of a group. Counts are whole, so the ends are rounded inwards."""
    if not group.matrix.shape[0]:
        return [tuple(group.bounds[n]) for n in wanted]
    seen = _Seen(len(group.cells))
    if np.isfinite(enough).any() and len(wanted) > FEW:
        seen.add(_scattered(group))
    at_once = max(1, AT_ONCE // len(group.cells) // 2)
    found: dict[int, Ends] = {}
    for m in range(0, len(wanted), at_once):
        some = [n for k, n in enumerate(wanted[m : m + at_once], start=m) if seen.width(n) < enough[k]]
        values, points = _solved(group, [(n, sign) for n in some for sign in (1, -1)])
        seen.add(points)
        for k, n in enumerate(some):
            (lo, whole_lo), (hi, whole_hi) = values[2 * k : 2 * k + 2]
            one = ceil(lo - SLACK), floor(hi + SLACK) if isfinite(hi) else inf
            settled = (whole_lo and whole_hi) or one[1] - one[0] > NARROW
            found[n] = one if settled else _whole(group, n, *one)
    return [found.get(n) or seen.between(n) for n in wanted]


class _Seen:
    """How low and how high each cell of a group has been come upon."""

    def __init__(self, cells: int) -> None:
        self.lo, self.hi = np.full(cells, inf), np.full(cells, -inf)

    def add(self, points: np.ndarray) -> None:
        """Take counts into account that satisfy the equations."""
        if len(points):
            self.lo = np.minimum(self.lo, points.min(axis=0))
            self.hi = np.maximum(self.hi, points.max(axis=0))

    def between(self, n: int) -> Ends:
        """Give the lowest and the highest whole number that one cell was."""
        return ceil(self.lo[n] - SLACK), inf if self.hi[n] > FAR / 2 else floor(self.hi[n] + SLACK)

    def width(self, n: int) -> float:
        """Say how far these lie apart; below nothing where the cell was never come upon."""
        return self.between(n)[1] - self.between(n)[0] if self.lo[n] <= self.hi[n] else -1


def _scattered(group: Group) -> np.ndarray:
    """Find counts that lie far apart in many cells at once, by going in many directions."""
    size = len(group.cells)
    many = max(2, min(MANY, AT_ONCE // size))
    cost = np.cos(np.outer(np.arange(1, many + 1), np.arange(1, size + 1) * 2.399963))  # turns that never repeat
    cost[0], cost[1] = 1, -1
    return _program(group, cost)


def _solved(group: Group, asked: Sequence[tuple[int, int]]) -> tuple[list[tuple[float, bool]], np.ndarray]:
    """Solve one program with a copy of the group for each question; give each end, whether all its counts are whole, and them."""
    if not asked:
        return [], np.empty((0, len(group.cells)))
    cost = np.zeros((len(asked), len(group.cells)))
    for k, (n, sign) in enumerate(asked):
        cost[k, n] = sign
    values = _program(group, cost)
    whole = (np.abs(values - values.round()) < SLACK).all(axis=1)
    ends = [(inf if values[k, n] > FAR / 2 else values[k, n], bool(whole[k])) for k, (n, _) in enumerate(asked)]
    return ends, values


def _program(group: Group, cost: np.ndarray) -> np.ndarray:
    """Minimise every row of costs over the group, all in one linear program."""
    bounds = np.minimum(np.tile(group.bounds, (len(cost), 1)), FAR)
    found = linprog(cost.ravel(), **_limits(group, len(cost)), bounds=bounds, method="highs")
    if found.x is None:
        raise NoSolutionError
    values: np.ndarray = found.x.reshape(cost.shape)
    return values


def _limits(group: Group, many: int) -> dict[str, object]:
    same, one_sided = group.lo == group.hi, (group.lo != group.hi) & np.isfinite(group.hi)
    told: dict[str, object] = {}
    if same.any():
        told |= {"A_eq": _copies(group, same, many), "b_eq": np.tile(group.hi[same], many)}
    if one_sided.any():
        told |= {"A_ub": _copies(group, one_sided, many), "b_ub": np.tile(group.hi[one_sided], many)}
    return told


def _copies(group: Group, which: np.ndarray, many: int) -> csr_array:
    return block_diag([group.matrix[np.flatnonzero(which)]] * many, format="csr")


def _whole(group: Group, n: int, lo: float, hi: float) -> Ends:
    """Look for the ends once more among whole numbers, which may lie closer together than fractions."""
    found = []
    for sign, otherwise in ((1, lo), (-1, hi)):
        cost = np.zeros(len(group.cells))
        cost[n] = sign
        limits = LinearConstraint(vstack([group.matrix, identity(len(group.cells))]), *_both(group))
        answer = milp(cost, integrality=np.ones(len(cost)), constraints=limits, options={"node_limit": NODES})
        if answer.status == 2:
            raise NoSolutionError
        found.append(otherwise if answer.status or answer.x is None else round(answer.x[n]))
    return found[0], found[1]


def _both(group: Group) -> tuple[np.ndarray, np.ndarray]:
    bounds = np.minimum(group.bounds, FAR)
    return np.concatenate([group.lo, bounds[:, 0]]), np.concatenate([group.hi, bounds[:, 1]])
