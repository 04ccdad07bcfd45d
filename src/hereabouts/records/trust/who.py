"""Who can see this? The one rule asked about everybody with an account, and said in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Count

from hereabouts.core.ledger import Verdict, may
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.reads import entries
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust.access import actor_of, actors_of

if TYPE_CHECKING:
    from hereabouts.records.ledger.record import Guarded
    from hereabouts.records.partners.models import Account


@dataclass(frozen=True)
class Reader:
    """Somebody who can see a thing today, on whose authority, until when, and how often they have opened it."""

    name: str
    organisation: str
    under: str
    because: str
    fields: frozenset[str] | None
    opened: int


def readers(thing: Guarded, *, on: date, verb: str = "see") -> list[Reader]:
    """Give everybody who can see a thing that day, by the very rule of its door, and who has opened it."""
    opened = entries(object=str(thing.pk)).filter(outcome="seen").order_by()
    times = {row["actor"]: row["n"] for row in opened.values("actor").annotate(n=Count("pk"))}
    subject, found = thing.subject(), []
    for account, actor in actors_of(partners.people(on=on), on=on):
        verdict = may(actor, verb, subject, on, purpose=thing.PURPOSE)
        if verdict:
            seen = times.get(str(account.pk), 0)
            under = "; ".join(verdict.under)
            found.append(Reader(account.name, account.organisation.name, under, verdict.because, verdict.fields, seen))
    return found


def could(account: Account, verb: str, thing: Guarded, *, on: date) -> Verdict:
    """Say whether somebody could do something with a thing on a day, and why: the verdict of the door itself."""
    return may(actor_of(account, on=on), verb, thing.subject(), on, purpose=thing.PURPOSE)


def through(thing: Guarded) -> list[Guarded]:
    """Give what a thing is seen through: a household through its referrals, the newest first; anything else through itself."""
    ids = thing.also([str(thing.pk)])
    kinds = [model for model in apps.get_models() if hasattr(model, "KIND")] if ids else []
    found = [one for model in kinds for one in model.objects.filter(pk__in=ids)]
    return sorted(found, key=lambda one: getattr(one, "ref", ""), reverse=True) or [thing]


def meant(words: str) -> Guarded:
    """Give the thing that somebody means by its reference (FH-2026-0069), or by its kind and id (stub:0d4e...).

    What opens a letter to its sender is no reference. NotFound where there is no such thing.
    """
    kind, colon, key = words.strip().partition(":")
    for model in apps.get_models():
        if colon and getattr(model, "KIND", None) == kind and _is_id(key):
            found = model.objects.filter(pk=key).first()
        elif not colon and getattr(model, "REF_SHOWN", False) and hasattr(model, "ref"):
            found = model.objects.filter(ref__iexact=kind).first()
        else:
            found = None
        if found is not None:
            return found
    raise NotFound


def _is_id(words: str) -> bool:
    try:
        return bool(UUID(words))
    except ValueError:
        return False
