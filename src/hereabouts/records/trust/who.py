"""Who can see this? The one rule asked about everybody with an account, and said in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps

from hereabouts.core.ledger import Verdict, holds, may
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.reads import opened
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust.access import actor_of, actors_of
from hereabouts.records.trust.glass import KEEP_SAFE

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


def readers(thing: Guarded, *, on: date, at: datetime | None = None, verb: str = "see") -> list[Reader]:
    """Give everybody who can see a thing that day, by the very rule of its door, and who has opened it.

    ``at`` is the moment, for those who broke the glass and may read its emergency sheet for an hour.
    """
    times = opened(str(thing.pk))
    subject, found = thing.subject(), []
    for account, actor in actors_of(partners.people(on=on), on=on, at=at):
        verdict = may(actor, verb, subject, on, purpose=thing.PURPOSE)
        if not verdict and verb == "see":
            verdict = may(actor, KEEP_SAFE, subject, on, purpose=thing.PURPOSE)
        if verdict:
            seen = times.get(str(account.pk), 0)
            under = "; ".join(verdict.under)
            found.append(Reader(account.name, account.organisation.name, under, verdict.because, verdict.fields, seen))
    return found


def could(account: Account, verb: str, thing: Guarded, *, on: date, at: datetime | None = None) -> Verdict:
    """Say whether somebody could do something with a thing on a day, and why: the verdict of the door itself."""
    return may(actor_of(account, on=on, at=at), verb, thing.subject(), on, purpose=thing.PURPOSE)


def through(thing: Guarded) -> list[Guarded]:
    """Give what a thing is seen through: a household through its referrals, by their references; anything else through itself."""
    with on_purpose("the rule is asked about a thing by its reference; nothing of it is shown"):
        ids = thing.also([str(thing.pk)])
        kinds = [model for model in apps.get_models() if hasattr(model, "KIND")] if ids else []
        found = [one for model in kinds for one in model.objects.filter(pk__in=ids)]
    return sorted(found, key=lambda one: getattr(one, "ref", ""), reverse=True) or [thing]


def meant(words: str) -> Guarded:
    """Give the thing that somebody means by its reference (FH-2026-0069), or by its kind and id (stub:0d4e...).

    What opens a letter to its sender is no reference. NotFound where there is no such thing.
    """
    with on_purpose("the rule is asked about a thing by its reference; nothing of it is shown"):
        return _meant(*words.strip().partition(":"))


def key_of(ref: str) -> UUID:
    """Give the id of what a reference means: of a family's records the household, of nothing an id that is nothing's.

    So whoever types a reference never learns whether there is such a record.
    """
    try:
        thing = meant(ref)
    except NotFound:
        return uuid5(NAMESPACE_URL, f"hereabouts:{ref.strip().upper()}")
    about = thing.subject().about if thing.PURPOSE else frozenset()
    return UUID(min(about)) if about else thing.pk


def _meant(kind: str, colon: str, key: str) -> Guarded:
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


def holding(kind: str, verb: str, *, on: date) -> list[str]:
    """Name everybody who holds a verb that day: who will read this, who may approve that."""
    return sorted(a.name for a, actor in actors_of(partners.people(on=on), on=on) if holds(actor, kind, verb, on))
