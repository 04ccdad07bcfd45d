"""A role held for one case reaches that family and no other, in the list, alone and by the rule, until its last day."""

from datetime import timedelta

import pytest

from hereabouts.core.ledger import may
from hereabouts.records.families import access
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust.access import actor_of, founder
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("S-47")
def test_a_role_for_one_case_opens_it_alone_and_ends(partnership):
    families.in_force(partnership)
    ours = families.refer(partnership, once="a")
    other = families.refer(partnership, once="b", worry="Something else")
    council = partnership.organisations["Larkhaven Council"]
    account = partners.invite(by=founder(), on=TODAY, email="locum@example.org", name="Locum", organisation=council)
    partners.give_role(
        by=founder(), on=TODAY, account=account, role="triage_coordinator", about=ours.pk, about_words=ours.ref,
        until=TODAY + timedelta(3),
    )  # fmt: skip
    locum = actor_of(account, on=TODAY)
    assert list(access.visible(locum, on=TODAY)) == [ours]
    assert [bool(may(locum, "see", one.subject(), TODAY, purpose="early help")) for one in (ours, other)] == [
        True,
        False,
    ]
    whole = partnership.actor("triage_coordinator")
    assert set(access.visible(whole, on=TODAY)) == {ours, other}  # there was something to see
    later = TODAY + timedelta(4)
    assert not access.visible(actor_of(account, on=later), on=later).exists()
