"""The plan for a town centre is lifted into another town, and a plan that worked is kept for the next (D-18, I-20, I-06)."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from hereabouts.records.plans import access, changes
from hereabouts.records.plans.models import KeptTemplate, Plan
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
OF = "young-people-town-centre"


def html(response):
    return unescape(response.content.decode())


@pytest.mark.requirement("D-18")
@pytest.mark.requirement("I-20")
@pytest.mark.requirement("I-06")
def test_a_town_centre_plan_is_lifted_into_another_town(as_role, partnership):
    client = as_role("communities_officer")
    shelf = html(client.get(reverse("plan-templates")))
    assert "Young people in a town centre" in shelf
    assert "Those who ran it say that it worked" in shelf
    address = f"{reverse('plan-lift', args=[partnership.east.pk])}?of={OF}"
    police = partnership.organisations["Harbour Housing"]
    told = {"title": "East centre at night", "starts_on": "2026-12-01", "role_0": str(police.pk), "leave": ["6"]}
    page = html(client.post(address, told))
    assert "This is what would be begun" in page
    assert "1 December 2026" in page
    assert not Plan.objects.exists()
    assert client.post(address, told | {"lift": "1"}).status_code == 302
    plan = Plan.objects.get()
    assert (plan.title, plan.kind, plan.state, plan.period_from) == (
        "East centre at night",
        "problem solving",
        "draft",
        date(2026, 12, 1),
    )
    titles = set(plan.actions.values_list("title", flat=True))
    assert len(titles) == 7
    assert "Weekends of action" not in titles
    assert (
        plan.actions.filter(organisation=police).count() == 2
    )  # patrols, prosecution: the police's, and no one else's
    assert plan.actions.get(title__startswith="Joint patrols").milestones.count() == 2

    changes.add_action(by=partnership.actor("communities_officer"), on=TODAY, plan=plan, title="A late bus home")
    said = html(client.get(reverse("plan-lineage", args=[plan.pk])))
    assert "7 of its actions stand as they were lifted, 0 went or were reworded, 1 came." in said
    client.post(reverse("plan-keep", args=[plan.pk]), {"travelled": "The room worked; nobody came to the campaign."})
    assert "nobody came to the campaign" in html(client.get(reverse("plan-templates")))


def test_a_plan_that_worked_is_kept_without_its_partners_and_lifted_again(as_role, partnership):
    officer = partnership.actor("communities_officer")
    plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="Dry homes")
    changes.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats", organisation=partnership.organisations["Harbour Housing"],
                       starts_on=date(2026, 1, 5), due_on=date(2026, 6, 1))  # fmt: skip
    client = as_role("communities_officer")
    told = {"label": "Dry homes", "about": "Every damp home is visited.", "evidence": "monitoring count", "lessons": "Knock first.\nGo in pairs.",
            "failures": "Letters alone.", "role_0": "Landlord"}  # fmt: skip
    assert client.post(reverse("plan-keep", args=[plan.pk]), told).status_code == 302
    kept = KeptTemplate.objects.get()
    assert kept.text["lessons"] == ["Knock first.", "Go in pairs."]
    assert "Harbour" not in str(kept.text)
    address = f"{reverse('plan-lift', args=[partnership.east.pk])}?of={kept.pk}"
    assert "Who is “Landlord” here" in html(client.get(address))
    client.post(address, {"title": "Dry homes again", "starts_on": "2027-01-04", "lift": "1"})
    again = Plan.objects.get(title="Dry homes again").actions.get()
    assert (again.starts_on, again.due_on, again.organisation) == (date(2027, 1, 4), date(2027, 5, 31), None)
    refused = client.post(reverse("plan-keep", args=[plan.pk]), told)
    assert "Give the template a name that no other has." in html(refused)


def test_nothing_is_begun_when_one_action_cannot_be(as_role, partnership):
    client = as_role("communities_officer")
    address = f"{reverse('plan-lift', args=[partnership.east.pk])}?of={OF}"
    assert client.post(address, {"title": "", "starts_on": "soon", "lift": "1"}).status_code == 422
    assert (
        client.post(
            address, {"title": "x", "starts_on": "2026-12-01", "lift": "1", "leave": [str(n) for n in range(8)]}
        ).status_code
        == 422
    )
    assert not Plan.objects.exists()


@pytest.mark.requirement("D-108")
def test_residents_lift_a_plan_as_their_own_and_hold_its_pen(as_role, partnership):
    shelf = as_role("community_rep").get(reverse("plan-templates")).content.decode()
    assert reverse("plan-lift", args=[partnership.east.pk]) in shelf
    form = {"title": "Our square", "starts_on": "2027-01-04", "lift": "1"}
    address = reverse("plan-lift", args=[partnership.east.pk]) + "?of=young-people-town-centre"
    assert as_role("community_rep").post(address, form).status_code == 302
    plan = access.called(partnership.actor("community_rep"), "Our square", on=TODAY)
    assert (plan.kind, plan.organisation.name) == ("community", "Friends of East")
    assert plan.actions.filter(milestones__isnull=False).exists()
    begin = as_role("community_rep").get(reverse("plan-draft", args=[partnership.east.pk])).content.decode()
    assert "Community action plan" in begin
    assert "Local deal" not in begin
    assert as_role("community_rep").get(reverse("plan-draft", args=[partnership.west.pk])).status_code == 404
