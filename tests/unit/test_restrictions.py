"""Restrictions: why, who is named, when somebody must look again, and how one ends."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.core.families.restricting import NotRestricted
from hereabouts.records.families import access, changes, restrictions, shared
from hereabouts.records.families.models import Restriction
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from tests import families
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("X-12")]
WHY = {"why": "abuse", "words": "Somebody looks for them."}


@pytest.fixture
def world(partnership):
    families.in_force(partnership)
    partnership.add("triage_coordinator", key="second")
    partnership.referral = families.refer(partnership)
    changes.restrict(
        by=partnership.actor("triage_coordinator"), on=TODAY, referral=partnership.referral, named=[], **WHY
    )
    return partnership


def sees(world, key="second", on=TODAY):
    return access.visible(world.actor(key, on=on), on=on).filter(pk=world.referral.pk).exists()


@pytest.mark.parametrize(
    "said", [{"why": "", "words": "x"}, {"why": "because", "words": "x"}, {"why": "abuse", "words": " "}]
)
def test_it_says_why(world, said):
    another = families.refer(world, once="another")
    with pytest.raises(NotRestricted):
        changes.restrict(by=world.actor("triage_coordinator"), on=TODAY, referral=another, named=[], **said)


def test_the_review_is_due_and_overdue_and_never_names_the_family(world):
    lead, (one,) = world.actor("ig_lead"), Restriction.objects.all()
    assert one.review_by == TODAY + timedelta(days=90)
    for days, stands in [(0, "later"), (75, "later"), (76, "due"), (90, "due"), (91, "overdue")]:
        (told,) = restrictions.queue(lead, on=TODAY + timedelta(days))
        assert (told.stands, told.ref) == (stands, "")
    (named,) = restrictions.queue(world.actor("triage_coordinator"), on=TODAY)
    assert named.ref == world.referral.household.ref
    assert named.named == ("Test Triage Coordinator",)
    late = shared.restricted(month=TODAY.replace(day=1), on=TODAY + timedelta(91))
    assert (late.now, late.overdue, late.this_month) == (1, 1, 1)


def test_the_named_renew_and_lift_and_nobody_else_does(world):
    later = TODAY + timedelta(80)
    by = world.actor("triage_coordinator", on=later)
    with pytest.raises(NotRestricted):
        changes.renew(by=by, on=later, referral=world.referral, words=" ")
    changes.renew(by=by, on=later, referral=world.referral, words="He still looks.")
    assert Restriction.objects.get().review_by == later + timedelta(90)
    for deed in (changes.renew, changes.lift):
        with pytest.raises(NotAllowed):
            deed(by=world.actor("second", on=later), on=later, referral=world.referral, words="x")
    assert not sees(world)
    changes.lift(by=by, on=later, referral=world.referral, words="He has moved away.")
    assert sees(world, on=later)
    assert Restriction.objects.get().ended_words == "He has moved away."
    with pytest.raises(NotRestricted, match="is not restricted"):
        changes.lift(by=by, on=later, referral=world.referral, words="x")
    changes.restrict(by=by, on=later, referral=world.referral, named=[], **WHY)  # and again
    assert (sees(world, on=later), Restriction.objects.count()) == (False, 2)


def test_done_again_it_names_others_and_keeps_the_day_of_the_review(world):
    second = str(world.people["second"].pk)
    by, later = world.actor("triage_coordinator"), TODAY + timedelta(30)
    changes.restrict(by=by, on=later, referral=world.referral, named=[second], why="risk", words="More of us now.")
    one = Restriction.objects.get()
    assert (one.review_by, one.why, sees(world)) == (TODAY + timedelta(90), "risk", True)


def test_the_lead_who_sees_no_family_keeps_and_ends(world):
    lead, one = world.actor("ig_lead"), Restriction.objects.get()
    changes.keep(by=lead, on=TODAY, restriction=one.pk, words="Read the reason.")
    assert not sees(world)
    with pytest.raises(NotAllowed):
        changes.end(by=world.actor("second"), on=TODAY, restriction=one.pk, words="x")
    changes.end(by=lead, on=TODAY, restriction=one.pk, words="Nobody named works here any more.")
    assert sees(world)
    with pytest.raises(NotFound):
        changes.end(by=lead, on=TODAY, restriction=one.pk, words="x")


def test_on_pages(as_role, client, world):
    page = reverse("triage-restrict", args=[world.referral.pk])
    as_role("second")
    assert client.get(page).status_code == 404
    as_role("triage_coordinator")
    told = client.get(page).content.decode()
    assert "Domestic abuse" in told
    assert client.post(page, {"step": "lift", "words": ""}).status_code == 422
    as_role("ig_lead")
    queue = client.get(reverse("restrictions")).content.decode()
    assert "Somebody looks for them." in queue
    for words in (world.referral.ref, "Tarrant", "Kiln Row"):
        assert words not in queue
    one = Restriction.objects.get()
    sent = {f"{one.pk}-step": "keep", f"{one.pk}-words": "Still so."}
    assert client.post(reverse("restriction-review", args=[one.pk]), sent).status_code == 302
    assert "Still so." in client.get(reverse("restrictions")).content.decode()
    as_role("triage_coordinator")
    assert client.post(page, {"step": "lift", "words": "Over."}).status_code == 302
    as_role("second")
    assert client.get(reverse("triage-card", args=[world.referral.pk])).status_code == 200
