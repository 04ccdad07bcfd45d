"""A place is scored theme by theme: by one person, or by a group that agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.place_standard import MODES, NotScores, given
from hereabouts.engines.definitions import place_standards
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.changes.agreeing import agree
from hereabouts.records.voice.models import Activity, Participant, PlaceScore
from hereabouts.records.voice.numbers import new_key

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("place_score.record")
def score_place(
    *,
    by: Actor,
    on: date,
    place: Place,
    scores: Mapping[str, int],
    mode: str,
    once: UUID,
    version: str = "place_standard",
    people: int = 1,
    activity: Activity | None = None,
) -> PlaceScore:
    """Write down how one person, or one group together, scored a place. The same ``once`` twice is one.

    One person gets a number, so that they can take their scores back; a group is nobody in particular.
    """
    if already := PlaceScore.objects.filter(once=once, place=place).first():
        return already
    if activity and activity.place_id != place.pk:
        raise NotFound
    if version not in place_standards() or mode not in MODES.values():
        raise NotScores("There is no version “{version}” scored by “{mode}”.", version=version, mode=mode)
    kept = given(scores, place_standards()[version])
    who = None
    if mode == "individual":
        who = Participant.objects.create(key=new_key())
        agree(who, "taking part", by=by, on=on, since=on)
    return PlaceScore.objects.create(
        place=place, organisation_id=by.organisation, activity=activity, participant=who, version=version, mode=mode,
        people=max(1, people) if mode == "group" else 1, scores=kept, scored_on=on, recorded_by=by.name, once=once,
    )  # fmt: skip
