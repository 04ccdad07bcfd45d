"""Somebody asks what is held of her, says that something is wrong, and years later it is let go; a body asks for data. By HTTP."""

import io
from datetime import date
from urllib.parse import urlencode

import docx
import pytest
from django.urls import reverse

from hereabouts.records.families import changes as families_changes
from hereabouts.records.families.models import Household, Referral
from hereabouts.records.rights.models import DisposalBatch, PublicTaskDisclosureRequest, RightsRequest
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership):
    families.in_force(partnership)
    referral = families.refer(partnership)
    families.screened(partnership, referral)
    families_changes.decide(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=families.NOW, referral=referral, route="no further action",
        why="Skye’s teacher rings every day", done="Rowan was told",
    )  # fmt: skip
    partnership.add("ig_lead", key="second")
    return partnership


def send(client, page, data, id=None, **more):
    return client.post(reverse(page, kwargs={"id": id} if id else {}), data, follow=True, **more)


def text_of(answer):
    return answer.content.decode()


@pytest.mark.slow
@pytest.mark.requirement("X-15")
def test_from_the_request_to_the_document_and_the_note_beside_the_record(as_role, world):
    client = as_role("ig_lead")
    page = send(client, "rights-register", {
        "kind": "access", "name": "Rowan Tarrant", "dob": "1992-05-14", "received_on": "2026-11-18", "place": str(world.east.pk),
        "asks": "Everything, please",
    })  # fmt: skip
    request = RightsRequest.objects.get()
    assert "The clock begins on the day you know who asks" in text_of(page)
    assert "H-" not in text_of(page)  # nothing is searched yet
    assert "Somebody else who leads information governance must say who the person is" in text_of(page)
    known = {"step": "settle", "settle-words": "Passport", "settle-settled_on": "2026-11-19"}
    alone = client.post(reverse("rights-request", kwargs={"id": request.pk}), known)
    assert (alone.status_code, RightsRequest.objects.get().state) == (422, "received")
    page = send(as_role("second"), "rights-request", known, request.pk)
    assert (
        "ends on 19 December 2026. Nobody works that day in Scotland, so the last day is 21 December 2026."
        in text_of(page)
    )
    client = as_role("ig_lead")
    _, found = text_of(page).split('name="gather-chosen" value="')
    page = send(client, "rights-request", {"step": "gather", "gather-chosen": found.split('"')[0]}, request.pk)
    pack = text_of(client.get(reverse("rights-pack", kwargs={"id": request.pk})))
    assert "heating is off" in pack
    assert "Kiln Row" not in pack
    assert "Text only" not in pack
    assert client.get(reverse("rights-pack-word", kwargs={"id": request.pk})).status_code == 404
    early = client.post(reverse("rights-pack", kwargs={"id": request.pk}), {"step": "issue"})
    assert early.status_code == 422
    assert "have not been looked at" in text_of(early)
    keys = {part.split('"')[0] for part in pack.split('name="d-')[1:]}
    prints = {part.split('"')[0]: part.split('value="')[1].split('"')[0] for part in pack.split('name="p-')[1:]}
    data = {f"d-{key}": "hide" for key in keys} | {f"r-{key}": "About others" for key in keys}
    data |= {f"p-{key}": prints[key] for key in keys}
    send(client, "rights-pack", {"step": "review", **data}, request.pk)
    page = client.get(reverse("rights-pack", kwargs={"id": request.pk}))
    read = text_of(page).split('name="read" value="')[1].split('"')[0]
    page = send(client, "rights-pack", {"step": "issue", "read": read}, request.pk)
    assert "It may go out" in text_of(page)
    word = docx.Document(io.BytesIO(client.get(reverse("rights-pack-word", kwargs={"id": request.pk})).content))
    told = "\n".join([p.text for p in word.paragraphs] + [c.text for t in word.tables for r in t.rows for c in r.cells])
    assert "Rowan" in told
    for never in ("Skye", "Kiln Row", "heating", "teacher"):
        assert never not in told, never
    who = text_of(client.get(reverse("who-saw") + "?" + urlencode({"thing": Referral.objects.get().ref})))
    assert "own right to what is held of them" in who


@pytest.mark.requirement("X-15")
def test_what_she_says_is_wrong_stands_beside_the_record_for_its_readers(as_role, world):
    from hereabouts.records.rights import changes, gathering, packs

    lead, referral = world.actor("ig_lead"), Referral.objects.get()
    request = changes.register(
        by=lead, on=TODAY, place=world.east, kind="rectify", name="Rowan Tarrant", received_on=TODAY
    )
    request = changes.settle(by=world.actor("second"), on=TODAY, request=request, words="Passport", settled_on=TODAY)
    found = gathering.candidates(packs.who_of(request), None, lead)
    changes.gather(by=lead, on=TODAY, request=request, chosen=[one[1] for one in found])
    client = as_role("ig_lead")
    wrong = {
        "step": "note",
        "note-object": str(referral.pk),
        "note-what": "The worry",
        "note-says": "I never owed rent",
    }
    assert "I never owed rent" in text_of(send(client, "rights-request", wrong, request.pk))
    theirs = {**wrong, "note-object": "00000000-0000-4000-8000-000000000001"}
    assert client.post(reverse("rights-request", kwargs={"id": request.pk}), theirs).status_code == 422
    for role, page in [("triage_coordinator", "triage-card"), ("practitioner", "referral")]:
        beside = text_of(as_role(role).get(reverse(page, kwargs={"id": referral.pk})))
        assert "I never owed rent" in beside
        assert "Not decided yet" in beside
    note = request.notes.get()
    decided = {
        "step": "decide",
        "decide-note": str(note.pk),
        "decide-outcome": "refused",
        "decide-reason": "The landlord’s ledger says so",
    }
    send(as_role("ig_lead"), "rights-request", decided, request.pk)
    beside = text_of(as_role("practitioner").get(reverse("referral", kwargs={"id": referral.pk})))
    assert "I never owed rent" in beside
    assert "It stays as it is: The landlord’s ledger says so" in beside
    referral.refresh_from_db()
    assert referral.worry.startswith("Six weeks")
    skye = referral.household.people.get(first_name="Skye")
    for what, words in [("worry", "The rent is paid."), (f"{skye.pk}:dob", "2018-03-12")]:
        send(as_role("triage_coordinator"), "triage-correct", {"what": what, "words": words}, referral.pk)
    for what, words in [
        ("worry", " "),
        (f"{skye.pk}:dob", "soon"),
        ("restricted", "no"),
        (f"{referral.pk}:dob", "2018-03-12"),
    ]:
        refused = as_role("triage_coordinator").post(
            reverse("triage-correct", kwargs={"id": referral.pk}), {"what": what, "words": words}
        )
        assert refused.status_code == 422
    beside = text_of(as_role("practitioner").get(reverse("referral", kwargs={"id": referral.pk})))
    assert "The rent is paid." in beside
    assert "I never owed rent" in beside  # what she said stays, whatever was corrected
    assert (
        as_role("practitioner")
        .post(reverse("triage-correct", kwargs={"id": referral.pk}), {"what": "worry", "words": "x"})
        .status_code
        == 403
    )
    skye.refresh_from_db()
    assert skye.dob == date(2018, 3, 12)


@pytest.mark.requirement("X-15", "X-12")
def test_those_named_in_a_restricted_family_read_that_somebody_asks_and_nobody_else_learns_of_it(as_role, world):
    from hereabouts.records.rights import changes

    lead, referral = world.actor("ig_lead"), Referral.objects.get()
    families_changes.restrict(
        by=world.actor("triage_coordinator"), on=TODAY, referral=referral, named=[], why="abuse", words="At risk"
    )
    request = changes.register(
        by=lead, on=TODAY, place=world.east, kind="access", name="Rowan  TARRANT", received_on=TODAY
    )
    card = reverse("triage-card", kwargs={"id": referral.pk})
    assert request.ref not in text_of(as_role("triage_coordinator").get(card))  # it is not known yet who asks
    request = changes.settle(by=world.actor("second"), on=TODAY, request=request, words="Passport", settled_on=TODAY)
    changes.gather(by=lead, on=TODAY, request=request, chosen=[])
    told = text_of(as_role("triage_coordinator").get(card))
    assert f"asks what is held about them ({request.ref}, to be answered by 21 December 2026)" in told
    for page in ("rights-request", "rights-pack"):
        seen = text_of(as_role("ig_lead").get(reverse(page, kwargs={"id": request.pk})))
        for never in (referral.ref, "Skye", "heating", "Kiln Row"):
            assert never not in seen, never


@pytest.mark.requirement("X-15")
def test_nothing_goes_without_the_second_person_and_then_it_is_gone_on_every_page(as_role, world, client):
    from hereabouts.records.rights import changes, keeping

    due = date(2040, 3, 13)
    lead, second = world.actor("ig_lead", on=due), world.actor("second", on=due)
    dry = text_of(as_role("ig_lead").get(reverse("retention") + "?on=2040-03-13"))
    assert Household.objects.get().ref in dry
    assert 'name="due"' not in dry  # another day is a dry run
    assert "Nothing is due on" in text_of(as_role("ig_lead").get(reverse("retention") + "?on=2040-03-12"))
    (one,) = [k for k in keeping.due(lead, on=due).shown if k.thing.rule == "family"]
    batch = changes.propose(by=lead, on=due, chosen=[(one.thing.rule, one.thing.id)])
    page = as_role("ig_lead").get(reverse("disposal", kwargs={"id": batch.pk}))
    assert "Somebody else with your role must review it" in text_of(page)
    assert (
        as_role("ig_lead")
        .post(reverse("disposal", kwargs={"id": batch.pk}), {"step": "review", "looked": "on"})
        .status_code
        == 422
    )
    assert as_role("ig_lead").post(reverse("disposal", kwargs={"id": batch.pk}), {"step": "execute"}).status_code == 422
    send(as_role("second"), "disposal", {"step": "review", "looked": "on"}, batch.pk)
    assert DisposalBatch.objects.get().state == "reviewed"
    kept = send(as_role("second"), "disposal", {"step": "execute"}, batch.pk)  # on the tests' own day it is not due
    assert "It is kept until 12 March 2040" in text_of(kept)
    assert Household.objects.get().address == "3 Kiln Row"
    again = changes.propose(by=lead, on=due, chosen=[(one.thing.rule, one.thing.id)])
    changes.review(by=second, on=due, batch=again, keep={}, looked=True)
    changes.execute(by=lead, on=due, batch=again)
    card = text_of(as_role("triage_coordinator").get(reverse("triage-card", kwargs={"id": Referral.objects.get().pk})))
    for gone in ("Rowan", "Skye", "Kiln", "heating", "Text only"):
        assert gone not in card, gone
    assert Referral.objects.get().ref in text_of(as_role("triage_coordinator").get(reverse("triage") + "?show=all"))


@pytest.mark.requirement("X-10")
def test_a_body_asks_in_writing_and_the_holder_answers(as_role, world):
    client = as_role("ig_lead")
    holder = world.organisations["Friends of East"]
    said = {"asker": "Larkhaven Council, Education", "holder": str(holder.pk), "place": str(world.east.pk), "needed_by": "2099-01-04",
            "task": "Education (Scotland) Act 1980, s.30", "what": "Names of children on no roll", "necessary": "Counts would not do"}  # fmt: skip
    lacking = client.post(reverse("disclosure-write"), {**said, "task": ""})
    assert lacking.status_code == 422
    letter = text_of(send(client, "disclosure-write", said))
    asked = PublicTaskDisclosureRequest.objects.get()
    for words in (
        "Education (Scotland) Act 1980, s.30",
        "Names of children on no roll",
        "Counts would not do",
        "You need not: it is your decision",
    ):
        assert words in letter
    before = text_of(as_role("practitioner").get(reverse("referrals")))
    reply = {
        "outcome": "partly",
        "shared": "Two first names",
        "basis": "recognised interest",
        "why": "Enough to ring their parents",
    }
    send(as_role("ig_lead"), "disclosure", reply, asked.pk)
    trail = text_of(client.get(reverse("audit")))
    assert "Decided about a request for data" in trail
    assert "partly, Recognised legitimate interest" in trail
    assert "Two first names" not in trail  # the trail keeps outcome and basis, never what was shared
    assert (
        client.post(reverse("disclosure", kwargs={"id": asked.pk}), {**reply, "outcome": "shared"}).status_code == 422
    )
    assert text_of(as_role("practitioner").get(reverse("referrals"))) == before  # it opened nothing to anybody
    for role in ("practitioner", "triage_coordinator", "administrator"):
        assert as_role(role).get(reverse("disclosure", kwargs={"id": asked.pk})).status_code == 403


@pytest.mark.requirement("X-15")
def test_the_command_says_what_is_due_and_empties_nothing(command, world):
    for day, records in [("2040-03-12", 0), ("2040-03-13", 1)]:
        found = [one for one in command.json("trust", "retention", "--on", day) if one["class"] == "family"]
        assert len(found) == records
    assert found[0]["record"] == Household.objects.get().ref
    assert "Last activity" in found[0]["because"]
    assert "Nothing is due" in command("trust", "retention", "--on", "2026-11-20").stdout
    assert "is no day" in command("trust", "retention", "--on", "soon", check=False).stderr
    assert Household.objects.get().address == "3 Kiln Row"


@pytest.mark.requirement("X-15")
def test_all_that_is_due_of_a_class_is_proposed_at_once_and_not_again(as_role, world):
    from hereabouts.records.families.models import Stub

    families.listed(world, rows=[families.ROWAN.replace("open", "closed"), families.STRANGER.replace("open", "closed")])
    Stub.objects.update(ends_on=date(2024, 1, 1))
    closed = Stub.objects.all()
    client = as_role("ig_lead")
    assert "Propose all 2 of these" in text_of(client.get(reverse("retention")))
    send(client, "retention", {"all": "stub"})
    assert {str(one.object) for one in DisposalBatch.objects.get().items.all()} == {str(one.pk) for one in closed}
    again = client.post(reverse("retention"), {"all": "stub"})
    assert (again.status_code, DisposalBatch.objects.count()) == (422, 1)
    nothing = client.post(reverse("retention"), {"all": "no class"})
    assert (nothing.status_code, DisposalBatch.objects.count()) == (422, 1)
