"""The morning huddle over a place's referrals, and the register of hubs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.records.families.access import PURPOSE, for_triage
from hereabouts.records.families.models import Hub, Huddle
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class NobodyThere(Sentence):
    """A huddle at which nobody was."""


class NotAHub(Sentence):
    """A hub without what somebody needs to find it, or one that is there already."""


@change("huddle.record", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def record_huddle(*, by: Actor, on: date, place: Place, present: Sequence[str]) -> Huddle:
    """Write down which roles and agencies met over a place's referrals today, and how many waited. Said again, it is replaced."""
    there = [one.strip() for one in present if one.strip()]
    if not there:
        raise NobodyThere("Say which roles and agencies were there, one on a line.", field="present")
    waiting = for_triage(by, on=on).filter(place=place).exclude(state="decided").count()
    told = {"present": there, "waiting": waiting, "held_by": by.name}
    return Huddle.objects.update_or_create(place=place, organisation_id=by.organisation, held_on=on, defaults=told)[0]


@change("hub.keep", step="open")
def open_hub(*, by: Actor, on: date, place: Place, name: str, told: Mapping[str, Any]) -> Hub:
    """Put a hub into the register: roles and agencies of its staff, never names (D-49)."""
    if Hub.objects.filter(place=place, name__iexact=name.strip()).exists():
        raise NotAHub(
            "There is a hub of this name in {place} already. Change that one.", field="name", place=place.name
        )
    return Hub.objects.create(place=place, organisation_id=by.organisation, name=name.strip(), kept_on=on, **told)


@change("hub.keep", about="hub", step="change")
def change_hub(*, by: Actor, on: date, hub: Hub, told: Mapping[str, Any]) -> Hub:
    """Say anew how a hub is: its hours, its services, who is there."""
    for name, value in told.items():
        setattr(hub, name, value)
    hub.kept_on = on
    hub.save(update_fields=[*told, "kept_on"])
    return hub


@change("hub.keep", about="hub", step="close")
def close_hub(*, by: Actor, on: date, hub: Hub) -> Hub:
    """Close a hub: it stands in the register no more."""
    hub.ended_on = on
    hub.save(update_fields=["ended_on"])
    return hub
