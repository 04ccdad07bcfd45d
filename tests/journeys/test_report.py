"""A resident reports a problem; the desk takes it on, opens a problem and writes; she follows her reference and reads it."""

import re
import uuid

import pytest
from django.urls import reverse

from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger.models import AuditEntry
from tests.families import in_force
from tests.released import release

pytestmark = pytest.mark.django_db


def report(client, place, **other):
    form = {
        "place": str(place.pk), "category": "rubbish", "where": "Behind Quay Court", "once": str(uuid.uuid4()),
        "text": "The bags sit there for days, then the rats come.", "contact": "01632 960000", **other,
    }  # fmt: skip
    return client.post(reverse("report"), form)


def reference(client, answer):
    html = client.get(answer.url).content.decode()
    return re.search(r"EA-\w{6}", html).group()


def follow(client, ref):
    return client.get(reverse("follow"), {"ref": ref}).content.decode()


@pytest.fixture
def resident(client, partnership):
    """Somebody who never signs in, on a browser of her own."""
    return type(client)()


@pytest.mark.requirement("D-27", "D-28")
def test_from_a_report_to_what_was_done(resident, as_role, partnership):
    ref = reference(resident, report(resident, partnership.east))
    assert "Nobody has written back yet" in follow(resident, ref)

    officer = as_role("communities_officer")
    waiting = officer.get(reverse("reports")).content.decode()
    assert "Behind Quay Court" in waiting
    assert "960000" not in waiting
    letter = Letter.objects.get(ref=ref)
    taken = officer.post(reverse("report-waiting", args=[letter.pk]), {"words": "Thank you, we are looking."})
    assert "01632 960000" in officer.get(taken.url).content.decode()  # she handles it now
    assert "Thank you, we are looking." in follow(resident, ref)
    assert officer.post(taken.url, {"words": ""}).status_code == 422
    assert officer.post(taken.url, {"words": "The crew comes on Friday."}).status_code == 302
    assert "The crew comes on Friday." in follow(resident, ref)
    assert "The crew comes on Friday." in officer.get(taken.url).content.decode()

    opening = reverse("problem-open") + "?report=" + taken.url.split("/")[-2]
    form = {"title": "Bins at Quay Court", "place": str(partnership.east.pk), "topic": "T13"}
    refused = officer.post(opening, {**form, "spoc": ""})
    assert refused.status_code == 422
    assert "Choose the one person who answers for it" in refused.content.decode()
    opened = officer.post(opening, {**form, "spoc": str(partnership.people["practitioner"].pk)})
    told = follow(resident, ref)
    assert "EA-2026-B001, Bins at Quay Court" in told.replace(str(_year()), "2026")
    assert "Test Practitioner of Harbour Housing answers for it" in told

    spoc = as_role("practitioner")
    assert "Bins at Quay Court" in spoc.get(reverse("problems")).content.decode()
    spoc.post(opened.url, {"step": "note", "words": "A locked bin store is ordered.", "tell": "on"})
    spoc.post(opened.url, {"step": "note", "words": "Rang the landlord at number 4."})
    told = follow(resident, ref)
    assert "A locked bin store is ordered." in told
    assert "landlord" not in told  # what is for us stays with us
    assert "960000" not in told


def _year():
    from django.utils import timezone

    return timezone.localdate().year


@pytest.mark.requirement("X-30")
def test_the_page_refuses_a_response_before_the_analysis_and_keeps_what_was_written(as_role, partnership):
    from tests.doors.things.problems import solved

    _, _, problem = solved(partnership, partnership.east, "communities_officer")
    client, address = as_role("communities_officer"), reverse("problem", args=[problem.pk])
    client.post(address, {"step": "stage", "to": "analysis", "words": "Eight reports."})
    answer = client.post(address, {"step": "stage", "to": "response", "words": "More bins, I thought."})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Before the response, write down the objective" in html
    assert "More bins, I thought." in html
    client.post(
        address, {"step": "triangle", "objective": "Half", "harmed": "Us", "responsible": "Two", "location": "Quay"}
    )
    client.post(address, {"step": "stage", "to": "response", "words": "More bins."})
    client.post(address, {"step": "close", "outcome": "The store is used; reports fell to two."})
    listed = client.get(reverse("problems"), {"stage": "closed"}).content.decode()
    assert "EA-" in listed
    assert client.get(reverse("problems"), {"stage": "scanning"}).content.decode().count("EA-") == 0


@pytest.mark.requirement("D-98")
def test_the_form_says_first_when_to_ring(resident, partnership):
    html = resident.get(reverse("report")).content.decode()
    assert html.index("Ring 999.") < html.index("ring 101.") < html.index('name="text"')


def test_a_form_sent_twice_is_one_letter_and_one_reference(resident, partnership):
    once = str(uuid.uuid4())
    assert report(resident, partnership.east, once=once).url == report(resident, partnership.east, once=once).url
    assert Letter.objects.count() == 1


def test_what_is_wrong_is_said_at_its_field_and_the_answers_stay(resident, partnership):
    answer = report(resident, partnership.east, where="", text="")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#where"' in html
    assert "Say where it is" in html
    assert "01632 960000" in html
    assert not Letter.objects.exists()
    assert resident.post(reverse("report")).status_code == 422


def test_a_report_by_phone_gets_the_same_reference_and_the_same_reply(resident, as_role, partnership):
    officer = as_role("communities_officer")
    script = officer.get(reverse("report-write-down")).content.decode()
    assert script.index("ring 999") < script.index("“Which place are you ringing about?”")
    form = {"channel": "phone", "place": str(partnership.east.pk), "category": "streets", "where": "Quay Road",
            "text": "The lamp is out.", "contact": "", "once": str(uuid.uuid4())}  # fmt: skip
    answer = officer.post(reverse("report-write-down"), form, follow=True)
    ref = re.search(r"EA-\w{6}", answer.content.decode()).group()
    assert "phone" in officer.get(reverse("reports")).content.decode()
    letter = Letter.objects.get(ref=ref)
    officer.post(reverse("report-waiting", args=[letter.pk]), {"words": "The lamp is on the list."})
    assert "The lamp is on the list." in follow(resident, ref)


def test_an_unknown_reference_is_said_and_guessing_is_stopped(resident, partnership, monkeypatch):
    from hereabouts.web.public import letters

    monkeypatch.setattr(letters, "MISSES", 3)
    ref = reference(resident, report(resident, partnership.east))
    other = type(resident)(REMOTE_ADDR="192.0.2.7")
    answers = [other.get(reverse("follow"), {"ref": f"EA-XXXXX{n}"}) for n in "ACDE"]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 422]
    assert "We do not know this reference" in answers[0].content.decode()
    assert other.get(reverse("follow"), {"ref": ref}).status_code == 422
    me = type(resident)(REMOTE_ADDR="192.0.2.8")  # misses are counted by address, and tests share theirs
    assert me.get(reverse("follow"), {"ref": ref}).status_code == 200


def test_a_request_for_help_is_shown_to_no_role(resident, as_role, partnership):
    form = {
        "place": str(partnership.east.pk),
        "text": "We cannot pay the gas.",
        "contact": "01632 960001",
        "once": str(uuid.uuid4()),
    }
    closed = resident.post(reverse("ask"), form)
    assert (closed.status_code, Letter.objects.count()) == (422, 0)
    assert "nobody would be allowed to read it" in closed.content.decode()
    in_force(partnership)
    assert 'href="tel:' not in resident.get(reverse("ask")).content.decode()
    sent = resident.post(reverse("ask"), form)
    ref = reference(resident, sent)
    letter = Letter.objects.get(ref=ref)
    for role in ("communities_officer", "locality_leader", "triage_coordinator"):
        client = as_role(role)
        assert ref not in client.get(reverse("reports")).content.decode()
        assert client.get(reverse("report-waiting", args=[letter.pk])).status_code == 404
    assert "gas" not in follow(resident, ref)


def test_an_unknown_number_gets_the_answer_of_every_unknown_reference_and_whom_to_ring(resident, partnership):
    release(partnership)
    resident = type(resident)(REMOTE_ADDR="192.0.2.9")  # its misses are nobody else's
    for typed in ("K7Q2-9FXM", "k7q2 9fxm", "YI4TXH56"):
        answer = resident.get(reverse("follow"), {"ref": typed})
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "We do not know this reference" in page, typed
        assert "01632 960144" in page
    assert "We do not know this reference" in resident.get(reverse("follow"), {"ref": "EA-XXXXXX"}).content.decode()
    assert "01632 960144" in resident.get(reverse("help")).content.decode()


def test_a_report_that_may_tell_of_danger_stands_first(resident, as_role, partnership):
    for text in ("The bags sit there.", "Lads inside with a fire."):
        report(resident, partnership.east, text=text)
    page = as_role("communities_officer").get(reverse("reports")).content.decode()
    assert page.index("Lads inside with a fire.") < page.index("The bags sit there.")
    assert "One may tell of danger." in as_role("communities_officer").get(reverse("my-work")).content.decode()


def test_own_words_arrive_and_leave_one_entry(resident, partnership):
    form = {"place": str(partnership.east.pk), "text": "More benches by the quay.", "once": str(uuid.uuid4())}
    ref = reference(resident, resident.post(reverse("tell"), form))
    assert "More benches by the quay." in follow(resident, ref)
    entry = AuditEntry.objects.get(what="letter.send")
    assert (entry.actor, entry.object) == ("public", str(Letter.objects.get(ref=ref).pk))
