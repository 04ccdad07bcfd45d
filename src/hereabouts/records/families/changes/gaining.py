"""Writing down what a family gains: money by the year, checked or not, and a parent's steps into and on in work."""

from __future__ import annotations

from datetime import date

from hereabouts.core.families.support import NotASupport
from hereabouts.core.families.work import GROWN_UP, NotAStage, refuse_stage
from hereabouts.core.ledger import Actor
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.changes.assessing import member
from hereabouts.records.families.models import GAINS, IncomeGain, Person, Referral, WorkStage
from hereabouts.records.ledger.changes import change

MOST = 100_000  # pounds a year: beyond, somebody typed pence or a debt of all years


@change("referral.gain", purpose=PURPOSE)
def gain(
    *, by: Actor, on: date, referral: Referral, pounds: int, kind: str, what: str, gained_on: date, person: str = "",
    verified: bool = False,
) -> IncomeGain:  # fmt: skip
    """Write down one gain in whole pounds a year. ``person`` is the id of a member, or "" for the whole family."""
    if not 0 < pounds <= MOST:
        raise NotASupport("Write down pounds a year, from 1 to 100,000.", field="pounds")
    if kind not in GAINS:
        raise NotASupport("Choose what kind of gain it is.", field="kind")
    if not what.strip():
        raise NotASupport("Write down what it is, as “Child Benefit”.", field="what")
    if gained_on > on:
        raise NotASupport("Choose a day that has been.", field="gained_on")
    checked = {"verified_on": on, "verified_by": by.name} if verified else {}
    return IncomeGain.objects.create(
        referral=referral, person=member(referral, person), pounds=pounds, kind=kind, what=what.strip(),
        gained_on=gained_on, written_on=on, written_by=by.name, **checked,
    )  # fmt: skip


@change("referral.verify", purpose=PURPOSE)
def verify(*, by: Actor, on: date, referral: Referral, gain: str) -> IncomeGain:
    """Say that somebody saw a letter or a payment that shows a gain of this family. Said twice, the first day stands."""
    found = next((one for one in referral.income_gains.all() if str(one.pk) == gain), None)
    if found is None:
        raise NotASupport("That gain is not one of this family.")
    if found.verified_on is None:
        found.verified_on, found.verified_by = on, by.name
        found.save(update_fields=["verified_on", "verified_by"])
    return found


@change("referral.work", purpose=PURPOSE)
def work(*, by: Actor, on: date, referral: Referral, person: str, stage: str, since: date) -> WorkStage:
    """Write down one step of a grown-up into, in or on in work. Raises NotAStage for one that cannot be."""
    who = member(referral, person)
    if who is None or _is_child(who, since):
        raise NotAStage("Choose a parent, or another grown-up of this family.", field="person")
    reached = dict(referral.work_stages.filter(person=who).values_list("stage", "since"))
    refuse_stage(reached, stage, since, on=on)
    return WorkStage.objects.create(
        referral=referral, person=who, stage=stage, since=since, written_on=on, written_by=by.name
    )


def _is_child(person: Person, on: date) -> bool:
    born = person.dob
    return born is not None and on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < GROWN_UP
