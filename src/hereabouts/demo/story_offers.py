"""What is on in Fallowgate: offers with their weeks, who came, one called off, and the list that anybody reads."""

from datetime import time, timedelta
from typing import Any

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.plans import changes as plans
from hereabouts.records.releases.changes import approve

WEEKS = timedelta(weeks=8)
PUBLISHER, SECOND = "isla", "ailsa"
CALLED_OFF = "The nursery is closed for training"


def tell(world: World) -> None:
    """Begin each offer, plan its weeks, tell of those that were held, and release the list."""
    place = world.places["Fallowgate"]
    for one in told("offers")["offer"]:
        made = plans.begin_offer(
            by=world.actor("isla"),
            on=world.on,
            place=place,
            organisation=world.partners[one["runs"]],
            facts=_facts(one),
        )
        if "weekday" in one:
            _weeks(world, made, one)
    waits = plans.propose_whats_on(by=world.actor(PUBLISHER), on=world.on, place=place)
    approve(by=world.actor(SECOND), on=world.on, proposal=waits)


def _facts(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": one["title"], "kind": one["kind"], "about": one["about"], "topics": one["topics"],
        "target_groups": one.get("groups", []), "age_from": one.get("from"), "age_to": one.get("to"), "venue": one.get("venue", ""),
        "access": one.get("access", []), "free": True, "free_meal": one.get("meal", False), "joining": one["joining"], "contact": "",
        "for_all": one["all"], "state": "planned" if "weekday" in one else "running",
    }  # fmt: skip


def _weeks(world: World, offer: Any, one: dict[str, Any]) -> None:
    given = {"by": world.actor("isla"), "on": world.on, "offer": offer}
    first = world.on - WEEKS
    first += timedelta((one["weekday"] - first.weekday()) % 7)
    hours = {name: time.fromisoformat(one[name]) for name in ("starts", "ends")}
    held = plans.plan_days(**given, first=first, last=world.on + WEEKS, every="weekly", **hours)
    gone = [row for row in held if row.starts_at.date() < world.on]
    course = {name: one.get(name) for name in ("began", "completed")}
    for row, came in zip(gone, one["came"], strict=False):
        plans.tell_session(**given, occurrence=row, came=came, **course)
    if one["runs"] == "nursery":
        plans.call_off(**given, occurrence=held[-1], because=CALLED_OFF)
