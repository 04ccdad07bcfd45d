"""A table with raw cells, and how people read them: the same in every file format."""

from dataclasses import dataclass
from typing import Any

UNKNOWN = "not known"


@dataclass(frozen=True)
class Column:
    """One column: its short name, its heading for people, what it is, and which column holds the unit of its numbers."""

    name: str
    heading: str
    means: str
    kind: str = "text"  # or "number" (as it is), "count", "figure" (printed by the unit of its row)


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


def printed(value: float | None, unit: str) -> str:
    """Print an indicator's value the way its unit is read: a share in per cent, anything else with one decimal."""
    if value is None:
        return UNKNOWN
    return f"{100 * value:,.1f}%" if unit.startswith(("of ", "share ")) else f"{value:,.1f}"


def as_read(cell: Any, column: Column, unit: str) -> str:
    """Print one cell: nothing where a text is empty, "not known" where a number is."""
    if column.kind == "figure":
        return printed(cell, unit)
    if column.kind == "count":
        return UNKNOWN if cell is None else f"{cell:,.0f}"
    if column.kind == "share":
        return UNKNOWN if cell is None else f"{100 * cell:,.1f}%"
    return "" if cell is None else str(cell)
