"""The need list in the product: from assessed needs, in the order of the rules, decided by a person with a reason against it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.core.families.need_list import NoReason, NotANeed
from hereabouts.core.ledger import Sensitivity
from hereabouts.records.families import changes, keeping, needs, whole
from hereabouts.records.families.models import NeedDecision, Referral
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.held import REMOVED
from hereabouts.records.ledger.models import AuditEntry
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(partnership):
    return families.in_force(partnership)


@pytest.fixture
def triage(partnership, agreed):
    return partnership.actor("triage_coordinator")


def assessed(partnership, triage, once, severity, **more):
    """Refer a family and judge its first need."""
    referral = families.refer(partnership, once=once, **more)
    need = whole.domains(referral.place_id)[0]
    changes.assess(
        by=triage,
        on=TODAY,
        at=families.NOW,
        referral=referral,
        domain=need,
        severity=severity,
        evidence="Seen at home.",
    )
    return referral, need


def order(triage):
    return [one.row.ref for one in needs.listed(triage, on=TODAY).entries]


@pytest.mark.requirement("I-11", "I-34")
def test_the_order_comes_from_assessed_needs_and_active_support_alone(partnership, triage):
    some, _ = assessed(partnership, triage, "a", 1)
    grave, need = assessed(partnership, triage, "b", 3)
    bare = families.refer(partnership, once="c")
    assert order(triage) == [grave.ref, some.ref]
    assert bare.ref not in order(triage)
    changes.support(
        by=triage, on=TODAY, referral=grave, domain=need, agency="Harbour Housing", service="Advice", state="offered"
    )
    assert order(triage) == [grave.ref, some.ref]  # what was only offered is no help
    for state in ("accepted", "active"):
        changes.support(
            by=triage, on=TODAY, referral=grave, domain=need, agency="Harbour Housing", service="Advice", state=state
        )
    assert order(triage) == [some.ref, grave.ref]
    families.screened(partnership, grave, {**families.SAFE, "afraid": ("yes", "")})
    assert order(triage) == [grave.ref, some.ref]
    changes.close(by=triage, on=TODAY, referral=grave, outcome="goals met", words="It is quieter.")
    assert order(triage) == [some.ref]


@pytest.mark.requirement("X-06")
def test_a_decision_against_the_order_needs_a_reason_and_can_be_taken_back(partnership, triage):
    first, _ = assessed(partnership, triage, "a", 3)
    second, _ = assessed(partnership, triage, "b", 1)
    given = {"by": triage, "on": TODAY, "at": families.NOW}
    for referral, taken_up in ((second, True), (first, False)):
        with pytest.raises(NoReason):
            changes.decide_need(**given, referral=referral, taken_up=taken_up)
    assert not NeedDecision.objects.exists()
    assert changes.decide_need(**given, referral=second, taken_up=True, reason="The baby is due.").against_order
    assert not changes.decide_need(**given, referral=first, taken_up=True).against_order
    later = {"by": triage, "on": TODAY, "at": families.NOW + timedelta(hours=1)}
    changes.decide_need(**later, referral=second, taken_up=False, reason="They moved in with her sister.")
    entry = needs.find(triage, second.pk, on=TODAY)
    assert [one.taken_up for one in entry.decisions] == [True, False]  # none is lost
    assert entry.taken.taken_up is False


def test_not_now_stands_for_the_days_of_the_rules_and_then_asks_again(partnership, triage):
    referral, _ = assessed(partnership, triage, "a", 3)
    changes.decide_need(
        by=triage, on=TODAY, at=families.NOW, referral=referral, taken_up=False, reason="They asked to wait."
    )
    for days, asked in ((0, False), (27, False), (28, True)):
        (entry,) = needs.listed(triage, on=TODAY + timedelta(days=days)).entries
        assert entry.next is asked


def test_a_challenge_has_a_clock_and_one_answer_with_a_reason(as_role, partnership, triage):
    referral, _ = assessed(partnership, triage, "a", 3)
    client, address = as_role("triage_coordinator"), reverse("need", args=[referral.pk])
    assert (
        client.post(
            address, {"do": "challenge", "c-who": "Their mother", "c-words": "You left out the school."}
        ).status_code
        == 302
    )
    challenge = referral.need_challenges.get()
    assert challenge.due_on == challenge.made_on + timedelta(days=20)
    assert "waits for an answer" in client.get(reverse("need-list")).content.decode()
    sent = {"do": "answer", "challenge": str(challenge.pk), "a-upheld": "yes"}
    assert client.post(address, sent).status_code == 422  # without a reason
    assert client.post(address, {**sent, "a-answer": "Nobody asked the school."}).status_code == 302
    assert client.post(address, {**sent, "a-answer": "Again."}).status_code == 422
    page = client.get(address).content.decode()
    assert "You left out the school." in page
    assert "They are right." in page


def test_what_was_decided_is_counted_after_the_family_is_emptied_and_says_nothing(partnership, triage):
    first, _ = assessed(partnership, triage, "a", 3)
    second, _ = assessed(partnership, triage, "b", 1)
    changes.decide_need(by=triage, on=TODAY, at=families.NOW, referral=second, taken_up=True, reason="The baby is due.")
    given = {"by": triage, "on": TODAY, "referral": second}
    said = changes.challenge_need(**given, who="Their mother", words="Why so late?")
    changes.answer_challenge(**given, challenge=str(said.pk), upheld=True, answer="We were slow.")
    changes.challenge_need(**given, who="Their mother", words="And the school?")
    keeping.emptied(keeping.FAMILY, [str(second.household_id)])
    decision = NeedDecision.objects.get()
    assert (decision.against_order, decision.reason, decision.because) == (True, REMOVED, [])
    assert [
        (one.words, one.answer, one.upheld) for one in second.need_challenges.order_by("pk").all() if one.upheld
    ] == [("", REMOVED, True)]
    assert first.ref in order(triage)


def test_seeing_and_deciding_are_two_things_and_each_look_is_written_down(partnership, triage, as_role):
    referral, _ = assessed(partnership, triage, "a", 3)
    needs.listed(triage, on=TODAY)
    assert AuditEntry.objects.filter(what="referral.see_needs", object=str(referral.pk)).exists()
    worker = partnership.actor("practitioner")
    with pytest.raises(NotFound):
        needs.find(worker, referral.pk, on=TODAY)
    with pytest.raises(NotAllowed):
        changes.decide_need(by=worker, on=TODAY, at=families.NOW, referral=referral, taken_up=True, reason="x")
    assert as_role("practitioner").get(reverse("need-list")).status_code == 403
    Referral.objects.update(sensitivity=Sensitivity.RESTRICTED)
    assert needs.listed(triage, on=TODAY).entries == ()


@pytest.mark.requirement("X-05")
def test_the_page_says_its_rules_and_gives_nobody_a_number(as_role, partnership, triage):
    _, need = assessed(partnership, triage, "a", 3)
    client = as_role("triage_coordinator")
    listed, rules = (client.get(reverse(name)).content.decode() for name in ("need-list", "need-rules"))
    assert f"{need}: very serious need (3 points), and no suitable help is under way." in listed
    assert "Rowan" not in listed
    assert "score" not in listed.lower()
    assert "then who has waited longer" in rules
    assert reverse("transparency") in rules


def test_a_challenge_is_answered_when_the_family_came_again_meanwhile(partnership, triage):
    """The list shows one household once, at its newest referral; what was said at an earlier one waits there too."""
    first = families.refer(partnership, once="first")
    again = families.refer(partnership, once="again")
    type(first).objects.filter(pk=again.pk).update(household=first.household)
    again.refresh_from_db()
    given = {"by": triage, "on": TODAY}
    said = changes.challenge_need(**given, referral=first, who="Their mother", words="Why so late?")
    changes.answer_challenge(**given, referral=again, challenge=str(said.pk), upheld=True, answer="We were slow.")
    said.refresh_from_db()
    assert said.upheld is True
    other = families.refer(partnership, once="other")
    theirs = changes.challenge_need(**given, referral=other, who="A father", words="No.")
    with pytest.raises(NotANeed):
        changes.answer_challenge(**given, referral=first, challenge=str(theirs.pk), upheld=False, answer="No.")
