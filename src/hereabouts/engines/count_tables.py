"""Long tables of counts, from CSV and to CSV: one row a cell, its dimensions, and the count last or headed ``count``."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TextIO

from hereabouts.core.trust.attack import Share
from hereabouts.core.trust.tables import ALL, TOTALS, Cell, NotATable, Rounding, Table, counted, named, published
from hereabouts.engines.files import other_kind

HIDDEN = "hidden"
COMMON = Rounding(base=5, hidden_up_to=7)  # how health tables are rounded


def read_counts(path: Path) -> Table:
    """Read a table of true counts and work out its totals. Totals that stand in the file must agree, and are not needed.

    A combination without a row counts nobody: whoever reads the file is told which (``absent``).
    """
    dimensions, rows = _rows(path)
    inner = [(values, count) for values, count in rows if ALL not in values]
    missing = next((values for values, count in rows if count is None), None)
    if missing:
        raise NotATable("The count of {row} in {file} is not a whole number.", row=", ".join(missing), file=path.name)
    if not inner:
        raise NotATable("{file} holds totals and nothing that they add up from. Give the inner counts.", file=path.name)
    table = counted(dimensions, [(values, count or 0) for values, count in inner])
    for cell, given in published(dimensions, rows).cells.items():
        if table.cells.get(cell) != given:
            raise NotATable(
                "{file} says {given} for {row}, but its rows add up to {sum}. Mend the total, or leave it out.",
                file=path.name, given=given, row=", ".join(table.row(cell)), sum=table.cells.get(cell),
            )  # fmt: skip
    return table


def read_published(path: Path, rounding: Rounding | None = None) -> Table:
    """Read a table as a reader sees it: whatever is not a whole number where a count should stand is a hidden count.

    A table is taken as rounded where that is said, or where it shows: every count is a multiple of 5, cells are hidden, and
    yet each total is what the printed cells add up to, so it was made again from them.
    """
    read = published(*_rows(path))
    return replace(read, rounding=rounding or (COMMON if _made_again(read) else None))


def absent(path: Path, table: Table) -> list[str]:
    """Name the combinations for which a file of true counts has no row, as a row would start; they were taken as nobody."""
    dimensions, rows = _rows(path)
    given = {named(dimensions, values) for values, _ in rows}
    return [", ".join(table.row(cell)) for cell in table.cells if table.inner(cell) and cell not in given]


def _made_again(table: Table) -> bool:
    counts = [n for n in table.cells.values() if n is not None]
    sums = [
        (table.cells[whole], [table.cells.get(part) for part in parts]) for whole, parts in table.sums()
        if table.cells.get(whole) is not None
    ]  # fmt: skip
    return (
        all(n % COMMON.base == 0 and not 0 < n <= COMMON.hidden_up_to for n in counts)
        and any(None in parts for _, parts in sums)
        and all(whole == sum(filter(None, parts)) for whole, parts in sums)
    )


def read_shares(path: Path) -> list[Share]:
    """Read the percentages beside the counts: a column headed ``percent`` is of all, ``percent of zone`` of that zone's total."""
    headings, lines, at = _lines(path)
    names = _dimensions(headings, at)
    found = []
    for _, line in lines:
        values = dict(zip(headings, line, strict=False))
        for heading in (h for h in headings if _percent(h)):
            of = {name for name in names if name.lower() in heading.lower().partition(" of ")[2]}
            text = values.get(heading, "").strip().rstrip("%").strip()
            part = named(names, [_value(values[n]) for n in names])
            whole = frozenset(pair for pair in part if pair[0] in of)
            if part != whole and text.replace(".", "", 1).isdigit():
                found.append(Share(part, whole, float(text), len(text.partition(".")[2])))
    return found


def write(table: Table, file: TextIO, *, mark: str = HIDDEN) -> None:
    """Write a table with its totals, one row a cell; a hidden count is a mark, never a number."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*table.dimensions, "count"])
    for cell, count in table.cells.items():
        writer.writerow([*table.row(cell), mark if count is None else count])


def _rows(path: Path) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], int | None]]]:
    headings, lines, at = _lines(path)
    dimensions, read = _dimensions(headings, at), list(_read(path, lines, headings, at))
    stood: dict[Cell, int] = {}
    for (row, _), (values, _) in zip(lines, read, strict=True):
        first = stood.setdefault(named(dimensions, values), row)
        if first != row:
            raise NotATable(
                "Row {row} of {file} gives {cell} a second time; it stands in row {first} already. Leave one of them out.",
                row=row, file=path.name, cell=", ".join(values), first=first,
            )  # fmt: skip
    return dimensions, read


def _dimensions(headings: list[str], at: int) -> tuple[str, ...]:
    return tuple(h for n, h in enumerate(headings) if n != at and not _percent(h))


def _percent(heading: str) -> bool:
    return heading.lower().startswith(("percent", "%"))


def _lines(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], int]:
    """Give the headings, every row that is not empty with the number under which a person finds it, and which column counts."""
    if not path.is_file():
        raise NotATable("There is no file called {file}.", file=str(path))
    if what := other_kind(path):
        raise NotATable("{file} is {what}, whatever its name says. Save the table as CSV.", file=path.name, what=what)
    try:
        reader = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        lines = [(reader.line_num, line) for line in reader if any(cell.strip() for cell in line)]
    except UnicodeDecodeError as wrong:
        raise NotATable("{file} is not text in UTF-8. Save it as CSV UTF-8.", file=path.name) from wrong
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise NotATable("{file} needs a heading row, one column a dimension, and a column of counts.", file=path.name)
    headings = [heading.strip() for heading in lines[0][1]]
    at = next((n for n, heading in enumerate(headings) if heading.lower() == "count"), _last(headings))
    if len(set(headings)) < len(headings):
        raise NotATable("Two columns of {file} have the same heading.", file=path.name)
    return headings, lines[1:], at


def _read(
    path: Path, lines: list[tuple[int, list[str]]], headings: list[str], at: int
) -> Iterable[tuple[tuple[str, ...], int | None]]:
    width = len(headings)
    for n, line in lines:
        if len(line) != width:
            raise NotATable(
                "Row {row} of {file} has {found} cells, not {width}.",
                row=n,
                file=path.name,
                found=len(line),
                width=width,
            )
        values = tuple(_value(cell) for m, cell in enumerate(line) if m != at and not _percent(headings[m]))
        if "" in values:
            raise NotATable(
                "Row {row} of {file} does not say of what it counts: a cell before the count is empty.",
                row=n,
                file=path.name,
            )
        count = _count(line[at])
        if count is not None and count < 0:
            raise NotATable(
                "The count of {row} in {file} is {count}; a count is never below 0.",
                row=", ".join(values),
                file=path.name,
                count=count,
            )
        yield values, count


def _last(headings: list[str]) -> int:
    """Give the last column that holds no percentages: the count, where none is headed so."""
    return max((n for n, heading in enumerate(headings) if not _percent(heading)), default=len(headings) - 1)


def _value(cell: str) -> str:
    cell = cell.strip()
    return ALL if cell.lower() in TOTALS else cell


def _count(cell: str) -> int | None:
    """Read a count: 1,204 and 12.0 are counts; a mark, a word or nothing is a hidden one."""
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        return None
    return int(number) if isfinite(number) and number == int(number) else None
