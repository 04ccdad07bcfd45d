"""Asking whether somebody could see something is itself written down: a question about a record is about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Sensitivity, Subject, Verdict, may
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.trust.who import could, meant

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account


@dataclass(frozen=True)
class Answer:
    """What the rule would answer somebody about a thing on a day. ``pk`` is the thing's, for the audit entry."""

    pk: object
    kind: str
    ref: str
    verdict: Verdict


@change("access.ask", keeps=("verb", "who", "day"))
def ask(
    *, by: Actor, on: date, account: Account, who: str, verb: str, subject: str, day: date, at: datetime | None = None
) -> Answer:
    """Ask the rule of the doors whether somebody could, and why. The question leaves an entry under the thing.

    ``who`` is the id of the account, for that entry. That a restricted record exists is told to those only who review
    restrictions: to everybody else the answer is that of a record which is not there. ``at`` is the moment, where the day is today.
    """
    thing = meant(subject)
    if thing.sensitivity == Sensitivity.RESTRICTED and not may(by, "see", Subject("restriction"), on):
        raise NotFound
    return Answer(
        thing.pk,
        thing.KIND,
        getattr(thing, "ref", ""),
        could(account, verb, thing, on=day, at=at if day == on else None),
    )
