"""The library of plans to lift, and what became of one that was lifted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.template import Doing, Strayed, Template, strayed, template
from hereabouts.engines.definitions import plan_templates
from hereabouts.records.plans import access
from hereabouts.records.plans.models import KeptTemplate, Lineage, Plan

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class Shelved:
    """A template on the shelf, with the plans that were lifted from it and what was said of how it travelled."""

    template: Template
    kept_by: str
    kept_on: date | None
    lifted: tuple[tuple[UUID, str, str], ...]


def shelf(actor: Actor, *, on: date) -> list[Shelved]:
    """Give every template, those that were kept here first; of the plans lifted from one, those the actor may see."""
    seen = access.visible(actor, on=on)
    lifted: dict[str, list[tuple[UUID, str, str]]] = {}
    for row in Lineage.objects.filter(plan__in=seen).select_related("plan"):
        lifted.setdefault(row.template, []).append((row.plan_id, row.plan.title, row.travelled))
    kept = [(_kept(row), row.kept_by, row.kept_on) for row in KeptTemplate.objects.all()]
    ships = [(one, "", None) for one in plan_templates().values()]
    return [Shelved(one, by, day, tuple(lifted.get(one.id, ()))) for one, by, day in [*kept, *ships]]


def _kept(row: KeptTemplate) -> Template:
    return template(row.text | {"id": str(row.pk)})


def found(id: str) -> Template | None:
    """Give the template of that id, shipped or kept; None where there is none."""
    if id in plan_templates():
        return plan_templates()[id]
    return next((_kept(row) for row in KeptTemplate.objects.all() if str(row.pk) == id), None)


def doings(actor: Actor, plan: Plan, *, on: date) -> list[Doing]:
    """Give the actions of a plan as a template would take them; ended ones stay behind."""
    rows = (
        access.actions(actor, on=on).filter(plan=plan).exclude(state__in=OVER).prefetch_related("milestones", "targets")
    )
    return [
        Doing(
            row.title, row.organisation.name if row.organisation else "", row.starts_on, row.due_on, row.topic,
            next((t.measure for t in row.targets.all()), ""), tuple((m.title, m.due_on) for m in row.milestones.all()),
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class LiftedFrom:
    """Where a plan was lifted from, what was changed since, and whether it travelled."""

    label: str
    lifted_by: str
    lifted_on: date
    strayed: Strayed
    travelled: str
    travelled_by: str
    travelled_on: date | None


def lifted_from(plan: Plan, titles: Sequence[str]) -> LiftedFrom | None:
    """Say where a plan was lifted from, beside the titles of its actions now; None where it was begun here."""
    row = Lineage.objects.filter(plan=plan).first()
    if row is None:
        return None
    away = strayed(row.titles, titles)
    return LiftedFrom(row.label, row.lifted_by, row.lifted_on, away, row.travelled, row.travelled_by, row.travelled_on)
