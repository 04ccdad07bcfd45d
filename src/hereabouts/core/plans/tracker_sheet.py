"""A sheet as somebody keeps it: what stands in a cell, and what is only to be seen (colour, strike-through, hidden, merged).

Rows are numbered as the person sees them; in a document of tables they stand in parts ("table 2").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hereabouts.core.imports.tables import letter
from hereabouts.core.sentences import counted

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class SheetCell:
    """One cell. ``down`` are the first and last row of a merged cell, which counts for each of them; ``wide`` its columns."""

    value: Value = None
    fill: str = ""
    struck: bool = False
    down: tuple[int, int] | None = None
    wide: int = 1

    @property
    def text(self) -> str:
        """Give the words of the cell in one line."""
        return "" if self.value is None else " ".join(str(self.value).split())


@dataclass(frozen=True)
class SheetLine:
    """One row with the number beside it; ``part`` names its sheet or table where there are several."""

    number: int
    cells: tuple[SheetCell, ...]
    hidden: bool = False
    part: str = ""

    @property
    def filled(self) -> int:
        """Say how many cells hold words."""
        return sum(bool(cell.text) for cell in self.cells)

    def cell(self, at: int) -> SheetCell:
        """Give a cell; an empty one past the end of the row."""
        return self.cells[at] if 0 <= at < len(self.cells) else SheetCell()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or one table of a document."""

    name: str
    lines: tuple[SheetLine, ...]
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Book:
    """A file of sheets. ``says`` is what the reader of the file has to say of it: sheets that are hidden, changes tracked."""

    sheets: tuple[Sheet, ...]
    says: tuple[str, ...] = ()


def place_of(lines: Iterable[SheetLine], columns: Iterable[int] = ()) -> str:
    """Say where something stands: ``Rows 4, 9 and 12-15, column C``, in table 2 where there are several."""
    parts: dict[str, list[int]] = {}
    for line in lines:
        parts.setdefault(line.part, []).append(line.number)
    letters = [letter(at) for at in sorted(set(columns))]
    (part, numbers), *others = parts.items()
    if others:  # who keeps the sheet finds them by the words; a long list of rows is what nobody reads
        rows = counted(sum(len(set(found)) for found in parts.values()), "row")
        return f"{rows} in {len(parts)} tables, the first in {part}, row {min(numbers)}"
    told = _rows(numbers, part)
    return told + (f", column{'s' if len(letters) > 1 else ''} {_and(letters)}" if letters else "")


def _rows(numbers: Sequence[int], part: str) -> str:
    spans = _spans(sorted(set(numbers)))
    words = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:SPANS]]
    left = sum(b - a + 1 for a, b in spans[SPANS:])
    more = f" and {left} more" if left else ""
    several = len(set(numbers)) > 1
    row = f"{'rows' if several else 'row'} {', '.join(words) + more if more else _and(words)}"
    return f"{part}, {row}" if part else row.capitalize()


SPANS = 3  # runs of rows named one by one: who keeps the sheet finds the others by the words


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for n in numbers:
        if made and n == made[-1][1] + 1:
            made[-1] = (made[-1][0], n)
        else:
            made.append((n, n))
    return made


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
