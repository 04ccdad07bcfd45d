"""Whether an action moves at all, and how long ago anybody told of it, in words.

To tell of an action is not to move it: what moves it is a step reached, a state that changes, a letter that gets better.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hereabouts.core.plans.progress import direction
from hereabouts.core.plans.quarters import of
from hereabouts.core.sentences import counted

STILL_FROM = 2  # whole quarters without movement from which an action stands on the list
YEAR, MONTH, WEEK = 12, 28, 7


@dataclass(frozen=True)
class Ago:
    """How long ago a day was: so many of a unit. ``never`` and ``today`` have no number."""

    n: int
    unit: str

    def __str__(self) -> str:
        return self.unit if self.unit in {"never", "today"} else f"{counted(self.n, self.unit)} ago"


def ago(last: date | None, on: date) -> Ago:
    """Say how long ago a day was: days up to a fortnight, weeks up to two months, months up to two years, then years.

    A unit is counted only when it is over, so nothing reads older than it is; a day still to come counts as today.
    """
    if last is None:
        return Ago(0, "never")
    days, months = (on - last).days, _months(last, on)
    if days <= 0:
        return Ago(0, "today")
    if days < 2 * WEEK:
        return Ago(days, "day")
    if months < 2:
        return Ago(days // WEEK, "week")
    return Ago(months, "month") if months < 2 * YEAR else Ago(months // YEAR, "year")


def _months(last: date, on: date) -> int:
    return (on.year - last.year) * YEAR + on.month - last.month - (on.day < last.day)


def last_told(last: date | None, on: date) -> str:
    """Say how stale what is known of an action is: ``last told 5 months ago``, ``never told``, ``told today``."""
    said = ago(last, on)
    return {"never": "never told", "today": "told today"}.get(said.unit, f"last told {said}")


def letters_better(letters: Iterable[tuple[date, str]]) -> list[date]:
    """Give the days on which a return was better than the one before; ``letters`` are (day, letter), oldest first."""
    told = list(letters)
    return [day for (_, before), (day, now) in pairwise(told) if direction(before, now) == "better"]


def quarters_still(moves: Iterable[date], *, since: date, on: date) -> int:
    """Count the whole quarters that went by without a movement since the last one, or since an action began.

    The quarter that runs is not counted, nor is the one in which it last moved. What is still to come is no movement.
    """
    last = max([since, *(day for day in moves if day <= on)])
    if last > on:
        return 0
    a, b = of(last), of(on)
    return max(0, 4 * (b.year - a.year) + b.number - a.number - 1)
