"""The whole family on one page: what they need, what is in place, what is missing, who does what, and how far they came."""

import re
from datetime import date

import pytest
from django.urls import reverse

from hereabouts.records.families.models import Episode, Need, PlanStep
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust.models import Agreement
from tests import families

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(partnership):
    families.in_force(partnership, starts_on=date(2025, 1, 1), ends_on=date(2099, 12, 31))
    return partnership


@pytest.fixture
def referral(partnership):
    return families.refer(partnership)


def html(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL).split())


def needs(page):
    return re.search(r"<caption[^>]*>Needs and support</caption>.*?</table>", page).group()


def domain_of(page):
    return re.search(r'name="n-domain".*?<option value="([^"]+)"', page).group(1)


@pytest.mark.requirement("I-09", "I-10", "I-35", "D-47", "X-05")
def test_from_need_to_gap_to_support_to_less_need(as_role, referral):
    client = as_role("triage_coordinator")
    assert reverse("household", args=[referral.pk]) not in html(client.get(reverse("triage-card", args=[referral.pk])))
    client.post(reverse("triage-decide", args=[referral.pk]), {"do": "stepup"})
    card = html(client.get(reverse("triage-card", args=[referral.pk])))
    address = reverse("household", args=[referral.pk])
    assert f'href="{address}"' in card
    page = html(client.get(address))
    assert "One person I can text" in page
    assert "No need has been written down yet." in page
    assert "Next step:</b> none is agreed." in page
    assert "Tarrant" not in re.search(r"<title>.*?</title>", page).group()
    domain, child = domain_of(page), str(referral.household.people.last().pk)
    need = {
        "do": "assess",
        "n-domain": domain,
        "n-person": child,
        "n-evidence": "Skye is cold.",
        "n-view": "I want it warm.",
    }
    client.post(address, {**need, "n-severity": "3"})
    page = needs(html(client.get(address)))
    assert "Gap: nothing is in place" in page
    assert "“I want it warm.”" in page
    given = {
        "do": "support",
        "s-domain": domain,
        "s-person": child,
        "s-agency": "Harbour Housing",
        "s-service": "Boiler repair",
    }
    client.post(address, {**given, "s-state": "offered"})
    assert "Gap: nothing is in place" in needs(html(client.get(address)))  # an offer is no support
    client.post(address, {**given, "s-state": "accepted"})
    client.post(address, {**given, "s-state": "active"})
    assert "Harbour Housing, Boiler repair" in needs(html(client.get(address)))
    client.post(address, {**given, "s-agency": "Larkhaven Council", "s-state": "offered"})
    client.post(address, {**given, "s-agency": "Larkhaven Council", "s-state": "accepted"})
    client.post(address, {**given, "s-agency": "Larkhaven Council", "s-state": "active"})
    page = html(client.get(address))
    assert f"The same kind of support twice: {domain}.</b> Harbour Housing and Larkhaven Council" in page
    client.post(address, {**need, "n-severity": "1"})
    page = html(client.get(address))
    assert "Some need" in needs(page)
    assert "At first: Very serious" in needs(page)
    assert not re.search(r"\b(score|total|rank)\b", page, re.IGNORECASE)
    assert (Need.objects.count(), Episode.objects.count()) == (2, 2)


@pytest.mark.requirement("D-54")
def test_an_action_of_the_group_has_an_owner_a_day_and_an_end(as_role, referral):
    client, address = as_role("triage_coordinator"), reverse("household", args=[referral.pk])
    told = {"do": "plan", "p-words": "Ring the landlord", "p-owner": "Lee Sandford", "p-due_on": "2099-01-08",
            "p-agreed_in": "local solutions group", "p-goal": "A warm room"}  # fmt: skip
    client.post(address, told)
    page = html(client.get(address))
    assert "Next step:</b> Ring the landlord (Lee Sandford, by 8 January 2099)" in page
    assert "Agreed in the local solutions group." in page
    assert "“A warm room”" in page
    group = html(client.get(reverse("solutions-group")))
    assert "1 action was agreed in the group</b>, 0 done." in group
    step = PlanStep.objects.get()
    for _ in range(2):
        client.post(address, {"do": "finish", "step": str(step.pk)})
    page = html(client.get(address))
    assert "Next step:</b> none is agreed." in page
    assert "Done on" in page
    assert "1 action was agreed in the group</b>, 1 done." in html(client.get(reverse("solutions-group")))
    late = client.post(address, {**told, "p-due_on": "2020-01-08"})
    assert late.status_code == 422
    assert "Choose a day that is still to come." in late.content.decode()
    assert "Ring the landlord" in late.content.decode()
    assert PlanStep.objects.count() == 1


def test_what_cannot_be_is_refused_and_what_was_written_is_kept(as_role, partnership, referral):
    client, address = as_role("triage_coordinator"), reverse("household", args=[referral.pk])
    stranger = families.refer(partnership, once="other", people=[{"first_name": "Ash", "surname": "Lindqvist"}])
    domain = domain_of(html(client.get(address)))
    need = {"do": "assess", "n-domain": domain, "n-severity": "2", "n-evidence": "Seen on Tuesday."}
    other = client.post(address, {**need, "n-person": str(stranger.household.people.get().pk)})
    assert other.status_code == 422
    assert "Seen on Tuesday." in other.content.decode()
    support = {"do": "support", "s-domain": domain, "s-agency": "Homes", "s-service": "Repair"}
    client.post(address, {**support, "s-state": "offered"})
    jump = client.post(address, {**support, "s-state": "active"})
    assert "Support that is offered cannot become active." in jump.content.decode()
    silent = client.post(address, {**support, "s-state": "ended"})
    assert "Write down why it ended." in silent.content.decode()
    client.post(address, {**support, "s-state": "ended", "s-why_ended": "They moved."})
    assert "They moved." in html(client.get(address))
    assert not Need.objects.exists()


def test_without_the_clause_it_is_not_there_and_each_look_leaves_an_entry(as_role, partnership, referral):
    address = reverse("household", args=[referral.pk])
    html(as_role("triage_coordinator").get(address))
    seen = AuditEntry.objects.filter(object=str(referral.pk), outcome="seen").last()
    assert seen.actor == partnership.actor("triage_coordinator").id
    assert as_role("practitioner").get(address).status_code == 403  # who referred, and is not of the team
    lead = as_role("ig_lead")
    lead.post(
        reverse("agreement", args=[Agreement.objects.get().pk]), {"step": "suspend", "reason": "A laptop was lost"}
    )
    assert as_role("triage_coordinator").get(address).status_code == 403
