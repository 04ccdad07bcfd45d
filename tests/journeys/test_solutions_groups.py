"""The register of local solutions groups through HTTP: when each meets next and how often it did, never a share without n."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.families import changes
from hereabouts.records.families.changes.grouping import NotAMeeting
from hereabouts.records.families.models import GroupMeeting, LocalSolutionsGroup
from hereabouts.records.ledger.models import AuditEntry
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
FIRST = TODAY - timedelta(weeks=8)


def html(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL).split())


def opened(partnership, **more):
    told = {"name": "East group", "first_on": FIRST, "weeks": 4, **more}
    return changes.open_group(by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, **told)


@pytest.mark.requirement("D-50")
def test_a_group_is_kept_its_meetings_are_written_down_and_others_read_how_often_it_met(as_role, partnership):
    first = timezone.localdate() - timedelta(weeks=8)
    officer = as_role("communities_officer")
    told = {"place": str(partnership.east.pk), "name": "East group", "first_on": first.isoformat(), "weeks": "4"}
    assert officer.post(reverse("lsg-new"), told).status_code == 302
    assert "There is a group of this name" in html(officer.post(reverse("lsg-new"), told), 422)
    group = LocalSolutionsGroup.objects.get()
    address = reverse("lsg-meeting", args=[group.pk])
    met = {"due_on": first.isoformat(), "outcome": "held", "held_on": (first + timedelta(days=1)).isoformat()}
    assert "in which role somebody led" in html(officer.post(address, met), 422)
    assert officer.post(address, {**met, "chair": "Team manager, Council"}).status_code == 302
    fell = {"due_on": (first + timedelta(weeks=4)).isoformat(), "outcome": "fell out"}
    assert officer.post(address, fell).status_code == 302
    register = html(as_role("practitioner").get(reverse("lsgs")))
    assert "1 local solutions group" in register
    assert "Every 4 weeks" in register
    assert "1 of 2 held." in register  # today's is not due before it was held or the day is over
    assert "could reasonably lie between 9% and 91%" in register
    page = html(as_role("practitioner").get(reverse("lsg", args=[group.pk])))
    for words in ("Held on ", "Fell out", "Nobody wrote it down", "Team manager, Council", "Next: "):
        assert words in page
    assert "Write down a meeting" not in page


@pytest.mark.requirement("D-50")
def test_a_group_that_ended_is_due_no_more_and_keeps_what_it_held(as_role, partnership):
    group = opened(partnership, first_on=timezone.localdate())
    officer = as_role("communities_officer")
    assert "None was due yet." in html(officer.get(reverse("lsgs")))
    officer.post(reverse("lsg-meeting", args=[group.pk]), {"do": "end"})
    page = html(officer.get(reverse("lsgs")))
    assert "Ended on" in page
    assert "Next:" not in page


@pytest.mark.parametrize(
    ("due_on", "held_on", "chair", "field"),
    [
        (FIRST + timedelta(days=1), FIRST, "Manager, Council", "due_on"),
        (FIRST + timedelta(weeks=12), FIRST, "Manager, Council", "due_on"),
        (FIRST, TODAY + timedelta(days=1), "Manager, Council", "held_on"),
        (FIRST, FIRST - timedelta(days=1), "Manager, Council", "held_on"),
        (FIRST, FIRST, " ", "chair"),
    ],
    ids=["never planned", "to come", "held tomorrow", "before the first", "nobody led"],
)
def test_what_cannot_be_is_not_written_down(partnership, due_on, held_on, chair, field):
    group = opened(partnership)
    by = partnership.actor("communities_officer")
    with pytest.raises(NotAMeeting) as refused:
        changes.record_meeting(by=by, on=TODAY, group=group, due_on=due_on, held_on=held_on, chair=chair)
    assert refused.value.values["field"] == field
    assert not GroupMeeting.objects.exists()


def test_said_again_it_is_replaced(partnership):
    group, by = opened(partnership), partnership.actor("communities_officer")
    said = {"by": by, "on": TODAY, "group": group, "due_on": FIRST}
    changes.record_meeting(**said, held_on=FIRST, chair="Manager, Council")
    changes.record_meeting(**said, held_on=None, chair="Manager, Council")
    assert [(one.held_on, one.chair) for one in group.meetings.all()] == [(None, "")]


def routed(partnership, once, **more):
    referral = families.refer(partnership, once=once, **more)
    facts = {"by": partnership.actor("triage_coordinator"), "on": TODAY, "at": families.NOW, "referral": referral}
    changes.screen(**facts, answers=families.SAFE)
    changes.decide(**facts, route="local solutions group", why="Several services", done="Asked the group")
    return referral, facts


@pytest.fixture
def agreed(partnership):
    families.in_force(partnership, starts_on=date(2025, 1, 1), ends_on=date(2099, 12, 31))
    return partnership


@pytest.mark.requirement("D-50", "D-54")
def test_the_pack_has_each_family_of_the_group_with_whom_to_ring_and_what_is_agreed(as_role, agreed):
    group = opened(agreed)
    referral, facts = routed(agreed, "one")
    del facts["at"]
    changes.plan(
        **facts, words="Ring the landlord", owner="Lee", due_on=date(2099, 1, 8), agreed_in="local solutions group"
    )
    alone = families.refer(agreed, once="two")  # triage has not sent it to the group
    client = as_role("triage_coordinator")
    assert reverse("lsg-pack", args=[group.pk]) in html(client.get(reverse("solutions-group")))
    page = html(client.get(reverse("lsg-pack", args=[group.pk])))
    for words in (referral.ref, "1 family</b>, at most 15 minutes each: 15 minutes in all.", "Ring the landlord", "Lee, by 8 January 2099",
                  "That never means that nobody is involved.", "Nobody yet. Agree who does."):  # fmt: skip
        assert words in page
    assert alone.ref not in page
    title = re.search(r"<title>(.*?)</title>", page).group(1)
    assert "Tarrant" in page
    assert "Tarrant" not in title
    assert AuditEntry.objects.filter(what="referral.see", outcome="seen", object=str(referral.pk)).exists()
    assert not AuditEntry.objects.filter(what="referral.see", outcome="seen", object=str(alone.pk)).exists()


@pytest.mark.requirement("D-50")
def test_a_family_that_is_restricted_to_others_is_in_no_pack_nor_in_its_minutes(as_role, agreed):
    group = opened(agreed)
    shown, _ = routed(agreed, "one")
    hidden, facts = routed(agreed, "two", people=[{"first_name": "Ash", "surname": "Lindqvist"}])
    del facts["at"]
    agreed.add("triage_coordinator", key="other_triage")
    changes.restrict(**facts, named=[], why="risk", words="They must not be found.")
    address = reverse("lsg-pack", args=[group.pk])
    assert "30 minutes in all" in html(as_role("triage_coordinator").get(address))
    page = html(as_role("other_triage").get(address))
    assert shown.ref in page
    assert "15 minutes in all" in page
    for words in (hidden.ref, "Lindqvist", "2 families"):
        assert words not in page


def test_nobody_reads_a_pack_without_the_clause(as_role, agreed):
    group = opened(agreed)
    routed(agreed, "one")
    for role in ("practitioner", "communities_officer", "locality_leader"):
        assert as_role(role).get(reverse("lsg-pack", args=[group.pk])).status_code == 403


@pytest.mark.parametrize("first", ["9999-12-30", "0001-01-01"])
def test_a_day_that_cannot_be_meant_is_refused_and_the_register_stands(as_role, partnership, first):
    officer = as_role("communities_officer")
    told = {"place": str(partnership.east.pk), "name": "East group", "first_on": first, "weeks": "1"}
    assert "within the last ten years" in html(officer.post(reverse("lsg-new"), told), 422)
    assert "None is in the register yet" in html(officer.get(reverse("lsgs")))


def test_a_group_ends_once(as_role, partnership):
    group = opened(partnership)
    officer = as_role("communities_officer")
    officer.post(reverse("lsg-meeting", args=[group.pk]), {"do": "end"})
    LocalSolutionsGroup.objects.update(ended_on=TODAY - timedelta(days=30))
    page = html(officer.post(reverse("lsg-meeting", args=[group.pk]), {"do": "end"}, follow=True))
    assert "has ended already" in page
    group.refresh_from_db()
    assert group.ended_on == TODAY - timedelta(days=30)
