"""Restrictions as they are read: by those who are named, with the family; by whoever reviews them, without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import restricting
from hereabouts.records.families.models import Referral, Restriction
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.reads import named
from hereabouts.records.partners import reads as partners

REVIEWED = "whoever reviews restrictions reads why each stands, and never of whom"


@dataclass(frozen=True)
class Restrained:
    """One restriction. ``ref`` is "" for a reader who is not named: which family it is stays with those who are."""

    id: UUID
    ref: str
    why: str
    words: str
    since: date
    set_by: str
    named: tuple[str, ...]
    review_by: date
    stands: str
    reviewed_on: date | None
    reviewed_by: str
    review_words: str
    ended_on: date | None
    ended_by: str
    ended_words: str


def queue(actor: Actor, *, on: date, ended: bool = False) -> list[Restrained]:
    """Give the restrictions that stand, those to be reviewed first at the top; or those that ended, the newest first.

    The database keeps a restricted home from whoever is not named, and a join with it would lose the row: so it says what for.
    """
    rows = Restriction.objects.select_related("household")
    rows = (
        rows.exclude(ended_on=None).order_by("-ended_on")
        if ended
        else rows.filter(ended_on=None).order_by("review_by", "pk")
    )
    with on_purpose(REVIEWED):
        return [_told(row, actor, on) for row in rows]


def standing(id: object) -> None:
    """Raise NotFound where no such restriction stands: whoever reviews is told so before anything else."""
    if not Restriction.objects.filter(pk=id, ended_on=None).exists():
        raise NotFound


def of(actor: Actor, referral: Referral, *, on: date) -> Restrained | None:
    """Give the restriction that stands on the family of a referral that the actor found at its door."""
    row = referral.household.restrictions.filter(ended_on=None).first()
    return _told(row, actor, on) if row else None


def _told(row: Restriction, actor: Actor, on: date) -> Restrained:
    names = named("household", str(row.household_id))
    people = [partners.person(one) for one in sorted(names)]
    rule = restricting()
    return Restrained(
        row.pk, row.household.ref if actor.id in names else "", rule.reasons.get(row.why, row.why), row.words, row.since, row.set_by,
        tuple(sorted(p.name for p in people if p)), row.review_by, rule.stands(row.review_by, on), row.reviewed_on,
        row.reviewed_by, row.review_words, row.ended_on, row.ended_by, row.ended_words,
    )  # fmt: skip
