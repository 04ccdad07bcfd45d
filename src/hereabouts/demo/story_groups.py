"""When the local solutions groups of the demo met: most meetings took place, one fell out, one was put off, one is ahead."""

from datetime import timedelta

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
