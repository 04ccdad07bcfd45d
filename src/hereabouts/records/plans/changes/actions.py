"""How an action changes: added, updated by its lead, ended with a reason that prints wherever the action stood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import NotAllowed, change, next_ref
from hereabouts.records.plans.models import Action, ActionEvent, Milestone, Outcome, Plan, Target

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation
    from hereabouts.records.priorities.models import Priority

OPEN = {"proposed", "agreed", "not started", "in progress", "paused", "carried forward"}

# What is here comes before what is new: what looking for it led to.
ASSETS = {
    "strengthens": "Looked first at what is here: this strengthens it",
    "new": "Looked first at what is here: none of it will do",
}


class NoReason(Sentence):
    """An end or a change that must say why, and does not; or a step an action cannot take."""


@change("action.propose", about="plan")
def add_action(
    *,
    by: Actor,
    on: date,
    plan: Plan,
    title: str,
    priority: Priority | None = None,
    outcomes: Iterable[Outcome] = (),
    topic: str = "",
    organisation: Organisation | None = None,
    lead: Account | None = None,
    supporting: Iterable[Organisation] = (),
    starts_on: date | None = None,
    due_on: date | None = None,
    measure: str = "",
    unit: str = "",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    why: str = "",
    money_planned: Decimal | None = None,
    quick_win: bool = False,
    evidence: str = "",
    state: str = "",
    assets: str = "",
    assets_why: str = "",
) -> Action:
    """Add an action to a plan, with a reference it keeps for good. It may be under way before the plan is agreed.

    No money is an answer: 0. Without evidence it rests on an assumption, and says so. ``assets`` says what looking first at
    what is here led to (one of ASSETS), ``assets_why`` which of it, or why none will do; both stand in its history.
    """
    if not title.strip():
        raise NoReason("Say what will be done.")
    if plan.organisation_id and str(plan.organisation_id) != by.organisation:
        raise NotAllowed("{group} holds the pen of this plan. Ask them to add it.", group=plan.organisation.name)
    if plan.state == "closed":
        raise NoReason("{title} is closed. Open it again before anything is added.", title=plan.title)
    _in_order(starts_on, due_on)
    _looked_first(assets, assets_why)
    made = Action.objects.create(
        plan=plan, place_id=plan.place_id, ref=next_ref(plan.place.prefix, on.year, "action"), title=title.strip(),
        priority=priority, topic=topic or (priority.topic if priority else ""),
        organisation=organisation or (lead.organisation if lead else None), lead=lead, starts_on=starts_on, due_on=due_on,
        money_planned=money_planned, quick_win=quick_win, evidence=evidence.strip(),
        state=state or ("not started" if plan.state in {"agreed", "live"} else "proposed"),
    )  # fmt: skip
    made.outcomes.set(outcomes)
    made.supporting.set(supporting)
    if measure.strip():
        Target.objects.create(
            action=made, measure=measure.strip(), unit=unit, baseline=baseline, target=target, why=why
        )
    told_of(made, by, on, "Added")
    if assets:
        told_of(made, by, on, ASSETS[assets], assets_why.strip())
    return made


def _looked_first(assets: str, why: str) -> None:
    if assets and (assets not in ASSETS or not why.strip()):
        raise NoReason("Say which of what is here it strengthens, or why none of it will do.")


def _in_order(starts_on: date | None, due_on: date | None) -> None:
    if starts_on and due_on and due_on < starts_on:
        raise NoReason("The action would be due before it starts.")


def told_of(action: Action, by: Actor, on: date, what: str, reason: str = "") -> None:
    """Write down what happened to an action; the reason prints wherever its history is read."""
    ActionEvent.objects.create(action=action, on=on, at=timezone.now(), who=by.name, what=what, reason=reason)


@change("action.update", about="action")
def update_action(
    *,
    by: Actor,
    on: date,
    action: Action,
    state: str = "",
    told: str = "",
    due_on: date | None = None,
    reason: str = "",
    money_spent: Decimal | None = None,
    proof: str = "",
) -> Action:
    """Tell where an action is: its state, a sentence, money spent. A new day by which it is due needs a reason.

    Complete needs what shows it. Ending otherwise is ``stop``, ``merge`` or ``carry_forward``, which say why.
    """
    if action.state not in OPEN | {"complete"}:
        raise NoReason("{ref} is {state}; it is no longer updated.", ref=action.ref, state=action.state)
    if state and state not in {"not started", "in progress", "complete", action.state}:
        raise NoReason("An update says not started, in progress or complete.")
    if due_on and due_on != action.due_on:
        _new_day(action, by, on, due_on, reason)
    if state and state != action.state:
        if state == "complete" and not (proof or action.proof).strip():
            raise NoReason("Say what shows that it is complete: a link, a photo, a number.")
        action.completed_on = on if state == "complete" else None
        told_of(action, by, on, f"{action.state.capitalize()} → {state}", told)
        action.state, action.reason = state, ""
    elif told.strip():
        told_of(action, by, on, "Told", told.strip())
    if money_spent is not None:
        action.money_spent = money_spent
    action.proof = proof.strip() or action.proof
    action.save()
    return action


def _new_day(action: Action, by: Actor, on: date, due_on: date, reason: str) -> None:
    if not reason.strip():
        raise NoReason("A new day by which it is due needs a reason. It prints in the plan.")
    _in_order(action.starts_on, due_on)
    before = f"{action.due_on:%-d %B %Y}" if action.due_on else "no day"
    told_of(action, by, on, f"Due {before} → {due_on:%-d %B %Y}", reason.strip())
    action.due_on = due_on


@change("action.update", about="action")
def add_milestone(*, by: Actor, on: date, action: Action, title: str, due_on: date, weight: int = 1) -> Milestone:
    """Give an action a step that can be reached, and can be late, on its own."""
    made = Milestone.objects.create(action=action, title=title.strip(), due_on=due_on, weight=weight)
    told_of(action, by, on, f"Milestone added: {made.title}")
    return made


@change("action.update", about="action")
def reach_milestone(
    *,
    by: Actor,
    on: date,
    action: Action,
    milestone: Milestone,
    done_on: date | None = None,
    recovery_on: date | None = None,
) -> Milestone:
    """Say that a milestone is reached, or by which day a late one will be."""
    if milestone.action_id != action.pk:
        raise NoReason("That milestone belongs to another action.")
    if recovery_on:
        if recovery_on < on:
            raise NoReason("The day by which it will be caught up lies in the past.")
        milestone.recovery_on = recovery_on
        told_of(action, by, on, f"Milestone to be caught up by {recovery_on:%-d %B %Y}: {milestone.title}")
    else:
        if (done_on or on) > on:
            raise NoReason("A milestone cannot have been reached tomorrow.")
        milestone.done_on = done_on or on
        told_of(action, by, on, f"Milestone reached: {milestone.title}")
    milestone.save(update_fields=["done_on", "recovery_on"])
    return milestone


@change("action.update", about="action")
def set_target(
    *,
    by: Actor,
    on: date,
    action: Action,
    measure: str,
    baseline: Decimal | None,
    target: Decimal | None,
    unit: str = "",
    baseline_on: date | None = None,
    target_on: date | None = None,
    why: str = "",
    agreed_by: str = "",
) -> Target:
    """Set what an action is measured by. A target that changes says why, and the old one stays in the history."""
    before = Target.objects.filter(action=action, measure=measure.strip()).first()
    changed = before is not None and before.target != target
    if changed and not why.strip():
        raise NoReason("A target that changes needs a reason. It prints in the plan.")
    row, _ = Target.objects.update_or_create(
        action=action, measure=measure.strip(),
        defaults={"unit": unit, "baseline": baseline, "baseline_on": baseline_on, "target": target, "target_on": target_on,
                  "why": why.strip(), "agreed_by": agreed_by, "agreed_on": on if agreed_by else None},
    )  # fmt: skip
    if changed:
        told_of(action, by, on, f"Target of {measure.strip()}: {before.target} → {target}", why.strip())
    return row


@change("action.end", about="action")
def stop(*, by: Actor, on: date, action: Action, reason: str) -> Action:
    """Stop an action. It stays in the plan with its reason: trust comes from what we admit."""
    return _ended(by, on, action, "stopped", reason)


@change("action.end", about="action")
def pause(*, by: Actor, on: date, action: Action, reason: str) -> Action:
    """Pause an action, with the reason; an update takes it up again."""
    return _ended(by, on, action, "paused", reason)


@change("action.end", about="action")
def merge(*, by: Actor, on: date, action: Action, into: Action, reason: str) -> Action:
    """Merge an action into another, which goes on under its own reference."""
    if into.pk == action.pk or into.state not in OPEN:
        raise NoReason("Choose another action that still goes on.")
    action.merged_into = into
    merged = _ended(by, on, action, "merged", reason)
    told_of(into, by, on, f"{action.ref} merged into this", reason.strip())
    return merged


@change("action.end", about="action")
def carry_forward(*, by: Actor, on: date, action: Action, due_on: date, reason: str) -> Action:
    """Carry an action into a new period under the same reference, with a new day and the reason."""
    if due_on <= on:
        raise NoReason("Carry it forward to a day that is still to come.")
    _ended(by, on, action, "carried forward", reason)
    _new_day(action, by, on, due_on, reason)
    action.save(update_fields=["due_on"])
    return action


def _ended(by: Actor, on: date, action: Action, state: str, reason: str) -> Action:
    if action.state not in OPEN:
        raise NoReason("{ref} is {state} already.", ref=action.ref, state=action.state)
    if not reason.strip():
        raise NoReason("Say why. The reason prints wherever the action stood.")
    action.state, action.reason = state, reason.strip()
    action.save()
    told_of(action, by, on, state.capitalize(), reason.strip())
    return action
