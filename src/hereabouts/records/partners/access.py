"""The doors to what changes in this room: roles that are held, promises, the services of the directory."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.partners.models import Commitment, RoleHeld, Service


def role_to_end(actor: Actor, id: object, *, on: date) -> RoleHeld:
    """Give one role held, to somebody who may end it; NotFound otherwise, whatever the cause."""
    return one(RoleHeld.objects.select_related("account"), actor, id, on=on, verb="end")


def commitments(actor: Actor, *, on: date) -> QuerySet[Commitment]:
    """Give the promises the actor may see."""
    return seen(Commitment.objects.select_related("organisation", "account", "place"), actor, on=on)


def find_commitment(actor: Actor, id: object, *, on: date) -> Commitment:
    """Give one promise; NotFound when it is absent or not the actor's."""
    return one(Commitment.objects.select_related("organisation", "account", "place"), actor, id, on=on)


def services(actor: Actor, *, on: date) -> QuerySet[Service]:
    """Give the services the actor may see: anybody may, signed in or not."""
    return seen(Service.objects.select_related("organisation", "place"), actor, on=on)


def find_service(actor: Actor, id: object, *, on: date) -> Service:
    """Give one service; NotFound when it is absent."""
    return one(Service.objects.select_related("organisation", "place"), actor, id, on=on)
