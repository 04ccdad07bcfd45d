"""A ward's year as Dundee runs one: four quarters told, checked and frozen, then the plan agreed again with its references kept."""

from datetime import date

import pytest
from django.urls import reverse

from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.models import QuarterFreeze

pytestmark = pytest.mark.django_db
QUARTERS = [  # the last day on which the quarter was told, and what Harbour Housing told then
    ("2025 quarter 2", date(2025, 6, 20), "The survey is done."),
    ("2025 quarter 3", date(2025, 9, 19), "Ten flats are dry."),
    ("2025 quarter 4", date(2025, 12, 12), "Forty flats are dry."),
    ("2026 quarter 1", date(2026, 3, 20), "All flats are dry."),
]
BEGIN, END = date(2025, 4, 1), date(2026, 3, 31)


def page(client, name, thing, **query):
    answer = client.get(reverse(name, args=[thing.pk]), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def year(partnership):
    """A locality plan agreed in April with two actions, one of which nobody tells of."""
    officer, leader = partnership.actor("communities_officer", on=BEGIN), partnership.actor("locality_leader", on=BEGIN)
    given = {"by": officer, "on": BEGIN}
    plan = changes.draft_plan(
        **given, place=partnership.east, title="East, this year", kind="locality", period_from=BEGIN, period_to=END
    )
    changes.add_outcome(
        **given, plan=plan, statement="Warm, dry homes", tier="long", improvement="From 40 to 90 in a hundred", inequality_gap="East and the city",
    )  # fmt: skip
    dry = changes.add_action(
        **given,
        plan=plan,
        title="Dry the flats",
        organisation=partnership.organisations["Harbour Housing"],
        starts_on=BEGIN,
        due_on=END,
    )
    bus = changes.add_action(
        **given, plan=plan, title="A later bus", organisation=partnership.organisations["Larkhaven Council"], due_on=END
    )
    changes.agree(by=leader, on=BEGIN, plan=plan, minute="Ward meeting, April")
    return plan, dry, bus


@pytest.mark.requirement("S-44", "S-54", "X-20")
def test_four_quarters_are_told_checked_and_frozen_and_the_year_begins_anew(as_role, partnership, year):
    plan, dry, bus = year
    for period, day, words in QUARTERS:
        lead, officer, leader = (
            partnership.actor(role, on=day) for role in ("practitioner", "communities_officer", "locality_leader")
        )
        told = changes.submit_return(by=lead, on=day, action=dry, period=period, narrative=words)
        changes.accept_return(by=leader, on=day, return_=told)
        changes.freeze_quarter(by=officer, on=day, plan=plan, period=period)
    assert [row.period for row in QuarterFreeze.objects.order_by("period")] == [period for period, *_ in QUARTERS]
    for period, _day, words in QUARTERS:
        shown = page(as_role("elected_member"), "plan-quarter", plan, quarter=period)
        assert words in shown
        assert "A later bus" in shown  # nobody told of it, and the meeting reads that
    leader = partnership.actor("locality_leader", on=END)
    assert bus.ref in [one.ref for one in reads.not_moving(leader, on=END, plan=plan)]
    refused = as_role("locality_leader").post(reverse("plan-renew", args=[plan.pk]), {"minute": "Ward meeting, March"})
    assert refused.status_code == 422
    assert bus.ref in refused.content.decode()  # what is late is decided about, one by one
    form = {
        "minute": "Ward meeting, March", f"{dry.pk}-how": "carried forward", f"{dry.pk}-due_on": "2027-03-31",
        f"{dry.pk}-reason": "The last ten homes", f"{bus.pk}-how": "stopped", f"{bus.pk}-reason": "The line was cut",
    }  # fmt: skip
    assert as_role("locality_leader").post(reverse("plan-renew", args=[plan.pk]), form).status_code == 302
    version = page(as_role("community_rep"), "plan-version", plan.versions.get(number=2))
    for words in [f"{dry.ref} Dry the flats", "The last ten homes", f"{bus.ref} A later bus", "The line was cut"]:
        assert words in version
    dry.refresh_from_db()
    assert (dry.state, dry.due_on) == ("carried forward", date(2027, 3, 31))
    assert "The survey is done." in page(
        as_role("clerk"), "plan-quarter", plan, quarter="2025 quarter 2"
    )  # frozen stays
