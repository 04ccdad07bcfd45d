"""What was written of somebody where priorities were set."""

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import mentioned


def held(who: Who) -> list[Held]:
    """Give where they are named."""
    return mentioned("priorities", who)
