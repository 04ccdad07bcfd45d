"""Closing the loop: what those who raised a topic were told, how long others have waited, and whose thread is a dead end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Min, OuterRef, Q

from hereabouts.core.intake import PROMISED_DAYS, Clock, waited
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import topics
from hereabouts.records.intake import access as intake
from hereabouts.records.voice.access import standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from hereabouts.records.intake.models import Told
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class Waiting:
    """One topic: how many people raised it and were told nothing since, how many for longer than was promised."""

    topic: str
    people: int
    dead_ends: int
    oldest: date
    clock: Clock


@dataclass(frozen=True)
class Loop:
    """How the loop stands in a place: topics that wait, the dead ends among people, and those whose words nobody read."""

    waiting: tuple[Waiting, ...]
    dead_ends: int
    heard: int
    unread: int
    unread_late: int


def told(actor: Actor, place: Place, *, on: date) -> list[Told]:
    """Give what people here were told, the latest first."""
    return list(intake.told(actor, on=on).filter(place=place))


def loop(place: Place, *, on: date) -> Loop:
    """Say how the loop stands in a place, in a handful of questions to the database, however many people were heard."""
    rows, last, late = _heard([place.pk], on), intake.last_told(place, on=on), on - timedelta(days=PROMISED_DAYS)
    return Loop(
        waiting=_waiting(rows, last, late, on),
        dead_ends=_dead_ends(rows, on).get(place.pk, 0),
        heard=_people(rows.filter(_accepted())),
        unread=_people(rows.filter(coded_on=None)),
        unread_late=_people(rows.filter(coded_on=None, heard_on__lt=late)),
    )


def dead_ends(places: Iterable[UUID], *, on: date) -> dict[UUID, int]:
    """Count by place the people heard longer ago than was promised who were told nothing since on any topic they raised.

    One question to the database, however many places; a place without dead ends is not in it.
    """
    return _dead_ends(_heard(places, on), on)


def _dead_ends(rows: QuerySet, on: date) -> dict[UUID, int]:
    of = {"place": OuterRef("place"), "topic": OuterRef("codings__topic"), "heard_on": OuterRef("heard_on")}
    answered = Count("pk", filter=intake.told_since(on=on, **of))
    people = rows.filter(_accepted()).order_by().values("place", "participant")
    people = people.annotate(first=Min("heard_on"), answered=answered)
    dead = people.filter(first__lt=on - timedelta(days=PROMISED_DAYS), answered=0)
    return dict(Counter(dead.values_list("place", flat=True)))


def _waiting(rows: QuerySet, last: dict[str, date], late: date, on: date) -> tuple[Waiting, ...]:
    since = [_accepted(codings__topic=t, heard_on__gt=day) for t, day in last.items()]
    never = _accepted(codings__topic__in=[t for t in topics() if t not in last])
    people = Count("participant", distinct=True)
    told = rows.filter(reduce(or_, since, never)).order_by().values("codings__topic").annotate(
        people=people, oldest=Min("heard_on"), dead=Count("participant", distinct=True, filter=Q(heard_on__lt=late)),
    )  # fmt: skip
    lines = [
        Waiting(one["codings__topic"], one["people"], one["dead"], one["oldest"], waited(one["oldest"], on))
        for one in told
    ]
    return tuple(sorted(lines, key=lambda one: (-one.dead_ends, -one.people, one.topic)))


def _accepted(**more: object) -> Q:
    return Q(codings__accepted_on__isnull=False, **more)


def _heard(places: Iterable[UUID], on: date) -> QuerySet:
    return standing(on=on).filter(place__in=list(places)).exclude(participant=None)


def _people(rows: QuerySet) -> int:
    found: int = rows.order_by().aggregate(n=Count("participant", distinct=True))["n"]
    return found
