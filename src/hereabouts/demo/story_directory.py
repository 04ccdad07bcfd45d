"""The partners sign up, promise and deliver; courses are given; the directory of help is written."""

from datetime import date
from decimal import Decimal
from typing import Any

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.partners import changes as partners

ADMINISTRATOR = "bea"


def train(world: World) -> None:
    """Give the courses, before the agreement that asks for one comes into force."""
    for one in told("training")["course"]:
        first = world.day(-max(days for _, days in one["completed"]))
        course = partners.offer_course(
            by=world.actor(ADMINISTRATOR, first), on=first, name=one["name"], about=one["about"],
            provider=world.partners[one["provider"]], open_to=one["open_to"], lasts_months=one.get("lasts_months"),
        )  # fmt: skip
        for who, days in one["completed"]:
            on = world.day(-days)
            partners.complete(by=world.actor(ADMINISTRATOR, on), on=on, account=world.people[who], course=course)


def tell(world: World) -> None:
    """Tell of signatures, promises and what came of them, and of the services."""
    story = told("promises")
    for key, day in story["signed"]:
        on = world.day(day)
        partners.sign_up(by=world.actor(ADMINISTRATOR, on), on=on, partner=world.partners[key])
    for key, register, number in story["numbers"]:
        partner = world.partners[key]
        partners.give_number(
            by=world.actor(ADMINISTRATOR), on=world.on, partner=partner, register=register, number=number
        )
    for key, word, words, day in story["capacity"]:
        on = world.day(day)
        partners.say_capacity(
            by=world.actor(story["writer"], on), on=on, organisation=world.partners[key], word=word, words=words
        )
    for one in story["promise"]:
        _promised(world, story["writer"], one)
    for one in told("services")["service"]:
        _listed(world, told("services")["writer"], one)


def _promised(world: World, writer: str, one: dict[str, Any]) -> None:
    def given(day: int) -> dict[str, Any]:
        on: date = world.day(day)
        return {"by": world.actor(writer, on), "on": on}

    made = partners.promise(
        **given(one["made"]), organisation=world.partners[one["partner"]], kind=one["kind"], what=one["what"],
        account=world.people.get(one.get("who")), quantity=Decimal(one["quantity"]), pooled=one.get("pooled", False),
        worth=Decimal(one["worth"]) if "worth" in one else None, initiative=one.get("initiative", ""), due_on=world.day(one["due"]),
    )  # fmt: skip
    for day, quantity, words in one.get("came", ()):
        partners.deliver(**given(day), commitment=made, quantity=Decimal(quantity), words=words)
    if "taken_back" in one:
        day, because = one["taken_back"]
        partners.take_back(**given(day), commitment=made, because=because)


def _listed(world: World, writer: str, one: dict[str, Any]) -> None:
    on = world.day(-one["checked"])
    facts = {name: value for name, value in one.items() if name not in {"partner", "place", "checked"}}
    partners.list_service(
        by=world.actor(writer, on), on=on, facts=facts, place=world.places.get(one.get("place")),
        organisation=world.partners[one["partner"]],
    )  # fmt: skip
