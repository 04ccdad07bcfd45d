"""The pictures of a release, drawn from the cells of its tables and nothing else: a cell that is hidden draws nothing.

Lengths are in hundredths of the drawing, so that a bar fits wherever it stands; words and numbers are those of the table.
"""

from dataclasses import dataclass
from typing import Any

from hereabouts.core.figures.printed import Table
from hereabouts.core.releases.laid_out import LaidOut
from hereabouts.core.trust.tables import TOTALS

ROOM = 1.08  # a little air beyond the longest bar
MOST = 60  # more bars than this are no picture but a wall


@dataclass(frozen=True)
class Bar:
    """One bar: whose it is, what its row says in words, and how far its marks reach; None is not drawn."""

    label: str
    said: str
    value: float | None
    lo: float | None = None
    hi: float | None = None
    there: float | None = None


@dataclass(frozen=True)
class Picture:
    """The bars of one column of one table."""

    table: str
    column: str
    caption: str
    bars: tuple[Bar, ...]


def pictures(laid: LaidOut) -> list[Picture]:
    """Give the pictures of a release: each measure beside what it is compared with, and the counts of each table."""
    made = [_compared(t) if t.name == "measures" else _counted(t) for t in laid.tables]
    return [one for one in made if one and len(one.bars) <= MOST]


def _compared(table: Table) -> Picture:
    """Draw each measure on a scale of its own: units differ."""
    names = ("value", "lo", "hi", "there")
    bars = []
    for row, words in zip(table.rows, table.printed(), strict=True):
        told = [_number(row[table.at(name)]) for name in names]
        longest = max((abs(n) for n in told if n is not None), default=0)
        value, lo, hi, there = (_share(n, longest) for n in told)
        said = [words[table.at("value")]]
        said += [f"{words[table.at('lo')]} to {words[table.at('hi')]}"] if told[1] is not None else []
        beside = f"{words[table.at('compared_with')]} {words[table.at('there')]}"
        said += [beside] if told[3] is not None else []
        bars.append(Bar(words[0], "; ".join(said), value, lo, hi, there))
    return Picture(table.name, "value", table.caption, tuple(bars))


def _counted(table: Table) -> Picture | None:
    """Draw the first column of counts of people on one scale; totals are no part of it."""
    at = next((n for n, c in enumerate(table.columns) if c.kind == "count" and c.name != "decile"), None)
    if at is None:
        return None
    texts = [n for n, c in enumerate(table.columns[:at]) if c.kind == "text" and c.name != "code"]
    rows = [
        (row, words) for row, words in zip(table.rows, table.printed(), strict=True)
        if not TOTALS & {str(row[n]).strip().lower() for n in texts}
    ]  # fmt: skip
    if not rows:
        return None
    longest = max((n for row, _ in rows if (n := _number(row[at])) is not None), default=0)
    bars = tuple(
        Bar(", ".join(words[n] for n in texts), words[at], _share(_number(row[at]), longest)) for row, words in rows
    )
    return Picture(table.name, table.columns[at].name, table.caption, bars)


def _number(cell: Any) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _share(value: float | None, longest: float) -> float | None:
    """Say how far a value reaches on a scale from nothing; what is below nothing is drawn at its beginning."""
    return None if value is None else max(0.0, round(100 * value / (longest * ROOM or 1), 2))
