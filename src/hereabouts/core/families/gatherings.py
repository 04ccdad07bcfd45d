"""When a local solutions group is due to meet, and how often it met (D-50)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from hereabouts.core.figures import Interval, wilson
from hereabouts.core.sentences import Sentence

MINUTES_A_FAMILY = 15  # a local solutions group talks of one family for no longer


class NotACadence(Sentence):
    """A group that meets every so many weeks, where that is no number of weeks."""


@dataclass(frozen=True)
class HeldRate:
    """Of the meetings that were due, how many took place; no interval where none was due."""

    held: int
    due: int
    interval: Interval | None


def planned_days(first_on: date, weeks: int, *, until: date) -> list[date]:
    """Give the days on which a group that meets every so many weeks is due, from its first to ``until``, that day among them.

    A meeting that was put off moves none of the others: the register is of what was planned. Raises NotACadence.
    """
    if weeks < 1:
        raise NotACadence("Say every how many weeks the group meets: 1 or more, as 4.", field="weeks")
    days = (until - first_on).days
    return [first_on + timedelta(days=n) for n in range(0, days + 1, 7 * weeks)]


def next_day(first_on: date, weeks: int, *, on: date, ended_on: date | None = None) -> date | None:
    """Give the first day from ``on`` on which the group is due; None where it ended before. Raises NotACadence."""
    ahead = max(on, first_on) + timedelta(weeks=max(weeks, 1))
    found = next(day for day in planned_days(first_on, weeks, until=ahead) if day >= on)
    return None if ended_on is not None and found > ended_on else found


def held_of(planned: Collection[date], held: Collection[date], *, on: date) -> HeldRate:
    """Count what was held of what was planned, both by the planned day, with the interval (C3).

    A meeting of today is due once it was held: until the day is over nobody can say that it was not. One held on a day that
    was never planned is in neither number, so that extra meetings cannot hide those that fell out.
    """
    took_place = set(held)
    due = {day for day in planned if day < on or (day == on and day in took_place)}
    met = len(due & took_place)
    return HeldRate(met, len(due), wilson(met, len(due)) if due else None)


def whole_length(families: int) -> int:
    """Say how many minutes an agenda of so many families takes at most."""
    return MINUTES_A_FAMILY * families
