"""What shows that something was done: a photograph without what its camera tells, or a PDF, for whoever reads the return."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.changes.proofs import MOST
from hereabouts.records.plans.models import Proof
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def action(partnership):
    officer = partnership.actor("communities_officer")
    plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    return changes.add_action(
        by=officer,
        on=TODAY,
        plan=plan,
        title="Dry the flats",
        organisation=partnership.organisations["Harbour Housing"],
    )


def photograph():
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Flat 3/1, Ana Reid"  # what a camera or its owner writes into a picture
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def send(client, action, file, name="loft.jpg", caption="A dry loft", **more):
    at = str(action.pk)
    form = {"action": at, f"{at}-narrative": "Ten lofts are done.", f"{at}-caption": caption}
    return client.post(reverse("my-returns"), {**form, f"{at}-file": SimpleUploadedFile(name, file), **more})


def page(client, name, thing):
    return " ".join(client.get(reverse(name, args=[thing.pk])).content.decode().split())


def test_a_photograph_loses_what_its_camera_tells_and_is_opened_from_the_action(as_role, action):
    assert send(as_role("practitioner"), action, photograph()).status_code == 302
    proof = Proof.objects.get()
    assert "A dry loft" in page(as_role("elected_member"), "action", action)
    told = as_role("elected_member").get(reverse("proof", args=[proof.pk]))
    assert (told.status_code, told["Content-Type"]) == (200, "image/jpeg")
    assert b"Ana Reid" not in told.content
    assert told["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_is_handed_out_to_be_saved_and_shown_to_whoever_checks_the_return(as_role, action):
    assert send(as_role("practitioner"), action, PAPER, "minutes.pdf", "The minutes").status_code == 302
    proof = Proof.objects.get()
    told = as_role("clerk").get(reverse("proof", args=[proof.pk]))
    assert told["Content-Disposition"].startswith("attachment")
    assert "The minutes" in page(as_role("locality_leader"), "return-accept", action.returns.get())


@pytest.mark.parametrize(
    ("file", "caption", "says"),
    [
        (b"<script>alert(1)</script>", "A loft", "no photograph (JPEG, PNG) and no PDF"),
        (b"%PDF-1.4 cut off", "A loft", "no photograph (JPEG, PNG) and no PDF"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x00\xff\xfb", "A song", "A film or a sound cannot be taken here"),
        (PAPER, " ", "Say in a few words what the file shows"),
    ],
    ids=["script", "cut-off", "sound", "no-words"],
)
def test_what_is_neither_is_refused_and_nothing_that_was_typed_is_lost(as_role, action, file, caption, says):
    answer = send(as_role("practitioner"), action, file, caption=caption)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert says in told
    assert "Ten lofts are done." in told
    assert not Proof.objects.exists()
    assert not action.returns.exists()


def test_the_same_file_twice_is_one_and_there_is_an_end_to_them(as_role, action):
    for _ in range(2):
        send(as_role("practitioner"), action, PAPER, later="1")
    assert Proof.objects.count() == 1
    assert "Kept: A dry loft" in " ".join(as_role("practitioner").get(reverse("my-returns")).content.decode().split())
    for n in range(MOST):
        answer = send(as_role("practitioner"), action, PAPER + b"%%EOF\n" * (n + 1), later="1")
    assert answer.status_code == 422
    assert Proof.objects.count() == MOST


def test_whoever_answers_for_it_removes_it_again_file_and_all(
    as_role, partnership, action, django_capture_on_commit_callbacks
):
    send(as_role("practitioner"), action, PAPER)
    proof = Proof.objects.get()
    lies = reads.lies_at(proof)
    assert lies.exists()
    assert as_role("clerk").post(reverse("proof-drop", args=[proof.pk])).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert as_role("practitioner").post(reverse("proof-drop", args=[proof.pk])).status_code == 302
    assert not lies.exists()
    assert as_role("practitioner").get(reverse("proof", args=[proof.pk])).status_code == 404
