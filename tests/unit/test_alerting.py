"""Agreements grow old with nobody looking: the worker ages them and writes to who reviews them, once for each band."""

from datetime import date, timedelta

import pytest

from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners.models import RoleHeld
from hereabouts.records.trust import changes
from hereabouts.records.trust.access import local_operator
from hereabouts.records.trust.alerting import tell
from hereabouts.records.trust.daily import daily
from tests import agreements, families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
LAST = date(2027, 3, 31)


@pytest.fixture
def agreement(partnership):
    made = families.in_force(partnership, ends_on=LAST)
    changes.review(
        by=partnership.actor("ig_lead"), on=TODAY, agreement=made, words="Fine.", review_on=LAST - timedelta(1)
    )
    return made


def told(mailoutbox, before):
    return [m.subject for m in mailoutbox[before:]]


@pytest.mark.slow
@pytest.mark.requirement("I-43")
def test_ninety_thirty_and_seven_days_before_once_each(partnership, agreement, mailoutbox):
    operator, ends = local_operator("worker"), "ISA-07 ends on 31 March 2027"
    heard = []
    for left in (120, 91, 90, 60, 31, 30, 29, 8, 7, 6, 1, 0):
        before, day = len(mailoutbox), LAST - timedelta(left)
        tell(by=operator, on=day)
        tell(by=operator, on=day)  # a second round of the same day
        heard += [left for subject in told(mailoutbox, before) if subject == ends]
    assert heard == [90, 30, 7]
    assert {m.to[0] for m in mailoutbox} == {"ig_lead@example.org"}  # and nobody else
    assert any(m.subject == "ISA-07 is to be reviewed on 30 March 2027" for m in mailoutbox)
    assert AuditEntry.objects.filter(what="agreement.alert", outcome="done", object=str(agreement.pk)).count() == 6


def test_a_message_says_what_ends_and_nothing_of_anybody(partnership, agreement, mailoutbox):
    referral = families.refer(partnership)
    tell(by=local_operator("worker"), on=LAST - timedelta(7))
    body = mailoutbox[0].body + mailoutbox[1].body
    assert "From midnight after that day nothing flows under it." in body
    assert not [word for word in (referral.ref, "Tarrant", "Test Practitioner") if word in body]


def test_a_review_that_was_moved_is_told_anew(partnership, agreement, mailoutbox):
    operator, day = local_operator("worker"), LAST - timedelta(7)
    tell(by=operator, on=day)
    before = len(mailoutbox)
    changes.review(by=partnership.actor("ig_lead"), on=day, agreement=agreement, words="Again.", review_on=LAST)
    tell(by=operator, on=day)
    assert told(mailoutbox, before) == ["ISA-07 is to be reviewed on 31 March 2027"]


def test_while_nobody_reviews_agreements_nothing_counts_as_told(partnership, agreement, mailoutbox):
    RoleHeld.objects.filter(role="ig_lead").update(until=TODAY)
    day = LAST - timedelta(7)
    tell(by=local_operator("worker"), on=day)
    assert not mailoutbox
    RoleHeld.objects.filter(role="ig_lead").update(until=None)
    tell(by=local_operator("worker"), on=day)
    assert len(mailoutbox) == 2


@pytest.mark.requirement("X-11")
def test_the_workers_day_expires_what_is_over_and_the_flow_stopped_before_it_came(partnership, agreement):
    from hereabouts.records.families import access

    referral = families.refer(partnership)
    after = LAST + timedelta(1)
    for day, open_ in ((LAST, True), (after, False)):  # no worker has run yet
        assert (referral in access.visible(partnership.actor("triage_coordinator", on=day), on=day)) is open_
    assert daily(by=local_operator("worker"), on=after)
    agreement.refresh_from_db()
    assert agreement.state == "expired"
    assert not daily(by=local_operator("worker"), on=after)


@pytest.mark.slow
def test_the_next_version_ends_the_one_before_and_must_be_signed_itself(partnership, agreement):
    """What the older one opened more does not stay open beside the newer."""
    lead = partnership.actor("ig_lead")
    begins = TODAY + timedelta(10)
    with pytest.raises(changes.NotYet, match="Only a draft is changed"):
        changes.narrow(by=lead, on=TODAY, agreement=agreement, number="4.2", fields=["worker"], requires=[])
    newer = changes.revise(
        by=lead, on=TODAY, agreement=agreement, ref="ISA-07b", starts_on=begins, ends_on=begins + timedelta(300)
    )
    changes.narrow(by=lead, on=TODAY, agreement=newer, number="4.2", fields=["worker"], requires=[])
    assert not newer.signings.exists()  # nobody's signature goes over
    with pytest.raises(changes.NotYet):
        changes.bring_in_force(by=lead, on=TODAY, agreement=newer)
    agreements.in_force(lead, newer, on=TODAY)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ends_on) == ("in force", begins - timedelta(1))
    from hereabouts.core.ledger import Sensitivity, Subject, may

    owner = str(partnership.organisations["Harbour Housing"].pk)
    stub = Subject("stub", None, str(partnership.east.pk), owner, Sensitivity.CASE)
    for day, has_phone in ((begins - timedelta(1), True), (begins, False)):
        verdict = may(partnership.actor("triage_coordinator", on=day), "see", stub, day, purpose="early help")
        assert verdict
        assert ("phone" in verdict.fields) is has_phone


def test_a_version_that_has_begun_takes_the_place_of_the_old_at_once(partnership, agreement):
    lead = partnership.actor("ig_lead")
    newer = changes.revise(by=lead, on=TODAY, agreement=agreement, ref="ISA-07b", starts_on=TODAY, ends_on=LAST)
    agreements.in_force(lead, newer, on=TODAY)
    agreement.refresh_from_db()
    assert agreement.state == "terminated"
