"""Interests of one's own: whoever declares one is shut out at once, and somebody else decides whether they may open it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import NotAllowed, change
from hereabouts.records.trust.models import Interest
from hereabouts.records.trust.who import key_of

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account

WHY = ("myself", "family", "neighbour", "other")


class NotYourOwn(Sentence):
    """An interest that somebody tried to approve for themselves, or that nobody declared."""


@change("interest.declare", keeps=("why",))
def declare_interest(
    *, by: Actor, on: date, account: Account, why: str, object: UUID | None = None, ref: str = ""
) -> Interest:
    """Shut a record to somebody because it is about themselves, their family or a neighbour. Twice changes nothing.

    Everybody declares for themself; for others, whoever notes interests. Given by a reference it is kept whether or not
    that is anything's, and the answer is the same: it never tells whether there is such a record.
    """
    if str(account.pk) != by.id and not may(by, "note", Subject("interest"), on):
        raise NotAllowed("You declare an interest of your own. Your governance lead notes those of others.")
    if why not in WHY:
        raise NotYourOwn("Say whether it is yourself, family, a neighbour or something other.")
    if object is None and not ref.strip():
        raise NotYourOwn("Write the reference of the record, such as FH-2026-0069.")
    thing = object or key_of(ref)
    facts = {"why": why, "declared_on": on, "ref": ref.strip().upper()}
    made, _ = Interest.objects.get_or_create(account=account, object=thing, defaults=facts)
    return made


@change("interest.approve", keeps=("reason",))
def approve_interest(
    *, by: Actor, on: date, reason: str, interest: Interest | None = None, account: Account | None = None,
    object: UUID | None = None,
) -> Interest:  # fmt: skip
    """Let somebody open it all the same, with a reason. Nobody approves for themselves.

    A neighbour whom the rule found has declared nothing: named by ``account`` and ``object``, the approval is written down.
    """
    if interest is None and account is not None and object is not None:
        facts = {"why": "neighbour", "declared_on": on}
        interest, _ = Interest.objects.get_or_create(account=account, object=object, defaults=facts)
    if interest is None or by.id == str(interest.account_id) or not reason.strip():
        raise NotYourOwn("Somebody else approves an interest, and gives a reason.")
    interest.approved_on, interest.approved_by = on, by.name
    interest.save(update_fields=["approved_on", "approved_by"])
    return interest


@change("interest.approve", keeps=("reason",))
def shut_again(*, by: Actor, on: date, reason: str, interest: Interest | None = None) -> Interest:
    """Take an approval back: it is shut to them again from the next request on."""
    if interest is None or not reason.strip():
        raise NotYourOwn("Say which approval ends, and why.")
    interest.approved_on, interest.approved_by = None, ""
    interest.save(update_fields=["approved_on", "approved_by"])
    return interest
