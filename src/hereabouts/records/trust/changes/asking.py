"""Asking whether somebody could see something is itself written down: a question about a record is about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Sensitivity, Subject, Verdict, may
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.ledger.reads import referred
from hereabouts.records.trust.who import could, meant, through

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account


@dataclass(frozen=True)
class Answer:
    """What the rule would answer somebody about a thing on a day. ``pk`` is the thing's, for the audit entry.

    ``ref`` is its reference where whoever asks may read that, and otherwise what they asked for, as they wrote it.
    """

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
    restrictions: to everybody else the answer is that of a record which is not there. A household is seen through its
    referrals: the answer is that of one which somebody could see, or else of the last. ``at`` is the moment, where the day
    is today.
    """
    reviews = bool(may(by, "see", Subject("restriction"), on))
    doors = [one for one in through(meant(subject)) if reviews or one.sensitivity != Sensitivity.RESTRICTED]
    if not doors:
        raise NotFound
    at = at if day == on else None
    refs, asked = referred((str(one.pk) for one in doors), by), subject.strip()
    answers = [
        Answer(one.pk, one.KIND, refs.get(str(one.pk)) or asked.removeprefix(f"{one.KIND}:"), verdict)
        for one in doors
        for verdict in [could(account, verb, one, on=day, at=at)]
    ]
    return next((answer for answer in answers if answer.verdict), answers[0])
