"""Conflict of interest: declared by oneself or found by a postcode, shut at once, opened by somebody else with a reason."""

import os
import uuid

import pytest
from django.urls import reverse

from hereabouts.core.ledger import Actor, may
from hereabouts.records.families import access
from hereabouts.records.families import changes as family_changes
from hereabouts.records.families.models import Household
from hereabouts.records.ledger import review
from hereabouts.records.ledger.asker import asking
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust import changes, interests, who
from hereabouts.records.trust.models import Interest
from tests import families
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("X-39")]


@pytest.fixture
def world(partnership):
    families.in_force(partnership)
    partnership.add("triage_coordinator", key="second")
    partnership.referral = families.refer(partnership)
    return partnership


def shut(world, key="triage_coordinator"):
    """Say whether it is shut to somebody: the door, the rule and the simulator must agree; and give the reason."""
    actor, thing = world.actor(key), world.referral
    verdict = may(actor, "see", thing.subject(), TODAY, purpose=access.PURPOSE)
    assert access.visible(actor, on=TODAY).filter(pk=thing.pk).exists() is bool(verdict)
    assert who.could(world.people[key], "see", thing, on=TODAY) == verdict
    assert (actor.name in {r.name for r in who.readers(thing, on=TODAY)}) is bool(verdict)
    return "" if verdict else verdict.because


def declare(world, key="triage_coordinator", by=None, **facts):
    told = {"account": world.people[key], "why": "family", "ref": world.referral.ref, **facts}
    return changes.declare_interest(by=world.actor(by or key), on=TODAY, **told)


def test_declared_it_is_shut_to_them_alone_until_somebody_else_approves(world):
    assert not shut(world)
    made = declare(world)
    assert shut(world) == "You have an interest in it, and nobody has approved that you open it."
    assert not shut(world, "second")
    facts = {"on": TODAY, "account": made.account, "object": made.object}
    with pytest.raises(NotAllowed):
        changes.approve_interest(by=world.actor("triage_coordinator"), reason="I can", **facts)
    lead = world.actor("ig_lead")
    with pytest.raises(changes.NotYourOwn):
        changes.approve_interest(by=lead, reason=" ", **facts)
    made = changes.approve_interest(by=lead, reason="Nobody else is on duty", **facts)
    assert not shut(world)
    changes.shut_again(by=lead, on=TODAY, interest=made, reason="Somebody is back")
    assert shut(world)


def test_every_referral_of_the_household_is_shut(world):
    declare(world)
    assert Interest.objects.get().object == world.referral.household_id


def test_what_is_not_there_is_kept_all_the_same_and_tells_nothing(world):
    partnership = world
    secret = families.refer(partnership, once="secret")
    family_changes.restrict(
        by=world.actor("second"), on=TODAY, referral=secret, named=[], why="risk", words="They must not be found."
    )
    me = world.actor("triage_coordinator")
    for ref in (secret.ref, "FH-2026-XXXX", world.referral.ref):
        declare(world, ref=ref)
        declare(world, ref=ref.lower())
    told = interests.declared(me)
    assert sorted(one.ref for one in told) == sorted([secret.ref, "FH-2026-XXXX", world.referral.ref])
    assert len({(one.why, one.since, one.approved_on) for one in told}) == 1
    assert not shut(world, "second")


def test_for_others_only_who_notes_interests(world):
    with pytest.raises(NotAllowed):
        declare(world, key="second", by="practitioner")
    declare(world, key="second", by="ig_lead")
    assert shut(world, "second")


def test_a_neighbour_by_postcode_is_shut_out_without_knowing_of_whom(world, as_role, client):
    me, lead = world.actor("triage_coordinator"), world.actor("ig_lead")
    review.declare(by=me, on=TODAY, postcode=" lk12ab ")
    assert shut(world).startswith("You have an interest in it")
    assert interests.declared(me) == []  # nothing on their own page says that there is such a family
    (found,) = interests.register(lead, {p.pk: p.name for p in world.people.values()})
    assert (found.who, found.ref, found.why) == ("Test Triage Coordinator", world.referral.household.ref, "neighbour")
    account = world.people["triage_coordinator"]
    changes.approve_interest(by=lead, on=TODAY, account=account, object=found.object, reason="No kin")
    assert not shut(world)
    review.declare(by=me, on=TODAY, postcode="")
    assert not shut(world)


@pytest.mark.skipif(
    os.environ.get("HEREABOUTS_TEST_DATABASE") != "postgresql", reason="the rows are kept on PostgreSQL"
)
@pytest.mark.requirement("X-12")
def test_a_neighbours_home_is_found_before_it_is_known_who_asks(as_the_app, world, as_role):
    """Who somebody is depends on the homes near theirs, which the database keeps until it is told who asks."""
    me = world.actor("triage_coordinator")
    review.declare(by=me, on=TODAY, postcode="LK1 2AB")
    with asking(Actor("nobody", "Nobody"), on=TODAY):
        assert not Household.objects.exists()
        conflicts = world.actor("triage_coordinator").conflicts
    assert conflicts == {str(world.referral.household_id)}
    assert as_role("triage_coordinator").get(reverse("my-work")).status_code == 200


@pytest.mark.parametrize("other", ["", "ZZ9 9ZZ"])
def test_nobody_lifts_their_own_conflict_by_another_postcode(world, other):
    me, lead = world.actor("triage_coordinator"), world.actor("ig_lead")
    review.declare(by=me, on=TODAY, postcode="LK1 2AB")
    review.declare(by=me, on=TODAY, postcode=other)
    assert shut(world)
    kept = [e.detail for e in AuditEntry.objects.filter(what="audit.declare").order_by("id")]
    assert kept == [{"told": "postcode added"}, {"told": "postcode added"} if other else {}]  # never which
    with pytest.raises(NotAllowed):
        review.take_postcodes_away(by=me, on=TODAY, who=me.id, reason="I moved")
    with pytest.raises(review.NotReviewed):
        review.take_postcodes_away(by=lead, on=TODAY, who=lead.id, reason="I moved")
    review.take_postcodes_away(by=lead, on=TODAY, who=me.id, reason="Moved away in October")
    assert not shut(world)


def test_a_restricted_neighbour_is_on_nobodys_page(world):
    review.declare(by=world.actor("second"), on=TODAY, postcode="LK1 2AB")
    family_changes.restrict(
        by=world.actor("triage_coordinator"), on=TODAY, referral=world.referral, named=[], why="risk", words="x y"
    )
    assert interests.register(world.actor("ig_lead"), {p.pk: p.name for p in world.people.values()}) == []


def test_on_pages(as_role, client, world, monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)
    card = reverse("triage-card", args=[world.referral.pk])
    as_role("triage_coordinator")
    assert client.get(card).status_code == 200
    said = client.post(reverse("declare-interest"), {"ref": world.referral.ref, "why": "neighbour"}, follow=True)
    assert world.referral.ref in said.content.decode()
    assert "If there is such a record" in said.content.decode()
    assert client.get(card).content == client.get(reverse("triage-card", args=[uuid.UUID(int=404)])).content
    as_role("ig_lead")
    asked = {
        "account": str(world.people["triage_coordinator"].pk),
        "verb": "see",
        "subject": world.referral.ref,
        "day": "",
    }
    assert "You have an interest in it" in client.get(reverse("access-ask"), asked).content.decode()
    page = client.get(reverse("interests")).content.decode()
    assert "A neighbour" in page
    where = reverse("interest-approve", args=[world.people["triage_coordinator"].pk])
    sent = {"interest": str(Interest.objects.get().pk), "reason": ""}
    assert client.post(where, sent).status_code == 422
    assert client.post(where, sent | {"reason": "Nobody else"}, follow=True).status_code == 200
    as_role("triage_coordinator")
    assert client.get(card).status_code == 200
