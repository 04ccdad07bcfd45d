"""A quarter of a plan as it was told, as it was frozen, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.frozen import Since, changed_since
from hereabouts.core.releases.content import canonical, fingerprint
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.access import seen
from hereabouts.records.plans.models import Action, Plan, QuarterFreeze, Return

PRINTED = ("narrative", "next", "help_needed", "evidence", "brag", "override", "override_reason", "state")


class NotAsFrozen(Sentence):
    """A frozen quarter whose text no longer is what was frozen: somebody was at the database."""


@dataclass(frozen=True)
class FreezeSheet:
    """A frozen quarter with its rows, its fingerprint, and what changed since."""

    frozen_on: date
    frozen_by: str
    sha256: str
    rows: tuple[dict[str, Any], ...]
    since: tuple[Since, ...]


def told_rows(plan: Plan, period: str) -> list[dict[str, Any]]:
    """Give a row for each action of a plan with what was told of it for a period; three questions, however many actions."""
    returns = {row.action_id: row for row in Return.objects.filter(action__plan=plan, period=period).order_by()}
    actions = Action.objects.filter(plan=plan).select_related("organisation").order_by("ref")
    return [_row(action, returns.get(action.pk)) for action in actions]


def _row(action: Action, told: Return | None) -> dict[str, Any]:
    words = {name: getattr(told, name) if told else "" for name in PRINTED}
    told_by = {"told_by": told.submitted_by, "told_on": told.submitted_on.isoformat()} if told else {}
    lead = action.organisation.name if action.organisation else ""
    return {"ref": action.ref, "title": action.title, "lead": lead, **words, "told_by": "", "told_on": "", **told_by}


def frozen(actor: Actor, plan: Plan, period: str, *, on: date) -> FreezeSheet | None:
    """Give a frozen quarter with what changed since; None while it is not frozen. NotAsFrozen where its text was altered."""
    row = seen(QuarterFreeze.objects.filter(plan=plan, period=period), actor, on=on).first()
    if row is None:
        return None
    if fingerprint(canonical(row.text)) != row.sha256:
        raise NotAsFrozen(
            "{period} is not what was frozen: its text was altered. Ask who keeps the database.", period=period
        )
    rows = row.text["rows"]
    return FreezeSheet(
        row.frozen_on, row.frozen_by, row.sha256, tuple(rows), tuple(changed_since(rows, told_rows(plan, period)))
    )
