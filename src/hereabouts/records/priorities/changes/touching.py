"""Somebody says whom a topic touches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.changes import change
from hereabouts.records.priorities.changes.refusing import CannotBe, known
from hereabouts.records.priorities.models import TouchedGroups
from hereabouts.records.voice.reads import communities

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("board.settle")
def name_touched(*, by: Actor, on: date, place: Place, topic: str, groups: Iterable[str]) -> TouchedGroups:
    """Say which groups decisions on a topic touch here. Said anew, it replaces what was said; none is an answer too."""
    known(topic)
    told = list(dict.fromkeys(groups))
    if strange := [group for group in told if group not in dict(communities())]:
        raise CannotBe("“{group}” is no group that anybody here was asked about.", group=strange[0])
    facts = {"groups": told, "named_by": by.name, "named_on": on, "organisation_id": by.organisation}
    return TouchedGroups.objects.update_or_create(place=place, topic=topic, defaults=facts)[0]
