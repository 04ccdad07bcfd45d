"""The door to releases: everybody may read what was published, until it is withdrawn."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.releases.models import Proposal, Release
from hereabouts.records.trust.access import public

ANY_DAY = date.min  # what the public may read depends on no day: the grant has none


def visible(actor: Actor, *, on: date) -> QuerySet[Release]:
    """Give every release the actor may see, the withdrawn ones too: who publishes must know them."""
    return seen(Release.objects.select_related("place"), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Release:
    """Give one release, withdrawn or not; NotFound when it is absent or not the actor's."""
    return one(Release.objects.select_related("place"), actor, id, on=on)


def standing() -> QuerySet[Release]:
    """Give what the public may read today: released and not withdrawn."""
    return visible(public(), on=ANY_DAY).filter(withdrawn_on=None)


def proposals(actor: Actor, *, on: date) -> QuerySet[Proposal]:
    """Give what was put forward for release, as far as the actor may see it, what waits first."""
    return seen(Proposal.objects.select_related("place", "release"), actor, on=on).order_by(
        "-state", "-proposed_on", "title", "place__name", "pk"
    )


def proposal(actor: Actor, id: object, *, on: date) -> Proposal:
    """Give one thing that was put forward; NotFound when it is absent or not the actor's."""
    return one(Proposal.objects.select_related("place", "release"), actor, id, on=on)
