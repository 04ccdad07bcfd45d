"""Lift and drop: a plan is kept as a template, and a template becomes a draft in another place (D-18, I-20)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.plans.template import GRADES, NotATemplate, Template, blank, dated, written
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.reads import organisation
from hereabouts.records.plans import reads
from hereabouts.records.plans.changes.actions import NoReason, add_action, add_milestone
from hereabouts.records.plans.changes.plans import draft_plan
from hereabouts.records.plans.models import KeptTemplate, Lineage, Plan

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place


@change("plan.draft", about="plan")
def keep_template(
    *,
    by: Actor,
    on: date,
    plan: Plan,
    label: str,
    about: str,
    roles: Mapping[str, str],
    evidence: str = GRADES[2],
    conditions: Sequence[str] = (),
    costs: str = "",
    lessons: Sequence[str] = (),
    failures: Sequence[str] = (),
) -> KeptTemplate:
    """Keep a plan as a template, without people, days or places. ``roles`` names what each partner was in it.

    What did not work is asked for as well: a plan that hides it fails again elsewhere.
    """
    if not label.strip() or KeptTemplate.objects.filter(label=label.strip()).exists():
        raise NotATemplate("Give the template a name that no other has.")
    steps = blank(reads.doings(by, plan, on=on), roles=roles)
    if not steps:
        raise NotATemplate("{title} has no action that could be lifted.", title=plan.title)
    one = Template(
        "", label.strip(), plan.kind, about.strip(), steps, evidence, f"{plan.place.name}, {on.year}", tuple(conditions),
        costs.strip(), tuple(lessons), tuple(failures), plan.ref,
    )  # fmt: skip
    return KeptTemplate.objects.create(label=one.label, text=written(one), kept_from=plan, kept_by=by.name, kept_on=on)


@change("plan.draft")
def lift(
    *,
    by: Actor,
    on: date,
    place: Place,
    template: Template,
    title: str,
    starts_on: date,
    leads: Mapping[str, Organisation],
    leave: Collection[int] = (),
) -> Plan:
    """Make a draft plan in a place of a template, all of it or nothing: ``leads`` says who takes each role.

    ``leave`` names the actions (by their number, from 0) that this place leaves out. A role without a taker leaves its
    actions without a lead, which the plan says. Residents, who begin plans of their own group alone, lift it as a community
    action plan that their group holds the pen of.
    """
    taken = [step for n, step in enumerate(template.steps) if n not in leave]
    if not title.strip() or not taken:
        raise NotATemplate("Give the plan a title, and keep at least one action.")
    told = dated(taken, starts_on=starts_on)
    wide = may(by, "draft", Subject("plan", place=str(place.pk)), on)
    plan = draft_plan(
        by=by, on=on, place=place, title=title, kind=template.kind if wide else "community",
        pen=None if wide else organisation(by.organisation), vision=template.about, period_from=starts_on,
        period_to=max(one.due_on for one in told),
    )  # fmt: skip
    for one in told:
        made = add_action(
            by=by, on=on, plan=plan, title=one.step.title, organisation=leads.get(one.step.role), starts_on=one.starts_on,
            due_on=one.due_on, topic=one.step.topic, measure=one.step.measure, why=one.step.when,
        )  # fmt: skip
        for words, day in one.milestones:
            add_milestone.__wrapped__(by=by, on=on, action=made, title=words, due_on=day)  # whoever takes the role
    Lineage.objects.create(
        plan=plan, template=template.id, label=template.label, titles=[step.title for step in taken], lifted_by=by.name,
        lifted_on=on,
    )  # fmt: skip
    return plan


@change("plan.draft", about="plan")
def say_travelled(*, by: Actor, on: date, plan: Plan, words: str) -> Lineage:
    """Say whether a lifted plan worked here, and what was different. It stands on the shelf beside the template."""
    row = Lineage.objects.filter(plan=plan).first()
    if row is None or not words.strip():
        raise NoReason("Say of a lifted plan whether it worked here, and what was different.")
    row.travelled, row.travelled_by, row.travelled_on = words.strip(), by.name, on
    row.save(update_fields=["travelled", "travelled_by", "travelled_on"])
    return row
