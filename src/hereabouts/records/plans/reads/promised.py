"""What one partner promised over all plans: what it leads, what it supports, and how it told of it (S-46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.progress import quarter
from hereabouts.records.plans import access
from hereabouts.records.plans.reads.rows import ActionLine, lines

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class Promised:
    """A partner's actions: led (late ones first), supported; and of those it leads how many were told of this quarter."""

    led: tuple[ActionLine, ...]
    supported: tuple[ActionLine, ...]
    period: str
    told: int

    @property
    def going(self) -> tuple[ActionLine, ...]:
        """Those it leads that still go on, of which something is to be told."""
        return tuple(action for action in self.led if action.status != "done")

    @property
    def late(self) -> int:
        """How many of those it leads are late."""
        return sum(action.status == "late" for action in self.led)


def promised(actor: Actor, partner: UUID, *, on: date) -> Promised:
    """Give what a partner promised in the plans that the actor may see."""
    rows = access.actions(actor, on=on).exclude(state__in=OVER)
    led = sorted(lines(rows.filter(organisation=partner), on=on), key=lambda action: (-action.days_late, action.ref))
    period, _ = quarter(on)
    told = access.returns(actor, on=on).filter(period=period, action__organisation=partner).exclude(state="sent back")
    return Promised(
        tuple(led), tuple(lines(rows.filter(supporting=partner), on=on)), period,
        told.values("action").distinct().order_by().count(),
    )  # fmt: skip
