"""The days of a series, and what stands in each other's way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.offers import EVERY, MOST, NotASeries, Slot, ages_meet, checked_counts, clashes, days

FIRST = st.dates(date(2020, 1, 1), date(2035, 12, 31))
AGE = st.none() | st.integers(0, 100)


@pytest.mark.requirement("L-32")
@given(FIRST, st.integers(0, 700), st.sampled_from(EVERY))
def test_a_series_has_no_day_twice_keeps_its_weekday_and_stays_inside(first, length, every):
    last = first + timedelta(length)
    try:
        found = days(first, last, every)
    except NotASeries:
        assert every == "weekly"
        assert length // 7 + 1 > MOST
        return
    assert found[0] == first
    assert list(found) == sorted(set(found))
    assert all(first <= day <= last and day.weekday() == first.weekday() for day in found)
    if every == "monthly":
        assert len({(day.year, day.month) for day in found}) == len(found)


def test_the_fifth_thursday_is_the_last_where_a_month_has_four():
    assert days(date(2026, 10, 29), date(2027, 1, 31), "monthly") == (
        date(2026, 10, 29), date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28),
    )  # fmt: skip


def test_bank_holidays_are_left_out_and_a_series_of_none_is_refused():
    christmas = date(2026, 12, 25)
    assert days(date(2026, 12, 18), date(2027, 1, 1), "weekly", without={christmas}) == (
        date(2026, 12, 18),
        date(2027, 1, 1),
    )
    with pytest.raises(NotASeries, match="no day left"):
        days(christmas, christmas, "once", without={christmas})
    with pytest.raises(NotASeries, match="before the first"):
        days(christmas, date(2026, 12, 1), "weekly")


@st.composite
def slots(draw):
    starts = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 600)))
    return Slot(
        draw(st.uuids().map(str)), draw(st.sampled_from("abcd")), draw(st.sampled_from(["Council", "Police"])),
        draw(st.sampled_from(["fun", "walk"])), tuple(sorted((draw(st.integers(0, 50)), draw(st.integers(0, 50))))),
        draw(st.sampled_from(["Hall", " hall", "Quay", ""])), starts, starts + timedelta(minutes=draw(st.integers(1, 180))),
    )  # fmt: skip


@pytest.mark.requirement("D-44")
@given(st.lists(slots(), max_size=12))
def test_every_clash_is_found_as_by_comparing_all_with_all(held):
    found = {frozenset((c.first.key, c.second.key)) for c in clashes(held)}
    for n, a in enumerate(held):
        for b in held[:n]:
            together = a.starts < b.ends and b.starts < a.ends and a.offer != b.offer
            room = bool(a.venue.strip()) and a.venue.strip().lower() == b.venue.strip().lower()
            people = a.organisation != b.organisation and a.kind == b.kind and ages_meet(a.ages, b.ages)
            assert (frozenset((a.key, b.key)) in found) == (together and (room or people))


@given(AGE, AGE, AGE, AGE)
def test_ages_meet_where_somebody_could_be_of_both(a, b, c, d):
    def of(low, high):
        return {age for age in range(131) if (low or 0) <= age <= (130 if high is None else high)}

    assert ages_meet((a, b), (c, d)) == ages_meet((c, d), (a, b))
    if of(a, b) and of(c, d):
        assert ages_meet((a, b), (c, d)) == bool(of(a, b) & of(c, d))


def test_people_are_counted_in_the_bands_of_the_form():
    assert checked_counts({"under 5": 3, "5 to 11": 0}) == {"under 5": 3}
    for wrong in ({"Ana": 1}, {"under 5": -1}):
        with pytest.raises(NotASeries):
            checked_counts(wrong)
