"""A profile to take away, from what the evidence file and the local notes say of a place."""

from collections.abc import Mapping
from datetime import date

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.takeaway import Takeaway, takeaway
from hereabouts.core.ledger import Actor
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.notes import notes
from hereabouts.records.evidence.portrait import Portrait


def taken(
    actor: Actor, place: object, read: Portrait, *, on: date, own: Mapping[str, Indicator] | None = None
) -> Takeaway:
    """Put the tables of a profile together, with the local notes that the actor may see.

    ``own`` are the documents of the own tables that stand in the portrait.
    """
    told = notes(actor, place, on=on)
    return takeaway(
        read.profile, on=on, documents={**indicators(), **(own or {})}, areas=read.areas, histories=read.histories,
        pyramid=read.pyramid, datasets=read.datasets,
        notes=[f"{n.label + ': ' if n.label else ''}{n.text} ({n.written_by}, {n.written_on.isoformat()})" for n in told],
    )  # fmt: skip
