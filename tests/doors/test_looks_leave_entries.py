"""No page shows somebody's name, words or number without an entry, and one is enough: every door is opened and looked through."""

from collections import Counter

import pytest
from django.urls import reverse

from hereabouts.records.ledger.models import AuditEntry
from tests.doors import things
from tests.doors.test_doors import BACKEND, ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("X-14")]
CANARIES = ("Rowan", "Six weeks behind", "3 Kiln Row")  # a surname stands in a hint of the form


@pytest.mark.parametrize("role", ["triage_coordinator", pytest.param("practitioner", marks=pytest.mark.slow)])
def test_every_page_that_shows_a_person_leaves_an_entry(role, client, partnership):
    world = things.all_of(partnership)
    client.force_login(partnership.people[role], backend=BACKEND)
    shown = []
    for row in ROWS:
        if row["method"] != "GET" or row[role] != "200":
            continue
        name, _, about = row["page"].partition(" ")
        last = AuditEntry.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        page = client.get(reverse(name, kwargs={"id": world[name, about]} if about else {}))
        once = Counter(AuditEntry.objects.filter(pk__gt=last, outcome="seen").values_list("object", "what"))
        assert set(once.values()) <= {1}, row["page"]  # whatever a page shows of one thing is one look
        if any(canary in page.content.decode(errors="replace") for canary in CANARIES):
            shown.append(name)
            assert once, row["page"]
    assert shown  # there was somebody to be seen
