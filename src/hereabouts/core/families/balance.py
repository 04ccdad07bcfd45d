"""Whether triage works: what balances the same-day share, so that it cannot be had by turning families away (C20, C34).

Shares come with their count and interval or not at all. Fewer than five of anything is said as that, never as a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.evidence.control_charts import p_limits
from hereabouts.core.families.triage import Decided, SameDay, solved_the_same_day
from hereabouts.core.figures import Interval, wilson

FEW = 5  # the floor of the open disclosure rule: counts of 1 to 4 are not printed
AGAIN = (28, 90)  # days within which a family that comes again is counted (C20)


@dataclass(frozen=True)
class Followed:
    """One referral with what followed it: whose it was (a household, as a person confirmed), and when it was stepped up."""

    household: str
    received_on: date
    route: str = ""
    decided_on: date | None = None
    stepped_up_on: date | None = None


@dataclass(frozen=True)
class Share:
    """So many of so many, with an interval; without one, and without the count, where few stand behind it."""

    count: int | None
    of: int
    share: Interval | None

    @property
    def few(self) -> bool:
        """Whether the count is kept back."""
        return self.count is None


@dataclass(frozen=True)
class Week:
    """One week on the p-chart: solved the same day of those decided, and the limits of chance around the mean."""

    begins: date
    solved: int
    decided: int
    lo: float
    hi: float

    @property
    def share(self) -> float:
        """The share of the week."""
        return self.solved / self.decided

    @property
    def unusual(self) -> bool:
        """Whether the week lies outside the limits of chance."""
        return not self.lo <= self.share <= self.hi


@dataclass(frozen=True)
class Waits:
    """How long referrals wait for a decision, with those that still do: working minutes, None where not reached."""

    of: int
    open: int
    median: float | None
    ninetieth: float | None


def share_of(count: int, of: int) -> Share:
    """Give a share with its interval, unless few are in it, or few are not: then neither (a rest of few tells as much)."""
    if of and (of < FEW or 0 < count < FEW or 0 < of - count < FEW):
        return Share(None, of, None)
    return Share(count, of, wilson(count, of) if of else None)


def mix(sums: SameDay) -> tuple[tuple[str, Share], ...]:
    """Give the routes with their shares. Where exactly one is kept back the next smallest is too: else it could be worked out."""
    told = [(route, Share(n, sums.decided, share)) for route, n, share in sums.routes]
    few = [one for one in told if (one[1].count or 0) < FEW]
    if len(few) == 1:
        few += sorted((one for one in told if one not in few), key=lambda one: one[1].count or 0)[:1]
    hidden = {route for route, _ in few}
    return tuple((route, Share(None, one.of, None) if route in hidden else one) for route, one in told)


def weekly(decided: Iterable[Decided], calendar: WorkingCalendar) -> tuple[float, tuple[Week, ...]]:
    """Give the mean share and each week with limits of three standard errors (C20, C24); weeks of fewer than five are left out."""
    done = sorted((row for row in decided if row.route and row.recorded_at), key=lambda row: row.received_at)
    weeks = [(monday, list(rows)) for monday, rows in groupby(done, key=_monday)]
    told = [
        (monday, sum(solved_the_same_day(r, calendar) for r in rows), len(rows))
        for monday, rows in weeks
        if len(rows) >= FEW
    ]
    if not told:
        return 0.0, ()
    mean, limits = p_limits([solved for _, solved, _ in told], [n for _, _, n in told])
    return mean, tuple(Week(*one, *lim) for one, lim in zip(told, limits, strict=True))


def _monday(row: Decided) -> date:
    day = row.received_at.date()
    return day - timedelta(days=day.weekday())


def came_again(cases: Iterable[Followed], *, days: int, until: date) -> Share:
    """Count decided referrals whose household was referred again within some days of the decision.

    Only those are counted of which that many days are over by ``until``. A household is the same only where a person
    said so: a family that comes again under another name is not counted, and the page says so.
    """
    cases = list(cases)
    ripe = [one for one in cases if one.decided_on and one.decided_on + timedelta(days=days) <= until]
    return share_of(sum(any(_follows(one, later, days) for later in cases) for one in ripe), len(ripe))


def _follows(first: Followed, later: Followed, days: int) -> bool:
    if later is first or later.household != first.household or first.decided_on is None:
        return False
    return first.received_on <= later.received_on and timedelta(0) <= later.received_on - first.decided_on <= timedelta(
        days
    )


def stepped_up_after(cases: Iterable[Followed], *, days: int = 28, until: date) -> Share:
    """Count see and solve that had to be stepped up within some days, in the same referral or a later one of the household."""
    cases = list(cases)
    solved = [one for one in cases if one.route == "see and solve" and one.decided_on]
    ripe = [one for one in solved if one.decided_on and one.decided_on + timedelta(days=days) <= until]
    return share_of(sum(_stepped(one, cases, days) for one in ripe), len(ripe))


def _stepped(first: Followed, cases: Sequence[Followed], days: int) -> bool:
    then = [one.stepped_up_on for one in cases if one.household == first.household and one.stepped_up_on]
    return any(first.decided_on and timedelta(0) <= day - first.decided_on <= timedelta(days) for day in then)


def waits(times: Iterable[tuple[float, bool]]) -> Waits:
    """Estimate median and 90th percentile of waiting times of which some still last (Kaplan and Meier, C20).

    ``times`` are (how long, whether it ended). A time that still lasts counts among those at risk until then. A
    percentile that so few have reached is None: it lies beyond what has been seen.
    """
    rows = sorted(times)
    left, stays = len(rows), 1.0
    found: dict[float, float | None] = {0.5: None, 0.9: None}
    for time, here in groupby(rows, key=lambda row: row[0]):
        at = list(here)
        ended = sum(1 for _, done in at if done)
        stays *= 1 - ended / left
        left -= len(at)
        for share, reached in found.items():
            if reached is None and stays <= 1 - share + 1e-12:
                found[share] = time
    return Waits(len(rows), sum(1 for _, done in rows if not done), found[0.5], found[0.9])
