"""The door to own tables. What is kept within an organisation is shut to everybody else, whatever their role."""

from datetime import date

from django.db.models import F, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.evidence.models import OwnTable
from hereabouts.records.ledger.access import one, seen


def visible(actor: Actor, *, on: date) -> QuerySet[OwnTable]:
    """Give the own tables that stand and that the actor may see."""
    standing = OwnTable.objects.exclude(stands=None).select_related("organisation", "stands")
    return seen(standing, actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> OwnTable:
    """Give one own table; NotFound when it is absent, taken back or not the actor's."""
    return one(visible(actor, on=on), actor, id, on=on)


def cleared() -> QuerySet[OwnTable]:
    """Give the own tables whose standing import was cleared to be published, and is not kept within: for releases alone."""
    standing = OwnTable.objects.exclude(stands=None).filter(within=False, cleared=F("stands"))
    return standing.select_related("organisation", "stands")
