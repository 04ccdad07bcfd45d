"""What is in a file: its kind by its first bytes, its encoding, its separator and the row with its headings."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

OTHERS = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"%PDF": "a PDF",
}
HEAD = 256 * 1024  # bytes looked at to know a file; a heading row never starts later
TITLE_ROWS = 20  # publishers put at most a dozen lines above their headings
SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Candidate:
    """A row that could be the headings: how many lines stand above it, and the headings without stray spaces."""

    skip: int
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """What a first look at a text table tells: encoding, separator, and every row that could be its headings."""

    encoding: str
    separator: str
    candidates: tuple[Candidate, ...]


def other_kind(path: Path) -> str:
    """Say what a file is that is no table, whatever its name says: "a PDF"; nothing for what may be one."""
    with path.open("rb") as file:
        head = file.read(8)
    return next((what for magic, what in OTHERS.items() if head.startswith(magic)), "")


def encoding_of(head: bytes, *, whole: bool) -> str:
    """Name the encoding. UTF-8 when it decodes (with or without a mark), otherwise the most plausible other one."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        (head if whole else head.rsplit(b"\n", 1)[0]).decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(head, cp_isolation=["cp1252", "latin_1", "mac_roman"]).best()
        return best.encoding if best else "cp1252"
    return "utf-8-sig"


def separator_of(text: str) -> str:
    """Name the separator: the one that splits the first lines into the most columns, most evenly."""
    lines = text.splitlines()[:TITLE_ROWS]

    def columns(separator: str) -> int:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        return max(widths, default=1) * max(widths.count(w) for w in set(widths)) if widths else 0

    return max(SEPARATORS, key=columns)


def look(path: Path) -> Looked | None:
    """Look at a text table; None when the file is no text."""
    with path.open("rb") as file:
        return look_at(file.read(HEAD))


def look_at(head: bytes) -> Looked | None:
    """Look at how a text table begins; None when it is no text."""
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    encoding = encoding_of(head, whole=len(head) < HEAD)
    text = head.decode(encoding, errors="replace")
    separator = separator_of(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    candidates = []
    above = 0
    for row in rows:
        if above >= TITLE_ROWS:
            break
        candidates.append(Candidate(above, tuple(cell.strip() for cell in row)))
        above = rows.line_num
    return Looked(encoding, separator, tuple(candidates))


def features(path: Path) -> list[dict[str, Any]] | None:
    """Give the features of a GeoJSON file; None when it is something else."""
    try:
        read = json.loads(path.read_bytes())
    except (ValueError, UnicodeDecodeError, RecursionError):
        return None
    return read.get("features") if isinstance(read, dict) and read.get("type") == "FeatureCollection" else None


def found_in(folder: Path) -> Iterator[Path]:
    """Give every file under a folder (or the one file named), in an order that never changes."""
    if folder.is_file():
        yield folder
        return
    yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
