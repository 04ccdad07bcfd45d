"""Activities are planned, and filled in once they have been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.counts import UNITS
from hereabouts.engines.definitions import methods
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import Activity

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place


class UnknownMethod(Sentence):
    """A way of listening, or a unit of count, that stands in no list."""


class TooEarly(Sentence):
    """A count of something that has not been yet."""


@change("activity.plan")
def plan_activity(
    *,
    by: Actor,
    on: date,
    place: Place,
    name: str,
    method: str,
    held_on: date,
    purpose: str,
    lead: Organisation | None = None,
    venue: str = "",
    barriers: str = "",
    support: str = "",
    count: int | None = None,
    unit: str = "",
    note: str = "",
) -> Activity:
    """Put an activity in the programme, before or after it was held. Any partner may; the lead is theirs unless named."""
    _known(method, unit)
    _counted(count, held_on, on)
    return Activity.objects.create(
        place=place,
        organisation_id=lead.pk if lead else by.organisation,
        name=name.strip(),
        method=method,
        held_on=held_on,
        purpose=purpose.strip(),
        venue=venue.strip(),
        barriers=barriers.strip(),
        support=support.strip(),
        count=count,
        unit=unit or methods()[method]["unit"],
        note=note.strip(),
    )


@change("activity.plan", about="activity")
def revise_activity(*, by: Actor, on: date, activity: Activity, facts: Mapping[str, object]) -> Activity:
    """Change what is written of an activity: its day, its count and how far the count may hold somebody twice."""
    for name, value in facts.items():
        setattr(activity, "organisation_id" if name == "lead" else name, value.pk if name == "lead" else value)
    _known(activity.method, activity.unit)
    _counted(activity.count, activity.held_on, on)
    activity.save()
    return activity


def _known(method: str, unit: str) -> None:
    if method not in methods():
        raise UnknownMethod("“{method}” is not a way of listening we know.", method=method)
    if unit and unit not in UNITS:
        raise UnknownMethod("“{unit}” cannot be counted. Count {units}.", unit=unit, units=listed(UNITS, last="or"))


def _counted(count: int | None, held_on: date, on: date) -> None:
    if count is not None and held_on > on:
        raise TooEarly("It is held on {day:%-d %B %Y}. Fill in the count when it has been.", day=held_on)
