"""The door to local notes."""

from datetime import date

from django.db.models import Q, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.evidence.models import LocalNote
from hereabouts.records.ledger.access import one, seen


def visible(actor: Actor, *, on: date) -> QuerySet[LocalNote]:
    """Give the local notes that stand and that the actor may see, newest first."""
    return seen(LocalNote.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), written_on__lte=on), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> LocalNote:
    """Give one local note that stands; NotFound when it is absent, ended or not the actor's."""
    return one(visible(actor, on=on), actor, id, on=on)
