"""A family is referred on a phone, somebody rings somebody, a person decides the same day, and who referred learns of it."""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.families import changes, reads
from hereabouts.records.families.models import Referral, Stub
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust.models import Agreement
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(partnership):
    families.in_force(partnership, starts_on=date(2025, 1, 1), ends_on=date(2099, 12, 31))
    return partnership


def told(partnership, **more):
    return {
        "once": str(uuid.uuid4()), "place": str(partnership.east.pk), "danger": "no", "name": "Rowan Tarrant", "dob": "14/5/1992",
        "worry": "Six weeks behind with rent.", "agreement": "given", "safe_contact": "Text only", "topics": ["T12"],
        "wants": "One person I can text.", "others": "Skye Tarrant, 12/3/2019", "address": "3 Kiln Row", "postcode": "LK1 2AB",
        "phone": "07700 900123", **more,
    }  # fmt: skip


def html(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL).split())


SAFE = {"s-danger": "no", "s-child": "no", "s-contact": "yes", "s-afraid": "did not want to say", "s-topics": ["T12"]}


@pytest.mark.requirement("D-48", "I-26", "I-27")
def test_a_referral_from_the_phone_to_the_outcome(as_role, partnership):
    client = as_role("practitioner")
    upload = SimpleUploadedFile("ours.csv", (families.HEAD + families.ROWAN + families.STRANGER).encode())
    client.post(reverse("extracts"), {"place": str(partnership.east.pk), "file": upload})
    assert "Taken: 2 rows." in html(client.get(reverse("extracts")))
    answer = client.post(reverse("referral-new"), told(partnership))
    mine = html(client.get(answer["Location"]))
    assert "Sent. The reference is FH-2" in mine
    assert "It has arrived." in mine

    client = as_role("triage_coordinator")
    queue = html(client.get(reverse("triage")))
    assert "1 family waits" in queue
    assert "Not started" in queue
    assert "Tarrant" not in queue
    referral = Referral.objects.get()
    address = reverse("triage-card", args=[referral.pk])
    card = html(client.get(address))
    assert "Nothing is suggested yet." in card
    assert not re.search(r'name="d-route"[^>]*checked', card)
    client.post(reverse("triage-screen", args=[referral.pk]), SAFE)
    card = html(client.get(address))
    assert "Did not want to say" in card
    assert "This is not a “No”." in card
    assert "Harbour Housing: Rowann Tarrant" in card
    assert "01632 960118" not in card  # no number before a person has said that they are the same
    assert "%" not in re.search(r'aria-labelledby="t4".*?</section>', card).group()
    match = referral.household.people.first().matches.get()
    back = client.post(reverse("match", args=[match.pk]), {"answer": "yes", "back": "card"})
    assert back["Location"] == address
    card = html(client.get(address))
    assert "One other is working with this household" in card
    assert "01632 960118" in card
    assert "ISA-07, clause 4.2" in card
    assert "Withheld:" in card
    client.post(reverse("triage-tell", args=[referral.pk]), {"stub": str(match.stub_id)})
    client.post(
        reverse("triage-decide", args=[referral.pk]),
        {"do": "solved", "d-why": "One worry, housing is there.", "d-done": "Rent plan agreed with the landlord."},
    )
    assert "Nobody waits." in html(client.get(reverse("triage")))
    assert "Nothing was decided" in html(client.get(reverse("triage-figures")))  # this week is not over
    sums, _ = reads.figures(
        partnership.actor("triage_coordinator"), partnership.east, on=TODAY, since=TODAY, until=timezone.localdate()
    )
    assert sums.decided == 1

    client = as_role("practitioner")
    mine = html(client.get(reverse("referral", args=[referral.pk])))
    assert "It was dealt with at triage." in mine
    assert "Rent plan agreed with the landlord." in mine
    assert "One worry, housing is there." not in mine  # why stays with triage: clause 4.3
    notes = html(client.get(reverse("pointers")))
    assert "Your record T1, Tenancy support" in notes
    assert "Tarrant" not in notes
    client.post(reverse("pointer", args=[referral.pointers.get().pk]), {"spoken": "yes"})
    assert "You have spoken." in html(client.get(reverse("pointers")))
    client = as_role("triage_coordinator")
    assert "They read your note on" in html(client.get(address))
    client = as_role("ig_lead")
    trail = html(client.get(reverse("audit"), {"thing": referral.ref.lower()}))
    assert "Saw a referral" in trail
    assert "Sent a note to another worker" not in trail  # of another record
    assert "Tarrant" not in trail
    assert trail == html(client.get(reverse("audit"), {"thing": str(referral.pk)})).replace(
        str(referral.pk), referral.ref.lower()
    )
    everything = html(client.get(reverse("audit")))
    assert f">{referral.ref}<" in everything
    assert "Tarrant" not in everything
    unknown = html(client.get(reverse("audit"), {"thing": "FH-2026-9999"}))
    assert "No record has the reference or id “FH-2026-9999”." in unknown
    assert "Nothing has" not in unknown
    assert "Drafted an agreement" in html(client.get(reverse("audit"), {"thing": "ISA-07"}))
    assert "ISA-07, clause 4.4" in trail


@pytest.mark.requirement("X-35")
def test_danger_stops_the_form_and_shows_the_numbers_first(as_role, partnership):
    client = as_role("practitioner")
    form = told(partnership, danger="yes")
    page = html(client.post(reverse("referral-new"), form))
    assert not Referral.objects.exists()
    assert page.index('href="tel:999"') < page.index("Send the referral")
    assert page.index("01632 960190") < page.index("Send the referral")
    assert "Six weeks behind with rent." in page  # what was written is kept
    assert client.post(reverse("referral-new"), {**form, "rung": "yes"}).status_code == 302
    client = as_role("triage_coordinator")
    assert "Danger: step up" in html(client.get(reverse("triage")))
    card = html(client.get(reverse("triage-card", args=[Referral.objects.get().pk])))
    assert "step up to safeguarding." in card
    client.post(reverse("triage-decide", args=[Referral.objects.get().pk]), {"do": "stepup"})
    assert "Stepped up to safeguarding" in html(client.get(reverse("triage"), {"show": "decided"}))


def test_two_posts_of_one_form_are_one_referral(as_role, partnership):
    client = as_role("practitioner")
    form = told(partnership)
    first, second = (client.post(reverse("referral-new"), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Referral.objects.count() == 1
    fresh = html(client.get(reverse("referral-new")))
    assert re.search(r'name="once" value="([0-9a-f-]{36})"', fresh).group(1) != form["once"]


def test_at_most_six_questions_need_an_answer(as_role, partnership):
    client = as_role("practitioner")
    page = html(client.post(reverse("referral-new"), {"once": str(uuid.uuid4())}))
    assert 1 <= page.count("> Answer: ") <= 6
    assert "Answer: Is anybody in danger right now?" in page
    kept = html(client.post(reverse("referral-new"), told(partnership, name="", worry="Heating is off")))
    assert "There is a problem" in kept
    assert "Heating is off" in kept
    assert "Leave this page quickly" in kept
    wrong = html(client.post(reverse("referral-new"), told(partnership, others="Skye, 31/2/2019")))
    assert "Line 1 is “Skye, 31/2/2019”" in wrong
    assert not Referral.objects.exists()


def test_the_least_that_must_be_said_is_enough(as_role, partnership):
    client = as_role("practitioner")
    least = {
        k: v
        for k, v in told(partnership).items()
        if k in {"once", "place", "danger", "name", "worry", "agreement", "safe_contact"}
    }
    client.post(reverse("referral-new"), least)
    made = Referral.objects.get()
    assert (made.work, made.priority_group, made.household_known) == ("not known yet",) * 3
    client = as_role("triage_coordinator")
    assert "Nobody has asked yet." in html(client.get(reverse("triage-card", args=[made.pk])))


def test_a_decision_without_its_reason_comes_back_with_what_was_written(as_role, partnership):
    referral = families.refer(partnership)
    families.screened(partnership, referral)
    client = as_role("triage_coordinator")
    page = html(
        client.post(reverse("triage-decide", args=[referral.pk]), {"do": "solved", "d-why": "Because of the rent."})
    )
    assert "Write down what was done" in page
    assert "Because of the rent." in page
    page = html(
        client.post(reverse("triage-screen", args=[referral.pk]), {"s-danger": "no", "s-danger_note": "Seen today"})
    )
    assert "Answer: Is a child being harmed, or likely to be?" in page
    assert "Seen today" in page


@pytest.mark.requirement("X-35")
def test_stepping_up_is_on_the_card_in_every_state(as_role, partnership):
    referral = families.refer(partnership)
    client = as_role("triage_coordinator")
    for then in (
        lambda: families.screened(partnership, referral),
        lambda: client.post(
            reverse("triage-decide", args=[referral.pk]), {"do": "route", "d-route": "signpost", "d-why": "x"}
        ),
        lambda: None,
    ):
        card = html(client.get(reverse("triage-card", args=[referral.pk])))
        assert 'name="do" value="stepup"' in card
        assert "4. Safety" in card  # the levels of need, in the partnership's words
        then()


def test_a_wrong_list_says_the_row_and_takes_nothing(as_role, partnership):
    client = as_role("practitioner")
    bad = SimpleUploadedFile("x.csv", (families.HEAD + families.ROWAN + "T2,,Okoro,,,,,,Lee,1,,,\n").encode())
    page = html(client.post(reverse("extracts"), {"place": str(partnership.east.pk), "file": bad}))
    assert "Row 3: service is empty." in page
    assert not Stub.objects.exists()


def test_the_group_list_names_nobody(as_role, partnership):
    referral = families.refer(partnership)
    families.screened(partnership, referral)
    client = as_role("triage_coordinator")
    assert "Nobody is on the list." in html(client.get(reverse("solutions-group")))
    client.post(
        reverse("triage-decide", args=[referral.pk]),
        {"do": "route", "d-route": "local solutions group", "d-why": "Many worries"},
    )
    page = html(client.get(reverse("solutions-group")))
    assert referral.ref in page
    assert "Tarrant" not in page
    assert AuditEntry.objects.filter(what="referral.decide", outcome="done").count() == 1


def test_suspending_says_what_is_affected_asks_why_and_tells_people_the_truth(as_role, partnership):
    agreement = Agreement.objects.get()
    families.refer(partnership)
    decided = families.refer(partnership, once="form-2")
    changes.decide(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=families.NOW, referral=decided, route="step up"
    )
    lead = as_role("ig_lead")
    address = reverse("agreement", args=[agreement.pk])
    assert "1 open referral is affected" in html(lead.get(address))
    silent = lead.post(address, {"step": "suspend", "reason": ""})
    assert silent.status_code == 422
    assert "“Why is it suspended?” needs an answer." in silent.content.decode()
    assert as_role("triage_coordinator").get(reverse("triage")).status_code == 200
    assert as_role("ig_lead").post(address, {"step": "suspend", "reason": "A laptop was lost"}).status_code == 302
    day = timezone.localdate()
    since = f"ISA-07 was suspended on {day.day} {day:%B %Y}."
    assert "A laptop was lost" in html(as_role("ig_lead").get(address))
    assert "A laptop was lost" in html(as_role("ig_lead").get(reverse("audit"), {"thing": "ISA-07"}))
    client = as_role("triage_coordinator")
    for name in ("triage", "my-work"):
        page = " ".join(client.get(reverse(name)).content.decode().split())
        assert "No agreement in force lets your role see this." in page
        assert since in page
        assert 'href="tel:999"' in page
        assert "01632 960190" in page
        assert "Tarrant" not in page
    clerk = as_role("clerk").get(reverse("triage"))  # whom no agreement names: the other reason
    assert clerk.status_code == 403
    assert "Your role does not include this page." in clerk.content.decode()
    assert "ISA-07" not in clerk.content.decode()
    assert "ISA-07" not in html(as_role("clerk").get(reverse("my-work")))


def test_a_second_referral_of_the_same_name_is_noticed_and_nobody_is_not_claimed_unlooked(as_role, partnership):
    first = families.refer(partnership)
    child = {"first_name": "Ada", "surname": "tarrant", "dob": date(2019, 3, 12)}
    second = families.refer(partnership, once="2", people=[child])
    stranger = families.refer(partnership, once="3", people=[{"first_name": "Rowan", "surname": "Okoro"}])
    hidden = families.refer(partnership, once="5", address_protected=True)
    secret = families.refer(partnership, once="6")
    partnership.add("triage_coordinator", key="other_triage")
    changes.restrict(
        by=partnership.actor("other_triage"),
        on=TODAY,
        referral=secret,
        named=[],
        why="risk",
        words="They must not be found.",
    )
    old = families.refer(partnership, once="7", at=families.MORNING.replace(month=2))
    changes.decide(
        by=partnership.actor("triage_coordinator"), on=date(2026, 2, 20), at=families.NOW.replace(month=2), referral=old,
        route="step up",
    )  # fmt: skip
    client = as_role("triage_coordinator")
    page = html(client.get(reverse("triage-card", args=[first.pk])))
    assert "3. Nobody else is known to work with them" in page
    assert "<b>No list from Harbour Housing, Larkhaven Council.</b> No record found does not mean" in page
    assert "Another referral of the same name:" in page
    assert f">{second.ref}</a>" in page
    for other in (stranger, hidden, secret, old):
        assert other.ref not in page, other.ref
    families.listed(partnership, on=date(2026, 10, 1))
    page = html(client.get(reverse("triage-card", args=[first.pk])))
    assert "We looked in the lists of Harbour Housing (" in page
    assert "<b>No list from Larkhaven Council.</b>" in page
    assert "Another referral" not in html(client.get(reverse("triage-card", args=[stranger.pk])))
    assert "Another referral" not in html(client.get(reverse("triage-card", args=[hidden.pk])))


@pytest.mark.requirement("X-35")
def test_who_asks_for_help_themselves_is_read_and_answered_by_triage_alone(client, as_role, partnership):
    sent = client.post(
        reverse("ask"), {"place": str(partnership.east.pk), "text": "We cannot manage.", "contact": "01632 960000", "once": str(uuid.uuid4())}
    )  # fmt: skip
    ref = re.search(r"EA-\w{6}", html(client.get(sent.url))).group()
    for role in ("communities_officer", "practitioner"):
        assert as_role(role).get(reverse("asking")).status_code == 403
    triage = as_role("triage_coordinator")
    listed = triage.get(reverse("asking"))
    assert "1 person asked for help" in html(listed)
    assert "cannot manage" not in html(listed)
    address = reverse("asked", args=[listed.context["waiting"][0].id])
    assert "01632 960000" in html(triage.get(address))
    assert AuditEntry.objects.filter(what="letter.see", actor=str(partnership.people["triage_coordinator"].pk)).exists()
    assert triage.post(address, {"words": ""}).status_code == 422
    triage.post(address, {"words": "We ring you tomorrow."})
    assert "Nobody waits" in html(triage.get(reverse("asking")))
    triage.logout()
    told = html(client.get(reverse("follow"), {"ref": ref}))
    assert "We ring you tomorrow." in told
    assert "cannot manage" not in told


def test_a_role_for_one_case_reaches_that_family_and_no_other(as_role, partnership):
    theirs = families.refer(partnership, by="triage_coordinator", once="one")
    other = families.refer(partnership, by="triage_coordinator", once="two", postcode="LK9 9ZZ")
    second = partnership.add("practitioner", key="second", organisation="Larkhaven Council", place=partnership.west)
    about = {"step": "give", "role": "triage_coordinator", "place": str(partnership.east.pk)}
    answers = [as_role("administrator").post(reverse("person", args=[second.pk]), about | {"case": ref.lower()})
               for ref in (theirs.ref, "FH-2026-9999")]  # fmt: skip
    assert [answer.status_code for answer in answers] == [302, 302]  # whether there is such a case is not told
    assert f"for {theirs.ref} only" in html(as_role("administrator").get(reverse("person", args=[second.pk])))
    client = as_role("second")
    assert client.get(reverse("triage-card", args=[theirs.pk])).status_code == 200
    assert client.get(reverse("triage-card", args=[other.pk])).status_code == 404
