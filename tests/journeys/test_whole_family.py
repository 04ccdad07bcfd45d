"""The whole family on one page: what they need, what is in place, what is missing, who does what, and how far they came."""

import re
from datetime import date

import pytest
from django.urls import reverse

from hereabouts.records.families import changes, comparing
from hereabouts.records.families.models import Episode, IncomeGain, Need, PlanStep
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust.models import Agreement
from tests import families
from tests.worlds import TODAY

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


@pytest.fixture
def family(partnership):
    people = [{"first_name": "Rowan", "surname": "Tarrant", "dob": "1992-05-14"},
              {"first_name": "Skye", "surname": "Tarrant", "dob": "2018-03-02"}]  # fmt: skip
    return families.refer(partnership, once="gains", people=people)


def ids(referral):
    return {one.first_name: str(one.pk) for one in referral.household.people.all()}


@pytest.mark.requirement("L-24")
def test_a_gain_is_counted_a_year_and_what_was_verified_stands_apart(as_role, family):
    client, address = as_role("triage_coordinator"), reverse("household", args=[family.pk])
    assert "No gain of income has been written down yet." in html(client.get(address))
    given = {"do": "gain", "g-gained_on": "2026-01-05", "g-person": ids(family)["Rowan"]}
    client.post(address, {**given, "g-pounds": "1300", "g-kind": "benefit", "g-what": "Child Benefit"})
    client.post(address, {**given, "g-pounds": "520", "g-kind": "debt", "g-what": "Rent", "g-verified": "yes"})
    page = html(client.get(address))
    assert "<b>£1,820 a year</b>, £520 of it verified." in page
    waiting = IncomeGain.objects.get(verified_on=None)
    client.post(address, {"do": "verify", "gain": str(waiting.pk)})
    assert "<b>£1,820 a year</b>, £1,820 of it verified." in html(client.get(address))
    for wrong in ({"g-pounds": "0"}, {"g-pounds": "200000"}, {"g-gained_on": "2099-01-01", "g-pounds": "5"}):
        assert client.post(address, {**given, "g-kind": "wage", "g-what": "Work", **wrong}).status_code == 422
    assert IncomeGain.objects.count() == 2


@pytest.mark.requirement("L-23")
def test_a_parent_comes_into_work_step_by_step_and_a_child_never(as_role, family):
    client, address = as_role("triage_coordinator"), reverse("household", args=[family.pk])

    def step(stage, since, who="Rowan"):
        sent = {"do": "work", "w-person": ids(family)[who], "w-stage": stage, "w-since": since}
        return client.post(address, sent)

    assert step("entered", "2025-01-06").status_code == 422
    assert step("not in work", "2025-01-06").status_code == 302
    assert "May come next: Entered work<" in html(client.get(address))
    assert step("entered", "2025-01-05").status_code == 422
    assert step("entered", "2025-01-13").status_code == 302
    early = step("13 weeks", "2025-04-13")
    assert "They have not been in work for 13 weeks on that day." in early.content.decode()
    assert step("13 weeks", "2025-04-14").status_code == 302
    assert step("52 weeks", "2026-02-01").status_code == 422
    assert step("progressed", "2025-05-01").status_code == 302
    assert step("entered", "2025-06-01").status_code == 422
    assert step("not in work", "2025-01-06", "Skye").status_code == 422
    page = html(client.get(address))
    assert "13 weeks in work, 14 April 2025" in page
    assert "May come next: 26 weeks in work<" in page


@pytest.mark.requirement("D-47")
def test_each_voice_who_leads_and_how_it_ended(as_role, family):
    client, address = as_role("triage_coordinator"), reverse("household", args=[family.pk])
    page = html(client.get(address))
    assert "Whose voice is missing:</b> Skye, Rowan." in page
    assert "Leads for them:</b> nobody yet." in page
    client.post(address, {"do": "hear", "v-person": ids(family)["Skye"], "v-words": "I want it warm."})
    page = html(client.get(address))
    assert "Whose voice is missing:</b> Rowan." in page
    assert "<b>Skye</b> “I want it warm.”" in page
    both = {"do": "hear", "v-person": ids(family)["Rowan"], "v-words": "Yes.", "v-why_not": "Away."}
    assert client.post(address, both).status_code == 422
    client.post(address, {**both, "v-words": ""})
    assert "Not heard: Away." in html(client.get(address))
    client.post(address, {"do": "lead", "l-name": "Lee Sandford", "l-agency": "Harbour Housing"})
    client.post(address, {"do": "lead", "l-name": "Noor Aziz", "l-agency": "Larkhaven Council"})
    assert "Leads for them:</b> Noor Aziz, Larkhaven Council, since" in html(client.get(address))
    client.post(address, {"do": "close", "c-outcome": "goals met", "c-words": "We sleep now."})
    page = html(client.get(address))
    assert "Their goals are met.</b> “We sleep now.”" in page
    assert client.post(address, {"do": "close", "c-outcome": "goals met", "c-words": "Again."}).status_code == 422
    assert not re.search(r"\b(score|total|rank)\b", page, re.IGNORECASE)


def test_a_father_who_lives_elsewhere_belongs_to_the_family_and_nobody_learns_where(as_role, partnership, referral):
    client, address = as_role("triage_coordinator"), reverse("household", args=[referral.pk])
    client.post(reverse("triage-decide", args=[referral.pk]), {"do": "stepup"})
    new = {"do": "relate", "r-name": "Corin Tarrant", "r-relation": "father", "r-lives": "elsewhere"}
    client.post(address, new)
    page = html(client.get(address))
    assert "<b>Corin Tarrant</b>, father, lives elsewhere, age not known" in page
    father = referral.household.people.get(first_name="Corin")
    client.post(address, {**new, "r-person": str(father.pk), "r-lives": "part of the time"})
    assert "father, here part of the time" in html(client.get(address))
    assert referral.household.people.filter(first_name="Corin").count() == 1
    for wrong in ({"r-name": ""}, {"r-relation": "twin"}, {"r-lives": "on the moon"}, {"r-person": str(referral.pk)}):
        assert client.post(address, {**new, **wrong}).status_code == 422
    assert referral.household.people.count() == 3


def test_of_who_lives_elsewhere_no_address_is_compared(partnership, referral):
    by = partnership.actor("triage_coordinator")
    child = referral.household.people.last()
    changes.relate(by=by, on=TODAY, referral=referral, person=str(child.pk), relation="child", lives="elsewhere")
    rows = {row["first_name"]: row for row in comparing.of_place(by, partnership.east, on=TODAY).rows()}
    assert rows["Rowan"]["address"] == "3 Kiln Row"
    assert (rows["Skye"]["address"], rows["Skye"]["postcode"]) == ("", "")
