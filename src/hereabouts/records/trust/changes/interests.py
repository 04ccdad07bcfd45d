"""Interests of one's own: whoever declares one is shut out at once, and somebody else decides whether they may open it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.trust.models import Interest

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account

WHY = ("myself", "family", "neighbour", "other")


class NotYourOwn(Sentence):
    """An interest that somebody tried to approve for themselves, or that nobody declared."""


@change("interest.declare", keeps=("why",))
def declare_interest(*, by: Actor, on: date, account: Account, object: UUID, why: str) -> Interest:
    """Shut a record to somebody because it is about themselves, their family or a neighbour. Twice changes nothing."""
    if why not in WHY:
        raise NotYourOwn("Say whether it is yourself, family, a neighbour or something other.")
    made, _ = Interest.objects.get_or_create(account=account, object=object, defaults={"why": why, "declared_on": on})
    return made


@change("interest.approve", keeps=("reason",))
def approve_interest(*, by: Actor, on: date, interest: Interest, reason: str) -> Interest:
    """Let somebody open it all the same, with a reason. Nobody approves for themselves."""
    if by.id == str(interest.account_id) or not reason.strip():
        raise NotYourOwn("Somebody else approves an interest, and gives a reason.")
    interest.approved_on, interest.approved_by = on, by.name
    interest.save(update_fields=["approved_on", "approved_by"])
    return interest
