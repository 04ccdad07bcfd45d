"""An officer listens: on a phone at a door, by a survey's sheet, and back to the table with what was heard."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.intake import changes as intake
from hereabouts.records.trust.access import public
from hereabouts.records.voice.models import Contribution, Participant
from tests.unit.test_survey_layouts import CITIZEN_SPACE, SURVEYMONKEY

pytestmark = pytest.mark.django_db
SHEET = "Spring survey of East\n\nResponse ID;Date;Any other comment?;Age;Can we quote you?\n1;04/03/2026;The bins;34;yes\n2;2026-03-05;The buses;65+;no\n"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


def read(client, name, thing, **query):
    answer = client.get(reverse(name, args=[thing]), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def conversation(client, place, **told):
    address = reverse("conversation", args=[place.pk])
    once = client.get(address).context["form"]["once"].value()
    form = {
        "once": once, "words": "The bins are never emptied.", "heard_on": timezone.localdate().isoformat(), "voice": "resident",
        "agreed": "on", "medium": "spoken", "said_in": "English",
    }  # fmt: skip
    return address, form | told


def test_a_conversation_sent_twice_is_one_and_its_number_takes_it_back(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    address, form = conversation(officer, east, quote="on", age="16 to 24")
    for _ in range(2):
        assert officer.post(address, form).url == reverse("recorded", args=[east.pk])
    assert "1 contribution." in words(read(officer, "said", east.pk))
    key = Participant.objects.get().key
    assert key in read(officer, "recorded", east.pk)

    one = Contribution.objects.get()
    officer.post(reverse("contribution", args=[one.pk]), {"T13": "problem", "add": "T17", "add_as": "request"})
    told = words(read(officer, "said", east.pk, topic="T17", age="16 to 24"))
    assert "The bins are never emptied." in told
    officer.post(
        reverse("theme-write", args=[east.pk]) + "?topic=T13",
        {"statement": "Bins overflow", "contributions": [str(one.pk)], "dissent": "One shop finds them fine"},
    )
    told = words(read(as_role("community_rep"), "themes", east.pk))
    assert "Bins overflow" in told
    assert "1 person said this, of 1 heard" in told
    assert "The bins are never emptied." in told
    assert "Agreed to be quoted" in told
    assert "One shop finds them fine" in told

    officer = as_role("communities_officer")
    found = officer.get(reverse("said-by-number", args=[east.pk]), {"number": key.lower()})
    assert found.url == reverse("contribution-withdraw", args=[one.pk])
    officer.post(found.url, {"kind": "quote"})
    for role in ("community_rep", "communities_officer"):
        assert "The bins are never emptied." not in words(read(as_role(role), "themes", east.pk))
    as_role("communities_officer").post(found.url, {"kind": "taking part"})
    assert "Nobody’s words have been written down yet." in words(read(as_role("locality_leader"), "said", east.pk))


@pytest.mark.requirement("S-60")
def test_what_somebody_lived_through_is_asked_on_the_phone_too_and_counted(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    for lived in (["care", "low income"], ["none"], ["did not want to say"], []):
        address, form = conversation(officer, east, lived=lived)
        assert officer.post(address, form).status_code == 302
    address, form = conversation(officer, east, lived=["care", "none"])
    assert "Tick what they have lived through" in words(officer.post(address, form).content.decode())
    sent = form | {
        "place": str(east.pk),
        "once": str(form["once"]),
        "guide": "open",
        "number": "K7Q2-9FXM",
        "lived": ["care"],
    }
    for _ in range(2):  # a phone sends again what was not answered
        answer = officer.post(reverse("capture-send"), sent, content_type="application/json")
        assert answer.json() == {"number": "K7Q2-9FXM"}
    assert Participant.objects.get(key="K7Q2-9FXM").background.lived == ["care"]
    told = words(read(officer, "who-we-heard", east.pk))
    assert "Growing up in care" in told
    assert "3 answered. Not asked: 1. Did not want to say: 1." in told
    address, form = conversation(officer, east, person="K7Q2-9FXM")
    officer.post(address, form)
    assert Participant.objects.get(key="K7Q2-9FXM").background.lived == ["care"]


def test_a_form_with_something_missing_keeps_what_was_typed(as_role, partnership):
    officer = as_role("practitioner")
    address, form = conversation(officer, partnership.east, words="About the park", contact="07700 900123")
    del form["agreed"]
    answer = officer.post(address, form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Tick this once they agree to take part." in html
    assert "They have not agreed to be contacted again." in html
    assert "About the park" in html
    assert str(form["once"]) in html
    assert not Contribution.objects.exists()
    assert (
        "Nobody here was given the number"
        in officer.post(address, form | {"agreed": "on", "contact": "", "person": "ZZZZ-ZZZZ"}).content.decode()
    )


def test_an_activity_is_planned_by_a_partner_and_counted_by_the_officer(as_role, partnership):
    east, rep = partnership.east, as_role("community_rep")
    lead = partnership.organisations["Friends of East"]
    told = {"name": "Coffee morning", "method": "drop-in", "held_on": "2026-10-01", "lead": str(lead.pk), "purpose": "What to do with the shop",
            "barriers": "No childcare", "support": "A crèche"}  # fmt: skip
    made = rep.post(reverse("activity-plan", args=[east.pk]), told)
    html = words(as_role("elected_member").get(made.url).content.decode())
    assert "Not counted yet" in html
    assert "A crèche" in html
    officer = as_role("communities_officer")
    officer.post(made.url + "change/", told | {"count": "31", "note": "Some came twice"})
    told = words(read(officer, "programme", east.pk))
    assert "31 contacts" in told
    assert "So there is no total." in told
    assert "Harbour Housing none yet" in told


def choose(client, place, content, name="answers.csv", activity=""):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode("cp1252"))
    return client.post(reverse("answers", args=[place.pk]), {"file": file, "activity": activity})


def columns(client, address):
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


@pytest.mark.slow
def test_a_sheet_goes_in_twice_is_once_and_is_taken_back(
    as_role, partnership, settings, django_capture_on_commit_callbacks
):
    officer, east = as_role("communities_officer"), partnership.east
    for n, expected in [(1, "2 new 0 changed 0 unchanged"), (2, "0 new 0 changed 2 unchanged")]:
        address = choose(officer, east, SHEET).url
        html = officer.get(address).content.decode()
        assert "headings in row 3, 2 rows below" in html
        assert ("Filled in as it was with the last such sheet." in html) == (n == 2)
        check = officer.post(address, columns(officer, address)).url
        told = words(officer.get(check).content.decode())
        assert expected in told
        assert "The answers are from 4 March 2026 to 5 March 2026" in told
        with django_capture_on_commit_callbacks(execute=True):  # the file goes when all of it is in for good
            loaded = officer.post(check, {"step": "load"}).url
        assert "2 contributions." in words(read(officer, "said", east.pk))
        if n == 1:
            first = loaded
    assert list(settings.UPLOADS.iterdir()) == []
    officer.post(first)
    assert "Nobody’s words have been written down yet." in words(read(officer, "said", east.pk))
    assert "taken back on" in words(read(officer, "answers", east.pk))
    assert officer.post(first).status_code == 422  # there is nothing left to take back


def test_faults_are_told_by_row_and_nothing_is_loaded(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    bad = SHEET + "".join(f"{n};31/02/2026;x;{'purple' if n == 30 else ''};\n" for n in range(10, 40))
    address = choose(officer, east, bad).url
    check = officer.post(address, columns(officer, address)).url
    html = words(officer.get(check).content.decode())
    assert "31 faults to mend" in html
    assert "Row 6 Date “31/02/2026” is not a day. Write it like 20/11/2026." in html
    assert "The first 20 of 31 faults." in html
    assert officer.post(check, {"step": "load"}).status_code == 422
    officer.post(check, {"step": "leave"})
    assert officer.get(check).status_code == 404
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "The file is a picture (PNG)"),
        (b"", "The file is empty"),
        (b"1,2\n3,4\n", "No row of the first 20 looks like headings"),
    ],
)
def test_what_is_no_sheet_says_so_on_the_form(as_role, partnership, content, said):
    answer = choose(as_role("communities_officer"), partnership.east, content, "answers.xlsx")
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_sheet_too_long_for_a_page_says_where_it_goes_in(as_role, partnership, monkeypatch, settings):
    monkeypatch.setattr("hereabouts.web.partnership.answers.ROWS", 1)
    answer = choose(as_role("communities_officer"), partnership.east, SHEET)
    assert answer.status_code == 422
    assert "goes in by the command line: hereabouts voice import" in answer.content.decode()


def test_a_column_chosen_twice_or_not_at_all_is_told(as_role, partnership):
    officer = as_role("communities_officer")
    address = choose(officer, partnership.east, SHEET).url
    answer = officer.post(address, columns(officer, address) | {"words": "", "heard_on": ""})
    assert (answer.status_code, "Choose a column for “What they said” and “Day”." in answer.content.decode()) == (
        422,
        True,
    )


def test_the_sample_goes_in_as_it_is(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    address = choose(officer, east, officer.get(reverse("answers-sample")).content).url
    check = officer.post(address, columns(officer, address)).url
    officer.post(check, {"step": "load"})
    assert "Nie ma nic dla młodzieży." in words(read(officer, "said", east.pk))


def test_a_letter_is_heard_and_its_sender_reads_what_became_of_it(as_role, partnership):
    letter = intake.send(
        by=public(), on=timezone.localdate(), kind="words", text="The swings are broken.", place=partnership.east
    )
    officer, east = as_role("communities_officer"), partnership.east
    assert "1 letter waits to be taken in" in words(read(officer, "said", east.pk))
    address = reverse("said-letters", args=[east.pk])
    assert "The swings are broken." in words(officer.get(address).content.decode())
    assert "Write a few words back." in officer.post(address, {"letter": letter.pk, "words": ""}).content.decode()
    officer.post(address, {"letter": letter.pk, "words": "Thank you, it is with the park."})
    assert "No letter waits." in words(officer.get(address).content.decode())
    assert "The swings are broken." in words(read(officer, "said", east.pk))
    assert [reply.words for reply in letter.replies.all()] == ["Thank you, it is with the park."]


def test_a_contact_that_was_shown_is_written_down(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    address, form = conversation(officer, east, recontact="on", contact="07700 900123")
    officer.post(address, form)
    one = Contribution.objects.get()
    assert "07700 900123" in read(officer, "contribution", one.pk)
    seen = words(as_role("ig_lead").get(reverse("audit"), {"thing": str(one.pk)}).content.decode())
    assert "Saw how to reach somebody" in seen


@pytest.mark.slow
def test_who_we_heard_says_whom_we_did_not(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    assert "Nobody has been heard yet" in words(read(officer, "who-we-heard", east.pk))
    for _ in range(40):
        address, form = conversation(officer, east, sex="female", age="did not want to say")
        officer.post(address, form)
    told = words(read(as_role("analyst"), "who-we-heard", east.pk))
    assert "Heard least: Men and boys" in told
    assert "40 answered. Not asked: 0. Did not want to say: 0." in told
    assert "Age 0 40" in told  # nobody's age is known, and that is said apart
    assert "Described another way no population figure" in told


def as_csv(rows):
    made = io.StringIO()
    csv.writer(made).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return made.getvalue().encode()


@pytest.mark.requirement("X-36")
def test_the_page_says_whose_export_it_is_and_lets_itself_be_overruled(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    address = choose(officer, east, as_csv(SURVEYMONKEY)).url
    told = words(officer.get(address).content.decode())
    assert "It looks like an export of SurveyMonkey, all responses." in told
    assert "taken from documentation, not from a real file: look at the columns" in told
    assert "Taken out unseen, being about who somebody is: " in told
    assert "IP Address" in told
    assert "a@example.org" not in told
    assert "Each answer has a row of its own, by the same person:" in told
    wrong = officer.post(address, {"step": "layout", "layout": "decidim_survey"})
    assert (wrong.status_code, "are not those of “decidim_survey”" in wrong.content.decode()) == (422, True)
    assert "It looks like an export of SurveyMonkey" in words(
        officer.get(address).content.decode()
    )  # and reads on as before
    assert officer.post(address, {"step": "layout", "layout": "surveymonkey", "per": "person"}).url == address
    assert "Each answer has a row of its own" not in words(officer.get(address).content.decode())
    officer.post(address, {"step": "layout", "layout": "none", "per": ""})
    assert "It looks like an export" not in words(officer.get(address).content.decode())
    officer.post(address, {"step": "layout", "layout": "surveymonkey", "per": "answer"})
    check = officer.post(address, columns(officer, address)).url
    shown = words(officer.get(check).content.decode())
    assert "4 new" in shown
    assert "No real file stands behind that description." in shown
    officer.post(check, {"step": "load"})
    assert "4 contributions." in words(read(officer, "said", east.pk))
    assert Participant.objects.count() == 2


def test_an_unconfirmed_layout_says_so_and_votes_are_sent_where_they_belong(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    address = choose(officer, east, as_csv(CITIZEN_SPACE)).url
    assert "That description is unconfirmed: neither a real file nor documentation stands behind it." in words(
        officer.get(address).content.decode()
    )
    assert "Citizen Space, export of responses: unconfirmed" in words(read(officer, "answers", east.pk))
    votes = b"participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n1,0,0,2,1,1,1,-1\n"
    refused = choose(officer, east, votes)
    assert (refused.status_code, "Load it under Opinion groups" in refused.content.decode()) == (422, True)
