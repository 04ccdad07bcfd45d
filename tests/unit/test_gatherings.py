"""When a local solutions group is due and how often it met, against days and limits worked out by hand."""

from datetime import date

import pytest

from hereabouts.core.families.gatherings import NotACadence, held_of, next_day, planned_days, whole_length

FIRST = date(2026, 1, 6)
EVERY_FOUR_WEEKS = [date(2026, 1, 6), date(2026, 2, 3), date(2026, 3, 3), date(2026, 3, 31)]


def test_the_days_follow_from_the_first_and_the_weeks():
    assert planned_days(FIRST, 4, until=date(2026, 3, 31)) == EVERY_FOUR_WEEKS
    assert planned_days(FIRST, 4, until=date(2026, 3, 30)) == EVERY_FOUR_WEEKS[:3]
    assert planned_days(FIRST, 4, until=date(2026, 1, 5)) == []


@pytest.mark.parametrize("weeks", [0, -4])
def test_no_weeks_are_no_cadence(weeks):
    with pytest.raises(NotACadence):
        planned_days(FIRST, weeks, until=FIRST)
    with pytest.raises(NotACadence):
        next_day(FIRST, weeks, on=FIRST)


def test_the_next_day_is_today_or_later_and_none_after_the_end():
    assert next_day(FIRST, 4, on=date(2025, 11, 1)) == FIRST
    assert next_day(FIRST, 4, on=FIRST) == FIRST
    assert next_day(FIRST, 4, on=date(2026, 1, 7)) == date(2026, 2, 3)
    assert next_day(FIRST, 4, on=date(2026, 1, 7), ended_on=date(2026, 2, 3)) == date(2026, 2, 3)
    assert next_day(FIRST, 4, on=date(2026, 1, 7), ended_on=date(2026, 2, 2)) is None


def test_what_was_held_of_what_was_due():
    told = held_of(EVERY_FOUR_WEEKS, EVERY_FOUR_WEEKS[:2], on=date(2026, 3, 20))
    assert (told.held, told.due) == (2, 3)
    # Wilson by hand for 2 of 3, z = 1.959964: 0.2077 to 0.9385.
    assert (told.interval.lo, told.interval.hi) == pytest.approx((0.2077, 0.9385), abs=5e-5)


def test_today_counts_only_once_it_was_held():
    today = EVERY_FOUR_WEEKS[1]
    assert held_of(EVERY_FOUR_WEEKS, EVERY_FOUR_WEEKS[:1], on=today).due == 1
    assert held_of(EVERY_FOUR_WEEKS, EVERY_FOUR_WEEKS[:2], on=today).due == 2


def test_an_extra_meeting_hides_none_that_fell_out():
    told = held_of(EVERY_FOUR_WEEKS, [date(2026, 1, 13)], on=date(2026, 1, 20))
    assert (told.held, told.due) == (0, 1)


def test_nothing_is_said_where_nothing_was_due():
    told = held_of(EVERY_FOUR_WEEKS, [], on=FIRST)
    assert (told.held, told.due, told.interval) == (0, 0, None)


def test_an_agenda_takes_a_quarter_of_an_hour_a_family_at_most():
    assert [whole_length(families) for families in (0, 1, 7)] == [0, 15, 105]
