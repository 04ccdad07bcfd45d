"""The link in an e-mail, opened on a telephone in a real browser: typed, sent, thanked; with scripts and without."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.plans import changes
from hereabouts.records.plans.models import Return
from tests.journeys.test_told_by_link import ADDRESS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.requirement("S-46")
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_who_is_asked_tells_by_two_presses(opened, partnership, mailoutbox, javascript):
    today, officer = timezone.localdate(), partnership.actor("communities_officer", on=timezone.localdate())
    plan = changes.draft_plan(by=officer, on=today, place=partnership.east, title="East, together")
    led = changes.add_action(by=officer, on=today, plan=plan, title="Dry the flats")
    changes.ask(
        by=officer, on=today, plan=plan, period="2026 quarter 4", actions=[led], name="Ana Reid", email="ana@example.org",
        expires_on=today + timedelta(20), where=lambda pk: "http://testserver" + reverse("tell-by-link", args=[pk]),
    )  # fmt: skip
    address, key = ADDRESS.search(mailoutbox[0].body).groups()
    phone = opened(width=375, javascript=javascript)
    phone.goto(f"{address}?key={key}")
    assert key not in phone.url
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375 if javascript else True
    phone.get_by_label("What was done").fill("Ten lofts are dry.")
    phone.get_by_label("A photograph or a PDF that shows it").set_input_files(
        {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    phone.get_by_label("What the file shows").fill("The minutes")
    phone.get_by_role("button", name="Send").click()
    assert "Thank you" in phone.content()
    assert Return.objects.get().narrative == "Ten lofts are dry."
    assert [proof.caption for proof in led.proofs.all()] == ["The minutes"]
