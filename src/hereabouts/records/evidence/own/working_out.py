"""What own tables on one kind of boundaries say of a place: their readings, in the steps of the published ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings

from hereabouts.core.evidence import own_figures
from hereabouts.core.evidence.figure import Figure, figures
from hereabouts.core.evidence.history import History, history
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.own_tables import own_document
from hereabouts.core.evidence.readings import READINGS
from hereabouts.core.evidence.series import all_series
from hereabouts.core.evidence.spread import AMONG, OWN_AREAS, AreaFigure, Standing, over_areas, standings
from hereabouts.core.steps import Row
from hereabouts.engines.definitions import generations
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import opened_here
from hereabouts.records.evidence.models import OwnReading
from hereabouts.records.evidence.own.reads import OwnLine
from hereabouts.records.places.reads import Sheet

FEW_CODES = 5_000  # as many areas are asked for by name; of more everything is read


@dataclass(frozen=True)
class OwnFigures:
    """What own tables say of a place: figures with their documents, and all that a page draws beside them."""

    documents: dict[str, Indicator] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    standings: dict[str, Standing] = field(default_factory=dict)
    areas: dict[str, tuple[AreaFigure, ...]] = field(default_factory=dict)
    histories: dict[str, History] = field(default_factory=dict)
    datasets: tuple[Row, ...] = ()


def on_boundaries(generation: str, place: Sheet, lines: Sequence[OwnLine]) -> OwnFigures | None:
    """Give what the tables on one generation of boundaries say of a place; None where it has none of their areas.

    Only readings of the place and of its council are read, so that a table of a nation costs no more than one of a council.
    """
    with opened_here(settings.EVIDENCE) as engine:
        larger = bool(generations()[generation].get("units"))
        if not larger and generation not in place.areas:
            return None
        readings = _readings(generation, lines, None if larger else _near(engine, place.chosen(generation)))
        if not readings:
            return None
        engine.register("own_given", readings)
        areas = _units(engine, generation, place) if larger else place.chosen(generation)
        if not areas:
            return None
        engine.register("chosen", areas)
        engine.register("asked", [{"neighbourhood": generations()[generation].get("neighbourhood", "")}])
        return _worked_out(engine, lines, len(areas), larger=larger)


def _worked_out(engine: Duck, lines: Sequence[OwnLine], areas: int, *, larger: bool) -> OwnFigures:
    documents = {own_id(one): _document(one) for one in lines}
    before = (own_figures.STAND_IN, *([own_figures.UNITS_OF] if larger else []))
    council = len(engine.run((*before, *own_figures.COUNCIL_AREAS)))
    sums = own_figures.comparable(engine.run((*before, *READINGS)), set(documents), council)
    whole = {row["indicator"] for row in sums if row["who"] == "council"}
    among = [row for row in engine.run((*before, *AMONG)) if row["indicator"] in whole]
    series = all_series(sums, documents, areas)
    return OwnFigures(
        documents=documents, figures=figures(sums, documents, areas), standings=standings(among, documents),
        areas=over_areas(engine.run((own_figures.STAND_IN, *OWN_AREAS)), documents),
        histories={id_: told for id_, whose in series.items() if (told := history(whose))},
        datasets=tuple(_as_dataset(one) for one in lines),
    )  # fmt: skip


def own_id(one: OwnLine) -> str:
    """Name the indicator of an own table; no published one can have such a name."""
    return f"own-{one.id}"


def _document(one: OwnLine) -> Indicator:
    return own_document(own_id(one), one.facts, author=one.imported_by, on=one.imported_on, people=one.people)


def _near(engine: Duck, chosen: Sequence[Row]) -> set[str]:
    """Give the areas of a place and of its council."""
    engine.register("chosen", chosen)
    return {row["area"] for row in [*chosen, *engine.run(own_figures.COUNCIL_AREAS)]}


def _readings(generation: str, lines: Sequence[OwnLine], near: set[str] | None) -> list[Row]:
    rows = OwnReading.objects.filter(table__in=[one.id for one in lines], ended_by=None).order_by()
    if near is not None and len(near) < FEW_CODES:
        rows = rows.filter(area__in=near)
    named = {one.id: (own_id(one), one.source, one.of_row) for one in lines}
    return [
        {"indicator": named[t][0], "generation": generation, "area": a, "period": p, "numerator": n, "denominator": d,
         "hidden": n is None or d is None, "source": named[t][1], "numerator_row": row,
         "denominator_row": row if named[t][2] else None}
        for t, a, p, n, d, row in rows.values_list("table", "area", "period", "numerator", "denominator", "row")
    ]  # fmt: skip


def _units(engine: Duck, generation: str, place: Sheet) -> list[Row]:
    """Give the wards (say) that make up the place, in the newest of its boundaries whose lookup knows them."""
    for small in sorted(place.areas, reverse=True):
        engine.register("chosen", place.chosen(small))
        found = own_figures.made_of(engine.run(own_figures.WHOLE_UNITS), len(place.areas[small]))
        if found:
            return [{"generation": generation, "area": area, "weight": 1.0} for area in found]
    return []


def _as_dataset(one: OwnLine) -> Row:
    """Describe a table as the evidence file describes a publisher's."""
    return {
        "id": own_id(one), "title": one.source, "publisher": one.organisation, "licence": one.facts.licence,
        "source": one.facts.source, "published": one.imported_on.isoformat(), "period": one.facts.period or "in each row",
        "generation": one.facts.generation, "index_name": "", "population": "", "file": one.file, "sha256": one.sha256,
        "rows": one.rows, "caveats": one.facts.note, "warnings": "",
    }  # fmt: skip
