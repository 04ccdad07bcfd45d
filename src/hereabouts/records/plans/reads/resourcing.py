"""Money and capacity of the places somebody may see, beside their need (L-11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hereabouts.core.evidence.guards import NotCovered
from hereabouts.core.ledger import Actor
from hereabouts.core.places.across import LeftOut
from hereabouts.core.plans.resourcing import MeansBeside, PlaceMeans, beside
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.reads import of_place
from hereabouts.records.evidence.services import inside
from hereabouts.records.partners import reads as partners
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import access
from hereabouts.records.voice.access import holds_here

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

OVER = ("stopped", "merged")  # their money is not spent here


def resourcing(actor: Actor, places: Iterable[Place], *, on: date) -> tuple[MeansBeside, ...]:
    """Lay the places whose actions the actor may see beside each other: need, money of actions, what partners promised, services."""
    mine = [place for place in places if holds_here(actor, "action.see", place, on=on)]
    return beside(_means(actor, place, on) for place in mine)


def _means(actor: Actor, place: Place, on: date) -> PlaceMeans:
    rows = list(
        access.actions(actor, on=on)
        .filter(place=place)
        .exclude(state__in=OVER)
        .values_list("money_planned", "money_spent")
    )
    promised = partners.tracker(actor, on=on, place=place).all_of_it
    people, in_need, share, services = _need(place)
    return PlaceMeans(
        place=place.name, people=people, in_need=in_need, need_share=share,
        planned=sum((planned or Decimal() for planned, _ in rows), Decimal()),
        spent=sum((spent or Decimal() for _, spent in rows), Decimal()),
        actions=len(rows), money_open=sum(planned is None for planned, _ in rows),
        promised=promised.pooled + promised.own, hours=promised.hours, services=services,
    )  # fmt: skip


def _need(place: Place) -> tuple[int | None, int | None, float | None, int | None]:
    """Give the people of a place, those in its most deprived fifth with their share, and the services that stand in it."""
    here = sheet(place)
    try:
        profile, services = of_place(here), len(inside(here))
    except (NoEvidence, NotCovered, LeftOut):
        return None, None, None, None
    fifth = profile.deprivation.most_deprived["20"] if profile.deprivation else None
    return profile.population, fifth.people if fifth else None, fifth.share_people if fifth else None, services
