"""What the numbers say about a place."""

from datetime import date
from typing import Any

from django.conf import settings

from hereabouts.core.evidence import banded, deprivation, people, profile, readings
from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.evidence.figure import Figure, figures
from hereabouts.core.evidence.profile import Deprivation, Profile
from hereabouts.core.evidence.series import Series, all_series
from hereabouts.core.steps import Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.evidence.editions import edition_of
from hereabouts.records.places.reads import Sheet

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


def of_place(place: Sheet, index: str | None = None) -> Profile:
    """Give the profile of a place: in the generation of the index asked for, or of the newest that reaches it.

    Raises NotCovered when the index does not reach the place (OtherNation when it is another nation's), RankChange when two
    editions are asked for at once, NoEvidence when there is no evidence file.
    """
    with opened(settings.EVIDENCE) as engine:
        return told(engine, place, index)


def told(engine: Duck, place: Sheet, index: str | None) -> Profile:
    """Give the profile of a place from an engine that is open already."""
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
        population_note="" if people else f"No population in the evidence file covers every {generation} area here.",
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


def _deprivation(engine: Duck, edition: dict[str, Any], people: dict[str, int] | None) -> Deprivation:
    engine.register("asked", [{"dataset": edition["dataset"]}])
    ranks = engine.run(deprivation.RANKS)
    shares = deprivation.shares(ranks, edition["areas"], people)
    title = next(d["title"] for d in engine.run([_DATASETS]) if d["id"] == edition["dataset"])
    return profile.deprivation(edition["name"], ranks, shares, title, edition["areas"])


def people_by_part(place: Sheet) -> list[Row]:
    """Give the people of a place by part ("all", "age 34", "female"), from every dataset that covers all its areas."""
    with opened(settings.EVIDENCE) as engine:
        chosen = [row for generation in place.areas for row in place.chosen(generation)]
        engine.register("chosen", chosen)
        return engine.run(people.PARTS)
