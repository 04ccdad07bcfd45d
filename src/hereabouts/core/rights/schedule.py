"""The schedule of keeping: what is kept for how long after what, and when it is due. A deletion that was not due is the worst.

So every doubt lengthens: a period that would end on a day that a year has not (29 February) runs to 1 March; a child whose
birth is not known counts as born the day the family came; what is on hold, still open or asked for is never due.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hereabouts.core.ledger.held import Ended
from hereabouts.core.rights.clock import months_after
from hereabouts.core.sentences import Sentence


class NotDisposed(Sentence):
    """A disposal, a review of one or a hold that cannot stand."""


@dataclass(frozen=True)
class RetentionRule:
    """One class of the schedule: what it covers, from when, for how many months (or days); what is done then, and who says so.

    With ``child_age`` a record with a child is kept at least until that birthday and ``child_months`` after it.
    """

    id: str
    label: str
    covers: str
    trigger: str
    months: int
    action: str
    source: str
    child_age: int = 0
    child_months: int = 0
    days: int = 0


@dataclass(frozen=True)
class Hold:
    """That nothing of a thing, or of a whole class, is disposed of: from a day, until a day or until it is lifted."""

    reason: str
    since: date
    until: date | None = None
    lifted_on: date | None = None
    ids: frozenset[str] = frozenset()
    rule: str = ""

    def stands(self, on: date) -> bool:
        """Say whether it stops anything that day. Its last day still counts; the day it is lifted does not."""
        return (
            self.since <= on
            and (self.until is None or on <= self.until)
            and (self.lifted_on is None or on < self.lifted_on)
        )

    def covers(self, thing: Ended) -> bool:
        """Say whether a thing is under it."""
        return self.rule == thing.rule if self.rule else not self.ids.isdisjoint({thing.id, *thing.ids})


@dataclass(frozen=True)
class Keeping:
    """How long one thing is kept (None: as long as it is open), whether it is due on the day asked about, and why."""

    thing: Ended
    until: date | None
    due: bool
    because: str


def rule_of(text: Mapping[str, Any]) -> RetentionRule:
    """Read one class of the schedule."""
    child = text.get("child", {})
    return RetentionRule(
        text["id"], text["label"], text["covers"], text["trigger"], _months(text), text["action"], text["source"],
        child.get("age", 0), _months(child), int(text.get("days", 0)),
    )  # fmt: skip


def _months(text: Mapping[str, Any]) -> int:
    return int(text.get("years", 0)) * 12 + int(text.get("months", 0))


def last_day(begins: date, months: int) -> date:
    """Give the last day of a period, never early: where the day with the same number is missing, the first of the next month."""
    last = months_after(begins, months)
    return last if last.day == begins.day else last + timedelta(days=1)


def kept_until(rule: RetentionRule, thing: Ended) -> date | None:
    """Give the last day on which a thing is kept; None while it is open."""
    if thing.ended_on is None:
        return None
    until = last_day(thing.ended_on, rule.months) + timedelta(days=rule.days)
    if rule.child_age and thing.youngest is not None:
        grown = last_day(thing.youngest, rule.child_age * 12)
        until = max(until, last_day(grown, rule.child_months))
    return until


def keeping(rule: RetentionRule, thing: Ended, holds: Iterable[Hold], on: date) -> Keeping:
    """Say how one thing stands under the schedule. Due from the day after its last."""
    until = kept_until(rule, thing)
    if until is None:
        return Keeping(thing, None, False, thing.still or "It is still open.")
    if on <= until:
        return Keeping(thing, until, False, f"{rule.trigger}. It is kept until {_day(until)}.")
    for hold in holds:
        if hold.stands(on) and hold.covers(thing):
            return Keeping(thing, until, False, f"On hold: {hold.reason}")
    return Keeping(thing, until, True, f"{rule.trigger}. It was to be kept until {_day(until)}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
