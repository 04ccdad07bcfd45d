"""Offers beside each other: what is in each other's way, who runs what where, and which need nobody offers anything for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.offers import Clash, Slot, clashes, same_twice
from hereabouts.engines.calendars import LONDON
from hereabouts.engines.definitions import topics
from hereabouts.records.plans.models import Occurrence, Offer
from hereabouts.records.plans.reads.offers import OfferLine, at, days_of, offers, on_between, slot
from hereabouts.records.priorities.access import visible as priorities

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

WEEKS = timedelta(weeks=8)


@dataclass(frozen=True)
class Network:
    """Who runs what in a place: offers by organisation, venues that several use, and what two offer to the same people."""

    runs: tuple[tuple[str, tuple[OfferLine, ...]], ...]
    shared: tuple[tuple[str, tuple[str, ...]], ...]
    twice: tuple[tuple[Slot, Slot], ...]


@dataclass(frozen=True)
class TopicServed:
    """A topic with the offers about it, and the agreed priorities that ask for it."""

    topic: str
    offers: tuple[OfferLine, ...]
    asked: tuple[str, ...]


def clashes_of(
    actor: Actor, place: Place, *, on: date, first: date | None = None, also: Iterable[Occurrence] = ()
) -> list[Clash]:
    """Find what stands in each other's way in a place in the eight weeks after a day, with sessions that are only thought of."""
    start = first or on
    held = [row for row in on_between(actor, place, start, start + WEEKS, on=on) if not row.called_off]
    return clashes([slot(row) for row in (*held, *also)])


def thought_of(
    actor: Actor,
    offer: Offer,
    *,
    on: date,
    first: date,
    last: date,
    every: str,
    starts: time,
    ends: time,
    holidays: bool = False,
) -> tuple[tuple[date, ...], list[Clash]]:
    """Give the days that a series would have, and what it would stand in the way of; nothing is written down."""
    held = days_of(offer, first, last, every, holidays=holidays)
    rows = [Occurrence(offer=offer, starts_at=at(day, starts), ends_at=at(day, ends)) for day in held]
    new = {str(row.pk) for row in rows}
    found = clashes_of(actor, offer.place, on=on, first=held[0], also=rows)
    return held, [clash for clash in found if new & {clash.first.key, clash.second.key}]


def network(actor: Actor, place: Place, *, on: date) -> Network:
    """Lay out the offers that go on in a place by who runs them (D-44)."""
    going = [line for line in offers(actor, on=on, place=place) if line.state != "ended"]
    names = sorted({line.organisation for line in going})
    venues: dict[str, set[str]] = {}
    for line in going:
        if line.venue.strip():
            venues.setdefault(line.venue.strip(), set()).add(line.organisation)
    return Network(
        tuple((name, tuple(line for line in going if line.organisation == name)) for name in names),
        tuple((venue, tuple(sorted(who))) for venue, who in sorted(venues.items()) if len(who) > 1),
        tuple(same_twice([_slot(line) for line in going])),
    )


def topics_offered(actor: Actor, place: Place, *, on: date) -> frozenset[str]:
    """Give the topics that an offer which goes on is about."""
    return frozenset(
        code for line in offers(actor, on=on, place=place) if line.state == "running" for code in line.row.topics
    )


def _slot(line: OfferLine) -> Slot:
    now = line.next or datetime.combine(line.row.begun_on, time(), tzinfo=LONDON)
    return Slot(str(line.id), line.title, line.organisation, line.row.kind, line.ages, line.venue, now, now)


def served_by_topic(actor: Actor, place: Place, *, on: date) -> tuple[TopicServed, ...]:
    """Give each topic that an offer is about or an agreed priority asks for; what is asked for and not offered stands first (D-06)."""
    going = [line for line in offers(actor, on=on, place=place) if line.state != "ended"]
    asked: dict[str, list[str]] = {}
    for row in priorities(actor, on=on).filter(place=place, state__in=("agreed", "active")):
        asked.setdefault(row.topic, []).append(row.statement)
    found = [
        TopicServed(
            words["label"], tuple(line for line in going if code in line.row.topics), tuple(asked.get(code, ()))
        )
        for code, words in topics().items()
    ]
    told = [one for one in found if one.offers or one.asked]
    return tuple(sorted(told, key=lambda one: (bool(one.offers), one.topic)))
