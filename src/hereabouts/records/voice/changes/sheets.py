"""Sheets of answers are loaded, all or nothing, and taken back exactly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.imports.checking import Keyed
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, counted
from hereabouts.core.voice.consent import YES
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.engines.definitions import profile_questions
from hereabouts.records.imports import changes as imports
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.changes.speaking import suggestions
from hereabouts.records.voice.changes.taking_back import take
from hereabouts.records.voice.models import Activity, Coding, Consent, Contribution, Participant, Theme
from hereabouts.records.voice.numbers import new_key
from hereabouts.records.voice.reads.sheets import prefix_of, prepared

if TYPE_CHECKING:
    from hereabouts.core.imports.tables import Table
    from hereabouts.records.imports.models import Batch
    from hereabouts.records.places.models import Place

SAID = ("words", "heard_on", "said_in", "translation", "translated_by")
KEPT = (*SAID, "row", "print", "coded_on", "coded_by")
CHUNK = 500  # rows written at once


class Faulty(Sentence):
    """A sheet with rows that cannot be read. Nothing of it is loaded."""


class Needed(Sentence):
    """A batch whose words stand under a theme."""


@change("contribution.import")
def import_responses(
    *,
    by: Actor,
    on: date,
    place: Place,
    batch: Batch,
    table: Table,
    mapping: Mapping[str, str],
    activity: Activity | None = None,
) -> Batch:
    """Load a sheet of answers: every row, or none. The same sheet twice changes nothing.

    Each row is one person unless a column says which rows are the same person. What somebody took back, a later sheet
    does not give again.
    """
    if batch.place_id != place.pk or (activity and activity.place_id != place.pk):
        raise NotFound
    found = prepared(place, activity, table, mapping, on=on)
    if found.faults:
        raise Faulty(
            "{n} in the sheet. Nothing was loaded. The first: {first}",
            n=counted(len(found.faults), "fault"), first=str(found.faults[0]),
        )  # fmt: skip
    asked = {kind for kind in ("quote", "recontact") if mapping.get(kind)}
    added = _add(found.plan.new, asked=asked, place=place, activity=activity, by=by, on=on)
    changed = _change(found.plan.changed, place=place, activity=activity, by=by, on=on)
    return imports.done(batch, on=on, counts=found.plan.counts, touched={**dict.fromkeys(added), **changed})


def _add(
    rows: tuple[Keyed, ...], *, asked: set[str], place: Place, activity: Activity | None, by: Actor, on: date
) -> list[UUID]:
    known = _known_people(place, activity)
    new: dict[str, Participant] = {}
    agreed: dict[str, dict[str, bool]] = {}
    made = []
    for n, one in enumerate(rows):
        values = one.good.values
        own = values["person"] or f"row {n}"
        who = known.get(values["person"])
        for kind in asked if who else ():
            if not values[kind]:  # who agreed on an earlier sheet, and says no on this one
                _agree(who, kind, given=False, heard_on=values["heard_on"], by=by, on=on)
        if who is None:
            who = new.setdefault(own, Participant(key=new_key(), own_ref=values["person"], voice=values["voice"]))
            _fill(who, values)
            kinds = agreed.setdefault(own, {"quote": True, "recontact": True})
            for kind in kinds:  # who says no once has said no
                kinds[kind] = kinds[kind] and values[kind]
        made.append(
            Contribution(
                place_id=place.pk, organisation_id=by.organisation, activity=activity, participant_id=who.pk, medium="questionnaire",
                recorded_by=by.name, recorded_on=on, source="sheet", row=one.good.row,
                key=prefix_of(activity) + one.key, print=one.print, **_said(values),
            )
        )  # fmt: skip
    Participant.objects.bulk_create(new.values(), batch_size=CHUNK)
    first = {c.participant_id: c.heard_on for c in reversed(made)}
    Consent.objects.bulk_create(
        [Consent(participant=new[own], kind=kind, given_on=first[new[own].pk])
         for own, kinds in agreed.items() for kind, given in kinds.items() if given],
        batch_size=CHUNK,
    )  # fmt: skip
    Contribution.objects.bulk_create(made, batch_size=CHUNK)
    Coding.objects.bulk_create([coding for c in made for coding in suggestions(c)], batch_size=CHUNK)
    return [c.pk for c in made]


def _known_people(place: Place, activity: Activity | None) -> dict[str, Participant]:
    """Give those who spoke here before under a reference of their own: they stay one person."""
    spoke = Participant.objects.filter(contributions__place=place, contributions__activity=activity)
    return {who.own_ref: who for who in spoke.exclude(own_ref="").distinct()}


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: values[name] for name in SAID}, "said_in": values["said_in"] or "English"}


def _fill(who: Participant, values: Mapping[str, Any]) -> None:
    for question in profile_questions():
        if getattr(who, question) == NOT_ASKED:
            setattr(who, question, values[question])


def _change(
    rows: tuple[Keyed, ...], *, place: Place, activity: Activity | None, by: Actor, on: date
) -> dict[UUID, dict[str, Any] | None]:
    prefix = prefix_of(activity)
    keys = {prefix + one.key: one for one in rows}
    here = Contribution.objects.filter(place=place, withdrawn_on=None).select_related("participant")
    known = {c.key: c for few in _few(list(keys)) for c in here.filter(key__in=few)}
    before: dict[UUID, dict[str, Any] | None] = {c.pk: _as_it_stands(c) for c in known.values()}
    for key, c in known.items():
        values = keys[key].good.values
        if c.words != values["words"]:
            c.coded_on, c.coded_by = None, ""  # somebody must look at the new words
        for name, value in {**_said(values), "row": keys[key].good.row, "print": keys[key].print}.items():
            setattr(c, name, value)
        c.save()
        for question in profile_questions():
            setattr(c.participant, question, values[question])
        c.participant.voice = values["voice"]
        c.participant.save()
        stood = _standing(c.participant)
        for kind in ("quote", "recontact"):
            _agree(c.participant, kind, given=values[kind], heard_on=c.heard_on, by=by, on=on)
        before[c.pk] = {**(before[c.pk] or {}), "took": sorted(stood - _standing(c.participant))}
    return before


def _standing(who: Participant) -> set[str]:
    return set(who.consents.filter(withdrawn_on=None, answer=YES).values_list("kind", flat=True))


def _agree(who: Participant, kind: str, *, given: bool, heard_on: date, by: Actor, on: date) -> None:
    if given:
        Consent.objects.get_or_create(participant=who, kind=kind, defaults={"given_on": heard_on})
    elif Consent.objects.filter(participant=who, kind=kind, withdrawn_on=None, answer=YES).exists():
        take(who, kind, by=by, on=on, how="officer")  # a sheet that says no now takes back what is printed, too


def _as_it_stands(c: Contribution) -> dict[str, Any]:
    who = c.participant
    return {
        "said": {name: _plain(getattr(c, name)) for name in KEPT},
        "who": {name: getattr(who, name) for name in (*profile_questions(), "voice")},
        "agreed": [[k.kind, _plain(k.given_on), _plain(k.withdrawn_on)] for k in who.consents.all()],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@change("contribution.undo")
def undo_import(*, by: Actor, on: date, place: Place, batch: Batch) -> Batch:
    """Take a sheet back: what it added goes, with its codings; what it changed stands as it stood before.

    Refused while words of it stand under a theme, or a later sheet has changed them.
    """
    if batch.place_id != place.pk or batch.about != Contribution.KIND:
        raise NotFound
    added, changed = imports.undone(batch, on=on)
    for few in _few(added):
        _remove(few)
    for few in _few(list(changed)):
        for c in Contribution.objects.filter(pk__in=few, withdrawn_on=None).select_related("participant"):
            _restore(c, changed[c.pk])
    return batch


def _remove(added: list[UUID]) -> None:
    theirs = Contribution.objects.filter(pk__in=added)
    if needed := Theme.objects.filter(contributions__in=theirs).distinct().count():
        raise Needed("Words of this sheet stand under {n}. Take the theme back first.", n=counted(needed, "theme"))
    people = list(theirs.values_list("participant", flat=True))
    theirs.delete()
    Participant.objects.filter(pk__in=people, contributions=None).delete()


def _few(ids: list) -> list[list]:
    """Cut a list up: a database takes only so many values in one question."""
    return [ids[n : n + CHUNK] for n in range(0, len(ids), CHUNK)]


def _restore(c: Contribution, before: Mapping[str, Any]) -> None:
    Contribution.objects.filter(pk=c.pk).update(**before["said"])
    Participant.objects.filter(pk=c.participant_id).update(**before["who"])
    agreed = Consent.objects.filter(participant=c.participant_id)
    stands = agreed.filter(withdrawn_on=None, answer=YES)
    stands.exclude(kind__in=[kind for kind, _, _ in before["agreed"]]).delete()
    for kind, given_on, withdrawn_on in before["agreed"]:  # what somebody took back since is not given again
        rows = agreed if kind in before.get("took", ()) else stands
        rows.filter(kind=kind).update(given_on=given_on, withdrawn_on=withdrawn_on)
