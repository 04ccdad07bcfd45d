"""What a phone takes along where there is no signal: the places and what is held there, and the half of a key that shuts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.places import access as places
from hereabouts.records.voice import access
from hereabouts.records.voice.models import SealingKey


@dataclass(frozen=True)
class KitActivity:
    """An activity that somebody may be heard at."""

    id: UUID
    name: str
    method: str


@dataclass(frozen=True)
class KitPlace:
    """A place in which the officer may record, with what was or is held there."""

    id: UUID
    name: str
    activities: tuple[KitActivity, ...]


def kit(actor: Actor, *, on: date) -> list[KitPlace]:
    """Give the places in which the actor may record, each with its activities up to a week ahead: they may be out of reach that long."""
    here = [p for p in places.visible(actor, on=on) if access.holds_here(actor, "contribution.record", p, on=on)]
    return [KitPlace(p.pk, p.name, tuple(_activities(actor, p, on))) for p in here]


def _activities(actor: Actor, place: object, on: date) -> list[KitActivity]:
    rows = access.activities(actor, on=on).filter(place=place.id)[:60]
    return [KitActivity(a.pk, a.name, a.method) for a in rows]


def shutting(actor: Actor) -> dict[str, str] | None:
    """Give the half of the actor's key that shuts; None before they have one."""
    found = SealingKey.objects.filter(account=actor.id).first()
    return found and found.shuts


def opening(actor: Actor) -> dict[str, str] | None:
    """Give the half of the actor's own key that opens, to be held in the memory of a page while it sends."""
    found = SealingKey.objects.filter(account=actor.id).first()
    return found and found.opens
