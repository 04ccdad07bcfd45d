"""Port Glasgow's story (Inverclyde 4.5): three agencies help one household, none knows of the others, until it is referred.

Everything goes in by HTTP, as the people of four agencies would do it; what each of them may not learn is looked for too.
"""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hereabouts.records.families.models import Match, Pointer, Referral
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust.access import founder
from tests import families

pytestmark = pytest.mark.django_db
HEAD = "id,first_name,surname,dob,address,postcode,phone,service,worker,worker_phone,support,status,start\n"
LISTS = {
    "practitioner": "H7,Dana,Quill,03/02/1990,8 Slip Way,LK1 3CD,,Tenancy support,Lee Sandford,01632 960118,Money advice,open,01/06/2026\n"
                    "H8,Dana,Quill,19/11/1961,2 Kirk Lane,LK1 9XY,,Tenancy support,Lee Sandford,01632 960118,,open,\n",
    "health": "N1,Danna,Quill,1990-02-03,8 Slipway,LK1 3CD,07700 900456,Family support,Ama Boateng,01632 960221,Parenting,open,\n",
    "jobs": "J4,Dana,Brodie-Quill,3 Feb 1990,8 Slip Way,LK13CD,07700 900456,Into work,Tom Reid,01632 960335,Money advice,open,\n"
            "J5,Marcus,Feld,01/01/1980,1 High Street,LK2 1AA,,Into work,Tom Reid,01632 960335,,open,\n",
}  # fmt: skip
SAFE = {"s-danger": "no", "s-child": "no", "s-contact": "yes", "s-afraid": "no", "s-topics": ["T02", "T09"]}


@pytest.fixture
def partnership(partnership):
    for key, name, kind in (("health", "Harbour Health", "nhs"), ("jobs", "Jobs First", "third sector")):
        partnership.organisations[name] = partners.register(by=founder(), on=date(2025, 1, 1), name=name, kind=kind)
        partnership.add("practitioner", organisation=name, key=key)
    families.in_force(
        partnership, parties=("Larkhaven Council", "Harbour Housing", "Harbour Health", "Jobs First"), starts_on=date(2025, 1, 1),
        ends_on=date(2099, 12, 31),
    )  # fmt: skip
    return partnership


def html(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL).split())


@pytest.mark.requirement("I-25", "I-26", "I-27", "X-06")
def test_three_agencies_two_unknown_overlaps(as_role, partnership):
    for role, rows in LISTS.items():
        upload = SimpleUploadedFile("ours.csv", (HEAD + rows).encode())
        as_role(role).post(reverse("extracts"), {"place": str(partnership.east.pk), "file": upload})

    # Harbour Housing refers the mother it helps with money. It knows of nobody else.
    told = {
        "once": str(uuid.uuid4()), "place": str(partnership.east.pk), "danger": "no", "name": "Dana Quill", "dob": "3/2/1990",
        "worry": "Behind with rent, and too tired to open the post.", "agreement": "given", "safe_contact": "Text only",
        "topics": ["T02"], "wants": "To tell it once.", "others": "Isla Quill, 4/5/2021", "address": "8 Slip Way",
        "postcode": "LK1 3CD", "phone": "07700 900456",
    }  # fmt: skip
    client = as_role("practitioner")
    mine = html(client.get(client.post(reverse("referral-new"), told)["Location"]))
    for hidden in ("Boateng", "Reid", "Into work", "Family support"):
        assert hidden not in mine  # who made it learns nothing of what was found

    # The card has looked already: three records may be hers, and nothing is joined.
    client, referral = as_role("triage_coordinator"), Referral.objects.get()
    address = reverse("triage-card", args=[referral.pk])
    card = html(client.get(address))
    for record in ("Harbour Housing: Dana Quill", "Harbour Health: Danna Quill", "Jobs First: Dana Brodie-Quill"):
        assert record in card
    assert "3. Nobody else is known yet: 3 records may be of them" in card
    assert "Marcus" not in card
    assert "01632 960221" not in card  # no number before a person has said that they are the same
    assert not Match.objects.exclude(state="candidate").exists()

    # A person says yes three times; the woman of sixty-five with her name was never among them.
    client.post(reverse("triage-screen", args=[referral.pk]), SAFE)
    for match in Match.objects.filter(person__household=referral.household):
        assert match.stub.local_id in {"H7", "N1", "J4"}
        client.post(reverse("match", args=[match.pk]), {"answer": "yes", "back": "card"})
    card = html(client.get(address))
    assert "Three others are working with this household" in card
    for number in ("01632 960118", "01632 960221", "01632 960335"):
        assert number in card
    assert "The same kind of support twice: money advice." in card  # two of them, unaware of each other
    assert re.search(r"Harbour Housing and Jobs First|Jobs First and Harbour Housing", card)

    # Each worker is told, reads whom to ring and never why, and says so.
    for match in Match.objects.filter(state="confirmed"):
        client.post(reverse("triage-tell", args=[referral.pk]), {"stub": str(match.stub_id)})
    for role, record in (("practitioner", "H7"), ("health", "N1"), ("jobs", "J4")):
        client = as_role(role)
        notes = html(client.get(reverse("pointers")))
        assert f"Your record {record}" in notes
        for hidden in ("Quill", "Slip Way", "tired", *({"H7", "N1", "J4"} - {record})):
            assert hidden not in notes.partition("<main")[2], hidden
        mine = Pointer.objects.get(stub__local_id=record)
        client.post(reverse("pointer", args=[mine.pk]), {"spoken": "yes"})
        foreign = Pointer.objects.exclude(stub__local_id=record).first()
        assert client.post(reverse("pointer", args=[foreign.pk]), {"spoken": "yes"}).status_code == 404
    client = as_role("triage_coordinator")
    assert html(client.get(address)).count("They read your note on") == 3
    assert AuditEntry.objects.filter(what="pointer.acknowledge", outcome="done").count() == 3


def test_a_wrong_yes_is_taken_back_and_with_it_the_number_and_the_note(as_role, partnership):
    client = as_role("health")
    upload = SimpleUploadedFile("ours.csv", (HEAD + LISTS["health"]).encode())
    client.post(reverse("extracts"), {"place": str(partnership.east.pk), "file": upload})
    people = [{"first_name": "Dana", "surname": "Quill", "dob": date(1990, 2, 3), "phone": "07700 900456"}]
    referral = families.refer(partnership, people=people, address="8 Slip Way", postcode="LK1 3CD")
    client, match = as_role("triage_coordinator"), Match.objects.get()
    client.post(reverse("match", args=[match.pk]), {"answer": "yes", "back": "card"})
    client.post(reverse("triage-tell", args=[referral.pk]), {"stub": str(match.stub_id)})
    client.post(reverse("match", args=[match.pk]), {"answer": "no", "why": "Another Dana: the health visitor rang."})
    assert "01632 960221" not in html(client.get(reverse("triage-card", args=[referral.pk])))
    assert (
        "01632"
        not in html(as_role("health").get(reverse("pointers"))).partition("Your record N1")[2].partition("</li>")[0]
    )
