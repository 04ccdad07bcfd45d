"""What was told before of the people of a place: by releases, and by quarters that were frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereabouts.core.account.quarter import tables
from hereabouts.core.releases.audit import Printed
from hereabouts.records.account.models import Quarter
from hereabouts.records.releases.reads import areas_of, before

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


def told_before(place: Place) -> list[list[Printed]]:
    """Give the tables of every release and every frozen quarter of a place and of places that share areas with it.

    Whoever reads two quarters, or a quarter and a published plan, can subtract one from the other.
    """
    ours, here = set(areas_of(place)), str(place.pk)
    found = [tables(row.figures, str(row.place_id)) for row in Quarter.objects.order_by("frozen_on", "number")]
    told = [
        [one for one in quarter if one.scope.place == here or not ours.isdisjoint(one.scope.areas)] for quarter in found
    ]
    return [*before(place), *(quarter for quarter in told if quarter)]
