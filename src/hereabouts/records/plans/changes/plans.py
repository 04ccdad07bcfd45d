"""How a plan changes: drafted, given outcomes, agreed with its version frozen, moved from state to state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Subject, digest, may
from hereabouts.core.plans.complete import NEXT, blocking
from hereabouts.core.plans.difference import differences
from hereabouts.core.plans.framework import STRENGTHS
from hereabouts.core.plans.kinds import rules
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import frameworks
from hereabouts.records.ledger.changes import NotAllowed, change, next_ref
from hereabouts.records.plans import reads
from hereabouts.records.plans.models import Outcome, OutcomeLink, Plan, PlanVersion

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place
    from hereabouts.records.priorities.models import Aim, Priority


class NotComplete(Sentence):
    """A plan that lacks what must stand in it, or a step it cannot take."""


@change("plan.draft")
def draft_plan(
    *,
    by: Actor,
    on: date,
    place: Place,
    title: str,
    kind: str = "locality",
    vision: str = "",
    period_from: date | None = None,
    period_to: date | None = None,
    parent: Plan | None = None,
    priorities: Iterable[Priority] = (),
    pen: Organisation | None = None,
) -> Plan:
    """Begin a plan, under a strategy where it is a part of one. A draft may have actions that are under way already.

    ``pen`` is the group of residents that writes a community action plan; whoever has the right only for their own
    organisation begins no other kind of plan.
    """
    _in_order(period_from, period_to)
    pen = pen if rules(kind).residents else None
    ours = pen is not None and str(pen.pk) == by.organisation
    if not ours and not may(by, "draft", Subject("plan", place=str(place.pk)), on):
        raise NotAllowed(
            "You begin the plan of your own group: a community action plan, with your group holding the pen."
        )
    made = Plan.objects.create(
        place=place, organisation=pen, ref=next_ref(place.prefix, on.year, "plan"), kind=kind, title=title.strip(), vision=vision,
        period_from=period_from, period_to=period_to, parent=parent,
    )  # fmt: skip
    made.priorities.set(priorities)
    return made


def _in_order(period_from: date | None, period_to: date | None) -> None:
    if period_from and period_to and period_to < period_from:
        raise NotComplete("The plan would end before it starts.")


def holds_the_pen(by: Actor, plan: Plan) -> None:
    """Refuse to write in a plan of residents for whoever is not of the group that holds the pen (D-108)."""
    if plan.organisation_id and str(plan.organisation_id) != by.organisation:
        raise NotAllowed(
            "{group} holds the pen of this plan. Ask them, or answer what they ask of you.",
            group=plan.organisation.name,
        )


@change("plan.draft", about="plan")
def set_period(*, by: Actor, on: date, plan: Plan, period_from: date, period_to: date) -> Plan:
    """Say from when until when a plan runs."""
    holds_the_pen(by, plan)
    _in_order(period_from, period_to)
    plan.period_from, plan.period_to = period_from, period_to
    plan.save(update_fields=["period_from", "period_to"])
    return plan


@change("plan.draft", about="plan")
def add_outcome(
    *,
    by: Actor,
    on: date,
    plan: Plan,
    statement: str,
    tier: str,
    topic: str = "",
    population: str = "",
    improvement: str = "",
    inequality_gap: str = "",
    agreed_by: str = "",
    aims: Iterable[Aim] = (),
) -> Outcome:
    """Give a plan an outcome: what becomes better for whom, from what to what, and which inequality that narrows.

    The same statement in the same place is the same outcome, shared by its plans: its words are brought up to date.
    """
    holds_the_pen(by, plan)
    facts = {"tier": tier, "topic": topic, "population": population, "improvement": improvement.strip(),
             "inequality_gap": inequality_gap.strip(), "agreed_by": agreed_by, "agreed_on": on if agreed_by else None}  # fmt: skip
    if plan.state == "closed":
        raise NotComplete("{title} is closed. Open it again before anything is added.", title=plan.title)
    outcome, _ = Outcome.objects.update_or_create(
        place_id=plan.place_id, statement=statement.strip(), defaults={k: v for k, v in facts.items() if v}
    )
    outcome.aims.add(*aims)
    plan.outcomes.add(outcome)
    return outcome


@change("plan.draft", about="plan")
def link_outcomes(
    *, by: Actor, on: date, plan: Plan, from_outcome: Outcome, to_outcome: Outcome, assumption: str,
    strength: str = "assumption", evidence: str = "",
) -> OutcomeLink:  # fmt: skip
    """Say that one outcome of a plan leads to another, what that assumes, and how strong the evidence is that it does."""
    holds_the_pen(by, plan)
    ids = set(plan.outcomes.values_list("pk", flat=True))
    if not {from_outcome.pk, to_outcome.pk} <= ids or from_outcome == to_outcome:
        raise NotComplete("Both outcomes must stand in this plan, and be two.")
    if not assumption.strip():
        raise NotComplete("Say what must be true for one to lead to the other: it is an assumption until shown.")
    if strength not in STRENGTHS or (strength != STRENGTHS[0] and not evidence.strip()):
        raise NotComplete("Say what shows that one leads to the other: without it, it is an assumption.")
    link, _ = OutcomeLink.objects.update_or_create(
        from_outcome=from_outcome, to_outcome=to_outcome,
        defaults={"assumption": assumption.strip(), "strength": strength, "evidence": evidence.strip()},
    )  # fmt: skip
    return link


@change("plan.draft", about="plan")
def take_framework(*, by: Actor, on: date, plan: Plan, framework: str) -> int:
    """Take the outcomes of a framework that ships into a plan, with what they lead to. Twice changes nothing.

    What improves and which inequality narrows is for the partnership to write: a framework from elsewhere cannot know.
    """
    holds_the_pen(by, plan)
    text = frameworks().get(framework)
    if text is None:
        raise NotComplete("There is no framework called “{name}”.", name=framework)
    made = {}
    for one in text["outcome"]:
        made[one["key"]], _ = Outcome.objects.get_or_create(
            place_id=plan.place_id, statement=one["statement"],
            defaults={"tier": one["tier"], "topic": one.get("topic", ""), "domain": one.get("domain", "")},
        )  # fmt: skip
    for one in text["outcome"]:
        for to in one.get("leads_to", ()):
            OutcomeLink.objects.get_or_create(
                from_outcome=made[one["key"]], to_outcome=made[to], defaults={"assumption": one["assumption"]}
            )
    plan.outcomes.add(*made.values())
    return len(made)


@change("plan.agree", about="plan")
def agree(*, by: Actor, on: date, plan: Plan, minute: str, override: str = "") -> Plan:
    """Agree a plan and freeze its first version. Agreeing twice changes nothing.

    What the law and the remit ask for must stand in it: NotComplete lists what is missing. A group may decide
    otherwise, with a reason that is written down and prints.
    """
    if plan.state not in {"draft", "consulting"}:
        return plan
    holds_the_pen(by, plan)
    if plan.forwarded_as == by.id and rules(plan.kind, under_a_strategy=plan.parent_id is not None).upward:
        raise NotComplete("You put it forward; somebody else agrees it.")
    missing = blocking(reads.completeness(plan))
    if missing and not override.strip():
        raise NotComplete(
            "The plan cannot be agreed yet. {missing}", missing=" ".join(item.missing for item in missing)
        )
    if not minute.strip():
        raise NotComplete("Say in which minute the agreement stands.")
    plan.state, plan.agreed_on, plan.minute = "agreed", on, minute.strip()
    plan.override, plan.sent_back = override.strip() if missing else "", ""
    plan.save(update_fields=["state", "agreed_on", "minute", "override", "sent_back"])
    freeze(plan, on, minute)
    plan.actions.filter(state="proposed").update(state="agreed")
    return plan


def freeze(plan: Plan, on: date, minute: str, *, how: str = "agreed", decided: Iterable[dict] = ()) -> PlanVersion:
    """Freeze a plan as it stands, with what differs from the version before, in sentences."""
    before, text = plan.versions.first(), reads.text(plan, on=on)
    said = [one.words for one in differences(before.text, text)] if before else []
    return PlanVersion.objects.create(
        plan=plan, number=plan.versions.count() + 1, agreed_on=on, minute=minute.strip(), text=text, hash=digest(text),
        how=how, said=said, decided=list(decided),
    )  # fmt: skip


@change("plan.draft", about="plan", keeps=("state", "reason"))
def move_plan(*, by: Actor, on: date, plan: Plan, state: str, reason: str = "") -> Plan:
    """Say that a plan is out for consultation, live, under review or closed. Closing says why; a closed plan goes back to review."""
    if plan.state == state:
        return plan
    holds_the_pen(by, plan)
    if state not in NEXT[plan.state]:
        raise NotComplete("{title} is {now} and cannot become {state}.", title=plan.title, now=plan.state, state=state)
    if state == "closed" and not reason.strip():
        raise NotComplete("Say why the plan is closed. The reason prints on its page.")
    plan.state = state
    plan.save(update_fields=["state"])
    return plan
