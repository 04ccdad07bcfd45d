"""A referral one question a page: kept after each answer, one person's alone, read once more, sent once."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from hereabouts.core.families.reaching import NotTried
from hereabouts.records.families import changes, keeping
from hereabouts.records.families.models import Referral, ReferralDraft
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.rights import keeping as schedule
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(partnership):
    families.in_force(partnership, starts_on=date(2025, 1, 1), ends_on=date(2099, 12, 31))
    return partnership


def html(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL).split())


ANSWERS = [
    ("who", {"name": "Rowan Tarrant", "dob": "14/5/1992", "others": "Skye Tarrant, 12/3/2019"}),
    ("worry", {"worry": "Six weeks behind with rent.", "topics": ["T12", "T02"]}),
    ("agreement", {"agreement": "given"}),
    ("contact", {"safe_contact": "Text only", "not_when": "Not after 6pm", "must_not_know": "Her former partner"}),
    ("home", {"address": "3 Kiln Row", "postcode": "LK1 2AB", "phone": "07700 900123"}),
    ("wants", {"wants": "One person I can text."}),
    ("first", {"household_known": "known", "work": "not known yet", "priority_group": "lone parent"}),
]


def begun(client):
    answer = client.post(reverse("referral-begin"), {"once": str(uuid.uuid4()), "danger": "no"})
    return answer["Location"], ReferralDraft.objects.get()


def filled(client):
    page, draft = begun(client)
    for step, told in ANSWERS:
        assert f"step={step}" in page, page
        answer = client.post(page, told)
        assert answer.status_code == 302, html(answer, answer.status_code)
        page = answer["Location"]
    assert page == reverse("referral-check", args=[draft.pk])
    return page, draft


@pytest.mark.requirement("X-23", "D-48")
def test_a_referral_one_question_a_page(as_role, partnership):
    client = as_role("practitioner")
    page, _ = filled(client)
    told = html(client.get(page))
    assert "Read it once more, then send it" in told
    assert "Her former partner" in told
    assert "Lone parent" in told
    assert not Referral.objects.exists()
    assert "1 begun and not sent" in html(client.get(reverse("referrals")))
    answer = client.post(page)
    mine = html(client.get(answer["Location"]))
    assert "Sent. The reference is FH-2" in mine
    assert "It has arrived." in mine
    made = Referral.objects.get()
    assert (made.household_known, made.priority_group, made.work) == ("known", "lone parent", "not known yet")
    assert made.topics == ["T12", "T02"]
    assert [p.first_name for p in made.household.people.all()] == ["Rowan", "Skye"]
    assert not ReferralDraft.objects.exists()
    assert client.post(page).status_code == 404
    assert "begun and not sent" not in html(client.get(reverse("referrals")))
    card = html(as_role("triage_coordinator").get(reverse("triage-card", args=[made.pk])))
    assert card.count("Not after 6pm") == 2  # at the head, and where somebody is about to ring
    assert card.count("Her former partner") == 2


@pytest.mark.requirement("X-23")
def test_what_is_known_at_first_contact_is_asked_and_not_known_yet_is_an_answer(as_role, partnership):
    client = as_role("practitioner")
    _, draft = begun(client)
    address = reverse("referral-draft", args=[draft.pk]) + "?step=first"
    assert "There is a problem" in html(client.post(address, {"work": "not known yet"}), 422)
    assert client.post(address, ANSWERS[-1][1]).status_code == 302


def test_a_question_that_is_not_answered_is_named_and_one_change_leads_back(as_role, partnership):
    client = as_role("practitioner")
    page, draft = begun(client)
    check = reverse("referral-check", args=[draft.pk])
    told = html(client.get(check))
    assert "Something is still missing" in told
    assert told.count("This needs an answer.") == 5
    assert client.post(check).status_code == 422
    assert not Referral.objects.exists()
    back = client.post(reverse("referral-draft", args=[draft.pk]) + "?step=worry&back=check", {"worry": "Rent"})
    assert back["Location"] == check
    wrong = html(client.post(page, {"name": "Ash", "others": "Skye, 31/2/2019"}), 422)
    assert "Line 1 is “Skye, 31/2/2019”" in wrong


@pytest.mark.requirement("X-35")
def test_danger_stops_the_first_page_with_the_numbers_and_goes_on_after(as_role, partnership):
    client = as_role("practitioner")
    once = str(uuid.uuid4())
    page = html(client.post(reverse("referral-begin"), {"once": once, "danger": "yes"}))
    assert page.index('href="tel:999"') < page.index("I have rung. Go on with the referral")
    assert "01632 960190" in page
    assert not ReferralDraft.objects.exists()
    told = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    for _ in range(2):  # sent twice is one draft
        assert (
            client.post(reverse("referral-begin"), {"once": told["once"], "danger": "yes", "rung": "yes"}).status_code
            == 302
        )
    assert ReferralDraft.objects.get().answers["danger"] == "yes"
    for step in ("who", "home"):
        asked = html(client.get(reverse("referral-draft", args=[ReferralDraft.objects.get().pk]) + f"?step={step}"))
        assert 'href="tel:999"' in asked
        assert "Leave this page quickly" in asked


def test_a_draft_is_its_writers_alone(as_role, partnership):
    client = as_role("practitioner")
    page, draft = filled(client)
    partnership.add("practitioner", key="colleague")
    for who in ("colleague", "triage_coordinator"):
        other = as_role(who)
        for address in (page, reverse("referral-draft", args=[draft.pk])):
            assert other.get(address).status_code == 404
            assert other.post(address).status_code == 404
        assert "begun and not sent" not in html(other.get(reverse("referrals")))
        assert other.post(reverse("referral-drop", args=[draft.pk])).status_code == 404
    assert as_role("practitioner").post(reverse("referral-drop", args=[draft.pk])).status_code == 302
    assert not ReferralDraft.objects.exists()


def test_a_draft_that_was_left_is_due_after_28_days(partnership):
    draft = changes.begin_draft(
        by=partnership.actor("practitioner"), on=TODAY, at=families.NOW, place=partnership.east, once=uuid.UUID(int=1),
        answers={"worry": "Rent"},
    )  # fmt: skip
    for days, due in ((28, False), (29, True)):
        day = TODAY + timedelta(days=days)
        (one,) = [
            k for k in schedule.standings(partnership.actor("ig_lead"), on=day).values() if k.thing.rule == "draft"
        ]
        assert one.due is due
        assert "Rent" not in str(one)
    keeping.emptied("draft", [str(draft.pk)])
    assert not ReferralDraft.objects.exists()


@pytest.mark.requirement("X-24")
def test_an_attempt_to_reach_them_stands_on_the_card_with_when_not(as_role, partnership):
    referral = families.refer(partnership, not_when="Not after 6pm", must_not_know="Her former partner")
    client = as_role("triage_coordinator")
    address = reverse("triage-contact", args=[referral.pk])
    sent = {"t-once": str(uuid.uuid4()), "t-mode": "phone", "t-outcome": "no answer", "t-note": "Rang twice"}
    for _ in range(2):
        client.post(address, sent)
    card = html(client.get(reverse("triage-card", args=[referral.pk])))
    reaching = re.search(r'aria-labelledby="t5".*?</section>', card).group()
    assert "<b>Phone:</b> No answer. Rang twice" in reaching
    assert "Not after 6pm" in reaching
    assert "Her former partner" in reaching
    assert referral.attempts.count() == 1
    assert "Answer: What came of it?" in html(client.post(address, {**sent, "t-outcome": ""}))
    entry = AuditEntry.objects.filter(what="referral.try_contact", outcome="done").first()
    assert entry.detail["mode"] == "phone"
    assert "Rang twice" not in str(entry.detail)


@pytest.mark.requirement("X-13")
@pytest.mark.parametrize("mode", ["door", "letter"])
def test_nobody_writes_or_goes_to_an_address_that_nobody_may_learn(as_role, partnership, mode):
    hidden = families.refer(partnership, address_protected=True, once="hidden")
    known = families.refer(partnership, once="known")
    client = as_role("triage_coordinator")
    told = {"t-once": str(uuid.uuid4()), "t-mode": mode, "t-outcome": "no answer"}
    page = html(client.post(reverse("triage-contact", args=[hidden.pk]), told))
    assert "Nobody may learn this address: no letter, no visit." in page
    assert "3 Kiln Row" not in page
    assert not hidden.attempts.exists()
    client.post(reverse("triage-contact", args=[known.pk]), told)
    assert known.attempts.get().mode == mode
    facts = {"by": partnership.actor("triage_coordinator"), "on": TODAY, "at": families.NOW}
    refuge = families.refer(partnership, once="refuge", address="Harbour Refuge, 1 Hill Street")
    with pytest.raises(NotTried):
        changes.try_contact(**facts, referral=refuge, mode=mode, outcome="reached")
    assert changes.try_contact(**facts, referral=refuge, mode="phone", outcome="reached")


@pytest.mark.requirement("D-93")
def test_who_asks_for_help_reads_first_what_they_can_start_themselves(client, partnership):
    page = html(client.get(reverse("ask")))
    assert page.index("It is your life and your choice.") < page.index('<form class="ask"')
    assert f'href="{reverse("services")}"' in page
