"""The door to frozen quarters, and to the places whose plan and profile somebody may publish."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.records.account.models import Quarter
from hereabouts.records.ledger.access import NotFound, one, seen
from hereabouts.records.places import access as places

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


def visible(actor: Actor, *, on: date) -> QuerySet[Quarter]:
    """Give the frozen quarters the actor may see, by place, the newest first."""
    return seen(
        Quarter.objects.select_related("place").order_by("place__name", "-year", "-quarter", "-number"), actor, on=on
    )


def find(actor: Actor, id: object, *, on: date) -> Quarter:
    """Give one frozen quarter; NotFound when it is absent or not the actor's."""
    return one(Quarter.objects.select_related("place"), actor, id, on=on)


def places_to(actor: Actor, what: str, *, on: date) -> list[Place]:
    """Give the places in which the actor may do "kind.verb": publish, or report a quarter."""
    kind, _, verb = what.partition(".")
    ours = actor.organisation
    return [
        place for place in places.visible(actor, on=on)
        if may(actor, verb, Subject(kind, place=str(place.pk), organisation=ours), on)
    ]  # fmt: skip


def place_to(actor: Actor, what: str, id: object, *, on: date) -> Place:
    """Give one place in which the actor may do "kind.verb"; NotFound otherwise."""
    found = next((place for place in places_to(actor, what, on=on) if str(place.pk) == str(id)), None)
    if found is None:
        raise NotFound
    return found
