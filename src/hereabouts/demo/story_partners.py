"""The partnership is founded: partners join, people get accounts and roles, localities are drawn."""

from hereabouts.core.places import by_where
from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.partners import changes as partners
from hereabouts.records.places import changes as places
from hereabouts.records.trust.access import founder


def tell(world: World) -> None:
    """Found the partnership, all on one day, before anybody can sign in."""
    story, by = told("partners"), founder()
    on = world.day(-story["founded"])
    for one in story["organisation"]:
        facts = {key: value for key, value in one.items() if key != "key"}
        world.partners[one["key"]] = partners.register(by=by, on=on, **facts)
    for one in story["place"]:
        rule = by_where(one["where"])
        world.places[one["name"]] = places.define(by=by, on=on, name=one["name"], rule=rule, prefix=one["prefix"])
    for one in story["person"]:
        account = partners.invite(
            by=by, on=on, email=f"{one['key']}@example.org", name=one["name"], job=one["job"], phone=one["phone"],
            organisation=world.partners[one["organisation"]],
        )  # fmt: skip
        place = world.places.get(one.get("place"))
        partners.give_role(by=by, on=on, account=account, role=one["role"], place=place)
        world.people[one["key"]] = account
