"""Whom a topic touches, and which of them nobody has heard (S-63)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.without_us import GroupVoice, without
from hereabouts.records.priorities import access
from hereabouts.records.voice.reads import communities, voices_of

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class Touched:
    """The groups a topic touches, in words; which of them a decision would be taken without; and who said so when."""

    topic: str
    groups: tuple[str, ...]
    labels: tuple[str, ...]
    without: tuple[GroupVoice, ...]
    named_by: str
    named_on: date


def touched(actor: Actor, place: Place, topics: Iterable[str], *, on: date) -> dict[str, Touched]:
    """Give, for each of some topics of which somebody said whom it touches, whom nobody has heard."""
    said = dict(communities())
    rows = access.touched_groups(actor, on=on).filter(place=place, topic__in=set(topics))
    return {
        row.topic: Touched(
            row.topic, tuple(row.groups), tuple(said[g] for g in row.groups if g in said),
            without(voices_of(place, row.groups, on=on, topic=row.topic)), row.named_by, row.named_on,
        )
        for row in rows
    }  # fmt: skip
