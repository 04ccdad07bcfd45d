"""The new actions of a tracker, written all at once: two thousand rows are one sheet, and nobody waits for them one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.tracker import Tracked
from hereabouts.records.ledger.changes import next_refs
from hereabouts.records.plans.changes.actions import NoReason
from hereabouts.records.plans.changes.plans import add_outcome
from hereabouts.records.plans.models import Action, ActionEvent, Outcome, Plan, Target, WaitingLead

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation

CHUNK = 500  # rows written at once
TOLD, CHANGED = "Told in the tracker", "Changed by the tracker: "
NO_REASON = "The tracker gives no reason."
ENDS = {"paused", "stopped"}


def add_all(
    plan: Plan,
    rows: Sequence[Tracked],
    organisations: Mapping[str, Organisation],
    people: Mapping[str, Account],
    *,
    by: Actor,
    on: date,
) -> list[Action]:
    """Add the actions, in the order of the sheet, each with a reference it keeps. Call it inside a change."""
    if rows and plan.state == "closed":
        raise NoReason("{title} is closed. Open it again before anything is added.", title=plan.title)
    for row in rows:
        if not row.title.strip():
            raise NoReason("Row {n} says nothing that will be done. Nothing was imported.", n=row.row)
        if row.starts_on and row.due_on and row.due_on < row.starts_on:
            raise NoReason("Row {n} would be due before it starts. Nothing was imported.", n=row.row)
    refs = next_refs(plan.place.prefix, on.year, "action", len(rows)) if rows else []
    made = [_action(plan, row, ref, organisations, people) for row, ref in zip(rows, refs, strict=True)]
    Action.objects.bulk_create(made, batch_size=CHUNK)
    _besides(plan, made, rows, organisations, by=by, on=on)
    return made


def _action(
    plan: Plan, row: Tracked, ref: str, organisations: Mapping[str, Organisation], people: Mapping[str, Account]
) -> Action:
    lead = people.get(row.person)
    return Action(
        plan=plan, place_id=plan.place_id, ref=ref, title=row.title.strip(), lead=lead,
        organisation=organisations.get(row.lead) or (lead.organisation if lead else None), starts_on=row.starts_on,
        due_on=row.due_on, money_planned=row.money, money_spent=row.spent, evidence=row.evidence,
        state=row.state or ("not started" if plan.state in {"agreed", "live"} else "proposed"),
        reason=(row.reason or NO_REASON) if row.state in ENDS else "",
        proof="Said in the tracker" if row.state == "complete" else "", completed_on=row.completed_on,
    )  # fmt: skip


def make_outcomes(plan: Plan, rows: Sequence[Tracked], *, by: Actor, on: date) -> list[UUID]:
    """Give the plan the outcomes that a tracker names and it has not, as drafts; give those that nobody here had."""
    named = dict.fromkeys(row.outcome for row in rows if row.outcome)
    have = set(plan.outcomes.values_list("statement", flat=True))
    here = set(Outcome.objects.filter(place=plan.place_id).values_list("pk", flat=True))
    made = [add_outcome(by=by, on=on, plan=plan, statement=one, tier="short") for one in named if one not in have]
    return [outcome.pk for outcome in made if outcome.pk not in here]


def told_event(action: Action, row: Tracked, *, by: Actor, on: date, at: datetime) -> ActionEvent:
    """Give the entry that keeps what a tracker tells of an action lately."""
    return ActionEvent(action=action, on=on, at=at, who=by.name, what=TOLD, reason=row.told)


def _besides(
    plan: Plan,
    made: Sequence[Action],
    rows: Sequence[Tracked],
    organisations: Mapping[str, Organisation],
    *,
    by: Actor,
    on: date,
) -> None:
    pairs = list(zip(made, rows, strict=True))
    now = timezone.now()
    targets = [
        Target(action=a, measure=m.measure, baseline=m.baseline, target=m.target)
        for a, row in pairs
        for m in row.measures
    ]
    told = [
        ActionEvent(
            action=a, on=on, at=now, who=by.name, what="Added", reason=row.whole if row.whole != row.title else ""
        )
        for a, row in pairs
    ]
    told += [told_event(a, row, by=by, on=on, at=now) for a, row in pairs if row.told]
    waiting = [
        WaitingLead(action=a, words=row.lead_words[:200], asked_on=on)
        for a, row in pairs
        if row.lead_words and not a.organisation_id
    ]
    outcomes = dict(plan.outcomes.values_list("statement", "pk"))
    supports, serves = Action.supporting.through, Action.outcomes.through
    supporting = [
        supports(action_id=a.pk, organisation_id=organisations[name].pk) for a, row in pairs for name in row.supporting
    ]
    serving = [serves(action_id=a.pk, outcome_id=outcomes[row.outcome]) for a, row in pairs if row.outcome in outcomes]
    written = (
        (Target, targets),
        (ActionEvent, told),
        (WaitingLead, waiting),
        (supports, supporting),
        (serves, serving),
    )
    for model, things in written:
        model.objects.bulk_create(things, batch_size=CHUNK)
