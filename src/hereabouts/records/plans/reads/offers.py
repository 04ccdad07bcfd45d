"""Offers as a list and one whole: the days to come, who came to those that were, and what is still to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.offers import AGES, Slot, days
from hereabouts.engines.calendars import LONDON
from hereabouts.engines.definitions import groups, offer_access, offer_kinds, topics
from hereabouts.records.places.reads import working_calendar
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Occurrence, Offer

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class OfferLine:
    """An offer as a list shows it; ``next`` is when it is held next, None where no day to come is planned. ``row`` is its record."""

    id: UUID
    title: str
    kind: str
    family: str
    organisation: str
    place: str
    venue: str
    ages: tuple[int | None, int | None]
    topics: tuple[str, ...]
    free: bool
    free_meal: bool
    for_all: bool
    state: str
    next: datetime | None
    row: Offer


@dataclass(frozen=True)
class OccurrenceLine:
    """One time an offer is or was held."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    called_off: str
    told_on: date | None
    came: tuple[tuple[str, int], ...]
    people: int
    began: int | None
    completed: int | None
    organisations: tuple[str, ...]
    others: int
    results: str
    rota: tuple[tuple[str, str], ...]
    untold: bool
    changes: int
    changed_at: datetime


@dataclass(frozen=True)
class OfferSheet:
    """An offer whole. ``came`` adds the sessions that were told of up by age; ``take_up`` is (began, completed) of a course."""

    line: OfferLine
    groups: tuple[str, ...]
    access: tuple[str, ...]
    coming: tuple[OccurrenceLine, ...]
    past: tuple[OccurrenceLine, ...]
    came: tuple[tuple[str, int], ...]
    take_up: tuple[int, int] | None
    learning: bool


def offers(actor: Actor, *, on: date, place: Place | None = None, kind: str = "", topic: str = "") -> list[OfferLine]:
    """Give the offers the actor may see, what goes on first; of one place, kind or topic where one is named."""
    rows = access.offers(actor, on=on).annotate(
        next_at=Min(
            "occurrences__starts_at", filter=Q(occurrences__starts_at__gte=_morning(on), occurrences__called_off="")
        )
    )
    rows = rows.filter(place=place) if place else rows
    found = [_line(row) for row in (rows.filter(kind=kind) if kind else rows) if not topic or topic in row.topics]
    return sorted(found, key=lambda one: (one.state == "ended", one.family, one.title))


def _morning(day: date) -> datetime:
    return at(day, time())


def _line(row: Offer, next_at: datetime | None = None) -> OfferLine:
    kind = offer_kinds()[row.kind]
    return OfferLine(
        row.pk, row.title, kind.label, kind.family, row.organisation.name if row.organisation else "", row.place.name,
        row.venue, (row.age_from, row.age_to), tuple(topics()[code]["label"] for code in row.topics), row.free, row.free_meal,
        row.for_all, row.state, getattr(row, "next_at", next_at), row,
    )  # fmt: skip


def offer(row: Offer, *, on: date) -> OfferSheet:
    """Describe one offer whole."""
    lines = [_occurrence(one, on) for one in row.occurrences.prefetch_related("organisations", "rota")]
    coming = tuple(one for one in lines if one.starts_at >= _morning(on))
    past = tuple(one for one in reversed(lines) if one.starts_at < _morning(on))
    added: Counter[str] = Counter()
    for one in lines:
        added.update(dict(one.came))
    courses = [(one.began, one.completed or 0) for one in lines if one.began is not None]
    return OfferSheet(
        _line(row, next((one.starts_at for one in coming if not one.called_off), None)),
        tuple(groups()[code] for code in row.target_groups), tuple(offer_access()[code] for code in row.access), coming, past,
        _bands(added), (sum(b for b, _ in courses), sum(c for _, c in courses)) if courses else None,
        offer_kinds()[row.kind].learning,
    )  # fmt: skip


def _bands(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((band, counts[band]) for band in AGES if counts.get(band))


def _occurrence(row: Occurrence, on: date) -> OccurrenceLine:
    held = row.starts_at < min(_morning(on + timedelta(1)), timezone.now())
    return OccurrenceLine(
        row.pk, row.starts_at, row.ends_at, row.called_off, row.told_on, _bands(row.came), sum(row.came.values()), row.began,
        row.completed, tuple(o.name for o in row.organisations.all()), row.others, row.results,
        tuple((part.role, part.who) for part in row.rota.all()), held and not row.told_on and not row.called_off,
        row.changes, row.changed_at,
    )  # fmt: skip


def on_between(actor: Actor, place: Place, first: date, last: date, *, on: date) -> QuerySet[Occurrence]:
    """Give the sessions of a place from the morning of one day to the evening of another, of the offers the actor may see."""
    mine: Iterable[Offer] = access.offers(actor, on=on).filter(place=place).exclude(state="ended")
    rows = Occurrence.objects.filter(
        offer__in=mine, starts_at__gte=_morning(first), starts_at__lt=_morning(last + timedelta(1))
    )
    return rows.select_related("offer", "offer__organisation")


def slot(row: Occurrence) -> Slot:
    """Describe a session as the timetable reads it."""
    offer = row.offer
    return Slot(
        str(row.pk), offer.title, offer.organisation.name if offer.organisation else "", offer.kind,
        (offer.age_from, offer.age_to), offer.venue, row.starts_at, row.ends_at,
    )  # fmt: skip


def days_of(row: Offer, first: date, last: date, every: str, *, holidays: bool) -> tuple[date, ...]:
    """Give the days of a series of an offer, without the bank holidays of its nation unless ``holidays``."""
    closed = frozenset() if holidays else frozenset(working_calendar(row.place_id).holidays)
    return days(first, last, every, without=closed)


def at(day: date, hour: time) -> datetime:
    """Give an hour of a day here, summer or winter."""
    return datetime.combine(day, hour, tzinfo=LONDON)
