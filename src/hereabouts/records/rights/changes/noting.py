"""What somebody says is wrong in a record about them: it stands beside the record, and how it was decided stands with it."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.clock import NotARequest
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.rights import packs
from hereabouts.records.rights.gathering import noteable
from hereabouts.records.rights.models import RectificationNote, RightsRequest


@change("rights_request.note", about="request")
def note_wrong(*, by: Actor, on: date, request: RightsRequest, object: str, what: str, says: str) -> RectificationNote:
    """Put what somebody says is wrong beside a record of theirs, for every reader of it; whether they are right or not."""
    if request.settled_on is None:
        raise NotARequest("First say how you know who asks.")
    if request.closed_on is not None:
        raise NotARequest("This request is closed. Register what they say now as a request of its own.")
    if not says.strip() or not what.strip():
        raise NotARequest("Say which part is wrong, and what they say instead.", field="says")
    if object not in noteable(packs.who_of(request), by):
        raise NotFound
    return RectificationNote.objects.create(
        request=request, object=object, what=what.strip(), says=says.strip(), noted_on=on, noted_by=by.name
    )


@change("rights_request.note", about="request", step="decide")
def decide_note(
    *, by: Actor, on: date, request: RightsRequest, note: object, outcome: str, reason: str
) -> RectificationNote:
    """Say that the record was corrected, by a change of its own, or why it is not. What they said stays beside it."""
    found = request.notes.select_for_update().filter(pk=note, state="stands").first()
    if found is None:
        raise NotFound
    if outcome not in {"corrected", "refused"}:
        raise NotARequest("Say whether it was corrected or refused.", field="outcome")
    if not reason.strip():
        raise NotARequest("Say what was corrected, or why it was not.", field="reason")
    found.state, found.reason, found.decided_on, found.decided_by = outcome, reason.strip(), on, by.name
    found.save(update_fields=["state", "reason", "decided_on", "decided_by"])
    return found
