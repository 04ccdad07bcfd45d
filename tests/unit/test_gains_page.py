"""The counts of gains in the product: of the last whole week, with few hidden, for whom clause 4.22 lets count."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.records.families import changes, gaining
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=10)


@pytest.fixture
def agreed(partnership, monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: NEXT_WEEK)
    return families.in_force(partnership)


def gain(partnership, n, pounds=1000):
    by, referral = partnership.actor("triage_coordinator"), families.refer(partnership, once=f"gain-{n}")
    told = {"kind": "benefit", "what": "Child Benefit", "gained_on": TODAY, "verified": True}
    changes.gain(by=by, on=TODAY, referral=referral, pounds=pounds, **told)
    return referral


@pytest.mark.requirement("L-24")
def test_few_are_hidden_and_many_are_told_once_the_week_is_over(as_role, partnership, agreed):
    for n in range(3):
        gain(partnership, n)
    page = as_role("locality_leader").get(reverse("gains")).content.decode()
    assert "Too few families to show what they gained." in page
    assert "£3,000" not in page
    for n in range(3, 12):
        gain(partnership, n)
    page = as_role("locality_leader").get(reverse("gains")).content.decode()
    assert "£12,000 a year in all</b>, £12,000 of it verified" in page
    leader = partnership.actor("locality_leader", on=TODAY)
    assert gaining.report(leader, partnership.east, on=TODAY).families == 0  # the week is not over
    assert as_role("practitioner").get(reverse("gains")).status_code == 403
