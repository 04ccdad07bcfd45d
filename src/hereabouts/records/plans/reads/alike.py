"""The actions of every plan here, as they are held against each other (C16)."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.same_action import Planned
from hereabouts.records.plans import access
from hereabouts.records.plans.reads.rows import with_all

OVER = ("complete", "stopped", "merged")


def planned(actor: Actor, *, on: date) -> list[Planned]:
    """Give the actions that are not over, of the plans the actor may see, by their references."""
    rows = with_all(access.actions(actor, on=on)).exclude(state__in=OVER)
    return [
        Planned(
            row.ref, row.title, " ".join(target.measure for target in row.targets.all()),
            frozenset({row.topic} - {""}), frozenset(), frozenset({row.place.name}), row.starts_on, row.due_on,
            row.organisation.name if row.organisation else "",
        )
        for row in rows
    ]  # fmt: skip
