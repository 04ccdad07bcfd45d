"""Whether triage works, as it stood when some weeks were over: how many come, what balances the same-day share (C20, C34, D-68)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from hereabouts.core.families import balance, triage
from hereabouts.core.families.balance import Followed, Share, Waits, Week
from hereabouts.core.families.channels import Trend, trend
from hereabouts.core.families.triage import SameDay
from hereabouts.core.ledger import Actor
from hereabouts.records.families import access, reads
from hereabouts.records.families.models import Referral
from hereabouts.records.places.reads import working_calendar

if TYPE_CHECKING:
    from uuid import UUID

    from hereabouts.records.places.models import Place

FOLLOWED = timedelta(
    days=180
)  # before the weeks shown: so long ago that 90 days of following are over for enough families
NOT_YET = "not known yet"


@dataclass(frozen=True)
class Measures:
    """What stands beside the same-day share, each with its count, none without it."""

    same_day: SameDay
    rule: str
    routes: tuple[tuple[str, Share], ...]
    mean: float
    weeks: tuple[Week, ...]
    again: tuple[tuple[int, Share], ...]
    stepped_up: Share
    waits: Waits
    complete: tuple[tuple[str, Share], ...]
    followed_since: date
    came: Trend
    before_since: date


def measures(actor: Actor, place: Place, *, on: date, since: date, until: date) -> Measures:
    """Sum up a place's triage over some days, as it stood when they were over.

    Coming again and stepping up look further back, because they need days to be over; the page says from when.
    """
    calendar = working_calendar(place.pk)
    known = [r for r in access.counted(actor, on=on, until=until) if r.place_id == place.pk]
    here = [r for r in known if _day(r.received_at) >= since]
    decided = [reads.decided(r, until) for r in here]
    homes, then = _homes(known), until - FOLLOWED
    cases = [_case(r, homes, until) for r in known if _day(r.received_at) >= then]
    sums = triage.same_day(decided, calendar)
    before = since - (until - since + timedelta(days=1))
    earlier = [r.channel for r in known if before <= _day(r.received_at) < since]
    mean, weeks = balance.weekly(decided, calendar)
    times = [
        (calendar.working_minutes(one.received_at, one.recorded_at or _end(until)) / 60, bool(one.route))
        for one in decided
    ]
    return Measures(
        sums, triage.clock_rule(calendar), balance.mix(sums), mean, weeks,
        tuple((days, balance.came_again(cases, days=days, until=until)) for days in balance.AGAIN),
        balance.stepped_up_after(cases, until=until), balance.waits(times), tuple(_complete(here, until)), then,
        trend(earlier, [r.channel for r in here]), before,
    )  # fmt: skip


def _day(moment) -> date:
    return timezone.localtime(moment).date()


def _end(until: date):
    return timezone.make_aware(timezone.datetime.combine(until, timezone.datetime.max.time()))


def _homes(known: list[Referral]) -> dict[UUID, str]:
    """Say whose each referral is: its household, or that of the earliest one a person said it is of."""
    by_id, homes = {r.pk: r for r in known}, {}
    for referral in known:
        first, passed = referral, {referral.pk}
        while first.earlier_id in by_id and first.earlier_id not in passed:
            first = by_id[first.earlier_id]
            passed.add(first.pk)
        homes[referral.pk] = str(first.household_id)
    return homes


def _case(referral: Referral, homes: dict[UUID, str], until: date) -> Followed:
    first = reads.decided(referral, until)
    ups = [_day(d.decided_at) for d in referral.decisions.all() if d.route == "step up"]
    up = min((day for day in ups if day <= until), default=None)
    on = first.recorded_at.date() if first.recorded_at else None
    return Followed(homes[referral.pk], _day(referral.received_at), first.route or "", on, up)


def _complete(here: list[Referral], until: date) -> list[tuple[str, Share]]:
    """Say of how many the things are known that somebody will need later (C34); "not known yet" is an answer, not knowledge."""
    known: Counter[str] = Counter()
    for referral in here:
        known["The household is known, or new"] += referral.household_known != NOT_YET
        known["Work at first contact"] += referral.work != NOT_YET
        known["Priority family group"] += referral.priority_group != NOT_YET
        known["Agreement to help asked for"] += referral.agreement_to_help != "not asked"
        known["How to contact them safely"] += bool(referral.safe_contact.strip())
        known["An outcome is recorded"] += bool(reads.decided(referral, until).route)
    return [(words, balance.share_of(n, len(here))) for words, n in known.items()]
