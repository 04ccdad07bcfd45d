"""Drop-ins: one is planned with its rota, and afterwards somebody says how it went, in counts (L-28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.families.drop_in import NotADropIn, refuse_impossible
from hereabouts.core.ledger import Actor
from hereabouts.records.families.models import DropIn
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

FAR = timedelta(days=731)


@change("drop_in.keep", step="plan")
def plan_drop_in(
    *, by: Actor, on: date, place: Place, venue: str, held_on: date, hours: str, rota: Sequence[str]
) -> DropIn:
    """Put a drop-in into the calendar. Raises NotADropIn without two on the rota, or where there is one that day."""
    if not on - FAR <= held_on <= on + FAR:
        raise NotADropIn("Say a day within the last or the next two years.", field="held_on")
    there = [one.strip() for one in rota if one.strip()]
    if len(there) < 2:
        raise NotADropIn(
            "Name at least two agencies on the rota, one on a line: that is what makes it one.", field="rota"
        )
    if DropIn.objects.filter(place=place, venue__iexact=venue.strip(), held_on=held_on).exists():
        raise NotADropIn("There is a drop-in at {venue} on that day already.", venue=venue.strip(), field="held_on")
    return DropIn.objects.create(
        place=place, organisation_id=by.organisation, venue=venue.strip(), held_on=held_on, hours=hours.strip(), rota=there,
        kept_on=on,
    )  # fmt: skip


@change("drop_in.keep", about="drop_in", step="tell")
def tell_drop_in(*, by: Actor, on: date, drop_in: DropIn, came: int, referred: int, needs: Mapping[str, int]) -> DropIn:
    """Say how a drop-in went; said again, it is replaced. Raises NotADropIn for one to come, or counts that contradict."""
    if drop_in.held_on > on:
        raise NotADropIn("It has not been held yet. Say afterwards how it went.", field="came")
    refuse_impossible(came, referred, dict(needs))
    drop_in.came, drop_in.referred, drop_in.needs, drop_in.kept_on = came, referred, dict(needs), on
    drop_in.save(update_fields=["came", "referred", "needs", "kept_on"])
    return drop_in
