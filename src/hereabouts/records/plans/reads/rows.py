"""An action as a list shows it, and which of them are mine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.progress import status
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Target

LEADS = ("organisation", "lead", "priority", "plan", "place", "merged_into")
HELD = {
    "supporting": "all_supporting",
    "targets": "all_targets",
    "outcomes": "all_outcomes",
}  # a list costs half of a manager each


@dataclass(frozen=True)
class Measured:
    """What an action is measured by."""

    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    target_on: date | None
    why: str
    agreed_by: str


@dataclass(frozen=True)
class ActionLine:
    """An action as a list shows it; ``status`` is the one public word."""

    id: UUID
    ref: str
    title: str
    plan: str
    plan_id: UUID
    place: str
    state: str
    status: str
    reason: str
    lead: str
    person: str
    supporting: tuple[str, ...]
    starts_on: date | None
    due_on: date | None
    days_late: int
    money_planned: Decimal | None
    money_spent: Decimal | None
    measures: tuple[Measured, ...]
    priority: str
    priority_id: UUID | None
    topic: str
    outcome_ids: tuple[UUID, ...]
    quick_win: bool
    assumption: bool
    evidence: str
    early: bool
    merged_into: str
    grounds: dict[str, str]
    lived_design: str
    lived_delivery: str
    lived_words: str


def lines(rows: QuerySet[Action], *, on: date) -> list[ActionLine]:
    """Describe actions for a list."""
    together = rows.select_related(*LEADS).prefetch_related(
        *(Prefetch(name, to_attr=held) for name, held in HELD.items())
    )
    return [action_line(row, on=on) for row in together]


def _all(row: Action, name: str) -> list:
    """Give what belongs to an action: as it was fetched for all of a list at once, or now."""
    held = getattr(row, HELD[name], None)
    return list(getattr(row, name).all()) if held is None else held


def with_all(rows):
    return rows.select_related(*LEADS).prefetch_related("supporting", "targets", "outcomes")


def action_line(row: Action, *, on: date) -> ActionLine:
    """Describe one action for a list."""
    word = status(row.state, due_on=row.due_on, on=on)
    return ActionLine(
        id=row.pk,
        ref=row.ref,
        title=row.title,
        plan=row.plan.title,
        plan_id=row.plan_id,
        place=row.place.name,
        state=row.state,
        status=word,
        reason=row.reason,
        lead=row.organisation.name if row.organisation else "",
        person=row.lead.name if row.lead else "",
        supporting=tuple(o.name for o in _all(row, "supporting")),
        starts_on=row.starts_on,
        due_on=row.due_on,
        days_late=(on - row.due_on).days if word == "late" and row.due_on else 0,
        money_planned=row.money_planned,
        money_spent=row.money_spent,
        measures=tuple(_measured(t) for t in _all(row, "targets")),
        priority=row.priority.statement if row.priority else "",
        priority_id=row.priority_id,
        topic=row.topic,
        outcome_ids=tuple(o.pk for o in _all(row, "outcomes")),
        quick_win=row.quick_win,
        assumption=not (row.evidence.strip() or any(row.grounds.values())),
        evidence=row.evidence,
        early=row.plan.state in {"draft", "consulting"} and row.state in {"in progress", "complete"},
        merged_into=row.merged_into.ref if row.merged_into else "",
        grounds=row.grounds,
        lived_design=row.lived_design,
        lived_delivery=row.lived_delivery,
        lived_words=row.lived_words,
    )


def _measured(t: Target) -> Measured:
    return Measured(t.measure, t.unit, t.baseline, t.target, t.target_on, t.why, t.agreed_by)


def mine(actor: Actor, *, on: date) -> list[ActionLine]:
    """Give the open actions the actor answers for: those of their own organisation, the latest first."""
    rows = access.actions(actor, on=on, verb="update").exclude(state__in=["stopped", "merged", "complete"])
    ours = lines(rows.filter(organisation=actor.organisation), on=on)
    return sorted(ours, key=lambda a: (a.due_on is None, a.due_on or on, a.ref))
