"""What is owed: progress that is not told yet, and returns that wait to be checked."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.progress import TELL_WITHIN, quarter
from hereabouts.records.plans import access
from hereabouts.records.plans.reads.rows import ActionLine


def untold(actor: Actor, lines: Iterable[ActionLine], *, on: date) -> tuple[list[ActionLine], list[ActionLine]]:
    """Give those of some actions whose progress return is owed, and those whose return was sent back to be mended.

    A return is owed in the second half of a quarter for what has begun, until it is told.
    """
    name, last = quarter(on)
    mine = {line.id: line for line in lines}
    rows = access.returns(actor, on=on).filter(Q(state="sent back") | Q(period=name), action__in=mine).order_by()
    sent = list(rows.values_list("action", "state", "period"))
    back = [mine[pk] for pk, state, _ in sent if state == "sent back"]
    if (last - on).days > TELL_WITHIN:
        return [], back
    told_of = {pk for pk, _, period in sent if period == name}
    begun = [line for line in mine.values() if line.starts_on is not None and line.starts_on <= on]
    return [line for line in begun if line.id not in told_of], back


def to_check(actor: Actor, *, on: date) -> list[tuple[UUID, date]]:
    """Give the returns that wait for the actor to accept them or send them back, the oldest first."""
    rows = access.returns(actor, on=on, verb="accept").filter(state="submitted").order_by("submitted_on")
    return list(rows.values_list("pk", "submitted_on"))
