"""Where a measure should be on its way (C22), and what a good action says of itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.path import expected, made, on_the_way
from hereabouts.core.plans.whole_action import NotRapid, Said, rapid_enough, whole

START = date(2026, 1, 1)
NOTHING = Said(*[False] * 17)
EVERYTHING = Said(*[True] * 17)


@pytest.mark.requirement("S-52")
def test_golden_path():
    assert expected(20, 30, 4 / 10) == pytest.approx(24)
    assert made(20, 30, 23) == pytest.approx(0.3)
    day = START + timedelta(40)
    way = on_the_way(
        baseline=20, target=30, starts_on=START, ends_on=START + timedelta(100), value=23, read_on=day, on=day
    )
    assert (way.expected, way.made, way.enough) == (pytest.approx(24), pytest.approx(0.3), False)


def test_a_reading_is_judged_on_its_own_day_and_not_on_the_day_somebody_looks():
    way = on_the_way(
        baseline=20, target=30, starts_on=START, ends_on=START + timedelta(100), value=23,
        read_on=START + timedelta(30), on=START + timedelta(90),
    )  # fmt: skip
    assert (way.expected, way.enough) == (pytest.approx(29), True)


@pytest.mark.parametrize(
    "gone",
    [{"baseline": None}, {"target": None}],
    ids=["no baseline", "no target"],
)
def test_without_both_ends_there_is_no_path(gone):
    facts = {
        "baseline": 20,
        "target": 30,
        "starts_on": START,
        "ends_on": START + timedelta(9),
        "value": 23,
        "read_on": START,
        "on": START,
    }
    way = on_the_way(**facts | gone)
    assert (way.expected, way.made, way.enough) == (None, None, None)


def test_without_days_the_way_made_is_known_and_whether_it_is_enough_is_not():
    way = on_the_way(baseline=20, target=30, starts_on=None, ends_on=None, value=25, read_on=START, on=START)
    assert (way.expected, way.made, way.enough) == (None, 0.5, None)


numbers = st.floats(-1e6, 1e6)


@given(numbers, numbers, st.floats(-2, 3))
def test_what_is_expected_lies_between_baseline_and_target(b, t, gone):
    assert min(b, t) - 1e-6 <= expected(b, t, gone) <= max(b, t) + 1e-6


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.floats(0, 1))
def test_whoever_is_where_they_should_be_has_made_that_share_of_the_way(b, t, gone):
    if b != t:
        assert made(b, t, expected(b, t, gone)) == pytest.approx(gone, abs=1e-9)


def missing(**known):
    return {item.key for item in whole(replace(EVERYTHING, outputs_loose=(), **known)) if not item.held}


@pytest.mark.requirement("W-09")
def test_one_partner_alone_is_missed_until_somebody_says_why():
    assert missing(supported=False, alone_because=False) == {"supported"}
    assert missing(supported=False, alone_because=True) == set()


@pytest.mark.requirement("W-14")
def test_an_action_without_need_is_flagged():
    assert missing(need=False) == {"need"}


@pytest.mark.requirement("W-15")
def test_an_output_without_an_outcome_is_named():
    rows = {item.key: item for item in whole(replace(EVERYTHING, outputs_loose=("Leaflets", "Posters")))}
    assert rows["outputs"].missing == "No outcome is named for what it puts out: Leaflets; Posters."


def test_nothing_said_is_missed_everywhere_and_blocks_nothing():
    items = whole(NOTHING)
    assert [item.key for item in items if item.held] == ["outputs"]
    assert not any(item.blocks for item in items)
    assert all(item.missing.endswith(".") for item in items if not item.held)


@pytest.mark.requirement("I-22")
def test_a_rapid_response_is_done_within_twelve_weeks():
    rapid_enough(None, START + timedelta(84), on=START)
    with pytest.raises(NotRapid, match="twelve weeks"):
        rapid_enough(START, START + timedelta(85), on=START)
    with pytest.raises(NotRapid, match="Give it one"):
        rapid_enough(START, None, on=START)
