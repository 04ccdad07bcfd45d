"""What strategies ask for is recorded, the year's priorities are chosen, and a board is worked out for the next session."""

from datetime import date
from typing import Any

from hereabouts.core.priorities.choosing import passed_over
from hereabouts.core.priorities.frozen import thaw
from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import topics
from hereabouts.records.intake import changes as intake
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
        newest = _triangulate(world, on, ask_first=on == later[-1])
    _expect(world, newest)
    _own(world)
    _propose(world)
    _tell(world)
    _counted(world, told("plan")["counted_session"][0])
    _session(world)


def _triangulate(world: World, on: date, *, ask_first: bool = False) -> Any:
    return priorities.triangulate(
        by=world.actor("gwen", on), on=on, place=world.places["Fallowgate"], ask_first=ask_first
    )


def _expect(world: World, run: Any) -> None:
    """Let those who work here say what they expect, before they see the newest board."""
    for who, named in told("plan")["expected"].items():
        priorities.expect(by=world.actor(who), on=run.as_at, run=run, topics=named)


def _tell(world: World) -> None:
    """Tell residents what came of what they raised, what could not be done among it."""
    for one in told("plan")["told"]:
        on = world.day(one["days"])
        intake.tell(
            by=world.actor("isla", on), on=on, place=world.places["Fallowgate"], topic=one["topic"], outcome=one["outcome"],
            words=one["words"], because=one["because"], who=one["who"],
        )  # fmt: skip


def _session(world: World) -> None:
    """Call the next session, open its vote and count the papers of a drop-in; the people of the partnership have yet to vote."""
    story, given = told("plan")["session"], {"by": world.actor("isla"), "on": world.on}
    session = priorities.call(
        **given,
        place=world.places["Fallowgate"],
        name=story["name"],
        venue=story["venue"],
        held_on=world.on,
        method="dots",
    )
    put = {
        t: priorities.put(**given, session=session, topic=t, statement=topics()[t]["label"]) for t in story["topics"]
    }
    priorities.stage(**given, session=session, to="voting")
    dots = {str(choice.pk): {"dot": story["dots"][t]} for t, choice in put.items()}
    priorities.count_paper(**given, session=session, side="resident", people=story["people"], marks=dots)
    world.made["session"] = session


def _counted(world: World, story: dict[str, Any]) -> None:
    """Hold a session up to its count; where the story says what was put off, decide that and close it for good."""
    on = world.day(story["days"])
    given = {"by": world.actor("ailsa", on), "on": on}
    call = {name: story[name] for name in ("name", "venue")}
    session = priorities.call(**given, place=world.places["Fallowgate"], held_on=on, method="dots", **call)
    put = {
        t: priorities.put(**given, session=session, topic=t, statement=topics()[t]["label"]) for t in story["topics"]
    }
    for one in story["there"]:
        priorities.attend(**given, session=session, **one)
    priorities.unnamed(**given, session=session, people=story["unnamed"])
    priorities.stage(**given, session=session, to="voting")
    for side in ("resident", "professional"):
        marks = {str(choice.pk): {"dot": story[side]["dots"][t]} for t, choice in put.items()}
        priorities.count_paper(**given, session=session, side=side, people=story[side]["people"], marks=marks)
    priorities.stage(**given, session=session, to="counted")
    if "undecided" in story:
        _put_off(world, session, put, story, given)


def _put_off(world: World, session: Any, put: dict[str, Any], story: dict[str, Any], given: dict[str, Any]) -> None:
    for one in told("plan")["not_chosen"]:
        priorities.decide(
            **given, session=session, choice=put[one["topic"]].pk, outcome="not chosen", reason=one["reason"],
            review_on=world.day(one["review"]), answers=one["answers"], dissent=story["dissent"].get(one["topic"], ()),
        )  # fmt: skip
    for topic, reason in story["undecided"].items():
        priorities.decide(**given, session=session, choice=put[topic].pk, outcome="not decided", reason=reason)
    priorities.close(**given, session=session)


def _record(world: World) -> None:
    on = world.day(told("plan")["adopted"] - 30)
    for aim in told("plan")["aims"]:
        made = priorities.record_aim(by=world.actor("gwen", on), on=on, **aim)
        world.made.setdefault("aims", {}).setdefault(aim["topic"], []).append(made)


def _choose(world: World) -> None:
    """Adopt what the group chose, with its dissent, and write down what it did not choose."""
    story, on, place = told("plan"), world.day(told("plan")["adopted"]), world.places["Fallowgate"]
    by = world.actor("ailsa", on)
    _counted(world, story["counted_session"][-1])
    for one in story["priority"]:
        chosen = priorities.adopt(
            by=by, on=on, place=place, statement=one["statement"], topic=one["topic"], rationale=one["rationale"],
            minute=story["minute"], without=one.get("without", ""), dissent=one.get("dissent", ()), departure=_departure(world, one),
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
        if "listen" in one:
            priorities.listen_first(
                by=world.actor(one["owner"]), on=world.on, place=world.places["Fallowgate"], topic=one["topic"], owner=owner,
                owner_name=owner.name, held_on=world.day(one["due"]), **one["listen"],
            )  # fmt: skip
            continue
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
