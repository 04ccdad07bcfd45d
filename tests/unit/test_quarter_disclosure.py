"""Quarters are protected beside each other and beside what was published: nobody subtracts one from the next."""

import pytest

from hereabouts.core.account.quarter import printable, tables
from hereabouts.core.releases.audit import Printed, Scope, together
from hereabouts.core.trust.disclosure import hide_small
from hereabouts.core.trust.tables import Table
from hereabouts.engines.definitions import disclosure

OPEN = disclosure()["open"]
CITY, PART = ("S1", "S2", "S3"), ("S1", "S2")


def true(quarter, *, late=7, in_time=30, waiting=12, heard=40, areas=CITY, day=None):
    return {
        "year": 2026, "quarter": quarter, "as_at": day or f"2026-{3 * quarter:02}-30", "areas": list(areas),
        "reports": {"in time": in_time, "after the day": late, "waiting": waiting}, "heard": {"people": heard},
    }  # fmt: skip


def told(*quarters):
    """Protect quarters one after the other, each beside those before; give what was printed."""
    found, before = [], []
    for place, figures in quarters:
        found.append(printable(figures, place, OPEN, before))
        before.append(tables(found[-1], place))
    return found, before


def attacked(before):
    _, _, found = together(before[-1], before[:-1])
    return found.recovered_within_3, sum(OPEN.near(r.lo, r.hi) for r in found.differences.values())


def naive(*quarters):
    """Hide the small counts of each alone, as a careless report would."""
    return [
        [Printed(hide_small(one.table, OPEN), one.scope) for one in tables({**f, "reports": f["reports"] | {"answered": f["reports"]["in time"] + f["reports"]["after the day"]}}, place)]
        for place, f in quarters
    ]  # fmt: skip


def test_counts_that_are_large_print_as_they_are():
    (one,), _ = told(("city", true(3)))
    assert one["reports"] == {"in time": 30, "after the day": 7, "waiting": 12, "answered": 37, "All": 49}
    assert one["heard"] == {"people": 40}


@pytest.mark.requirement("X-04")
def test_two_people_heard_between_two_quarters_are_not_told():
    pair = [("city", true(3)), ("city", true(4, heard=42))]
    assert attacked(naive(*pair))[1] == 1, "the control: alone, each is fine, and together they tell"
    found, before = told(*pair)
    assert found[1]["heard"]["people"] is None
    assert attacked(before) == (0, 0)
    assert told(("city", true(3)), ("city", true(4, heard=60)))[0][1]["heard"]["people"] == 60


@pytest.mark.requirement("X-04")
def test_a_place_inside_another_is_not_subtracted():
    pair = [("city", true(3)), ("part", true(3, in_time=28, late=7, heard=38, areas=PART))]
    assert attacked(naive(*pair))[1] > 0
    found, before = told(*pair)
    assert found[1]["heard"]["people"] is None
    assert found[1]["reports"]["in time"] is None or found[1]["reports"]["answered"] is None
    assert attacked(before) == (0, 0)


@pytest.mark.requirement("X-04")
def test_two_quarters_of_two_overlapping_places_are_one_problem():
    other = ("S2", "S3", "S4")
    quarters = [("city", true(3)), ("other", true(3, heard=33, late=2, areas=other)), ("city", true(4, heard=41, late=3)),
                ("other", true(4, heard=52, late=9, areas=other))]  # fmt: skip
    assert attacked(naive(*quarters))[0] > 0
    _, before = told(*quarters)
    assert attacked(before) == (0, 0)
    assert together(before[-1], before[:-1])[2].tables == 12


@pytest.mark.requirement("X-04")
def test_a_quarter_is_protected_beside_a_published_plan():
    plan = [Printed(Table((), {frozenset(): 38}), Scope("people heard", "city", CITY, "2026-09-01", grows=True))]
    found = printable(true(3), "city", OPEN, [plan])
    assert found["heard"]["people"] is None, "two people came since the plan was published"


@pytest.mark.requirement("X-04")
def test_frozen_again_a_quarter_tells_the_same():
    found, _ = told(("city", true(3, late=2)), ("city", true(3, late=2)))
    assert found[0] == found[1]


def test_what_was_hidden_and_hangs_together_with_nothing_of_now_stops_no_quarter():
    """Reports that wait come and go: those of one quarter are in no sum with those of another."""
    found, before = told(("city", true(3, waiting=2)), ("city", true(4, waiting=9)))
    assert (found[0]["reports"]["waiting"], found[1]["reports"]["waiting"]) == (None, 9)
    assert attacked(before) == (0, 0)
