"""An e-mail to the agency that a note is for: that one waits, and by when to say so. It names no person, record or sender.

An e-mail travels further than an agreement reaches, so what the note says stays behind the door (X-13).
"""

import logging
from datetime import date
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction

from hereabouts.core.ledger import may
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Pointer
from hereabouts.records.partners.reads import people
from hereabouts.records.trust.access import actors_of

SUBJECT = "A note waits for you in Hereabouts"
WORDS = """Somebody else is working with a family that one of your agency's records is about.

Whom to ring stands in the note. This message names nobody, on purpose.
Sign in to Hereabouts, open Families, then Notes to us, and say by {day} that you read it.
"""
log = logging.getLogger(__name__)


def write_of(pointer: Pointer, *, on: date) -> None:
    """Write to everybody of the agency who may answer the note, once what was done stands. The note is there either way."""
    subject = pointer.subject()
    to = [
        account.email
        for account, actor in actors_of([one for one in people(on=on) if one.organisation_id == pointer.organisation_id], on=on)
        if account.email and may(actor, "acknowledge", subject, on, purpose=PURPOSE)
    ]  # fmt: skip
    words = WORDS.format(day=f"{pointer.acknowledge_by:%-d %B %Y}")
    transaction.on_commit(lambda: [_sent(address, words) for address in to])


def _sent(address: str, words: str) -> None:
    try:
        send_mail(SUBJECT, words, None, [address])
    except (OSError, SMTPException) as problem:
        log.warning("An e-mail about a note was not sent (%s). The note itself stands.", type(problem).__name__)
