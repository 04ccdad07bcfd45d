"""A table with raw cells, and how people read them: the same in every file format."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

UNKNOWN = "not known"


class Hidden(Enum):
    """A count that is there and not told: one mark stands for it in every format, and the number in none."""

    MARK = "too few to show"

    def __str__(self) -> str:
        return self.value


HIDDEN = Hidden.MARK


@dataclass(frozen=True)
class Column:
    """One column: its short name, its heading for people, what it is, and which column holds the unit of its numbers."""

    name: str
    heading: str
    means: str
    kind: str = "text"  # or "number" (as it is), "count", "pounds", "figure" (printed by the unit of its row)


@dataclass(frozen=True)
class Table:
    """One table: raw cells in the order of its columns."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]

    def printed(self) -> list[list[str]]:
        """Give the rows as people read them."""
        unit = next((n for n, c in enumerate(self.columns) if c.name == "unit"), None)
        return [
            [as_read(cell, column, "" if unit is None else str(row[unit])) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]  # fmt: skip

    def data(self) -> list[list[Any]]:
        """Give the rows as a program reads them: numbers as they are, the mark where one is hidden."""
        return [[str(cell) if cell is HIDDEN else cell for cell in row] for row in self.rows]

    def at(self, name: str) -> int:
        """Say where a column stands."""
        return [column.name for column in self.columns].index(name)


def printed(value: float | None, unit: str) -> str:
    """Print an indicator's value the way its unit is read: a share in per cent, anything else with one decimal."""
    if value is None:
        return UNKNOWN
    return f"{100 * value:,.1f}%" if unit.startswith(("of ", "share ")) else f"{value:,.1f}"


def as_read(cell: Any, column: Column, unit: str) -> str:
    """Print one cell: the mark where it is hidden, nothing where a text is empty, "not known" where a number is."""
    if cell is HIDDEN:
        return str(cell)
    if column.kind == "figure":
        return printed(cell, unit)
    if column.kind in {"count", "pounds"}:
        return UNKNOWN if cell is None else f"{'£' if column.kind == 'pounds' else ''}{cell:,.0f}"
    if column.kind == "share":
        return UNKNOWN if cell is None else f"{100 * cell:,.1f}%"
    return "" if cell is None else str(cell)
