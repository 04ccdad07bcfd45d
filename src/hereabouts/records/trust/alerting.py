"""Whoever reviews agreements is written to 90, 30 and 7 days before one ends or is to be reviewed: once for each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.mail import send_mail

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.changes import change
from hereabouts.records.ledger.reads import newest
from hereabouts.records.partners.reads import people
from hereabouts.records.trust.access import actors_of, find
from hereabouts.records.trust.age import Near, age

if TYPE_CHECKING:
    from hereabouts.records.trust.models import Agreement

WORDS = """{ref} ({title}) {what} on {day}.

{then}
You find it under Agreements. You get this 90, 30 and 7 days before, once each.
"""
WHAT = {
    "end": ("ends", "From midnight after that day nothing flows under it. Draft its next version in time, or let it end."),
    "review": ("is to be reviewed", "A review that is due stops nothing. Write down what it found."),
}  # fmt: skip


@change("agreement.alert", about="agreement", keeps=("nears", "band", "day", "to"))
def alert(*, by: Actor, on: date, agreement: Agreement, nears: str, band: int, day: date, to: int) -> None:
    """Write down that people were told of an end or a review, so that nobody is told of it twice."""


def tell(*, by: Actor, on: date) -> list[Near]:
    """Mark what is due or over, write to who reviews agreements of what is newly near, and give all that is near.

    Twice the same day marks and tells nothing twice. While nobody reviews agreements nothing counts as told.
    """
    near = age(by=by, on=on)
    fresh = [one for one in near if not _told(one)]
    to = _reviewers(on) if fresh else []
    for one in fresh if to else ():
        what, then = WHAT[one.alert.what]
        day = f"{one.alert.day:%-d %B %Y}"
        words = WORDS.format(ref=one.ref, title=one.title, what=what, day=day, then=then)
        for address in to:
            send_mail(f"{one.ref} {what} on {day}", words, None, [address])
        facts = {"nears": one.alert.what, "band": one.alert.band, "day": one.alert.day, "to": len(to)}
        alert(by=by, on=on, agreement=find(by, one.id, on=on), **facts)
    return near


def _told(one: Near) -> bool:
    facts = {"nears": one.alert.what, "band": str(one.alert.band), "day": str(one.alert.day)}
    return newest(one.id, what="agreement.alert", **facts) is not None


def _reviewers(on: date) -> list[str]:
    every = actors_of(people(on=on), on=on)
    return [account.email for account, actor in every if any(g.covers("agreement", "review", on) for g in actor.grants)]
