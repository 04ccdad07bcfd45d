"""What a plan cites: which version of the profile, which board, and what was heard in which engagement, by how many (S-50).

A plan that is agreed freezes this with its text: whoever reads it in four years finds the numbers and the voices of that day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hereabouts.core.evidence.findings import Finding
from hereabouts.engines.definitions import topics
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.compared import findings
from hereabouts.records.places.reads import Sheet, sheet
from hereabouts.records.plans.models import Plan
from hereabouts.records.priorities.reads import newest_run
from hereabouts.records.voice.reads import engagement_cited, people, themes_cited

FEWEST = 5  # people behind a finding that a plan cites: a plan is printed, and fewer might be known


def cites(plan: Plan, *, on: date, place: Sheet | None = None) -> dict[str, Any]:
    """Give what a plan rests on as of a day, ready to be frozen: plain words, numbers and days. ``place`` where it is read already."""
    place, run = place or sheet(plan.place), newest_run(plan.place)
    return {
        "on": on.isoformat(),
        "profile": {
            "place": place.name, "version": place.version, "rule": place.rule, "defined_on": place.defined_on.isoformat(),
            "sources": _sources(place),
        },
        "board": {"as_at": run.as_at.isoformat(), "hash": run.hash, "id": str(run.pk)} if run else None,
        "people": people(plan.place, on=on, voices=("resident", "business")),
        "engagement": engagement_cited(plan.place, on=on),
        "findings": [
            one | {"topic": topics()[one["topic"]]["label"]} for one in themes_cited(plan.place, on=on) if one["people"] >= FEWEST
        ],
    }  # fmt: skip


def _sources(place: Any) -> list[str]:
    """Name each source of the profile with its period, once."""
    try:
        found: list[Finding] = findings(place)
    except NoEvidence:
        return []
    return sorted({f"{one.source} ({one.period})" for one in found})
