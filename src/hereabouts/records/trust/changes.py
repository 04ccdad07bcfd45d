"""How agreements change: drafted with their clauses, put in force, suspended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.clauses import promised
from hereabouts.records.ledger.changes import change
from hereabouts.records.trust.models import Agreement, Clause

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation


FEWEST_PARTIES = 2


class NotYet(Sentence):
    """A step that an agreement cannot take from where it is."""


class NotAnAgreement(Sentence):
    """An agreement that could not stand: of one party, over before it begins, or with a reference that another has."""


@change("agreement.draft")
def draft(
    *,
    by: Actor,
    on: date,
    ref: str,
    title: str,
    purpose: str,
    basis: str,
    starts_on: date,
    ends_on: date,
    parties: Iterable[Organisation],
    clauses: Iterable[Mapping[str, Any]],
) -> Agreement:
    """Write an agreement down. A draft opens nothing. NotAPromise where a clause grants what cannot be read."""
    clauses, parties, ref = list(clauses), list(parties), ref.strip()
    for grant in (grant for clause in clauses for grant in clause.get("grants", ())):
        promised(grant)
    _can_stand(ref, starts_on, ends_on, parties)
    made = Agreement.objects.create(
        ref=ref, title=title, purpose=purpose, basis=basis, starts_on=starts_on, ends_on=ends_on
    )
    made.parties.set(parties)
    Clause.objects.bulk_create(Clause(agreement=made, **clause) for clause in clauses)
    return made


def _can_stand(ref: str, starts_on: date, ends_on: date, parties: Sequence[Organisation]) -> None:
    if Agreement.objects.filter(ref__iexact=ref).exists():
        raise NotAnAgreement("There is an agreement {ref} already. Give this one a reference of its own.", ref=ref)
    if ends_on < starts_on:
        raise NotAnAgreement("The last day lies before the first. Give a last day that comes after it.")
    if len(parties) < FEWEST_PARTIES:
        raise NotAnAgreement("An agreement is between two partners or more. Tick everybody who signs it.")


@change("agreement.bring_in_force", about="agreement")
def bring_in_force(*, by: Actor, on: date, agreement: Agreement) -> Agreement:
    """Put a draft in force: from its first day, exactly what its clauses name may flow. Twice changes nothing."""
    if agreement.state not in {"draft", "signed", "suspended", "in force"}:
        raise NotYet("{ref} is {state} and cannot come into force.", ref=agreement.ref, state=agreement.state)
    agreement.state = "in force"
    agreement.save(update_fields=["state"])
    return agreement


@change("agreement.suspend", about="agreement", keeps=("reason",))
def suspend(*, by: Actor, on: date, agreement: Agreement, reason: str) -> Agreement:
    """Stop everything the agreement allows, from the next request on. The reason stands on its page and in the trail."""
    if not reason.strip():
        raise NotYet("Say why {ref} is suspended.", ref=agreement.ref)
    agreement.state = "suspended"
    agreement.save(update_fields=["state"])
    return agreement
