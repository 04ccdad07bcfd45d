"""What a clause does not name is not in what the page is given: tried field by field, with something in each to be seen."""

import pytest

from hereabouts.core.families import sheets
from hereabouts.records.families import card as cards
from hereabouts.records.families import changes, reads
from hereabouts.records.trust.models import Clause
from tests import families
from tests.families import NOW
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
CANARY = {
    "people": "Tarrant", "address": "3 Kiln Row", "worry": "Six weeks behind", "going_well": "Skye is at school", "wants": "One person I can text",
    "safety": "Seen on Tuesday.", "safe_contact": "not after 6pm", "agreement": "agreement='given'", "baseline": "Work at first contact",
    "route": "Recorded(route='see and solve'", "done": "Rang the landlord", "why": "One worry only", "shared": "The arrears sum",
    "attempts": "Left a word with the neighbour",
}  # fmt: skip


@pytest.fixture
def referral(partnership):
    families.in_force(partnership)
    made = families.refer(partnership)
    families.screened(partnership, made)
    changes.decide(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=NOW, referral=made, route="see and solve", why="One worry only",
        done="Rang the landlord", shared="The arrears sum",
    )  # fmt: skip
    changes.try_contact(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=NOW, referral=made, mode="phone", outcome="message",
        note="Left a word with the neighbour",
    )  # fmt: skip
    return made


def shown(partnership, referral, fields):
    Clause.objects.filter(number="4.4").update(fields=sorted(fields))
    who = partnership.actor("triage_coordinator")
    told = repr(cards.card(who, referral, on=TODAY, now=NOW))
    return {name for name, canary in CANARY.items() if canary in told}


@pytest.mark.requirement("X-11")
def test_a_card_holds_exactly_the_fields_of_the_clause(partnership, referral):
    every = set(sheets.REFERRAL)
    assert set(CANARY) == every
    assert shown(partnership, referral, every) == every
    for name in sorted(every):
        assert shown(partnership, referral, every - {name}) == every - {name}
    for name in sorted(every):
        assert shown(partnership, referral, {name}) == {name}


@pytest.mark.requirement("X-11")
def test_what_goes_with_a_field_goes_with_it(partnership, referral):
    """The topics are of the worry, the day of the agreement to help is of the agreement."""
    Clause.objects.filter(number="4.4").update(fields=["people"])
    cut = cards.card(partnership.actor("triage_coordinator"), referral, on=TODAY, now=NOW)
    assert (cut.topics, cut.topic_codes, cut.agreed_on) == ((), (), None)
    assert (referral.topics, referral.agreed_on) == (["T02"], TODAY)


@pytest.mark.requirement("X-11")
def test_the_outcome_for_who_referred_holds_exactly_the_fields_of_its_clause(partnership, referral):
    who_may_learn = {"people", "worry", "route", "done"}
    for left_out in sorted(who_may_learn):
        Clause.objects.filter(number="4.3").update(fields=sorted(who_may_learn - {left_out}))
        told = repr(reads.outcome(partnership.actor("practitioner"), referral, on=TODAY))
        assert {
            name for name in who_may_learn if {**CANARY, "route": "see and solve"}[name] in told
        } == who_may_learn - {left_out}
