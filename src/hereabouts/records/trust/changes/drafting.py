"""How an agreement is written: drafted with its clauses, completed with its terms, given who signs it, revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.agreements import NotYet
from hereabouts.core.trust.clauses import promised
from hereabouts.records.ledger.changes import change
from hereabouts.records.trust.models import Agreement, Clause, Signing

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation


FEWEST_PARTIES = 2
TERMS = ("condition", "flows", "retention", "rights_contact", "review_on")


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
    nation: str = "SCT",
    terms: Mapping[str, Any] | None = None,
) -> Agreement:
    """Write an agreement down. A draft opens nothing. NotAPromise where a clause grants what cannot be read.

    ``terms`` are those of its terms (``TERMS``) that are known already; the others are given with ``amend``.
    """
    clauses, parties, ref = list(clauses), list(parties), ref.strip()
    for grant in (grant for clause in clauses for grant in clause.get("grants", ())):
        promised(grant)
    _can_stand(ref, starts_on, ends_on, parties)
    made = Agreement.objects.create(
        ref=ref, title=title, purpose=purpose, basis=basis, starts_on=starts_on, ends_on=ends_on, nation=nation,
        **{name: said for name, said in (terms or {}).items() if name in TERMS},
    )  # fmt: skip
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


@change("agreement.draft", about="agreement")
def amend(*, by: Actor, on: date, agreement: Agreement, terms: Mapping[str, Any]) -> Agreement:
    """Complete or change the terms of a draft. What is past the draft is sent back first, so that all see the same text."""
    _draft_only(agreement)
    for name in TERMS:
        if name in terms:
            setattr(agreement, name, terms[name])
    agreement.save(update_fields=list(TERMS))
    return agreement


@change("agreement.draft", about="agreement")
def name_signatory(
    *, by: Actor, on: date, agreement: Agreement, organisation: Organisation, basis: str, signatory: Account
) -> Signing:
    """Say for one party on what lawful basis it takes part, and who of it signs. They may read and sign from now on."""
    _draft_only(agreement)
    if organisation not in agreement.parties.all() or signatory.organisation_id != organisation.pk:
        raise NotAnAgreement("{name} cannot sign for that party: choose somebody who works there.", name=signatory.name)
    if not basis.strip():
        raise NotAnAgreement("Say on what lawful basis {name} takes part.", name=organisation.name)
    facts = {"basis": basis.strip(), "signatory": signatory}
    made, _ = Signing.objects.update_or_create(agreement=agreement, organisation=organisation, defaults=facts)
    return made


@change("agreement.draft", about="agreement")
def revise(*, by: Actor, on: date, agreement: Agreement, ref: str, starts_on: date, ends_on: date) -> Agreement:
    """Draft the next version of an agreement, with its parties, terms and clauses. The earlier one stays as it is."""
    parties = list(agreement.parties.all())
    _can_stand(ref.strip(), starts_on, ends_on, parties)
    same = {name: getattr(agreement, name) for name in ("title", "purpose", "basis", "nation", *TERMS)}
    made = Agreement.objects.create(
        ref=ref.strip(), starts_on=starts_on, ends_on=ends_on, earlier=agreement, **{**same, "review_on": None}
    )
    made.parties.set(parties)
    told = ("number", "words", "roles", "grants", "fields", "requires")
    Clause.objects.bulk_create(
        Clause(agreement=made, **{name: getattr(clause, name) for name in told}) for clause in agreement.clauses.all()
    )
    return made


def _draft_only(agreement: Agreement) -> None:
    if agreement.state != "draft":
        raise NotYet(
            "{ref} is {state}. Only a draft is changed: send it back first.", ref=agreement.ref, state=agreement.state
        )
