"""The register of local solutions groups as staff read it: when each meets next, and how often it met (D-50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.families.gatherings import HeldRate, held_of, next_day, planned_days
from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.records.families import access

if TYPE_CHECKING:
    from hereabouts.records.families.models import LocalSolutionsGroup
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class DueDay:
    """One day on which a group was due: whether it met, and when; ``written`` is False where nobody said what came of it."""

    due_on: date
    held_on: date | None
    chair: str
    written: bool


@dataclass(frozen=True)
class GroupSheet:
    """One local solutions group as staff read it. ``days`` are those that are due, the newest first."""

    id: UUID
    name: str
    place: str
    weeks: int
    first_on: date
    next_on: date | None
    ended_on: date | None
    rate: HeldRate
    days: tuple[DueDay, ...]
    may_keep: bool


def groups(actor: Actor, *, on: date) -> list[GroupSheet]:
    """Give the register by place and name, those that ended last."""
    keeps = set(access.groups(actor, on=on, verb="keep").values_list("pk", flat=True))
    rows = access.groups(actor, on=on).prefetch_related("meetings").order_by("place__name", "name")
    return sorted((sheet(row, keeps=row.pk in keeps, on=on) for row in rows), key=lambda one: one.ended_on is not None)


def group(actor: Actor, row: LocalSolutionsGroup, *, on: date) -> GroupSheet:
    """Give one group found at its door."""
    return sheet(row, keeps=access.groups(actor, on=on, verb="keep").filter(pk=row.pk).exists(), on=on)


def sheet(row: LocalSolutionsGroup, *, keeps: bool, on: date) -> GroupSheet:
    """Give a group with every day on which it was due until today or its end."""
    planned = planned_days(row.first_on, row.weeks, until=min(on, row.ended_on or on))
    met = {one.due_on: one for one in row.meetings.all()}
    held = [day for day, one in met.items() if one.held_on is not None]
    days = tuple(
        DueDay(day, met[day].held_on, met[day].chair, True) if day in met else DueDay(day, None, "", False)
        for day in reversed(planned)
    )
    ahead = next_day(row.first_on, row.weeks, on=on, ended_on=row.ended_on)
    return GroupSheet(
        row.pk,
        row.name,
        row.place.name,
        row.weeks,
        row.first_on,
        ahead,
        row.ended_on,
        held_of(planned, held, on=on),
        days,
        keeps,
    )


def places_for_groups(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may put a group into the register."""
    here = [(p, Subject("solutions_group", None, str(p.pk), actor.organisation)) for p in places]
    return [p for p, subject in here if may(actor, "keep", subject, on)]
