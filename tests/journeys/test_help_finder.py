"""Anybody finds help without an account, and a colleague finds whom to ring."""

import pytest
from django.urls import reverse

from hereabouts.records.partners import changes
from hereabouts.records.partners.models import Account
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def listed(partnership, name, **told):
    facts = {"name": name, "provider": "Harbour Housing", "phone": "01632 960000", **told}
    by = partnership.actor("communities_officer")
    return changes.list_service(by=by, on=TODAY, facts=facts, place=partnership.east)


@pytest.mark.requirement("D-66", "D-93")
def test_anybody_finds_help_by_what_is_the_matter_and_where_and_prints_it(client, partnership):
    for name, words in (("Money advice", "Debt and bills"), ("Warm room", "Tea and company")):
        listed(partnership, name, description=words)
    page = client.get(reverse("services"), {"search": "bills", "place": partnership.east.name}).content.decode()
    assert "Money advice" in page
    assert "01632 960000" in page
    assert "Warm room" not in page
    assert "If you can use it yourself, do" in page
    assert "sessionid" not in client.cookies  # nothing of who looked for what is kept
    assert client.get(reverse("services"), {"search": "submarine"}).content.decode().count("None fits") == 1


@pytest.mark.requirement("D-52")
def test_a_practitioner_finds_whom_to_ring_and_no_resident_is_in_it(as_role, partnership):
    worker = Account.objects.get(pk=partnership.people["practitioner"].pk)
    worker.job, worker.phone = "Tenancy support worker", "01632 960118"
    worker.save()
    page = as_role("practitioner").get(reverse("practitioners"), {"search": "tenancy harbour"}).content.decode()
    assert worker.name in page
    assert "01632 960118" in page
    everybody = as_role("triage_coordinator").get(reverse("practitioners")).content.decode()
    for role in ("community_rep", "elected_member", "administrator"):
        assert partnership.people[role].name not in everybody.split("<main")[1]
    assert "Nobody fits" in as_role("practitioner").get(reverse("practitioners"), {"search": "zzz"}).content.decode()
    assert as_role("community_rep").get(reverse("practitioners")).status_code == 403
