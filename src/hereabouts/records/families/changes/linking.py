"""How matches and pointers change. The machine proposes, a person decides, and everything can be undone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from hereabouts.core.families import compared
from hereabouts.core.families.reasons import reasons
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.engines import linkage
from hereabouts.records.families import access, others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Match, Person, Pointer, Referral, Stub
from hereabouts.records.families.writing import write_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change, name_only
from hereabouts.records.ledger.reads import named
from hereabouts.records.places.reads import working_calendar

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

STATES = {"yes": "confirmed", "no": "rejected", "not sure": "unsure", "undo": "candidate"}
POINTER_DAYS = 2  # working days to acknowledge
REFERRED = "referral"  # the agency under which people of referrals go into a run


class NotConfirmed(Sentence):
    """A pointer to somebody whom nobody has confirmed."""


@change("match.find", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def find_matches(*, by: Actor, on: date, place: Place, referral: Referral | None = None) -> int:
    """Compare people of referrals with agencies' stubs and write down who may be one person; give how many wait.

    Only what the actor may see is compared, of it only the fields that a clause in force names, and people at protected
    addresses never. What a person has decided stays.
    With ``referral`` only its people are compared; without, all open ones and the stubs of different agencies too.
    """
    referrals = access.visible(by, on=on).filter(place=place)
    referrals = referrals.filter(pk=referral.pk) if referral is not None else referrals
    people = {
        str(p.pk): p for p in Person.objects.filter(household__referrals__in=referrals).select_related("household")
    }
    stubs = {str(s.pk): s for s in access.stubs(by, on=on).filter(place=place, protected=False)}
    model = _model()
    owners = {p.household.organisation_id for p in people.values()} | {s.organisation_id for s in stubs.values()}
    named_for = {o: access.comparable(by, "find", place=place.pk, organisation=o, on=on) for o in owners}
    rows = [compared.only(_of_person(p), named_for[p.household.organisation_id]) for p in people.values()]
    rows += [compared.only(_of_stub(s), named_for[s.organisation_id]) for s in stubs.values()]
    kept = []
    for link in (
        linkage.match(rows, model).links if stubs else ()
    ):  # people of referrals are never compared with each other
        pair = _pair(link, people, stubs, both_stubs=referral is None)
        if pair is not None:
            both = named_for[_owner(pair)] & named_for[pair["stub"].organisation_id]
            kept.append(_propose(pair, link, model.version, place, on, fields=compared.fields(both)))
    waiting = Match.objects.filter(state="candidate", stub__in=stubs.values())
    about = Q(person__in=people.values()) if referral is not None else Q(person__in=people.values()) | Q(person=None)
    waiting = waiting.filter(about)
    waiting.exclude(pk__in=kept).delete()
    return access.matches(by, on=on).filter(state="candidate", place=place).count()


def _owner(pair: dict[str, Any]):
    return pair["person"].household.organisation_id if "person" in pair else pair["stub_a"].organisation_id


def _model() -> linkage.Model:
    path = settings.HOME / "linkage-model.json"
    return linkage.load(path) if path.exists() else linkage.start()


def _of_person(person: Person) -> dict[str, Any]:
    home = person.household
    return {
        "id": str(person.pk), "agency": REFERRED, "first_name": person.first_name, "surname": person.surname, "dob": person.dob,
        "sex": person.sex, "postcode": home.postcode, "address": home.address, "phone": person.phone,
        "protected": "yes" if home.address_protected else "",
    }  # fmt: skip


def _of_stub(stub: Stub) -> dict[str, Any]:
    names = ("first_name", "surname", "dob", "sex", "postcode", "address", "uprn", "email", "nhs")
    return {
        "id": str(stub.pk), "agency": str(stub.organisation_id), "phone": stub.contact,
        **{name: getattr(stub, name) for name in names},
    }  # fmt: skip


def _pair(link: linkage.Link, people, stubs, *, both_stubs: bool) -> dict[str, Any] | None:
    """Say which two things a link is about; None for pairs nobody needs to look at."""
    a, b = link.id_a, link.id_b
    if a in people and b in people:
        return None
    if a in people or b in people:
        person, stub = (a, b) if a in people else (b, a)
        return {"person": people[person], "stub": stubs[stub]}
    if not both_stubs or stubs[a].organisation_id == stubs[b].organisation_id:
        return None
    first, second = sorted((stubs[a], stubs[b]), key=lambda stub: str(stub.pk))
    return {"stub_a": first, "stub": second}


def _propose(pair: dict[str, Any], link: linkage.Link, version: str, place: Place, on: date, *, fields: frozenset[str]):
    """Write one candidate, as sensitive as the household it is about. A decision of a person is not touched."""
    found = reasons(link.levels, share_of_surname=link.share_of_surname, fields=fields)
    said = [[r.field, r.how, r.words] for r in found]
    facts = {"band": link.band, "caution": link.caution, "weight": link.weight, "reasons": said, "model": version}
    match, made = Match.objects.get_or_create(
        **pair, defaults={**facts, "place": place, "organisation_id": pair["stub"].organisation_id, "found_on": on}
    )
    if not made and match.state == "candidate":
        Match.objects.filter(pk=match.pk).update(**facts)
    if made and "person" in pair:
        _as_sensitive(match, pair["person"].household)
    return match.pk


def _as_sensitive(thing: Match | Pointer, household) -> None:
    """Make what is about a restricted household as restricted as it is."""
    if household.sensitivity == Sensitivity.RESTRICTED:
        name_only(thing, named(household.KIND, str(household.pk)))
        thing.sensitivity = household.sensitivity
        thing.save(update_fields=["sensitivity"])


@change("match.decide", purpose=PURPOSE)
def decide_match(*, by: Actor, on: date, at: datetime, match: Match, answer: str, why: str = "") -> Match:
    """Say whether two records are of one person: yes, no, not sure; "undo" opens the question again. Nothing is joined.

    Whatever is not a "yes" takes back the pointers that nobody acknowledged yet.
    """
    if answer not in STATES:
        raise NotConfirmed("Answer yes, no or not sure.")
    match.state, match.why = STATES[answer], why
    match.decided_at, match.decided_by = (at, by.name) if answer != "undo" else (None, "")
    match.save(update_fields=["state", "why", "decided_at", "decided_by"])
    if match.state != "confirmed" and match.person_id:
        with on_purpose("a note goes when nobody says any more that the two are one person"):
            home = match.person.household_id
            Pointer.objects.filter(stub=match.stub_id, referral__household=home, acknowledged_on=None).update(
                withdrawn_on=on
            )
    return match


@change("pointer.send", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def send_pointer(*, by: Actor, on: date, place: Place, referral: Referral, stub: Stub) -> Pointer:
    """Tell the worker behind a confirmed stub that somebody else is involved, and whom to ring. Twice is once."""
    if (
        not access.visible(by, on=on).filter(pk=referral.pk).exists()
        or not access.stubs(by, on=on).filter(pk=stub.pk).exists()
    ):
        raise NotFound
    confirmed = Match.objects.filter(state="confirmed", stub=stub, person__household=referral.household)
    if not confirmed.exists():
        raise NotConfirmed("Confirm first that these are the same people. Only then is the other worker told.")
    due = working_calendar(place.pk).add_working_days(on, POINTER_DAYS)
    pointer, made = Pointer.objects.get_or_create(
        stub=stub, referral=referral,
        defaults={
            "place": place, "organisation_id": stub.organisation_id, "ring": others.reach(by), "sent_on": on, "sent_by": by.name,
            "acknowledge_by": due,
        },
    )  # fmt: skip
    again = not made and pointer.withdrawn_on is not None
    if again:
        pointer.withdrawn_on, pointer.sent_on, pointer.acknowledge_by = None, on, due
        pointer.save(update_fields=["withdrawn_on", "sent_on", "acknowledge_by"])
    _as_sensitive(pointer, referral.household)
    if made or again:
        write_of(pointer, on=on)
    return pointer


@change("pointer.acknowledge", purpose=PURPOSE)
def acknowledge_pointer(*, by: Actor, on: date, pointer: Pointer, contact_made: bool = False) -> Pointer:
    """Say that the note was read, and whether the two workers have spoken. The first day stands."""
    if pointer.acknowledged_on is None:
        pointer.acknowledged_on, pointer.acknowledged_by = on, by.name
    pointer.contact_made = pointer.contact_made or contact_made
    pointer.save(update_fields=["acknowledged_on", "acknowledged_by", "contact_made"])
    return pointer
