"""What a file holds, whatever its name says: a text table, a workbook of sheets, JSON records or GeoJSON.

Rows come as a person sees them: numbered as in a spreadsheet, every cell a text. Nothing here knows any dataset.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase, digits
from typing import Any

from hereabouts.engines.files import HEAD, Candidate, look
from hereabouts.engines.raw_tables import Faulty
from hereabouts.engines.sheets import NotATable, Workbook, read

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NOT_TABLES = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture"}
TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".geojson"}
LOOKED_AT = 20  # rows that could be headings

Row = tuple[int, list[str]]


@dataclass
class Source:
    """A file, opened as what it is. ``sheets`` are the names of a workbook; a text file has one without a name."""

    path: Path
    kind: str  # "text", "workbook", "json", "zip" or "other"
    books: dict[str, Workbook] = field(default_factory=dict)

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """Name the sheets. A workbook that is damaged, locked or hostile raises Faulty."""
        if self.kind != "workbook":
            return ("",)
        first = self._book("")
        self.books[first.sheet] = first
        return first.sheets

    def headings(self, sheet: str, rows: int = 1) -> list[Candidate]:
        """Give every row that could be the headings; with two heading rows, each with the one below it."""
        if self.kind == "text":
            looked = look(self.path)
            found = [list(c.headings) for c in looked.candidates] if looked else []
        else:
            found = [cells for _, cells in self.rows(sheet)[: LOOKED_AT + 1]]
        if rows == 1:
            return [Candidate(n, tuple(cells)) for n, cells in enumerate(found, 1)]
        pairs = pairwise(found)
        return [Candidate(n, tuple(_both(a, b))) for n, (a, b) in enumerate(pairs, 2)]

    def rows(self, sheet: str) -> Sequence[Row]:
        """Give every row of a sheet with its number."""
        if self.kind == "text":
            return list(_text_rows(self.path))
        if sheet not in self.books:
            self.books[sheet] = self._book(sheet)
        return [(row.number, [_said(cell) for cell in row.cells]) for row in self.books[sheet].rows]

    def unreckoned(self, sheet: str) -> Sequence[tuple[int, int]]:
        """Give the row and column, from 1 and from 0, of every formula without a result."""
        cells = self.books[sheet].unreckoned if sheet in self.books else ()
        return [(int(cell.lstrip(ascii_uppercase)), _column(cell.rstrip(digits))) for cell in cells]

    @cached_property
    def document(self) -> Any:
        """Give the JSON of the file; None where it is broken."""
        try:
            return json.loads(self.path.read_bytes())
        except (ValueError, UnicodeDecodeError, RecursionError):  # the last: brackets without end
            return None

    def records(self, path: str) -> list[dict[str, Any]]:
        """Give the list of records at a path of keys and numbers inside a JSON file; empty where there is none."""
        found = self.document
        for step in path.split("."):
            try:
                found = found[int(step)] if step.isdigit() else found[step]
            except (KeyError, IndexError, TypeError):
                return []
        return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else []

    def _book(self, sheet: str) -> Workbook:
        try:
            return read(self.path, sheet=sheet)
        except NotATable as why:
            raise Faulty("{file} cannot be read. {why}", file=self.path.name, why=str(why)) from None


def opened(path: Path) -> Source:
    """Open a file as what its first bytes say. A table's name on something else raises Faulty: a download went wrong."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    what = next((what for magic, what in NOT_TABLES.items() if head.startswith(magic)), "")
    if head.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
        what = "a web page"
    if what and path.suffix.lower() in TABLES:
        raise Faulty(
            "{file} is {what}, whatever its name says. Download it again, or take it away.", file=path.name, what=what
        )
    if head.startswith(OLE) or (head.startswith(ZIP) and _workbook_inside(path)):
        return Source(path, "workbook")
    if head.startswith(ZIP):
        return Source(path, "zip")
    if head.lstrip()[:1] in {b"{", b"["}:
        return Source(path, "json")
    binary = b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if (binary or not head.strip()) and path.suffix.lower() in TABLES:
        raise Faulty(
            "{file} is {what}, whatever its name says. Download it again, or take it away.",
            file=path.name,
            what="no text" if binary else "empty",
        )
    return Source(path, "other" if what or binary or not head.strip() else "text")


def _workbook_inside(path: Path) -> bool:
    """Leave zips and documents that are no workbook to others; a workbook's name on a damaged zip is looked into."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as inside:
            return bool(set(inside.namelist()) & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower() in TABLES


def _text_rows(path: Path) -> Iterator[Row]:
    looked = look(path)
    if looked is None:
        return
    try:
        text = path.read_text(encoding=looked.encoding, errors="strict")
    except UnicodeDecodeError:  # the beginning was plain, the rest is not
        text = path.read_text(encoding="cp1252", errors="replace")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=looked.separator)
        yield from enumerate(rows, 1)
    except csv.Error as problem:
        raise Faulty("{file} stops being a table: {problem}.", file=path.name, problem=str(problem)) from problem


def _both(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    padded = [[*row, *[""] * (width - len(row))] for row in (upper, lower)]
    return [a.strip() or b.strip() for a, b in zip(*padded, strict=True)]


def _column(letters: str) -> int:
    """Count a spreadsheet's column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ascii_uppercase.index(letter) + 1
    return number - 1


def _said(cell: object) -> str:
    """Say a cell of a workbook as a text table would: 710.0 is 710, and nothing is nothing."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return "" if cell is None else str(cell)
