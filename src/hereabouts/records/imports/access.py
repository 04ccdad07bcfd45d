"""The door to imports."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.imports.models import Batch
from hereabouts.records.ledger.access import one, seen


def visible(actor: Actor, *, on: date) -> QuerySet[Batch]:
    """Give the batches the actor may know of, newest first."""
    return seen(Batch.objects.select_related("place"), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Batch:
    """Give one batch; NotFound when it is absent or not the actor's."""
    return one(Batch.objects.select_related("place"), actor, id, on=on)
