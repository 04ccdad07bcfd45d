"""The e-mail about a note: who gets it, and that nothing of the family travels with it."""

import logging
from datetime import date
from email import message_from_bytes

import pytest

from hereabouts.records.families import changes
from hereabouts.records.families.models import Match, Person, Stub
from tests import families
from tests.mail_sink import mail_sink
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def sending(partnership):
    """What a triage co-ordinator gives to send a note about a confirmed link."""
    families.in_force(partnership)
    triage = partnership.actor("triage_coordinator")
    referral = families.refer(partnership)
    families.listed(partnership)
    families.screened(partnership, referral)
    changes.decide_match(by=triage, on=TODAY, at=families.NOW, match=Match.objects.get(), answer="yes")
    return {
        "by": triage,
        "on": TODAY,
        "place": partnership.east,
        "referral": referral,
        "stub": Stub.objects.get(local_id="T1"),
    }


@pytest.mark.requirement("I-27", "X-13")
@pytest.mark.enable_socket
def test_the_agency_is_written_to_and_no_word_of_the_family_is_in_it(
    sending, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_sink() as sink:
        settings.EMAIL_PORT = sink.server_address[1]
        with django_capture_on_commit_callbacks(execute=True):
            changes.send_pointer(**sending)
            changes.send_pointer(**sending)
    ((to, letter),) = sink.letters
    assert to == ["practitioner@example.org"]
    body = message_from_bytes(letter).get_payload(decode=True).decode()
    assert "24 November 2026" in body  # a Friday: two working days
    people, stub, referral = Person.objects.all(), sending["stub"], sending["referral"]
    words = (
        {p.first_name for p in people} | {p.surname for p in people} | {stub.first_name, stub.surname, stub.local_id}
    )
    words |= {
        referral.ref,
        str(referral.pk),
        str(stub.pk),
        referral.household.address,
        referral.household.postcode,
        stub.worker,
    }
    assert len(words) > 8
    assert not [word for word in words if word.lower() in (letter.decode() + body).lower()]


def test_a_mail_server_that_is_down_takes_nothing_back(sending, settings, caplog, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        note = changes.send_pointer(**sending)
    assert note.acknowledge_by == date(2026, 11, 24)
    assert "was not sent" in caplog.text
    assert "practitioner@example.org" not in caplog.text


def test_a_note_that_is_sent_again_is_written_of_again(sending, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        changes.send_pointer(**sending)
    match = Match.objects.get()
    changes.decide_match(by=sending["by"], on=TODAY, at=families.NOW, match=match, answer="no")
    changes.decide_match(by=sending["by"], on=TODAY, at=families.NOW, match=match, answer="yes")
    with django_capture_on_commit_callbacks(execute=True):
        changes.send_pointer(**sending)
    assert [m.to for m in mailoutbox] == [["practitioner@example.org"]] * 2
