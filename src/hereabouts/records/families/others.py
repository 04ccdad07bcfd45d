"""Who else works with a household, who may be the same person, and which notes wait: as frozen sheets, cut to the clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from hereabouts.core.families import compared, sheets
from hereabouts.core.families.people import protected
from hereabouts.core.families.reasons import strength
from hereabouts.core.ledger import Actor, Subject, applying, may, reaches
from hereabouts.records.families import access
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Extract, Match, Person, Pointer, Referral, Stub
from hereabouts.records.families.told import Given, Namesake, Note, Other, Pair, Shown
from hereabouts.records.ledger.changes import looked
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust.reads import words_of

LATELY = timedelta(days=90)  # a decision of these days may be about the same worry
ABOUT = ("referrals", "lists")
WAITING = ("candidate", "unsure")
DECIDED = ("confirmed", "rejected")
NEVER = ("case notes, which are not kept here at all",)


def reach(actor: Actor) -> str:
    """Say who somebody is and how to ring them, for the note to another worker."""
    account = partners.person(actor.id)
    if account is None:
        return actor.name
    parts = (account.name, account.job, account.organisation.name, account.phone)
    return ", ".join(part for part in parts if part)


def shown_because(actor: Actor, subjects: Iterable[Subject], *, on: date) -> list[Shown]:
    """Name every clause that opened one of these things to the actor, once, with its words and its last day."""
    found = {}
    for subject in subjects:
        for grant in applying(actor, subject.kind, "see", on=on, purpose=PURPOSE):
            if reaches(grant, subject):
                found[grant.under] = grant.until
    words = words_of(found)
    in_order = sorted(
        found.items(), key=lambda one: [int(part) if part.isdigit() else 0 for part in re.split(r"\D+", one[0])]
    )
    return [Shown(under, words.get(under, ""), until) for under, until in in_order]  # clause 4.4 before 4.12


def fields_of(actor: Actor, thing, *, on: date) -> frozenset[str] | None:
    """Give the fields of a thing that the actor may see."""
    return may(actor, "see", thing.subject(), on, purpose=PURPOSE).fields


def working_with(actor: Actor, referral: Referral, *, on: date) -> list[Other]:
    """Give the workers of other services with open cases, whose link to this household a person confirmed."""
    rows = access.matches(actor, on=on).filter(
        state="confirmed", person__household=referral.household_id, stub__status="open"
    )
    sent = {p.stub_id: p for p in access.pointers(actor, on=on).filter(referral=referral, withdrawn_on=None)}
    by_stub: dict[UUID, Match] = {}
    for match in rows:
        by_stub.setdefault(match.stub_id, match)
    looked(actor, [m.stub for m in by_stub.values()], on=on, purpose=PURPOSE, fields=["service", "support", "worker"])
    return [_other(actor, match, sent.get(stub), on) for stub, match in by_stub.items()]


def _other(actor: Actor, match: Match, sent: Pointer | None, on: date) -> Other:
    stub = match.stub
    told = sheets.cut(_stub(stub), fields_of(actor, stub, on=on))
    return Other(
        stub.pk, told.get("service", ""), told.get("organisation", ""), told.get("support", ""), told.get("worker", ""),
        told.get("phone", ""), match.decided_at, match.decided_by, sent and sent.sent_on, sent and sent.acknowledge_by,
        sent and sent.acknowledged_on,
    )  # fmt: skip


def namesakes(actor: Actor, referral: Referral, *, on: date) -> list[Namesake]:
    """Give the referrals of the same place on which somebody has the same surname, and the same first name or date of birth.

    Those that the actor may see and triage, that wait or were decided of late. People at a protected address are
    compared with nobody. Each that is shown leaves an entry.
    """
    here = referral.household
    same = Q(pk__in=[])
    for one in here.people.exclude(surname=""):
        given = Q(first_name__iexact=one.first_name) if one.first_name else Q(pk__in=[])
        born = Q(dob=one.dob) if one.dob else Q(pk__in=[])
        same |= Q(surname__iexact=one.surname) & (given | born)
    rows = access.for_triage(actor, on=on).filter(place=referral.place_id, household__address_protected=False)
    rows = rows.filter(Exists(Person.objects.filter(same, household=OuterRef("household"))))
    late = Q(state="decided") & ~Q(decisions__decided_at__date__gte=on - LATELY)
    found = [] if here.address_protected else list(rows.exclude(pk=referral.pk).exclude(late).distinct())
    found = [r for r in found if "people" in (fields_of(actor, r, on=on) or sheets.REFERRAL)]
    looked(actor, found, on=on, purpose=PURPOSE, fields=["people"])
    return [
        Namesake(r.pk, r.ref, r.received_at, r.state, r.received_at < referral.received_at, r.pk == referral.earlier_id)
        for r in found
    ]


def _stub(stub: Stub) -> dict[str, object]:
    return {
        "organisation": stub.organisation.name,
        **{name: getattr(stub, name) for name in sheets.STUB if name != "organisation"},
    }


def same_support(others: Iterable[Other]) -> list[tuple[str, tuple[str, ...]]]:
    """Find support of one kind that several agencies give to one household (I-25)."""
    kinds: dict[str, set[str]] = {}
    for other in others:
        if other.support:
            kinds.setdefault(other.support.strip().lower(), set()).add(other.organisation or other.service)
    return [(kind, tuple(sorted(who))) for kind, who in sorted(kinds.items()) if len(who) > 1]


def withheld(actor: Actor, stubs: Iterable[Stub], *, on: date) -> str:
    """Say what of these stubs is not shown, in words."""
    fields = [fields_of(actor, stub, on=on) for stub in stubs]
    if not fields:
        return ""
    every = None if None in fields else frozenset.intersection(*[f for f in fields if f is not None])
    return sheets.withheld(sheets.STUB, every, never=NEVER)


def waiting(actor: Actor, *, on: date) -> dict[str, int]:
    """Count the matches that wait for a person: those about a referral, and those between two agencies' lists."""
    rows = access.matches(actor, on=on).filter(state__in=WAITING).order_by()
    counted = rows.aggregate(
        referrals=Count("pk", filter=Q(person__isnull=False)), lists=Count("pk", filter=Q(person=None))
    )
    return {about: counted[about] for about in ABOUT}


def pairs(
    actor: Actor,
    *,
    on: date,
    referral: Referral | None = None,
    states: tuple[str, ...] = (),
    about: str = "",
    skip: int = 0,
    limit: int | None = None,
) -> list[Pair]:
    """Give possible matches, the strongest first, and leave an entry for each household that is looked at.

    ``about`` keeps those of referrals or those between two lists; ``skip`` and ``limit`` give one page of them.
    """
    rows = access.matches(actor, on=on)
    rows = rows.filter(person__isnull=about == "lists") if about else rows
    rows = rows.filter(person__household=referral.household_id) if referral is not None else rows
    found = list((rows.filter(state__in=states) if states else rows)[skip : skip + limit if limit else None])
    return told_of(actor, found, on=on, also=referral is None)


def told_of(actor: Actor, found: list[Match], *, on: date, also: bool = True) -> list[Pair]:
    """Tell of some pairs and leave an entry for each record looked at; of their referrals where ``also`` says so."""
    refs = _referrals(actor, found, on)
    if also:
        looked(actor, refs.values(), on=on, purpose=PURPOSE, fields=["people"])
    looked(actor, _stubs_of(found), on=on, purpose=PURPOSE, fields=["first_name", "organisation", "surname"])
    return [_pair(actor, match, refs, on) for match in found]


def referral_of(actor: Actor, match: Match, *, on: date) -> UUID | None:
    """Give the newest referral that a match is about, if there is one that the actor may see."""
    home = match.person.household_id if match.person_id else None
    rows = access.visible(actor, on=on).filter(household=home).order_by("-received_at")
    return rows.values_list("pk", flat=True).first()


def _stubs_of(found: list[Match]) -> list[Stub]:
    """Give the agencies' records that some matches are about, each once: their names are shown too."""
    return list({stub.pk: stub for m in found for stub in (m.stub, m.stub_a) if stub is not None}.values())


def _referrals(actor: Actor, found: list[Match], on: date) -> dict[UUID, Referral]:
    homes = {match.person.household_id for match in found if match.person_id}
    return {r.household_id: r for r in access.visible(actor, on=on).filter(household__in=homes)}


def _pair(actor: Actor, match: Match, refs: dict[UUID, Referral], on: date) -> Pair:
    theirs = sheets.cut(_stub(match.stub), fields_of(actor, match.stub, on=on))
    referral = refs.get(match.person.household_id) if match.person_id else None
    if match.person_id:
        may_name = referral and "people" in (fields_of(actor, referral, on=on) or {"people"})
        ours = _called(match.person) if may_name else ""
    else:
        a = sheets.cut(_stub(match.stub_a), fields_of(actor, match.stub_a, on=on))
        ours = ": ".join(filter(None, [str(a.get("organisation", "")), _named(a)]))
    return Pair(
        match.pk, referral and referral.pk, referral.ref if referral else "", ours, _named(theirs),
        str(theirs.get("organisation", "")), strength(match.band, match.caution, match.weight), bool(match.caution),
        _reasons(actor, match, on), match.state, match.decided_by, match.why,
    )  # fmt: skip


def _reasons(actor: Actor, match: Match, on: date) -> tuple[tuple[str, str, str], ...]:
    """Give what was found of the fields that a clause still names: an agreement that became narrower takes words away."""
    owners = (match.person.household if match.person_id else match.stub_a).organisation_id, match.stub.organisation_id
    named = [access.comparable(actor, "see", place=match.place_id, organisation=o, on=on) for o in owners]
    fields = compared.fields(named[0] & named[1])
    return tuple((field, how, words) for field, how, words in match.reasons if field in fields)


def _called(person: Person) -> str:
    return f"{person.first_name} {person.surname}".strip()


def _named(told: dict[str, object]) -> str:
    return f"{told.get('first_name', '')} {told.get('surname', '')}".strip()


def notes(actor: Actor, *, on: date) -> list[Note]:
    """Give the pointers to the actor's own organisation; those to acknowledge first."""
    rows = access.pointers(actor, on=on).filter(organisation=actor.organisation)
    found = list(rows.order_by("acknowledged_on", "acknowledge_by", "id"))
    looked(actor, found, on=on, purpose=PURPOSE, fields=["local_id", "service"])
    return [note(pointer, on=on) for pointer in found]


def note(p: Pointer, *, on: date) -> Note:
    """Describe one pointer to the worker it is for."""
    late = p.acknowledged_on is None and p.withdrawn_on is None and p.acknowledge_by < on
    return Note(
        p.pk, p.stub.local_id, p.stub.service, p.ring, p.sent_on, p.acknowledge_by, p.acknowledged_on, p.acknowledged_by,
        p.contact_made, p.withdrawn_on, late,
    )  # fmt: skip


def given(actor: Actor, *, on: date) -> list[Given]:
    """Give the lists that the actor's agency gave, the newest first."""
    rows: list[Extract] = list(access.extracts(actor, on=on).select_related("place"))
    newest = {e.place_id: e.pk for e in reversed(rows) if e.undone_at is None}
    return [
        Given(e.pk, e.given_at, e.given_by, e.rows, e.place.name, e.undone_at, newest.get(e.place_id) == e.pk)
        for e in rows
    ]


def address_kept(referral: Referral) -> bool:
    """Say whether nobody may learn where a household lives: then nobody goes there or writes there either (X-13)."""
    return referral.household.address_protected or protected({"address": referral.household.address})


def home_of(referral: Referral) -> str:
    """Give the address of a household, or nothing where nobody may learn it."""
    home = referral.household
    if address_kept(referral):
        return ""
    return ", ".join(part for part in (home.address, home.postcode) if part)
