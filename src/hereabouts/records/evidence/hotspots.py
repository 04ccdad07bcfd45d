"""Where the counts of a place are gathered: hot spots of its small areas, from the evidence file."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from shapely import from_geojson

from hereabouts.core.evidence import area_counts
from hereabouts.core.evidence.area_counts import AreaCounts
from hereabouts.core.evidence.area_kinds import refuse_large
from hereabouts.core.evidence.control_charts import ControlChart, chart
from hereabouts.core.evidence.guards import may_ask
from hereabouts.core.evidence.hotspots import TIMES, Hotspots, hotspots
from hereabouts.core.evidence.hotspots_told import told
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.seasons import Season, seasons
from hereabouts.core.evidence.stretches import gaps, meant
from hereabouts.core.steps import Step
from hereabouts.engines import definitions
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import opened
from hereabouts.engines.touching import both
from hereabouts.records.evidence.documents import indicators as documents
from hereabouts.records.places.reads import Sheet

CHARTED = 6  # areas with a chart of their own: the busiest of the hot ones


@dataclass(frozen=True)
class PlaceHotspots:
    """The hot spots of one indicator in and around a place, with all that a reader needs to judge them."""

    place: str
    within: str
    generation: str
    indicator: Indicator
    periods: tuple[str, ...]
    known: tuple[str, ...]
    missing: tuple[str, ...]
    source: str
    caveats: tuple[str, ...]
    found: Hotspots
    boundaries: dict[str, str]
    seasons: tuple[Season, ...]
    charts: dict[str, ControlChart]


_SOURCES = Step("cited", "SELECT title, caveats FROM dataset")


def indicators(place: Sheet) -> list[Indicator]:
    """Give the indicators in which hot spots of a place can be looked for. Raises NoEvidence."""
    with opened(settings.EVIDENCE) as engine:
        engine.register("place_area", _areas(place))
        measured = {row["indicator"] for row in engine.run(area_counts.MEASURED)}
    return area_counts.counting(measured, documents())


def of_place(
    place: Sheet, indicator: str, period: str = "", *, rule: str = "queen", times: int = TIMES, seed: int = 1
) -> PlaceHotspots:
    """Look for the hot spots of an indicator in the small areas of a place; where it has few, in those of its council.

    Raises NoCounts, NoSuchPeriod, TooLarge, NothingToFind or NotNeighbours (core.evidence), or NoEvidence.
    """
    document = documents().get(indicator)
    if document is None:
        may_ask(indicator, place=place.name)
        raise area_counts.NoCounts("No indicator is called “{id}”.", id=indicator)
    with opened(settings.EVIDENCE) as engine:
        engine.register("asked", [{"indicator": indicator, "enough": area_counts.ENOUGH}])
        engine.register("place_area", _areas(place))
        generation, known = area_counts.generation_of(
            engine.run(area_counts.REACHED), document, place.name, place.areas, _of_nation(place, engine)
        )
        chosen = [area for area in _areas(place) if area["generation"] == generation]
        engine.register("chosen", chosen)
        counts = AreaCounts(tuple(engine.run(area_counts.STUDIED)), tuple(engine.run(area_counts.COUNTS)))
        caveats = {row["title"]: row["caveats"] for row in engine.run([_SOURCES])}
    periods = meant(period, known)
    source = next((row["source"] for row in counts.rows if row["source"]), "")
    found = _found(counts, document, periods, rule, times, seed)
    return PlaceHotspots(
        place=place.name,
        within=place.name if len(found.spots) == len(chosen) else str(counts.areas[0]["council"]),
        generation=generation,
        indicator=document,
        periods=periods,
        known=known,
        missing=gaps(periods),
        source=source,
        caveats=(*document.caveats, *filter(None, caveats.get(source, "").split("\n"))),
        found=found,
        boundaries=counts.boundaries,
        seasons=seasons(counts.by_month(list(counts.by_area))),
        charts=_charts(counts, found),
    )


def _of_nation(place: Sheet, engine: Duck) -> list[str]:
    """Give the generations of the place's nation that have the indicator."""
    nation = {definitions.generations()[generation]["nation"] for generation in place.areas}
    having = [row["generation"] for row in engine.run(area_counts.ELSEWHERE)]
    return [one for one in having if definitions.generations()[one]["nation"] in nation]


def _areas(place: Sheet) -> list[dict[str, str]]:
    return [{"generation": generation, "area": code} for generation, codes in place.areas.items() for code in codes]


def _found(
    counts: AreaCounts, document: Indicator, periods: Sequence[str], rule: str, times: int, seed: int
) -> Hotspots:
    areas = counts.over(periods)
    refuse_large(area.code for area in areas)
    drawn = {code: from_geojson(text) for code, text in counts.boundaries.items()}
    if not drawn:
        raise area_counts.NoCounts(
            "No boundaries of these areas are in the evidence file, so nobody knows which are neighbours."
        )
    near, other = both(list(drawn), list(drawn.values()), rule, degrees=True)
    per = document.per if document.kind == "rate" else 1
    return hotspots(areas, near, other=other, rates=True, per=per, times=times, seed=seed)


def _charts(counts: AreaCounts, found: Hotspots) -> dict[str, ControlChart]:
    """Chart the busiest of the hot areas by month, where there are months enough."""
    busiest = sorted(found.hot, key=lambda spot: -(spot.count or 0))[:CHARTED]
    made = {}
    for spot in busiest:
        by_month = counts.by_month([spot.code])
        drawn = chart(tuple(by_month), tuple(by_month.values()))
        if drawn:
            made[spot.code] = drawn
    return made


def as_answer(read: PlaceHotspots) -> dict[str, Any]:
    """Give the object that the command line prints and the page offers as JSON."""
    return {
        "place": read.place,
        "within": read.within,
        "generation": read.generation,
        "indicator": read.indicator.id,
        "unit": read.indicator.unit,
        "periods": read.periods,
        "missing_periods": read.missing,
        **told(read.found),
        "seasons": [asdict(one) for one in read.seasons],
        "charts": {code: asdict(one) for code, one in read.charts.items()},
        "source": read.source,
        "caveats": read.caveats,
    }
