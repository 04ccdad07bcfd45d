"""The clock of a rights request, in calendar months, and the steps it goes through.

One month from the day on which it is known who asks and what for; two more where it is complex (UK GDPR article 12(3); Data
(Use and Access) Act 2025). The last day is the one with the same number, or the last of a shorter month; where nobody works
that day, the next working day of the place's nation.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.sentences import Sentence

KINDS = ("access", "rectify", "erase", "restrict", "object")
OPEN = ("received", "identity asked", "searching", "review")
CLOSED = ("answered", "refused")
WITHDRAWN = "withdrawn"  # kept as a refusal by no exemption of the law: it was the person's own will
STATES = (*OPEN, *CLOSED)
# From which state a step may be taken; where it leads.
STEPS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "ask": (("received", "identity asked"), "identity asked"),
    "settle": (("received", "identity asked"), "searching"),
    "gather": (("searching", "review"), "review"),
    "answer": (("review",), "answered"),
    "refuse": (OPEN, "refused"),
    "withdraw": (OPEN, "refused"),
}


class NotARequest(Sentence):
    """A rights request, or a step of one, that cannot stand."""


def moved(state: str, step: str) -> str:
    """Give the state that a step leads to. NotARequest where it cannot be taken from here."""
    before, after = STEPS[step]
    if state not in before:
        raise NotARequest("This request is “{state}”: that step does not follow from it.", state=state)
    return after


def months_after(day: date, months: int) -> date:
    """Give the day with the same number so many months later, or the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Term:
    """The last day for an answer; before it was moved to a working day; and whether it was made longer."""

    due_on: date
    month_on: date
    longer: bool


def term(settled_on: date, calendar: WorkingCalendar, *, longer: bool = False) -> Term:
    """Work out the last day for an answer."""
    month_on = months_after(settled_on, 3 if longer else 1)
    due_on = month_on if calendar.works_on(month_on) else calendar.next_working_day(month_on)
    return Term(due_on, month_on, longer)


def longer_refused(settled_on: date | None, calendar: WorkingCalendar, on: date, why: str) -> str:
    """Say why two months cannot be added, or "": only with a reason, and while the first month runs."""
    if settled_on is None:
        return "The clock has not begun: first say who asks."
    if not why.strip():
        return "Say why it is complex: the person is told."
    first = term(settled_on, calendar)
    return "" if on <= first.due_on else "The first month is over. It could be made longer only while it ran."
