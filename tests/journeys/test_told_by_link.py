"""A quarter without chasing: leads are asked by e-mail, tell by link without an account, and the quarter is frozen."""

import re
from datetime import date, timedelta
from email import message_from_bytes

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.ledger import reads as ledger
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.plans.models import QuarterFreeze, Return, ReturnDraft, ReturnLink
from tests.mail_sink import mail_sink
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
PERIOD = "2026 quarter 4"
ADDRESS = re.compile(r"http://testserver(/progress/[0-9a-f-]{36}/)\?key=([\w-]{43})")


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    """Pages live on the day of the world below."""
    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: TODAY)


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    return changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")


def action(partnership, officer, plan, title="Dry the flats", known=date(2026, 5, 1), **more):
    facts = {
        "organisation": partnership.organisations["Harbour Housing"],
        "lead": partnership.people["practitioner"],
        "starts_on": date(2026, 5, 1),
        "due_on": date(2027, 3, 31),
        "state": "in progress",
    } | more
    return changes.add_action(by=officer, on=known, plan=plan, title=title, **facts)


def where(pk):
    return f"http://testserver{reverse('tell-by-link', args=[pk])}"


def asked(officer, plan, actions, **more):
    facts = {"name": "Ana Reid", "email": "ana@housing.example", "expires_on": TODAY + timedelta(20)} | more
    return changes.ask(by=officer, on=TODAY, plan=plan, period=PERIOD, actions=actions, where=where, **facts)


def link_in(letter):
    """Give the address and the token that stand in an e-mail."""
    return ADDRESS.search(letter.body).groups()


def opened(client, letter):
    """Press the link, as a mail programme does; give the address that stays."""
    address, key = link_in(letter)
    answer = client.get(address, {"key": key})
    assert (answer.status_code, answer.url) == (302, address)
    return address


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def form(client, address, **words):
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return {"narrative": "", "next": "", "help_needed": "", "evidence": "", "state": "", "seen": seen[1]} | words


@pytest.mark.requirement("S-44", "S-46", "W-49")
@pytest.mark.enable_socket
def test_a_quarter_is_asked_for_told_accepted_and_frozen(as_role, partnership, officer, plan, settings):
    led = action(partnership, officer, plan)
    step = changes.add_milestone(by=officer, on=TODAY, action=led, title="Ten flats", due_on=date(2026, 12, 1))
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with mail_sink() as sink:
        settings.EMAIL_PORT = sink.server_address[1]
        asked(officer, plan, [led])
    ((to, letter),) = sink.letters
    assert to == ["ana@housing.example"]
    body = message_from_bytes(letter).get_payload(decode=True).decode()
    assert "Dry the flats" in body
    assert "Test Communities Officer (communities_officer@example.org)" in body

    phone = Client()  # nobody is signed in
    address, key = ADDRESS.search(body).groups()
    phone.get(address, {"key": key})
    shown = page(phone, address)
    assert "You tell as <b>Ana Reid</b>" in shown
    assert "Nobody has told of it before." in shown
    sent = phone.post(
        f"{address}?of=1",
        form(
            phone,
            address,
            narrative="Twelve flats are dry.",
            next="The roof",
            help_needed="A van",
            milestones=[str(step.pk)],
        ),
    )
    assert sent.url == reverse("told-by-link")
    assert "Thank you" in page(phone, sent.url)
    told = Return.objects.get()
    assert (told.submitted_by, told.narrative, told.state) == (
        "Ana Reid, by link",
        "Twelve flats are dry.",
        "submitted",
    )
    step.refresh_from_db()
    assert step.done_on == TODAY
    entries = AuditEntry.objects.filter(actor__startswith="link:")
    assert {(e.what, e.outcome, e.actor_name) for e in entries} == {
        ("return.submit", "done", "Ana Reid, by link"), ("action.update", "done", "Ana Reid, by link"),
    }  # fmt: skip
    assert all("the link that Test Communities Officer sent on 20 November 2026" in e.under for e in entries)

    leader = as_role("locality_leader")
    leader.post(reverse("return-accept", args=[told.pk]), {"accept": "1"})
    assert leader.post(reverse("plan-quarter", args=[plan.pk]), {"quarter": PERIOD, "freeze": "1"}).status_code == 302
    assert not QuarterFreeze.objects.exists()  # the box was not ticked
    assert (
        leader.post(
            reverse("plan-quarter", args=[plan.pk]), {"quarter": PERIOD, "freeze": "1", "sure": "1"}
        ).status_code
        == 302
    )
    frozen = page(leader, reverse("plan-quarter", args=[plan.pk]) + f"?quarter={PERIOD}")
    assert "Twelve flats are dry." in frozen
    assert "Nothing changed since." in frozen
    Return.objects.update(narrative="Eleven flats are dry.")  # as an erasure at the database would
    later = page(as_role("clerk"), reverse("plan-quarter", args=[plan.pk]) + f"?quarter={PERIOD}")
    assert "Changed since" in later
    assert "Eleven flats are dry." in later
    assert "Twelve flats are dry." in later


def test_the_token_is_kept_nowhere(partnership, officer, plan, mailoutbox, client, caplog):
    link = asked(officer, plan, [action(partnership, officer, plan)])
    address, key = link_in(mailoutbox[0])
    with caplog.at_level("DEBUG"):
        answer = client.get(address, {"key": key})
        shown = client.get(address)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown["Cache-Control"]
    row = ReturnLink.objects.filter(pk=link.pk).values().get()
    trail = str(list(AuditEntry.objects.values()))
    held = (row, trail, caplog.text, shown.content, client.cookies.output(), dict(client.session), answer.headers)
    assert [str(one) for one in held if key in str(one)] == []
    assert mailoutbox[0].subject == "How is it going? East, together, 2026 quarter 4"


def test_what_is_typed_is_kept_with_and_without_a_script(partnership, officer, plan, mailoutbox, client):
    asked(officer, plan, [action(partnership, officer, plan)])
    address = opened(client, mailoutbox[0])
    words = form(client, address, narrative="Half a sen")
    kept = client.post(address, {**words, "later": "1"}, headers={"accept": "application/json"})
    assert kept.json()["seen"] != words["seen"]
    assert kept.json()["said"].startswith("Kept for later at ")
    assert (
        client.post(
            address, {**words, "seen": kept.json()["seen"], "narrative": "Half a sentence", "later": "1"}
        ).status_code
        == 302
    )
    assert "Half a sentence</textarea>" in page(client, address)
    assert "Begun by Ana Reid, by link on" in page(client, address)
    assert (ReturnDraft.objects.get().number, Return.objects.count()) == (2, 0)


def test_two_who_tell_of_one_action_see_each_others_words(partnership, officer, plan, mailoutbox, client, as_role):
    led = action(partnership, officer, plan)
    asked(officer, plan, [led])
    asked(officer, plan, [led], name="Ben Low", email="ben@housing.example")
    ana, ben = Client(), Client()
    hers, his = opened(ana, mailoutbox[0]), opened(ben, mailoutbox[1])
    first, second = form(ana, hers, narrative="Twelve flats."), form(ben, his, narrative="The roof is on.")
    assert ana.post(hers, {**first, "later": "1"}).status_code == 302
    clash = ben.post(his, second)
    assert clash.status_code == 409
    shown = clash.content.decode()
    assert "Twelve flats." in shown
    assert "The roof is on." in shown
    assert ben.post(his, {**second, "later": "1"}, headers={"accept": "application/json"}).status_code == 409
    assert ReturnDraft.objects.get().words["narrative"] == "Twelve flats."
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    assert ben.post(his, {**second, "narrative": "Twelve flats. The roof is on.", "seen": seen}).status_code == 302
    late = ana.post(hers, first)
    assert late.status_code == 409
    assert "The roof is on." in late.content.decode()
    assert Return.objects.get().narrative == "Twelve flats. The roof is on."


def test_one_link_for_several_actions_is_used_up_by_the_last(partnership, officer, plan, mailoutbox, client):
    one, two = action(partnership, officer, plan), action(partnership, officer, plan, "Light the stairs")
    asked(officer, plan, [one, two])
    address = opened(client, mailoutbox[0])
    assert "Action 1 of 2." in page(client, address)
    client.post(address, form(client, address, narrative="Dry."))
    assert "Light the stairs</h2>" in page(client, address)
    assert "You have told of this one." in page(client, f"{address}?of=1")
    client.post(address, form(client, address, narrative="Lit."))
    assert "This link was used" in page(client, address, 410)
    assert reads.asking(officer, plan, _quarter(), on=TODAY).links[0].state == "told"


def _quarter():
    from hereabouts.core.plans.quarters import of

    return of(TODAY)


def test_who_has_not_told_is_asked_again_and_the_old_link_ends(partnership, officer, plan, mailoutbox, client):
    link = asked(officer, plan, [action(partnership, officer, plan)])
    changes.ask_again(by=officer, on=TODAY, link=link, where=where)
    assert mailoutbox[1].subject.startswith("Reminder: how is it going?")
    address, key = link_in(mailoutbox[0])
    client.get(address, {"key": key})
    assert "was taken back on 20 November 2026" in page(client, address, 410)
    opened(client, mailoutbox[1])
    new, old = reads.asking(officer, plan, _quarter(), on=TODAY).links
    assert (new.state, new.times, old.state, old.because) == (
        "opened",
        2,
        "taken back",
        "Another one was sent",
    ) or new.state == "asked"


def test_a_mail_server_that_refuses_leaves_nobody_asked(partnership, officer, plan, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    with pytest.raises(changes.NotAsked, match="could not be sent"):
        asked(officer, plan, [action(partnership, officer, plan)])
    assert ReturnLink.objects.count() == 0
    assert ledger.lines(object=str(plan.pk))[0].what != "return.ask"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"email": "nobody"}, "no e-mail address", id="no-address"),
        pytest.param({"name": " "}, "who is asked", id="nobody"),
        pytest.param({"expires_on": TODAY - timedelta(1)}, "has passed", id="past"),
    ],
)
def test_who_cannot_be_asked_is_said(partnership, officer, plan, wrong, words):
    with pytest.raises(changes.NotAsked, match=words):
        asked(officer, plan, [action(partnership, officer, plan)], **wrong)


def test_a_quarter_is_frozen_once(partnership, officer, plan):
    action(partnership, officer, plan)
    changes.freeze_quarter(by=officer, on=TODAY, plan=plan, period="2026 Q4")
    with pytest.raises(Exception, match="2026 quarter 4 was frozen on 20 November 2026"):
        changes.freeze_quarter(by=officer, on=TODAY, plan=plan, period=PERIOD)
    row = QuarterFreeze.objects.get()
    with pytest.raises(Exception, match="never changed"):
        row.save()
    QuarterFreeze.objects.update(text={**row.text, "title": "Other"})
    with pytest.raises(reads.NotAsFrozen):
        reads.frozen(officer, plan, PERIOD, on=TODAY)


def test_what_stands_still_is_listed(partnership, officer, plan):
    still = action(partnership, officer, plan, starts_on=date(2026, 1, 10), known=date(2026, 1, 10))
    moved = action(
        partnership,
        officer,
        plan,
        "Light the stairs",
        starts_on=date(2026, 1, 10),
        state="not started",
        known=date(2026, 1, 10),
    )
    changes.submit_return(
        by=officer, on=date(2026, 6, 1), action=still, period="2026 quarter 2", narrative="Nothing new."
    )
    changes.update_action(by=officer, on=date(2026, 9, 1), action=moved, state="in progress")
    (found,) = reads.not_moving(officer, on=TODAY, plan=plan)
    assert (found.ref, found.still, str(found.told)) == (still.ref, 2, "5 months ago")
    assert access.find_action(officer, moved.pk, on=TODAY).ref not in {found.ref}


def test_who_tells_by_link_shows_it_too_and_never_opens_a_file_of_ours(partnership, officer, plan, mailoutbox):
    led = action(partnership, officer, plan)
    asked(officer, plan, [led])
    phone = Client()
    address = opened(phone, mailoutbox[0])
    paper = SimpleUploadedFile("minutes.pdf", b"%PDF-1.4\n%%EOF\n")
    kept = form(phone, address, narrative="Twelve flats are dry.", file=paper, caption="The minutes", later="1")
    assert phone.post(f"{address}?of=1", kept).status_code == 302
    assert "Kept: The minutes" in page(phone, address)
    (proof,) = led.proofs.all()
    assert (proof.period, proof.added_by) == (PERIOD, "Ana Reid, by link")
    assert (
        phone.get(reverse("proof", args=[proof.pk])).status_code == 302
    )  # to the door: a link opens one form, and no file
