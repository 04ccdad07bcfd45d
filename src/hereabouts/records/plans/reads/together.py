"""What several did together in a plan: what each project grew out of, who did which part, and whom to thank; shocks and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.together import days_to_action
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Plan, Shock
from hereabouts.records.plans.reads.rows import ActionLine, action_line

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

BEGUN = ("in progress", "complete")


@dataclass(frozen=True)
class SourceLine:
    """What an action grew out of; ``days`` from when it was raised until work began, None while it did not."""

    kind: str
    words: str
    raised_on: date
    days: int | None


@dataclass(frozen=True)
class PartLine:
    """The part of one service."""

    organisation_id: UUID
    organisation: str
    part: str
    result: str
    done_on: date | None


@dataclass(frozen=True)
class JointProject:
    """An action of several: its line, what it grew out of, each part, the steps that are done, and what shows that it is complete."""

    line: ActionLine
    sources: tuple[SourceLine, ...]
    parts: tuple[PartLine, ...]
    works: tuple[tuple[str, date | None], ...]
    result: str

    @property
    def thanked(self) -> tuple[PartLine, ...]:
        """Give the parts that are done: whoever did them is thanked."""
        return tuple(part for part in self.parts if part.done_on)


def joint_projects(actor: Actor, plan: Plan, *, on: date) -> list[JointProject]:
    """Give the actions of a plan that grew out of something, or in which several have a part, as far as the actor may see."""
    rows = access.actions(actor, on=on).filter(plan=plan).exclude(sources=None, parts=None)
    rows = rows.distinct().prefetch_related("sources", "parts__organisation", "milestones", "events")
    return [_project(row, on) for row in rows]


def _project(row: Action, on: date) -> JointProject:
    begun = begun_on(row)
    return JointProject(
        action_line(row, on=on),
        tuple(SourceLine(s.kind, s.words, s.raised_on, days_to_action(s.raised_on, begun)) for s in row.sources.all()),
        tuple(PartLine(p.organisation_id, p.organisation.name, p.part, p.result, p.done_on) for p in row.parts.all()),
        tuple((m.title, m.done_on) for m in row.milestones.all()), row.proof,
    )  # fmt: skip


def begun_on(row: Action) -> date | None:
    """Give the first day on which an action was told to be under way; None before."""
    days = [e.on for e in row.events.all() if e.what.endswith(tuple(f"→ {state}" for state in BEGUN))]
    return min(days, default=None)


@dataclass(frozen=True)
class ShockLine:
    """A shock, the plan that answers it, and the days until the first of its actions began."""

    id: UUID
    what: str
    announced_on: date
    hit: str
    people: str
    plan: tuple[UUID, str, str] | None
    days: int | None
    early: int
    actions: int
    done: int


def shocks(actor: Actor, place: Place, *, on: date) -> list[ShockLine]:
    """Give the shocks of a place, the newest first, each with how quickly it was answered."""
    rows = seen(Shock.objects.filter(place=place).select_related("plan"), actor, on=on)
    return [_shock(actor, row, on) for row in rows]


def _shock(actor: Actor, row: Shock, on: date) -> ShockLine:
    actions = []
    if row.plan_id:
        actions = list(access.actions(actor, on=on).filter(plan=row.plan_id).prefetch_related("events"))
    begun = min((day for action in actions if (day := begun_on(action))), default=None)
    told = (row.plan.pk, row.plan.title, row.plan.state) if row.plan else None
    early = sum(a.state in BEGUN for a in actions) if row.plan and row.plan.state in {"draft", "consulting"} else 0
    return ShockLine(
        row.pk, row.what, row.announced_on, row.hit, row.people, told, days_to_action(row.announced_on, begun), early,
        len(actions), sum(a.state == "complete" for a in actions),
    )  # fmt: skip


def find_shock(actor: Actor, id: object, *, on: date) -> Shock:
    """Give one shock to be answered; NotFound when it is absent or not the actor's to answer."""
    found: Shock = one(Shock.objects.select_related("place", "plan"), actor, id, on=on, verb="draft")
    return found
