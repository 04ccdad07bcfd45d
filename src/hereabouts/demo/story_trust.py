"""The agreement between the agencies is drafted and comes into force."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import model_agreement
from hereabouts.records.trust import changes as trust
from hereabouts.records.trust.access import actor_of

DRAFTED = 60  # days before its first day: lawyers read slowly


def tell(world: World) -> None:
    """Draft the agreement clause by clause, and put it in force on its first day."""
    story = told("agreement")
    starts_on, ends_on = world.day(story["from"]), world.day(story["to"])
    drafted_on = world.day(story["from"] - DRAFTED)
    agreement = trust.draft(
        by=world.actor("tomos", drafted_on), on=drafted_on, ref=story["ref"], title=story["title"], purpose=story["purpose"],
        basis=story["basis"], starts_on=starts_on, ends_on=ends_on,
        clauses=[_trained_first(one) for one in model_agreement("early_help")["clause"]],
        parties=[world.partners[key] for key in story["parties"]],
    )  # fmt: skip
    _agreed(world, agreement, drafted_on, story)
    world.made["agreement"] = trust.bring_in_force(
        by=world.actor("tomos", starts_on), on=starts_on, agreement=agreement
    )


def _trained_first(clause: dict[str, Any]) -> dict[str, Any]:
    """Let what other agencies know open to people who completed the course, and to nobody before."""
    asked = told("training")["requires"]
    return {**clause, "requires": [asked["course"]] if clause["number"] in asked["clauses"] else []}


def _agreed(world: World, agreement, on: date, story: dict) -> None:
    """Complete the draft, assess it, have it checked, and let somebody sign for every party."""
    given = {"by": world.actor("tomos", on), "on": on, "agreement": agreement}
    trust.amend(**given, terms={**story["terms"], "review_on": world.day(story["review"])})
    for one in story["signs"]:
        who = world.people[one["who"]]
        trust.name_signatory(**given, organisation=who.organisation, basis=one["basis"], signatory=who)
    trust.begin_dpia(**given)
    for step, words in story["assessment"].items():
        trust.answer_dpia(**given, step=step, words=words)
    trust.finish_dpia(**given)
    trust.clear(**given, words=story["cleared"])
    for one in story["signs"]:
        by = actor_of(world.people[one["who"]], on=on)
        at = datetime.combine(on, time(10), ZoneInfo("Europe/London"))
        trust.sign(by=by, on=on, at=at, agreement=agreement)
