"""The figures of triage are those of weeks that are over: restricting a family changes nothing that anybody reads there."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hereabouts.core.families.triage import whole_weeks
from hereabouts.records.families import changes, reads
from tests import families
from tests.doors.test_doors import BACKEND
from tests.families import MORNING
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("X-12")]
LONG_AGO = MORNING - timedelta(days=14)


@pytest.fixture
def families_of(partnership, monkeypatch):
    """Two families of two weeks ago, one that was decided and one that waits."""
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)
    families.in_force(partnership)
    partnership.add("triage_coordinator", key="second")
    day = LONG_AGO.date()
    found = [families.refer(partnership, once=f"f{n}", at=LONG_AGO + timedelta(minutes=n)) for n in range(2)]
    families.screened(partnership, found[0], at=LONG_AGO)
    triage = partnership.actor("triage_coordinator", on=day)
    changes.decide(by=triage, on=day, at=LONG_AGO, referral=found[0], route="signpost", why="x", done="y")
    return found


def test_whole_weeks_end_on_the_sunday_before():
    assert whole_weeks(date(2026, 11, 20), 11) == (date(2026, 8, 31), date(2026, 11, 15))
    assert whole_weeks(date(2026, 11, 16), 1) == (date(2026, 11, 9), date(2026, 11, 15))
    assert whole_weeks(date(2026, 11, 15), 1) == (date(2026, 11, 2), date(2026, 11, 8))


@pytest.mark.parametrize("which", [0, 1])
def test_restricting_and_ending_it_change_no_byte(as_role, client, partnership, families_of, which):
    def page(key):
        client.force_login(partnership.people[key], backend=BACKEND)
        return client.get(reverse("triage-figures")).content

    before = page("second"), page("triage_coordinator")
    assert b"0 of 1 decided" in before[0]
    assert b"1 was still open" in before[0]
    triage, referral = partnership.actor("triage_coordinator"), families_of[which]
    changes.restrict(by=triage, on=TODAY, referral=referral, named=[], why="risk", words="They must not be found.")
    assert (page("second"), page("triage_coordinator")) == before
    changes.lift(by=triage, on=TODAY, referral=referral, words="They have moved.")
    assert (page("second"), page("triage_coordinator")) == before


def test_in_the_figures_of_the_next_weeks_it_is_not_there_for_anybody(partnership, families_of):
    triage = partnership.actor("triage_coordinator")
    changes.restrict(by=triage, on=TODAY, referral=families_of[0], named=[], why="risk", words="x y")
    next_week = TODAY + timedelta(days=7)
    since, until = whole_weeks(next_week, 11)
    for key in ("triage_coordinator", "second"):
        actor = partnership.actor(key, on=next_week)
        sums, _ = reads.figures(actor, partnership.east, on=next_week, since=since, until=until)
        assert (sums.decided, sums.still_open) == (0, 1)


def test_who_may_not_count_counts_nothing_of_it(partnership, families_of):
    changes.restrict(
        by=partnership.actor("triage_coordinator"), on=TODAY, referral=families_of[0], named=[], why="risk", words="x y"
    )
    since, until = whole_weeks(TODAY, 11)
    sums, _ = reads.figures(partnership.actor("clerk"), partnership.east, on=TODAY, since=since, until=until)
    assert (sums.decided, sums.still_open) == (0, 0)
