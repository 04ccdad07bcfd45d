"""A list of incidents, one row each: what a description says of it, and the months and years that can be told.

Counts are kept by small area, category and month. A month that nobody has is missing, and never zero; a row without a
place is counted apart; an area without a row is a true zero only in a month that was read, where the series reaches.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hereabouts.core.evidence.periods import MONTHS, period

_NAMES = dict(zip(MONTHS, ("January", "February", "March", "April", "May", "June", "July", "August", "September",
                           "October", "November", "December"), strict=True))  # fmt: skip


@dataclass(frozen=True)
class YearSums:
    """Twelve months added up under a measure of their own, so that a rate "a year" is never one of a month.

    ``ends`` is "newest" (years end with the newest month that a series has) or the month in which years end ("12", "3").
    """

    measure: str
    months: int = 12
    ends: str = "newest"


@dataclass(frozen=True)
class IncidentColumns:
    """Columns of a list of incidents and what its publisher does with them.

    ``series`` names who publishes each row (a police force, say), in a column or, with ``series_in_name``, in the name of
    the file: each series has months of its own. ``points`` is "exact", "moved" (to fixed points, before publication: no
    street may be named from them) or "none". ``identical`` rows are "separate" incidents or "one". Rows ``without_area``
    are "counted apart", or every row is "counted for the series" because none can be placed, or "located" by its point.
    ``newer`` says which of two releases of a month is read: of the download that "reaches furthest". ``territory`` is the
    larger unit that a series reaches as a whole. ``categories`` are all we know; another one is counted, and said.
    ``by`` are further columns counted for the series: name by heading.
    """

    measure: str
    month: str
    category: str | None = None
    categories: tuple[str, ...] = ()
    id: str | None = None
    place_name: str | None = None
    longitude: str | None = None
    latitude: str | None = None
    outcome: str | None = None
    series: str | None = None
    series_in_name: str | None = None
    points: str = "none"
    identical: str = "separate"
    without_area: str = "counted apart"
    newer: str = "reaches furthest"
    territory: str | None = None
    year: YearSums | None = None
    by: Mapping[str, str] = field(default_factory=dict)

    @property
    def yields(self) -> set[str]:
        """Give the cells that are named beforehand, as ``measure/part``."""
        measures = [self.measure, *([self.year.measure] if self.year else [])]
        return {f"{measure}/{part}" for measure in measures for part in ("all", *self.categories)}

    @property
    def headings(self) -> tuple[str, ...]:
        """Give every heading that an incident is read from."""
        one = (self.month, self.category, self.id, self.place_name, self.longitude, self.latitude, self.outcome)
        return tuple(heading for heading in (*one, self.series, *self.by) if heading)


ALLOWED = {
    "points": ("exact", "moved", "none"),
    "identical": ("separate", "one"),
    "without_area": ("counted apart", "counted for the series", "located"),
    "newer": ("reaches furthest",),
}


def incident_columns(text: Mapping[str, object]) -> IncidentColumns:
    """Read what a description says of its incidents; ValueError names what is not allowed."""
    told: dict[str, object] = dict(text)
    if isinstance(year := told.pop("year", None), Mapping):
        told["year"] = YearSums(**year)
    told["categories"] = tuple(told.get("categories", ()))  # type: ignore[arg-type]  # the same
    columns = IncidentColumns(**told)  # type: ignore[arg-type]  # what does not fit is a TypeError, told by the reader
    for name, allowed in ALLOWED.items():
        if getattr(columns, name) not in allowed:
            raise ValueError(f"{name} is one of {', '.join(allowed)}, not {getattr(columns, name)}")
    if columns.year and columns.year.ends not in {"newest", *map(str, range(1, 13))}:
        raise ValueError(f"years end with the newest month or in a month from 1 to 12, not {columns.year.ends}")
    return columns


def series_of(columns: IncidentColumns, stem: str) -> str:
    """Give the series that a file's name says; empty where the name says none."""
    found = re.search(columns.series_in_name, stem) if columns.series_in_name else None
    return found["series"] if found else ""


def missing(months: Sequence[str]) -> list[str]:
    """Give the months between the first and the last ("2019-06", "2019-08") that are not there."""
    have = set(months)
    return [m for m in map(_text, range(_number(min(have)), _number(max(have)) + 1)) if m not in have] if have else []


@dataclass(frozen=True)
class YearOfMonths:
    """Twelve months by their last: whole, or with the months that are missing."""

    first: str
    last: str
    missing: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Give the text that the cells carry; a calendar year is called by its number."""
        whole = self.first.endswith("-01") and self.last.endswith("-12") and self.first[:4] == self.last[:4]
        return self.first[:4] if whole else f"{self.first} to {self.last}"

    @property
    def label(self) -> str:
        """Say it as the field does: "12 months to September 2021"."""
        n = _number(self.last) - _number(self.first) + 1
        return f"{n} months to {_NAMES[MONTHS[int(self.last[5:]) - 1]]} {self.last[:4]}"

    @property
    def days(self) -> tuple[date, date]:
        """Give the first and the last day."""
        first, last = period(self.first), period(self.last)
        assert first is not None
        assert last is not None
        return first.first, last.last


def years(months: Sequence[str], rule: YearSums) -> list[YearOfMonths]:
    """Give every year between the first and the last month, newest first, those with a missing month among them."""
    if not months:
        return []
    have, first, last = set(months), _number(min(months)), _number(max(months))
    end = last if rule.ends == "newest" else last - (last - (int(rule.ends) - 1)) % 12
    made = []
    while end - rule.months + 1 >= first:
        span = [_text(n) for n in range(end - rule.months + 1, end + 1)]
        made.append(YearOfMonths(span[0], span[-1], tuple(m for m in span if m not in have)))
        end -= rule.months
    return made


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _text(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"
