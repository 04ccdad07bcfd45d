"""What the plan rests on: its framework, what was said of the draft, the facts of two actions, the plan that residents write."""

from decimal import Decimal
from typing import Any

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.plans import changes as plans

BEGUN, ASKED, ANSWERED = -40, -32, -18  # days of the residents' own plan, from today


def consulted(world: World, plan: Any, agreed: int) -> None:
    """Write down what was said of the draft, and answer everybody, before the group agrees it."""
    story = told("plan_lives")
    for one in story["representations"]:
        day = agreed + one["day"]
        given = {"by": world.actor("isla", world.day(day)), "on": world.day(day), "plan": plan}
        said = plans.receive_representation(**given, consultee=one["who"], text=one["text"])
        plans.answer_representation(**given, representation=said, response=one["response"], changed=one["changed"])
    given = {"by": world.actor("isla", world.day(agreed - 2)), "on": world.day(agreed - 2), "plan": plan}
    plans.describe(**given, vision=plan.vision, **story["about"])
    for one in story["assumptions"]:
        plans.assume(**given, **one)
    programme = dict(story["programme"])
    partners = [world.partners[key] for key in programme.pop("partners")]
    plans.link_programme(**given, **programme, partners=partners)


def tell(world: World) -> None:
    """Tell the framework, what two actions say of themselves, what the place gives to the city, and the residents' own plan."""
    story = told("plan_lives")
    given = {"by": world.actor("isla"), "on": world.on}
    plans.set_framework(
        **given,
        place=world.places["Fallowgate"],
        vision=story["vision"],
        values="\n".join(story["values"]),
        agreed_by="Fallowgate Locality Group",
    )
    for one in story["outcome"]:
        facts = {name: one[name] for name in ("accountable", "story", "what_works")}
        partners = [world.partners[key] for key in one["partners"]]
        plans.answer_for(**given, outcome=world.made["outcomes"][one["key"]], partners=partners, **facts)
    for one in story["action"]:
        _action(world, world.made["actions"][one["key"]], one)
    aims = {aim.ref: aim for found in world.made["aims"].values() for aim in found}
    for ref, words in story["city"].items():
        plans.contribute(**given, place=world.places["Fallowgate"], aim=aims[ref], words=words)
    _community(world, story["community"])


def _action(world: World, action: Any, one: dict[str, Any]) -> None:
    """Write the parts of one action, those it has."""
    action.refresh_from_db()
    given = {"by": world.actor("isla"), "on": world.on, "action": action}
    if action.state in plans.OPEN:
        parts = {
            f"{name}_by": [world.partners[key] for key in one[name]] for name in ("planned", "resourced", "provided")
        }
        plans.say_who(**given, **parts, supporting=action.supporting.all())
        plans.say_whom(**given, target_groups=one["groups"], barriers=one["barriers"])
        plans.say_why(**given, cause=one["cause"], prevention=one["prevention"], quick_win=action.quick_win)
        plans.say_risk(**given, risk=one["risk"])
    what, expected, counted = one["output"]
    plans.count_output(**given, what=what, expected=expected, counted=counted, outcome=action.outcomes.first())
    if "reading" in one:
        day, value, source = one["reading"]
        plans.read_measure(
            **given, target=action.targets.first(), value=Decimal(value), source=source, read_on=world.day(day)
        )
    if "option" in one:
        option, grade, where, why = one["option"]
        plans.add_considered(**given, option=option, grade=grade, tried_where=where, why=why)
    if "codesign" in one:
        day, session, people, changed = one["codesign"]
        plans.log_codesign(**given, held_on=world.day(day), session=session, people=people, changed=changed)
    if "facility" in one:
        name, barrier, difference = one["facility"]
        plans.add_facility(**given, name=name, barrier=barrier, difference=difference)


def _community(world: World, one: dict[str, Any]) -> None:
    """Let residents write a plan of their own, ask partners for what it needs, and one of them answer."""
    day = world.day(BEGUN)
    given = {"by": world.actor("danuta", day), "on": day}
    plan = plans.draft_plan(
        **given, place=world.places["Fallowgate"], title=one["title"], kind="community", vision=one["vision"],
        pen=world.partners["crescents"], period_from=day, period_to=world.day(BEGUN + 364),
    )  # fmt: skip
    plans.describe(**given, plan=plan, vision=one["vision"], coproduced="led", coproduced_words=one["words"])
    outcome = one["outcome"]
    made = plans.add_outcome(
        **given, plan=plan, statement=outcome["statement"], tier="intermediate", topic="T11", improvement=outcome["improvement"],
        inequality_gap=outcome["gap"],
    )  # fmt: skip
    for title in one["actions"]:
        plans.add_action(**given, plan=plan, title=title, outcomes=[made], organisation=world.partners["crescents"])
    for ask in one["requests"]:
        asker, partner = world.actor("danuta", world.day(ASKED)), world.partners[ask["partner"]]
        asked = plans.ask_partner(by=asker, on=world.day(ASKED), plan=plan, organisation=partner, what=ask["what"])
        if ask["answer"]:
            on = world.day(ANSWERED)
            plans.answer_request(
                by=world.actor(ask["who"], on), on=on, request=asked, answer=ask["answer"], words=ask["words"]
            )
