"""Agreements grow old by the calendar: whoever runs this each day marks what is due and is told what is near.

Nothing here opens or shuts anything: the days of an agreement do, from midnight to midnight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.trust.agreements import OPEN, Alert, alerts
from hereabouts.records.trust.access import visible
from hereabouts.records.trust.changes import call_for_review, expire


@dataclass(frozen=True)
class Near:
    """An agreement that ends or is to be reviewed soon, or should have been."""

    id: UUID
    ref: str
    title: str
    alert: Alert


def near(actor: Actor, *, on: date) -> list[Near]:
    """Give what ends or is to be reviewed within 90 days among the agreements in force that the actor may read."""
    rows = visible(actor, on=on).filter(state__in=OPEN)
    found = [
        Near(a.pk, a.ref, a.title, alert)
        for a in rows
        for alert in alerts(ends_on=a.ends_on, review_on=a.review_on, on=on)
    ]
    return sorted(found, key=lambda n: (n.alert.day, n.ref))


def age(*, by: Actor, on: date) -> list[Near]:
    """Mark every agreement that is over as expired and every due review as due, and give what is near. Twice changes nothing."""
    for a in visible(by, on=on).filter(state__in=(*OPEN, "suspended", "signed"), ends_on__lt=on):
        expire(by=by, on=on, agreement=a)
    for a in visible(by, on=on).filter(state="in force", review_on__lte=on):
        call_for_review(by=by, on=on, agreement=a)
    return near(by, on=on)
