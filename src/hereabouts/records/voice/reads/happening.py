"""The shared calendar of a place, and what is happening where and who is not involved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.burden import Asking, Clash, Tired, clashes, tired
from hereabouts.records.partners.reads import organisations
from hereabouts.records.partners.reads import people as partner_people
from hereabouts.records.voice.access import activities
from hereabouts.records.voice.reads.engagement import PlanLine, engagement_plans
from hereabouts.records.voice.reads.listening import ActivityLine, activity_line, counted_rows

YEAR = timedelta(days=365)
LEADS = "communities_officer"  # the role that co-ordinates engagement, for every partner


@dataclass(frozen=True)
class Calendar:
    """What is to come and what was held of late, with what is in each other's way and who is asked too often."""

    coming: tuple[ActivityLine, ...]
    lately: tuple[ActivityLine, ...]
    clashes: tuple[Clash, ...]
    tired: tuple[Tired, ...]


def calendar(actor: Actor, *, on: date, place: object) -> Calendar:
    """Give the shared calendar of a place: every partner's activities (S-39)."""
    rows = list(counted_rows(activities(actor, on=on).filter(place=place.id, held_on__gte=on - timedelta(days=100))))
    lines = [activity_line(row, on=on) for row in rows]
    entries = [Asking(str(r.pk), r.name, r.held_on, r.area, r.community) for r in rows]
    return Calendar(
        tuple(sorted((one for one in lines if one.held_on >= on), key=lambda one: one.held_on)),
        tuple(one for one in lines if one.held_on < on), clashes(entries, on=on), tired(entries, on=on),
    )  # fmt: skip


@dataclass(frozen=True)
class RegisterLine:
    """One place in the register: what is to come, the plans under way, and the partners that led nothing here for a year."""

    place: str
    place_id: UUID
    coming: tuple[ActivityLine, ...]
    plans: tuple[PlanLine, ...]
    held: int
    led: tuple[str, ...]
    not_involved: tuple[str, ...]
    last_on: date | None
    leads: tuple[str, ...] = ()


def register(actor: Actor, *, on: date, places: list) -> list[RegisterLine]:
    """Say what is happening in each place, and who is not involved; the place heard longest ago first."""
    plans, partners = engagement_plans(actor, on=on), organisations()
    rows = list(counted_rows(activities(actor, on=on).filter(place__in=places, held_on__gt=on - YEAR)))
    lines = [(row, activity_line(row, on=on)) for row in rows]
    found, accounts = [], partner_people(on=on)
    for place in places:
        here = [(row, line) for row, line in lines if row.place_id == place.pk]
        held = [row for row, line in here if not line.planned]
        led = {row.organisation_id for row in held}
        found.append(
            RegisterLine(
                place.name, place.pk, tuple(sorted((x for _, x in here if x.planned), key=lambda x: x.held_on)),
                tuple(p for p in plans if p.place_id == place.pk and not p.done), len(held),
                tuple(p.name for p in partners if p.id in led), tuple(p.name for p in partners if p.id not in led),
                max((row.held_on for row in held), default=None), _leading(accounts, place),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.last_on or date.min, one.place))


def _leading(accounts: list, place: object) -> tuple[str, ...]:
    """Name those who co-ordinate the listening of a place, whichever partner they work for (S-61)."""
    return tuple(
        f"{account.name}, {account.organisation.name}" for account in accounts
        if any(held.role == LEADS and held.place_id in {None, place.pk} for held in account.roles.all())
    )  # fmt: skip
