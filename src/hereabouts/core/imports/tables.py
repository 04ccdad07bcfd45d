"""Rows as a person sees them in a spreadsheet, and which of them holds the headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hereabouts.core.imports.fields import Field, plain
from hereabouts.core.sentences import Sentence

Cell = str | int | float | bool | date | None
LOOKED_AT = 20  # publishers and survey tools put at most a dozen lines above their headings


class NoHeadings(Sentence):
    """A sheet in which no row looks like headings."""


@dataclass(frozen=True)
class SheetRow:
    """One row with the number that stands beside it in the spreadsheet."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> int:
        """Say how many cells hold something."""
        return sum(not _blank(cell) for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """The rows under the headings. Blank lines and headings that stand again are left out, and counted."""

    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[SheetRow, ...]
    blank: int = 0
    repeated: int = 0

    def samples(self, heading: str, n: int = 3) -> list[str]:
        """Give the first values of a column, to show what it holds."""
        at = self.headings.index(heading)
        found = dict.fromkeys(str(row.cells[at]).strip() for row in self.rows[:200] if not _blank(row.cells[at]))
        return list(found)[:n]


def table(rows: Sequence[SheetRow], fields: Sequence[Field] = (), *, heading_row: int | None = None) -> Table:
    """Find the headings, and give what stands under them. NoHeadings says what a heading row looks like.

    ``heading_row`` is the number of the row, where somebody said which it is.
    """
    at = _heading_row(rows, fields) if heading_row is None else _numbered(rows, heading_row)
    heading, below = rows[at], rows[at + 1 :]
    width = max([_width(heading), *(_width(row) for row in below)])
    names = _names([heading.cells[i] if i < len(heading.cells) else None for i in range(width)])
    told = tuple(plain(cell) for cell in heading.cells)
    kept, blank, repeated = [], 0, 0
    last = max((n for n, row in enumerate(below) if row.filled), default=-1)
    for row in below[: last + 1]:
        if not row.filled:
            blank += 1
        elif _again(row, told):
            repeated += 1
        else:
            kept.append(SheetRow(row.number, (*row.cells, *[None] * (width - len(row.cells)))[:width]))
    return Table(names, heading.number, tuple(kept), blank, repeated)


def letter(at: int) -> str:
    """Give the letter that a spreadsheet writes above a column: A, B ... Z, AA."""
    at, made = at + 1, ""
    while at:
        at, rest = divmod(at - 1, 26)
        made = chr(65 + rest) + made
    return made


def _heading_row(rows: Sequence[SheetRow], fields: Sequence[Field]) -> int:
    """Choose the row that names most fields; where none is known, the first that is all words and wide enough."""
    first = [(n, row) for n, row in enumerate(rows[:LOOKED_AT]) if row.filled]
    widest = max((row.filled for _, row in first), default=0)
    wide = [(n, row) for n, row in first if row.filled > 1 or widest == 1]
    known = {n: sum(any(f.called(cell) for f in fields) for cell in row.cells) for n, row in wide}
    best = max(known.values(), default=0)
    if best:
        return next(n for n in known if known[n] == best)
    for n, row in wide:
        if 2 * row.filled >= widest > 1 and all(_blank(c) or (isinstance(c, str) and _wordy(c)) for c in row.cells):
            return n
    raise NoHeadings(
        "No row of the first {n} looks like headings. Put a short heading over each column in one row, and load the file again.",
        n=LOOKED_AT,
    )


def _numbered(rows: Sequence[SheetRow], number: int) -> int:
    at = next((n for n, row in enumerate(rows) if row.number == number and row.filled), None)
    if at is None:
        raise NoHeadings("Row {row} is empty or not there. Choose the row with the headings.", row=number)
    return at


def _names(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Make every heading different: a column without one, or with one that stands already, gets its letter."""
    made: list[str] = []
    for at, cell in enumerate(cells):
        name = " ".join(str(cell).split()) if not _blank(cell) else f"Column {letter(at)}"
        made.append(f"{name} (column {letter(at)})" if name in made else name)
    return tuple(made)


def _again(row: SheetRow, told: tuple[str, ...]) -> bool:
    return len(row.cells) >= len(told) and all(plain(cell) == one for cell, one in zip(row.cells, told, strict=False))


def _width(row: SheetRow) -> int:
    return max((n + 1 for n, cell in enumerate(row.cells) if not _blank(cell)), default=0)


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _wordy(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text)) and len(text) <= 300
