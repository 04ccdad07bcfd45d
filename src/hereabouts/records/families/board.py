"""The triage desk in columns, the morning huddle over it, and the register of hubs: by reference and clock, never by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.records.families import access, reads
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import ReferralDraft
from hereabouts.records.ledger.changes import looked

if TYPE_CHECKING:
    from hereabouts.records.families.told import Waiting
    from hereabouts.records.places.models import Place

COLUMNS = ("new", "screened", "today", "going on", "closed")  # from left to right
GOING_ON = frozenset({"local solutions group", "one agency"})  # decided, and the work goes on with somebody


@dataclass(frozen=True)
class Met:
    """One huddle: when, which roles and agencies were there, and how many referrals waited."""

    on: date
    present: tuple[str, ...]
    waiting: int
    by: str


@dataclass(frozen=True)
class HubSheet:
    """One hub as staff read it."""

    id: UUID
    name: str
    place: str
    address: str
    hours: str
    services: tuple[str, ...]
    staff: tuple[str, ...]
    formality: str
    access: str
    kept_on: date
    may_keep: bool


@dataclass(frozen=True)
class Begun:
    """One referral that somebody began: when they kept it last, and nothing of what is in it."""

    id: UUID
    kept_at: datetime


def board(actor: Actor, *, on: date, now: datetime) -> list[tuple[str, list[Waiting]]]:
    """Give everything the actor triages in columns, each by the clock: the very lines of the queue, none left out."""
    lines = reads.queue(actor, on=on, now=now, show="all")
    return [(name, [line for line in lines if _column(line, on) == name]) for name in COLUMNS]


def _column(line: Waiting, on: date) -> str:
    if line.state == "received":
        return "new"
    if line.state == "screened" or line.decided_at is None:
        return "screened"
    if timezone.localtime(line.decided_at).date() >= on:
        return "today"
    return "going on" if line.route in GOING_ON else "closed"


def places_to_huddle(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places over which the actor may hold a huddle today, where most wait first."""
    waiting = Counter(access.for_triage(actor, on=on).exclude(state="decided").values_list("place", flat=True))
    here = [p for p in places if may(actor, "record", _huddle(p, actor), on, purpose=PURPOSE)]
    return sorted(here, key=lambda p: (-waiting[p.pk], p.name))


def _huddle(place: Place, actor: Actor) -> Subject:
    return Subject("huddle", None, str(place.pk), actor.organisation, Sensitivity.CASE)


def huddles(actor: Actor, place: Place, *, on: date, limit: int = 5) -> list[Met]:
    """Give the latest huddles over a place."""
    rows = list(access.huddles(actor, on=on).filter(place=place)[:limit])
    looked(actor, rows, on=on, purpose=PURPOSE, fields=["present"])
    return [Met(row.held_on, tuple(row.present), row.waiting, row.held_by) for row in rows]


def hubs(actor: Actor, *, on: date) -> list[HubSheet]:
    """Give the register of hubs, by place and name."""
    keeps = set(access.hubs(actor, on=on, verb="keep").values_list("pk", flat=True))
    return [
        HubSheet(
            hub.pk, hub.name, hub.place.name, hub.address, hub.hours, tuple(hub.services), tuple(hub.staff), hub.formality,
            hub.access, hub.kept_on, hub.pk in keeps,
        )
        for hub in access.hubs(actor, on=on).order_by("place__name", "name")
    ]  # fmt: skip


def places_for_hubs(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may open a hub."""
    return [p for p in places if may(actor, "keep", Subject("hub", None, str(p.pk), actor.organisation), on)]


def begun(actor: Actor, *, on: date) -> list[Begun]:
    """Give the referrals the actor began and has not sent, the newest first; nothing of them."""
    return [Begun(draft.pk, draft.kept_at) for draft in access.drafts(actor, on=on)]


def answers_of(actor: Actor, draft: ReferralDraft, *, on: date) -> dict:
    """Give what a draft found at its door says, and leave an entry: a family stands in it."""
    looked(actor, [draft], on=on, purpose=PURPOSE, fields=["answers"])
    return dict(draft.answers)
