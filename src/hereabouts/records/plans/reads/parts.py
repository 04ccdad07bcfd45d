"""The parts of partners in a plan and how early its money acts, with the need that each preventive action rests on (S-01, S-13, S-53)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.parts import MoneyOf, OutcomeTogether, Shared, by_cause, by_outcome, by_tier
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Plan

OVER = ("stopped", "merged")
BODIES = {"plans": "planned_by", "resources": "resourced_by", "provides": "provided_by"}


@dataclass(frozen=True)
class Early:
    """An action that says how early it acts, and what voice and data say for it, each "" when nothing does."""

    id: UUID
    ref: str
    title: str
    prevention: str
    voice: str
    data: str


@dataclass(frozen=True)
class PlanParts:
    """A plan by its partners, its money and its prevention; ``narrows`` gives the inequality of each outcome."""

    outcomes: tuple[OutcomeTogether, ...]
    narrows: dict[str, str]
    tiers: tuple[MoneyOf, ...]
    causes: tuple[MoneyOf, ...]
    early: tuple[Early, ...]
    titles: dict[str, tuple[UUID, str]]


def plan_parts(actor: Actor, plan: Plan, *, on: date) -> PlanParts:
    """Lay out who has which part in the actions of a plan that go on or are done."""
    rows = list(
        access.actions(actor, on=on)
        .filter(plan=plan)
        .exclude(state__in=OVER)
        .prefetch_related("outcomes", *BODIES.values())
    )
    shared = [_shared(row) for row in rows]
    return PlanParts(
        by_outcome(shared), {o.statement: o.inequality_gap for row in rows for o in row.outcomes.all()},
        by_tier(shared), by_cause(shared), tuple(_early(row) for row in rows if row.prevention),
        {row.ref: (row.pk, row.title) for row in rows},
    )  # fmt: skip


def _shared(row: Action) -> Shared:
    return Shared(
        row.ref, [o.statement for o in row.outcomes.all()], prevention=row.prevention, cause=row.cause,
        planned=row.money_planned, spent=row.money_spent,
        **{part: [body.name for body in getattr(row, field).all()] for part, field in BODIES.items()},
    )  # fmt: skip


def _early(row: Action) -> Early:
    said = row.grounds.get
    return Early(row.pk, row.ref, row.title, row.prevention, said("voice", ""), said("data", ""))
