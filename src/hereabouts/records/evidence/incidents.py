"""What lists of incidents say about a place, month by month, and which months we have at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from django.conf import settings

from hereabouts.core.evidence import incident_reads
from hereabouts.core.evidence.guards import may_ask, point_claim
from hereabouts.core.evidence.incident_reads import MonthCount
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.steps import Row
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.reads import Sheet

PART = "{n} of the areas lie here only in part; their incidents are counted whole."


class NoIncidents(Sentence):
    """Incidents asked for by a name that no list in the evidence file has, or that does not reach the place."""


@dataclass(frozen=True)
class PlaceIncidents:
    """The incidents of a place by month and by small area, what is missing, and how exact its points are."""

    place: str
    title: str
    publisher: str
    measure: str
    category: str
    generation: str
    months: tuple[MonthCount, ...]
    areas: dict[str, int]
    missing: str
    points: str
    note: str


def coverage() -> list[Row]:
    """Give every month of every list of incidents: read, or missing between; with its rows without a place and its vintage."""
    with opened(settings.EVIDENCE) as engine:
        return engine.run(incident_reads.COVERAGE)


def categories() -> list[Row]:
    """Give what each series recorded by category over all its months, the rows without a small area among them."""
    with opened(settings.EVIDENCE) as engine:
        return engine.run(incident_reads.CATEGORIES)


def of_place(place: Sheet, measure: str, category: str = "all", street: str = "") -> PlaceIncidents:
    """Count the incidents of a place by month and by small area; raises NoIncidents where nothing can be said.

    Asked for a street, it says why there is none: SnappedPoint where the publisher moved the points (guard 5).
    """
    for asked in (measure, category):
        may_ask(asked, place=place.name)
    with opened(settings.EVIDENCE) as engine:
        sets = engine.run(incident_reads.SETS)
        one = next((s for s in sets if s["measure"] == measure), None)
        if one is None:
            raise NoIncidents(
                "No list of incidents counts “{measure}”. The evidence file has {known}.",
                measure=measure, known=listed([str(s["measure"]) for s in sets]) if sets else "none",
            )  # fmt: skip
        if street:
            _refuse_street(street, one)
        nowhere = [{"generation": one["generation"], "area": "", "weight": 1.0}]
        engine.register("chosen", place.chosen(one["generation"]) if one["generation"] in place.areas else nowhere)
        engine.register("asked", [{"dataset": one["dataset"], "measure": measure, "part": category}])
        rows = engine.run(incident_reads.MONTHS)
        if not rows:
            raise NoIncidents("“{title}” does not reach {place}.", title=str(one["title"]), place=place.name)
        return _told(place, one, category, rows)


def _refuse_street(street: str, one: Row) -> NoReturn:
    if one["points"] == "moved":
        point_claim(street, source=f"The publishers of “{one['title']}”")
    raise NoIncidents("“{title}” is kept by small area and month: no street is in it.", title=str(one["title"]))


def _told(place: Sheet, one: Row, category: str, rows: Sequence[Row]) -> PlaceIncidents:
    reached = {row["area"] for row in rows}
    beyond = len(set(place.areas[one["generation"]]) - reached)
    part = len(place.weights.get(one["generation"], {}))
    approximate = (
        "Points are approximate: right for small areas, never for a street." if one["points"] == "moved" else ""
    )
    return PlaceIncidents(
        place=place.name,
        title=str(one["title"]),
        publisher=str(one["publisher"]),
        measure=str(one["measure"]),
        category=category,
        generation=str(one["generation"]),
        months=tuple(incident_reads.by_month(rows)),
        areas=incident_reads.by_area(rows),
        missing=incident_reads.gaps(rows),
        points=str(one["points"]),
        note=" ".join(
            [
                *([f"{beyond} areas are not reached and not counted."] if beyond else []),
                *([PART.format(n=part)] if part else []),
                approximate,
            ]
        ).strip(),
    )
