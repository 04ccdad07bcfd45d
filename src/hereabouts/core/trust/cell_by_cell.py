"""The quick way to hide at little cost: one cell after the other gets the least change that keeps it in doubt.

Every change found is kept as a witness: counts that agree with all that is printed. A cell whose witnesses lie far enough
apart needs no program of its own. In the end whatever turned out not to be needed is printed again.
"""

from collections.abc import Iterable
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import hstack

from hereabouts.core.trust.attack import DoNotAddUp
from hereabouts.core.trust.hiding import Hiding
from hereabouts.core.trust.tables import Cell

SLACK = 1e-6
AGAIN = 10  # of the cells hidden for others' sake, the dearest first, are tried whether they can be printed again
DIRECTIONS = 12  # in which counts far apart are looked for before any one cell is
ROUNDS = 6  # more cells hidden may bring a difference nearer to a small count; after so many rounds the audit refuses


class Witnesses:
    """The counts that could lie behind what is printed, as far as they were looked for, and what is hidden so far."""

    def __init__(self, hiding: Hiding) -> None:
        self.hiding = hiding
        self.own = len(hiding.counts)
        self.at = {cell: n for n, cell in enumerate(hiding.cells)}
        self.matrix, self.right = hiding.added
        ends = [hiding.told.get(cell, (0, np.inf)) for cell in hiding.cells]
        self.lo, self.hi = (np.array(one, dtype=float) for one in zip(*ends, strict=True))
        self.hidden = np.zeros(len(hiding.cells), dtype=bool)
        self.hidden[self.own :] = True
        self.true = self._completed()
        self.points = self.true[None, :]
        self.moved = np.zeros((1, self.own), dtype=bool)
        self.least = self.most = self.true
        self.hide(self.at[cell] for cell in hiding.must)

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

    def keep(self, counts: np.ndarray) -> np.ndarray:
        """Keep counts that agree with what is printed, and say which of ours they move."""
        moved: np.ndarray = np.abs(counts[: self.own] - self.true[: self.own]) > SLACK
        if not (moved & ~self.hidden[: self.own]).any():
            self.least, self.most = np.minimum(self.least, counts), np.maximum(self.most, counts)
        self.points, self.moved = np.vstack([self.points, counts]), np.vstack([self.moved, moved])
        return moved

    def seen(self, n: int) -> tuple[int, int]:
        """Give the ends of what a cell has been seen to be while no more is hidden than now."""
        return ceil(self.least[n] - SLACK), floor(self.most[n] + SLACK)

    def hide(self, cells: Iterable[int], *, hidden: bool = True) -> None:
        """Hide cells, or print them again; what was seen is what still agrees with what is printed."""
        self.hidden[list(cells)] = hidden
        held = self.points[~(self.moved & ~self.hidden[: self.own]).any(axis=1)]
        self.least, self.most = held.min(axis=0), held.max(axis=0)
        self.free = np.flatnonzero(self.hidden)
        self.left = self.matrix[:, self.free]
        self.rest = self.right - self.matrix @ np.where(self.hidden, 0, self.true)
        self.bounds = np.stack([self.lo[self.free], np.minimum(self.hi[self.free], self.far)], axis=1)

    def look(self, n: int) -> tuple[int, int]:
        """Find how far a cell can go with no more hidden than now."""
        for sign in (1, -1):
            self._go(np.where(self.free == n, sign, 0))
        return self.seen(n)

    @property
    def far(self) -> float:
        """Give a count that is further than any doubt reaches, so that no end is infinite."""
        return 4.0 * float(self.true.max(initial=0)) + 1_000

    def move(self, n: int, to: float) -> np.ndarray | None:
        """Bring a cell to a count with as little change as possible of what is printed; None where nothing can."""
        hiding, size = self.hiding, len(self.true)
        cost = np.zeros(size)
        cost[: self.own] = [0 if self.hidden[k] else hiding.cost(cell) for k, cell in enumerate(hiding.counts)]
        fixed = np.array([cell in hiding.printed for cell in hiding.cells])
        up = np.where(fixed, 0, self.hi - self.true)
        down = np.where(fixed, 0, self.true - self.lo)
        step = to - self.true[n]
        bounds = np.stack([np.zeros(2 * size), np.maximum(np.concatenate([up, down]), 0)], axis=1)
        bounds[n] = bounds[size + n] = (0, 0)
        bounds[n if step > 0 else size + n] = (abs(step), abs(step))
        found = linprog(
            np.concatenate([cost, cost]), A_eq=hstack([self.matrix, -self.matrix], format="csr"),
            b_eq=np.zeros(len(self.right)), bounds=bounds, method="highs",
        )  # fmt: skip
        return None if found.x is None else self.keep(self.true + found.x[:size] - found.x[size:])

    def scatter(self) -> None:
        """Come upon counts that lie far apart in many cells at once, by going in many directions."""
        for turn in range(1, DIRECTIONS + 1):
            self._go(np.cos(turn * 2.399963 * np.arange(1, len(self.free) + 1)))

    def _go(self, cost: np.ndarray) -> None:
        found = linprog(cost, A_eq=self.left, b_eq=self.rest, bounds=self.bounds, method="highs")
        if found.x is not None:
            counts = self.true.copy()
            counts[self.free] = found.x
            self.keep(counts)

    def weak(self, cell: Cell, spare: int) -> bool:
        """Say whether a hidden or watched cell is told too closely; what was seen so far may settle it."""
        n, need = self.at[cell], self.need(cell) + spare
        lo, hi = self.seen(n)
        if hi - lo < need:
            lo, hi = self.look(n)
        return hi - lo < need and (cell in self.hiding.counts or self.hiding.near(cell, lo, hi - spare))

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
        weak = [cell for cell in (*held.ours(), *hiding.watched) if held.weak(cell, spare)]
        if not _widen(held, weak, spare):
            break
    for cell in sorted(set(held.ours()) - hiding.must, key=hiding.cost, reverse=True)[:AGAIN]:
        _print_again(held, cell, spare)
    return set(held.ours())


def _widen(held: Witnesses, weak: Iterable[Cell], spare: int) -> bool:
    """Give each weak cell its doubt, and each cell hidden for it; say whether anything was hidden."""
    waiting, before = list(weak), held.hidden.sum()
    while waiting:
        cell = waiting.pop(0)
        if not held.weak(cell, spare):
            continue
        n = held.at[cell]
        moved = held.move(n, held.seen(n)[0] + held.need(cell) + spare)
        if moved is not None:
            new = np.flatnonzero(moved & ~held.hidden[: held.own])
            held.hide(new)
            waiting += [held.hiding.cells[k] for k in new]
    return bool(held.hidden.sum() > before)


def _print_again(held: Witnesses, cell: Cell, spare: int) -> None:
    """Take a cell out of the hidden ones if every other, and every watched one, stays in doubt."""
    held.hide([held.at[cell]], hidden=False)
    if any(held.weak(other, spare) for other in (*held.ours(), *held.hiding.watched)):
        held.hide([held.at[cell]])
