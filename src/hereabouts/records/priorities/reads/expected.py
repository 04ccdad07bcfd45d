"""What those who work here expected of a board, and who was shown it before they said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.priorities.expecting import Compared, compared
from hereabouts.records.priorities.models import Expectation, Run, Shown

if TYPE_CHECKING:
    from uuid import UUID

    from hereabouts.records.places.models import Place
    from hereabouts.records.priorities.reads.boards import BoardSheet


@dataclass(frozen=True)
class Expected:
    """What was expected of a board beside what residents raised: how many said so before they saw it, and how many after."""

    before: int
    earlier_seen: int
    after: int
    lines: tuple[Compared, ...]
    mine: tuple[str, ...]


def may_expect(actor: Actor, place: Place, *, on: date) -> bool:
    """Say whether somebody is one of those who are asked what they expect of the boards of a place."""
    return bool(may(actor, "expect", Subject("board", place=str(place.pk), organisation=actor.organisation), on))


def waits(actor: Actor, place: Place, sheet: BoardSheet, *, on: date) -> bool:
    """Say whether a board waits for what the actor expects: it asks first, and they have neither said nor looked."""
    if not sheet.ask_first or not may_expect(actor, place, on=on):
        return False
    said = Expectation.objects.filter(run=sheet.id, actor=actor.id).exists()
    return not said and not Shown.objects.filter(run=sheet.id, actor=actor.id).exists()


def unshown(actor: Actor, place: Place, sheet: BoardSheet, *, on: date) -> bool:
    """Say whether a look at this board has yet to be noted: of those who could say what they expect, each once."""
    noted = Shown.objects.filter(run=sheet.id, actor=actor.id).exists()
    return not noted and may_expect(actor, place, on=on)


def had_seen(actor: Actor, run: Run) -> str:
    """Say whether somebody had been shown this board, an earlier one of the place, or none ("")."""
    shown = Shown.objects.filter(actor=actor.id, run__place=run.place_id)
    if shown.filter(run=run).exists():
        return "this"
    return "an earlier" if shown.exists() else ""


def expected(actor: Actor, sheet: BoardSheet) -> Expected | None:
    """Lay what was expected of a board beside what residents raised; None where nobody was asked.

    What somebody wrote down after they saw the board is counted, and compared with nothing.
    """
    rows = list(Expectation.objects.filter(run=sheet.id))
    if not rows:
        return None
    before = [row for row in rows if row.had_seen != "this"]
    raised = {s.topic: s.voice.evidence.people for s in sheet.board.standings if s.voice}  # type: ignore[union-attr]
    mine = next((tuple(row.topics) for row in rows if row.actor == actor.id), ())
    return Expected(
        before=len(before),
        earlier_seen=sum(row.had_seen == "an earlier" for row in before),
        after=len(rows) - len(before),
        lines=tuple(compared([row.topics for row in before], raised)),
        mine=mine,
    )


def run_of(sheet_id: UUID) -> Run:
    """Give a frozen board by the id of its sheet, for a change about it."""
    return Run.objects.select_related("place").get(pk=sheet_id)
