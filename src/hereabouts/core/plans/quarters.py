"""Quarters as progress returns name them: read from words, given for a day, counted back from."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.sentences import Sentence

ASK_BEFORE = 15  # working days before the meeting from which leads are asked
TELL_AFTER = 15  # working days after a quarter by which it is told, where no meeting is named


class NotAQuarter(Sentence):
    """Words that name no quarter, or a quarter that has not begun."""


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a calendar year."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """Name it the way progress returns do: ``2026 quarter 3``."""
        return f"{self.year} quarter {self.number}"

    @property
    def first(self) -> date:
        """Give its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Give its last day."""
        return self.later(1).first - timedelta(days=1)

    def later(self, n: int) -> "Quarter":
        """Give the quarter ``n`` later; earlier where ``n`` is below nothing."""
        whole = 4 * self.year + self.number - 1 + n
        return Quarter(whole // 4, whole % 4 + 1)


def of(on: date) -> Quarter:
    """Give the quarter a day lies in."""
    return Quarter(on.year, (on.month + 2) // 3)


def named(words: str, *, on: date) -> Quarter:
    """Read a quarter from words: ``2026 quarter 3``, ``2026 Q3``, ``Q3 2026``. NotAQuarter for others, and before it begins."""
    found = re.fullmatch(
        r"\s*(?:(\d{4})\W*(?:q|quarter)\s*([1-4])|(?:q|quarter)\s*([1-4])\W*(\d{4}))\s*", words.lower()
    )
    if found is None:
        raise NotAQuarter("“{words}” is no quarter. Write it as {example}.", words=words, example=of(on).name)
    quarter = Quarter(int(found[1] or found[4]), int(found[2] or found[3]))
    if quarter.year < 2000 or quarter > of(on):
        raise NotAQuarter("{name} has not begun. Nobody can tell of it yet.", name=quarter.name)
    return quarter


def ask_from(meeting_on: date, calendar: WorkingCalendar) -> date:
    """Give the day from which leads are asked: fifteen working days before the meeting that reads what they tell (A9)."""
    day, left = meeting_on, ASK_BEFORE
    while left:
        day -= timedelta(days=1)
        left -= calendar.works_on(day)
    return day


def tell_by(quarter: Quarter, calendar: WorkingCalendar) -> date:
    """Give the day by which a quarter is told where no meeting is named: fifteen working days after its end."""
    return calendar.add_working_days(quarter.last, TELL_AFTER)
