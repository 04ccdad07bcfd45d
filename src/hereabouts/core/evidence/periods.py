"""When a figure is of: the text of a publisher's period as a stretch of days.

Publishers write "2022", "2022/23", "2015 - 17", "March 2023", "2023 Q1", "Mid-2020". Two figures are independent only
when their stretches share no day, so three-year averages that roll on by a year are not.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?:19|20)\d\d"
_FINANCIAL = re.compile(rf"({_YEAR}|\b\d\d)\s?/\s?(\d\d)\b")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\.?\s+({_YEAR})\b", re.IGNORECASE)
_QUARTER = re.compile(rf"\b(?:({_YEAR})\s*q([1-4])|q([1-4])\s*({_YEAR}))\b", re.IGNORECASE)
_ISO = re.compile(rf"\b({_YEAR})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?\b")
_MID = re.compile(rf"\bmid[- ]({_YEAR})\b", re.IGNORECASE)
_SHORT = re.compile(rf"({_YEAR})(\s*(?:-|–|to)\s*)(\d\d)\b(?!\d)")


@dataclass(frozen=True)
class Period:
    """A stretch of days, first and last included, with the words it was published in."""

    text: str
    first: date
    last: date

    @property
    def months(self) -> int:
        """Give its length in months, rounded."""
        return round(((self.last - self.first).days + 1) / 30.4375)

    @property
    def middle(self) -> float:
        """Give its middle in years, for a line through several."""
        return (self.first.toordinal() + self.last.toordinal()) / 2 / 365.25

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day: then their figures are not independent."""
        return self.first <= other.last and other.first <= self.last

    def leads_to(self, other: "Period") -> bool:
        """Say whether the other begins the day after this one ends."""
        return self.last + timedelta(days=1) == other.first


def period(text: str) -> Period | None:
    """Read a publisher's period; None where it names no year, and then it is only a label."""
    found = _stretches(text)
    return Period(text, min(first for first, _ in found), max(last for _, last in found)) if found else None


def _stretches(text: str) -> list[tuple[date, date]]:
    if found := _MID.findall(text):
        return [(date(int(y), 6, 30), date(int(y), 6, 30)) for y in found]
    if found := _QUARTER.findall(text):
        return [_months(int(y or z), 3 * int(q or r) - 2, 3) for y, q, r, z in found]
    if found := _MONTH.findall(text):
        return [_months(int(y), MONTHS.index(m[:3].lower()) + 1, 1) for m, y in found]
    if found := _ISO.findall(text):
        return [_day(int(y), int(m), int(d)) if d else _months(int(y), int(m), 1) for y, m, d in found]
    return _years(text)


def _years(text: str) -> list[tuple[date, date]]:
    """Read financial years, ranges such as 2015 - 17, and plain years; 2022-23 without spaces is a financial year."""
    if found := _FINANCIAL.findall(text):
        century = next((y[:2] for y, _ in found if len(y) == 4), "20")
        return [_months(int(y if len(y) == 4 else century + y), 4, 12) for y, _ in found]
    if short := _SHORT.search(text):
        first, last = int(short[1]), int(short[1][:2] + short[3])
        if short[2] == "-" and last == first + 1:
            return [_months(first, 4, 12)]
        return [_months(first, 1, 12), _months(last, 1, 12)] if last >= first else []
    return [_months(int(y), 1, 12) for y in re.findall(rf"(?<!\d){_YEAR}(?!\d)", text)]


def _months(year: int, month: int, n: int) -> tuple[date, date]:
    beyond = year * 12 + month - 1 + n
    return date(year, month, 1), date(beyond // 12, beyond % 12 + 1, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> tuple[date, date]:
    first, last = _months(year, month, 1)
    found = min(first + timedelta(days=day - 1), last)
    return found, found
