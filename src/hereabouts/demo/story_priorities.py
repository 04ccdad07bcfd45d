"""What strategies ask for is recorded, the year's priorities are chosen, and a board is worked out for the next session."""

from datetime import date
from typing import Any

from hereabouts.core.priorities.choosing import passed_over
from hereabouts.core.priorities.frozen import thaw
from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.priorities import changes as priorities
from hereabouts.records.priorities import reads

BOARDS = (-270, -44, -1)  # days of boards: to choose from, when health was talked of, and for the next session


def tell(world: World) -> None:
    """Tell it in the order in which it happened. Whoever has spoken by the day of a board stands on it."""
    _record(world)
    first, *later = [world.day(day) for day in BOARDS]
    world.made["board"] = _triangulate(world, first)
    _choose(world)
    for on in later:
        _triangulate(world, on)
    _own(world)
    _propose(world)


def _triangulate(world: World, on: date) -> Any:
    return priorities.triangulate(by=world.actor("gwen", on), on=on, place=world.places["Fallowgate"])


def _record(world: World) -> None:
    on = world.day(told("plan")["adopted"] - 30)
    for aim in told("plan")["aims"]:
        made = priorities.record_aim(by=world.actor("gwen", on), on=on, **aim)
        world.made.setdefault("aims", {}).setdefault(aim["topic"], []).append(made)


def _choose(world: World) -> None:
    """Adopt what the group chose, with its dissent, and write down what it did not choose."""
    story, on, place = told("plan"), world.day(told("plan")["adopted"]), world.places["Fallowgate"]
    by = world.actor("ailsa", on)
    for one in story["not_chosen"]:
        priorities.not_choose(
            by=by, on=on, place=place, topic=one["topic"], reason=one["reason"], review_on=world.day(one["review"]),
            answers=one["answers"],
        )  # fmt: skip
    for one in story["priority"]:
        chosen = priorities.adopt(
            by=by, on=on, place=place, statement=one["statement"], topic=one["topic"], rationale=one["rationale"],
            minute=story["minute"], dissent=one.get("dissent", ()), departure=_departure(world, one),
            evidence=[{"kind": "voice", "words": one["heard"], "where": one["where"]}],
        )  # fmt: skip
        world.made.setdefault("priorities", {})[one["key"]] = priorities.move(
            by=by, on=world.day(story["plan"]["agreed"]), priority=chosen, state="active"
        )


def _departure(world: World, one: dict[str, Any]) -> str:
    """Say why it went first, where something stood above it on the board that the group had before it."""
    settled = reads.settled_topics(world.places["Fallowgate"])
    return one["departure"] if passed_over(thaw(world.made["board"].result), one["topic"], settled) else ""


def _own(world: World) -> None:
    """Name who settles what the sources of the newest board disagree about."""
    for one in told("plan")["owners"]:
        owner = world.people[one["owner"]]
        row = priorities.own_disagreement(
            by=world.actor("ailsa"), on=world.on, place=world.places["Fallowgate"], topic=one["topic"], owner=owner,
            owner_name=owner.name, next_step=one["next"], due_on=world.day(one["due"]),
        )  # fmt: skip
        if one["state"]:
            priorities.move_disagreement(by=world.actor("ailsa"), on=world.on, disagreement=row, state=one["state"])


def _propose(world: World) -> None:
    for one in told("plan")["proposed"]:
        priorities.propose(
            by=world.actor(one["by"]), on=world.on, place=world.places["Fallowgate"], statement=one["statement"],
            topic=one["topic"], rationale=one["rationale"],
        )  # fmt: skip
