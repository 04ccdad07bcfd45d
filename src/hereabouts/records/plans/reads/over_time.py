"""The actions of a plan over time, with their milestones."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.timeline import Span, Timeline, drawn
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Plan

OVER = ("stopped", "merged")


def over_time(actor: Actor, plan: Plan, *, on: date) -> Timeline | None:
    """Draw the actions of a plan that the actor may see over the time of all; None where none has a day."""
    rows = access.actions(actor, on=on).filter(plan=plan).exclude(state__in=OVER).prefetch_related("milestones")
    spans = [
        Span(row.ref, row.starts_on, row.due_on, tuple((m.due_on, m.done_on is not None) for m in row.milestones.all()))
        for row in rows
    ]
    return drawn(sorted(spans, key=lambda span: (span.starts_on or span.due_on or on, span.ref)), on=on)
