"""A public body's request for data in writing, and the holder's reply. Neither opens anything to anybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.disclosing import NotADisclosure, refuse_unanswered, refuse_unwritten
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.rights.models import PublicTaskDisclosureRequest

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place


@change("disclosure_request.write")
def ask_for_data(
    *, by: Actor, on: date, place: Place, asker: str, holder: Organisation, task: str, what: str, necessary: str, needed_by: date
) -> PublicTaskDisclosureRequest:  # fmt: skip
    """Put a request in writing: the task in law, which data about whom, why less would not do, by when."""
    refuse_unwritten(asker=asker, task=task, what=what, necessary=necessary)
    if needed_by < on:
        raise NotADisclosure("The day by which it is needed has gone by.", field="needed_by")
    return PublicTaskDisclosureRequest.objects.create(
        place=place, organisation_id=by.organisation, ref=next_ref(place.prefix, on.year, "disclosure_request"), holder=holder,
        asker=asker.strip(), task=task.strip(), what=what.strip(), necessary=necessary.strip(), written_on=on,
        written_by=by.name, needed_by=needed_by,
    )  # fmt: skip


@change("disclosure_request.reply", about="asked", keeps=("outcome", "basis"))
def reply(
    *, by: Actor, on: date, asked: PublicTaskDisclosureRequest, outcome: str, shared: str = "", basis: str, why: str
) -> PublicTaskDisclosureRequest:
    """Write down the holder's decision to share, in part or not: what, on what it rests, why. The trail keeps outcome and basis."""
    if asked.state != "waiting":
        raise NotADisclosure("It was answered already. What was decided stands.")
    refuse_unanswered(outcome, shared, basis, why, statutory=asked.holder.statutory)
    facts = {
        "state": outcome,
        "shared": shared.strip(),
        "basis": basis,
        "why": why.strip(),
        "replied_on": on,
        "replied_by": by.name,
    }
    for name, value in facts.items():
        setattr(asked, name, value)
    asked.save(update_fields=list(facts))
    return asked
