"""What several do together: the residents' lamp becomes a project of two, and a closing works is answered within days."""

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.plans import access, reads
from hereabouts.records.plans import changes as plans

JOINED, DONE, ANNOUNCED, BEGUN = -16, -3, -12, -9  # days from today


def tell(world: World) -> None:
    """Make the joint project of what residents asked for, and tell of the shock and its answer."""
    story = told("together")
    _project(world, story["project"])
    _shock(world, story["shock"])


def _project(world: World, one: dict) -> None:
    given = {"by": world.actor("danuta", world.day(JOINED)), "on": world.day(JOINED)}
    plan = access.called(given["by"], one["plan"], on=given["on"])
    asked = [row for row in access.requests(given["by"], on=given["on"]).filter(plan=plan) if row.answer]
    action = plans.join_forces(
        **given, plan=plan, requests=asked, title=one["title"], due_on=world.day(90), topic=one["topic"]
    )
    for part in one["parts"]:
        done = world.day(DONE) if part["result"] else None
        facts = {"part": part["part"], "result": part["result"], "done_on": done}
        by = {"by": world.actor(one["who"], world.day(DONE)), "on": world.day(DONE)}
        plans.say_part(**by, action=action, organisation=world.partners[part["partner"]], **facts)


def _shock(world: World, one: dict) -> None:
    given = {"by": world.actor("isla", world.day(ANNOUNCED)), "on": world.day(ANNOUNCED)}
    shock = plans.record_shock(
        **given,
        place=world.places["Fallowgate"],
        announced_on=given["on"],
        what=one["what"],
        hit=one["hit"],
        people=one["people"],
    )
    template = reads.found("rapid-response")
    assert template is not None
    leads = {role: world.partners[key] for role, key in one["leads"].items()}
    given = {"by": world.actor("isla", world.day(BEGUN)), "on": world.day(BEGUN)}
    plan = plans.answer_shock(**given, shock=shock, template=template, leads=leads, title=one["title"])
    first = plan.actions.order_by("starts_on", "ref").first()
    plans.update_action(**given, action=first, state="in progress", told=one["begun"])
