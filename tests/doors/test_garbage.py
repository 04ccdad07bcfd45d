"""What no page of ours would send gets a sentence, and leaves nothing behind."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.partners import changes as partners
from hereabouts.records.partners.models import Account, RoleHeld
from hereabouts.records.trust.access import founder
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def test_a_role_that_would_be_over_is_not_given_and_nobody_is_invited(as_role, partnership):
    admin, over = as_role("administrator"), (timezone.localdate() - timedelta(days=1)).isoformat()
    accounts, held = Account.objects.count(), RoleHeld.objects.count()
    told = {"role": "clerk", "place": str(partnership.east.pk), "until": over}
    new = {"email": "kim@example.org", "name": "Kim", "organisation": partnership.organisations["Harbour Housing"].pk}
    answers = [
        admin.post(reverse("person", args=[partnership.people["clerk"].pk]), {"step": "give", **told}),
        admin.post(reverse("person-invite"), new | told),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("This day is over" in answer.content.decode() for answer in answers)
    assert (Account.objects.count(), RoleHeld.objects.count()) == (accounts, held)


def test_no_other_face_gives_it_either(partnership):
    with pytest.raises(partners.AlreadyOver, match="19 November 2026 is over"):
        partners.give_role(
            by=founder(), on=TODAY, account=partnership.people["clerk"], role="clerk", until=TODAY - timedelta(days=1)
        )
    assert partners.give_role(by=founder(), on=TODAY, account=partnership.people["clerk"], role="analyst", until=TODAY)
