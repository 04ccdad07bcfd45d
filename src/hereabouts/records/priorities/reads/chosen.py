"""Priorities as everybody in the partnership reads them, and what was not chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.priorities import access
from hereabouts.records.priorities.models import NotChosen, Priority

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class PrioritySheet:
    """A priority as everybody in the partnership may read it."""

    id: UUID
    place_id: UUID
    place: str
    ref: str
    statement: str
    topic: str
    rationale: str
    origin: str
    run_id: UUID | None
    evidence: tuple[dict[str, Any], ...]
    people_heard: int
    departure: str
    test: str
    state: str
    state_reason: str
    state_on: date
    raised_by: str
    adopted_on: date | None
    minute: str
    dissent: tuple[tuple[str, str], ...]
    without: str
    missing: tuple[str, ...]
    counted: str
    session_id: UUID | None

    @property
    def assumption(self) -> bool:
        """Say whether no resident's word stands behind it (L-38)."""
        return not self.people_heard and not any(item.get("kind") == "voice" for item in self.evidence)


@dataclass(frozen=True)
class Declined:
    """A topic that was not chosen."""

    topic: str
    reason: str
    answers: str
    decided_on: date
    review_on: date


def priorities(actor: Actor, *, on: date, place: Place | None = None) -> list[PrioritySheet]:
    """Give the priorities the actor may see, of one place or of all."""
    rows = access.visible(actor, on=on).prefetch_related("dissent")
    return [priority(row) for row in (rows.filter(place=place) if place else rows)]


def priority(row: Priority) -> PrioritySheet:
    """Describe one priority."""
    same = ("ref", "statement", "topic", "rationale", "origin", "people_heard", "departure", "test", "state",
            "state_reason", "state_on", "raised_by", "adopted_on", "minute", "run_id", "without", "counted", "session_id")  # fmt: skip
    return PrioritySheet(
        id=row.pk,
        place_id=row.place_id,
        place=row.place.name,
        evidence=tuple(row.evidence),
        missing=tuple(row.missing),
        dissent=tuple((d.who, d.why) for d in row.dissent.all()),
        **{name: getattr(row, name) for name in same},
    )


def declined(actor: Actor, place: Place, *, on: date) -> list[Declined]:
    """Give what a place did not choose, and why."""
    rows = access.not_chosen(actor, on=on).filter(place=place)
    return [Declined(n.topic, n.reason, n.answers, n.decided_on, n.review_on) for n in rows]


def settled_topics(place: Place) -> set[str]:
    """Give the topics of a place that were chosen or put off with a reason."""
    chosen = Priority.objects.filter(place=place, state__in=["agreed", "active", "achieved"])
    put_off = NotChosen.objects.filter(place=place)
    return set(chosen.values_list("topic", flat=True)) | set(put_off.values_list("topic", flat=True))
