"""How matches and pointers change. The machine proposes, a person decides, and everything can be undone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from hereabouts.core.families.reasons import reasons
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.engines import linkage
from hereabouts.records.families import access, comparing, others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Match, Pointer, Referral, Stub
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


class NotConfirmed(Sentence):
    """A pointer to somebody whom nobody has confirmed."""


@change("match.find", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def find_matches(*, by: Actor, on: date, place: Place, referral: Referral | None = None) -> int:
    """Compare people of referrals with agencies' stubs and write down who may be one person; give how many wait.

    Only what the actor may see is compared, of it only the fields that a clause in force names, and people at protected
    addresses never. What a person has decided stays.
    With ``referral`` only its people are compared; without, all open ones and the stubs of different agencies too.
    """
    here, using = comparing.of_place(by, place, on=on, referral=referral), comparing.model()
    found = linkage.match(here.rows(), using).links if here.stubs else ()
    kept = []
    for link in found:
        pair = here.pair(link.id_a, link.id_b, both_stubs=referral is None)
        if pair is not None:
            kept.append(_propose(pair, link, using.version, place, on, fields=here.fields(pair)))
    waiting = Match.objects.filter(state="candidate", stub__in=here.stubs.values())
    people = here.people.values()
    about = Q(person__in=people) if referral is not None else Q(person__in=people) | Q(person=None)
    waiting = waiting.filter(about)
    waiting.exclude(pk__in=kept).delete()
    return access.matches(by, on=on).filter(state="candidate", place=place).count()


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
