"""What imports remember of somebody: what stood in a record before a sheet changed it."""

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import mentioned


def held(who: Who) -> list[Held]:
    """Give where they are named."""
    return mentioned("imports", who)
