"""The places to meet, how many came to them, and whether it matters how they feel; and who interprets where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.venues import Came, FeltLine, compared
from hereabouts.engines.definitions import engagement, methods
from hereabouts.records.voice.access import activities, programmed
from hereabouts.records.voice.models import InterpreterRequest

SEED = 7  # the same activities give the same range


@dataclass(frozen=True)
class VenueLine:
    """One venue: how it feels, what it has, what it lacks, what nobody has looked at, and what was held there."""

    name: str
    address: str
    feels: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    not_known: tuple[str, ...]
    note: str
    noted_on: date
    held: int
    counts: tuple[tuple[str, int], ...]


def venues(actor: Actor, *, on: date, place: object) -> list[VenueLine]:
    """Give the venues of a place by name, with what was held in each."""
    held = _held(actor, place, on)
    return [_line(row, held) for row in programmed("venue", actor, on=on).filter(place=place.id)]


def _line(row, held: list) -> VenueLine:
    known = engagement().venues
    mine = [one for one in held if one.venue.strip().casefold() == row.name.casefold()]
    counts: dict[str, int] = {}
    for one in mine:
        if one.count is not None:
            counts[one.unit] = counts.get(one.unit, 0) + one.count
    named = lambda ids: tuple(known[i] for i in known if i in ids)  # noqa: E731
    return VenueLine(
        row.name, row.address, row.feels, named(row.has), named(row.lacks), named(set(known) - {*row.has, *row.lacks}), row.note,
        row.noted_on, len(mine), tuple(sorted(counts.items())),
    )  # fmt: skip


def venue_attendance(actor: Actor, *, on: date, place: object) -> tuple[FeltLine, ...]:
    """Compare how many came by how the venue feels, within one way of listening and one unit (D-73)."""
    feels = {row.name.casefold(): row.feels for row in programmed("venue", actor, on=on).filter(place=place.id)}
    rows = [
        Came(one.venue, feel, methods().get(one.method, {"label": one.method})["label"], one.unit, one.count)
        for one in _held(actor, place, on)
        if one.count is not None and (feel := feels.get(one.venue.strip().casefold()))
    ]
    return compared(rows, rng=np.random.default_rng(SEED))


def _held(actor: Actor, place: object, on: date) -> list:
    return list(activities(actor, on=on).filter(place=place.id, held_on__lte=on).exclude(venue=""))


def interpreters(actor: Actor, *, on: date, place: object, open_only: bool = False) -> list[InterpreterRequest]:
    """Give the requests for interpreters of a place, what is held first on top; or only those nobody has settled yet."""
    rows = programmed("interpreter", actor, on=on).filter(place=place.id).select_related("activity")
    rows = rows.filter(state__in=["asked", "not found"], activity__held_on__gte=on) if open_only else rows
    return list(rows.order_by("activity__held_on", "language"))
