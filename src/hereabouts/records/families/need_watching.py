"""The need list of a month in counts that may leave: whom it reached, how often people decided otherwise, what was challenged (C19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.families.need_watch import Month, Watched, month
from hereabouts.core.families.triage import whole_weeks
from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.engines.definitions import disclosure
from hereabouts.records.families import access
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import NeedChallenge, NeedDecision, Referral

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

COUNT = "count_needs"


def may_count_in(actor: Actor, places: Iterable[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may count what the need list does today, those with most referrals first."""
    here = [p for p in places if may(actor, COUNT, _of(p, actor), on, purpose=PURPOSE)]
    until = whole_weeks(on, 1)[1]
    many = Counter(one.place_id for one in access.counted(actor, on=on, until=until, verb=COUNT))
    return sorted(here, key=lambda p: (-many[p.pk], p.name))


def _of(place: Place, actor: Actor) -> Subject:
    return Subject("referral", None, str(place.pk), actor.organisation, Sensitivity.CASE)


def last_month(on: date) -> tuple[date, date]:
    """Give the first and the last day of the last month that is over."""
    until = on.replace(day=1) - timedelta(days=1)
    return until.replace(day=1), until


def report(actor: Actor, place: Place, *, on: date) -> Month:
    """Sum up the decisions of the last whole month in a place, by the priority family group of the referral.

    Of each household the last decision of the month counts, and a challenge that was answered in it.
    """
    since, until = last_month(on)
    here = {one.pk: one for one in access.counted(actor, on=on, until=until, verb=COUNT) if one.place_id == place.pk}
    span = {"referral__in": list(here)}
    made = NeedDecision.objects.filter(**span, decided_on__range=(since, until)).order_by("decided_at")
    newest = {here[one.referral_id].household_id: one for one in made}
    answered = NeedChallenge.objects.filter(**span, answered_on__range=(since, until)).order_by("answered_on", "pk")
    heard = {here[one.referral_id].household_id: one.upheld for one in answered}
    rows = [_watched(here[one.referral_id], one, heard.get(home)) for home, one in newest.items()]
    return month(rows, disclosure()["open"])


def _watched(referral: Referral, one: NeedDecision, upheld: bool | None) -> Watched:
    return Watched(
        referral.priority_group, one.taken_up, one.against_order, one.not_assessed, upheld is not None, bool(upheld)
    )
