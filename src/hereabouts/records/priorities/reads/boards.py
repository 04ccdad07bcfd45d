"""What goes into a board, and the boards of places as they were frozen."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from django.db.models import OuterRef, Subquery

from hereabouts.core.evidence.findings import Finding
from hereabouts.core.ledger import Actor, digest
from hereabouts.core.priorities.aims import Aim as CountedAim
from hereabouts.core.priorities.board import Board, triangulate
from hereabouts.core.priorities.frozen import freeze, thaw
from hereabouts.core.voice.heard import Heard
from hereabouts.engines.definitions import topics
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.compared import findings
from hereabouts.records.places.reads import sheet
from hereabouts.records.priorities import access
from hereabouts.records.priorities.models import Aim, Disagreement, Run
from hereabouts.records.voice.reads import RESIDENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class Settling:
    """Who owns a disagreement, what they do next, and by when."""

    id: UUID
    topic: str
    owner: str
    next_step: str
    due_on: date
    state: str
    told: str
    activity: UUID | None
    listened_on: date | None


@dataclass(frozen=True)
class BoardSheet:
    """A frozen board as a page shows it, with who settles what."""

    id: UUID
    place: str
    as_at: date
    made_at: datetime
    by: str
    hash: str
    seed: int
    board: Board
    settling: dict[str, Settling]
    sides: dict[str, Any]
    ask_first: bool


def inputs(place: Place, *, on: date, apart: Mapping[str, Heard]) -> dict[str, Any]:
    """Gather what a board is made of: the topics each contributor raised, findings, and aims in force."""
    return {
        "topics": sorted(topics()),
        "raised": sorted(sorted(of_one) for voice in RESIDENTS for of_one in apart[voice].raised),
        "findings": [asdict(finding) for finding in _findings(place)],
        "aims": [asdict(_counted(aim)) for aim in _in_force(place, on)],
    }


def _findings(place: Place) -> Sequence[Finding]:
    try:
        return findings(sheet(place))
    except NoEvidence:
        return ()


def _in_force(place: Place, on: date) -> list[Aim]:
    rows = Aim.objects.filter(place=None) | Aim.objects.filter(place=place)
    return [aim for aim in rows if aim.ended_on is None or aim.ended_on >= on]


def _counted(aim: Aim) -> CountedAim:
    return CountedAim(aim.level, aim.document, aim.ref, aim.text, aim.topic, aim.weight, aim.period)


def worked_out(given: dict[str, Any], weights: Sequence[float], seed: int) -> tuple[dict[str, Any], str]:
    """Work a board out from its inputs, and give it with the fingerprint of all that it rests on."""
    board = triangulate(
        given["topics"],
        heard=Heard(tuple(frozenset(of_one) for of_one in given["raised"])),
        findings=[Finding(**one) for one in given["findings"]],
        aims=[CountedAim(**one) for one in given["aims"]],
        rng=np.random.default_rng(seed),
        weights=weights,
    )
    result = freeze(board)
    return result, digest({"inputs": given, "weights": list(weights), "seed": seed, "result": result})


def sides(apart: Mapping[str, Heard]) -> dict[str, Any]:
    """Count what residents raised and what those who work here did, each apart, to be frozen with a board (I-32)."""
    theirs, ours = apart["resident"], apart["worker"]
    named = [topic for topic in topics() if theirs.count(topic) or ours.count(topic)]
    return {
        side: {"people": of.people, "topics": {topic: of.count(topic) for topic in named}}
        for side, of in (("resident", theirs), ("professional", ours))
    }


def newest_run(place: Place) -> Run | None:
    """Give the newest board of a place, for a change that leans on it."""
    return Run.objects.filter(place=place).first()


def newest(actor: Actor, place: Place, *, on: date) -> BoardSheet | None:
    """Give the newest board of a place that the actor may see; None before the first."""
    run = access.runs(actor, on=on).filter(place=place).select_related("place").first()
    return board(actor, run, on=on) if run else None


def newest_of(actor: Actor, places: Iterable[Place], *, on: date) -> dict[UUID, BoardSheet]:
    """Give the newest board of each of some places that has one, by the place's id, asking once for all of them."""
    seen = access.runs(actor, on=on)
    newest_here = seen.filter(place=OuterRef("place")).values("pk")[:1]
    runs = seen.filter(place__in=list(places), pk=Subquery(newest_here)).select_related("place")
    settled: dict[UUID, dict[str, Settling]] = {}
    for row in access.disagreements(actor, on=on).filter(place__in=list(places)):
        settled.setdefault(row.place_id, {})[row.topic] = settling(row)
    return {run.place_id: _sheet(run, settled.get(run.place_id, {})) for run in runs}


def board(actor: Actor, run: Run, *, on: date) -> BoardSheet:
    """Describe one frozen board, with the disagreements of its place as they stand today."""
    rows = access.disagreements(actor, on=on).filter(place_id=run.place_id)
    return _sheet(run, {row.topic: settling(row) for row in rows})


def _sheet(run: Run, settled: dict[str, Settling]) -> BoardSheet:
    return BoardSheet(
        id=run.pk,
        place=run.place.name,
        as_at=run.as_at,
        made_at=run.made_at,
        by=run.by_name,
        hash=run.hash,
        seed=run.seed,
        board=thaw(run.result),
        settling=settled,
        sides=run.sides,
        ask_first=run.ask_first,
    )


def settling(row: Disagreement) -> Settling:
    """Describe who settles a disagreement."""
    held_on = row.activity.held_on if row.activity else None
    return Settling(
        row.pk, row.topic, row.owner_name, row.next_step, row.due_on, row.state, row.told, row.activity_id, held_on
    )
