"""Own tables in the profile of a place: as figures beside the published ones, for whoever may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.evidence.own_readings import Amount
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.ledger import Actor
from hereabouts.engines.evidence_file import as_it_is
from hereabouts.records.evidence.models import OwnTable
from hereabouts.records.evidence.own import access
from hereabouts.records.evidence.own.reads import OwnLine, few, inside, line
from hereabouts.records.evidence.own.working_out import OwnFigures, on_boundaries, own_id
from hereabouts.records.evidence.portrait import Portrait
from hereabouts.records.places.reads import Sheet

KEPT = 64  # places in memory
KEPT_BACK = "Some areas here count too few people to be told apart: only the organisation that counted them sees them."


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
    return _of(access.visible(actor, on=on), place, actor)


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


def _of(tables: Iterable[OwnTable], place: Sheet, actor: Actor | None = None) -> OwnFigures:
    told = [(line(one), inside(actor, one)) for one in tables]
    lines = tuple(one for one, _ in told)
    if not lines:
        return OwnFigures()
    marks = frozenset((one.import_id, one.cleared) for one in lines)
    found = _kept(as_it_is(settings.EVIDENCE), _Asked(place.id, place.version, marks, place, lines))
    return _without_few(found, {own_id(one): one.facts.shape for one, ours in told if not ours})


def _without_few(found: OwnFigures, others: Mapping[str, str]) -> OwnFigures:
    """Leave out the areas of others' tables where one of them is of few people: the rest would tell it."""
    small = {
        id_ for id_, shape in others.items() if any(few(Amount(a.count, a.of), shape) for a in found.areas.get(id_, ()))
    }
    if not small:
        return found
    said = {
        id_: replace(d, caveats=(*d.caveats, KEPT_BACK)) if id_ in small else d for id_, d in found.documents.items()
    }
    areas = {id_: areas for id_, areas in found.areas.items() if id_ not in small}
    return replace(found, documents=said, areas=areas)


@lru_cache(maxsize=KEPT)
def _kept(_: object, asked: _Asked) -> OwnFigures:
    made = [
        found
        for generation in sorted({one.facts.generation for one in asked.lines})
        if (
            found := on_boundaries(
                generation, asked.sheet, [o for o in asked.lines if o.facts.generation == generation]
            )
        )
    ]
    return OwnFigures(
        documents={id_: d for one in made for id_, d in one.documents.items()},
        figures=tuple(figure for one in made for figure in one.figures),
        standings={id_: s for one in made for id_, s in one.standings.items()},
        areas={id_: a for one in made for id_, a in one.areas.items()},
        histories={id_: h for one in made for id_, h in one.histories.items()},
        datasets=tuple(row for one in made for row in one.datasets),
    )
