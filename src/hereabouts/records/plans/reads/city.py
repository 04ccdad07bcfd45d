"""What a place gives to the priorities of the city: its statement, and the actions whose outcomes serve them (S-28, S-33)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.plans import access
from hereabouts.records.plans.reads.rows import ActionLine, lines

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.priorities.models import Aim

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class GivenTo:
    """One priority of the city, what this place says it gives to it, and what it does for it."""

    id: UUID
    document: str
    ref: str
    text: str
    words: str
    written_by: str
    written_on: date | None
    actions: tuple[ActionLine, ...]


def given_to(actor: Actor, place: Place, aims: Iterable[Aim], *, on: date) -> list[GivenTo]:
    """Give every priority of the city, those too for which this place does nothing yet."""
    words = {one.aim_id: one for one in access.contributions(actor, on=on).filter(place=place)}
    rows = access.actions(actor, on=on).filter(place=place).exclude(state__in=OVER)
    found = []
    for aim in aims:
        serving = lines(rows.filter(outcomes__aims=aim).distinct(), on=on)
        said = words.get(aim.pk)
        found.append(
            GivenTo(
                aim.pk, aim.document, aim.ref, aim.text, said.words if said else "", said.written_by if said else "",
                said.written_on if said else None, tuple(serving),
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class QuickWins:
    """Actions that build confidence, those that are done first, and how many are led by the community itself."""

    quick: tuple[ActionLine, ...]
    rapid: tuple[ActionLine, ...]
    self_help: tuple[ActionLine, ...]


def quick_wins(actor: Actor, *, on: date) -> QuickWins:
    """Give the quick wins, the rapid responses, and what communities lead, as far as the actor may see them."""
    rows = access.actions(actor, on=on).exclude(state__in=OVER)
    kinds = ({"quick_win": True}, {"rapid": True}, {"self_help": True})
    return QuickWins(*(tuple(_done_first(lines(rows.filter(**kind), on=on))) for kind in kinds))


def _done_first(found: list[ActionLine]) -> list[ActionLine]:
    return sorted(found, key=lambda a: (a.status != "done", a.due_on is None, a.due_on or date.max, a.ref))
