"""Small made-up worlds for tests, built by the product's own changes."""

import copy
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db import connection, transaction

from hereabouts.core.places import by_codes
from hereabouts.records.ledger.models import AuditEntry
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
        """Give one, laid out by the product's changes the first time and row for row after that: it is founded often."""
        if AuditEntry.objects.exists():
            return cls._founded()
        if not _LAID_OUT:
            made = cls._founded()
            _LAID_OUT.append((made, _rows()))
        else:
            _lay_out(_LAID_OUT[0][1])
        return copy.deepcopy(_LAID_OUT[0][0])

    @classmethod
    def _founded(cls):
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


_LAID_OUT = []  # the first partnership of this process, and its rows


def _rows():
    """Give [(insertion, rows)] of every table of ours that is not empty."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("hereabouts").get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            if rows := cursor.fetchall():
                columns = [f'"{column[0]}"' for column in cursor.description]
                marks = ", ".join(["%s"] * len(columns))
                found.append((f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES ({marks})", rows))
    return found


def _lay_out(tables):
    with transaction.atomic(), connection.cursor() as cursor:  # a row may name one that comes later
        for insertion, rows in tables:
            cursor.executemany(insertion, rows)
