"""Reads anybody's spreadsheet in a process of its own, with limits: a hostile file can take down nothing but itself."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hereabouts.core.imports.tables import Cell, SheetRow
from hereabouts.core.sentences import Sentence

BYTES = 20 * 2**20
ROWS = 100_000
COLUMNS = 300
SECONDS = 30
MEMORY = 1024 * 2**20  # address space of the reader; it holds about half of it


class NotATable(Sentence):
    """A file that holds no table we can read."""


@dataclass(frozen=True)
class Workbook:
    """What was read: the sheet, the names of all sheets that can be seen, and its rows, blank ones too.

    ``unreckoned`` are cells ("B5") with a formula that nobody has worked out; they look empty in ``rows``.
    """

    sheet: str
    sheets: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    unreckoned: tuple[str, ...] = ()


def read(path: Path, *, sheet: str = "", seconds: float = SECONDS) -> Workbook:
    """Read one sheet of a CSV, XLSX, XLS or ODS file (by default the first that holds something).

    NotATable says what the file is instead, and what to do.
    """
    size = path.stat().st_size
    if size == 0:
        raise NotATable("The file is empty. Save it again and choose it once more.")
    if size > BYTES:
        raise NotATable("The file has {mb:,.0f} MB. At most {most} MB can be read: split it.", mb=size / 2**20, most=20)
    package = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "hereabouts.engines.sheet_reader", str(path.resolve()), sheet]
    environment = {"PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=seconds, check=False)  # noqa: S603 - our own module; the path is one argument
    except subprocess.TimeoutExpired:
        raise NotATable(
            "The file took longer than {n:.0f} seconds to read and was left alone. Save the sheet you need as CSV.",
            n=seconds,
        ) from None
    lines = done.stdout.decode(errors="replace").split("\n")  # splitlines() would cut inside somebody's words
    if done.returncode != 0 or not lines:
        raise NotATable(
            "The file cannot be read: it is damaged, or far too large inside. Save it as CSV and try again."
        )
    head = json.loads(lines[0])
    if "refused" in head:
        raise NotATable(head["refused"], **head["values"])
    rows = tuple(SheetRow(number, tuple(map(_cell, cells))) for number, cells in map(json.loads, lines[1:]))
    return Workbook(head["sheet"], tuple(head["sheets"]), rows, tuple(head.get("unreckoned", ())))


def _cell(told: Any) -> Cell:
    return date.fromisoformat(told["day"]) if isinstance(told, dict) else told
