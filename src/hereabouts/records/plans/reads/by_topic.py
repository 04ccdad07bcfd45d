"""The outcomes that a topic led to: its own, and those that the actions of its priorities serve."""

from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.plans.access import actions, outcomes


def outcomes_by_topic(actor: Actor, place: object, *, on: date) -> dict[str, list[tuple[UUID, str, bool]]]:
    """Give the outcomes of a place that the actor may see by topic: id, statement, and whether it was agreed."""
    found: dict[str, dict[UUID, tuple[str, bool]]] = {}
    mine = {row.pk: (row.statement, row.agreed_on is not None) for row in outcomes(actor, on=on).filter(place=place.pk)}
    for row in outcomes(actor, on=on).filter(place=place.pk).exclude(topic=""):
        found.setdefault(row.topic, {})[row.pk] = mine[row.pk]
    serving = actions(actor, on=on).filter(place=place.pk, priority__isnull=False, outcomes__in=list(mine))
    for topic, outcome in serving.order_by().values_list("priority__topic", "outcomes").distinct():
        if outcome in mine:
            found.setdefault(topic, {})[outcome] = mine[outcome]
    return {
        topic: [(pk, *told) for pk, told in sorted(rows.items(), key=lambda one: one[1])]
        for topic, rows in found.items()
    }
