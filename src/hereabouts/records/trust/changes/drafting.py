"""How an agreement is written: drafted with its clauses, completed with its terms, given who signs it, revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.trust.agreements import NotYet
from hereabouts.core.trust.clauses import promised
from hereabouts.engines.definitions import nations
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.reads import catalogue, nations_of
from hereabouts.records.trust.line import next_of
from hereabouts.records.trust.models import Agreement, Clause, Signing
from hereabouts.records.trust.reads import could_open

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
    nation: str = "",
    terms: Mapping[str, Any] | None = None,
) -> Agreement:
    """Write an agreement down. A draft opens nothing. NotAPromise where a clause grants what cannot be read.

    ``terms`` are those of its terms (``TERMS``) that are known already; the others are given with ``amend``. Without a
    ``nation`` it follows the law that its parties work under; where they are of two nations somebody has to say which.
    """
    clauses, parties, ref = list(clauses), list(parties), ref.strip()
    for grant in (grant for clause in clauses for grant in clause.get("grants", ())):
        promised(grant)
    _can_stand(ref, starts_on, ends_on, parties)
    nation = nation or _of(parties, on)
    made = Agreement.objects.create(
        ref=ref, title=title, purpose=purpose, basis=basis, starts_on=starts_on, ends_on=ends_on, nation=nation,
        **{name: said for name, said in (terms or {}).items() if name in TERMS},
    )  # fmt: skip
    made.parties.set(parties)
    Clause.objects.bulk_create(Clause(agreement=made, **clause) for clause in clauses)
    return made


def _of(parties: Sequence[Organisation], on: date) -> str:
    """Give the nation that all parties work in; NotAnAgreement where they do not work in one."""
    found = sorted(set(nations_of(parties, on=on).values()))
    if len(found) > 1:
        raise NotAnAgreement(
            "The parties work in {nations}. Say whose law the agreement follows.",
            nations=listed([nations()[one]["label"] for one in found]),
        )
    return found[0]


def _can_stand(ref: str, starts_on: date, ends_on: date, parties: Sequence[Organisation]) -> None:
    if Agreement.objects.filter(ref__iexact=ref).exists():
        raise NotAnAgreement("There is an agreement {ref} already. Give this one a reference of its own.", ref=ref)
    if ends_on < starts_on:
        raise NotAnAgreement("The last day lies before the first. Give a last day that comes after it.")
    if len(parties) < FEWEST_PARTIES:
        raise NotAnAgreement("An agreement is between two partners or more. Tick everybody who signs it.")


@change("agreement.draft", about="agreement", step="amend")
def amend(*, by: Actor, on: date, agreement: Agreement, terms: Mapping[str, Any]) -> Agreement:
    """Complete or change the terms of a draft. What is past the draft is sent back first, so that all see the same text."""
    _draft_only(agreement)
    for name in TERMS:
        if name in terms:
            setattr(agreement, name, terms[name])
    agreement.save(update_fields=list(TERMS))
    return agreement


@change("agreement.draft", about="agreement", step="name signatory")
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


@change("agreement.draft", about="agreement", keeps=("number",), step="narrow")
def narrow(
    *, by: Actor, on: date, agreement: Agreement, number: str, fields: Sequence[str], requires: Sequence[str]
) -> Clause:
    """Say which of its fields a clause of a draft opens, and which courses it asks for first.

    It may open fewer than the model text, never others: for more, the model text is the place. No field at all would open
    every one, so a clause that names fields keeps at least one.
    """
    _draft_only(agreement)
    clause = agreement.clauses.filter(number=number).first()
    if clause is None:
        raise NotAnAgreement("{ref} has no clause {number}.", ref=agreement.ref, number=number)
    offered = could_open(clause)
    if offered and not set(fields) & set(offered):
        raise NotAnAgreement(
            "Tick at least one field of clause {number}: with none ticked it would open all.", number=number
        )
    known = {course.name for course in catalogue(on=on)} | set(clause.requires)
    unknown = [course for course in requires if course not in known]
    if unknown:
        raise NotAnAgreement("“{course}” is not in the catalogue of courses.", course=unknown[0])
    clause.fields, clause.requires = [name for name in offered if name in fields], list(requires)
    clause.save(update_fields=["fields", "requires"])
    return clause


@change("agreement.draft", about="agreement", step="revise")
def revise(*, by: Actor, on: date, agreement: Agreement, ref: str, starts_on: date, ends_on: date) -> Agreement:
    """Draft the next version of an agreement, with its parties, terms and clauses. The earlier one stays as it is.

    It begins today or later, and there is one at a time: the next step is made from it, or it is terminated first.
    """
    parties = list(agreement.parties.all())
    if starts_on < on:
        raise NotAnAgreement(
            "The first day, {day:%-d %B %Y}, is over. The next version begins today or later.", day=starts_on
        )
    newer = next_of(agreement)
    if newer is not None:
        raise NotAnAgreement(
            "{ref} has a next version already: {newer}, which is {state}. Go on with that one, or terminate it first.",
            ref=agreement.ref, newer=newer.ref, state=newer.state,
        )  # fmt: skip
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
