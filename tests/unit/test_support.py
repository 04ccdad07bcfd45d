"""Needs beside support: what is missing, what is done twice, and how far somebody came."""

import pytest

from hereabouts.core.families import support
from hereabouts.core.families.support import Episode, Moved, Need

RENT, SCHOOL = "Financial stability", "Good education"


def test_the_first_and_the_newest_judgement_are_told_and_never_added_up():
    told = support.distance([Need(RENT, "a", 3), Need(SCHOOL, "", 1), Need(RENT, "a", 1)])
    assert told == [Moved(RENT, "a", 3, 1), Moved(SCHOOL, "", 1, 1)]


@pytest.mark.requirement("I-10", "I-35")
@pytest.mark.parametrize(
    ("severity", "episodes", "gap"),
    [
        (1, [], False),
        (2, [], True),
        (3, [Episode(RENT, "", "Homes", "offered")], True),
        (2, [Episode(RENT, "", "Homes", "accepted")], True),
        (2, [Episode(RENT, "", "Homes", "ended")], True),
        (2, [Episode(RENT, "", "Homes", "active")], False),  # for the whole family
        (2, [Episode(RENT, "a", "Homes", "active")], False),
        (2, [Episode(RENT, "b", "Homes", "active")], True),  # for somebody else
        (2, [Episode(SCHOOL, "a", "Homes", "active")], True),  # for another need
    ],
)
def test_a_gap_is_a_serious_need_that_no_active_support_meets(severity, episodes, gap):
    need = Moved(RENT, "a", severity, severity)
    assert support.gaps([need], episodes) == ([need] if gap else [])


@pytest.mark.requirement("I-10")
def test_support_is_doubled_by_two_agencies_that_are_active_for_one_need_of_one_member():
    active = [Episode(RENT, "", who, "active") for who in ("Homes", "Advice", "Homes ")]
    assert support.twice(active) == [(RENT, ("Advice", "Homes"))]
    assert support.twice([active[0], Episode(RENT, "", "Advice", "offered")]) == []
    assert support.twice([active[0], Episode(RENT, "a", "Advice", "active")]) == []


def test_support_goes_forward_only():
    support.refuse_jump("offered", "accepted")
    support.refuse_jump("active", "active")
    for before, after in [("offered", "active"), ("active", "offered"), ("ended", "active")]:
        with pytest.raises(support.NotASupport, match=f"Support that is {before} cannot become {after}"):
            support.refuse_jump(before, after)
