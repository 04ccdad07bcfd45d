"""Local notes as a page reads them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.evidence import access
from hereabouts.records.evidence.documents import indicators


@dataclass(frozen=True)
class NoteLine:
    """One local note: about which indicator (none: the place), in whose words."""

    id: UUID
    indicator: str
    label: str
    text: str
    written_by: str
    written_on: date


def notes(actor: Actor, place: object, *, on: date) -> list[NoteLine]:
    """Give the notes of a place that the actor may see, newest first."""
    rows = access.visible(actor, on=on).filter(place=place.id)
    known = indicators()
    return [
        NoteLine(n.pk, n.indicator, known[n.indicator].label if n.indicator in known else "", n.text, n.written_by, n.written_on)
        for n in rows
    ]  # fmt: skip
