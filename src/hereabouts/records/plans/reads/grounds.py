"""What an action rests on: voice, data and strategy each, as the board showed them, and in the words of whoever wrote it (S-55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.agreement import SOURCES
from hereabouts.core.priorities.board import Leg
from hereabouts.core.priorities.choosing import standing_of
from hereabouts.core.priorities.frozen import thaw
from hereabouts.core.priorities.legs import missing
from hereabouts.records.plans.models import Action
from hereabouts.records.priorities import access as priorities
from hereabouts.records.priorities import reads as boards


@dataclass(frozen=True)
class Ground:
    """One of the three sources: its leg on the board (None: the board has none), whether it says anything, and what was written."""

    source: str
    leg: Leg | None
    speaks: bool
    words: str


@dataclass(frozen=True)
class Grounds:
    """The three sources of an action, and the frozen board they were read from; without a topic or a board only words."""

    topic: str
    as_at: date | None
    run_id: UUID | None
    sources: tuple[Ground, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Name the sources that say nothing for it: neither on the board nor in words."""
        return tuple(one.source for one in self.sources if not one.speaks and not one.words)


def grounds(actor: Actor, action: Action, *, on: date) -> Grounds:
    """Read the three sources of an action from the board its priority was chosen on, or from the newest board of its place.

    Only from a board that the actor may see; a board of after the day is not there yet.
    """
    topic = action.topic or (action.priority.topic if action.priority else "")
    runs = priorities.runs(actor, on=on).filter(place=action.place_id, as_at__lte=on)
    chosen_on = action.priority.run_id if action.priority and action.priority.topic == topic else None
    run = (runs.filter(pk=chosen_on).first() if chosen_on else None) or (runs.first() if topic else None)
    if run and run.pk != chosen_on and _waits(actor, action, on):
        run = None
    standing = standing_of(thaw(run.result), topic) if run and topic else None
    legs = (standing.voice, standing.data, standing.strategy) if standing else (None, None, None)
    quiet = missing(standing)
    return Grounds(
        topic, run.as_at if standing and run else None, run.pk if standing and run else None,
        tuple(
            Ground(source, leg, source not in quiet, action.grounds.get(source, ""))
            for source, leg in zip(SOURCES, legs, strict=True)
        ),
    )  # fmt: skip


def _waits(actor: Actor, action: Action, on: date) -> bool:
    """Say whether the actor is still to write down what they expect before they see the newest board."""
    newest = boards.newest(actor, action.place, on=on)
    return newest is not None and boards.waits(actor, action.place, newest, on=on)
