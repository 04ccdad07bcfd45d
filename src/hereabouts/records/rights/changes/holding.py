"""Setting a hold and lifting it: what is on hold is never disposed of, also when a review has agreed to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.schedule import NotDisposed
from hereabouts.engines.definitions import retention
from hereabouts.records.ledger.changes import change
from hereabouts.records.ledger.reads import called, hidden
from hereabouts.records.rights.models import LegalHold, RightsRequest

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("legal_hold.set", keeps=("rule",))
def set_hold(
    *,
    by: Actor,
    on: date,
    reason: str,
    ref: str = "",
    rule: str = "",
    until: date | None = None,
    place: Place | None = None,
) -> LegalHold:
    """Hold a household, a referral, the records of a person (by their rights request), or a whole class of the schedule."""
    if not reason.strip():
        raise NotDisposed("Say why it is held.", field="reason")
    if until is not None and until < on:
        raise NotDisposed("The last day has gone by already.", field="until")
    if bool(ref.strip()) is bool(rule):
        raise NotDisposed("Say what is held: one reference, or one class.", field="ref")
    if rule and rule not in retention():
        raise NotDisposed("There is no such class in the schedule.", field="rule")
    ids = [] if rule else _ids(ref.strip(), by)
    words = retention()[rule].label if rule else ref.strip()
    return LegalHold.objects.create(
        place=place, organisation_id=by.organisation, rule=rule, ids=ids, words=words[:160], reason=reason.strip(), since=on,
        until=until, set_by=by.name,
    )  # fmt: skip


def _ids(ref: str, by: Actor) -> list[str]:
    """Give the records that a reference means: of a rights request, those that are the person's."""
    request = RightsRequest.objects.filter(ref__iexact=ref).first()
    found = [one[1] for one in request.about] + [str(request.pk)] if request else called(ref)
    found = [one for one in found if one not in hidden(found, by)]
    if not found:
        raise NotDisposed("We know no record by that reference.", field="ref")
    return found


@change("legal_hold.lift", about="hold")
def lift_hold(*, by: Actor, on: date, hold: LegalHold) -> LegalHold:
    """Lift a hold. What was due under it is due again from that day on, and still goes through a review."""
    if hold.lifted_on is not None:
        raise NotDisposed("It was lifted already.")
    hold.lifted_on, hold.lifted_by = on, by.name
    hold.save(update_fields=["lifted_on", "lifted_by"])
    return hold
