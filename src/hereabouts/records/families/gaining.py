"""What the families of a place gained, in counts that may leave: income and work, of nobody (L-23, L-24)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.families.gains_told import FamilyGain, GainsTold, told
from hereabouts.core.families.triage import whole_weeks
from hereabouts.core.families.work import newest
from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.engines.definitions import disclosure
from hereabouts.records.families import access
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import IncomeGain, Referral, WorkStage

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

COUNT = "count_gains"


def may_count_in(actor: Actor, places: Iterable[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may count gains today."""
    return [p for p in places if may(actor, COUNT, _of(p, actor), on, purpose=PURPOSE)]


def _of(place: Place, actor: Actor) -> Subject:
    return Subject("referral", None, str(place.pk), actor.organisation, Sensitivity.CASE)


def report(actor: Actor, place: Place, *, on: date) -> GainsTold:
    """Count what the families of a place gained, as it stood at the end of the last whole week."""
    _, until = whole_weeks(on, 1)
    here = [one for one in access.counted(actor, on=on, until=until, verb=COUNT) if one.place_id == place.pk]
    return told(_gains(here, until), _stages(here, until), disclosure()["open"])


def _gains(referrals: list[Referral], until: date) -> list[FamilyGain]:
    home = {one.pk: one.household_id for one in referrals}
    sums: defaultdict[object, list[int]] = defaultdict(lambda: [0, 0])
    for gain in IncomeGain.objects.filter(referral__in=home, written_on__lte=until):
        seen = gain.verified_on is not None and gain.verified_on <= until
        sums[home[gain.referral_id]][0 if seen else 1] += gain.pounds
    return [FamilyGain(*pair) for pair in sums.values()]


def _stages(referrals: list[Referral], until: date) -> list[str]:
    reached: defaultdict[object, dict[str, date]] = defaultdict(dict)
    for step in WorkStage.objects.filter(referral__in=[one.pk for one in referrals], written_on__lte=until):
        reached[step.person_id][step.stage] = step.since
    return [newest(steps) for steps in reached.values()]
