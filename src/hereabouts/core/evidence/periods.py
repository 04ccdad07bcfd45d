"""Periods as publishers write them: "March 2023", "2017/18", "2015 - 17", "mid-2020".

A period is kept as a text that sorts by time ("2023-03"), with its first and last day: two that overlap are not
independent, and a chart needs to know where each one lies.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hereabouts.core.sentences import Sentence

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


class NotAPeriod(Sentence):
    """A text that no reader of periods knows."""


@dataclass(frozen=True)
class Period:
    """One period: a text that sorts, the publisher's own words, its first and its last day."""

    id: str
    label: str
    starts: date
    ends: date

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day: then a difference between them is not a change between two measurements."""
        return self.starts <= other.ends and other.starts <= self.ends


def period(text: str) -> Period:
    """Read a period in any of the ways that publishers write one; NotAPeriod shows those ways."""
    bare = " ".join(text.replace("–", "-").split())
    for pattern, read in _WAYS:
        found = pattern.fullmatch(bare)
        if found:
            id_, starts, ends = read(*found.groups())
            return Period(id_ or bare, text.strip(), starts, ends)
    raise NotAPeriod(
        "“{told}” is not a period. Write 2023, 2023-03, March 2023, 2017/18, 2015 - 17 or mid-2020.", told=text
    )


_Days = tuple[str, date, date]


def _year(year: str) -> _Days:
    return "", date(int(year), 1, 1), date(int(year), 12, 31)


def _month(year: str, month: str) -> _Days:
    y, m = int(year), int(month)
    return f"{y}-{m:02}", date(y, m, 1), date(y, m, monthrange(y, m)[1])


def _named_month(name: str, year: str) -> _Days:
    number = next((n for n, m in enumerate(MONTHS, 1) if m.startswith(name.lower()[:3])), 0)
    return _month(year, str(number))


def _years(first: str, last: str) -> _Days:
    return "", date(int(first), 1, 1), date(_full(first, last), 12, 31)


def _financial(first: str, last: str) -> _Days:
    return "", date(int(first), 4, 1), date(_full(first, last), 3, 31)


def _financials(first: str, _end: str, later: str, last: str) -> _Days:
    return "", date(int(first), 4, 1), date(_full(str(_full(first, later)), last), 3, 31)


def _middle(year: str) -> _Days:
    return "", date(int(year), 6, 30), date(int(year), 6, 30)


def _day(year: str, month: str, day: str) -> _Days:
    return "", date(int(year), int(month), int(day)), date(int(year), int(month), int(day))


def _full(first: str, last: str) -> int:
    """Give the whole year of "17" after 2015."""
    year = int(last) if len(last) == len("2017") else int(first[: -len(last)] + last)
    return year if year >= int(first) else year + 100


_Y, _YY = r"((?:19|20)\d\d)", r"((?:19|20)?\d\d)"
_WAYS: tuple[tuple[re.Pattern[str], Callable[..., _Days]], ...] = (
    (re.compile(_Y), _year),
    (re.compile(_Y + r"-(\d\d)-(\d\d)"), _day),
    (re.compile(_Y + r"-(0[1-9]|1[0-2])"), _month),
    (re.compile(rf"({'|'.join(m[:3] for m in MONTHS)})[a-z]*\.? {_Y}", re.IGNORECASE), _named_month),
    (re.compile(_Y + "/" + _YY), _financial),
    (re.compile(_Y + r"(?: - | to |-)" + _YY), _years),
    (re.compile(_Y + "/" + _YY + r"(?: - | to )" + _YY + "/" + _YY), _financials),
    (re.compile(r"mid-?" + _Y, re.IGNORECASE), _middle),
)
