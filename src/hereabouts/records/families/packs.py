"""The pack of a local solutions group: its families one by one, with whom to ring, what is in place, missing and done twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hereabouts.core.families.gatherings import MINUTES_A_FAMILY, whole_length
from hereabouts.core.ledger import Actor
from hereabouts.records.families import access, reads, whole

if TYPE_CHECKING:
    from hereabouts.records.families.models import LocalSolutionsGroup


@dataclass(frozen=True)
class Pack:
    """Everything a group has before it, by reference. A family its reader may not see is in none of it, the minutes neither."""

    sheets: tuple[whole.Sheet, ...]
    each: int
    minutes: int


def pack(actor: Actor, group: LocalSolutionsGroup, *, on: date, now: datetime) -> Pack:
    """Give the families of the group's place that triage sent to it and whose plan the actor may write, each with an entry."""
    sent = [line.id for line in reads.for_the_group(actor, on=on, now=now)]
    rows = access.planned(actor, on=on).filter(pk__in=sent, place=group.place_id).order_by("ref")
    sheets = tuple(whole.sheet(actor, row, on=on) for row in rows.select_related("household"))
    return Pack(sheets, MINUTES_A_FAMILY, whole_length(len(sheets)))
