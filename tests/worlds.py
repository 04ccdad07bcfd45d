"""Small made-up worlds for tests, built by the product's own changes."""

from dataclasses import dataclass, field
from datetime import date

from hereabouts.core.places import by_codes
from hereabouts.records.partners import changes as partners
from hereabouts.records.places import changes as places
from hereabouts.records.trust.access import actor_of, founder

TODAY = date(2026, 11, 20)  # a Friday
EAST = "S01009001,S01009002,S01009003,S01009004"
WEST = "S01009005,S01009006"
# role: the partner it is held for
STAFF = {
    "communities_officer": "Larkhaven Council",
    "locality_leader": "Larkhaven Council",
    "practitioner": "Harbour Housing",
    "triage_coordinator": "Larkhaven Council",
    "analyst": "Larkhaven Council",
    "ig_lead": "Larkhaven Council",
    "clerk": "Larkhaven Council",
    "community_rep": "Friends of East",
    "elected_member": "Larkhaven Council",
    "administrator": "Larkhaven Council",
}


@dataclass
class Partnership:
    """Two places (East and West), three partners, one person in every role; those of East see East only."""

    organisations: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    east: object = None
    west: object = None

    @classmethod
    def founded(cls):
        by, made = founder(), cls()
        for name, kind in [
            ("Larkhaven Council", "council"),
            ("Harbour Housing", "housing"),
            ("Friends of East", "community group"),
        ]:
            made.organisations[name] = partners.register(by=by, on=date(2025, 1, 1), name=name, kind=kind)
        made.east = places.define(by=by, on=date(2025, 1, 1), name="East", rule=by_codes(EAST), prefix="EA")
        made.west = places.define(by=by, on=date(2025, 1, 1), name="West", rule=by_codes(WEST), prefix="WE")
        for role in STAFF:
            made.add(role)
        return made

    def add(self, role, *, organisation=None, place=None, key=None, name=None):
        """Give somebody new an account and a role in East (or in the place named)."""
        by, key = founder(), key or role
        account = partners.invite(
            by=by, on=date(2025, 1, 1), email=f"{key}@example.org", name=name or f"Test {key.replace('_', ' ').title()}",
            organisation=self.organisations[organisation or STAFF[role]],
        )  # fmt: skip
        partners.give_role(by=by, on=date(2025, 1, 1), account=account, role=role, place=place or self.east)
        self.people[key] = account
        return account

    def actor(self, role, on=TODAY):
        """Give somebody as an actor of that day."""
        return actor_of(self.people[role], on=on)
