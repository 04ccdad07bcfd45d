"""What was shared of a family and what was kept back, as whoever triages it reads it; and how much is restricted, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.families.sharing import SHARED, Test
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import restricting, sharing_tests
from hereabouts.records.families import others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Referral, Restriction, SharingDecision
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import looked
from hereabouts.records.ledger.reads import entries
from hereabouts.records.places.reads import nation_of

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class Told:
    """One share, or one decision not to share, with what it rests on."""

    shared: bool
    with_whom: str
    what: str
    why: str
    test: str
    basis: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Restricted:
    """How much is restricted to named people, in numbers and nothing else: of no family, no place, no name."""

    now: int
    this_month: int
    overdue: int
    soon: int
    looks: int
    people: int
    refused: int


def sharing(actor: Actor, referral: Referral, *, on: date) -> list[Told]:
    """Give the decisions on sharing, the newest first, where the clause shows them to this reader; and leave an entry."""
    fields = others.fields_of(actor, referral, on=on)
    if fields is not None and "shared" not in fields:
        return []
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=["shared"])
    labels = {test.id: test.label for test in sharing_tests()}
    return [_told(row, labels) for row in referral.sharing.all()]


def _told(row: SharingDecision, labels: dict[str, str]) -> Told:
    said = labels.get(row.test, "")
    return Told(
        row.outcome == SHARED, row.with_whom, row.what, row.why, said, row.basis, row.decided_at, row.decided_by
    )


def tests_in(place: UUID) -> list[Test]:
    """Give the tests for not sharing that are the law's own in a place."""
    nation = nation_of(place)
    return [test for test in sharing_tests() if nation in test.nations]


def restricted(*, month: date, on: date) -> Restricted:
    """Count what is restricted and how it was looked at in a month (X-12). A number tells of no family."""
    with on_purpose("whoever reviews restrictions is told how many there are"):
        return _restricted(month=month, on=on)


def _restricted(*, month: date, on: date) -> Restricted:
    until = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    now, rule = Restriction.objects.filter(ended_on=None), restricting()
    of_month = entries().filter(on__gte=month, on__lt=until)
    looks = of_month.filter(outcome="seen", detail__restricted=True).order_by()
    return Restricted(
        now=now.count(),
        this_month=of_month.filter(what="referral.restrict", outcome="done").values("object").distinct().count(),
        overdue=now.filter(review_by__lt=on).count(),
        soon=now.filter(review_by__gte=on, review_by__lte=on + timedelta(days=rule.soon)).count(),
        looks=looks.count(),
        people=looks.values("actor").distinct().count(),
        refused=of_month.filter(what__startswith="referral.", outcome="refused").count(),
    )
