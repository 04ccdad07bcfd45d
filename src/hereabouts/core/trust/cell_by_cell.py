"""The quick way to hide at little cost: one cell after the other gets the least change that keeps it in doubt.

Every change found is kept as a witness: counts that agree with all that is printed. A cell whose witnesses lie far enough
apart needs no program of its own. In the end whatever turned out not to be needed is printed again.
"""

from collections.abc import Iterable
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from hereabouts.core.trust.attack import DoNotAddUp
from hereabouts.core.trust.hiding import Hiding
from hereabouts.core.trust.programs import both_ends, lowest, parts
from hereabouts.core.trust.tables import Cell

SLACK = 1e-6
MOVED = 1e-4  # less than this is the solver's, and moves nothing
AGAIN = 10  # of the cells hidden for others' sake, the dearest first, are tried whether they can be printed again
DIRECTIONS = 12  # in which counts far apart are looked for before any one cell is
ROUNDS = 6  # more cells hidden may bring a difference nearer to a small count; after so many rounds the audit refuses


class NoDoubtError(Exception):
    """A count that is told too closely whatever is hidden now."""


class Witnesses:
    """The counts that could lie behind what is printed, as far as they were looked for, and what is hidden so far."""

    def __init__(self, hiding: Hiding) -> None:
        self.hiding = hiding
        self.own = len(hiding.counts)
        self.at = {cell: n for n, cell in enumerate(hiding.cells)}
        self.matrix, self.right = hiding.added
        ends = [self._ends(cell) for cell in hiding.cells]
        self.lo, self.hi = (np.array(one, dtype=float) for one in zip(*ends, strict=True))
        # Printed whatever happens: what an earlier release prints, and every zero.
        self.fixed = np.array([cell in hiding.printed or hiding.counts.get(cell) == 0 for cell in hiding.cells])
        self.hidden = np.zeros(len(hiding.cells), dtype=bool)
        self.hidden[self.own :] = True
        self.true = self._completed()
        self.points = self.true[None, :]
        self.moved = np.zeros((1, self.own), dtype=bool)
        self.hide(self.at[cell] for cell in hiding.must)

    def _ends(self, cell: Cell) -> tuple[float, float]:
        lo, hi = self.hiding.told.get(cell, (0, np.inf))
        return (max(lo, self.hiding.least(cell)) if cell in self.hiding.counts else lo), hi

    def _completed(self) -> np.ndarray:
        """Give the counts with some number for each cell that is not ours, so that all sums hold."""
        own: np.ndarray = np.array(list(self.hiding.counts.values()), dtype=float)
        if not self.hiding.free:
            return own
        bounds = np.concatenate([np.stack([own, own], axis=1), np.stack([self.lo, self.hi], axis=1)[self.own :]])
        found = linprog(np.zeros(len(bounds)), A_eq=self.matrix, b_eq=self.right, bounds=bounds, method="highs")
        if found.x is None:
            raise DoNotAddUp(
                "What was published before cannot be of the same people: the counts contradict each other."
            )
        whole: np.ndarray = np.concatenate([own, found.x[self.own :]])
        return whole

    def keep(self, points: np.ndarray) -> np.ndarray:
        """Keep counts that agree with what is printed, one set a row, and say which of ours they move."""
        moved: np.ndarray = np.abs(points[:, : self.own] - self.true[: self.own]) > MOVED
        self.points, self.moved = np.vstack([self.points, points]), np.vstack([self.moved, moved])
        self._see(points, moved)
        any_moved: np.ndarray = np.any(moved, axis=0)
        return any_moved

    def seen(self, n: int) -> tuple[int, int]:
        """Give the ends of what a cell has been seen to be while no more is hidden than now."""
        return ceil(self.least[n] - SLACK), floor(self.most[n] + SLACK)

    def hide(self, cells: Iterable[int], *, hidden: bool = True) -> None:
        """Hide cells, or print them again; what was seen is what still agrees with what is printed."""
        self.hidden[list(cells)] = hidden
        self.free = np.flatnonzero(self.hidden)
        left: csr_array = self.matrix[:, self.free]
        told = np.flatnonzero(np.diff(left.indptr))
        self.left = left[told]
        self.rest = (self.right - self.matrix @ np.where(self.hidden, 0, self.true))[told]
        self.bounds = np.stack([self.lo[self.free], np.minimum(self.hi[self.free], self.far)], axis=1)
        many, self.part = parts(self.left)
        in_part = csr_array(
            (np.ones(len(self.free)), (np.arange(len(self.free)), self.part)), shape=(len(self.free), many)
        )
        self.beside = (abs(self.matrix[told][:, : self.own]).T @ (abs(self.left) @ in_part)).toarray() > 0
        self.least, self.most = self.true.copy(), self.true.copy()
        self._see(self.points, self.moved)

    def _see(self, points: np.ndarray, moved: np.ndarray) -> None:
        """Widen what was seen by sets of counts. In a part of the table one counts as long as it moves nothing printed beside it."""
        wrong = (moved & ~self.hidden[: self.own]).astype(float) @ self.beside > 0
        use = ~wrong[:, self.part]
        at = points[:, self.free]
        self.least[self.free] = np.minimum(self.least[self.free], np.where(use, at, np.inf).min(axis=0))
        self.most[self.free] = np.maximum(self.most[self.free], np.where(use, at, -np.inf).max(axis=0))

    def show(self, n: int) -> None:
        """Print a cell for good: hidden it would be told all the same."""
        self.fixed[n] = True
        self.hide([n], hidden=False)

    def look(self, cells: Iterable[int]) -> None:
        """Find how far cells can go with no more hidden than now."""
        self._go(both_ends(np.searchsorted(self.free, list(cells)), self.part))

    @property
    def far(self) -> float:
        """Give a count that is further than any doubt reaches, so that no end is infinite."""
        return 4.0 * float(self.true.max(initial=0)) + 1_000

    def move(self, n: int, to: float) -> np.ndarray | None:
        """Bring a cell to a count with as little change as possible of what is printed; None where nothing can."""
        step = to - self.true[n]
        bounds = self._room()
        size = len(self.true)
        if abs(step) > bounds[n if step > 0 else size + n][1]:
            return None
        bounds[n] = bounds[size + n] = (0, 0)
        bounds[n if step > 0 else size + n] = (abs(step), abs(step))
        cost = np.zeros(size)
        cost[: self.own] = [
            0 if self.hidden[k] else self.hiding.cost(cell) for k, cell in enumerate(self.hiding.counts)
        ]
        return self._moved(np.concatenate([cost, cost]), bounds)

    def furthest(self, n: int) -> float | None:
        """Say how high a cell can go if everything is hidden that may be."""
        size = len(self.true)
        cost = np.zeros(2 * size)
        cost[n], cost[size + n] = -1, 1
        found = self._least(cost, self._room())
        return None if found is None else float(floor(self.true[n] + found[n] - found[size + n] + SLACK))

    def _room(self) -> np.ndarray:
        """Say how far each cell may go up and down: what an earlier release printed stays as it is."""
        up = np.where(self.fixed, 0, np.minimum(self.hi, self.far) - self.true)
        down = np.where(self.fixed, 0, self.true - self.lo)
        return np.stack([np.zeros(2 * len(self.true)), np.maximum(np.concatenate([up, down]), 0)], axis=1)

    def _moved(self, cost: np.ndarray, bounds: np.ndarray) -> np.ndarray | None:
        found = self._least(cost, bounds)
        size = len(self.true)
        return None if found is None else self.keep((self.true + found[:size] - found[size:])[None, :])

    def _least(self, cost: np.ndarray, bounds: np.ndarray) -> np.ndarray | None:
        both = hstack([self.matrix, -self.matrix], format="csr")
        found = linprog(cost, A_eq=both, b_eq=np.zeros(len(self.right)), bounds=bounds, method="highs")
        answer: np.ndarray | None = found.x
        return answer

    def scatter(self) -> None:
        """Come upon counts that lie far apart in many cells at once, by going in many directions."""
        turns = np.arange(1, DIRECTIONS + 1)
        self._go(np.cos(np.outer(turns, 2.399963 * np.arange(1, len(self.free) + 1))))

    def _go(self, costs: np.ndarray) -> None:
        found = lowest(self.left, self.rest, self.bounds, costs) if costs.size else None
        if found is not None:
            points = np.tile(self.true, (len(found), 1))
            points[:, self.free] = found
            self.keep(points)

    def weak(self, cells: Iterable[Cell], spare: int) -> list[Cell]:
        """Give those hidden or watched cells that are told too closely; what was seen so far may settle it."""
        doubtful = [cell for cell in cells if self._short(cell, spare)]
        self.look(self.at[cell] for cell in doubtful)
        return [cell for cell in doubtful if self._short(cell, spare) and self._tells(cell, spare)]

    def _short(self, cell: Cell, spare: int) -> bool:
        lo, hi = self.seen(self.at[cell])
        return hi - lo < self.need(cell) + spare

    def _tells(self, cell: Cell, spare: int) -> bool:
        lo, hi = self.seen(self.at[cell])
        return cell in self.hiding.counts or self.hiding.near(cell, lo, max(lo, hi - spare, min(hi, 1)))

    def need(self, cell: Cell) -> int:
        """Say how wide the interval must be: of a count of ours by its size, of another as of a small count."""
        return self.hiding.need(self.hiding.counts.get(cell, 1))

    def ours(self) -> list[Cell]:
        """Give our cells that are hidden so far."""
        return [cell for n, cell in enumerate(self.hiding.counts) if self.hidden[n]]


def cell_by_cell(hiding: Hiding, spare: int = 0) -> set[Cell]:
    """Give the cells to hide: each that must be, and each watched one, gets its doubt; then print what was not needed."""
    held = Witnesses(hiding)
    for _ in range(ROUNDS):
        if hiding.watched:
            held.scatter()
        weak = held.weak((*held.ours(), *hiding.watched), spare)
        if not _widen(held, weak, spare):
            break
    for cell in sorted(set(held.ours()) - hiding.must, key=hiding.cost, reverse=True)[:AGAIN]:
        _print_again(held, cell, spare)
    return set(held.ours())


def _widen(held: Witnesses, weak: Iterable[Cell], spare: int) -> bool:
    """Give each weak cell its doubt, and each cell hidden for it; say whether anything was hidden, or printed for good."""
    waiting, before = list(weak), held.hidden.copy()
    while waiting:
        cell = waiting.pop(0)
        if not held.hidden[held.at[cell]] or not held.weak([cell], spare):
            continue
        moved = _doubt(held, cell, spare)
        new = np.flatnonzero(moved & ~held.hidden[: held.own] if moved is not None else [])
        if len(new):
            held.hide(new)
            waiting += [*(held.hiding.cells[k] for k in new), cell]  # one way may not be long enough: then both are
        elif held.weak([cell], spare):
            _give_up(held, cell)
    return bool((held.hidden != before).any())


def _give_up(held: Witnesses, cell: Cell) -> None:
    """Print a cell that nothing keeps in doubt. Raises NoDoubtError for one that must be hidden, or is not ours to print."""
    if cell in held.hiding.must or cell not in held.hiding.counts:
        raise NoDoubtError(cell)
    held.show(held.at[cell])


def _doubt(held: Witnesses, cell: Cell, spare: int) -> np.ndarray | None:
    """Move a cell as far as its doubt asks: upwards, else downwards, else upwards as far as it goes."""
    n, need = held.at[cell], held.need(cell) + spare
    lo, hi = held.seen(n)
    moved = held.move(n, lo + need)
    if moved is None and hi - need >= held.lo[n]:
        moved = held.move(n, hi - need)
    if moved is None:
        most = held.furthest(n)
        moved = held.move(n, most) if most is not None and most > hi else None
    return moved


def _print_again(held: Witnesses, cell: Cell, spare: int) -> None:
    """Take a cell out of the hidden ones if every other, and every watched one, stays in doubt."""
    held.hide([held.at[cell]], hidden=False)
    if held.weak((*held.ours(), *held.hiding.watched), spare):
        held.hide([held.at[cell]])
