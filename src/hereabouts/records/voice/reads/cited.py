"""What a document cites of the listening: the engagement held, and what was found in it, as counts and sentences of ours."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q

from hereabouts.engines.definitions import methods
from hereabouts.records.voice.access import standing
from hereabouts.records.voice.models import Activity, Theme


def engagement_cited(place: object, *, on: date) -> list[dict[str, Any]]:
    """Give what was held here by a day, the latest first: name, way, day, what it counted in its unit, and under which plan."""
    rows = Activity.objects.filter(place=place.id, held_on__lte=on).select_related("plan").order_by("-held_on", "name")
    return [
        {
            "name": row.name, "method": methods().get(row.method, {"label": row.method})["label"],
            "held_on": row.held_on.isoformat(), "count": row.count, "unit": row.unit, "plan": row.plan.name if row.plan else "",
        }
        for row in rows
    ]  # fmt: skip


def themes_cited(place: object, *, on: date) -> list[dict[str, Any]]:
    """Give what was found: each theme accepted by a day with the different people behind it, those with most first."""
    said = Q(contributions__in=standing(on=on))
    rows = Theme.objects.filter(place=place.id, accepted_on__lte=on).annotate(
        people=Count("contributions__participant", filter=said, distinct=True)
    )
    return [
        {"statement": row.statement, "topic": row.topic, "people": row.people, "accepted_on": row.accepted_on.isoformat()}
        for row in sorted(rows, key=lambda one: (-one.people, one.statement))
    ]  # fmt: skip
