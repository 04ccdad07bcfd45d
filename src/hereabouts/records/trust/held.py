"""What agreements, emergencies and interests say of somebody: the reason for which a record of theirs was opened, too."""

from collections.abc import Iterable

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import empty, mentioned, told
from hereabouts.records.trust.models import BrokenGlass, Interest


def held(who: Who) -> list[Held]:
    """Give what was written about their records, and where they are named. Whoever has an interest in them is somebody else."""
    about = list(BrokenGlass.objects.filter(object__in=_ids(who)))
    interests = list(Interest.objects.filter(object__in=_ids(who)))
    found = [one for row in about for one in told(row)] + [one for row in interests for one in told(row, own=False)]
    return found + mentioned("trust", who, but=[str(row.pk) for row in (*about, *interests)])


def _ids(who: Who) -> list[str]:
    return [one for one in who.ids if len(one) == 36]


def reasons_emptied(objects: Iterable[str]) -> None:
    """Empty the reasons for which some things were opened in an emergency. Call it where the things themselves are emptied."""
    for row in BrokenGlass.objects.filter(object__in=list(objects)):
        empty(row)
