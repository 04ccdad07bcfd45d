"""The nine jobs, each by hand by the right role, in a real browser that runs no script; what one does another reads."""

import io
import re
from datetime import timedelta

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from tests import families

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


class Person:
    """Somebody with a phone that runs no script: opens pages, follows links by their words, fills forms in."""

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(10_000)

    def opens(self, name, *args):
        self.page.goto(reverse(name, args=args))
        return self.reads()

    def follows(self, words):
        self.page.get_by_role("link", name=words).first.click()
        return self.reads()

    def sends(self, button, *, about="", **answers):
        """Fill in the form that has these fields and press its button; `about` says which of several, by its heading."""
        while (closed := self.page.locator("main details:not([open]) > summary")).count():
            closed.first.click()
        within = self.page.locator("main li", has_text=about).first if about else self.page.locator("main")
        form = within.locator("form").filter(has=self.page.get_by_role("button", name=button))
        fields = {f'[name="{name}"], [name$="-{name}"]': answer for name, answer in answers.items()}
        for field in fields:
            form = form.filter(has=self.page.locator(field))
        for field, answer in fields.items():
            self.answers(form.first.locator(field), answer)
        form.first.get_by_role("button", name=button).first.click()
        return self.reads()

    def answers(self, field, answer):
        kind = field.first.evaluate("field => field.type")
        if answer == "on":
            field.check()
        elif kind in {"radio", "checkbox"}:
            field.and_(self.page.locator(f'[value="{answer}"]')).check()
        elif kind == "select-one":
            field.first.select_option(str(answer))  # by its value or its words
        else:
            field.first.fill(str(answer))

    def again(self):
        self.page.reload()
        return self.reads()

    def reads(self):
        """Give the words of the page; nothing may have gone wrong on the way to it."""
        words = " ".join(self.page.locator("main").inner_text().split())
        assert not self.page.locator(".govuk-error-summary").count(), words
        assert "Not found" not in self.page.title(), self.page.url
        return words

    def downloads(self, link):
        """Give the file behind a link."""
        answer = self.page.request.get(self.page.get_by_role("link", name=link).first.get_attribute("href"))
        assert answer.ok, answer.status
        return answer.body()


@pytest.fixture
def somebody(opened, partnership):
    """Open a browser for who holds a role, or for a resident without an account."""
    return lambda role="": Person(opened(partnership.people.get(role), javascript=False, width=375))


@pytest.mark.requirement("X-17")
def test_the_nine_jobs_without_javascript(somebody, partnership):
    today, east = timezone.localdate(), partnership.east.pk
    housing = partnership.organisations["Harbour Housing"].pk
    families.in_force(
        partnership, starts_on=today - timedelta(1), ends_on=today + timedelta(99), on=today - timedelta(1)
    )
    officer, leader, clerk = somebody("communities_officer"), somebody("locality_leader"), somebody("clerk")
    worker, triage, resident = somebody("practitioner"), somebody("triage_coordinator"), somebody()

    # 1 understand a place
    assert "28.6%" in somebody("community_rep").opens("place", east)

    # 2 listen
    officer.opens("conversation", east)
    officer.sends("Save", words="The bins are never emptied.", voice="resident", agreed="on", quote="yes")
    officer.opens("said", east)
    officer.follows("The bins are never emptied.")
    officer.sends("Save", T13="problem")
    assert "The bins are never emptied." in leader.opens("said", east)

    # 3 agree priorities
    leader.opens("board", east)
    leader.sends("Work the board out")
    assert "Streets, litter, upkeep" in somebody("elected_member").opens("board", east)
    leader.opens("priority-adopt", east)
    leader.sends("Adopt it", statement="Cleaner streets", topic="T13", rationale="Many said it", minute="Item 4",
                 test="Ask again in spring", dissent="Old Dock Traders: we find them fine", without="Nothing measures it",
                 departure="It is what we can do")  # fmt: skip
    clerk.opens("priorities", east)
    assert "we find them fine" in clerk.follows("Cleaner streets")

    # 4 plan
    officer.opens("plan-draft", east)
    officer.sends("Begin it", title="East, together")
    officer.follows("Add an action")
    officer.sends("Add it", title="A locked bin store", organisation=housing, due_on=today + timedelta(30))
    worker.opens("my-actions")
    worker.follows("A locked bin store")
    worker.follows("Tell of progress")
    worker.sends("Send it", narrative="The store is ordered.")
    assert "The store is ordered." in officer.again()

    # 5 govern
    clerk.opens("group-set-up")
    clerk.sends("Set up the group", name="East Locality Group", tier="tactical", place=east, nation="SCT", cadence="every month",
                quorum=0, terms="To agree what matters in East.")  # fmt: skip
    clerk.sends("Approve this version")
    clerk.opens("meeting-call")
    clerk.sends(
        "Call the meeting", group="East Locality Group", day=today, starts="18:00", ends="20:00", where="Quay Hall"
    )
    held = clerk.page.url.rstrip("/").rpartition("/")[2]
    clerk.opens("put-on-agenda")
    clerk.sends("Put it on the agenda", meeting=held, title="The bin store", purpose="decide")
    clerk.opens("meeting", held)
    clerk.sends("Record the decision", about="The bin store", text="The bin store is agreed.", verb="agree")
    clerk.sends("Make it the draft minutes")
    minutes = docx.Document(io.BytesIO(clerk.downloads("Minutes")))
    assert "The bin store is agreed." in "\n".join(p.text for p in minutes.paragraphs)
    assert "The bin store is agreed." in somebody("elected_member").opens("decisions")

    # 6 support families
    worker.opens("referral-new")
    worker.sends("Send the referral", danger="no", name="Rowan Tarrant", worry="Behind with rent.", agreement="given",
                 safe_contact="Text only", topics="T12")  # fmt: skip
    reference = re.search(r"FH-\d+-\d+", worker.reads()).group()
    assert "Tarrant" not in triage.opens("triage")
    assert "Rowan Tarrant" in triage.follows(reference)
    triage.sends("Save, and look who else is there", danger="no", child="no", contact="no", afraid="no")
    triage.sends("Record as solved today", why="One worry.", done="A rent plan is agreed.")
    worker.opens("referrals")
    assert "A rent plan is agreed." in worker.follows(reference)

    # 7 solve problems in place
    resident.opens("report")
    resident.sends("Send the report", place=east, category="rubbish", where="Quay Court", text="Rats.")
    ours = re.search(r"EA-[A-Z0-9]{6}", resident.reads()).group()
    officer.opens("reports")
    officer.follows(re.compile("ubbish"))
    officer.sends("Take it on and write back", words="Thank you, we are looking.")
    officer.follows("Open a problem from it")
    officer.sends(
        "Open it", title="Bins at Quay Court", place=east, topic="T13", spoc=partnership.people["practitioner"].pk
    )
    resident.opens("follow")
    told = resident.sends("Follow my words", ref=ours)
    assert "Thank you, we are looking." in told
    assert "Test Practitioner of Harbour Housing answers for it" in told

    # 8 account
    officer.opens("quarters")
    officer.sends("Freeze", place=east, year=today.year - 1, quarter=4)
    officer.opens("publish", east)
    officer.sends("Put the plan forward", when="Tuesday, 6pm", where="Quay Hall", phone="01632 960144")
    lead = somebody("ig_lead")
    lead.opens("release-desk")
    lead.follows("East, together")
    lead.sends("Release it")
    assert "A locked bin store" in resident.opens("public-plan", east)

    # 9 guard information
    assert "Saw a referral" in lead.opens("audit")
    lead.opens("agreements")
    lead.follows("ISA-07")
    assert reference in worker.opens("referrals")
    lead.sends("Suspend", reason="A breach")
    assert reference not in worker.again()
