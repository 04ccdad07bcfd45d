"""The plan of the year: what it wants, its seventeen actions, and the day on which the group agreed it."""

from decimal import Decimal
from typing import Any

from hereabouts.demo import progress
from hereabouts.demo.story_account import freezes
from hereabouts.demo.story_plan_lives import consulted
from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.plans import changes as plans

DRAFTED, LISTED, LIVE = -4, -2, 7  # days from the day on which it was agreed


def tell(world: World) -> None:
    """Draft the plan, agree it, and live it day by day; a quarter that ends on the way is frozen as it stood."""
    story = told("plan")
    plan = _drafted(world, story["plan"])
    agreed = story["plan"]["agreed"]
    actions = {one["key"]: _added(world, plan, one, world.day(agreed + LISTED)) for one in story["action"]}
    consulted(world, plan, agreed)
    by = world.actor("ailsa", world.day(agreed))
    plans.agree(by=by, on=world.day(agreed), plan=plan, minute=story["plan"]["minute"])
    plans.move_plan(by=by, on=world.day(agreed + LIVE), plan=plan, state="live")
    world.made |= {"plan": plan, "actions": actions}
    steps = freezes(world)
    for one in story["action"]:
        actions[one["key"]].refresh_from_db()
        steps += progress.steps(world, actions[one["key"]], one)
    for day, _, step in sorted(steps, key=lambda one: one[:2]):
        step(on=world.day(day))


def _drafted(world: World, story: dict[str, Any]) -> Any:
    on = world.day(story["agreed"] + DRAFTED)
    by = world.actor("ailsa", on)
    plan = plans.draft_plan(
        by=by, on=on, place=world.places["Fallowgate"], title=story["title"], vision=story["vision"],
        period_from=world.day(story["from"]), period_to=world.day(story["to"]), priorities=world.made["priorities"].values(),
    )  # fmt: skip
    outcomes = world.made["outcomes"] = {}
    for one in told("plan")["outcome"]:
        outcomes[one["key"]] = plans.add_outcome(
            by=by, on=on, plan=plan, statement=one["statement"], tier=one["tier"], topic=one["topic"],
            population=one["population"], improvement=one["improvement"], inequality_gap=one["gap"],
            agreed_by="Fallowgate Locality Group", aims=world.made["aims"].get(one["topic"], ()),
        )  # fmt: skip
    for one in told("plan")["outcome"]:
        if "leads_to" in one:
            plans.link_outcomes(
                by=by, on=on, plan=plan, from_outcome=outcomes[one["key"]], to_outcome=outcomes[one["leads_to"]],
                assumption=one["assumption"],
            )  # fmt: skip
    return plan


def _added(world: World, plan: Any, one: dict[str, Any], on: Any) -> Any:
    """Add an action with its measure, its money and its milestones."""
    by = world.actor("isla", on)
    action = plans.add_action(
        by=by, on=on, plan=plan, title=one["title"], priority=world.made["priorities"][one["priority"]],
        outcomes=[world.made["outcomes"][one["outcome"]]], organisation=world.partners[one["organisation"]],
        lead=world.people[one["lead"]], supporting=[world.partners[key] for key in one["supporting"]],
        starts_on=world.day(one["starts"]), due_on=world.day(one["due"]), measure=one["measure"], unit=one["unit"],
        baseline=Decimal(one["baseline"]), target=Decimal(one["target"]), money_planned=Decimal(one["planned"]),
        quick_win=one.get("quick_win", False), evidence=one.get("rests_on", ""),
    )  # fmt: skip
    for title, due, _, _ in one.get("milestones", ()):
        plans.add_milestone(by=by, on=on, action=action, title=title, due_on=world.day(due))
    return action
