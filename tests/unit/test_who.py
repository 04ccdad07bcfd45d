"""Who somebody is on a day: roles begin and end, agreements open and close, and nothing outlives them."""

from datetime import date, timedelta

import pytest

from hereabouts.core.ledger import Sensitivity, Subject, may
from hereabouts.records.ledger.changes import name_only
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust import changes
from hereabouts.records.trust.access import actor_of, founder, public
from tests import agreements
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 4, 1), date(2026, 11, 20)


@pytest.fixture
def agreement(partnership):
    lead = partnership.actor("ig_lead")
    drafted = changes.draft(
        by=lead, on=TODAY, ref="ISA-07", title="Early help", purpose="early help", basis="Public task", starts_on=FIRST, ends_on=LAST,
        parties=[partnership.organisations[name] for name in ("Larkhaven Council", "Friends of East")],
        clauses=[{"number": "4.2", "words": "Who works with a household", "roles": ["triage_coordinator"],
                  "grants": ["stub.see"], "fields": ["worker", "service"]}],
    )  # fmt: skip
    return agreements.in_force(lead, drafted, on=TODAY)


def verdict(partnership, role="triage_coordinator", on=TODAY, place=None):
    stub = Subject("stub", place=str((place or partnership.east).pk), sensitivity=Sensitivity.CASE)
    return may(partnership.actor(role, on=on), "see", stub, on, purpose="early help")


@pytest.mark.requirement("I-43", "X-11")
def test_a_clause_in_force_opens_exactly_its_fields_to_its_roles_in_their_place(partnership, agreement):
    open_ = verdict(partnership)
    assert open_.fields == frozenset({"worker", "service"})
    assert open_.because == "Allowed by ISA-07, clause 4.2 until 20 November 2026."
    assert not verdict(partnership, "communities_officer")  # the clause does not name the role
    assert not verdict(partnership, place=partnership.west)  # the role is held in East
    partnership.add("triage_coordinator", organisation="Harbour Housing", key="outsider")
    assert not verdict(partnership, "outsider")  # not a party


@pytest.mark.parametrize(
    ("day", "allowed"), [(FIRST - timedelta(1), False), (FIRST, True), (LAST, True), (LAST + timedelta(1), False)]
)
def test_the_days_of_an_agreement(partnership, agreement, day, allowed):
    assert bool(verdict(partnership, on=day)) is allowed


@pytest.mark.parametrize("state", ["draft", "signed", "suspended", "terminated"])
def test_no_other_state_opens_anything(partnership, agreement, state):
    agreement.state = state
    agreement.save()
    assert not verdict(partnership)


def test_suspending_takes_effect_with_the_next_request(partnership, agreement):
    assert verdict(partnership)
    changes.suspend(by=partnership.actor("ig_lead"), on=TODAY, agreement=agreement, reason="A breach")
    assert not verdict(partnership)


@pytest.mark.requirement("S-24")
def test_a_role_that_is_ended_gives_nothing_from_then_on(partnership):
    clerk = partnership.people["clerk"]
    partners.end_role(by=founder(), on=TODAY, held=clerk.roles.get())
    assert actor_of(clerk, on=TODAY - timedelta(1)).roles == ("clerk",)
    assert actor_of(clerk, on=TODAY).grants == public().grants


def test_a_role_that_no_text_describes_gives_nothing(partnership):
    partnership.people["clerk"].roles.update(role="emperor")
    assert actor_of(partnership.people["clerk"], on=TODAY).grants == public().grants


def test_signing_in_with_a_password(client, partnership):
    account = partnership.people["clerk"]
    account.set_password("correct horse battery staple")
    account.save()
    wrong = client.post("/sign-in/", {"login": account.email, "password": "wrong"})
    assert (wrong.status_code, "Error:" in wrong.content.decode()) == (200, True)
    right = client.post("/sign-in/", {"login": account.email, "password": "correct horse battery staple"})
    assert (right.status_code, right["Location"]) == (302, "/my-work/")
    assert "Test Clerk" in client.get("/my-work/").content.decode()


def test_the_role_chooser_is_there_in_demo_mode_only(client, partnership, settings):
    assert client.get("/sign-in/demo/").status_code == 404
    assert client.post("/sign-in/demo/", {"who": str(partnership.people["clerk"].pk)}).status_code == 404
    settings.DEMO = True
    assert client.post("/sign-in/demo/", {"who": str(partnership.people["clerk"].pk)}).status_code == 302
    assert "Test Clerk" in client.get("/my-work/").content.decode()


@pytest.mark.requirement("X-11")
def test_who_can_see_is_the_answer_of_the_doors_for_everybody(partnership):
    """Asked of a referral, an agreement and a thing that is restricted: the page and the door never differ."""
    from hereabouts.records.families import access as families_access
    from hereabouts.records.trust.access import visible
    from hereabouts.records.trust.who import readers
    from tests import families

    made = families.in_force(partnership)
    referral = families.refer(partnership)
    doors = {made: visible, referral: families_access.visible}
    for restricted in (False, True):
        for thing, door in doors.items():
            if restricted:
                thing.sensitivity = Sensitivity.RESTRICTED
                thing.save()
                name_only(thing, [str(partnership.people["triage_coordinator"].pk)])
            told = {reader.name for reader in readers(thing, on=TODAY)}
            seen = {
                who.name for key, who in partnership.people.items() if thing in door(partnership.actor(key), on=TODAY)
            }
            assert told == seen
            assert bool(told) is not (restricted and thing is made)  # no role alone opens what is restricted


@pytest.mark.requirement("X-11")
def test_a_role_held_for_one_case_reaches_that_family_and_no_other(partnership):
    """Somebody stands in for one family: by its household, everywhere that family is told of, and nothing besides."""
    from hereabouts.records.families import access as families_access
    from hereabouts.records.trust.who import readers
    from tests import families

    families.in_force(partnership)
    one, other = families.refer(partnership), families.refer(partnership, once="other")
    stand_in = partnership.people["clerk"]
    partners.give_role(
        by=founder(), on=TODAY, account=stand_in, role="triage_coordinator", place=partnership.east, about=one.household_id,
        until=TODAY + timedelta(7),
    )  # fmt: skip
    actor = partnership.actor("clerk")
    assert [r.pk for r in families_access.visible(actor, on=TODAY)] == [one.pk]
    assert [r.pk for r in families_access.for_triage(actor, on=TODAY)] == [one.pk]
    assert not may(actor, "see", other.subject(), TODAY, purpose=families_access.PURPOSE)
    told = {reader.name: reader.because for reader in readers(one, on=TODAY)}
    assert told[stand_in.name] == "Allowed by ISA-07, clause 4.4 until 27 November 2026."
    assert stand_in.name not in {reader.name for reader in readers(other, on=TODAY)}
    later = TODAY + timedelta(8)
    assert not families_access.visible(partnership.actor("clerk", on=later), on=later).exists()
    assert not may(
        actor, "make", Subject("referral", place=str(partnership.east.pk), sensitivity=Sensitivity.CASE), TODAY
    )
