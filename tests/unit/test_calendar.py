"""Working days of two nations, clear days, and clocks in working minutes."""

from datetime import date, datetime

import pytest

from hereabouts.core.calendar import clear_days
from hereabouts.engines.definitions import calendar

SCT, ENG = calendar("SCT"), calendar("ENG")


@pytest.mark.requirement("X-38")
def test_scotland_and_england_keep_different_holidays():
    st_andrew, easter_monday = date(2026, 11, 30), date(2026, 4, 6)
    assert (SCT.works_on(st_andrew), ENG.works_on(st_andrew)) == (False, True)
    assert (SCT.works_on(easter_monday), ENG.works_on(easter_monday)) == (True, False)


def test_a_holiday_that_falls_on_a_weekend_moves():
    assert not ENG.works_on(date(2026, 12, 28))  # Boxing Day 2026 is a Saturday


@pytest.mark.parametrize(
    ("received", "counts_for"),
    [
        (datetime(2026, 11, 20, 15, 0), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 15, 1), date(2026, 11, 23)),
        (datetime(2026, 11, 21, 9, 0), date(2026, 11, 23)),
        (datetime(2026, 11, 27, 16, 0), date(2026, 12, 1)),
    ],
)
def test_the_day_a_referral_counts_for(received, counts_for):
    assert SCT.counting_day(received) == counts_for


def test_working_minutes_skip_nights_weekends_and_holidays():
    assert SCT.working_minutes(datetime(2026, 11, 27, 16), datetime(2026, 12, 1, 10)) == 120
    assert SCT.working_minutes(datetime(2026, 11, 27, 16), datetime(2026, 11, 27, 15)) == 0


def test_four_working_hours_later():
    assert SCT.after_working_minutes(datetime(2026, 11, 27, 15), 240) == datetime(2026, 12, 1, 11)
    assert SCT.after_working_minutes(datetime(2026, 11, 28, 3), 60) == datetime(2026, 12, 1, 10)


def test_clear_days_leave_both_ends_out():
    assert clear_days(date(2026, 11, 20), date(2026, 11, 26)) == 5
    assert clear_days(date(2026, 11, 20), date(2026, 11, 20)) == 0
