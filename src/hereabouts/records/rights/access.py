"""The doors to rights requests, holds, disposals and public-task requests: those of whoever leads information governance."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.rights.models import DisposalBatch, LegalHold, PublicTaskDisclosureRequest, RightsRequest


def visible(actor: Actor, *, on: date) -> QuerySet[RightsRequest]:
    """Give the rights requests the actor may see, the oldest first."""
    return seen(RightsRequest.objects.select_related("place"), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> RightsRequest:
    """Give one rights request; NotFound when it is absent or not the actor's."""
    return one(RightsRequest.objects.select_related("place"), actor, id, on=on)


def find_batch(actor: Actor, id: object, *, on: date) -> DisposalBatch:
    """Give one disposal batch; NotFound when it is absent or not the actor's."""
    return one(DisposalBatch.objects.all(), actor, id, on=on)


def batches(actor: Actor, *, on: date) -> QuerySet[DisposalBatch]:
    """Give the disposal batches the actor may see, the newest first."""
    return seen(DisposalBatch.objects.all(), actor, on=on)


def holds(actor: Actor, *, on: date) -> QuerySet[LegalHold]:
    """Give the holds the actor may see, the newest first."""
    return seen(LegalHold.objects.all(), actor, on=on)


def find_hold(actor: Actor, id: object, *, on: date) -> LegalHold:
    """Give one hold; NotFound when it is absent or not the actor's."""
    return one(LegalHold.objects.all(), actor, id, on=on)


def disclosures(actor: Actor, *, on: date) -> QuerySet[PublicTaskDisclosureRequest]:
    """Give the public-task requests the actor may see, the next to be answered first."""
    return seen(PublicTaskDisclosureRequest.objects.select_related("holder", "organisation"), actor, on=on)


def find_disclosure(actor: Actor, id: object, *, on: date) -> PublicTaskDisclosureRequest:
    """Give one public-task request; NotFound when it is absent or not the actor's."""
    return one(PublicTaskDisclosureRequest.objects.select_related("holder", "organisation", "place"), actor, id, on=on)
