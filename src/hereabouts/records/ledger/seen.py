"""Who saw this? Everybody who opened a record, what for and on whose authority, and each look by day. Over millions of entries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Max, Min

from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.ledger.reads import Line, lines


@dataclass(frozen=True)
class Viewer:
    """Somebody who opened a record: how often, first and last when, what for, and under which clauses or role."""

    who: str
    organisation: str
    times: int
    first: datetime
    last: datetime
    purposes: tuple[str, ...]
    under: tuple[str, ...]


@dataclass(frozen=True)
class Day:
    """What happened to a record on one day, newest first."""

    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Answer:
    """The whole answer: who opened it, and the newest of what was written down about it, by day."""

    viewers: tuple[Viewer, ...]
    days: tuple[Day, ...]
    more: bool


def who_saw(objects: Iterable[str], *, limit: int = 200) -> Answer:
    """Answer "who saw this?" about one thing (or the few ids that are one thing), who looked last first."""
    ids = list(objects)
    newest = lines(objects=ids, limit=limit + 1)
    days = groupby(newest[:limit], key=lambda line: line.on)
    return Answer(_viewers(ids), tuple(Day(day, tuple(told)) for day, told in days), len(newest) > limit)


def _viewers(ids: list[str]) -> tuple[Viewer, ...]:
    rows = AuditEntry.objects.filter(object__in=ids, outcome="seen").order_by()
    counted = rows.values("actor", "actor_name", "organisation", "purpose", "under").annotate(
        n=Count("pk"), first=Min("at"), last=Max("at")
    )
    found: dict[str, Viewer] = {}
    for row in counted:
        one = Viewer(
            row["actor_name"], row["organisation"], row["n"], row["first"], row["last"],
            tuple(filter(None, [row["purpose"]])), tuple(filter(None, [row["under"]])),
        )  # fmt: skip
        found[row["actor"]] = _both(found[row["actor"]], one) if row["actor"] in found else one
    return tuple(sorted(found.values(), key=lambda viewer: viewer.last, reverse=True))


def _both(a: Viewer, b: Viewer) -> Viewer:
    return replace(
        a, times=a.times + b.times, first=min(a.first, b.first), last=max(a.last, b.last),
        purposes=tuple(sorted({*a.purposes, *b.purposes})), under=tuple(sorted({*a.under, *b.under})),
    )  # fmt: skip
