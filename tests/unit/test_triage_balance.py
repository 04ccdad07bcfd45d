"""What balances the same-day share: pauses of the clock, coming again, stepping up, waiting with those who still wait."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hereabouts.core.families import balance
from hereabouts.core.families.balance import Followed, came_again, stepped_up_after, waits, weekly
from hereabouts.core.families.triage import Decided, Pause, clock, same_day
from hereabouts.engines.definitions import calendar

LONDON = ZoneInfo("Europe/London")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def test_a_pause_moves_the_deadline_and_is_not_counted():
    pause = Pause(at("2026-11-20T10:00"), at("2026-11-20T12:30"), "interpreter")
    read = clock(calendar("ENG"), at("2026-11-20T09:00"), at("2026-11-20T15:00"), [pause])
    assert (read.used, read.paused, read.late) == (210, 150, False)
    assert read.decide_by == at("2026-11-20T15:30")
    still = clock(calendar("ENG"), at("2026-11-20T09:00"), at("2026-11-20T15:00"), [Pause(pause.since, None, "family")])
    assert (still.used, still.waiting_for) == (60, "family")


def test_a_pause_does_not_make_good_what_is_late():
    late = Pause(at("2026-11-20T14:00"), None, "family")
    read = clock(calendar("ENG"), at("2026-11-20T09:00"), at("2026-11-20T16:00"), [late])
    assert (read.late, read.decide_by, read.paused) == (True, at("2026-11-20T13:00"), 0)


def test_two_pauses_at_once_count_once():
    both = [
        Pause(at("2026-11-20T10:00"), at("2026-11-20T11:00"), "family"),
        Pause(at("2026-11-20T10:30"), at("2026-11-20T11:30"), "agency"),
    ]
    assert clock(calendar("ENG"), at("2026-11-20T09:00"), at("2026-11-20T12:00"), both).paused == 90


def test_waiting_counts_those_who_still_wait():
    """Golden numbers: at risk 10, 9, 7, 5 (one waits on from 3, one from 5); S = .9, .7, .56, .336 ..."""
    told = [
        (1, True),
        (2, True),
        (2, True),
        (3, False),
        (4, True),
        (5, True),
        (5, True),
        (5, False),
        (8, True),
        (9, False),
    ]
    read = waits(told)
    assert (read.of, read.open, read.median) == (10, 3, 5)
    assert read.ninetieth is None  # S falls to .175: a tenth has not been reached
    assert waits([(n, True) for n in range(1, 11)]).ninetieth == 9
    assert waits([]).median is None


def day(n):
    return date(2026, 9, 1) + timedelta(days=n)


@pytest.mark.requirement("D-53", "D-54")
def test_coming_again_is_the_same_household_and_only_days_that_are_over():
    rows = [Followed(f"h{n}", day(0), "see and solve", day(0)) for n in range(20)]
    rows += [Followed(f"h{n}", day(20), "one agency", day(21)) for n in range(6)]  # again within 28 days
    rows += [Followed("h7", day(60)), Followed("stranger", day(5))]  # within 90, and somebody else
    soon, later = (came_again(rows, days=d, until=day(100)) for d in balance.AGAIN)
    assert (soon.count, soon.of) == (6, 26)
    assert (later.of, later.count) == (20, 7)  # the six of day 21 are not 90 days old
    assert soon.share.lo < 6 / 26 < soon.share.hi


@pytest.mark.requirement("D-03")
def test_stepping_up_after_see_and_solve_is_counted_in_a_later_referral_too():
    rows = [Followed(f"h{n}", day(0), "see and solve", day(0)) for n in range(20)]
    rows += [Followed(f"h{n}", day(9), "step up", day(9), day(9)) for n in range(5)]
    rows[10] = Followed("h10", day(0), "see and solve", day(0), day(40))  # too late to count
    told = stepped_up_after(rows, until=day(60))
    assert (told.count, told.of) == (5, 20)


def test_few_are_not_told_and_neither_is_what_they_leave():
    for count, of in ((1, 50), (4, 50), (48, 50), (0, 3), (2, 4)):
        told = balance.share_of(count, of)
        assert told.few
        assert told.share is None
    assert balance.share_of(0, 50).share.value == 0
    assert balance.share_of(0, 0).share is None


@pytest.mark.requirement("D-53")
@pytest.mark.parametrize(("n", "lo", "hi"), [(100, 0.59, 0.77), (500, 0.65, 0.73)])
def test_eleven_generated_weeks_say_what_their_number_lets_them_say(n, lo, hi):
    """Done when 4: the seed gives 69 % and no number of cases."""
    monday, rows = at("2026-06-01T09:30"), []
    for k in range(n):
        came = monday + timedelta(weeks=k % 11, days=k % 3)
        route = "see and solve" if k < round(0.69 * n) else "local solutions group"
        rows.append(Decided(came, route, came + timedelta(hours=2)))
    sums = same_day(rows, calendar("ENG"))
    assert (round(sums.share.lo, 2), round(sums.share.hi, 2)) == (lo, hi)
    mean, weeks = weekly(rows, calendar("ENG"))
    assert mean == pytest.approx(0.69)
    assert sum(week.decided for week in weeks) == n
    assert len(weeks) == 11


def test_a_week_outside_chance_is_marked_and_a_week_of_few_is_left_out():
    rows = []
    for week, (n, solved) in enumerate([(40, 28), (40, 27), (40, 8), (3, 3)]):
        came = at("2026-06-01T09:30") + timedelta(weeks=week)
        then = came + timedelta(hours=1)
        rows += [Decided(came, "see and solve" if k < solved else "one agency", then) for k in range(n)]
    _mean, weeks = weekly(rows, calendar("ENG"))
    assert [week.unusual for week in weeks] == [False, False, True]


def test_a_route_that_few_took_cannot_be_worked_out_from_the_others():
    morning = at("2026-11-20T09:02")
    rows = [
        Decided(morning, route, morning)
        for route, n in (("see and solve", 30), ("signpost", 12), ("step up", 2))
        for _ in range(n)
    ]
    told = dict(balance.mix(same_day(rows, calendar("ENG"))))
    assert {route for route, share in told.items() if share.few} == {"signpost", "step up"}
    assert told["see and solve"].count == 30
