"""Working days, clear days and the clocks that count them.

The holidays of a nation are text (``definitions/calendars``) and come in as a set: Scotland and England
keep different ones, and a clock that mixes them up is wrong on eight days a year (X-38).
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """When a team works: its nation's holidays, its hours and the hour after which a day is over for new work."""

    name: str
    holidays: AbstractSet[date] = field(default_factory=frozenset)
    opens: time = time(9)
    closes: time = time(17)
    cut_off: time = time(15)  # C20: a referral received after it counts from the next working day

    def works_on(self, day: date) -> bool:
        """Say whether the team works that day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """Give the first working day after ``day``."""
        day += timedelta(days=1)
        while not self.works_on(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """Give the day that lies ``n`` working days after ``day``; the day itself is not counted."""
        for _ in range(n):
            day = self.next_working_day(day)
        return day

    def counting_day(self, received: datetime) -> date:
        """Give the working day to which something received then belongs (C20)."""
        day = received.date()
        if self.works_on(day) and received.time() <= self.cut_off:
            return day
        return self.next_working_day(day)

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Count the minutes between two local times that fall into working hours; 0 when ``end`` is not after."""
        total, day = timedelta(), start.date()
        while day <= end.date():
            if self.works_on(day):
                begin = max(start, datetime.combine(day, self.opens, start.tzinfo))
                finish = min(end, datetime.combine(day, self.closes, start.tzinfo))
                total += max(timedelta(), finish - begin)
            day += timedelta(days=1)
        return int(total.total_seconds() // 60)

    def after_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """Give the local time at which that many working minutes will have passed."""
        left, day = timedelta(minutes=minutes), start.date()
        while True:
            if self.works_on(day):
                begin = max(start, datetime.combine(day, self.opens, start.tzinfo))
                room = datetime.combine(day, self.closes, start.tzinfo) - begin
                if room >= left:
                    return begin + left
                left -= max(timedelta(), room)
            day += timedelta(days=1)


def clear_days(published_on: date, meeting_on: date) -> int:
    """Count the clear days between publication and meeting, both excluded (glossary 51)."""
    return max(0, (meeting_on - published_on).days - 1)
