"""What other places plan, as far as anybody may read it: two localities find out that they are about to do the same thing.

Drafts and plans that are not released stay where they are; only titles that stand in a released plan are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.same_action import Beside, Planned, pairs
from hereabouts.records.plans import access
from hereabouts.records.plans.reads.alike import MOST, planned
from hereabouts.records.releases.reads import listed

OVER = ("done", "stopped")
SHOWN = 20


@dataclass(frozen=True)
class PublishedAction:
    """An action as the released plan of a place prints it."""

    ref: str
    title: str
    place: str
    place_id: UUID | None


def published(actor: Actor, *, on: date) -> dict[str, PublishedAction]:
    """Give the actions of released plans that the actor sees nowhere else and that are not over, by their references."""
    seen = set(access.actions(actor, on=on).values_list("ref", flat=True))
    told = [
        PublishedAction(action["ref"], action["title"], notice.place, notice.place_id)
        for notice in listed() if notice.kind == "plan"
        for priority in notice.content.get("priorities", ()) for action in priority.get("did", ())
        if action["status"] not in OVER
    ]  # fmt: skip
    return {one.ref: one for one in told if one.ref not in seen}


def published_like(actor: Actor, new: Planned, *, on: date) -> list[tuple[PublishedAction, tuple[str, ...]]]:
    """Give the published actions of other places that one being typed may be, the surest first, with the reasons."""
    known = published(actor, on=on)
    if not new.title.strip() or not known:
        return []
    found = Beside([Planned(one.ref, one.title) for one in known.values()]).like(new, most=MOST)
    return [(known[one.a if one.b == new.id else one.b], one.reasons) for one in found]


def published_twins(actor: Actor, *, on: date) -> list[tuple[str, str, PublishedAction, tuple[str, ...]]]:
    """Pair the actor's live actions with published ones of other places: reference, title, the other one, and the reasons."""
    known, mine = published(actor, on=on), {one.id: one for one in planned(actor, on=on)}
    if not known or not mine:
        return []
    found = pairs([*mine.values(), *(Planned(one.ref, one.title) for one in known.values())])
    across = [one for one in found if (one.a in known) != (one.b in known)][:SHOWN]
    ours = [(one.b, one.a) if one.a in known else (one.a, one.b) for one in across]
    return [(own, mine[own].title, known[other], one.reasons) for (own, other), one in zip(ours, across, strict=True)]
