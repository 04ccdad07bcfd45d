"""How long ago each action was told of, and which have not moved for two quarters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.movement import STILL_FROM, Ago, ago, letters_better, quarters_still
from hereabouts.core.plans.progress import ENDED
from hereabouts.records.plans import access
from hereabouts.records.plans.models import ACTION_STATES, Action, ActionEvent, Milestone, Plan

# An event that says a state changed, or that a milestone was reached; a new day or a new target is no movement.
MOVED = re.compile(rf"(?:{'|'.join(ACTION_STATES)}) → |Milestone reached: ", re.IGNORECASE)


@dataclass(frozen=True)
class Stale:
    """An action with how long ago it was last told of, and how many whole quarters it has not moved."""

    id: UUID
    ref: str
    title: str
    plan_id: UUID
    plan: str
    lead: str
    person: str
    told_on: date | None
    told: Ago
    still: int


def stale(actor: Actor, *, on: date, plan: Plan | None = None) -> list[Stale]:
    """Give the open actions the actor may see (of one plan), those that stand still longest first."""
    rows = access.actions(actor, on=on).exclude(state__in=[*ENDED, "complete", "proposed"])
    rows = rows.filter(plan=plan) if plan else rows.exclude(plan__state="closed")
    actions = [action for action in rows if action.starts_on is None or action.starts_on <= on]
    letters = _letters(actor, actions, on)
    moves, known = _moves(actions), _known_since(actions)
    found = [
        _stale(action, letters.get(action.pk, []), moves.get(action.pk, []), known.get(action.pk), on)
        for action in actions
    ]
    return sorted(found, key=lambda one: (-one.still, one.told_on or date.min, one.ref))


def not_moving(actor: Actor, *, on: date, plan: Plan | None = None) -> list[Stale]:
    """Give those that have not moved for two whole quarters or more."""
    return [one for one in stale(actor, on=on, plan=plan) if one.still >= STILL_FROM]


def _letters(actor: Actor, actions: list[Action], on: date) -> dict[UUID, list[tuple[date, str]]]:
    found: dict[UUID, list[tuple[date, str]]] = {}
    rows = access.returns(actor, on=on).filter(action__in=actions).order_by("submitted_on")
    for action, day, letter in rows.values_list("action_id", "submitted_on", "brag"):
        found.setdefault(action, []).append((day, letter))
    return found


def _moves(actions: list[Action]) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    events = ActionEvent.objects.filter(action__in=actions).order_by().values_list("action_id", "on", "what")
    reached = Milestone.objects.filter(action__in=actions).exclude(done_on=None).order_by()
    moved: Iterable[tuple[UUID, date]] = [
        *((pk, day) for pk, day, what in events if MOVED.match(what)),
        *reached.values_list("action_id", "done_on"),
    ]
    for pk, day in moved:
        found.setdefault(pk, []).append(day)
    return found


def _known_since(actions: list[Action]) -> dict[UUID, date]:
    """Give the day each action was written down here: of the quarters before that nobody can say whether it moved."""
    rows = ActionEvent.objects.filter(action__in=actions, what="Added").order_by()
    return dict(rows.values_list("action").annotate(Min("on")))


def _stale(action: Action, letters: list[tuple[date, str]], moves: list[date], known: date | None, on: date) -> Stale:
    told_on = max((day for day, _ in letters), default=None)
    began = action.starts_on or action.plan.agreed_on or action.plan.period_from or on
    began = max(began, known) if known else began
    return Stale(
        action.pk, action.ref, action.title, action.plan_id, action.plan.title,
        action.organisation.name if action.organisation else "", action.lead.name if action.lead else "",
        told_on, ago(told_on, on), quarters_still([*moves, *letters_better(letters)], since=began, on=on),
    )  # fmt: skip
