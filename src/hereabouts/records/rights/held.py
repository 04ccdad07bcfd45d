"""What this room holds of somebody: their own requests, what was decided of them, and where else they are named."""

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import mentioned, told
from hereabouts.records.rights.models import RightsRequest


def held(who: Who) -> list[Held]:
    """Give all of it. What was decided of single passages is about the pack itself, and told where it names somebody."""
    mine = list(RightsRequest.objects.filter(name__in=who.names, pk__in=who.ids).prefetch_related("notes"))
    rows = [row for one in mine for row in (one, *one.notes.all())]
    own = [one for row in rows for one in told(row)]
    return own + mentioned("rights", who, but=[str(row.pk) for row in rows])
