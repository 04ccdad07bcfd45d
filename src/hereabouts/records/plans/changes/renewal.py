"""How a plan goes on: amended between two agreements with the strategic group's endorsement, renewed each year, followed by another.

Whoever works a plan out edits it; the group above endorses what was edited, and only then is it a version (W-37).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.plans import reads
from hereabouts.records.plans.changes.actions import OPEN, carry_forward, stop, told_of
from hereabouts.records.plans.changes.plans import NotComplete, freeze, holds_the_pen
from hereabouts.records.plans.models import Action, Plan, PlanVersion

GOING = {"agreed", "live", "under review"}


@dataclass(frozen=True)
class Decision:
    """What is decided of an action at a renewal: it goes on, is carried forward to a new day, or stops; the last two with a reason."""

    action: Action
    how: str
    reason: str = ""
    due_on: date | None = None


@change("plan.draft", about="plan")
def put_forward(*, by: Actor, on: date, plan: Plan) -> Plan:
    """Put a draft forward to the group above, which agrees it or sends it back. Putting it forward anew clears what was asked for."""
    holds_the_pen(by, plan)
    if plan.state not in {"draft", "consulting"}:
        raise NotComplete("{title} is {state}; only a draft is put forward.", title=plan.title, state=plan.state)
    plan.forwarded_by, plan.forwarded_as, plan.forwarded_on, plan.sent_back = by.name, by.id, on, ""
    plan.save(update_fields=["forwarded_by", "forwarded_as", "forwarded_on", "sent_back"])
    return plan


@change("plan.agree", about="plan")
def send_back(*, by: Actor, on: date, plan: Plan, words: str) -> Plan:
    """Send a draft, or amendments, back to those who worked them out, saying what is asked for."""
    holds_the_pen(by, plan)
    if not words.strip():
        raise NotComplete("Say what is asked for, so that it can be mended.")
    plan.sent_back, plan.forwarded_on = words.strip(), None
    plan.save(update_fields=["sent_back", "forwarded_on"])
    return plan


@change("plan.agree", about="plan")
def endorse(*, by: Actor, on: date, plan: Plan, minute: str) -> PlanVersion:
    """Endorse what was amended since the newest version: a version is frozen that says in sentences what is new."""
    _may_go_on(by, plan, minute)
    if not reads.pending(plan, on=on):
        raise NotComplete("Nothing was amended since version {n}.", n=plan.versions.count())
    return _anew(plan, on, minute, how="amended")


@change("plan.agree", about="plan")
def renew(*, by: Actor, on: date, plan: Plan, minute: str, decisions: Iterable[Decision] = ()) -> PlanVersion:
    """Agree a plan anew for another year. Every action keeps its reference, and what was decided of each prints.

    An open action whose day has passed needs a decision; of the others it is taken that they go on. A representation
    without an answer keeps the plan from being renewed, as it keeps it from being agreed.
    """
    _may_go_on(by, plan, minute)
    unanswered = next(item for item in reads.completeness(plan) if item.key == "representations")
    if not unanswered.held:
        raise NotComplete("The plan cannot be renewed yet. {missing}", missing=unanswered.missing)
    made = {one.action.pk: one for one in decisions}
    late = [a.ref for a in plan.actions.filter(state__in=OPEN, due_on__lt=on) if a.pk not in made]
    if late:
        raise NotComplete(
            "Decide what becomes of {refs}: the day by which they were due has passed.", refs="; ".join(late)
        )
    for one in made.values():
        _decided(by, on, plan, one)
    told = [_told(a, made.get(a.pk)) for a in plan.actions.all()]
    plan.state = "live"
    return _anew(plan, on, minute, how="renewed", decided=told)


def _may_go_on(by: Actor, plan: Plan, minute: str) -> None:
    holds_the_pen(by, plan)
    if plan.state not in GOING:
        raise NotComplete("{title} is {state}; only an agreed plan is renewed.", title=plan.title, state=plan.state)
    if not minute.strip():
        raise NotComplete("Say in which minute the agreement stands.")


def _anew(plan: Plan, on: date, minute: str, *, how: str, decided: Iterable[dict] = ()) -> PlanVersion:
    plan.sent_back = ""
    plan.save(update_fields=["state", "sent_back"])
    return freeze(plan, on, minute, how=how, decided=decided)


def _decided(by: Actor, on: date, plan: Plan, one: Decision) -> None:
    """Do what was decided of one action; agreeing the plan covers it, whoever leads the action."""
    if one.action.plan_id != plan.pk or one.how not in DECISIONS:
        raise NotComplete("Say of each action of this plan whether it goes on, is carried forward or stops.")
    if one.how == "carried forward":
        if one.due_on is None:
            raise NotComplete("Say by when {ref} is due now.", ref=one.action.ref)
        carry_forward.__wrapped__(by=by, on=on, action=one.action, due_on=one.due_on, reason=one.reason)
    elif one.how == "stopped":
        stop.__wrapped__(by=by, on=on, action=one.action, reason=one.reason)


DECISIONS = ("goes on", "carried forward", "stopped")


def _told(action: Action, one: Decision | None) -> dict[str, str]:
    how = one.how if one else "goes on" if action.state in OPEN else action.state
    due = f"{action.due_on:%-d %B %Y}" if action.due_on else ""
    return {
        "ref": action.ref,
        "title": action.title,
        "how": how,
        "due": due,
        "reason": one.reason if one else action.reason,
    }


@change("plan.agree", about="plan")
def follow(*, by: Actor, on: date, plan: Plan, title: str, period_from: date, period_to: date) -> Plan:
    """Begin the plan of the next period: a draft with the same outcomes and priorities, into which open actions move with their references.

    The plan before is renewed and stays to be read, its versions as they were frozen.
    """
    holds_the_pen(by, plan)
    if plan.state not in GOING:
        raise NotComplete(
            "{title} is {state}; only an agreed plan is followed by another.", title=plan.title, state=plan.state
        )
    if plan.period_to and period_from <= plan.period_to:
        raise NotComplete(
            "The plan before runs until {day}; the next one starts after that.", day=f"{plan.period_to:%-d %B %Y}"
        )
    if period_to < period_from:
        raise NotComplete("The plan would end before it starts.")
    made = Plan.objects.create(
        place_id=plan.place_id, organisation_id=plan.organisation_id, ref=next_ref(plan.place.prefix, on.year, "plan"), kind=plan.kind,
        title=title.strip(), vision=plan.vision, period_from=period_from, period_to=period_to, parent=plan.parent, follows=plan,
    )  # fmt: skip
    made.outcomes.set(plan.outcomes.all())
    made.priorities.set(plan.priorities.all())
    for action in plan.actions.filter(state__in=OPEN):
        action.plan = made
        action.save(update_fields=["plan"])
        told_of(action, by, on, f"Goes on under the same reference in {made.ref} {made.title}"[:200])
    plan.state = "renewed"
    plan.save(update_fields=["state"])
    return made
