"""What the numbers say about a place."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from hereabouts.core.evidence import banded, deprivation, people, profile, readings
from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.evidence.figure import Figure, figures
from hereabouts.core.evidence.profile import Deprivation, Profile
from hereabouts.core.evidence.series import Series, all_series
from hereabouts.core.steps import Engine, Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.evidence.documents import indicators
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


def told(engine: Engine, place: Sheet, index: str | None) -> Profile:
    """Give the profile of a place from an engine that is open already."""
    edition, generation = edition_of(engine, place, index)
    codes = place.areas[generation]
    engine.register("chosen", place.chosen(generation))
    people = engine.run(readings.POPULATION)
    by_area = {row["area"]: row["people"] for row in people} or None
    found = _figures(engine, len(codes))
    deprived = _deprivation(engine, edition, by_area) if edition else None
    found += () if index else _elsewhere(engine, place, generation, {f.id for f in found})
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


def _figures(engine: Engine, areas: int) -> tuple[Figure, ...]:
    return figures(engine.run(readings.READINGS), indicators(), areas) + _standardised(engine, areas)


def _elsewhere(engine: Engine, place: Sheet, main: str, known: set[str]) -> tuple[Figure, ...]:
    """Give the figures that only other generations of boundaries have, the newest generation first."""
    found: dict[str, Figure] = {}
    for generation in sorted(set(place.areas) - {main}, reverse=True):
        engine.register("chosen", place.chosen(generation))
        said = f"Counted on other boundaries: {definitions.generations()[generation]['label']}."
        for figure in _figures(engine, len(place.areas[generation])):
            if figure.id not in known:
                found.setdefault(figure.id, replace(figure, note=f"{figure.note} {said}".strip()))
    return tuple(found.values())


def _standardised(engine: Engine, areas: int) -> tuple[Figure, ...]:
    documents, standards = indicators(), definitions.standards()
    asked = banded.wanted(documents, standards)
    if not asked:
        return ()
    engine.register("banded", asked)
    return banded.standardised_figures(engine.run(banded.BANDED), documents, standards, areas)


def over_periods(place: Sheet, generation: str | None = None) -> dict[str, dict[str, Series]]:
    """Give every indicator of a place over time, with its breaks, gaps and context: for the place, its council, the nation.

    Each on the newest boundaries that have it, or all on those of one generation. Raises NoEvidence when there is no evidence file.
    """
    with opened(settings.EVIDENCE) as engine:
        found: dict[str, dict[str, Series]] = {}
        first = generation or edition_of(engine, place, None)[1]
        for one in [first] if generation else sorted(place.areas, key=lambda g: (g == first, g), reverse=True):
            engine.register("chosen", place.chosen(one))
            here = all_series(engine.run(readings.READINGS), indicators(), len(place.areas[one]))
            found = here | found
        return found


def next_figures() -> dict[str, date]:
    """Say for which sources their publisher has named the day of the next figures."""
    return {d.title: date.fromisoformat(d.next_on) for d in definitions.datasets().values() if d.next_on}


def _deprivation(engine: Engine, edition: dict[str, Any], people: dict[str, int] | None) -> Deprivation:
    engine.register("asked", [{"dataset": edition["dataset"]}])
    ranks = engine.run(deprivation.RANKS)
    shares = deprivation.shares(ranks, edition["areas"], people)
    title = next(d["title"] for d in engine.run([_DATASETS]) if d["id"] == edition["dataset"])
    deciles = engine.run(deprivation.DECILES)
    return profile.deprivation(edition["name"], ranks, shares, title, edition["areas"], deciles)


def people_by_part(place: Sheet) -> list[Row]:
    """Give the people of a place by part ("all", "age 34", "female"), from every dataset that covers all its areas."""
    with opened(settings.EVIDENCE) as engine:
        chosen = [row for generation in place.areas for row in place.chosen(generation)]
        engine.register("chosen", chosen)
        return engine.run(people.PARTS)
