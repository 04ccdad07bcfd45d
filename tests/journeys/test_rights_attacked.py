"""What a fresh attacker tried on the rights of people: each of these went through once. By HTTP, and by two at once."""

import io
import os
from datetime import date, timedelta

import docx
import pytest
from django.urls import reverse

from hereabouts.core.ledger import Sensitivity
from hereabouts.core.ledger.held import names_one, reachings
from hereabouts.core.rights.clock import NotARequest
from hereabouts.core.rights.pack import NotReviewed
from hereabouts.records.families import changes as families_changes
from hereabouts.records.families import restrictions
from hereabouts.records.families.models import Person, Referral
from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger import review
from hereabouts.records.ledger.asker import asking
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.rights import changes, gathering, packs
from hereabouts.records.rights.models import RightsRequest
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership):
    families.in_force(partnership)
    families.screened(partnership, families.refer(partnership))
    partnership.add("ig_lead", key="second")
    return partnership


def register(world, **given):
    facts = {"kind": "access", "name": "Rowan Tarrant", "received_on": TODAY, **given}
    return changes.register(by=world.actor("ig_lead"), on=TODAY, place=world.east, **facts)


def settled(world, **given):
    request = register(world, **given)
    return changes.settle(by=world.actor("second"), on=TODAY, request=request, words="Passport", settled_on=TODAY)


def in_review(world):
    lead, request = world.actor("ig_lead"), settled(world)
    found = gathering.candidates(packs.who_of(request), None, lead)
    return changes.gather(by=lead, on=TODAY, request=request, chosen=[one[1] for one in found])


def issued(world):
    lead, request = world.actor("ig_lead"), in_review(world)
    waits = {one.held.key: one.held.print for one in packs.laid(lead, request, on=TODAY).all if one.stands == "waiting"}
    decided = dict.fromkeys(waits, ("hide", "About others"))
    changes.review_passages(by=lead, on=TODAY, request=request, decided=decided, read=waits)
    return changes.issue(by=lead, on=TODAY, request=request, read=packs.laid(lead, request, on=TODAY).read)


def word(client, request):
    answer = client.get(reverse("rights-pack-word", kwargs={"id": request.pk}))
    made = docx.Document(io.BytesIO(answer.content))
    return "\n".join([p.text for p in made.paragraphs] + [c.text for t in made.tables for r in t.rows for c in r.cells])


@pytest.mark.requirement("X-15")
def test_an_answered_request_is_no_window_on_what_comes_after(as_role, world):
    request, client = issued(world), as_role("ig_lead")
    assert "Tarrant" in word(client, request)
    Person.objects.filter(first_name="Rowan").update(language="Klingon", sex="")
    for said in (word(client, request), client.get(reverse("rights-pack", kwargs={"id": request.pk})).content.decode()):
        assert "Tarrant" in said  # what went out and still reads so is there
        assert "Klingon" not in said
    assert "Changed since this was first made" in word(client, request)
    Person.objects.filter(first_name="Rowan").update(language="")
    shown = {one.held.key for one in packs.went_out(world.actor("ig_lead"), request, on=TODAY).all}
    assert shown <= request.issued["passages"].keys()
    RightsRequest.objects.update(closed_on=TODAY - timedelta(40))
    for page in ("rights-pack", "rights-pack-word"):
        assert client.get(reverse(page, kwargs={"id": request.pk})).status_code == 404
    sheet = client.get(reverse("rights-request", kwargs={"id": request.pk})).content.decode()
    assert "could be taken for a month" in sheet


@pytest.mark.requirement("X-15")
def test_a_decision_is_about_the_words_that_were_read_and_no_others(world):
    lead, request = world.actor("ig_lead"), in_review(world)
    seen = {one.held.key: one.held.print for one in packs.laid(lead, request, on=TODAY).all if one.stands == "waiting"}
    show = dict.fromkeys(seen, ("show", "Harmless"))
    Referral.objects.update(worry="Skye told her teacher that Kit hits her.")
    with pytest.raises(NotReviewed, match="changed since you read it"):
        changes.review_passages(by=lead, on=TODAY, request=request, decided=show, read=seen)
    assert not request.redactions.exists()
    with pytest.raises(NotReviewed):  # a form that tells no fingerprint has read nothing
        changes.review_passages(by=lead, on=TODAY, request=request, decided=show, read={})
    now = {one.held.key: one.held.print for one in packs.laid(lead, request, on=TODAY).all}
    assert changes.review_passages(by=lead, on=TODAY, request=request, decided=show, read=now) == len(show)
    before = packs.laid(lead, request, on=TODAY)
    key = next(iter(show))
    changes.review_passages(
        by=world.actor("second"), on=TODAY, request=request, decided={key: ("hide", "No")}, read=now
    )
    with pytest.raises(NotReviewed, match="has changed since you opened this page"):
        changes.issue(by=lead, on=TODAY, request=request, read=before.read)
    after = packs.laid(lead, request, on=TODAY)
    assert changes.issue(by=lead, on=TODAY, request=request, read=after.read).state == "answered"


@pytest.mark.requirement("X-15")
def test_nothing_is_searched_before_it_is_known_who_asks_whatever_is_sent(as_role, world, monkeypatch):
    request, client = register(world), as_role("ig_lead")
    asked = []
    for name in ("candidates", "noteable"):
        monkeypatch.setattr(gathering, name, lambda *_, name=name: asked.append(name) or {})
    rowan, referral = Person.objects.get(first_name="Rowan"), Referral.objects.get()
    forged = (
        {"step": "gather", "gather-chosen": str(rowan.pk)},
        {"step": "note", "note-object": str(referral.pk), "note-what": "x", "note-says": "y"},
    )
    for data in forged:
        assert client.post(reverse("rights-request", kwargs={"id": request.pk}), data).status_code == 422
    assert asked == []
    changes.refuse(by=world.actor("second"), on=TODAY, request=request, exemption="unfounded", words="The tenth time")
    for data in forged:
        assert client.post(reverse("rights-request", kwargs={"id": request.pk}), data).status_code == 422
    assert asked == []


@pytest.mark.requirement("X-15")
def test_what_is_said_after_it_is_closed_is_a_request_of_its_own(world):
    request, referral = issued(world), Referral.objects.get()
    with pytest.raises(NotARequest, match="closed"):
        changes.note_wrong(
            by=world.actor("ig_lead"), on=TODAY, request=request, object=str(referral.pk), what="x", says="y"
        )


@pytest.mark.requirement("X-15")
def test_a_character_that_no_document_holds_does_not_keep_the_pack_from_its_person(as_role, world):
    Person.objects.filter(first_name="Rowan").update(language="Gaelic\x01\x0b\ufffe")
    assert "Gaelic" in word(as_role("ig_lead"), issued(world))


@pytest.mark.requirement("X-15")
def test_a_request_is_taken_back_and_then_nothing_is_searched_or_late(as_role, world):
    request, client = register(world), as_role("ig_lead")
    data = {"step": "withdraw", "withdraw-words": ""}
    page = reverse("rights-request", kwargs={"id": request.pk})
    assert client.post(page, data).status_code == 422
    said = client.post(page, data | {"withdraw-words": "She rang: never mind"}, follow=True).content.decode()
    assert "Taken back" in said
    assert "Told the person" not in said
    assert request.ref in client.get(reverse("rights") + "?show=closed").content.decode()
    assert request.ref not in client.get(reverse("rights")).content.decode()
    again = {"step": "settle", "settle-words": "Passport", "settle-settled_on": TODAY.isoformat()}
    assert as_role("second").post(page, again).status_code == 422
    assert RightsRequest.objects.get().settled_on is None


@pytest.mark.requirement("X-15")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"known_as": "\n".join(f"Name {n}" for n in range(3000))}, "known_as"),
        ({"contacts": "\n".join(f"{n:011}" for n in range(3000))}, "contacts"),
        ({"known_as": "a"}, "known_as"),
        ({"contacts": "x" * 200}, "contacts"),
        ({"dob": TODAY + timedelta(1)}, "dob"),
    ],
)
def test_a_request_that_would_search_for_everybody_is_not_registered(world, given, field):
    with pytest.raises(NotARequest) as problem:
        register(world, **given)
    assert problem.value.values["field"] == field


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("The quality of it", "Ali", False),
        ("ALI’s mother", "Ali", True),
        ("Alis mother", "Ali", True),
        ("told\nali", "Ali", True),
        ("Rowan Tarrants mother", "Rowan Tarrant", True),
        ("O’Neill rang", "O’Neill", True),
    ],
)
def test_a_name_of_one_word_is_looked_for_as_a_word(text, name, found):
    assert names_one(text, [name]) is found


@pytest.mark.requirement("X-15")
def test_a_number_is_found_however_it_was_typed(world):
    assert {"07700900123", "07700 900123", "07700 900 123", "+44 7700 900123", "+447700900123"} <= reachings(
        "+44 (0)7700-900 123"
    )
    assert reachings("rowan@example.org") == {"rowan@example.org"}
    assert reachings("FG-7KQ4") == {"FG-7KQ4"}
    Letter.objects.create(
        place=world.east, kind="report", ref="FG-7KQ4", text="The lamp is out", contact="07700 900555", received_on=TODAY,
    )  # fmt: skip
    request = settled(world, name="Somebody Else", contacts="07700900555")
    (found,) = gathering.candidates(packs.who_of(request), None, world.actor("ig_lead"))
    assert found[0] == "letter"


@pytest.mark.requirement("X-15")
def test_the_button_says_how_many_it_proposes_and_what_waits_stands_last(as_role, world):
    from hereabouts.records.families.models import Stub

    rows = [families.ROWAN.replace("open", "closed"), families.STRANGER.replace("open", "closed")]
    families.listed(world, rows=rows)
    first = Stub.objects.order_by("pk").first()
    Stub.objects.create(
        extract=first.extract,
        place=first.place,
        organisation=first.organisation,
        first_name="A",
        surname="Third",
        status=first.status,
    )
    Stub.objects.update(ends_on=date(2024, 1, 1))
    client = as_role("ig_lead")
    assert "Propose all 3 of these" in client.get(reverse("retention")).content.decode()
    client.post(reverse("retention"), {"due": f"stub:{first.pk}"})
    page = client.get(reverse("retention")).content.decode()
    assert "Propose all 2 of these" in page
    assert page.index("In a batch already") > page.rindex('name="due"')


@pytest.mark.requirement("X-12")
def test_somebody_who_moved_gets_their_street_back_from_somebody_else(as_role, world):
    worker, lead = world.people["practitioner"], world.people["ig_lead"]
    for key in ("practitioner", "ig_lead"):
        review.declare(by=world.actor(key), on=TODAY, postcode="LK1 2AB")
    client = as_role("ig_lead")
    page = client.get(reverse("interests")).content.decode()
    assert "1 postcode" in page
    assert "LK1" not in page  # nobody reads which
    away = reverse("postcodes-away", args=[worker.pk])
    assert away in page
    assert reverse("postcodes-away", args=[lead.pk]) not in page
    assert client.post(away, {"reason": " "}).status_code == 422
    assert client.post(reverse("postcodes-away", args=[lead.pk]), {"reason": "I moved"}).status_code == 422
    assert as_role("practitioner").post(away, {"reason": "I moved"}).status_code == 403
    assert client.get(away).status_code == 405
    assert review.postcodes_told(str(worker.pk))
    client = as_role("ig_lead")
    assert client.post(away, {"reason": "Moved in October"}).status_code == 302
    assert not review.postcodes_told(str(worker.pk))
    assert review.postcodes_told(str(lead.pk))
    told = AuditEntry.objects.filter(what="audit.review", outcome="done").latest("pk").detail
    assert (told["who"], told["reason"]) == (str(worker.pk), "Moved in October")
    assert client.post(away, {"reason": "Again"}).status_code == 422


@pytest.mark.requirement("X-12")
def test_the_review_of_restrictions_says_what_for_to_the_database(world, monkeypatch):
    """Where the database keeps a restricted home, a join with it would empty the queue of whoever reviews."""
    said = []
    real = restrictions.on_purpose
    monkeypatch.setattr(restrictions, "on_purpose", lambda words: said.append(words) or real(words))
    assert restrictions.queue(world.actor("ig_lead"), on=TODAY) == []
    assert said == [restrictions.REVIEWED]


@pytest.mark.skipif(
    os.environ.get("HEREABOUTS_TEST_DATABASE") != "postgresql", reason="the rows are kept on PostgreSQL"
)
@pytest.mark.requirement("X-12")
def test_the_review_of_restrictions_is_not_empty_where_the_database_keeps_the_home(as_the_app, world):
    coordinator, referral = world.actor("triage_coordinator"), Referral.objects.get()
    families_changes.restrict(by=coordinator, on=TODAY, referral=referral, named=[], why="abuse", words="At risk")
    lead = world.actor("ig_lead")
    with asking(lead, on=TODAY):
        assert not Referral.objects.exists()
        (told,) = restrictions.queue(lead, on=TODAY)
    assert (told.ref, told.words) == ("", "At risk")
    families_changes.end(by=lead, on=TODAY, restriction=told.id, words="The one named left")
    assert Referral.objects.get().sensitivity == Referral.objects.get().household.sensitivity == Sensitivity.CASE
    with asking(lead, on=TODAY):
        assert len(restrictions.queue(lead, on=TODAY, ended=True)) == 1


@pytest.mark.requirement("X-15")
def test_the_document_is_written_for_the_person(as_role, world):
    """Days and topics as people read them, whose record it is, and what the law says must stand beside it."""
    Referral.objects.update(topics=["T07"])
    said = word(as_role("ig_lead"), issued(world))
    for words in (
        "You\n",
        "14 May 1992",
        "Why it is held, and how long",
        "privacy notice",
        "3 years. Last activity",
        "erase it",
    ):
        assert words in said, words
    told = packs.laid(world.actor("ig_lead"), in_review(world), on=TODAY).all
    (topic,) = [one.held.text for one in told if one.held.field == "topics" and one.held.model == "Referral"]
    assert "T07" not in topic
