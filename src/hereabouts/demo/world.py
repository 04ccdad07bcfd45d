"""The story while it is being told: what day it is, and who and what has been made so far."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hereabouts.core.ledger import Actor
from hereabouts.records.trust.access import actor_of


@dataclass
class World:
    """The partnership as told so far. ``on`` is today; every other day is said as days before or after it."""

    on: date
    partners: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def day(self, offset: int) -> date:
        """Give the day so many days after today (before it, when negative)."""
        return self.on + timedelta(days=offset)

    def actor(self, key: str, on: date | None = None) -> Actor:
        """Give one of the people of the story, with the rights that they held that day."""
        return actor_of(self.people[key], on=on or self.on)
