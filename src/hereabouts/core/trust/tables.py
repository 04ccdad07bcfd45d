"""A table of counts with all its totals, and the sums that a reader can do with it.

A cell is named by what it counts ({("zone", "A"), ("age", "young")}; a total leaves a dimension out), so the same
cell has the same name in every table that shows it, and several tables can be read together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from hereabouts.core.sentences import Sentence

ALL = "Total"  # how a total is written where a value of the dimension would stand
TOTALS = frozenset({"all", "total"})  # how others write one, in any capitals
Cell = frozenset[tuple[str, str]]
Sum = tuple[Cell, tuple[Cell, ...]]  # a total and the cells that add up to it


class NotATable(Sentence):
    """Counts that cannot be read as one table."""


@dataclass(frozen=True)
class Rounding:
    """How a table was rounded: to which base, and up to which count it was hidden instead. Everybody may know it."""

    base: int
    hidden_up_to: int

    def rounded(self, count: int) -> int | None:
        """Give a count as it is printed: hidden, zero, or the nearest multiple of the base."""
        if 0 < count <= self.hidden_up_to:
            return None
        return (count + self.base // 2) // self.base * self.base

    def between(self, printed: int | None) -> tuple[int, int]:
        """Give the smallest and the largest count that is printed like this."""
        if printed is None:
            return 1, self.hidden_up_to
        if printed == 0:
            return 0, 0
        return max(self.hidden_up_to + 1, printed - self.base // 2), printed + (self.base - 1) // 2


@dataclass(frozen=True)
class Table:
    """Counts by one or more dimensions, totals among them; None is a hidden count, and an absent total was not given.

    In a rounded table the totals were made again from the rounded counts: they say nothing more than these do.
    """

    dimensions: tuple[str, ...]
    cells: Mapping[Cell, int | None]
    rounding: Rounding | None = None

    def told(self) -> dict[Cell, tuple[float, float]]:
        """Give what a reader knows of each cell for certain: its count, or between which two counts it lies.

        Zeros are always printed, so whatever is hidden is 1 or more.
        """
        if self.rounding is None:
            return {cell: (1, inf) if n is None else (n, n) for cell, n in self.cells.items()}
        return {cell: self.rounding.between(n) for cell, n in self.cells.items() if self.inner(cell)}

    def inner(self, cell: Cell) -> bool:
        """Say whether a cell is no total."""
        return len(cell) == len(self.dimensions)

    def levels(self, dimension: str) -> tuple[str, ...]:
        """Give the values of a dimension, in the order in which they first stand in the table."""
        return tuple(dict.fromkeys(v for cell in self.cells for d, v in sorted(cell) if d == dimension))

    def hidden(self) -> tuple[Cell, ...]:
        """Give the cells whose count is hidden; a total that was made again hides nothing of its own."""
        return tuple(c for c, count in self.cells.items() if count is None and (self.rounding is None or self.inner(c)))

    def row(self, cell: Cell) -> tuple[str, ...]:
        """Write a cell's name as a row starts: one value a dimension, ``Total`` for a total."""
        named = dict(cell)
        return tuple(named.get(dimension, ALL) for dimension in self.dimensions)

    def sums(self) -> tuple[Sum, ...]:
        """Give every addition that holds in the table: each total along each dimension that it leaves out."""
        levels = {d: self.levels(d) for d in self.dimensions}
        return tuple(
            (cell, tuple(cell | {(d, value)} for value in levels[d]))
            for cell in _every(self.dimensions, levels)
            for d in self.dimensions
            if d not in dict(cell) and levels[d]  # a total alone is a number, and no sum of nothing
        )


def named(dimensions: Sequence[str], values: Sequence[str]) -> Cell:
    """Name a cell from the values that stand in its row."""
    return frozenset((d, v) for d, v in zip(dimensions, values, strict=True) if v.strip().lower() not in TOTALS)


def counted(dimensions: Sequence[str], rows: Iterable[tuple[Sequence[str], int]]) -> Table:
    """Make a table with all its totals from the counts of its inner cells; a combination without a row counts nobody."""
    given: dict[Cell, int] = {}
    for values, count in rows:
        if count < 0:
            raise NotATable(
                "The count of {row} is {count}; a count is never below 0.", row=", ".join(values), count=count
            )
        cell = named(dimensions, values)
        given[cell] = given.get(cell, 0) + count
    if any(len(cell) != len(dimensions) for cell in given):
        raise NotATable("Give the inner counts only, without totals: the totals are worked out from them.")
    return _with_totals(tuple(dimensions), given)


def published(
    dimensions: Sequence[str], rows: Iterable[tuple[Sequence[str], int | None]], rounding: Rounding | None = None
) -> Table:
    """Make a table from what a reader sees: counts, hidden counts, and those totals that are printed.

    An inner combination without a row is taken as nobody; a total without a row as not printed.
    """
    given: dict[Cell, int | None] = {named(dimensions, values): count for values, count in rows}
    read = Table(tuple(dimensions), given)
    inner = product(*[[(d, v) for v in read.levels(d)] for d in read.dimensions])
    return Table(read.dimensions, {**dict.fromkeys(map(frozenset, inner), 0), **given}, rounding)


def _with_totals(dimensions: tuple[str, ...], inner: Mapping[Cell, int]) -> Table:
    levels = Table(dimensions, inner)
    totals = dict.fromkeys(_every(dimensions, {d: levels.levels(d) for d in dimensions}), 0)
    for cell, count in inner.items():
        for kept in product((True, False), repeat=len(dimensions)):
            keep = {d for d, wanted in zip(dimensions, kept, strict=True) if wanted}
            totals[frozenset(pair for pair in cell if pair[0] in keep)] += count
    return Table(dimensions, totals)


def _every(dimensions: Sequence[str], levels: Mapping[str, Sequence[str]]) -> list[Cell]:
    """Name every cell, inner ones and totals, in the order of reading."""
    return [named(dimensions, values) for values in product(*[[*levels[d], ALL] for d in dimensions])]
