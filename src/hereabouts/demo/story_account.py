"""What the partnership tells of itself: quarters frozen as they ended, the plan and the numbers published for everybody."""

from datetime import date, timedelta
from functools import partial

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import calendar
from hereabouts.records.account import changes as account
from hereabouts.records.releases.changes import approve
from hereabouts.records.voice import changes as voice

CLERK, PUBLISHER, SECOND = "priya", "isla", "ailsa"
FROZEN, QUARTERS = 10, 2  # working days after a quarter's end; how many of them
NUMBERS, PLAN = -30, -6  # days on which the numbers and the plan went out


def tell(world: World) -> None:
    """Publish what anybody may read. The quarters were frozen on the way, as they ended: see ``freezes``."""
    place, session = world.places["Fallowgate"], _next_session(world)
    numbers = account.propose_profile(by=world.actor(PUBLISHER, world.day(NUMBERS)), on=world.day(NUMBERS), place=place)
    approve(by=world.actor(SECOND, world.day(NUMBERS)), on=world.day(NUMBERS), proposal=numbers)
    around = {
        "next_update": f"{session + timedelta(days=14):%B %Y}", "when": f"{session:%A} {session.day} {session:%B}, 6pm",
        "where": "Ropery Hall. Hot food from half past five; children are welcome", "phone": "01632 960144",
        "drop_in": "Ropery Hall, Tuesdays from ten to noon",
    }  # fmt: skip
    plan = account.propose_plan(
        by=world.actor(PUBLISHER, world.day(PLAN)),
        on=world.day(PLAN),
        place=place,
        plan=world.made["plan"],
        around=around,
    )
    approve(by=world.actor(SECOND, world.day(PLAN)), on=world.day(PLAN), proposal=plan)
    ways = voice.propose_ways(by=world.actor(PUBLISHER, world.on), on=world.on, place=place)
    approve(by=world.actor(SECOND, world.on), on=world.on, proposal=ways)


def freezes(world: World) -> list[tuple[int, int, partial]]:
    """Give the steps that freeze the last quarters, each once its returns were in."""
    ends, day = [], world.on.replace(day=1) - timedelta(days=1)
    while len(ends) < QUARTERS:
        if day.month % 3 == 0 and _frozen_on(day) <= world.on:
            ends.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return [((_frozen_on(end) - world.on).days, 9, partial(_freeze, world, end)) for end in ends]


def _frozen_on(end: date) -> date:
    return calendar("SCT").add_working_days(end, FROZEN)


def _freeze(world: World, end: date, *, on: date) -> None:
    account.report_quarter(
        by=world.actor(CLERK, on), on=on, place=world.places["Fallowgate"], year=end.year, quarter=end.month // 3
    )


def _next_session(world: World) -> date:
    """Give the day of the next meeting in public, as governance holds it: on a working day."""
    day = next(world.day(one["day"]) for one in told("meetings")["meeting"] if one.get("public"))
    return day if calendar("SCT").works_on(day) else calendar("SCT").add_working_days(day, 1)
