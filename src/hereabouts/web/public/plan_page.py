"""What the public plan page prints beside its release: counts by status, sums of money, days in words. No new numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hereabouts.core.releases.content import spent, units
from hereabouts.web.shared.tags import day


def page(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the template the plan with what follows from it."""
    counts = units(content)
    return {
        "plan": {**content, "next_update": day_or_words(content["next_update"])},
        "units": counts,
        "actions": sum(counts.values()),
        "spent": spent(content["money"]),
    }


def day_or_words(value: str | None) -> str:
    """Write a day that stands as 2027-01-15 the way people read it; leave other words as they are."""
    try:
        return day(date.fromisoformat(value or ""))
    except ValueError:
        return value or ""
