"""When the local solutions groups of the demo met: most meetings took place, one fell out, one was put off, one is ahead."""

from datetime import timedelta
from typing import Any

from hereabouts.core.families.gatherings import planned_days
from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.families import changes as families


def tell(world: World) -> None:
    """Open the groups, and write down what came of each day on which they were due, on that day or the one they met."""
    place = world.places["Fallowgate"]
    for one in told("groups")["group"]:
        first = world.on - timedelta(weeks=one["weeks_ago"])
        facts = {"place": place, "name": one["name"], "first_on": first, "weeks": one["weeks"]}
        group = families.open_group(by=world.actor("isla", first), on=first, **facts)
        for n, due in enumerate(planned_days(first, one["weeks"], until=world.on - timedelta(days=3))):
            met = due + timedelta(days=one["put_off"].get(str(n), 0))
            held = None if n in one["fell_out"] else met
            families.record_meeting(
                by=world.actor("isla", met), on=met, group=group, due_on=due, held_on=held, chair=one["chair"]
            )
    for one in told("groups")["drop_in"]:
        _drop_in(world, place, one)


def _drop_in(world: World, place: Any, one: dict[str, Any]) -> None:
    """Plan a drop-in a fortnight before, and say how it went where it is over."""
    day = world.on - timedelta(days=one["days_ago"])
    planned = day - timedelta(days=14)
    facts = {name: one[name] for name in ("venue", "hours", "rota")}
    row = families.plan_drop_in(by=world.actor("isla", planned), on=planned, place=place, held_on=day, **facts)
    if "came" in one:
        went = {name: one[name] for name in ("came", "referred", "needs")}
        families.tell_drop_in(by=world.actor("isla", day), on=day, drop_in=row, **went)
