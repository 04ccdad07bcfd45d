"""An information governance lead answers "who saw this record?" with nothing but the links and forms that the pages show."""

import html
import re
from datetime import date, datetime

import pytest
from django.urls import reverse

from hereabouts.records.families import access
from hereabouts.records.ledger import review
from tests import families
from tests.families import LONDON, SAFE
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("X-14")]
FRIDAY = datetime(2026, 10, 9, 9, 2, tzinfo=LONDON)
NIGHT = datetime(2026, 10, 10, 23, 40, tzinfo=LONDON)  # a Saturday


@pytest.fixture
def clock(monkeypatch):
    """Let the day and the hour be given."""

    def at(moment):
        monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", moment.date)
        monkeypatch.setattr("hereabouts.records.ledger.changes.timezone.now", lambda: moment)

    return at


def words(page):
    assert page.status_code == 200, page.status_code
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()))


def followed(client, page, label):
    """Click the link that reads so."""
    found = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>\s*{re.escape(label)}\s*<', page.content.decode())
    assert found, f"no link reads {label!r}"
    return client.get(html.unescape(found.group(1)))


def asked(client, page, **answers):
    """Fill in the one form of the page that has these fields, and send it."""
    forms = re.findall(r"<form[^>]*method=\"get\".*?</form>", page.content.decode(), re.DOTALL)
    (form,) = [f for f in forms if all(f'name="{name}"' in f for name in answers)]
    action = re.search(r'action="([^"]*)"', form)
    return client.get(html.unescape(action.group(1)) if action else page.request["PATH_INFO"], answers)


def test_who_saw_this_record_is_answered_unaided(as_role, partnership, clock):
    families.in_force(partnership)
    clock(FRIDAY)
    referral = families.refer(partnership, at=FRIDAY)
    clock(NIGHT)
    client = as_role("triage_coordinator")
    card = reverse("triage-card", args=[referral.pk])
    assert client.get(card).status_code == 200
    clock(families.NOW)
    client = as_role("triage_coordinator")
    assert client.get(card).status_code == 200
    assert client.post(
        reverse("triage-screen", args=[referral.pk]), {f"s-{key}": answer for key, (answer, _) in SAFE.items()}
    ).status_code in {200, 302}
    assert as_role("elected_member").get(card).status_code in {403, 404}

    client = as_role("ig_lead")
    trail = followed(client, client.get(reverse("my-work")), "Audit")
    page = asked(client, followed(client, trail, "Who saw a record?"), thing=referral.ref)
    told = words(page)
    assert f"Who saw {referral.ref}?" in told
    assert "1 person has opened it." in told
    assert "Test Triage Coordinator Larkhaven Council 2 times" in told
    assert "10 October 2026" in told
    assert "20 November 2026" in told
    assert "early help" in told
    assert "ISA-07, clause 4.4" in told
    assert "Tarrant" not in told  # who answers for looks does not read the family
    assert "Test Elected Member" not in told  # never got as far as the record
    # ... and whether it was fine: the look by night waits to be judged, with its reason in words
    review.draw_due(by=partnership.actor("ig_lead"), on=TODAY)
    looks = followed(client, page, "Looks to judge")
    assert "Out of hours" in words(looks)
    assert referral.ref in words(looks)
    (look,) = review.queue(partnership.actor("ig_lead"))
    form = re.search(rf'action="([^"]*{look.id}[^"]*)"', looks.content.decode()).group(1)
    judged = client.post(
        form, {f"{look.id}-outcome": "not fine", f"{look.id}-words": "Asked why. No case that night."}, follow=True
    )
    assert "It stands in the audit trail." in words(judged)
    assert access.visible(partnership.actor("ig_lead"), on=TODAY).count() == 0
    assert look.on == date(2026, 10, 10)
