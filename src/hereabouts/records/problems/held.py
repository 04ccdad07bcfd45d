"""What problems in place say of somebody."""

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import mentioned


def held(who: Who) -> list[Held]:
    """Give where they are named."""
    return mentioned("problems", who)
