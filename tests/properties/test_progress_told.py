"""Laws of progress as it is told: the letter (C21), staleness in words, quarters, and two people who tell at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.plans.frozen import WATCHED, changed_since
from hereabouts.core.plans.movement import ago, last_told, letters_better, quarters_still
from hereabouts.core.plans.progress import BRAGS, FROM_WORST, Stone, brag, direction, progress
from hereabouts.core.plans.quarters import ASK_BEFORE, NotAQuarter, ask_from, named, of
from hereabouts.core.plans.telling import Words, overtaken

days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
points = st.floats(0, 100, allow_nan=False)
letters = st.sampled_from(BRAGS)
stones = st.lists(st.builds(Stone, days, st.integers(1, 10).map(float), st.none() | days, st.none() | days), max_size=5)
CALENDAR = WorkingCalendar("none")
UNITS = {"day": 1, "week": 7, "month": 28, "year": 365}


@given(points, points, points, st.integers(0, 400), st.booleans())
def test_more_done_never_reads_worse(done, more, time, late, recovery):
    before = brag(milestones=min(done, more), time=time, days_late=late, recovery=recovery)
    after = brag(milestones=max(done, more), time=time, days_late=late, recovery=recovery)
    assert FROM_WORST.index(after) >= FROM_WORST.index(before)


@given(points, points, st.integers(0, 400), st.integers(0, 400), st.booleans())
def test_later_never_reads_better(done, time, late, more, recovery):
    before = brag(milestones=done, time=time, days_late=min(late, more), recovery=recovery)
    after = brag(milestones=done, time=time, days_late=max(late, more), recovery=recovery)
    if (
        min(late, more) or before == "green"
    ):  # what is only behind may be caught up: it is measured by points, not by days
        assert FROM_WORST.index(after) <= FROM_WORST.index(before)


@given(points, points, st.integers(0, 400), st.booleans(), st.booleans())
def test_blue_is_complete_with_evidence_and_nothing_else(done, time, late, complete, evidenced):
    told = brag(milestones=done, time=time, days_late=late, complete=complete, evidenced=evidenced)
    assert (told == "blue") == (complete and evidenced)


@given(stones, st.none() | days, st.none() | days, days, st.booleans(), st.booleans())
def test_every_action_has_a_letter_and_points_between_0_and_100(rows, starts_on, due_on, on, complete, evidenced):
    told = progress(rows, starts_on=starts_on, due_on=due_on, on=on, complete=complete, evidenced=evidenced)
    assert told.brag in BRAGS
    assert all(value is None or 0 <= value <= 100.000001 for value in (told.milestones, told.time))
    assert told.days_late >= 0
    assert not (complete and told.days_late)


@given(letters, letters)
def test_the_way_back_is_the_other_way(before, now):
    opposite = {"better": "worse", "worse": "better", "the same": "the same", "": ""}
    assert direction(now, before) == opposite[direction(before, now)]


@given(days, days)
def test_nothing_reads_older_than_it_is(last, on):
    told = ago(last, on)
    if told.unit in UNITS:
        assert told.n >= 1
        assert told.n * UNITS[told.unit] <= (on - last).days
        assert str(told).startswith(str(told.n))
    else:
        assert last >= on
    assert last_told(None, on) == "never told"


@given(days, st.integers(0, 3000), st.integers(0, 3000))
def test_longer_ago_never_reads_fresher(on, a, b):
    def least(back):
        told = ago(on - timedelta(back), on)
        return told.n * UNITS.get(told.unit, 0)

    assert least(max(a, b)) >= least(min(a, b))


def test_five_months_ago_reads_as_five_months():
    assert last_told(date(2026, 6, 20), date(2026, 11, 20)) == "last told 5 months ago"
    assert last_told(date(2026, 6, 21), date(2026, 11, 20)) == "last told 4 months ago"
    assert last_told(date(2026, 11, 20), date(2026, 11, 20)) == "told today"
    assert last_told(date(2026, 11, 19), date(2026, 11, 20)) == "last told 1 day ago"


@given(days)
def test_quarters_meet_without_gap_and_hold_their_days(day):
    quarter = of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.later(1).first == quarter.last + timedelta(1)
    assert quarter.later(1).later(-1) == quarter
    assert named(quarter.name, on=day) == named(f"Q{quarter.number} {quarter.year}", on=day) == quarter


@pytest.mark.parametrize("words", ["", "soon", "2026", "2026 quarter 5", "2026 Q0", "2027 Q1", "1999 Q1"], ids=str)
def test_what_is_no_quarter_or_has_not_begun_is_refused(words):
    with pytest.raises(NotAQuarter):
        named(words, on=date(2026, 11, 20))


@given(st.lists(days, max_size=6), days, days)
def test_what_moved_this_quarter_or_the_one_before_does_not_stand_still(moves, since, on):
    told = quarters_still(moves, since=since, on=on)
    assert told >= 0
    past = [day for day in [since, *moves] if day <= on] if since <= on else []
    if past and of(max(past)) >= of(on).later(-1):
        assert told == 0
    if past:
        assert of(max(past)).later(told + 1) >= of(on)


@given(st.lists(st.tuples(days, letters), max_size=6))
def test_only_a_better_letter_is_a_movement(told):
    better = letters_better(told)
    assert len(better) <= max(0, len(told) - 1)
    assert letters_better([(day, "red") for day, _ in told]) == []


@given(days)
def test_leads_are_asked_fifteen_working_days_before(meeting):
    start = ask_from(meeting, CALENDAR)
    between = [start + timedelta(n) for n in range((meeting - start).days)]
    assert sum(CALENDAR.works_on(day) for day in between) == ASK_BEFORE
    assert CALENDAR.works_on(start)


rows = st.lists(
    st.fixed_dictionaries({"ref": st.sampled_from("abcd"), "title": st.just("T"), **{k: st.sampled_from(["", "x", "y"]) for k in WATCHED}}),
    max_size=4, unique_by=lambda row: row["ref"],
)  # fmt: skip


@given(rows, rows)
def test_a_frozen_quarter_has_changed_exactly_when_something_watched_has(before, now):
    key = lambda row: row["ref"]  # noqa: E731 - short, and used twice
    assert (changed_since(before, now) == []) == (sorted(before, key=key) == sorted(now, key=key))
    assert changed_since(before, before) == []


@given(st.text("ab", max_size=2), st.text("ab", max_size=2), st.sampled_from(["", "me", "you"]))
def test_nobody_elses_words_are_written_over_unseen(seen, now, whose):
    assert overtaken(seen, now, whose=whose, by="me") == (whose == "you" and seen != now)


@given(
    st.dictionaries(st.sampled_from(["narrative", "next", "state", "milestones", "other"]), st.text("ab ", max_size=3))
)
def test_words_take_what_is_theirs_from_anything(given_):
    words = Words.of(given_)
    assert words.narrative == given_.get("narrative", "").strip()
    assert Words.of(vars(words)) == words
