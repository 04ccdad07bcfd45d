"""The reader's own process: ``python -m hereabouts.engines.sheet_reader FILE SHEET`` writes JSON, a line a row.

It first takes away its own means: memory, processor time, writing files. Then it looks at the first bytes, never at the
name. A line that is ``{"refused": ...}`` is the sentence for the person.
"""

import csv
import html
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hereabouts.engines.files import HEAD, encoding_of, other_kind, separator_of
from hereabouts.engines.layers import SQLITE, geojson, geopackage
from hereabouts.engines.sheets import COLUMNS, MEMORY, ROWS, SECONDS, NotATable

UNPACKED = 250 * 2**20  # a sheet of 100,000 rows unpacks to about half of this
RATIO = 200  # spreadsheets shrink tenfold or twentyfold; a bomb shrinks a thousandfold
INSIDE = 5_000  # files inside a workbook
OLE = b"\xd0\xcf\x11\xe0"
LOCKED = "The workbook has a password. Take it off (File, Info, Protect), save it, and load it again."
OTHER = "The file is {what}, whatever its name says. Save the sheet as XLSX or CSV and load that."
DAMAGED = "The workbook is damaged and cannot be opened. Open it in a spreadsheet, save it again, and load that."


def main(path: Path, sheet: str) -> None:
    """Read the file and write what it holds, or the sentence that says why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        name, names, rows = _opened(path, sheet)
        told = [json.dumps([number, cells], ensure_ascii=False) for number, cells in _limited(rows, _first(path))]
        head: dict[str, Any] = {"sheet": name, "sheets": names, "unreckoned": unreckoned(path, name)}
    except NotATable as refusal:
        head, told = {"refused": refusal.text, "values": refusal.values}, []
    out = "\n".join([json.dumps(head), *told])
    sys.stdout.buffer.write(out.encode("utf-8", errors="replace"))


def _opened(path: Path, sheet: str) -> tuple[str, list[str], Iterable[list[Any]]]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if what := other_kind(path):
        raise NotATable(OTHER, what=what)
    if head.startswith(b"PK"):
        look_inside(path, {"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
        return _workbook(path, sheet)
    if head.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise NotATable(LOCKED)
        return _workbook(path, sheet)
    if head.startswith(SQLITE):
        return geopackage(path, sheet)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return geojson(path)
    if head.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise NotATable(OTHER, what="a web page or XML")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotATable(OTHER, what="no table we know")
    return "", [], _text(path, head)


def look_inside(path: Path, parts: set[str]) -> None:
    """Read the list of what a zip holds before anything of it is unpacked; one of the ``parts`` must be there."""
    try:
        with zipfile.ZipFile(path) as inside:
            files = inside.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise NotATable(DAMAGED) from None
    names = {file.filename for file in files}
    if any(file.flag_bits & 1 for file in files):
        raise NotATable(LOCKED)
    if not names & parts:
        raise NotATable(OTHER, what="a zip archive or a document, not a workbook")
    unpacked = sum(file.file_size for file in files)
    squeezed = max((file.file_size / max(1, file.compress_size) for file in files if file.file_size > 2**20), default=0)
    if unpacked > UNPACKED or squeezed > RATIO or len(files) > INSIDE:
        raise NotATable("The workbook unpacks to far more than a sheet needs, and was left alone.")


def _workbook(path: Path, sheet: str) -> tuple[str, list[str], Iterable[list[Any]]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        visible = [s.name for s in book.sheets_metadata if s.visible == calamine.SheetVisibleEnum.Visible]
        if sheet and sheet not in visible:
            raise NotATable(
                "There is no sheet “{sheet}”. The sheets are {names}.", sheet=sheet, names=", ".join(visible)
            )
        for name in [sheet] if sheet else visible:
            read = book.get_sheet_by_name(name)
            if sheet or read.height:
                if read.total_height > ROWS or read.total_width > COLUMNS:
                    raise _too_large()
                return name, visible, read.to_python(skip_empty_area=False)
    except calamine.PasswordError:
        raise NotATable(LOCKED) from None
    except (calamine.CalamineError, OSError) as problem:
        said = LOCKED if "password" in str(problem).lower() or "encrypt" in str(problem).lower() else DAMAGED
        raise NotATable(said) from None
    raise NotATable("Every sheet of the workbook is empty.")


_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*><f(?:/>|[ >](?:(?!</c>).)*?</f>|[^>]*/>)(?:<v ?/>|<v></v>)?</c>', re.DOTALL
)


def unreckoned(path: Path, sheet: str) -> list[str]:
    """Name the cells of an XLSX sheet that hold a formula and no result: a reader would take them for empty."""
    try:
        with zipfile.ZipFile(path) as inside:
            book = inside.read("xl/workbook.xml").decode(errors="replace")
            links = inside.read("xl/_rels/workbook.xml.rels").decode(errors="replace")
            names = {html.unescape(n): r for n, r in re.findall(r'<sheet [^>]*name="([^"]*)"[^>]*r:id="([^"]*)"', book)}
            files = {
                _attribute(one, "Id"): _attribute(one, "Target") for one in re.findall(r"<Relationship [^>]*>", links)
            }
            target = files[names[sheet]].lstrip("/")
            xml = inside.read(target if target.startswith("xl/") else f"xl/{target}")
    except (zipfile.BadZipFile, KeyError):  # no XLSX, or one that names its parts otherwise
        return []
    return [cell.decode() for cell in _FORMULA.findall(xml)] if b"<f" in xml else []


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


def _text(path: Path, head: bytes) -> Iterator[list[Any]]:
    raw = path.read_bytes()
    encoding = encoding_of(head, whole=len(raw) <= HEAD)
    try:
        told = raw.decode(encoding)
    except UnicodeDecodeError:  # the head was plain, the rest is not
        told = raw.decode("cp1252", errors="replace")
    try:
        yield from csv.reader(io.StringIO(told, newline=""), delimiter=separator_of(told[:HEAD]))
    except csv.Error:
        raise NotATable("A quotation mark is opened and never closed. Close it, or save the sheet as XLSX.") from None


def _limited(rows: Iterable[list[Any]], first: int) -> Iterator[tuple[int, list[Any]]]:
    number = None
    for number, row in enumerate(rows, first):
        while row and row[-1] in {None, ""}:
            row.pop()
        if number > ROWS or len(row) > COLUMNS:
            raise _too_large()
        yield number, [_plain(cell) for cell in row]
    if number is None:
        raise NotATable("The file is empty. Save it again and choose it once more.")


def _first(path: Path) -> int:
    """Give the number of the first row: a layer has its headings beside its rows, and they are row 0."""
    with path.open("rb") as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    return 0 if head.startswith((SQLITE, b"{")) else 1


def _too_large() -> NotATable:
    return NotATable(
        "The sheet has more than {rows:,} rows or {columns} columns: split it.", rows=ROWS, columns=COLUMNS
    )


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime | date):
        return {"day": cell.isoformat()[:10]}
    return cell if isinstance(cell, str | int | float | bool) or cell is None else str(cell)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
