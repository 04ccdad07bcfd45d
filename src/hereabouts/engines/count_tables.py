"""Long tables of counts, from CSV and to CSV: one row a cell, its dimensions, and the count last or headed ``count``."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from hereabouts.core.trust.tables import ALL, TOTALS, NotATable, Rounding, Table, counted, published
from hereabouts.engines.files import other_kind

HIDDEN = "hidden"


def read_counts(path: Path) -> Table:
    """Read a table of true counts and work out its totals. Totals that stand in the file must agree, and are not needed."""
    dimensions, rows = _rows(path)
    inner = [(values, count) for values, count in rows if ALL not in values]
    missing = next((values for values, count in rows if count is None), None)
    if missing:
        raise NotATable("The count of {row} in {file} is not a whole number.", row=", ".join(missing), file=path.name)
    table = counted(dimensions, [(values, count or 0) for values, count in inner])
    for cell, given in published(dimensions, rows).cells.items():
        if table.cells.get(cell) != given:
            raise NotATable(
                "{file} says {given} for {row}, but its rows add up to {sum}. Mend the total, or leave it out.",
                file=path.name, given=given, row=", ".join(table.row(cell)), sum=table.cells.get(cell),
            )  # fmt: skip
    return table


def read_published(path: Path) -> Table:
    """Read a table as a reader sees it: whatever is not a whole number where a count should stand is a hidden count."""
    return published(*_rows(path))


def write(table: Table, file: TextIO) -> None:
    """Write a table with its totals, one row a cell; a hidden count is the word ``hidden``, never a number."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*table.dimensions, "count"])
    for cell, count in table.cells.items():
        writer.writerow([*table.row(cell), HIDDEN if count is None else count])


def _rows(path: Path) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], int | None]]]:
    if not path.is_file():
        raise NotATable("There is no file called {file}.", file=str(path))
    if what := other_kind(path):
        raise NotATable("{file} is {what}, whatever its name says. Save the table as CSV.", file=path.name, what=what)
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except UnicodeDecodeError as wrong:
        raise NotATable("{file} is not text in UTF-8. Save it as CSV UTF-8.", file=path.name) from wrong
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if len(lines) < 2 or len(lines[0]) < 2:
        raise NotATable("{file} needs a heading row, one column a dimension, and a column of counts.", file=path.name)
    headings = [heading.strip() for heading in lines[0]]
    at = next((n for n, heading in enumerate(headings) if heading.lower() == "count"), len(headings) - 1)
    if len(set(headings)) < len(headings):
        raise NotATable("Two columns of {file} have the same heading.", file=path.name)
    return tuple(h for n, h in enumerate(headings) if n != at), list(_read(path, lines[1:], len(headings), at))


def _read(path: Path, lines: list[list[str]], width: int, at: int) -> Iterable[tuple[tuple[str, ...], int | None]]:
    for n, line in enumerate(lines, start=2):
        if len(line) != width:
            raise NotATable(
                "Row {row} of {file} has {found} cells, not {width}.",
                row=n,
                file=path.name,
                found=len(line),
                width=width,
            )
        values = tuple(_value(cell) for m, cell in enumerate(line) if m != at)
        yield values, _count(line[at])


def _value(cell: str) -> str:
    cell = cell.strip()
    return ALL if cell.lower() in TOTALS else cell


def _count(cell: str) -> int | None:
    """Read a count: 1,204 and 12.0 are counts; a mark, a word or nothing is a hidden one."""
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        return None
    return int(number) if number == int(number) else None
