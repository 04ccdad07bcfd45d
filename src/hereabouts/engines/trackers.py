"""Reads an action tracker with all that can be seen in it: merged cells, colours, strike-through, hidden rows and columns.

XLSX and DOCX are opened in a process of its own, with limits, as every file of somebody else's; CSV, XLS, ODS and our own
JSON have rows only.
"""

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from hereabouts.core.plans.tracker_sheet import Book, Sheet, SheetCell, SheetLine
from hereabouts.engines.files import other_kind
from hereabouts.engines.sheets import BYTES, SECONDS, NotATable, read

SEEN = ("xl/workbook.xml", "word/document.xml")  # files in which more can be seen than values


def tracker(path: Path, *, name: str = "", kept: Path | None = None) -> Book:
    """Read a tracker. NotATable says what the file is instead. ``name`` is what its owner calls it.

    What was read is ``kept`` where the next step finds it.
    """
    if kept is not None and kept.exists():
        return book_of(json.loads(kept.read_bytes()))
    if not path.is_file():
        raise NotATable("There is no file called {path}.", path=str(path))
    if path.stat().st_size > BYTES:
        raise NotATable("The file has more than {most} MB. Take the pictures out, or split it.", most=BYTES // 2**20)
    if _seen(path):
        return _told(path, kept)
    if path.read_bytes()[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _from_json(path)
    if what := other_kind(path):
        raise NotATable(
            "{name} is {what}, whatever its name says. Save the tracker as XLSX, DOCX or CSV.",
            name=name or path.name,
            what=what,
        )
    found = read(path)
    lines = tuple(SheetLine(row.number, tuple(map(SheetCell, row.cells))) for row in found.rows)
    return Book((Sheet(found.sheet, lines),))


def _seen(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as inside:
            return any(part in inside.namelist() for part in SEEN)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _told(path: Path, kept: Path | None) -> Book:
    command = [sys.executable, "-m", "hereabouts.engines.tracker_reader", str(path.resolve())]
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=SECONDS, check=False)  # noqa: S603 - our own module; the path is one argument
    except subprocess.TimeoutExpired:
        raise NotATable("The file took longer than {n} seconds to read and was left alone.", n=SECONDS) from None
    if done.returncode != 0:
        raise NotATable("The file cannot be read: it is damaged, or far too large inside. Save it again, or as CSV.")
    told = json.loads(done.stdout)
    if "refused" in told:
        raise NotATable(told["refused"], **told["values"])
    if kept is not None:
        kept.write_bytes(done.stdout)
    return book_of(told)


def book_of(told: dict[str, Any]) -> Book:
    """Make a book of what the reader wrote. Several sheets or tables are told apart in every row."""
    several = len(told["sheets"]) > 1
    made = []
    for name, hidden, lines in told["sheets"]:
        part = name if several else ""
        rows = (SheetLine(n, tuple(map(_cell, cells)), unseen, part) for n, unseen, cells in lines)
        made.append(Sheet(name, tuple(rows), frozenset(hidden)))
    return Book(tuple(made), tuple(told["says"]))


def _cell(told: Any) -> SheetCell:
    """Make a cell: a bare value, or a list of value, fill, struck, the rows it is merged over and its columns."""
    if not isinstance(told, list):
        return SheetCell(_value(told))
    value, fill, struck, down, wide = told
    return SheetCell(_value(value), fill, bool(struck), tuple(down) if down else None, wide)


def _value(told: Any) -> Any:
    return date.fromisoformat(told["day"]) if isinstance(told, dict) else told


def _from_json(path: Path) -> Book:
    """Read the actions of a plan that was exported as JSON."""
    try:
        actions = json.loads(path.read_text(encoding="utf-8-sig"))["actions"]
        headings = list(dict.fromkeys(name for one in actions for name in one))
        rows = [headings, *([one.get(name) for name in headings] for one in actions)]
        lines = (SheetLine(n, tuple(SheetCell(_flat(v)) for v in row)) for n, row in enumerate(rows, start=1))
        return Book((Sheet("actions", tuple(lines)),))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotATable("The JSON is no plan that was exported here: it has no list of actions.") from None


def _flat(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
