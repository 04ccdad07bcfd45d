"""The gaps of a place: need without action, action without need, output without outcome, each with what is behind it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch

from hereabouts.core.ledger import Actor
from hereabouts.core.plans import gaps as found
from hereabouts.core.plans.progress import ENDED
from hereabouts.core.priorities.board import Standing
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Output
from hereabouts.records.priorities import reads as priorities

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

AGREED = ("agreed", "active")


@dataclass(frozen=True)
class GapAction:
    """An action that stands in one of the lists, and what it counts without an outcome."""

    id: UUID
    ref: str
    title: str
    plan: str
    topic: str
    compared: bool
    outputs: tuple[str, ...]


@dataclass(frozen=True)
class PlaceGaps:
    """The three lists of a place. ``as_at`` is the day of the board they rest on; None where none could be read.

    ``plan_id`` is the plan of the place to which an action would be added.
    """

    place_id: UUID
    place: str
    as_at: date | None
    plan_id: UUID | None
    needs: tuple[found.Unmet, ...]
    assumptions: tuple[GapAction, ...]
    resultless: tuple[GapAction, ...]

    @property
    def count(self) -> int:
        """Say how many gaps there are."""
        return len(self.needs) + len(self.assumptions) + len(self.resultless)


def place_gaps(actor: Actor, place: Place, *, on: date, offered: Collection[str] = ()) -> PlaceGaps:
    """Find the gaps of a place, as far as the actor may see its board, priorities and actions.

    ``offered`` are topics that something other than an action serves: a group, a service, a regular session. A board that the
    actor is to see only after they wrote down what they expect is not leaned on.
    """
    rows, as_at, standings = _live(actor, place, on), *_board(actor, place, on)
    chosen = [one for one in priorities.priorities(actor, on=on, place=place) if one.state in AGREED]
    works = {row.ref: _work(row) for row in rows}
    serving = {topic for row in rows for topic in (row.topic, row.priority.topic if row.priority else "") if topic}
    needs = found.unmet(
        standings or (), {one.topic: one.statement for one in chosen}, served=serving | set(offered),
        put_off={one.topic for one in priorities.declined(actor, place, on=on)},
    )  # fmt: skip
    by_ref = {row.ref: row for row in rows}
    return PlaceGaps(
        place.pk, place.name, as_at, access.newest_here(actor, place, on=on), tuple(needs),
        tuple(_line(by_ref[one.ref], one.compared) for one in found.uncited(works.values(), standings)),
        tuple(_line(by_ref[one.ref], False, one.outputs) for one in found.resultless(works.values())),
    )  # fmt: skip


def _live(actor: Actor, place: Place, on: date) -> list[Action]:
    loose = Prefetch("outputs", Output.objects.filter(outcome=None), to_attr="loose")
    rows = access.actions(actor, on=on).filter(place=place).exclude(state__in=[*ENDED, "complete"])
    return list(rows.select_related("priority", "plan").prefetch_related(loose, "outcomes", "targets"))


def _board(actor: Actor, place: Place, on: date) -> tuple[date | None, tuple[Standing, ...] | None]:
    sheet = priorities.newest(actor, place, on=on)
    if sheet is None or priorities.waits(actor, place, sheet, on=on):
        return None, None
    return sheet.as_at, sheet.board.standings


def _work(row: Action) -> found.Work:
    cited = bool(row.priority_id or row.evidence.strip() or any(row.grounds.values()))
    counts = [*(one.what for one in row.loose), *(one.measure for one in row.targets.all())]
    return found.Work(row.ref, row.topic, cited, tuple(counts), bool(row.outcomes.all()))


def _line(row: Action, compared: bool, outputs: tuple[str, ...] = ()) -> GapAction:
    return GapAction(row.pk, row.ref, row.title, row.plan.title, row.topic, compared, outputs)
