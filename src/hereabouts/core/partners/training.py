"""How long a course counts, and what somebody still lacks: trained before trusted (D:145)."""

from calendar import monthrange
from datetime import date, timedelta

from hereabouts.core.sentences import Sentence

SOON = 60  # days before it runs out at which somebody is told


class NotACourse(Sentence):
    """A course without a name, or one completed on a day that has not come."""


def counts_until(completed_on: date, months: int | None) -> date | None:
    """Give the last day on which a course counts; None when it does not run out. A year is to the day before."""
    if months is None:
        return None
    year, month = divmod(completed_on.year * 12 + completed_on.month - 1 + months, 12)
    day = min(completed_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def stands(until: date | None, on: date) -> str:
    """Say how a completed course stands: "counts", "runs out soon", or "ran out"."""
    if until is None or (until - on).days > SOON:
        return "counts"
    return "runs out soon" if on <= until else "ran out"
