"""An action is put right: its title, lead, days, money, priority and outcomes, by whoever writes the plan it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import listed
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.action_facts import unmoved
from hereabouts.records.plans.changes.actions import NoReason, told_of
from hereabouts.records.plans.changes.plans import holds_the_pen
from hereabouts.records.plans.models import Action, Plan
from hereabouts.records.plans.reads.tracker_batches import word

SAID = {
    "title": "Title", "organisation": "Led by", "starts_on": "Starts", "due_on": "Due", "money_planned": "Money planned",
    "money_spent": "Money spent", "priority": "Priority",
}  # fmt: skip
UNAGREED = {"draft", "consulting"}


@change("action.propose", about="plan", step="action put right")
def correct_action(
    *, by: Actor, on: date, plan: Plan, action: Action, facts: Mapping[str, Any], reason: str = "", was: str = ""
) -> Action:
    """Put right what an action says of itself. ``facts`` are those of SAID and ``outcomes``; what stood there prints in the history.

    Once the plan is agreed a change needs its reason, and a new day by which the action is due needs one always. ``was`` is the
    mark of what the writer saw: WrittenMeanwhile where somebody else wrote since.
    """
    if action.plan_id != plan.pk:
        raise NotFound
    holds_the_pen(by, plan)
    unmoved(action, "about", was)
    moved = {name: facts[name] for name in SAID if name in facts and facts[name] != getattr(action, name)}
    outcomes = list(facts.get("outcomes", action.outcomes.all()))
    other = set(outcomes) != set(action.outcomes.all())
    _checked(action, moved, reason, other=other, agreed=plan.state not in UNAGREED)
    said = [f"{SAID[name]}: {word(getattr(action, name))} → {word(value)}" for name, value in moved.items()]
    for name, value in moved.items():
        setattr(action, name, value)
    action.save(update_fields=list(moved) or ["title"])
    if other:
        action.outcomes.set(outcomes)
        said.append(f"Serves: {listed([one.statement for one in outcomes]) or 'no outcome'}")
    for words in said:
        told_of(action, by, on, words[:200], reason.strip())
    return action


def _checked(action: Action, moved: Mapping[str, Any], reason: str, *, other: bool, agreed: bool) -> None:
    if "title" in moved and not moved["title"].strip():
        raise NoReason("Say what will be done.")
    starts, due = (moved.get(name, getattr(action, name)) for name in ("starts_on", "due_on"))
    if starts and due and due < starts:
        raise NoReason("The action would be due before it starts.")
    if (("due_on" in moved and action.due_on) or (agreed and (moved or other))) and not reason.strip():
        raise NoReason("Say why: the plan was agreed, or the day was. The reason prints in the history.")
