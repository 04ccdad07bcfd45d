"""Requests for help that somebody sent for themselves: read and answered under the agreement, by who decides referrals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.intake import access, changes, reads
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change, looked

if TYPE_CHECKING:
    from hereabouts.records.intake.models import Letter, Reply


@dataclass(frozen=True)
class Asked:
    """One request for help with how to reach who sent it, and what was written back."""

    letter: reads.Waiting
    contact: str
    replies: tuple[reads.Said, ...]


def waiting(actor: Actor, *, on: date) -> list[reads.Waiting]:
    """Give the requests for help that nobody has answered, oldest first."""
    return reads.waiting(actor, "help", on, purpose=PURPOSE)


def find(actor: Actor, id: object, *, on: date) -> Letter:
    """Give one request for help; NotFound when it is absent, not the actor's, or another kind of letter."""
    letter = access.find(actor, id, on=on, purpose=PURPOSE)
    if letter.kind != "help":
        raise NotFound
    return letter


def asked(actor: Actor, letter: Letter, *, on: date) -> Asked:
    """Give a request whole, and leave an entry: somebody's trouble and their number are read here."""
    looked(actor, [letter], on=on, purpose=PURPOSE, fields=["text", "contact"])
    return Asked(reads.sheet(letter), letter.contact, reads.replies(letter))


@change("letter.answer", about="letter", purpose=PURPOSE)
def answer(*, by: Actor, on: date, letter: Letter, words: str) -> Reply:
    """Write back to who asked for help; they read it under their reference."""
    return changes.reply.__wrapped__(by=by, on=on, letter=letter, words=words)
