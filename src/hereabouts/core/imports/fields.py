"""Fields: what a column can stand for, by which headings it is known, and how its cells are read.

A reader takes one cell and gives a value, or raises a Sentence that says what is wrong and how to mend it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from hereabouts.core.sentences import Sentence, listed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST = 20_000  # characters in one cell; more is a document, not an answer


class CannotRead(Sentence):
    """A cell that does not hold what its column is for."""


def plain(value: object) -> str:
    """Write a heading or an answer the way two of them are compared: lower case, letters and digits only."""
    return _plain("" if value is None else str(value))


@lru_cache(maxsize=20_000)  # the same headings, answers and topic words are compared with every row
def _plain(told: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", told.casefold()))


def text(cell: object) -> str:
    """Read words: stray spaces go, line breaks stay, and a whole number loses the .0 that spreadsheets give it."""
    if isinstance(cell, str) and cell.isprintable() and len(cell) <= LONGEST:
        return " ".join(cell.split())  # one line, as nearly every cell is
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        cell = cell.isoformat()[:10]
    lines = [" ".join(line.split()) for line in str("" if cell is None else cell).replace("\0", "").splitlines()]
    read = "\n".join(lines).strip()
    if len(read) > LONGEST:
        raise CannotRead("This cell holds {n:,} characters. Keep it under {most:,}.", n=len(read), most=LONGEST)
    return read


@dataclass(frozen=True)
class Field:
    """One thing that a column can be: the headings it is known by, and how one cell of it is read."""

    name: str
    label: str
    required: bool = False
    words: tuple[str, ...] = ()
    read: Callable[[Any], Any] = text
    hint: str = ""
    examples: tuple[str, ...] = ()
    empty: Any = field(default="", compare=False)  # what a blank cell means

    def called(self, heading: object) -> bool:
        """Say whether a heading is exactly one of its names."""
        told = plain(heading)
        return bool(told) and told in {plain(word) for word in (self.label, self.name, *self.words)}

    def hinted(self, heading: object) -> int:
        """Say how strongly a heading speaks of it: the length of the longest of its words that stands in it."""
        told = f" {plain(heading)} "
        return max((len(word) for word in map(plain, (self.label, *self.words)) if f" {word} " in told), default=0)


def day(latest: date | None = None) -> Callable[[Any], date]:
    """Make a reader of days: a real date, 2026-11-20, 20/11/2026, 20.11.26, 20 November 2026. The day comes first."""

    def read(cell: object) -> date:
        found = _day(cell)
        if latest and found > latest:
            raise CannotRead("{day} has not come yet. Check the year.", day=f"{found:%-d %B %Y}")
        if found.year < 1900:
            raise CannotRead("“{cell}” is too long ago. Check the year.", cell=shown(cell))
        return found

    return read


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    told = text(cell)
    try:
        if match := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$", told):
            return date(*map(int, match.groups()))
        if match := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ].*)?$", told):
            first, second, year = map(int, match.groups())
            if second > 12 >= first:
                raise CannotRead(
                    "“{cell}” has the month first. Write the day first: {day}.",
                    cell=shown(cell),
                    day=f"{second:02d}/{first:02d}/{year}",
                )
            return date(year + 2000 if year < 100 else year, second, first)
        words = re.sub(r"(?<=\d)(st|nd|rd|th)\b|,", " ", told.casefold()).split()
        if match := re.match(r"(?:[a-z]+ )?(\d{1,2}) ([a-z]{3,}) (\d{4}|\d{2})$", " ".join(words)):
            year = int(match[3])
            return date(year + 2000 if year < 100 else year, MONTHS.index(match[2][:3]) + 1, int(match[1]))
    except ValueError:
        pass
    raise CannotRead("“{cell}” is not a day. Write it like 20/11/2026.", cell=shown(cell))


def yes_or_no(cell: object) -> bool:
    """Read an answer to a yes-or-no question."""
    told = plain(cell)
    if told in {"yes", "y", "true", "1", "agreed", "agree", "given", "x", "1 0"}:
        return True
    if told in {"no", "n", "false", "0", "not agreed", "refused", "not given", "0 0"}:
        return False
    raise CannotRead("“{cell}” is neither yes nor no. Write one of them, or leave it empty.", cell=shown(cell))


def one_of(answers: Mapping[str, Sequence[str]]) -> Callable[[Any], str]:
    """Make a reader of a list: value by the words it may be written with."""
    known = {plain(word): value for value, words in answers.items() for word in (value, *words)}

    def read(cell: object) -> str:
        found = known.get(plain(text(cell)))
        if found is None:
            raise CannotRead(
                "“{cell}” is none of the answers. Use {answers}.",
                cell=shown(cell),
                answers=listed(list(answers), last="or"),
            )
        return found

    return read


def shown(cell: object, most: int = 60) -> str:
    """Write a cell in a sentence: short, on one line."""
    told = " ".join(str("" if cell is None else cell).split())
    return told if len(told) <= most else told[: most - 3] + "..."
