"""Long tables of counts, from CSV and to CSV: one row a cell, its dimensions, and the count last or headed ``count``."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from hereabouts.core.trust.attack import Share
from hereabouts.core.trust.tables import ALL, TOTALS, Cell, NotATable, Rounding, Table, counted, named, published
from hereabouts.engines.files import other_kind, separator_of

HIDDEN = "hidden"
COMMON = Rounding(base=5, hidden_up_to=7)  # how health tables are rounded
COUNT = "count"  # the heading by which a column of counts is known
WHOLE = re.compile(r"\d+(\.0*)?|\d{1,3}(,\d{3})+(\.0*)?")  # 1204, 1,204 and 12.0 are counts
NUMBER = re.compile(
    r"[-+\u2212]?[£$]?\d[\d.,\u00a0 ']*%?"
)  # what looks like a number is a count or a mistake, never a mark


@dataclass(frozen=True)
class _Sheet:
    """A file as rows: headings, every row that is not empty with the number under which a person finds it, the column of counts."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]
    at: int

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Name the columns that say of what is counted."""
        return tuple(h for n, h in enumerate(self.headings) if n != self.at and not _percent(h))


def read_counts(path: Path) -> Table:
    """Read a table of true counts and work out its totals. Totals that stand in the file must agree, and are not needed.

    A combination without a row counts nobody: whoever reads the file is told which (``absent``).
    """
    sheet = _sheet(path)
    dimensions, rows = _rows(sheet)
    for row, line in sheet.rows:
        _whole(sheet, row, line)
    inner = [(values, count) for values, count in rows if ALL not in values]
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
    read = published(*_rows(_sheet(path)))
    return replace(read, rounding=rounding or (COMMON if _made_again(read) else None))


def absent(path: Path, table: Table) -> list[str]:
    """Name the combinations for which a file of true counts has no row, as a row would start; they were taken as nobody."""
    dimensions, rows = _rows(_sheet(path))
    given = {named(dimensions, values) for values, _ in rows}
    return [", ".join(table.row(cell)) for cell in table.cells if table.inner(cell) and cell not in given]


def guessed(path: Path) -> str:
    """Say which column was taken for the counts, where none is headed so and another holds numbers too; else nothing."""
    sheet = _sheet(path)
    if sheet.headings[sheet.at].lower() == COUNT:
        return ""
    others = [
        heading for n, heading in enumerate(sheet.headings)
        if n != sheet.at and not _percent(heading) and all(NUMBER.fullmatch(line[n].strip()) for _, line in sheet.rows if n < len(line))
    ]  # fmt: skip
    return (
        f"“{sheet.headings[sheet.at]}” was taken for the counts, and “{others[0]}” for what is counted"
        if others
        else ""
    )


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
    sheet = _sheet(path)
    headings, names = sheet.headings, sheet.dimensions
    found = []
    for _, line in sheet.rows:
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


def _rows(sheet: _Sheet) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], int | None]]]:
    dimensions, read = sheet.dimensions, [_read(sheet, row, line) for row, line in sheet.rows]
    stood: dict[Cell, int] = {}
    for (row, _), (values, _) in zip(sheet.rows, read, strict=True):
        first = stood.setdefault(named(dimensions, values), row)
        if first != row:
            raise NotATable(
                "Row {row} of {file} gives {cell} a second time; it stands in row {first} already. Leave one of them out.",
                row=row, file=sheet.file, cell=", ".join(values), first=first,
            )  # fmt: skip
    return dimensions, read


def _percent(heading: str) -> bool:
    return heading.lower().startswith(("percent", "%"))


def _sheet(path: Path) -> _Sheet:
    """Read a file by rows, whatever separates its columns. NotATable says what is wrong with it as a whole."""
    lines = _lines(path)
    if not lines:
        raise NotATable("{file} is empty.", file=path.name)
    headings = [heading.strip() for heading in lines[0][1]]
    _headings(path.name, headings)
    if len(lines) < 2:
        raise NotATable("{file} has headings and no row under them. Give it one row a count.", file=path.name)
    at = next((n for n, heading in enumerate(headings) if heading.lower() == COUNT), _last(headings))
    sheet = _Sheet(path.name, headings, lines[1:], at)
    if headings[at].lower() != COUNT and not any(
        at < len(line) and NUMBER.fullmatch(line[at].strip()) for _, line in sheet.rows
    ):
        raise NotATable(
            "{file} has no column of counts: its last column, “{heading}”, holds no number. Head the column of counts “count”.",
            file=path.name, heading=headings[at],
        )  # fmt: skip
    return sheet


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """Give every row that is not empty, numbered as a spreadsheet numbers it; a cell of several lines is in one row."""
    if not path.is_file():
        raise NotATable("There is no file called {file}.", file=str(path))
    if what := other_kind(path):
        raise NotATable("{file} is {what}, whatever its name says. Save the table as CSV.", file=path.name, what=what)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotATable("{file} is not text in UTF-8. Save it as CSV UTF-8.", file=path.name) from wrong
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        return [(number, line) for number, line in enumerate(rows, 1) if any(cell.strip() for cell in line)]
    except csv.Error as wrong:
        raise NotATable("{file} is no CSV: {why}. Save it again.", file=path.name, why=str(wrong)) from wrong  # fmt: skip


def _headings(file: str, headings: Sequence[str]) -> None:
    """Refuse headings by which no column could be told from another."""
    if len(headings) < 2:
        raise NotATable(
            "{file} needs a heading row, one column a dimension, and a column of counts; it has one column.", file=file
        )
    for n, heading in enumerate(headings, 1):
        if not heading:
            raise NotATable("Column {n} of {file} has no heading. Say above it what it holds.", n=n, file=file)
        same = COUNT if heading.lower() == COUNT else heading
        first = next(k for k, other in enumerate(headings, 1) if (COUNT if other.lower() == COUNT else other) == same)
        if first != n:
            raise NotATable(
                "Columns {first} and {n} of {file} have the same heading, “{heading}”. Leave one of them out, or call it otherwise.",
                first=first, n=n, file=file, heading=heading,
            )  # fmt: skip


def _read(sheet: _Sheet, row: int, line: list[str]) -> tuple[tuple[str, ...], int | None]:
    """Read one row: of what it counts, and how many; None where a mark stands for the count."""
    if len(line) != len(sheet.headings):
        hint = " A number with a comma in it stands in quotes." if len(line) > len(sheet.headings) else ""
        raise NotATable(
            f"Row {{row}} of {{file}} has {{found}} cells, not {{width}}.{hint}",
            row=row, file=sheet.file, found=len(line), width=len(sheet.headings),
        )  # fmt: skip
    values = tuple(_value(line[sheet.headings.index(name)]) for name in sheet.dimensions)
    if "" in values:
        raise NotATable(
            "Row {row} of {file} does not say of what it counts: its cell under “{heading}” is empty.",
            row=row, file=sheet.file, heading=sheet.dimensions[values.index("")],
        )  # fmt: skip
    if NUMBER.fullmatch(line[sheet.at].strip()):
        _whole(sheet, row, line)
    return values, _count(line[sheet.at])


def _whole(sheet: _Sheet, row: int, line: list[str]) -> None:
    """Refuse a cell of counts that is no count."""
    text, where = line[sheet.at].strip(), {"row": row, "file": sheet.file, "heading": sheet.headings[sheet.at]}
    if text.startswith(("-", "\u2212")) and NUMBER.fullmatch(text):
        raise NotATable(
            "Row {row} of {file}, column “{heading}”: {found} is below 0, and a count never is.", found=text, **where
        )
    if not text:
        raise NotATable("Row {row} of {file}, column “{heading}”, is empty. Give the count; 0 is a count too.", **where)
    if _count(text) is None:
        raise NotATable(
            "Row {row} of {file}, column “{heading}”: “{found}” is not a whole number. Write it like 1204 or 1,204.",
            found=text,
            **where,
        )


def _last(headings: list[str]) -> int:
    """Give the last column that holds no percentages: the count, where none is headed so."""
    return max((n for n, heading in enumerate(headings) if not _percent(heading)), default=len(headings) - 1)


def _value(cell: str) -> str:
    cell = cell.strip()
    return ALL if cell.lower() in TOTALS else cell


def _count(cell: str) -> int | None:
    """Read a count: 1,204 and 12.0 are counts; a mark, a word or nothing is a hidden one."""
    text = cell.strip()
    return int(text.replace(",", "").partition(".")[0]) if WHOLE.fullmatch(text) else None
