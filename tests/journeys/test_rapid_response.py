"""An airport announces redundancies: it is written down, answered with a plan within the day, and work starts before agreement (D-10)."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.models import Plan, Shock
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
ANNOUNCED = TODAY - timedelta(2)


def html(response):
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.requirement("D-10")
def test_redundancies_are_answered_before_anybody_agreed_a_plan(as_role, partnership):
    client, east = as_role("communities_officer"), partnership.east
    council = partnership.organisations["Larkhaven Council"]
    shock = {
        "what": "The airport closes",
        "announced_on": ANNOUNCED.isoformat(),
        "hit": "Ground staff",
        "people": "250 to 999",
    }
    address = reverse("shocks", args=[east.pk])
    assert client.post(address, shock | {"people": ""}).status_code == 422
    assert client.post(address, shock).status_code == 302
    assert "No plan answers it yet." in html(client.get(address))
    answer = reverse("shock-answer", args=[Shock.objects.get().pk])
    assert "First 48 hours" in html(client.get(answer))
    assert client.post(answer, {"title": "After the airport", "role_0": str(council.pk)}).status_code == 302
    plan = Plan.objects.get()
    assert (plan.title, plan.state) == ("After the airport", "draft")
    (after,) = plan.actions.filter(rapid=False)
    assert after.title.startswith("After six months")
    assert plan.actions.filter(organisation=council).count() == 3  # the council's role, and nobody else's
    assert client.post(answer, {"title": "Again"}).status_code == 422  # one plan answers it

    officer = partnership.actor("communities_officer")
    fair = plan.actions.get(title__contains="under one roof")
    changes.update_action(by=officer, on=TODAY, action=fair, state="in progress")
    told = html(as_role("clerk").get(address))
    assert "2 days until work began." in told
    assert "1 action started before the plan is agreed." in told
    assert "Started before the plan is agreed" in html(client.get(reverse("plan", args=[plan.pk])))

    changes.count_output(
        by=officer, on=TODAY, action=fair, what="Employers that met the staff", expected=40, counted=60
    )
    changes.update_action(by=officer, on=TODAY, action=fair, state="complete", proof="118 people were offered work")
    (line,) = reads.shocks(officer, east, on=TODAY)
    assert (line.done, line.people) == (1, "250 to 999")
    assert "118 people were offered work" in html(client.get(reverse("plan-together", args=[plan.pk])))
    assert "Employers that met the staff" in html(client.get(reverse("action", args=[fair.pk])))
