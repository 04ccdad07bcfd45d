"""The door to letters: staff see those of their places; the public sees one thread, by its reference."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, QuerySet

from hereabouts.core.ledger import Actor, Grant
from hereabouts.records.intake.models import Followed, Letter, Told
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.places import access as places

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

# Letters are addressed to places, and the names of places are no secret.
HATCH = Actor("intake", "Letters in", grants=(Grant("place", "see", under="letters are addressed to places"),))


def visible(actor: Actor, *, on: date, purpose: str | None = None) -> QuerySet[Letter]:
    """Give the letters the actor may see, oldest first. A request for help needs an agreement and its purpose."""
    return seen(Letter.objects.select_related("place"), actor, on=on, purpose=purpose)


def find(actor: Actor, id: object, *, on: date, purpose: str | None = None) -> Letter:
    """Give one letter; NotFound when it is absent or not the actor's."""
    return one(Letter.objects.select_related("place"), actor, id, on=on, purpose=purpose)


def addressed(*, on: date) -> QuerySet[Place]:
    """Give the places that take letters: every one."""
    return places.visible(HATCH, on=on)


def told(actor: Actor, *, on: date) -> QuerySet[Told]:
    """Give what people were told came of what they raised, as far as the actor may see it, the latest first."""
    return seen(Told.objects.select_related("place"), actor, on=on)


def last_told(place: Place, *, on: date) -> dict[str, date]:
    """Give by topic the last day on which those who raised it in a place were told something."""
    rows = Told.objects.filter(place=place, told_on__lte=on).order_by()
    return dict(rows.values_list("topic").annotate(last=Max("told_on")))


def told_since(*, on: date, **raised: object) -> Exists:
    """Ask of a row whether those who raised something were told of it: ``raised`` names its place, topic and day."""
    since = {"place": raised["place"], "topic": raised["topic"], "told_on__gte": raised["heard_on"]}
    return Exists(Told.objects.filter(told_on__lte=on, **since))


def followed(ref: str) -> Followed | None:
    """Give what a reference follows: whoever holds it may know."""
    return Followed.objects.filter(ref=ref).first()


def told_to(row: Followed) -> QuerySet[Told]:
    """Give what those who raised these topics in this place were told since they did, the first first."""
    rows = Told.objects.filter(place=row.place_id, topic__in=row.topics, told_on__gte=row.heard_on)
    return rows.order_by("told_on", "told_at")


def letter_of(ref: str) -> Letter | None:
    """Give the letter of a reference: whoever holds it may read its thread, and nothing more of it."""
    with on_purpose("whoever holds its reference follows a letter"):
        return Letter.objects.filter(ref=ref).prefetch_related("replies").first()
