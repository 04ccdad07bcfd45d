"""The door to what an administrator changes: roles that are held."""

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import one
from hereabouts.records.partners.models import RoleHeld


def role_to_end(actor: Actor, id: object, *, on: date) -> RoleHeld:
    """Give one role held, to somebody who may end it; NotFound otherwise, whatever the cause."""
    return one(RoleHeld.objects.select_related("account"), actor, id, on=on, verb="end")
