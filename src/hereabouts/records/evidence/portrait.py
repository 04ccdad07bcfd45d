"""Everything the numbers say of a place at once: its profile, its areas, its standing, its years, and who lives there.

The evidence file never changes, it is replaced; a portrait is kept until it is, or until the place gets another version.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings

from hereabouts.core.evidence.deprivation import RANKS
from hereabouts.core.evidence.history import History, history
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.evidence.provision import INSIDE
from hereabouts.core.evidence.pyramid import PYRAMID, Pyramid, pyramid
from hereabouts.core.evidence.readings import READINGS
from hereabouts.core.evidence.series import all_series
from hereabouts.core.evidence.spread import AMONG, OWN_AREAS, AreaFigure, Standing, over_areas, standings
from hereabouts.core.steps import Engine, Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import as_it_is, opened
from hereabouts.engines.remembered import Remembered
from hereabouts.records.evidence import reads, shapes
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.places.reads import Sheet

KEPT = 64  # portraits in memory; one is some tens of kilobytes


@dataclass(frozen=True)
class DomainMark:
    """One area in one domain of the index: its rank, and whether it is in the nation's worst tenth or fifth."""

    area: str
    domain: str
    rank: int
    worst: int | None  # 10, 20 or neither


@dataclass(frozen=True)
class Portrait:
    """A profile with everything that a page draws beside it; by indicator where it says so."""

    profile: Profile
    shapes: tuple[shapes.Shape, ...]
    standings: dict[str, Standing]
    areas: dict[str, tuple[AreaFigure, ...]]
    histories: dict[str, History]
    pyramid: Pyramid | None
    domains: tuple[DomainMark, ...]
    datasets: tuple[Row, ...]
    services: tuple[Row, ...]


@dataclass(frozen=True)
class _Asked:
    """A question that may be asked again: two of them are one when place, version and index are."""

    id: UUID
    version: int
    index: str | None
    sheet: Sheet = field(compare=False)


def portrait(place: Sheet, index: str | None = None) -> Portrait:
    """Give the portrait of a place. Raises what ``reads.of_place`` raises."""
    return _kept(as_it_is(settings.EVIDENCE), _Asked(place.id, place.version, index, place))


@lru_cache(maxsize=KEPT)
def _kept(_: object, asked: _Asked) -> Portrait:
    place = asked.sheet
    with opened(settings.EVIDENCE) as file:
        engine = Remembered(file)
        profile = reads.told(engine, place, asked.index)
        index = profile.deprivation.index if profile.deprivation else None
        found = [_of_generation(engine, place, one) for one in _boundaries(profile)]
        everywhere = [row for generation in place.areas for row in place.chosen(generation)]
        engine.register("chosen", everywhere)
        stands = tuple(engine.run(INSIDE))
        engine.register("chosen", place.chosen(profile.generation))
        domains = _domains(engine, index) if index else ()
        return Portrait(
            profile=profile,
            shapes=tuple(shapes.told(engine, place, profile.generation, index)),
            standings=_merged(found, "standings", profile),
            areas=_merged(found, "areas", profile),
            histories=_merged(found, "histories", profile),
            pyramid=_pyramid(engine, place, profile),
            datasets=tuple(engine.run([_SOURCES])),
            domains=domains,
            services=stands,
        )


@dataclass(frozen=True)
class _OfGeneration:
    """What one generation of boundaries says of a place."""

    generation: str
    standings: dict[str, Standing]
    areas: dict[str, tuple[AreaFigure, ...]]
    histories: dict[str, History]


def _boundaries(profile: Profile) -> list[str]:
    """Give the boundaries that the profile's figures are counted on, its own first."""
    return list(dict.fromkeys([profile.generation, *(f.generation or profile.generation for f in profile.indicators)]))


def _of_generation(engine: Engine, place: Sheet, generation: str) -> _OfGeneration:
    documents = indicators()
    engine.register("chosen", place.chosen(generation))
    engine.register("asked", [{"neighbourhood": definitions.generations()[generation]["neighbourhood"]}])
    series = all_series(engine.run(READINGS), documents, len(place.areas[generation]))
    return _OfGeneration(
        generation,
        standings(engine.run(AMONG), documents),
        over_areas(engine.run(OWN_AREAS), documents),
        {id_: told for id_, whose in series.items() if (told := history(whose))},
    )


def _pyramid(engine: Engine, place: Sheet, profile: Profile) -> Pyramid | None:
    """Give who lives here on the profile's boundaries; where nobody tells ages on them, on others of the place."""
    for generation in _boundaries(profile):
        engine.register("chosen", place.chosen(generation))
        if found := pyramid(engine.run(PYRAMID)):
            return found
    return None


def _merged(found: Sequence[_OfGeneration], name: str, profile: Profile) -> dict[str, Any]:
    """Give each indicator what its own boundaries say of it."""
    on = {f.id: f.generation or profile.generation for f in profile.indicators}
    return {
        id_: told for one in found for id_, told in getattr(one, name).items() if on.get(id_, one.generation) == one.generation
    }  # fmt: skip


_SOURCES = Step("sources", "SELECT * FROM dataset ORDER BY title")
_EDITION = Step("edition", "SELECT dataset, areas FROM index_edition JOIN wanted USING (name)")


def _domains(engine: Engine, index: str) -> tuple[DomainMark, ...]:
    engine.register("wanted", [{"name": index}])
    edition = engine.run([_EDITION])[0]
    engine.register("asked", [{"dataset": edition["dataset"]}])
    cuts = {k: edition["areas"] * k // 100 for k in (10, 20)}
    return tuple(
        DomainMark(
            str(row["area"]), str(row["domain"]), round(row["rank"]),
            next((k for k in cuts if row["rank"] <= cuts[k]), None),
        )
        for row in engine.run(RANKS)
    )  # fmt: skip
