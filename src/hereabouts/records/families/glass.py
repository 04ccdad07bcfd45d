"""What broken glass shows of a family: what keeps somebody safe, cut by the rule, until the hour is over; and an entry of the look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from hereabouts.core.families import sheets, triage
from hereabouts.core.ledger import Actor, may
from hereabouts.records.families import access, others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.card import person_said, question
from hereabouts.records.families.models import Referral
from hereabouts.records.families.told import Question
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import looked
from hereabouts.records.trust import glass


@dataclass(frozen=True)
class Emergency:
    """One family as somebody sees it who broke the glass, and until when."""

    id: UUID
    ref: str
    place: str
    received_at: datetime
    until: datetime
    people: tuple[tuple[str, str], ...]
    address: str
    address_kept: bool
    safe_contact: str
    immediate_danger: bool
    safety: tuple[Question, ...]
    worry: str
    withheld: str


def behind(actor: Actor, id: object, *, on: date, at: datetime) -> Emergency:
    """Give what the actor broke the glass for; NotFound when it is not theirs, over, or the rule no longer opens it."""
    broken = glass.find(actor, id, at=at)
    about = Q(pk=broken.object) | Q(household=broken.object)
    rows = access.behind_glass(actor, on=on).filter(about).select_related("household", "place")
    referral = rows.order_by("-received_at").first()
    if referral is None:
        raise NotFound
    fields = may(actor, glass.KEEP_SAFE, referral.subject(), on, purpose=PURPOSE).fields
    looked(actor, [referral], on=on, purpose=PURPOSE, verb=glass.KEEP_SAFE, fields=sorted(fields or sheets.REFERRAL))
    return _emergency(referral, broken.until, fields, on)


def _emergency(referral: Referral, until: datetime, fields: frozenset[str] | None, on: date) -> Emergency:
    may_see = lambda field: fields is None or field in fields  # noqa: E731 - read five times below
    home = others.home_of(referral)
    answers = {a.question: a for a in referral.answers.all()}
    return Emergency(
        referral.pk, referral.ref, referral.place.name if referral.place else "", referral.received_at, until,
        tuple(person_said(p, on) for p in referral.household.people.all()) if may_see("people") else (),
        home if may_see("address") else "", not home and bool(referral.household.address or referral.household.address_protected),
        referral.safe_contact if may_see("safe_contact") else "", referral.immediate_danger,
        tuple(question(key, words, answers.get(key)) for key, words in triage.QUESTIONS.items()) if may_see("safety") else (),
        referral.worry if may_see("worry") else "", sheets.withheld(sheets.REFERRAL, fields),
    )  # fmt: skip
