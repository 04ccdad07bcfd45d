"""What was released, or put forward for release, and names somebody."""

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import mentioned


def held(who: Who) -> list[Held]:
    """Give where they are named."""
    return mentioned("releases", who)
