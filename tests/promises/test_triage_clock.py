"""K78: the triage clock of ten thousand referrals against one that looks at every minute, in both nations (X-38, C20)."""

import os
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from hereabouts.core.families.triage import DECIDE_WITHIN, Pause, clock
from hereabouts.engines.definitions import calendar

pytestmark = pytest.mark.promise
LONDON = ZoneInfo("Europe/London")
CASES = 10_000 if os.environ.get("HEREABOUTS_PROMISES") == "full" else 300
# Around clock changes, Christmas, Easter and the holidays that one nation keeps and the other does not.
AROUND = [date(2026, 3, 27), date(2026, 4, 2), date(2026, 8, 3), date(2026, 8, 28), date(2026, 10, 23), date(2026, 11, 27),
          date(2026, 12, 23), date(2026, 12, 31)]  # fmt: skip


def counted(minutes, holidays, pauses):
    """Say how many minutes of a stretch the clock counts, by looking at each: UTC, turned to local time, nothing shared."""
    n = 0
    for minute in minutes:
        local = minute.astimezone(LONDON)
        works = local.weekday() < 5 and local.date() not in holidays and 9 <= local.hour < 17
        n += works and not any(since <= minute < until for since, until in pauses)
    return n


def case(rng):
    """Give one referral with pauses, as its nation, its start, its end and its pauses (local times)."""
    nation = rng.choice(["SCT", "ENG"])
    start = datetime.combine(rng.choice(AROUND), datetime.min.time(), LONDON) + timedelta(
        days=rng.randrange(5), minutes=rng.randrange(8 * 60, 18 * 60)
    )
    end = start + timedelta(minutes=rng.randrange(1, 4 * 24 * 60))
    pauses, since = [], start
    for _ in range(rng.randrange(3)):
        since += timedelta(minutes=rng.randrange(10, 600))
        until = since + timedelta(minutes=rng.randrange(5, 900))
        if until < end:
            pauses.append(Pause(since, until, "family"))
    return nation, start, end, pauses


def differing(known):
    """Count the cases in which the clock differs from the reference that looks at every minute."""
    rng, wrong = Random(78), 0
    for _ in range(CASES):
        nation, start, end, pauses = case(rng)
        first, last = start.astimezone(UTC), end.astimezone(UTC)
        minutes = [first + timedelta(minutes=n) for n in range(int((last - first).total_seconds() // 60))]
        read = clock(known(nation), start, end, pauses)
        without = [(p.since.astimezone(UTC), p.until.astimezone(UTC)) for p in pauses]
        true = counted(minutes, calendar(nation).holidays, without)
        late = true > DECIDE_WITHIN
        wrong += read.late != late or (not late and read.used != true)
    return wrong


@pytest.mark.requirement("X-38")
def test_the_clock_agrees_with_one_that_looks_at_every_minute():
    assert differing(calendar) == 0


def test_one_list_of_holidays_for_both_nations_would_be_noticed():
    """The negative control: the reference finds a clock that keeps England's holidays in Scotland."""
    assert differing(lambda _nation: calendar("ENG")) > 0
