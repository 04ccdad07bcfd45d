"""The door to places."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, meant
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.places.models import Place


class UnknownPlace(Sentence):
    """A place asked for by a name that nobody defined."""


def visible(actor: Actor, *, on: date) -> QuerySet[Place]:
    """Give the places the actor may see, in order of name."""
    return seen(Place.objects.all(), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Place:
    """Give one place; NotFound when it is absent or not the actor's."""
    return one(Place.objects.all(), actor, id, on=on)


def called(actor: Actor, name: str, *, on: date) -> Place:
    """Give the place of that name, upper or lower case; UnknownPlace says how to define it."""
    found = visible(actor, on=on).filter(name__iexact=name.strip()).first()
    if found is None:
        near = meant(name, [place.name for place in visible(actor, on=on)])
        raise UnknownPlace(
            "No place is called “{name}”.{near} Define it first: hereabouts place define '{name}' --areas CODE,CODE",
            name=name,
            near=near,
        )
    return found
