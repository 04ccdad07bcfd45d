"""Agreeing who does what for a family until when, and writing down that it was done."""

from __future__ import annotations

from datetime import date

from hereabouts.core.families.support import NotASupport
from hereabouts.core.ledger import Actor
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import AGREED_IN, PlanStep, Referral
from hereabouts.records.ledger.changes import change


@change("referral.plan", purpose=PURPOSE)
def plan(
    *, by: Actor, on: date, referral: Referral, words: str, owner: str, due_on: date, goal: str = "", agreed_in: str = "plan"
) -> PlanStep:  # fmt: skip
    """Agree one action: nothing is agreed without somebody who does it and a day."""
    if not words.strip() or not owner.strip():
        raise NotASupport("Write down what is to be done and who does it.", field="words")
    if due_on < on:
        raise NotASupport("Choose a day that is still to come.", field="due_on")
    if agreed_in not in AGREED_IN:
        raise NotASupport("Choose where it was agreed.", field="agreed_in")
    return PlanStep.objects.create(
        referral=referral, goal=goal.strip(), words=words.strip(), owner=owner.strip(), due_on=due_on, agreed_in=agreed_in,
        agreed_on=on, agreed_by=by.name,
    )  # fmt: skip


@change("referral.finish", purpose=PURPOSE)
def finish(*, by: Actor, on: date, referral: Referral, step: str) -> PlanStep:
    """Write down that an action of this family was done. Said twice, the first day stands."""
    found = next((one for one in referral.plan_steps.all() if str(one.pk) == step), None)
    if found is None:
        raise NotASupport("That action is not in this family’s plan.")
    if found.done_on is None:
        found.done_on, found.done_by = on, by.name
        found.save(update_fields=["done_on", "done_by"])
    return found
