"""Broken glass as it is read: what it opens to whom now, what waits for review, and how often it happens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from hereabouts.core.ledger import Actor, Grant, holds
from hereabouts.core.trust.glass import SETTLED
from hereabouts.engines.definitions import break_glass
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.reads import entries, referred
from hereabouts.records.trust.models import BrokenGlass

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account

KEEP_SAFE = (
    "keep_safe"  # the one verb that broken glass gives: reading the emergency sheet, and no other page of the record
)
UNDER = "broken glass, to keep somebody from harm,"


@dataclass(frozen=True)
class Broken:
    """One use, as whoever broke the glass and whoever reviews it read it. ``ref`` is empty where it is restricted by now."""

    id: UUID
    who: str
    organisation: str
    ref: str
    object: str
    reason: str
    opened_at: datetime
    until: datetime
    looks: int
    own: bool
    outcome: str
    words: str
    reviewed_by: str
    reviewed_on: date | None


@dataclass(frozen=True)
class GlassCounts:
    """How often the glass was broken in a month, by how many people, and what was found."""

    times: int
    people: int
    waiting: int
    justified: int
    not_justified: int
    follow_up: int
    refused: int


def grants(rows: Iterable[BrokenGlass]) -> list[Grant]:
    """Give what broken glass opens: the emergency sheet of one record, the fields on it, until a moment of that day.

    Its verb is one of its own: whatever else asks whether somebody may see the record is answered as if nothing was broken.
    """
    found = []
    for row in rows:
        opened, until = timezone.localtime(row.opened_at), timezone.localtime(row.until)
        found += [
            Grant(
                kind, KEEP_SAFE, under=UNDER, about=str(row.object), fields=break_glass().fields, since=opened.date(),
                until=until.date(), glass=until,
            )
            for kind in break_glass().opens
        ]  # fmt: skip
    return found


def of_that_day(at: datetime, accounts: Iterable[Account] | None = None) -> dict[UUID, list[BrokenGlass]]:
    """Give by account what was broken in the day before a moment: what is over still gives a reason."""
    rows = BrokenGlass.objects.filter(opened_at__gt=at - timedelta(days=1), opened_at__lte=at)
    found: dict[UUID, list[BrokenGlass]] = {}
    for row in rows if accounts is None else rows.filter(account__in=accounts):
        found.setdefault(row.account_id, []).append(row)
    return found


def find(actor: Actor, id: object, *, at: datetime) -> BrokenGlass:
    """Give what the actor broke, while it is open; NotFound when it is absent, somebody else's or over."""
    found = BrokenGlass.objects.filter(pk=id, account=actor.id, until__gt=at).first()
    if found is None:
        raise NotFound
    return found


def used(id: object) -> None:
    """Raise NotFound where there is no such use: whoever reviews is told so before anything else."""
    if not BrokenGlass.objects.filter(pk=id).exists():
        raise NotFound


def mine(actor: Actor, *, at: datetime) -> list[Broken]:
    """Give what the actor has open now."""
    return _told(actor, BrokenGlass.objects.filter(account=actor.id, until__gt=at).order_by("-opened_at"))


def queue(actor: Actor, *, done: bool = False) -> list[Broken]:
    """Give what waits for review, the oldest first; or what was reviewed, the newest first."""
    settled = BrokenGlass.objects.filter(outcome__in=SETTLED).order_by("-reviewed_on", "-opened_at")
    waits = BrokenGlass.objects.exclude(outcome__in=SETTLED).order_by("opened_at")
    return _told(actor, settled if done else waits)


def waiting() -> int:
    """Count the uses that nobody has settled."""
    return BrokenGlass.objects.exclude(outcome__in=SETTLED).count()


def counts(*, month: date) -> GlassCounts:
    """Count a month's uses and what was found of them: numbers, of no family."""
    until = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    tried = entries().filter(what="glass.break", on__gte=month, on__lt=until)
    rows = [r for r in BrokenGlass.objects.all() if month <= timezone.localtime(r.opened_at).date() < until]
    found = [row.outcome for row in rows]
    return GlassCounts(
        len(rows), len({row.account_id for row in rows}), sum(one not in SETTLED for one in found), found.count("justified"),
        found.count("not justified"), found.count("follow up"), tried.filter(outcome="refused").count(),
    )  # fmt: skip


def reviewers(actors: Iterable[tuple[Account, Actor]], *, on: date) -> list[str]:
    """Name those who review: whoever breaks the glass is told who will read the reason."""
    return [account.name for account, actor in actors if holds(actor, "glass", "review", on)]


def _told(actor: Actor, rows: QuerySet[BrokenGlass]) -> list[Broken]:
    rows = rows.select_related("account__organisation")
    refs = referred((str(row.object) for row in rows), actor)
    return [_one(row, actor, refs.get(str(row.object), "")) for row in rows]


def _one(row: BrokenGlass, actor: Actor, ref: str) -> Broken:
    looks = entries(actor=str(row.account_id)).filter(
        outcome="seen", at__gte=row.opened_at, at__lt=row.until, under__startswith=UNDER
    )
    return Broken(
        row.pk, row.account.name, row.account.organisation.name, ref, str(row.object), row.reason, row.opened_at, row.until,
        looks.count(), str(row.account_id) == actor.id, row.outcome, row.words, row.reviewed_name, row.reviewed_on,
    )  # fmt: skip
