"""Own tables in the profile of a place: as figures beside the published ones, for whoever may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from hereabouts.core.evidence import own_figures
from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.evidence.figure import Figure, figures
from hereabouts.core.evidence.history import History, history
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.own_tables import own_document
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.evidence.readings import READINGS
from hereabouts.core.evidence.series import all_series
from hereabouts.core.evidence.spread import AMONG, OWN_AREAS, AreaFigure, Standing, over_areas, standings
from hereabouts.core.ledger import Actor
from hereabouts.core.steps import Row
from hereabouts.engines.definitions import generations
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import as_it_is, opened
from hereabouts.records.evidence.models import OwnReading, OwnTable
from hereabouts.records.evidence.own import access
from hereabouts.records.evidence.own.reads import OwnLine, line
from hereabouts.records.evidence.portrait import Portrait
from hereabouts.records.places.reads import Sheet

KEPT = 64  # places in memory


@dataclass(frozen=True)
class OwnFigures:
    """What own tables say of a place: figures with their documents, and all that a page draws beside them."""

    documents: dict[str, Indicator] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    standings: dict[str, Standing] = field(default_factory=dict)
    areas: dict[str, tuple[AreaFigure, ...]] = field(default_factory=dict)
    histories: dict[str, History] = field(default_factory=dict)
    datasets: tuple[Row, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """A question that may be asked again: two are one when the place, its version and what stands of each table are."""

    id: UUID
    version: int
    marks: frozenset[object]
    sheet: Sheet = field(compare=False)
    lines: tuple[OwnLine, ...] = field(compare=False)


def own_figures_of(actor: Actor, place: Sheet, *, on: date) -> OwnFigures:
    """Give what the own tables that the actor may see say of a place. Raises NoEvidence."""
    return _of(access.visible(actor, on=on), place)


def cleared_figures_of(place: Sheet) -> OwnFigures:
    """Give what the own tables that were cleared to be published say of a place: for releases. Raises NoEvidence."""
    return _of(access.cleared(), place)


def with_own(read: Portrait, own: OwnFigures) -> Portrait:
    """Lay own figures beside the published ones of a portrait."""
    if not own.figures:
        return read
    return replace(
        read, profile=profile_with(read.profile, own), standings={**read.standings, **own.standings},
        areas={**read.areas, **own.areas}, histories={**read.histories, **own.histories}, datasets=(*read.datasets, *own.datasets),
    )  # fmt: skip


def profile_with(read: Profile, own: OwnFigures) -> Profile:
    """Lay own figures beside those of a profile, with their licences."""
    lines = credit_lines(own.datasets, [f.source for f in own.figures])
    return replace(read, indicators=(*read.indicators, *own.figures), credits=(*read.credits, *lines))


def _of(tables: Iterable[OwnTable], place: Sheet) -> OwnFigures:
    lines = tuple(line(one) for one in tables)
    if not lines:
        return OwnFigures()
    marks = frozenset((one.id, one.sha256, one.cleared, one.facts) for one in lines)
    return _kept(as_it_is(settings.EVIDENCE), _Asked(place.id, place.version, marks, place, lines))


@lru_cache(maxsize=KEPT)
def _kept(_: object, asked: _Asked) -> OwnFigures:
    made = [
        found
        for generation in sorted({one.facts.generation for one in asked.lines})
        if (found := _in(generation, asked.sheet, [o for o in asked.lines if o.facts.generation == generation]))
    ]
    return OwnFigures(
        documents={id_: d for one in made for id_, d in one.documents.items()},
        figures=tuple(figure for one in made for figure in one.figures),
        standings={id_: s for one in made for id_, s in one.standings.items()},
        areas={id_: a for one in made for id_, a in one.areas.items()},
        histories={id_: h for one in made for id_, h in one.histories.items()},
        datasets=tuple(row for one in made for row in one.datasets),
    )


def _in(generation: str, place: Sheet, lines: Sequence[OwnLine]) -> OwnFigures | None:
    documents = {own_id(one): _document(one) for one in lines}
    with opened(settings.EVIDENCE) as engine:
        engine.register("own_given", _readings(generation, lines))
        units = bool(generations()[generation].get("units"))
        areas = _units(engine, generation, place) if units else place.chosen(generation) if generation in place.areas else []  # fmt: skip
        if not areas:
            return None
        engine.register("chosen", areas)
        before = (own_figures.STAND_IN, *([own_figures.UNITS_OF] if units else []))
        council = engine.run((*before, *own_figures.COUNCIL_AREAS))[0]["n"]
        sums = own_figures.comparable(engine.run((*before, *READINGS)), set(documents), council)
        whole = {row["indicator"] for row in sums if row["who"] == "council"}
        engine.register("asked", [{"neighbourhood": generations()[generation].get("neighbourhood", "")}])
        among = [row for row in engine.run((*before, *AMONG)) if row["indicator"] in whole]
        series = all_series(sums, documents, len(areas))
        return OwnFigures(
            documents=documents, figures=figures(sums, documents, len(areas)), standings=standings(among, documents),
            areas=over_areas(engine.run((own_figures.STAND_IN, *OWN_AREAS)), documents),
            histories={id_: told for id_, whose in series.items() if (told := history(whose))},
            datasets=tuple(_as_dataset(one) for one in lines),
        )  # fmt: skip


def _document(one: OwnLine) -> Indicator:
    return own_document(own_id(one), one.facts, author=one.imported_by, on=one.imported_on, people=one.people)


def own_id(one: OwnLine) -> str:
    """Name the indicator of an own table; no published one can have such a name."""
    return f"own-{one.id}"


def _readings(generation: str, lines: Sequence[OwnLine]) -> list[Row]:
    rows = OwnReading.objects.filter(table__in=[one.id for one in lines], ended_by=None).order_by()
    named = {one.id: (own_id(one), one.source, one.of_row) for one in lines}
    return [
        {"indicator": named[t][0], "generation": generation, "area": a, "period": p, "numerator": n, "denominator": d,
         "hidden": n is None or d is None, "source": named[t][1], "numerator_row": row, "denominator_row": row if named[t][2] else None}
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
