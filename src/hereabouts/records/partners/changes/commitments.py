"""What partners promise: written down, delivered bit by bit, taken back with a reason; and how much more they can do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.commitments import CAPACITY, NotACommitment
from hereabouts.engines.definitions import promises
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.models import Capacity, Commitment, Delivery

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation
    from hereabouts.records.places.models import Place


@change("commitment.record")
def promise(
    *,
    by: Actor,
    on: date,
    organisation: Organisation,
    kind: str,
    what: str,
    place: Place | None = None,
    account: Account | None = None,
    quantity: Decimal | None = None,
    worth: Decimal | None = None,
    pooled: bool = False,
    initiative: str = "",
    promised_on: date | None = None,
    due_on: date | None = None,
) -> Commitment:
    """Write down what a partner promised. Staff time can name who gives it (I:48); ``pooled`` is for the partnership to spend."""
    promised_on = promised_on or on
    if kind not in promises() or not what.strip():
        raise NotACommitment("Choose what kind of thing was promised, and say in words what it is.")
    if promised_on > on or (due_on and due_on < promised_on):
        raise NotACommitment("A promise is made today or before, and kept after it was made. Check the days.")
    if account and account.organisation_id != organisation.pk:
        raise NotACommitment("{name} does not work for {partner}.", name=account.name, partner=organisation.name)
    return Commitment.objects.create(
        organisation=organisation, place=place, kind=kind, what=what.strip(), account=account, quantity=quantity, worth=worth,
        unit=promises()[kind]["unit"] if quantity is not None else "", pooled=pooled, initiative=initiative.strip(),
        promised_on=promised_on, due_on=due_on,
    )  # fmt: skip


@change("commitment.deliver", about="commitment")
def deliver(
    *, by: Actor, on: date, commitment: Commitment, words: str, quantity: Decimal | None = None, all_of_it: bool = False
) -> Delivery:
    """Write down what came of a promise today. It is kept when all of it came, by the count or by somebody's word."""
    if commitment.ended_on:
        raise NotACommitment("This promise was taken back. Write down a new one.")
    if not words.strip() and quantity is None:
        raise NotACommitment("Say what came of it, in words or as a number.")
    made = Delivery.objects.create(
        commitment=commitment, on=on, quantity=quantity, words=words.strip(), noted_by=by.name
    )
    came = sum(d.quantity for d in commitment.deliveries.all() if d.quantity is not None)
    if commitment.done_on is None and (all_of_it or (commitment.quantity and came >= commitment.quantity)):
        commitment.done_on = on
        commitment.save(update_fields=["done_on"])
    return made


@change("commitment.record", about="commitment", keeps=("because",))
def take_back(*, by: Actor, on: date, commitment: Commitment, because: str) -> Commitment:
    """Say that a promise will not be kept, and why. It stays in the list; what came of it before stays counted."""
    if not because.strip():
        raise NotACommitment("Say why it is taken back.")
    if commitment.ended_on is None:
        commitment.ended_on, commitment.ended_because = on, because.strip()
        commitment.save(update_fields=["ended_on", "ended_because"])
    return commitment


@change("commitment.record")
def say_capacity(
    *, by: Actor, on: date, organisation: Organisation, word: str, words: str = "", place: Place | None = None
) -> Capacity:
    """Write down how much more a partner can take on. What it leads is at risk while it is stretched (L:13)."""
    if word not in CAPACITY:
        raise NotACommitment("Choose one of: enough, stretched, none.")
    return Capacity.objects.create(
        organisation=organisation,
        place=place,
        word=word,
        words=words.strip(),
        said_on=on,
        said_at=timezone.now(),
        said_by=by.name,
    )
