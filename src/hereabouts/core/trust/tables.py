"""A table of counts with all its totals, and the sums that a reader can do with it.

A cell is named by what it counts ({("zone", "A"), ("age", "young")}; a total leaves a dimension out), so the same
cell has the same name in every table that shows it, and several tables can be read together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from hereabouts.core.sentences import Sentence

ALL = "All"  # how a total is written where a value of the dimension would stand
Cell = frozenset[tuple[str, str]]
Sum = tuple[Cell, tuple[Cell, ...]]  # a total and the cells that add up to it


class NotATable(Sentence):
    """Counts that cannot be read as one table."""


@dataclass(frozen=True)
class Table:
    """Counts by one or more dimensions, totals among them; None is a hidden count, and an absent total was not given."""

    dimensions: tuple[str, ...]
    cells: Mapping[Cell, int | None]

    def levels(self, dimension: str) -> tuple[str, ...]:
        """Give the values of a dimension, in the order in which they first stand in the table."""
        return tuple(dict.fromkeys(v for cell in self.cells for d, v in sorted(cell) if d == dimension))

    def hidden(self) -> tuple[Cell, ...]:
        """Give the cells whose count is hidden."""
        return tuple(cell for cell, count in self.cells.items() if count is None)

    def row(self, cell: Cell) -> tuple[str, ...]:
        """Write a cell's name as a row starts: one value a dimension, ``All`` for a total."""
        named = dict(cell)
        return tuple(named.get(dimension, ALL) for dimension in self.dimensions)

    def sums(self) -> tuple[Sum, ...]:
        """Give every addition that holds in the table: each total along each dimension that it leaves out."""
        levels = {d: self.levels(d) for d in self.dimensions}
        return tuple(
            (cell, tuple(cell | {(d, value)} for value in levels[d]))
            for cell in _every(self.dimensions, levels)
            for d in self.dimensions
            if d not in dict(cell)
        )


def named(dimensions: Sequence[str], values: Sequence[str]) -> Cell:
    """Name a cell from the values that stand in its row."""
    return frozenset((d, v) for d, v in zip(dimensions, values, strict=True) if v != ALL)


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


def published(dimensions: Sequence[str], rows: Iterable[tuple[Sequence[str], int | None]]) -> Table:
    """Make a table from what a reader sees: counts, hidden counts, and those totals that are printed.

    An inner combination without a row is taken as nobody; a total without a row as not printed.
    """
    given: dict[Cell, int | None] = {named(dimensions, values): count for values, count in rows}
    read = Table(tuple(dimensions), given)
    inner = product(*[[(d, v) for v in read.levels(d)] for d in read.dimensions])
    return Table(read.dimensions, {**dict.fromkeys(map(frozenset, inner), 0), **given})


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
