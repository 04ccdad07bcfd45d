"""How the reader of a tracker writes down a cell, and how much of one it reads."""

from datetime import date, datetime
from typing import Any

from hereabouts.engines.sheets import NotATable

ROWS, COLUMNS = 20_000, 100  # ten times the longest tracker that issue 7 speaks of


def plain(value: Any) -> Any:
    """Write a value so that JSON holds it: a day is a day, whatever the hour."""
    if isinstance(value, datetime | date):
        return {"day": value.isoformat()[:10]}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def cell(
    value: Any, fill: str = "", *, struck: bool = False, down: tuple[int, int] | None = None, wide: int = 1
) -> Any:
    """Write a cell: a bare value where nothing else is to be seen."""
    seen = fill or struck or down or wide > 1
    return [plain(value), fill, int(struck), down, wide] if seen else plain(value)


def too_large() -> NotATable:
    """Say that a sheet is longer or wider than any tracker."""
    return NotATable(
        "The sheet has more than {rows:,} rows or {columns} columns. Delete the empty ones below and beside the tracker.",
        rows=ROWS, columns=COLUMNS,
    )  # fmt: skip
