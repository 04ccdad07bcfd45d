"""Writing down what each member says, who leads for the family, and how the work with it ended."""

from __future__ import annotations

from datetime import date, datetime

from hereabouts.core.families.support import NotASupport
from hereabouts.core.ledger import Actor
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.changes.assessing import member
from hereabouts.records.families.models import OUTCOMES, Closing, Lead, Referral, Voice
from hereabouts.records.ledger.changes import change


@change("referral.hear", purpose=PURPOSE)
def hear(
    *, by: Actor, on: date, at: datetime, referral: Referral, person: str, words: str = "", why_not: str = ""
) -> Voice:  # fmt: skip
    """Write down one member's own words, or why they were not heard: one of the two, never both."""
    who = member(referral, person)
    if who is None:
        raise NotASupport("Choose a member of this family.", field="person")
    if bool(words.strip()) == bool(why_not.strip()):
        raise NotASupport("Write down what they said, or why they were not heard: one of the two.", field="words")
    return Voice.objects.create(
        referral=referral, person=who, words=words.strip(), why_not=why_not.strip(), heard_on=on, written_at=at,
        written_by=by.name,
    )  # fmt: skip


@change("referral.lead", purpose=PURPOSE)
def lead(*, by: Actor, on: date, at: datetime, referral: Referral, name: str, agency: str) -> Lead:
    """Write down who leads for the family from today. Who led before stays on record."""
    if not name.strip() or not agency.strip():
        raise NotASupport("Write down who leads, and for which agency.", field="name")
    return Lead.objects.create(
        referral=referral, name=name.strip(), agency=agency.strip(), since=on, written_at=at, written_by=by.name
    )


@change("referral.close", purpose=PURPOSE)
def close(*, by: Actor, on: date, referral: Referral, outcome: str, words: str) -> Closing:
    """Write down how it ended, with the family's own words. It ends once: a family that comes again is a new referral."""
    if outcome not in OUTCOMES:
        raise NotASupport("Choose how it ended.", field="outcome")
    if not words.strip():
        raise NotASupport("Write down what the family says of it, or why nobody could ask them.", field="words")
    if referral.closings.exists():
        raise NotASupport("This has ended already.", field="outcome")
    return Closing.objects.create(
        referral=referral, outcome=outcome, words=words.strip(), closed_on=on, written_by=by.name
    )
