"""The drop-ins as staff read them: what is ahead with its rota, what was held with its counts, and all of these added up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hereabouts.core.families.drop_in import Sums, together
from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.records.families.models import DropIn
from hereabouts.records.ledger.access import one, seen

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

ADDED_UP = timedelta(days=365)


@dataclass(frozen=True)
class DropIns:
    """What is ahead, the soonest first; what was held, the newest first; and the counts of the last year together."""

    ahead: tuple[DropIn, ...]
    held: tuple[DropIn, ...]
    sums: Sums


def drop_ins(actor: Actor, *, on: date) -> DropIns:
    """Give the drop-ins that the actor may see."""
    rows = list(_all(actor, "see", on=on))
    ahead = sorted((row for row in rows if row.held_on >= on and row.came is None), key=lambda row: row.held_on)
    held = [row for row in rows if row not in ahead]
    told = [(r.came, r.referred or 0, r.needs) for r in held if r.came is not None and r.held_on > on - ADDED_UP]
    return DropIns(tuple(ahead), tuple(held), together(told))


def find(actor: Actor, id: object, *, on: date, verb: str = "see") -> DropIn:
    """Give one drop-in that the actor may see (or keep); NotFound otherwise."""
    return one(DropIn.objects.select_related("place"), actor, id, on=on, verb=verb)


def places_for(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may plan a drop-in."""
    return [p for p in places if may(actor, "keep", Subject("drop_in", None, str(p.pk), actor.organisation), on)]


def may_keep(actor: Actor, row: DropIn, *, on: date) -> bool:
    """Say whether the actor may say how a drop-in went."""
    return may(actor, "keep", row.subject(), on).allowed


def _all(actor: Actor, verb: str, *, on: date) -> QuerySet[DropIn]:
    return seen(DropIn.objects.select_related("place"), actor, on=on, verb=verb)
