"""How a quarter of a plan is frozen: once, as its leads told of it."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.quarters import named
from hereabouts.core.releases.content import canonical, fingerprint
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans import reads
from hereabouts.records.plans.models import AlreadyFrozen, Plan, QuarterFreeze


@change("return.freeze", about="plan", keeps=("period",))
def freeze_quarter(*, by: Actor, on: date, plan: Plan, period: str) -> QuarterFreeze:
    """Freeze what was told of a plan for a quarter, with its fingerprint. Once: AlreadyFrozen says when, and by whom.

    What nobody told is frozen as untold: it is part of what the meeting read.
    """
    period = named(period, on=on).name
    before = QuarterFreeze.objects.filter(plan=plan, period=period).first()
    if before:
        raise AlreadyFrozen(
            "{period} was frozen on {day} by {who}. What changed since stands beside it.",
            period=period, day=f"{before.frozen_on:%-d %B %Y}", who=before.frozen_by,
        )  # fmt: skip
    text = {"plan": plan.ref, "title": plan.title, "period": period, "rows": reads.told_rows(plan, period)}
    return QuarterFreeze.objects.create(
        plan=plan, place_id=plan.place_id, organisation_id=plan.organisation_id, period=period, text=text,
        sha256=fingerprint(canonical(text)), frozen_on=on, frozen_by=by.name,
    )  # fmt: skip
