"""A morning at the triage desk: hubs, who met, whom somebody tried to reach, a clock that stands still, a referral begun on a phone."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from django.utils import timezone

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.families import access
from hereabouts.records.families import changes as families


def tell(world: World) -> None:
    """Open the hubs, hold the huddles, and work on the family of the story and on one that waits."""
    story, place = told("desk"), world.places["Fallowgate"]
    for hub in story["hub"]:
        facts = {"access": "", **hub}
        families.open_hub(by=world.actor("isla"), on=world.on, place=place, name=facts.pop("name"), told=facts)
    for one in story["huddle"]:
        on = world.on - timedelta(days=one["days_ago"])
        families.record_huddle(by=world.actor("noor", on), on=on, place=place, present=one["present"])
    _reached(world, story["attempt"])
    _waits(world)
    _begun(world, story["draft"])


def _now(world: World, minutes: int) -> datetime:
    """Give a time of this morning, never one that is still to come."""
    at = timezone.make_aware(datetime.combine(world.on, time(minutes // 60, minutes % 60)))
    return min(at, timezone.now()) if timezone.localdate() == world.on else at


def _reached(world: World, attempts: list[dict[str, Any]]) -> None:
    referral = world.made["referral"]
    for n, attempt in enumerate(attempts):
        families.try_contact(
            by=world.actor("jo"), on=world.on, at=_now(world, 9 * 60 + 30 + 10 * n), referral=referral, **attempt
        )


def _waits(world: World) -> None:
    by = world.actor("jo")
    rows = access.for_triage(by, on=world.on).filter(state="received", immediate_danger=False)
    for referral in rows.order_by("received_at")[:1]:
        families.pause(
            by=by,
            on=world.on,
            at=max(_now(world, 9 * 60 + 40), referral.received_at),
            referral=referral,
            reason="interpreter",
        )


def _begun(world: World, draft: dict[str, Any]) -> None:
    place = world.places["Fallowgate"]
    families.begin_draft(
        by=world.actor(draft["by"]), on=world.on, at=_now(world, 9 * 60), place=place,
        once=uuid5(NAMESPACE_DNS, "larkhaven draft"), answers={**draft["answers"], "place": str(place.pk)},
    )  # fmt: skip
