"""Writing down what a member of a family needs. A later judgement stands beside the earlier one."""

from __future__ import annotations

from datetime import date, datetime

from hereabouts.core.families.support import SEVERITIES, NotASupport
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import need_frameworks
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Need, Person, Referral
from hereabouts.records.ledger.changes import change
from hereabouts.records.places.reads import nation_of


@change("referral.assess", purpose=PURPOSE)
def assess(
    *, by: Actor, on: date, at: datetime, referral: Referral, domain: str, severity: int, evidence: str,
    person: str = "", strength: str = "", view: str = "",
) -> Need:  # fmt: skip
    """Judge one need in the framework of the nation. A judgement without evidence is refused.

    ``person`` is the id of a member, or "" for the whole family.
    """
    refuse_unknown(referral, domain)
    if severity not in SEVERITIES:
        raise NotASupport("Choose how serious it is, from 0 to 3.", field="severity")
    if not evidence.strip():
        raise NotASupport("Write down what you saw or were told that shows this.", field="evidence")
    return Need.objects.create(
        referral=referral, person=member(referral, person), domain=domain, severity=severity, evidence=evidence.strip(),
        strength=strength.strip(), view=view.strip(), assessed_at=at, assessed_by=by.name,
    )  # fmt: skip


def refuse_unknown(referral: Referral, domain: str) -> None:
    """Refuse a need that the framework of the nation does not know. Raises NotASupport."""
    if domain not in need_frameworks()[nation_of(referral.place_id)]["domains"]:
        raise NotASupport("Choose a need of this nation’s framework.", field="domain")


def member(referral: Referral, person: str) -> Person | None:
    """Give a member of this family by id, None for all of it. Somebody of another family is refused."""
    if not person:
        return None
    for one in referral.household.people.all():
        if str(one.pk) == person:
            return one
    raise NotASupport("Choose a member of this family.", field="person")
