"""What the numbers say about a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from hereabouts.core.evidence import banded, deprivation, guards, people, profile, readings
from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.evidence.figure import Figure, figures
from hereabouts.core.evidence.profile import Deprivation, Profile
from hereabouts.core.evidence.series import Series, all_series
from hereabouts.core.places.across import LeftOut
from hereabouts.core.steps import Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.places.reads import Sheet


@dataclass(frozen=True)
class Shape:
    """One area of a place on the map: its boundary as GeoJSON, its people and its rank."""

    code: str
    name: str
    geojson: str | None
    people: int | None
    rank: int | None
    decile: int | None


_INDEXES = Step(
    "editions",
    "SELECT i.*, d.published FROM index_edition i JOIN dataset d ON d.id = i.dataset ORDER BY d.published DESC",
)
_MEASURED = Step("measured", "SELECT DISTINCT indicator FROM reading ORDER BY indicator")
_DATASETS = Step("listed", "SELECT * FROM dataset ORDER BY title")


def datasets() -> list[Row]:
    """Give every dataset of the evidence file with its source, licence, period and geography."""
    with opened(settings.EVIDENCE) as engine:
        return engine.run([_DATASETS])


def measured() -> set[str]:
    """Give the indicators that the evidence file has any reading of; none where there is no file."""
    try:
        with opened(settings.EVIDENCE) as engine:
            return {row["indicator"] for row in engine.run([_MEASURED])}
    except NoEvidence:
        return set()


def editions(place: Sheet) -> list[str]:
    """Give the editions of the index that reach a place, the newest first."""
    with opened(settings.EVIDENCE) as engine:
        return [e["name"] for e in engine.run([_INDEXES]) if e["generation"] in place.areas]


def of_place(place: Sheet, index: str | None = None) -> Profile:
    """Give the profile of a place: in the generation of the index asked for, or of the newest that reaches it.

    Raises NotCovered when the index does not reach the place (OtherNation when it is another nation's), RankChange when two
    editions are asked for at once, NoEvidence when there is no evidence file.
    """
    with opened(settings.EVIDENCE) as engine:
        edition, generation = edition_of(engine, place, index)
        codes = place.areas[generation]
        engine.register("chosen", place.chosen(generation))
        people = engine.run(readings.POPULATION)
        by_area = {row["area"]: row["people"] for row in people} or None
        rows = engine.run(readings.READINGS)
        found = figures(rows, definitions.indicators(), len(codes)) + _standardised(engine, len(codes))
        deprived = _deprivation(engine, edition, by_area) if edition else None
        found += _on_other_boundaries(engine, place, generation, {f.id for f in found})
        sources = [f.source for f in found] + [str(row["source"]) for row in people[:1]]
        sources += [deprived.source] if deprived else []
        return Profile(
            place=place.name,
            generation=generation,
            areas=len(codes),
            population=sum(by_area.values()) if by_area else None,
            population_source=f"{people[0]['source']} ({people[0]['period']})" if people else None,
            population_period=str(people[0]["period"]) if people else "",
            population_note=""
            if people
            else f"No population in the evidence file covers every {generation} area here.",
            deprivation=deprived,
            indicators=found,
            credits=credit_lines(engine.run([_DATASETS]), sources),
        )


def _on_other_boundaries(engine: Duck, place: Sheet, generation: str, known: set[str]) -> tuple[Figure, ...]:
    """Give the indicators that are counted on other boundaries of the place alone, the newest first; each says on which (X-02)."""
    found: dict[str, Figure] = {}
    for other in sorted(set(place.areas) - {generation}, reverse=True):
        engine.register("chosen", place.chosen(other))
        told = figures(engine.run(readings.READINGS), definitions.indicators(), len(place.areas[other]))
        found |= {f.id: f for f in told if f.id not in known and f.id not in found}
    return tuple(found.values())


def _standardised(engine: Duck, areas: int) -> tuple[Figure, ...]:
    documents, standards = definitions.indicators(), definitions.standards()
    asked = banded.wanted(documents, standards)
    if not asked:
        return ()
    engine.register("banded", asked)
    return banded.standardised_figures(engine.run(banded.BANDED), documents, standards, areas)


def over_periods(place: Sheet, generation: str | None = None) -> dict[str, dict[str, Series]]:
    """Give every indicator of a place over time, with its breaks, gaps and context: for the place, its council, the nation.

    Raises NoEvidence when there is no evidence file.
    """
    with opened(settings.EVIDENCE) as engine:
        generation = generation or edition_of(engine, place, None)[1]
        codes = place.areas[generation]
        engine.register("chosen", place.chosen(generation))
        return all_series(engine.run(readings.READINGS), definitions.indicators(), len(codes))


def next_figures() -> dict[str, date]:
    """Say for which sources their publisher has named the day of the next figures."""
    return {d.title: date.fromisoformat(d.next_on) for d in definitions.datasets().values() if d.next_on}


def edition_of(engine: Duck, place: Sheet, index: str | None) -> tuple[dict[str, Any] | None, str]:
    """Give the edition of the index asked for that reaches a place, the newest without a wish, and its boundaries."""
    editions = engine.run([_INDEXES])
    reaching = [e for e in editions if e["generation"] in place.areas]
    wanted = [e for e in reaching if index is None or e["name"].lower() == index.lower()]
    if wanted:
        return wanted[0], wanted[0]["generation"]
    _refuse_left_out(place, [e for e in editions if index and e["name"].lower() == index.lower()])
    if index is None and place.areas:
        return None, max(place.areas)
    known = [guards.Edition(e["name"], e["nation"], e["generation"]) for e in editions]
    raise _refusal(place, index or "Any index", known, [e["name"] for e in reaching])


def _refusal(place: Sheet, asked: str, known: Sequence[guards.Edition], covered: Sequence[str]) -> guards.NotCovered:
    """Say why an index cannot be shown here: two editions at once, another nation's, or none that reaches."""
    meant = guards.named_in(asked, known)
    guards.same_edition(place.name, meant)
    here = {definitions.generations()[generation]["nation"] for generation in place.areas}
    if meant and meant[0].nation not in here:
        return guards.other_nation(place.name, meant[0], covered)
    return guards.not_covered(place.name, asked, covered)


def _refuse_left_out(place: Sheet, editions: Sequence[Row]) -> None:
    """Say why a place has no figures on the boundaries of an index, where that was found out when it was defined."""
    for edition in editions:
        if edition["generation"] in place.left_out:
            raise LeftOut("{why}", why=place.left_out[edition["generation"]])


def _deprivation(engine: Duck, edition: dict[str, Any], people: dict[str, int] | None) -> Deprivation:
    engine.register("asked", [{"dataset": edition["dataset"]}])
    ranks = engine.run(deprivation.RANKS)
    shares = deprivation.shares(ranks, edition["areas"], people)
    title = next(d["title"] for d in engine.run([_DATASETS]) if d["id"] == edition["dataset"])
    return profile.deprivation(edition["name"], ranks, shares, title, edition["areas"])


_SHAPES = Step(
    "shape",
    """
    SELECT c.area AS code, any_value(a.name) AS name, any_value(b.geojson) AS geojson,
           max(k.value) FILTER (k.measure = 'rank') AS rank, max(k.value) FILTER (k.measure = 'decile') AS decile
    FROM chosen c LEFT JOIN area a ON a.generation = c.generation AND a.code = c.area
    LEFT JOIN boundary b ON b.generation = c.generation AND b.code = c.area
    LEFT JOIN cell k ON k.area = c.area AND k.part = 'overall' AND k.dataset IN (SELECT dataset FROM asked)
    GROUP BY c.area ORDER BY c.area
    """,
)


def shapes(place: Sheet, generation: str, index: str | None) -> Sequence[Shape]:
    """Give the areas of a place with their boundaries, people, published decile and rank in one index."""
    with opened(settings.EVIDENCE) as engine:
        engine.register("chosen", place.chosen(generation))
        datasets = [e["dataset"] for e in engine.run([_INDEXES]) if e["name"] == index]
        engine.register("asked", [{"dataset": d} for d in datasets] or [{"dataset": ""}])
        people = {row["area"]: row["people"] for row in engine.run(readings.POPULATION)}
        return [
            Shape(r["code"], r["name"], r["geojson"], people.get(r["code"]), _whole(r["rank"]), _whole(r["decile"]))
            for r in engine.run([_SHAPES])
        ]


def people_by_part(place: Sheet) -> list[Row]:
    """Give the people of a place by part ("all", "age 34", "female"), from every dataset that covers all its areas."""
    with opened(settings.EVIDENCE) as engine:
        chosen = [row for generation in place.areas for row in place.chosen(generation)]
        engine.register("chosen", chosen)
        return engine.run(people.PARTS)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
