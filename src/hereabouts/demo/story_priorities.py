"""What strategies ask for is recorded, the year's priorities are chosen, and a board is worked out for the next session."""

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.priorities import changes as priorities

BOARDS = (
    -44,
    -1,
)  # the days on which a board was worked out: before listening on health was agreed, and for next session


def tell(world: World) -> None:
    """Tell it in the order in which it happened. Whoever has spoken by the day of a board stands on it."""
    _record(world)
    _choose(world)
    for day in BOARDS:
        on = world.day(day)
        world.made["board"] = priorities.triangulate(
            by=world.actor("gwen", on), on=on, place=world.places["Fallowgate"]
        )
    _own(world)
    _propose(world)


def _record(world: World) -> None:
    on = world.day(told("plan")["adopted"] - 30)
    for aim in told("plan")["aims"]:
        made = priorities.record_aim(by=world.actor("gwen", on), on=on, **aim)
        world.made.setdefault("aims", {}).setdefault(aim["topic"], []).append(made)


def _choose(world: World) -> None:
    """Adopt what the group chose, with its dissent, and write down what it did not choose."""
    story, on, place = told("plan"), world.day(told("plan")["adopted"]), world.places["Fallowgate"]
    by = world.actor("ailsa", on)
    for one in story["priority"]:
        chosen = priorities.adopt(
            by=by, on=on, place=place, statement=one["statement"], topic=one["topic"], rationale=one["rationale"],
            minute=story["minute"], dissent=one.get("dissent", ()), departure=one.get("departure", ""),
            evidence=[{"kind": "voice", "words": one["heard"]}],
        )  # fmt: skip
        world.made.setdefault("priorities", {})[one["key"]] = priorities.move(
            by=by, on=world.day(story["plan"]["agreed"]), priority=chosen, state="active"
        )
    for one in story["not_chosen"]:
        priorities.not_choose(
            by=by, on=on, place=place, topic=one["topic"], reason=one["reason"], review_on=world.day(one["review"]),
            answers=one["answers"],
        )  # fmt: skip


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
