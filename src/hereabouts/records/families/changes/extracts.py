"""How agencies' lists come in and are taken back: whole or not at all."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from hereabouts.core.families.extracts import Entry, NotAnExtract, entries
from hereabouts.core.ledger import Actor, Sensitivity, may
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.files import encoding_of
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Extract, Stub
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class CannotUndo(Sentence):
    """Something that was built upon since."""


@change("stub.import", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def import_stubs(*, by: Actor, on: date, at: datetime, place: Place, content: bytes) -> Extract:
    """Take an agency's list whole or not at all. A record known by its local id is updated, never doubled.

    Raises NotAnExtract with every row that is wrong; then nothing was taken.
    """
    found = entries(_text(content))
    extract = Extract.objects.create(
        place=place, organisation_id=by.organisation, given_at=at, given_by=by.name, rows=len(found)
    )
    with on_purpose("a record known by its local id in another place is not doubled"):
        known = {s.local_id: s for s in Stub.objects.filter(organisation_id=by.organisation)}
    _refuse_elsewhere(by, [known[e.values["id"]] for e in found if e.values["id"] in known], on)
    for entry in found:
        stub = known.get(entry.values["id"])
        if stub is None:
            stub = Stub(organisation_id=by.organisation, local_id=entry.values["id"], extract=extract)
        elif _told(stub) != _values(entry) or stub.place_id != place.pk:
            extract.before.append({"id": str(stub.pk), "place": str(stub.place_id), **_told(stub)})
        for name, value in _values(entry).items():
            setattr(stub, name, value)
        stub.place = place
        stub.save()
    extract.save(update_fields=["before"])
    return extract


def _text(content: bytes) -> str:
    try:
        return content.decode(encoding_of(content, whole=True))
    except UnicodeDecodeError:
        raise NotAnExtract("The file is no text: it may be a picture or a workbook. Save the list as CSV.") from None


def _refuse_elsewhere(by: Actor, known: list[Stub], on: date) -> None:
    """Refuse a list that would change a record of a place for which the giver gives no lists."""
    elsewhere = [s.local_id for s in known if not may(by, "import", s.subject(), on, purpose=PURPOSE)]
    if elsewhere:
        raise NotAnExtract(
            "Nothing was taken. These ids are records of another place: {ids}. Somebody who gives lists for that place can.",
            ids=listed(elsewhere),
        )


def _values(entry: Entry) -> dict[str, Any]:
    said = entry.values
    text = (
        "first_name",
        "surname",
        "sex",
        "address",
        "postcode",
        "uprn",
        "email",
        "nhs",
        "service",
        "support",
        "worker",
    )
    return {
        **{name: said[name] for name in text},
        "dob": entry.dob,
        "contact": said["phone"],
        "phone": said["worker_phone"],
        "status": said["status"].lower() or "open",
        "protected": entry.protected,
        "starts_on": entry.starts_on or None,
        "ends_on": entry.ends_on or None,
    }


def _told(stub: Stub) -> dict[str, Any]:
    """Give what a stub says, in the shape of ``_values``."""
    names = (
        "first_name", "surname", "sex", "address", "postcode", "uprn", "email", "nhs", "service", "support", "worker", "dob",
        "contact", "phone", "status", "protected",
    )  # fmt: skip
    days = {name: getattr(stub, name).isoformat() if getattr(stub, name) else None for name in ("starts_on", "ends_on")}
    return {**{name: getattr(stub, name) for name in names}, **days}


@change("extract.undo", purpose=PURPOSE)
def undo_extract(*, by: Actor, on: date, at: datetime, extract: Extract) -> Extract:
    """Take a list back: what came with it goes, what it changed is as it was. Only the newest of a place can be."""
    newest = Extract.objects.filter(
        organisation=extract.organisation_id, place=extract.place_id, undone_at=None
    ).first()
    if newest is None or newest.pk != extract.pk:
        raise CannotUndo("Only the newest list can be taken back. Take the newer ones back first.")
    with on_purpose("what came with a list goes, and what hangs on it"):
        for told in extract.before:
            _as_it_was(told)
        extract.stubs.all().delete()
    extract.undone_at = at
    extract.save(update_fields=["undone_at"])
    return extract


def _as_it_was(told: dict[str, Any]) -> None:
    """Let a stub say again what it said before a list changed it."""
    stub = Stub.objects.filter(pk=told["id"]).first()
    if stub is not None:
        for name, value in told.items():
            if name not in {"id", "place"}:
                setattr(stub, name, value)
        stub.place_id = told["place"]
        stub.save()
