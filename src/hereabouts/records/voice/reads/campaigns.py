"""Campaigns over the years, and what was raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from hereabouts.core.figures import Interval, wilson
from hereabouts.core.ledger import Actor
from hereabouts.core.voice.counts import MethodCount
from hereabouts.core.voice.counts import by_method as sum_by_method
from hereabouts.engines.definitions import methods, topics
from hereabouts.records.voice.access import programmed, standing
from hereabouts.records.voice.models import Activity, Campaign
from hereabouts.records.voice.reads.themes import raised_topics


@dataclass(frozen=True)
class CampaignYear:
    """One year of a campaign: what each way counted, the different people heard, and each topic's share of them."""

    year: int
    methods: tuple[MethodCount, ...]
    people: int
    coded: int
    topics: dict[str, tuple[int, Interval]]


@dataclass(frozen=True)
class CampaignSheet:
    """A campaign over the years, and why two years may not be compared where they may not."""

    id: UUID
    name: str
    purpose: str
    questions: tuple[str, ...]
    years: tuple[CampaignYear, ...]
    topics: tuple[tuple[str, str], ...]
    differently: tuple[int, ...]


def campaign_sheet(campaign: Campaign, *, on: date) -> CampaignSheet:
    """Give a campaign year by year. ``differently`` names the years that listened in other ways than the year before (D-97)."""
    rows = list(
        Activity.objects.filter(campaign=campaign, held_on__lte=on).values_list(
            "pk", "held_on", "method", "unit", "count"
        )
    )
    years = [_year(year, [r for r in rows if r[1].year == year], on) for year in sorted({r[1].year for r in rows})]
    ways = [{m.method for m in one.methods} for one in years]
    raised = sorted({code for one in years for code in one.topics})
    return CampaignSheet(
        id=campaign.pk, name=campaign.name, purpose=campaign.purpose, questions=tuple(filter(None, campaign.questions.splitlines())),
        years=tuple(years), topics=tuple((code, topics()[code]["label"]) for code in raised),
        differently=tuple(b.year for b, x, y in zip(years[1:], ways, ways[1:], strict=False) if x != y),
    )  # fmt: skip


def _year(year: int, rows: list, on: date) -> CampaignYear:
    said = standing(on=on).filter(activity__in=[r[0] for r in rows])
    people = said.aggregate(
        n=Count("participant", distinct=True), coded=Count("participant", distinct=True, filter=~Q(coded_on=None))
    )
    shares = {code: (n, wilson(n, people["coded"])) for code, _, n in raised_topics(said.exclude(coded_on=None))}
    counted = sum_by_method((methods().get(m, {"label": m})["label"], unit, count) for _, _, m, unit, count in rows)
    return CampaignYear(year, counted, people["n"], people["coded"], shares)


def campaigns(actor: Actor, *, on: date, place: object) -> list[tuple[Campaign, int, int]]:
    """Give the campaigns of a place, each with how many activities it had and in how many years."""
    rows = programmed("campaign", actor, on=on).filter(place=place.id).prefetch_related("activities")
    return [(row, len(row.activities.all()), len({a.held_on.year for a in row.activities.all()})) for row in rows]
