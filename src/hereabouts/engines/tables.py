"""Tables in and out of a spreadsheet: CSV and Excel read by rows, and written so that no cell becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from hereabouts.core.cells import runs, safe_cell
from hereabouts.core.sentences import Sentence
from hereabouts.engines.files import encoding_of, other_kind, separator_of

BOLD, WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)
LONG = 48  # letters of the widest column; longer words wrap
SHEETS = {".xlsx", ".xls", ".xlsb", ".ods"}


class NotATable(Sentence):
    """A file that holds no table we can read."""


def rows_of(path: Path) -> list[list[object]]:
    """Give the rows of the first sheet of a spreadsheet, or of a CSV file, headings first."""
    if not path.is_file():
        raise NotATable("There is no file called {path}.", path=str(path))
    if what := other_kind(path):
        raise NotATable(
            "{name} is {what}, whatever its name says. Save the sheet as XLSX or CSV.", name=path.name, what=what
        )
    if path.suffix.lower() in SHEETS:
        try:
            return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]
        except (CalamineError, OSError) as problem:
            raise NotATable("{name} is not a spreadsheet we can read.", name=path.name) from problem
    content = path.read_bytes()
    text = content.decode(encoding_of(content, whole=True), errors="replace")
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))]


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table as CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(heading) for heading in headings])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as an Excel file: text is stored as text, whatever it starts with, and stays so when edited."""
    return as_workbook([(title, headings, rows)])


def as_workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """Write several tables as one Excel file, each on a sheet of its own."""
    book = Workbook()
    book.remove(book.active)
    for title, headings, rows in sheets:
        _sheet(book.create_sheet("".join(" " if c in "[]:*?/\\" else c for c in title)[:31] or "Table"), headings, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    for column, heading in enumerate(headings, start=1):
        _cell(sheet, 1, column, heading).font = BOLD
    widest = [len(str(heading)) for heading in headings]
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _cell(sheet, number, column, value).alignment = WRAPPED
            if column <= len(widest):
                widest[column - 1] = max(widest[column - 1], min(len(str(value)), LONG))
    for column, letters in enumerate(widest, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(8, letters + 2)
    sheet.freeze_panes = "A2"
    if headings:
        sheet.auto_filter.ref = sheet.dimensions


def _cell(sheet: Worksheet, row: int, column: int, value: object) -> Any:
    """Write one cell: a text is a text, in a heading too, where somebody else chose the names of the columns."""
    cell = sheet.cell(row=row, column=column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = runs(value)
    return cell
