"""How a request becomes a joint project, an issue or a finding an action, and a shock a plan that answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.template import Template
from hereabouts.core.plans.together import BANDS, GREW_FROM
from hereabouts.core.plans.whole_action import RAPID_DAYS
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import NoReason, add_action, told_of
from hereabouts.records.plans.changes.outcomes import for_all
from hereabouts.records.plans.changes.templates import lift
from hereabouts.records.plans.models import Action, ActionSource, PartnerRequest, Plan, ServicePart, Shock

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place

GIVES = ("yes", "in part")


@change("action.propose", about="plan")
def join_forces(
    *, by: Actor, on: date, plan: Plan, requests: Sequence[PartnerRequest], title: str, due_on: date | None = None,
    topic: str = "",
) -> Action:  # fmt: skip
    """Make one joint project of what a group asked for: whoever answered yes or in part has a part in it (D-07).

    The first that answered leads; the group that asked supports it. The requests stay with it as what it grew out of.
    """
    given = [one for one in requests if one.answer in GIVES]
    if not given or any(one.plan_id != plan.pk for one in requests):
        raise NoReason("A joint project needs a partner of this plan who answered yes or in part. Ask one first.")
    helpers = list({one.organisation_id: one.organisation for one in given}.values())
    made = add_action(
        by=by, on=on, plan=plan, title=title, organisation=helpers[0], due_on=due_on, topic=topic,
        supporting=[*helpers[1:], *([plan.organisation] if plan.organisation else [])],
    )  # fmt: skip
    for one in given:
        _grew(made, on, "request", str(one.pk), one.what, one.asked_on)
    for helper in helpers:
        words = " ".join(one.words for one in given if one.organisation_id == helper.pk)
        ServicePart.objects.create(action=made, organisation=helper, part=words)
    told_of(made, by, on, "Grew out of what was asked of partners")
    return made


def _grew(action: Action, on: date, kind: str, thing: str, words: str, raised_on: date) -> ActionSource:
    return ActionSource.objects.create(
        action=action, kind=kind, thing=thing, words=words, raised_on=raised_on, made_on=on
    )


@change("action.update", about="action")
def say_source(
    *, by: Actor, on: date, action: Action, kind: str, words: str, raised_on: date, thing: str = ""
) -> ActionSource:
    """Say what an action grew out of and since when that was known, so that the days until somebody acted are counted (W-23)."""
    if kind not in GREW_FROM or not words.strip():
        raise NoReason("Say in a sentence what the action grew out of.")
    if raised_on > on:
        raise NoReason("What an action grew out of cannot have been raised tomorrow.")
    told_of(action, by, on, f"Grew out of: {words.strip()}"[:200])
    return _grew(action, on, kind, thing, words.strip(), raised_on)


@change("action.update", about="action")
def say_part(
    *, by: Actor, on: date, action: Action, organisation: Organisation, part: str, result: str = "",
    done_on: date | None = None,
) -> ServicePart:  # fmt: skip
    """Say what one service does in an action of several; done says what came of it, and is thanked (D-08)."""
    if not part.strip() or (done_on and not result.strip()):
        raise NoReason("Say what their part is and, once it is done, what came of it.")
    if done_on and done_on > on:
        raise NoReason("A part cannot have been done tomorrow.")
    row, _ = ServicePart.objects.update_or_create(
        action=action, organisation=organisation,
        defaults={"part": part.strip(), "result": result.strip(), "done_on": done_on},
    )  # fmt: skip
    told_of(action, by, on, f"{organisation.name}: {row.part}"[:200], row.result)
    return row


@change("plan.draft")
def record_shock(*, by: Actor, on: date, place: Place, what: str, announced_on: date, hit: str, people: str) -> Shock:
    """Write down something sudden that hits a place, the day it was announced and how many are hit, as a band (D-10)."""
    for_all(by, on, place)
    if not what.strip() or not hit.strip() or people not in BANDS:
        raise NoReason("Say what was announced, who is hit, and about how many.")
    if announced_on > on:
        raise NoReason("Write it down once it is announced.")
    row, _ = Shock.objects.update_or_create(
        place=place, what=what.strip(), announced_on=announced_on, defaults={"hit": hit.strip(), "people": people}
    )
    return row


@change("plan.draft", about="shock")
def answer_shock(
    *, by: Actor, on: date, shock: Shock, template: Template, leads: Mapping[str, Organisation], title: str = ""
) -> Plan:
    """Lift a plan that answers a shock.

    What is due within twelve weeks is rapid, and all of it may begin before anybody agreed the plan (D-10).
    """
    if shock.plan_id:
        raise NoReason("{plan} answers it already.", plan=shock.plan.title)
    plan = lift(
        by=by, on=on, place=shock.place, template=template, title=title.strip() or f"Answer to: {shock.what}"[:160],
        starts_on=on, leads=leads,
    )  # fmt: skip
    for action in plan.actions.all():
        action.rapid = action.due_on is not None and (action.due_on - on).days <= RAPID_DAYS
        action.save(update_fields=["rapid"])
        _grew(action, on, "shock", str(shock.pk), shock.what, shock.announced_on)
    shock.plan = plan
    shock.save(update_fields=["plan"])
    return plan
