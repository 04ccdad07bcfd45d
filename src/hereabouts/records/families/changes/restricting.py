"""Restricting a family to named people, looking again, and ending it. To everybody else it was never there.

Those who are named and triage decide under the clause (``restrict``, ``renew``, ``lift``); the governance lead, who sees no
family, decides by the restriction alone (``keep``, ``end``), so that none outlives everybody who is named in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hereabouts.core.families.restricting import NotRestricted
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.engines.definitions import restricting
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Case, Household, Match, Pointer, Referral, Restriction
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change, name_only


@change("referral.restrict", purpose=PURPOSE)
def restrict(*, by: Actor, on: date, referral: Referral, named: Iterable[str], why: str, words: str) -> Referral:
    """Let only named people know of a family. To everybody else it is not there: not in a list, a count or an address.

    Whoever restricts is always among the named. Done again it changes who is named and why, never the day of the review.
    """
    restricting().refuse_unsaid(why, words)
    _set(referral.household, Sensitivity.RESTRICTED, sorted({by.id, *named}))
    said = {"why": why, "words": words.strip()}
    new = {"since": on, "set_by": by.name, "review_by": restricting().review_by(on)}
    Restriction.objects.update_or_create(
        household=referral.household, ended_on=None, defaults=said, create_defaults=said | new
    )
    return _anew(referral)


@change("referral.restrict", about="referral", purpose=PURPOSE)
def renew(*, by: Actor, on: date, referral: Referral, words: str) -> Referral:
    """Say that a family must stay restricted, and why: it is looked at again after another 90 days."""
    _renew(_of(referral), by, on, words)
    return referral


@change("referral.restrict", about="referral", purpose=PURPOSE)
def lift(*, by: Actor, on: date, referral: Referral, words: str) -> Referral:
    """End a restriction, and say why. Whoever the agreement lets see the family sees it from the next request on."""
    _end(_of(referral), by, on, words)
    return _anew(referral)


@change("restriction.review")
def keep(*, by: Actor, on: date, restriction: object, words: str) -> Restriction:
    """Say of a restriction, without seeing the family, that it stays; and why."""
    return _renew(_standing(restriction), by, on, words)


@change("restriction.review")
def end(*, by: Actor, on: date, restriction: object, words: str) -> Restriction:
    """End a restriction without seeing the family, and say why: none outlives those who were named in it."""
    return _end(_standing(restriction), by, on, words)


def _anew(referral: Referral) -> Referral:
    referral.refresh_from_db(fields=["sensitivity"])
    return referral


def _standing(id: object) -> Restriction:
    found = Restriction.objects.select_for_update(of=("self",)).filter(pk=id, ended_on=None).first()
    if found is None:
        raise NotFound
    return found


def _of(referral: Referral) -> Restriction:
    found = referral.household.restrictions.filter(ended_on=None).first()
    if found is None:
        raise NotRestricted("This family is not restricted.")
    return found


def _renew(found: Restriction, by: Actor, on: date, words: str) -> Restriction:
    if not words.strip():
        raise NotRestricted("Say why it must stay restricted.", field="words")
    found.review_by = restricting().review_by(on)
    found.reviewed_on, found.reviewed_by, found.review_words = on, by.name, words.strip()
    found.save(update_fields=["review_by", "reviewed_on", "reviewed_by", "review_words"])
    return found


def _end(found: Restriction, by: Actor, on: date, words: str) -> Restriction:
    if not words.strip():
        raise NotRestricted("Say why it need not stay restricted.", field="words")
    with on_purpose("a restriction is ended by whoever reviews it, without seeing the family"):
        _set(found.household, Sensitivity.CASE, ())
    found.ended_on, found.ended_by, found.ended_words = on, by.name, words.strip()
    found.save(update_fields=["ended_on", "ended_by", "ended_words"])
    return found


def _set(household: Household, sensitivity: Sensitivity, names: Iterable[str]) -> None:
    names = list(names)
    with on_purpose("everything about a family is restricted, or no longer, whoever may see which part of it"):
        for thing in _everything(household):
            thing.sensitivity = sensitivity
            thing.save(update_fields=["sensitivity"])
            name_only(thing, names)


def _everything(household: Household) -> Iterator[Case]:
    yield household
    yield from household.referrals.all()
    yield from Match.objects.filter(person__household=household)
    yield from Pointer.objects.filter(referral__household=household)
