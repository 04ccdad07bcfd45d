"""Writing down how the members of a family are related, and who of them lives elsewhere: never where."""

from __future__ import annotations

from datetime import date

from hereabouts.core.families.support import NotASupport
from hereabouts.core.ledger import Actor
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.changes.assessing import member
from hereabouts.records.families.models import LIVES, RELATIONS, Person, Referral
from hereabouts.records.ledger.changes import change


@change("referral.relate", purpose=PURPOSE)
def relate(
    *, by: Actor, on: date, referral: Referral, lives: str, relation: str = "", person: str = "", name: str = ""
) -> Person:  # fmt: skip
    """Say how somebody is related and whether they live here; without ``person`` somebody of a new ``name`` is added.

    Where somebody lives who lives elsewhere is kept nowhere: it may be the address that nobody may learn.
    """
    if lives not in LIVES or (relation and relation not in RELATIONS):
        raise NotASupport("Choose how they are related, and where they live.", field="relation")
    who = member(referral, person) if person else _added(referral, name)
    if who is None:
        raise NotASupport("Choose a member of this family.", field="person")
    who.relation, who.lives = relation, lives
    who.save(update_fields=["relation", "lives"])
    return who


def _added(referral: Referral, name: str) -> Person:
    first, _, surname = name.strip().partition(" ")
    if not first:
        raise NotASupport(
            "Choose a member of this family, or write the name of somebody who belongs to it.", field="name"
        )
    home = referral.household
    return Person.objects.create(
        household=home, position=home.people.count(), first_name=first[:80], surname=surname.strip()[:80]
    )
