"""A governance lead with nothing but the pages: she drafts, has it checked and signed, simulates, reviews, and answers who saw."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from hereabouts.engines.definitions import assessment
from hereabouts.records.families.models import Household
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust.access import founder
from tests.browser.test_nine_jobs import Person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def somebody(opened, partnership):
    """Open a browser without script for who holds a role, on My work: from there on, links and buttons only."""

    def at_work(role):
        person = Person(opened(partnership.people[role], javascript=False, width=375))
        person.opens("my-work")
        return person

    return at_work


@pytest.mark.requirement("I-43", "X-11", "X-14")
def test_she_needs_nobody(somebody, partnership):
    today = timezone.localdate()
    police = partners.register(by=founder(), on=today, name="Larkhaven Police", kind="police")
    partnership.organisations["Larkhaven Police"] = police
    sam = partnership.add("practitioner", organisation="Larkhaven Police", key="sam", name="Sam Baird")
    lead = somebody("ig_lead")

    # she drafts, takes away what is not needed, and says who signs
    lead.follows("Agreements")
    lead.follows("Draft an agreement")
    for party in ("Larkhaven Council", "Harbour Housing"):
        lead.page.get_by_label(party).check()
    told = lead.sends("Draft it", ref="ISA-07", starts_on=today - timedelta(1), ends_on=today + timedelta(200))
    assert "It opens nothing." in told
    lead.follows("Terms and who signs")
    told = lead.sends(
        "Save the terms", flows="To the triage team, here only.", retention="Three years.",
        rights_contact="rights@example.org", review_on=today + timedelta(100),
    )  # fmt: skip
    for party, who in (("Larkhaven Council", "Test Clerk"), ("Harbour Housing", "Test Practitioner")):
        told = lead.sends(re.compile(f"Save ?: {party}"), law="Housing Act", signatory=who)
        assert f"Saved: {who} signs." in told
    lead.page.get_by_text("Clause 4.4:").click()
    clause = lead.page.locator("form").filter(has=lead.page.locator('[name="clause"][value="4.4"]'))
    clause.get_by_label("what they want").uncheck()
    clause.get_by_role("button").click()
    told = lead.follows("Done: back to the agreement")
    assert "what they want" not in told.partition("Clause 4.4")[2].partition("Clause 4.5")[0]

    # the impact assessment, and the legal look
    lead.sends("Begin the impact assessment")
    lead.follows("Answer the impact assessment")
    lead.sends("Save and hand it to the legal check", **{one["id"]: "Asked and answered." for one in assessment()})
    lead.sends("The legal check is done", words="Nothing against it.")

    # both sign, each in their own browser; then it is put in force
    triage = somebody("triage_coordinator")
    assert "No agreement in force lets your role see this." in " ".join(
        triage.page.locator("main").inner_text().split()
    )
    for role in ("clerk", "practitioner"):
        signatory = somebody(role)
        signatory.follows(re.compile("Read and sign"))
        assert "You signed for" in signatory.sends("Sign", read="on")  # whether others have yet or not
    assert "Everybody has signed." in lead.again()
    assert "In force until" in lead.sends("Put in force")

    # a family is referred and triaged under it
    worker = somebody("practitioner")
    worker.opens("referral-new")
    worker.sends("Send the referral", danger="no", name="Rowan Tarrant", worry="Behind with rent.", agreement="given",
                 safe_contact="Text only", topics="T12")  # fmt: skip
    reference = re.search(r"FH-\d+-\d+|EA-\d+-\d+", worker.reads()).group()
    triage.opens("triage")
    assert "Rowan Tarrant" in triage.follows(reference)

    # could Sam, police, see that household, and why?
    home = Household.objects.get().ref
    lead.follows("Could they see it?")
    told = lead.sends("Ask", account=sam.pk, verb="see", subject=home)
    assert "No Sam Baird, see it: referral" in told
    assert "No role or agreement of yours includes this." in told
    told = lead.sends("Ask", account=partnership.people["triage_coordinator"].pk, verb="see", subject=home)
    assert "Yes Test Triage Coordinator, see it: referral" in told
    assert "ISA-07, clause 4.4" in told
    assert "what they want" not in told.partition("Of it:")[2]

    # she reviews it, and its page says who did what
    lead.follows("Agreements")
    lead.follows("ISA-07")
    told = lead.sends("Reviewed", words="Works well.", review_on=today + timedelta(150))
    done = told.partition("Who did what")[2]
    assert [done.index(step) for step in ("Drafted it", "Signed it", "Put it in force", "Reviewed it")] == sorted(
        done.index(step) for step in ("Drafted it", "Signed it", "Put it in force", "Reviewed it")
    )

    # who saw this?
    lead.follows("Audit")
    lead.follows("Who saw a record?")
    told = lead.sends("Show", thing=home)
    assert "Test Triage Coordinator" in told
    assert "ISA-07, clause 4.4" in told
    assert "Sam Baird" not in told
    assert "Tarrant" not in told

    # and the public record says what holds since
    lead.follows("Agreements")
    assert "Triage co-ordinator (ISA-07, clause 4.5)" in lead.follows("What our rules do, for the public record")
